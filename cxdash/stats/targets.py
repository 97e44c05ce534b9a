"""Is a target met, or only near? One value against a number that was promised."""

import math
from typing import NamedTuple

from scipy.special import pdtr, pdtrc, stdtr

from cxdash.stats.checks import require_share, spread_of_parts
from cxdash.stats.compare import two_sided
from cxdash.stats.nps import ADDED_ANSWERS, POINTS, adjusted_error, nps_kinds
from cxdash.stats.power import reach_of

HALF = 0.5
"""Events taken for none where it is planned how many would tell: the logarithm of 0 is no number.
"""


class Against(NamedTuple):
    """A value against its target.

    Attributes:
        p_value: Chance of a value this far from the target, either way, if the target were the
            truth; at most 0.05 exactly where the value's own 95 % interval leaves the target out.
        needed: Answers (of a rate its events) that would tell a distance like this with the power
            asked for; infinite where there is no distance.
    """

    p_value: float
    needed: float


def share_against(
    hits: float, trials: float, target: float, *, power: float = 0.8, confidence: float = 0.95
) -> Against:
    """Return whether a share differs from its target: the score test, which Wilson's interval is.

    Args:
        hits: How many of the trials counted; 0 to `trials`.
        trials: How many there were; above 0.
        target: The share that was promised, 0 to 1.
        power: Chance of telling the distance, 0 to 1, that `needed` is planned for.
        confidence: Chance of staying quiet when there is none, for `needed` alone.

    Raises:
        ValueError: If hits or target lie outside their range, or `power` or `confidence` is not
            between 0 and 1.

    Source:
        Wilson (1927), JASA 22:209-212; Fleiss, Levin and Paik (2003), Statistical Methods for
        Rates and Proportions, sections 2.1 and 2.5 (answers needed).

    Examples:
        >>> found = share_against(84, 100, 0.75)
        >>> round(found.p_value, 4), found.needed
        (0.0377, 166)
    """
    require_share(hits, trials)
    if not 0 <= target <= 1:
        raise ValueError(f"target is {target}; a share lies between 0 and 1.")
    share = hits / trials
    wanted = math.sqrt(target * (1 - target))
    p_value = _normal_p(share - target, wanted / math.sqrt(trials))
    certain = reach_of(power=0.5, confidence=confidence)
    seen = reach_of(power=power, confidence=confidence) - certain
    spread = certain * wanted + seen * math.sqrt(share * (1 - share))
    return Against(p_value, _needed(spread**2, share - target))


def mean_against(  # noqa: PLR0913 - the parts of a mean, and its target
    n: float,
    total: float,
    total_sq: float,
    target: float,
    *,
    power: float = 0.8,
    confidence: float = 0.95,
) -> Against:
    """Return whether a mean differs from its target: Student's t test of one sample.

    Args:
        n: How many numbers; at least 2.
        total: Their sum.
        total_sq: The sum of their squares.
        target: The mean that was promised, in the unit of the numbers.
        power: As for `share_against`.
        confidence: As for `share_against`.

    Raises:
        ValueError: If no numbers have these parts, or `power` or `confidence` is not between 0
            and 1.

    Source:
        Student (1908), Biometrika 6:1-25; `needed` by the normal curve.

    Examples:
        >>> round(mean_against(10, 42, 180, 4.0).p_value, 3)
        0.343
    """
    variance, away = spread_of_parts(n, total, total_sq), total / n - target
    reach = reach_of(power=power, confidence=confidence)
    if variance == 0:
        return Against(_normal_p(away, 0.0), _needed(0.0, away))
    p_value = float(2 * stdtr(n - 1, -abs(away) / math.sqrt(variance / n)))
    return Against(p_value, _needed(reach**2 * variance, away))


def nps_against(  # noqa: PLR0913 - the parts of a score, and its target
    n: float,
    total: float,
    total_sq: float,
    target: float,
    *,
    power: float = 0.8,
    confidence: float = 0.95,
) -> Against:
    """Return whether an NPS differs from its target: adjusted Wald, as its interval.

    Args:
        n: How many answers; above 0.
        total: Sum of their points, each -100, 0 or 100.
        total_sq: Sum of the squares of their points.
        target: The score that was promised, -100 to 100.
        power: As for `share_against`.
        confidence: As for `share_against`.

    Raises:
        ValueError: If there are no answers, or `power` or `confidence` is not between 0 and 1.

    Source:
        Rocks (2016), The American Statistician 70:365-372.

    Examples:
        >>> round(nps_against(100, 6000, 800_000, 45).p_value, 3)
        0.045
    """
    middle, error = adjusted_error(*nps_kinds(n, total, total_sq))
    reach = reach_of(power=power, confidence=confidence)
    variance = error**2 * (n + ADDED_ANSWERS)
    needed = _needed(reach**2 * variance / POINTS**2, (total / n - target) / POINTS)
    return Against(two_sided((middle - target) / error), needed)


def rate_against(
    events: float, exposure: float, target: float, *, power: float = 0.8, confidence: float = 0.95
) -> Against:
    """Return whether a rate differs from its target: the exact Poisson test, as Garwood's interval.

    Args:
        events: How many were counted; 0 or more.
        exposure: How much they could have happened in; above 0.
        target: The rate that was promised, in events for one unit of exposure; 0 or more.
        power: As for `share_against`.
        confidence: As for `share_against`.

    Returns:
        Twice the smaller tail, at most 1; `needed` in events.

    Raises:
        ValueError: If a number is out of its range, or `power` or `confidence` is not between 0
            and 1.

    Source:
        Garwood (1936), Biometrika 28:437-442; `needed` by the normal curve on the logarithm.

    Examples:
        >>> round(rate_against(10, 1.0, 20.0).p_value, 4)
        0.0216
    """
    if not (events >= 0 and exposure > 0 and target >= 0):
        raise ValueError("Events and target cannot be negative; exposure must be above 0.")
    expected = target * exposure
    if expected == 0:
        # One event is enough to break a promise of none, and no waiting proves it.
        return Against(float(events == 0), math.inf)
    lower = float(pdtr(events, expected))
    upper = 1.0 if events == 0 else float(pdtrc(events - 1, expected))
    reach = reach_of(power=power, confidence=confidence)
    away = math.log(max(events, HALF) / expected)
    return Against(min(1.0, 2 * min(lower, upper)), _needed(reach**2, away))


def _normal_p(away: float, error: float) -> float:
    """Return the chance of so large a distance; without any error the distance says all."""
    if error == 0:
        return float(away == 0)
    return two_sided(away / error)


def _needed(spread: float, away: float) -> float:
    return math.inf if away == 0 else max(2, math.ceil(spread / away**2))
