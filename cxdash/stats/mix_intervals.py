"""How sure are the parts of a change? Kitagawa's parts with intervals over customers."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.bootstrap import ROUNDS, percentile_intervals, resampled
from cxdash.stats.checks import Floats, row_of_answers, row_of_numbers
from cxdash.stats.intervals import Interval
from cxdash.stats.mix import Kitagawa, effects, kitagawa
from cxdash.stats.mix_crossed import CrossedMix, crossed_mix
from cxdash.stats.normal_equations import Codes, levels, sums_by


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


class CrossedMixIntervals(NamedTuple):
    """The parts over two crossed dimensions and how sure they are.

    Attributes:
        parts: The parts; rows and columns are sorted by name.
        rows: The names of the rows' dimension.
        columns: The names of the columns' dimension.
        change: Interval of the change.
        row_mix: Interval of the rows' mix effect.
        column_mix: Interval of the columns' mix effect.
        within: Interval of the within effect.
    """

    parts: CrossedMix
    rows: tuple[object, ...]
    columns: tuple[object, ...]
    change: Interval
    row_mix: Interval
    column_mix: Interval
    within: Interval


class _Cells:
    """Answers added up by side and group, each counted so often."""

    def __init__(
        self,
        after: ArrayLike,
        codes: Codes,
        groups: int,
        totals: ArrayLike,
        sizes: ArrayLike | None = None,
    ) -> None:
        self.totals = row_of_numbers("totals", totals)
        self.sizes = np.ones(len(self.totals)) if sizes is None else row_of_numbers("sizes", sizes)
        side = row_of_answers("after", after, length=len(self.totals), default=False)
        if not codes.shape == self.totals.shape == self.sizes.shape:
            raise ValueError("Every answer needs a side, a group and a number.")
        self.groups = groups
        self.cells = side * groups + codes

    def by_customer(self, customers: ArrayLike) -> tuple[Floats, Floats]:
        """Return sizes and totals of each customer in each cell: (customers, cells) each."""
        names, who = np.unique(np.asarray(customers), return_inverse=True)
        if who.shape != self.cells.shape:
            raise ValueError("Every answer needs a customer.")
        both = 2 * self.groups
        places = who * both + self.cells
        shape = (len(names), both)
        return (
            sums_by(places, self.sizes, shape[0] * both).reshape(shape),
            sums_by(places, self.totals, shape[0] * both).reshape(shape),
        )

    def sides(self, size: Floats, total: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return sizes and totals after, then sizes and totals before."""
        after, before = np.s_[..., self.groups :], np.s_[..., : self.groups]
        return size[after], total[after], size[before], total[before]

    def tables(self, weight: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return sizes and totals after, then sizes and totals before."""
        both = 2 * self.groups
        size = sums_by(self.cells, weight * self.sizes, both)
        total = sums_by(self.cells, weight * self.totals, both)
        return self.sides(size, total)


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
    cells = _Cells(after, named.codes, len(named.names), totals, sizes)

    sizes_of, totals_of = cells.by_customer(customers)

    both = np.hstack([sizes_of, totals_of])
    drawn = resampled(lambda weight: weight @ both, range(len(both)), rounds=rounds, seed=seed)
    mix, within = (part.sum(axis=1) for part in effects(*cells.sides(*np.split(drawn, 2, axis=1))))
    whole = kitagawa(*cells.tables(np.ones(len(cells.totals))))
    draws = np.column_stack([mix + within, mix, within])
    return KitagawaIntervals(
        whole, named.names, *percentile_intervals(draws, confidence=confidence)
    )


def crossed_mix_intervals(  # noqa: PLR0913 - one column each of the answers
    after: ArrayLike,
    rows: ArrayLike,
    columns: ArrayLike,
    totals: ArrayLike,
    *,
    customers: ArrayLike,
    rounds: int = ROUNDS,
    seed: int = 1,
    confidence: float = 0.95,
) -> CrossedMixIntervals:
    """Return both mix effects and the within effect with intervals over customers drawn anew.

    Args:
        after: For each answer, True if it was given after.
        rows: The group of each answer in one dimension.
        columns: Its group in the other dimension.
        totals: What is averaged.
        customers: Who gave each answer.
        rounds: Resamples.
        seed: Start of the random numbers.
        confidence: Share of the resamples in an interval, 0 to 1.

    Raises:
        ValueError: As `kitagawa_intervals`.

    Source:
        Das Gupta (1993), US Bureau of the Census P23-186; bootstrap as `kitagawa_intervals`.

    Examples:
        >>> after, hits = [False] * 8 + [True] * 8, [1, 1, 1, 0] * 2 + [1, 0, 0, 0] * 2
        >>> rows, columns = [*"aabb"] * 4, [*"xy"] * 8
        >>> found = crossed_mix_intervals(after, rows, columns, hits, customers=range(16))
        >>> f"{found.parts.within:+.2f}", found.within.low < -0.5 < found.within.high
        ('-0.50', True)
    """
    by_row, by_column = levels(rows), levels(columns)
    shape = (len(by_row.names), len(by_column.names))
    if by_row.codes.shape != by_column.codes.shape:
        raise ValueError("Every answer needs a row and a column.")
    cells = _Cells(after, by_row.codes * shape[1] + by_column.codes, shape[0] * shape[1], totals)

    def split(weight: Floats) -> CrossedMix | None:
        tables = [each.reshape(shape) for each in cells.tables(weight)]
        return crossed_mix(*tables) if tables[0].any() and tables[2].any() else None

    def parts(weight: Floats) -> list[float]:
        found = split(weight)
        if found is None:
            return [np.nan] * 4
        return [found.change, found.row_mix, found.column_mix, found.within]

    whole = crossed_mix(*(each.reshape(shape) for each in cells.tables(np.ones(len(cells.totals)))))
    draws = resampled(parts, customers, rounds=rounds, seed=seed)
    return CrossedMixIntervals(
        whole, by_row.names, by_column.names, *percentile_intervals(draws, confidence=confidence)
    )
