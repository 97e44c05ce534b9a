"""How many answers show a change, and the smallest change that the answers at hand can show."""

import math

from scipy.special import ndtri

from cxdash.stats.checks import critical_z

TYPICAL_PASSIVES = 0.30
"""Share of passives assumed where the spread of an NPS is not known."""


def answers_needed_share(
    share: float, change: float, *, power: float = 0.8, confidence: float = 0.95
) -> int:
    """Return the answers each of two periods needs to show a change of a share.

    Args:
        share: The share today, 0 to 1.
        change: Size of the change worth seeing, as a share; not 0.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A whole number of answers a period, rounded up.

    Raises:
        ValueError: If `share`, `power` or `confidence` is not between 0 and 1, or `change` is 0.

    Source:
        Two independent samples of the same spread, normal approximation; Fleiss, Levin and Paik
        (2003), Statistical Methods for Rates and Proportions, chapter 4.

    Examples:
        >>> answers_needed_share(0.80, 0.05)
        1005
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share}; it must lie between 0 and 1.")
    return _needed(share * (1 - share), change, power=power, confidence=confidence)


def answers_needed_nps(
    nps: float,
    change: float,
    *,
    variance: float | None = None,
    power: float = 0.8,
    confidence: float = 0.95,
) -> int:
    """Return the answers each of two periods needs to show a change of an NPS.

    Args:
        nps: The score today, -100 to 100.
        change: Size of the change worth seeing, in points; not 0.
        variance: Variance of one answer counted as -1, 0, 1, as `Nps.variance` gives it; without
            it `TYPICAL_PASSIVES` are assumed, or as many as the score leaves room for.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A whole number of answers a period, rounded up.

    Raises:
        ValueError: If `nps` is outside its scale, `change` is 0, `variance` is negative, or
            `power` or `confidence` is not between 0 and 1.

    Source:
        As `answers_needed_share`.

    Examples:
        >>> answers_needed_nps(30, 10)
        958
    """
    return _needed(_nps_variance(nps, variance), change / 100, power=power, confidence=confidence)


def smallest_change_share(
    share: float, answers: float, *, power: float = 0.8, confidence: float = 0.95
) -> float:
    """Return the smallest change of a share that two periods with so many answers each can show.

    Args:
        share: The share today, 0 to 1.
        answers: Answers of each period; above 0.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A change either way, as a share; above 1 where no change can be seen.

    Raises:
        ValueError: If `share`, `power` or `confidence` is not between 0 and 1, or there are no
            answers.

    Source:
        As `answers_needed_share`, solved for the change.

    Examples:
        >>> round(smallest_change_share(0.80, 1005), 3)
        0.05
    """
    if not 0 < share < 1:
        raise ValueError(f"share is {share}; it must lie between 0 and 1.")
    return _visible(share * (1 - share), answers, power=power, confidence=confidence)


def smallest_change_nps(
    nps: float,
    answers: float,
    *,
    variance: float | None = None,
    power: float = 0.8,
    confidence: float = 0.95,
) -> float:
    """Return the smallest change of an NPS that two periods with so many answers each can show.

    Args:
        nps: The score today, -100 to 100.
        answers: Answers of each period; above 0.
        variance: As for `answers_needed_nps`.
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Returns:
        A change either way, in points.

    Raises:
        ValueError: As `answers_needed_nps`, or if there are no answers.

    Source:
        As `answers_needed_share`, solved for the change.

    Examples:
        >>> round(smallest_change_nps(30, 958), 1)
        10.0
    """
    spread = _nps_variance(nps, variance)
    return 100 * _visible(spread, answers, power=power, confidence=confidence)


def _nps_variance(nps: float, variance: float | None) -> float:
    net = nps / 100
    if not -1 <= net <= 1:
        raise ValueError(f"nps is {nps}; it must lie between -100 and 100.")
    spread = max(1 - TYPICAL_PASSIVES, abs(net)) - net * net if variance is None else variance
    if not spread >= 0:
        raise ValueError(f"variance is {spread}; it cannot be negative.")
    return spread


def _visible(variance: float, answers: float, *, power: float, confidence: float) -> float:
    if not answers > 0:
        raise ValueError(f"answers is {answers}; a change needs some.")
    return reach_of(power=power, confidence=confidence) * math.sqrt(2 * variance / answers)


def reach_of(*, power: float, confidence: float) -> float:
    """Return how many standard errors a change must measure to be seen with this power.

    Args:
        power: Chance of seeing it when it is there, 0 to 1.
        confidence: Chance of staying quiet when it is not, 0 to 1.

    Raises:
        ValueError: If either is not between 0 and 1.

    Examples:
        >>> round(reach_of(power=0.8, confidence=0.95), 2)
        2.8
    """
    if not 0 < power < 1:
        raise ValueError(f"power is {power}; it must lie between 0 and 1.")
    return critical_z(confidence) + float(ndtri(power))


def _needed(variance: float, change: float, *, power: float, confidence: float) -> int:
    reach = reach_of(power=power, confidence=confidence)
    if change == 0:
        raise ValueError("No number of answers shows a change of 0.")
    # Two answers are the least that can be compared, whatever the formula says of no spread.
    return max(2, math.ceil(2 * variance * (reach / change) ** 2))
