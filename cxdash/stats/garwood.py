"""How far a rate of events may lie from what was counted."""

from scipy.special import gammaincinv

from cxdash.stats.checks import require_confidence
from cxdash.stats.intervals import Interval


def garwood(events: float, *, exposure: float = 1.0, confidence: float = 0.95) -> Interval:
    """Return the exact Poisson interval for a rate.

    Args:
        events: How many were counted; 0 or more.
        exposure: How much they could have happened in (orders, customers, days); above 0.
        confidence: Chance that the method covers the true rate, 0 to 1; never less.

    Returns:
        Both ends in events for one unit of exposure.

    Raises:
        ValueError: If `events` is negative, `exposure` is not above 0, or `confidence` is not
            between 0 and 1.

    Source:
        Garwood (1936), Biometrika 28:437-442.

    Examples:
        >>> low, high = garwood(10)
        >>> f"{low:.2f} to {high:.2f}"
        '4.80 to 18.39'
    """
    if not events >= 0:
        raise ValueError(f"events is {events}; it cannot be negative.")
    if not exposure > 0:
        raise ValueError(f"exposure is {exposure}; a rate needs more than none.")
    require_confidence(confidence)
    tail = (1 - confidence) / 2
    # A Poisson tail is a gamma tail: chi-square with 2x degrees of freedom, halved.
    low = 0.0 if events == 0 else float(gammaincinv(events, tail))
    return Interval(low / exposure, float(gammaincinv(events + 1, 1 - tail)) / exposure)
