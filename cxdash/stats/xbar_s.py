"""Means and spreads of subgroups of a few measurements each, of equal or unequal size."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.constants import SIGMAS, c4

Pooling: TypeAlias = Literal["by_size", "pooled", "mean"]


@dataclass(frozen=True, slots=True, eq=False)
class XbarS:
    """Two charts of the same subgroups.

    Attributes:
        center: Mean of all measurements.
        lower: Lower limit of each subgroup's mean.
        upper: Upper limit of each subgroup's mean.
        spread_center: Mean or pooled standard deviation.
        spread_lower: Lower limit of each subgroup's standard deviation, at least 0.
        spread_upper: Upper limit of each subgroup's standard deviation.
    """

    center: float
    lower: Floats
    upper: Floats
    spread_center: float
    spread_lower: Floats
    spread_upper: Floats


def xbar_s(
    n: ArrayLike, totals: ArrayLike, squares: ArrayLike, *, pooling: Pooling = "by_size"
) -> XbarS:
    """Return the limits of subgroup means and standard deviations.

    Args:
        n: Measurements of each subgroup, in time order; at least 2 each.
        totals: Their sums.
        squares: The sums of their squares.
        pooling: How the standard deviations become one. "mean": their average, as the textbook
            does for subgroups of one size; "pooled": from all squares, as it does for unequal
            sizes; "by_size" does the one or the other.

    Raises:
        ValueError: If rows differ in length, or a subgroup has fewer than 2 measurements.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 6.3: grand mean by
        size, A3, B3 and B4 of each subgroup's own size.

    Examples:
        >>> chart = xbar_s([3, 3], [6.0, 9.0], [14.0, 29.0])  # 1, 2, 3 and 2, 3, 4
        >>> f"{chart.center:.2f}: {chart.lower[0]:.2f} to {chart.upper[0]:.2f}"
        '2.50: 0.55 to 4.45'
    """
    size, total = row_of_numbers("n", n), row_of_numbers("totals", totals)
    square = row_of_numbers("squares", squares)
    if not size.shape == total.shape == square.shape:
        raise ValueError("n, totals and squares differ in length.")
    if not np.all(size >= 2):  # noqa: PLR2004 - the smallest sample that has a spread
        raise ValueError("A subgroup needs at least two measurements.")
    center = float(total.sum() / size.sum())
    about_means = np.maximum(square - total * total / size, 0.0)
    if pooling == "mean" or (pooling == "by_size" and np.all(size == size[0])):
        spread = float(np.sqrt(about_means / (size - 1)).mean())
    else:
        spread = float(np.sqrt(about_means.sum() / (size - 1).sum()))
    bias = c4(size)
    reach = SIGMAS * spread / (bias * np.sqrt(size))
    wobble = SIGMAS * np.sqrt(1 - bias * bias) / bias
    return XbarS(
        center=center,
        lower=center - reach,
        upper=center + reach,
        spread_center=spread,
        spread_lower=spread * np.maximum(0.0, 1 - wobble),
        spread_upper=spread * (1 + wobble),
    )
