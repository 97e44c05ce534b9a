"""Means and ranges of subgroups of a few measurements each, all of one size."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats
from cxdash.stats.constants import control_constants


@dataclass(frozen=True, slots=True, eq=False)
class XbarR:
    """Two charts of the same subgroups, in the unit of the measurements.

    Attributes:
        means: Mean of each subgroup.
        center: Mean of all measurements.
        lower: Lower limit of a subgroup's mean.
        upper: Upper limit of a subgroup's mean.
        ranges: Largest less smallest measurement of each subgroup.
        range_center: Mean range.
        range_lower: Lower limit of a range, at least 0.
        range_upper: Upper limit of a range.
        sigma: Standard deviation of one measurement, from the mean range.
    """

    means: Floats
    center: float
    lower: float
    upper: float
    ranges: Floats
    range_center: float
    range_lower: float
    range_upper: float
    sigma: float


def xbar_r(subgroups: ArrayLike, *, baseline: ArrayLike | None = None) -> XbarR:
    """Return the limits of subgroup means and ranges.

    For subgroups of up to about 10; a range wastes what larger ones know, so `xbar_s` serves
    those, and sizes that differ.

    Args:
        subgroups: One row a subgroup, in time order; one column a measurement, at least 2.
        baseline: True for the subgroups that centre and limits come from; all by default. Leave
            out what had a known cause to get the revised limits of the textbook.

    Raises:
        ValueError: If rows differ in length, hold fewer than 2 measurements or no number, or no
            subgroup is left in the baseline.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 6.2.

    Examples:
        >>> chart = xbar_r([[1, 2, 3], [2, 3, 4]])
        >>> f"{chart.center:.2f}: {chart.lower:.2f} to {chart.upper:.2f}"
        '2.50: 0.45 to 4.55'
    """
    rows = np.array(subgroups, dtype=np.float64)
    if rows.ndim != 2 or not np.isfinite(rows).all():  # noqa: PLR2004 - rows and columns
        raise ValueError("Subgroups must be rows of equal length, without gaps.")
    chosen = np.ones(len(rows), bool) if baseline is None else np.array(baseline, dtype=np.bool_)
    if chosen.shape != (len(rows),) or not chosen.any():
        raise ValueError(f"The baseline must name some of the {len(rows)} subgroups.")
    factors = control_constants(rows.shape[1])
    means, ranges = rows.mean(axis=1), np.ptp(rows, axis=1)
    center, middle = float(means[chosen].mean()), float(ranges[chosen].mean())
    return XbarR(
        means=means,
        center=center,
        lower=center - factors.A2 * middle,
        upper=center + factors.A2 * middle,
        ranges=ranges,
        range_center=middle,
        range_lower=factors.D3 * middle,
        range_upper=factors.D4 * middle,
        sigma=middle / factors.d2,
    )
