"""How far a share or a mean may lie from what was measured."""

import math
from typing import NamedTuple

from scipy.special import betaincinv, stdtrit

from cxdash.stats.checks import critical_z, require_confidence, require_share, spread_of_parts


class Interval(NamedTuple):
    """Both ends of an interval, in the unit of what was measured."""

    low: float
    high: float


def wilson(hits: float, trials: float, *, confidence: float = 0.95) -> Interval:
    """Return the Wilson score interval for a share.

    Chosen over the textbook (Wald) interval because segments are small and
    shares sit near 0 or 1, where Wald runs past the ends and is too narrow.

    Args:
        hits: How many of the trials counted; 0 to `trials`.
        trials: How many there were; above 0 (an effective number may be a fraction).
        confidence: Chance that the method covers the true share, 0 to 1.

    Returns:
        Both ends as shares, 0 to 1.

    Raises:
        ValueError: If `trials` is 0, `hits` is outside 0 to `trials`, or `confidence` is not
            between 0 and 1.

    Source:
        Wilson (1927), JASA 22:209-212; recommended for small n by Brown, Cai
        and DasGupta (2001), Statistical Science 16:101-133.

    Examples:
        >>> low, high = wilson(8, 10)
        >>> f"{low:.3f} to {high:.3f}"
        '0.490 to 0.943'
    """
    require_share(hits, trials)
    z = critical_z(confidence)
    share = hits / trials
    middle = share + z * z / (2 * trials)
    reach = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    scale = 1 + z * z / trials
    # The ends meet 0 and 1 exactly in algebra; rounding would leave 1e-17 instead.
    low = 0.0 if hits == 0 else max(0.0, (middle - reach) / scale)
    high = 1.0 if hits == trials else min(1.0, (middle + reach) / scale)
    return Interval(low, high)


def agresti_coull(hits: float, trials: float, *, confidence: float = 0.95) -> Interval:
    """Return the Agresti-Coull interval for a share.

    Wald about the middle of Wilson's interval. As published it may pass 0 or 1 and is not cut;
    `wilson` is what cxdash shows.

    Args:
        hits: How many of the trials counted; 0 to `trials`.
        trials: How many there were; above 0.
        confidence: Chance that the method covers the true share, 0 to 1.

    Returns:
        Both ends as shares; the low one may be below 0, the high one above 1.

    Raises:
        ValueError: If `trials` is 0, `hits` is outside 0 to `trials`, or `confidence` is not
            between 0 and 1.

    Source:
        Agresti and Coull (1998), The American Statistician 52:119-126.

    Examples:
        >>> low, high = agresti_coull(15, 148)
        >>> f"{low:.4f} to {high:.4f}"
        '0.0614 to 0.1615'
    """
    require_share(hits, trials)
    z = critical_z(confidence)
    trials_and_added = trials + z * z
    share = (hits + z * z / 2) / trials_and_added
    reach = z * math.sqrt(share * (1 - share) / trials_and_added)
    return Interval(share - reach, share + reach)


def clopper_pearson(hits: float, trials: float, *, confidence: float = 0.95) -> Interval:
    """Return the exact binomial interval for a share: never covers less than promised.

    Args:
        hits: How many of the trials counted; 0 to `trials`.
        trials: How many there were; above 0.
        confidence: Chance that the method covers the true share, 0 to 1.

    Returns:
        Both ends as shares, 0 to 1.

    Raises:
        ValueError: If `trials` is 0, `hits` is outside 0 to `trials`, or `confidence` is not
            between 0 and 1.

    Source:
        Clopper and Pearson (1934), Biometrika 26:404-413.

    Examples:
        >>> low, high = clopper_pearson(0, 20)
        >>> f"{low:.4f} to {high:.4f}"
        '0.0000 to 0.1684'
    """
    require_share(hits, trials)
    require_confidence(confidence)
    tail = (1 - confidence) / 2
    misses = trials - hits
    low = 0.0 if hits == 0 else float(betaincinv(hits, misses + 1, tail))
    high = 1.0 if misses == 0 else float(betaincinv(hits + 1, misses, 1 - tail))
    return Interval(low, high)


def jeffreys(hits: float, trials: float, *, confidence: float = 0.95) -> Interval:
    """Return the Jeffreys interval for a share: equal tails of a Beta(hits + ½, misses + ½).

    Args:
        hits: How many of the trials counted; 0 to `trials`.
        trials: How many there were; above 0.
        confidence: Probability that the interval holds, 0 to 1.

    Returns:
        Both ends as shares, strictly inside 0 to 1.

    Raises:
        ValueError: If `trials` is 0, `hits` is outside 0 to `trials`, or `confidence` is not
            between 0 and 1.

    Source:
        Brown, Cai and DasGupta (2001), Statistical Science 16:101-133.

    Examples:
        >>> low, high = jeffreys(15, 148)
        >>> f"{low:.4f} to {high:.4f}"
        '0.0604 to 0.1576'
    """
    require_share(hits, trials)
    require_confidence(confidence)
    tail = (1 - confidence) / 2
    a, b = hits + 0.5, trials - hits + 0.5
    return Interval(float(betaincinv(a, b, tail)), float(betaincinv(a, b, 1 - tail)))


def mean_interval(n: float, total: float, total_sq: float, *, confidence: float = 0.95) -> Interval:
    """Return Student's t interval for a mean, from parts that add up.

    Args:
        n: How many numbers; at least 2.
        total: Their sum.
        total_sq: The sum of their squares.
        confidence: Chance that the method covers the true mean, 0 to 1.

    Returns:
        Both ends in the unit of the numbers; not cut to any scale. Equal numbers give an
        interval of no width.

    Raises:
        ValueError: If `n` is below 2, no numbers have these sums, or `confidence` is not between
            0 and 1.

    Source:
        Student (1908), Biometrika 6:1-25.

    Examples:
        >>> low, high = mean_interval(5, 15, 55)  # 1, 2, 3, 4, 5
        >>> f"{low:.2f} to {high:.2f}"
        '1.04 to 4.96'
    """
    require_confidence(confidence)
    error = math.sqrt(spread_of_parts(n, total, total_sq) / n)
    reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    return Interval(total / n - reach, total / n + reach)
