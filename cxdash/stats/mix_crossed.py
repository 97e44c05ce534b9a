"""A change split into three: the mix of one dimension, the mix of another, and service."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats


class CrossedMix(NamedTuple):
    """A change of an overall rate over two crossed dimensions; the parts add up to it.

    Attributes:
        before: Overall rate before, in the unit of the rates.
        after: Overall rate after.
        change: After minus before.
        row_mix: Part of the change from the rows' dimension weighing differently.
        column_mix: Part from the columns' dimension.
        within: Part from rates inside cells.
        row_mix_by_row: The row part, summed over each row.
        column_mix_by_column: The column part, summed over each column.
        within_by_cell: The within part of each cell.
    """

    before: float
    after: float
    change: float
    row_mix: float
    column_mix: float
    within: float
    row_mix_by_row: Floats
    column_mix_by_column: Floats
    within_by_cell: Floats


def crossed_mix(
    sizes_1: ArrayLike, totals_1: ArrayLike, sizes_0: ArrayLike, totals_0: ArrayLike
) -> CrossedMix:
    """Return how much of a change comes from either mix and how much from within the cells.

    A cell that is empty on one side has no rate there; its rate on the other side is taken for
    both, so that its coming or going counts as mix.

    Args:
        sizes_1: Answers of each cell after, (rows, columns); 0 or more.
        totals_1: Sums of what is averaged of each cell after.
        sizes_0: Answers of each cell before, cells in the same order.
        totals_0: Sums of each cell before.

    Returns:
        The parts in the unit of totals over sizes.

    Raises:
        ValueError: If tables differ in shape, a size is negative, or a side is empty.

    Source:
        Das Gupta (1993), US Bureau of the Census P23-186, rates cross-classified by two factors.

    Examples:
        >>> split = crossed_mix(
        ...     [[30, 10], [20, 40]], [[27, 8], [10, 16]], [[40, 20], [20, 20]], [[36, 16], [10, 8]]
        ... )
        >>> f"{split.change:+.2f} = {split.row_mix:+.3f} rows {split.column_mix:+.3f} columns"
        '-0.09 = -0.076 rows -0.014 columns'
    """
    tables = [np.array(each, dtype=np.float64) for each in (sizes_1, totals_1, sizes_0, totals_0)]
    size_1, total_1, size_0, total_0 = tables
    if size_1.ndim != 2 or len({each.shape for each in tables}) > 1:  # noqa: PLR2004 - two dimensions
        raise ValueError("Sizes and totals need the same rows and columns.")
    if not (np.all(size_1 >= 0) and np.all(size_0 >= 0) and size_1.sum() and size_0.sum()):
        raise ValueError("A size is negative, or one side has no answers at all.")
    row_mix, column_mix, within = crossed_parts(size_1, total_1, size_0, total_0)
    before, after = float(total_0.sum() / size_0.sum()), float(total_1.sum() / size_1.sum())
    return CrossedMix(
        before=before,
        after=after,
        change=after - before,
        row_mix=float(row_mix.sum()),
        column_mix=float(column_mix.sum()),
        within=float(within.sum()),
        row_mix_by_row=row_mix.sum(axis=1),
        column_mix_by_column=column_mix.sum(axis=0),
        within_by_cell=within,
    )


def crossed_parts(
    sizes_1: Floats, totals_1: Floats, sizes_0: Floats, totals_0: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return both mix parts and the within part of each cell; the arithmetic of `crossed_mix`.

    Args:
        sizes_1: Answers after; rows and columns along the last two axes, any number of tables
            along the others.
        totals_1: Their sums.
        sizes_0: Answers before.
        totals_0: Their sums.

    Returns:
        Three arrays of the same shape; NaN where a side of a table is empty.

    Examples:
        >>> before, after = np.array([[30.0, 0.0], [0.0, 70.0]]), np.array([[70.0, 0.0], [0.0, 30]])
        >>> rows, columns, within = crossed_parts(after, after * [1, 0], before, before * [1, 0])
        >>> [round(float(part.sum()), 3) for part in (rows, columns, within)]
        [0.2, 0.2, 0.0]
    """
    rate_1, rate_0 = _over(totals_1, sizes_1), _over(totals_0, sizes_0)
    rate_1, rate_0 = np.where(sizes_1 > 0, rate_1, rate_0), np.where(sizes_0 > 0, rate_0, rate_1)
    with np.errstate(invalid="ignore"):
        share_1, share_0 = (
            size / size.sum(axis=(-2, -1), keepdims=True) for size in (sizes_1, sizes_0)
        )
    by_row_1, by_column_1 = _factors(share_1)
    by_row_0, by_column_0 = _factors(share_0)
    rate = (rate_1 + rate_0) / 2
    row_mix = rate * (by_row_1 - by_row_0) * (by_column_1 + by_column_0) / 2
    column_mix = rate * (by_column_1 - by_column_0) * (by_row_1 + by_row_0) / 2
    return row_mix, column_mix, (rate_1 - rate_0) * (share_1 + share_0) / 2


def _factors(shares: Floats) -> tuple[Floats, Floats]:
    """Return the share of each cell as a product: one factor for its row, one for its column."""
    rows, columns = shares.sum(axis=-1, keepdims=True), shares.sum(axis=-2, keepdims=True)
    return np.sqrt(_over(shares, columns) * rows), np.sqrt(_over(shares, rows) * columns)


def _over(top: Floats, bottom: Floats) -> Floats:
    bottom = np.broadcast_to(bottom, top.shape)
    return np.divide(top, bottom, out=np.zeros(top.shape), where=bottom > 0)
