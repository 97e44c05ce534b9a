"""Answers needed where the two sides differ in more than their middle: shares, means and rates."""

import math
from collections.abc import Callable

from scipy.special import nctdtr, stdtrit

from cxdash.stats.checks import critical_z
from cxdash.stats.power import reach_of

MOST_ANSWERS = 1 << 40
"""Answers beyond which nobody collects them: a change this small cannot be shown."""

SURELY = 30.0
"""Standard errors beyond the bar at which a t test misses nothing, however few the answers."""


def answers_needed_two_shares(
    share_1: float, share_0: float, *, power: float = 0.8, confidence: float = 0.95
) -> int:
    """Return the answers each of two groups needs to tell these two shares apart.

    Args:
        share_1: Share of one group, 0 to 1.
        share_0: Share of the other; different.
        power: Chance of telling them apart, 0 to 1.
        confidence: Chance of staying quiet when they are the same, 0 to 1.

    Returns:
        A whole number of answers a group, rounded up.

    Raises:
        ValueError: If a share lies outside 0 to 1, both are the same, or `power` or `confidence`
            is not between 0 and 1.

    Source:
        Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, equation
        4.14 without continuity correction; as R's power.prop.test.

    Examples:
        >>> answers_needed_two_shares(0.75, 0.50, power=0.90)
        77
    """
    if not (0 <= share_1 <= 1 and 0 <= share_0 <= 1 and share_1 != share_0):
        raise ValueError(f"Shares are {share_1} and {share_0}; they must differ, in 0 to 1.")
    seen = reach_of(power=power, confidence=confidence) - critical_z(confidence)
    middle = (share_1 + share_0) / 2
    same = critical_z(confidence) * math.sqrt(2 * middle * (1 - middle))
    apart = seen * math.sqrt(share_1 * (1 - share_1) + share_0 * (1 - share_0))
    return max(2, math.ceil(((same + apart) / (share_1 - share_0)) ** 2))


def answers_needed_mean(
    spread: float, change: float, *, power: float = 0.8, confidence: float = 0.95
) -> int:
    """Return the answers each of two periods needs to show a change of a mean.

    Args:
        spread: Standard deviation of single answers; above 0.
        change: Size of the change worth seeing, in the unit of the answers; not 0.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        The fewest whole answers a period with which a t test has this power.

    Raises:
        ValueError: If `spread` is not above 0, `change` is 0 or too small for any number of
            answers, or `power` or `confidence` is not between 0 and 1.

    Source:
        Cohen (1988), Statistical Power Analysis, chapter 2; as R's power.t.test.

    Examples:
        >>> answers_needed_mean(1.0, 1.0, power=0.90)
        23
    """
    reach_of(power=power, confidence=confidence)
    if not spread > 0 or change == 0:
        raise ValueError("The spread must be above 0, and the change not 0.")
    return _fewest(lambda n: _t_power(n, abs(change) / spread, confidence) >= power)


def smallest_change_mean(
    spread: float, answers: float, *, power: float = 0.8, confidence: float = 0.95
) -> float:
    """Return the smallest change of a mean that two periods with so many answers each can show.

    Args:
        spread: Standard deviation of single answers; above 0.
        answers: Answers of each period; at least 2.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A change either way, in the unit of the answers.

    Raises:
        ValueError: If `spread` is not above 0, answers are fewer than 2, or `power` or
            `confidence` is not between 0 and 1.

    Source:
        As `answers_needed_mean`.

    Examples:
        >>> round(smallest_change_mean(1.0, 20, power=0.90), 3)
        1.052
    """
    reach = reach_of(power=power, confidence=confidence)
    if not (spread > 0 and answers >= 2):  # noqa: PLR2004 - a spread needs two answers
        raise ValueError("The spread must be above 0, and the answers 2 or more.")
    low, high = 0.0, 20 * reach
    for _ in range(100):
        middle = (low + high) / 2
        enough = _t_power(answers, middle, confidence) >= power
        low, high = (low, middle) if enough else (middle, high)
    return spread * high


def events_needed_rate(
    ratio: float, *, exposure_ratio: float = 1.0, power: float = 0.8, confidence: float = 0.95
) -> int:
    """Return the events needed before an action so that this ratio of rates can be shown after it.

    Args:
        ratio: Rate after over rate before worth seeing, such as 0.8 for a fifth less; not 1.
        exposure_ratio: Exposure after over exposure before; above 0.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A whole number of events before, rounded up.

    Raises:
        ValueError: If `ratio` is not above 0 or is 1, `exposure_ratio` is not above 0, or `power`
            or `confidence` is not between 0 and 1.

    Source:
        Normal approximation on the logarithm of the ratio; Rothman and Greenland (1998), Modern
        Epidemiology, 2nd edition.

    Examples:
        >>> [events_needed_rate(ratio) for ratio in (0.9, 0.8, 0.7, 0.5, 0.3)]
        [1493, 355, 150, 50, 24]
    """
    reach = reach_of(power=power, confidence=confidence)
    if not (ratio > 0 and ratio != 1 and exposure_ratio > 0):
        raise ValueError("The ratio must be above 0 and not 1, the exposures' ratio above 0.")
    return math.ceil((reach / math.log(ratio)) ** 2 * (1 + 1 / (ratio * exposure_ratio)))


def smallest_change_rate(
    events: float, *, exposure_ratio: float = 1.0, power: float = 0.8, confidence: float = 0.95
) -> float:
    """Return the largest ratio below 1 that can be shown after so many events before.

    Args:
        events: Events before the action; above 0.
        exposure_ratio: Exposure after over exposure before; above 0.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        Rate after over rate before, 0 to 1: anything nearer to 1 is likely to be missed.

    Raises:
        ValueError: If a number is not above 0, or `power` or `confidence` is not between 0 and 1.

    Source:
        As `events_needed_rate`, solved for the ratio.

    Examples:
        >>> round(smallest_change_rate(355), 2)
        0.8
    """
    reach = reach_of(power=power, confidence=confidence)
    if not (events > 0 and exposure_ratio > 0):
        raise ValueError("Events and the exposures' ratio must be above 0.")
    low, high = 0.0, 1.0
    for _ in range(100):
        ratio = (low + high) / 2
        error = math.sqrt((1 + 1 / (ratio * exposure_ratio)) / events)
        low, high = (ratio, high) if -math.log(ratio) >= reach * error else (low, ratio)
    return low


def _t_power(answers: float, change: float, confidence: float) -> float:
    """Return the chance that a t test sees a change of so many standard deviations."""
    freedom, off = 2 * (answers - 1), change * math.sqrt(answers / 2)
    bar = float(stdtrit(freedom, (1 + confidence) / 2))
    # Far out scipy's distribution is at times no number; a change that far off is always seen.
    return 1.0 if off > bar + SURELY else 1 - float(nctdtr(freedom, off, bar))


def _fewest(is_enough: Callable[[int], bool]) -> int:
    """Return the smallest number of 2 or more that is enough, when more is never worse."""
    high = 2
    while not is_enough(high):
        if high > MOST_ANSWERS:
            raise ValueError("The change is too small for any number of answers.")
        high *= 2
    low = max(1, high // 2)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
