"""How sure are the parts of a change over two dimensions? Intervals over customers, or counts."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.bootstrap import ROUNDS, percentile_intervals, resampled
from cxdash.stats.checks import Floats
from cxdash.stats.intervals import Interval
from cxdash.stats.mix_cells import SideCells
from cxdash.stats.mix_crossed import CrossedMix, crossed_mix, crossed_parts
from cxdash.stats.normal_equations import Levels, levels


class CrossedMixIntervals(NamedTuple):
    """The parts over two crossed dimensions and how sure they are.

    Attributes:
        parts: The parts; rows and columns are sorted by name.
        rows: The names of the rows' dimension.
        columns: The names of the columns' dimension.
        change: Interval of the change.
        row_mix: Interval of the rows' mix effect.
        column_mix: Interval of the columns' mix effect.
        mix: Interval of both mix effects together.
        within: Interval of the within effect.
    """

    parts: CrossedMix
    rows: tuple[object, ...]
    columns: tuple[object, ...]
    change: Interval
    row_mix: Interval
    column_mix: Interval
    mix: Interval
    within: Interval


def crossed_mix_intervals(  # noqa: PLR0913 - one column each of the answers
    after: ArrayLike,
    rows: ArrayLike,
    columns: ArrayLike,
    totals: ArrayLike,
    *,
    customers: ArrayLike,
    sizes: ArrayLike | None = None,
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
        customers: Who gave each answer; all answers of a customer are drawn together.
        sizes: For answers added up already, how many each row holds; `totals` are then their
            sums. None for one answer a row.
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
    named = levels(rows), levels(columns)
    cells = _crossed_cells(named, after, totals, sizes)
    drawn = resampled(
        lambda weight: np.concatenate(cells.tables(weight)), customers, rounds=rounds, seed=seed
    )
    return _with_intervals(named, cells, drawn, confidence)


def crossed_rate_mix_intervals(  # noqa: PLR0913 - one column each of the counts
    after: ArrayLike,
    rows: ArrayLike,
    columns: ArrayLike,
    events: ArrayLike,
    *,
    exposures: ArrayLike,
    rounds: int = ROUNDS,
    seed: int = 1,
    confidence: float = 0.95,
) -> CrossedMixIntervals:
    """Return `crossed_mix_intervals` of a rate: each event might have come or not.

    Args:
        after: For each count, True if it is of the days after.
        rows: Its group in one dimension.
        columns: Its group in the other dimension.
        events: What was counted; whole, 0 or more.
        exposures: What it is counted against; 0 or more. A rate's groups weigh by it.
        rounds: Draws of the events, as Poisson counts; exposures stay.
        seed: Start of the random numbers.
        confidence: Share of the draws in an interval, 0 to 1.

    Raises:
        ValueError: As `crossed_mix_intervals`, or if a count is negative.

    Source:
        Das Gupta (1993), US Bureau of the Census P23-186; Wang et al. (2000), Behavior Research
        Methods, Instruments, & Computers 32:357-366 (intervals of the parts by resampling);
        Poisson counts as Brillinger (1986), Biometrics 42:693-734.

    Examples:
        >>> events = [40, 10, 30, 20, 20, 40, 15, 80]
        >>> sizes = [200, 100, 150, 200, 100, 400, 75, 800]
        >>> found = crossed_rate_mix_intervals(
        ...     [False] * 4 + [True] * 4, [*"aabb"] * 2, [*"xy"] * 4, events, exposures=sizes
        ... )
        >>> f"{found.parts.change:+.3f}, mix likely {found.mix.low:+.3f} to {found.mix.high:+.3f}"
        '-0.041, mix likely -0.058 to -0.022'
    """
    named = levels(rows), levels(columns)
    cells = _crossed_cells(named, after, events, exposures)
    if not np.all(cells.totals >= 0):
        raise ValueError("A count is negative.")
    size_1, events_1, size_0, events_0 = cells.tables(np.ones(len(cells.totals)))
    # In the order of the cells, so that the same seed draws the same events.
    dice = np.random.default_rng(seed)
    drawn_1, drawn_0 = (dice.poisson(row, (rounds, len(row))) for row in (events_1, events_0))
    same = np.ones((rounds, 1))
    drawn = np.hstack([same * size_1, drawn_1, same * size_0, drawn_0]).astype(np.float64)
    return _with_intervals(named, cells, drawn, confidence)


def _crossed_cells(
    named: tuple[Levels, Levels],
    after: ArrayLike,
    totals: ArrayLike,
    sizes: ArrayLike | None,
) -> SideCells:
    by_row, by_column = named
    if by_row.codes.shape != by_column.codes.shape:
        raise ValueError("Every answer needs a row and a column.")
    many = len(by_column.names)
    codes = by_row.codes * many + by_column.codes
    return SideCells(after, codes, len(by_row.names) * many, totals, sizes)


def _with_intervals(
    named: tuple[Levels, Levels], cells: SideCells, drawn: Floats, confidence: float
) -> CrossedMixIntervals:
    """Return the parts with what resampled tables, (rounds, four tables in a row), make of them."""
    shape = (len(named[0].names), len(named[1].names))
    whole = crossed_mix(*(each.reshape(shape) for each in cells.tables(np.ones(len(cells.totals)))))
    tables = drawn.reshape(len(drawn), 4, *shape)
    by_row, by_column, within = (
        part.sum(axis=(1, 2)) for part in crossed_parts(*(tables[:, place] for place in range(4)))
    )
    mix = by_row + by_column
    draws = np.column_stack([mix + within, by_row, by_column, mix, within])
    return CrossedMixIntervals(
        whole, named[0].names, named[1].names, *percentile_intervals(draws, confidence=confidence)
    )
