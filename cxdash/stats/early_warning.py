"""Charts that add up small shifts: EWMA and CUSUM. Quicker than limits, harder to explain."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_numbers
from cxdash.stats.rules import beyond_limits

EWMA_WEIGHT = 0.2
"""Weight of the newest point. Source: Montgomery, section 9.2."""

EWMA_SIGMAS = 3.0
"""Width of the EWMA limits in standard errors. Source: Montgomery, section 9.2."""

CUSUM_SLACK = 0.5
"""Half the shift to be found, in standard deviations. Source: Montgomery, section 9.1."""

CUSUM_DECISION = 5.0
"""Sum that is a signal, in standard deviations. Source: Montgomery, section 9.1."""


@dataclass(frozen=True, slots=True, eq=False)
class Ewma:
    """Weighted averages with the limits of each point, the limits they settle at, and signals."""

    averages: Floats
    lower: Floats
    upper: Floats
    lower_settled: float
    upper_settled: float
    signal: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Cusum:
    """Sums of what lies above and below the target, in the unit of the values, and signals."""

    above: Floats
    below: Floats
    signal: Bools


def ewma(
    values: ArrayLike,
    target: float,
    *,
    sigma: float,
    weight: float = EWMA_WEIGHT,
    sigmas: float = EWMA_SIGMAS,
) -> Ewma:
    """Return exponentially weighted averages, each with its exact limits.

    Args:
        values: One number a period, in time order; no gaps.
        target: The level to judge by, where the averages start.
        sigma: Standard deviation of a single value; above 0.
        weight: Weight of the newest value; above 0, at most 1.
        sigmas: Width of the limits in standard errors.

    Raises:
        ValueError: If a value is no number, `sigma` is not above 0, or `weight` is outside its
            range.

    Source:
        Roberts (1959), Technometrics 1:239-250; NIST/SEMATECH e-Handbook 6.3.2.4.

    Examples:
        >>> chart = ewma([52.0, 47.0], 50.0, sigma=2.0539, weight=0.3)
        >>> chart.averages.round(2).tolist(), round(chart.upper_settled, 3)
        ([50.6, 49.52], 52.588)
    """
    row = _checked(values, sigma=sigma)
    if not 0 < weight <= 1:
        raise ValueError(f"weight is {weight}; it must be above 0 and at most 1.")
    averages = np.empty(len(row))
    last = target
    for i, value in enumerate(row):
        last = averages[i] = weight * value + (1 - weight) * last
    settled = sigmas * sigma * float(np.sqrt(weight / (2 - weight)))
    age = np.arange(1, len(row) + 1)
    reach = settled * np.sqrt(1 - (1 - weight) ** (2 * age))
    lower, upper = target - reach, target + reach
    return Ewma(
        averages=averages,
        lower=lower,
        upper=upper,
        lower_settled=target - settled,
        upper_settled=target + settled,
        signal=beyond_limits(averages, lower, upper),
    )


def cusum(
    values: ArrayLike,
    target: float,
    *,
    sigma: float,
    slack: float = CUSUM_SLACK,
    decision: float = CUSUM_DECISION,
) -> Cusum:
    """Return the two one-sided sums of deviations from a target.

    Args:
        values: One number a period, in time order; no gaps.
        target: The level to judge by.
        sigma: Standard deviation of a single value; above 0.
        slack: Deviation that adds nothing, in standard deviations.
        decision: Sum beyond which a point is a signal, in standard deviations.

    Raises:
        ValueError: If a value is no number or `sigma` is not above 0.

    Source:
        Page (1954), Biometrika 41:100-115; Montgomery, section 9.1.

    Examples:
        >>> chart = cusum([9.45, 7.99, 9.29, 11.66], 10.0, sigma=1.0)
        >>> chart.below.round(2).tolist()
        [0.05, 1.56, 1.77, 0.0]
    """
    row = _checked(values, sigma=sigma)
    above, below = np.zeros(len(row)), np.zeros(len(row))
    high = low = 0.0
    for i, value in enumerate(row):
        high = above[i] = max(0.0, high + value - target - slack * sigma)
        low = below[i] = max(0.0, low + target - value - slack * sigma)
    return Cusum(above, below, np.maximum(above, below) > decision * sigma)


def _checked(values: ArrayLike, *, sigma: float) -> Floats:
    row = row_of_numbers("values", values)
    if not np.isfinite(row).all():
        raise ValueError("A value is no number; sums cannot reach over a gap.")
    if not sigma > 0:
        raise ValueError(f"sigma is {sigma}; it must be above 0.")
    return row
