"""Means and spreads of subgroups of a few measurements each, of unequal size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.limits import SIGMAS


@dataclass(frozen=True, slots=True, eq=False)
class XbarS:
    """Two charts of the same subgroups.

    Attributes:
        center: Mean of all measurements.
        lower: Lower limit of each subgroup's mean.
        upper: Upper limit of each subgroup's mean.
        spread_center: Pooled standard deviation.
        spread_lower: Lower limit of each subgroup's standard deviation, at least 0.
        spread_upper: Upper limit of each subgroup's standard deviation.
    """

    center: float
    lower: Floats
    upper: Floats
    spread_center: float
    spread_lower: Floats
    spread_upper: Floats


def c4(sizes: ArrayLike) -> Floats:
    """Return the mean of a sample's standard deviation, in true standard deviations.

    Args:
        sizes: Sizes of samples; at least 2 each.

    Source:
        Montgomery, Introduction to Statistical Quality Control, appendix VI.

    Examples:
        >>> c4([2, 5, 25]).round(4).tolist()
        [0.7979, 0.94, 0.9896]
    """
    n = np.asarray(sizes, dtype=np.float64)
    return np.asarray(np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2)))


def xbar_s(n: ArrayLike, totals: ArrayLike, squares: ArrayLike) -> XbarS:
    """Return the limits of subgroup means and standard deviations.

    Args:
        n: Measurements of each subgroup, in time order; at least 2 each.
        totals: Their sums.
        squares: The sums of their squares.

    Raises:
        ValueError: If rows differ in length, or a subgroup has fewer than 2 measurements.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 6.3.2: weighted grand
        mean, pooled standard deviation, A3, B3 and B4 of each subgroup's own size.

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
    variance = np.sum(square - total * total / size) / np.sum(size - 1)
    spread = float(np.sqrt(max(variance, 0.0)))
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
