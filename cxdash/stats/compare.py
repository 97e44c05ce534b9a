"""Is one group really different from another? Always group 1 minus group 0."""

import math
from typing import NamedTuple

from scipy.special import ndtr, stdtr, stdtrit

from cxdash.stats.checks import critical_z, require_confidence, spread_of_parts
from cxdash.stats.intervals import wilson
from cxdash.stats.nps import POINTS, adjusted_error, nps_counts


class Difference(NamedTuple):
    """Group 1 minus group 0.

    Attributes:
        estimate: The observed difference, in the unit of what is compared.
        low: Lower end of its interval.
        high: Upper end of its interval.
        p_value: Chance of a difference this large, either way, if there were none.
    """

    estimate: float
    low: float
    high: float
    p_value: float


def two_sided(z: float) -> float:
    """Return the chance that a standard normal number lies further from 0 than `z`.

    Examples:
        >>> round(two_sided(-1.96), 3)
        0.05
    """
    return float(2 * ndtr(-abs(z)))


def share_difference(
    hits_1: float, n_1: float, hits_0: float, n_0: float, *, confidence: float = 0.95
) -> Difference:
    """Return the difference of two shares.

    Interval and p-value come from two methods that may disagree at the border: judge by the
    interval, screen many groups by the p-value.

    Args:
        hits_1: How many of group 1 counted; 0 to `n_1`.
        n_1: How many group 1 has; above 0.
        hits_0: How many of group 0 counted; 0 to `n_0`.
        n_0: How many group 0 has; above 0.
        confidence: Chance that the method covers the true difference, 0 to 1.

    Returns:
        Newcombe's hybrid score interval, -1 to 1, and the p-value of the pooled score test
        without continuity correction.

    Raises:
        ValueError: If a group is empty, hits are outside it, or `confidence` is not between 0
            and 1.

    Source:
        Newcombe (1998), Statistics in Medicine 17:873-890, method 10.

    Examples:
        >>> change = share_difference(56, 70, 48, 80)
        >>> f"{change.estimate:+.2f} ({change.low:+.2f} to {change.high:+.2f})"
        '+0.20 (+0.05 to +0.33)'
    """
    low_1, high_1 = wilson(hits_1, n_1, confidence=confidence)
    low_0, high_0 = wilson(hits_0, n_0, confidence=confidence)
    share_1, share_0 = hits_1 / n_1, hits_0 / n_0
    estimate = share_1 - share_0
    pooled = (hits_1 + hits_0) / (n_1 + n_0)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n_1 + 1 / n_0))
    return Difference(
        estimate=estimate,
        low=max(-1.0, estimate - math.hypot(share_1 - low_1, high_0 - share_0)),
        high=min(1.0, estimate + math.hypot(high_1 - share_1, share_0 - low_0)),
        p_value=two_sided(estimate / error) if error > 0 else 1.0,
    )


def mean_difference(  # noqa: PLR0913, PLR0917 - two groups of three parts each
    n_1: float,
    total_1: float,
    total_sq_1: float,
    n_0: float,
    total_0: float,
    total_sq_0: float,
    *,
    confidence: float = 0.95,
) -> Difference:
    """Return the difference of two means, not assuming that the groups spread alike.

    Where neither group has any spread the interval has no width and the p-value is 1 for equal
    means, 0 for different ones: the limit of the test as the spread vanishes.

    Args:
        n_1: How many numbers group 1 has; at least 2.
        total_1: Their sum.
        total_sq_1: The sum of their squares.
        n_0: How many numbers group 0 has; at least 2.
        total_0: Their sum.
        total_sq_0: The sum of their squares.
        confidence: Chance that the method covers the true difference, 0 to 1.

    Returns:
        The difference with Welch's interval and p-value, in the unit of the numbers.

    Raises:
        ValueError: If a group has fewer than 2 numbers, no numbers have these sums, or
            `confidence` is not between 0 and 1.

    Source:
        Welch (1947), Biometrika 34:28-35.

    Examples:
        >>> change = mean_difference(4, 18, 82, 4, 14, 50)  # 4, 5, 4, 5 against 3, 4, 3, 4
        >>> f"{change.estimate:+.1f}, p = {change.p_value:.3f}"
        '+1.0, p = 0.050'
    """
    require_confidence(confidence)
    part_1 = spread_of_parts(n_1, total_1, total_sq_1) / n_1
    part_0 = spread_of_parts(n_0, total_0, total_sq_0) / n_0
    estimate = total_1 / n_1 - total_0 / n_0
    variance = part_1 + part_0
    if variance == 0:
        return Difference(estimate, estimate, estimate, float(estimate == 0))
    error = math.sqrt(variance)
    # Ratios first: the squares of tiny variances would vanish.
    freedom = 1 / ((part_1 / variance) ** 2 / (n_1 - 1) + (part_0 / variance) ** 2 / (n_0 - 1))
    reach = float(stdtrit(freedom, (1 + confidence) / 2)) * error
    p_value = float(2 * stdtr(freedom, -abs(estimate) / error))
    return Difference(estimate, estimate - reach, estimate + reach, p_value)


def nps_difference(
    parts_1: tuple[float, float, float],
    parts_0: tuple[float, float, float],
    *,
    confidence: float = 0.95,
) -> Difference:
    """Return the difference of two Net Promoter Scores, in points.

    Args:
        parts_1: Group 1: how many answers, the sum of their points (-100, 0, 100 each) and the
            sum of the squares of their points.
        parts_0: Group 0, in the same way.
        confidence: Chance that the method covers the true difference, 0 to 1.

    Returns:
        The observed difference; an interval of adjusted Wald scores (whose middle is therefore
        not the observed one), cut to -200 and 200; and the p-value that goes with it.

    Raises:
        ValueError: If a group is empty, no answers have these sums, or `confidence` is not
            between 0 and 1.

    Source:
        Rocks (2016), The American Statistician 70:365-372, two independent samples.

    Examples:
        >>> after, before = (200, 9000, 1_400_000), (200, 6000, 1_400_000)
        >>> change = nps_difference(after, before)
        >>> f"{change.estimate:+.0f} ({change.low:+.1f} to {change.high:+.1f})"
        '+15 (+0.3 to +29.3)'
    """
    z = critical_z(confidence)
    middle_1, error_1 = adjusted_error(*nps_counts(*parts_1))
    middle_0, error_0 = adjusted_error(*nps_counts(*parts_0))
    middle, error = middle_1 - middle_0, math.hypot(error_1, error_0)
    return Difference(
        estimate=parts_1[1] / parts_1[0] - parts_0[1] / parts_0[0],
        low=max(-2 * POINTS, middle - z * error),
        high=min(2 * POINTS, middle + z * error),
        p_value=two_sided(middle / error),
    )
