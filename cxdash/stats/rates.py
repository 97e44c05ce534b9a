"""Did the rate of events really change, and is one cell of a table really unusual?"""

import bisect
import math
from typing import NamedTuple

from scipy.special import bdtr, bdtrc, gammaln, pdtr, pdtrc, xlog1py, xlogy

from cxdash.stats.checks import critical_z
from cxdash.stats.compare import Difference
from cxdash.stats.garwood import garwood
from cxdash.stats.intervals import Interval, clopper_pearson


class RateRatio(NamedTuple):
    """The rate of group 1 as a multiple of the rate of group 0.

    Attributes:
        ratio: The observed ratio; infinite when group 0 has no events, NaN when neither has.
        low: Lower end of its interval.
        high: Upper end of its interval; may be infinite.
        p_value: Chance of a ratio this far from 1, either way, if the rates were equal.
    """

    ratio: float
    low: float
    high: float
    p_value: float


def _require_rates(*, events: tuple[float, float], exposures: tuple[float, float]) -> None:
    if not all(count >= 0 and count.is_integer() for count in events):
        raise ValueError(f"events are {events}; they must be whole and not negative.")
    if not all(exposure > 0 for exposure in exposures):
        raise ValueError(f"exposures are {exposures}; a rate needs more than none.")


def rate_difference(
    events_1: int,
    exposure_1: float,
    events_0: int,
    exposure_0: float,
    *,
    confidence: float = 0.95,
) -> Difference:
    """Return the difference of two rates, in events for one unit of exposure.

    Args:
        events_1: Events of group 1; 0 or more, whole.
        exposure_1: What they could have happened in; above 0.
        events_0: Events of group 0.
        exposure_0: Exposure of group 0, in the same unit.
        confidence: Chance that the method covers the true difference, 0 to 1.

    Returns:
        The difference; an interval that joins the two exact intervals as Newcombe does for
        shares; the exact conditional p-value of `rate_ratio`.

    Raises:
        ValueError: If events are negative or no whole number, an exposure is not above 0, or
            `confidence` is not between 0 and 1.

    Source:
        Zou and Donner (2008), Statistics in Medicine 27:1693-1702 (variance estimates recovered
        from the limits); limits by Garwood (1936), Biometrika 28:437-442.

    Examples:
        >>> change = rate_difference(41, 28.010, 15, 19.017)
        >>> f"{change.estimate:+.2f} per 1 000 ({change.low:+.2f} to {change.high:+.2f})"
        '+0.67 per 1 000 (+0.02 to +1.30)'
    """
    _require_rates(events=(float(events_1), float(events_0)), exposures=(exposure_1, exposure_0))
    low_1, high_1 = garwood(events_1, exposure=exposure_1, confidence=confidence)
    low_0, high_0 = garwood(events_0, exposure=exposure_0, confidence=confidence)
    rate_1, rate_0 = events_1 / exposure_1, events_0 / exposure_0
    estimate = rate_1 - rate_0
    return Difference(
        estimate=estimate,
        low=estimate - math.hypot(rate_1 - low_1, high_0 - rate_0),
        high=estimate + math.hypot(high_1 - rate_1, rate_0 - low_0),
        p_value=_conditional_p(events_1, events_0, exposure_1 / (exposure_1 + exposure_0)),
    )


def rate_ratio(
    events_1: int,
    exposure_1: float,
    events_0: int,
    exposure_0: float,
    *,
    confidence: float = 0.95,
) -> RateRatio:
    """Return the ratio of two rates with its exact conditional interval and p-value.

    Given how many events there were in all, group 1's share of them is binomial; its
    Clopper-Pearson ends become ends of the ratio.

    Args:
        events_1: Events of group 1; 0 or more, whole.
        exposure_1: What they could have happened in; above 0.
        events_0: Events of group 0.
        exposure_0: Exposure of group 0, in the same unit.
        confidence: Chance that the method covers the true ratio, 0 to 1; never less.

    Returns:
        Ratio, interval and p-value (all outcomes no likelier than the one seen). No event at
        all gives a NaN ratio between 0 and infinity, with p-value 1.

    Raises:
        ValueError: If events are negative or no whole number, an exposure is not above 0, or
            `confidence` is not between 0 and 1.

    Source:
        Przyborowski and Wilenski (1940), Biometrika 31:313-323; R's poisson.test.

    Examples:
        >>> change = rate_ratio(41, 28_010, 15, 19_017)
        >>> f"{change.ratio:.2f} ({change.low:.2f} to {change.high:.2f})"
        '1.86 (1.01 to 3.61)'
    """
    _require_rates(events=(float(events_1), float(events_0)), exposures=(exposure_1, exposure_0))
    scale = exposure_0 / exposure_1
    if events_1 + events_0 == 0:
        critical_z(confidence)
        return RateRatio(math.nan, 0.0, math.inf, 1.0)
    low, high = clopper_pearson(events_1, events_1 + events_0, confidence=confidence)
    return RateRatio(
        ratio=scale * events_1 / events_0 if events_0 else math.inf,
        low=scale * low / (1 - low),
        high=scale * high / (1 - high) if events_0 else math.inf,
        p_value=_conditional_p(events_1, events_0, exposure_1 / (exposure_1 + exposure_0)),
    )


