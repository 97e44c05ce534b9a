"""How sure are the parts of a change? Kitagawa's parts with intervals over customers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.bootstrap import ROUNDS, percentile_intervals, resampled
from cxdash.stats.intervals import Interval
from cxdash.stats.mix import Kitagawa, effects, kitagawa
from cxdash.stats.mix_cells import SideCells
from cxdash.stats.normal_equations import levels


class KitagawaIntervals(NamedTuple):
    """Kitagawa's parts and how sure they are.

    Attributes:
        parts: The parts; groups are sorted by name.
        groups: The names of the groups.
        change: Interval of the change.
        mix: Interval of the mix effect.
        within: Interval of the within effect.
    """

    parts: Kitagawa
    groups: tuple[object, ...]
    change: Interval
    mix: Interval
    within: Interval


def kitagawa_intervals(  # noqa: PLR0913 - one column each of the answers
    after: ArrayLike,
    groups: ArrayLike,
    totals: ArrayLike,
    *,
    customers: ArrayLike,
    sizes: ArrayLike | None = None,
    rounds: int = ROUNDS,
    seed: int = 1,
    confidence: float = 0.95,
) -> KitagawaIntervals:
    """Return mix and within effect of a change with intervals over customers drawn anew.

    Args:
        after: For each answer, True if it was given after.
        groups: The group of each answer.
        totals: What is averaged: 0 or 1 for a share, -100, 0, 100 for NPS, or a score.
        customers: Who gave each answer; all answers of a customer are drawn together.
        sizes: For answers added up already, how many each row holds; `totals` are then their
            sums. None for one answer a row.
        rounds: Resamples.
        seed: Start of the random numbers.
        confidence: Share of the resamples in an interval, 0 to 1.

    Raises:
        ValueError: If rows differ in length, a side is empty, or `confidence` is not between 0
            and 1.

    Source:
        Kitagawa (1955), JASA 50:1168-1194; bootstrap as Wang et al. (2000), Behavior
        Research Methods, Instruments, & Computers 32:357-366.

    Examples:
        >>> after, group = [False] * 60 + [True] * 60, (["a"] * 40 + ["b"] * 20) * 2
        >>> hits = [1] * 30 + [0] * 10 + [1] * 5 + [0] * 15
        >>> hits += [1] * 20 + [0] * 20 + [1] * 5 + [0] * 15
        >>> found = kitagawa_intervals(after, group, hits, customers=range(120))
        >>> low, high = found.within
        >>> f"within {found.parts.within:+.2f} ({low:+.2f} to {high:+.2f})"
        'within -0.17 (-0.33 to -0.00)'
    """
    named = levels(groups)
    cells = SideCells(after, named.codes, len(named.names), totals, sizes)

    sizes_of, totals_of = cells.by_customer(customers)

    both = np.hstack([sizes_of, totals_of])
    drawn = resampled(lambda weight: weight @ both, range(len(both)), rounds=rounds, seed=seed)
    mix, within = (part.sum(axis=1) for part in effects(*cells.sides(*np.split(drawn, 2, axis=1))))
    whole = kitagawa(*cells.tables(np.ones(len(cells.totals))))
    draws = np.column_stack([mix + within, mix, within])
    return KitagawaIntervals(
        whole, named.names, *percentile_intervals(draws, confidence=confidence)
    )
