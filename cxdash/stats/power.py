"""How many answers a period needs before a change of a given size can be seen."""

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
    net = nps / 100
    if not -1 <= net <= 1:
        raise ValueError(f"nps is {nps}; it must lie between -100 and 100.")
    if variance is None:
        variance = max(1 - TYPICAL_PASSIVES, abs(net)) - net * net
    if not variance >= 0:
        raise ValueError(f"variance is {variance}; it cannot be negative.")
    return _needed(variance, change / 100, power=power, confidence=confidence)


def _needed(variance: float, change: float, *, power: float, confidence: float) -> int:
    if not 0 < power < 1:
        raise ValueError(f"power is {power}; it must lie between 0 and 1.")
    if change == 0:
        raise ValueError("No number of answers shows a change of 0.")
    reach = critical_z(confidence) + float(ndtri(power))
    # Two answers are the least that can be compared, whatever the formula says of no spread.
    return max(2, math.ceil(2 * variance * (reach / change) ** 2))