def rate_ratio_wald(
    events_1: int,
    exposure_1: float,
    events_0: int,
    exposure_0: float,
    *,
    confidence: float = 0.95,
) -> Interval:
    """Return the textbook interval of a rate ratio (normal on the logarithm); to compare with.

    Args:
        events_1: Events of group 1; above 0, whole.
        exposure_1: What they could have happened in; above 0.
        events_0: Events of group 0; above 0.
        exposure_0: Exposure of group 0, in the same unit.
        confidence: Chance that the method covers the true ratio, 0 to 1.

    Raises:
        ValueError: If a group has no events, an exposure is not above 0, or `confidence` is not
            between 0 and 1.

    Source:
        Rothman and Greenland (1998), Modern Epidemiology, 2nd edition.

    Examples:
        >>> low, high = rate_ratio_wald(41, 28_010, 15, 19_017)
        >>> f"{low:.2f} to {high:.2f}"
        '1.03 to 3.35'
    """
    _require_rates(events=(float(events_1), float(events_0)), exposures=(exposure_1, exposure_0))
    if not min(events_1, events_0) > 0:
        raise ValueError("Both groups need events: the logarithm of a rate of 0 is not a number.")
    reach = critical_z(confidence) * math.sqrt(1 / events_1 + 1 / events_0)
    ratio = (events_1 / exposure_1) / (events_0 / exposure_0)
    return Interval(ratio * math.exp(-reach), ratio * math.exp(reach))


def excess(observed: int, expected: float) -> float:
    """Return how surprising one cell of a table is: the two-sided mid-p value of a Poisson count.

    Mid-p counts only half the chance of exactly what was seen. The plain exact value is too
    cautious for the small counts of a table, and many cells are screened at once, where the
    caution would multiply.

    Args:
        observed: The count seen; 0 or more, whole.
        expected: The count expected; 0 or more.

    Returns:
        Twice the smaller tail, at most 1. Nothing expected and nothing seen gives 1; nothing
        expected and something seen gives 0.

    Raises:
        ValueError: If a number is negative or `observed` is not whole.

    Source:
        Lancaster (1961), JASA 56:223-234.

    Examples:
        >>> f"{excess(12, 5.2):.4f}"
        '0.0101'
    """
    if not (observed >= 0 and float(observed).is_integer() and expected >= 0):
        raise ValueError(f"observed is {observed}, expected {expected}; both must be 0 or more.")
    if expected == 0:
        return float(observed == 0)
    up_to, above = float(pdtr(observed, expected)), float(pdtrc(observed, expected))
    below = float(pdtr(observed - 1, expected)) if observed else 0.0
    at_half = (up_to - below) / 2
    return min(1.0, 2 * min(below + at_half, above + at_half))


def _conditional_p(events_1: int, events_0: int, share: float) -> float:
    """Return the exact two-sided binomial p-value: every outcome no likelier than the one seen."""
    seen, n = int(events_1), int(events_1 + events_0)
    middle = n * share
    if n == 0 or seen == middle:
        return 1.0

    def log_chance(count: int) -> float:
        ways = gammaln(n + 1) - gammaln(count + 1) - gammaln(n - count + 1)
        return float(ways + xlogy(count, share) + xlog1py(n - count, -share))

    # Equal chances differ in the last digits; R allows the same factor.
    bar = log_chance(seen) + 1e-7
    if seen < middle:
        # Beyond the middle chances only fall, so the first one low enough can be halved for.
        right = range(math.ceil(middle), n + 1)
        first = right.start + bisect.bisect_left(right, x=True, key=lambda k: log_chance(k) <= bar)
        beyond = float(bdtrc(first - 1, n, share)) if first <= n else 0.0
        return min(1.0, float(bdtr(seen, n, share)) + beyond)
    left = range(math.floor(middle) + 1)
    count = bisect.bisect_left(left, x=True, key=lambda k: log_chance(k) > bar)
    below = float(bdtr(count - 1, n, share)) if count else 0.0
    return min(1.0, float(bdtrc(seen - 1, n, share)) + below)
