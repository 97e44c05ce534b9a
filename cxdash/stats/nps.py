"""The Net Promoter Score with the interval that holds at small n, where Wald covers .40."""

import math
from typing import NamedTuple

from cxdash.stats.checks import critical_z
from cxdash.stats.intervals import Interval

POINTS = 100.0
"""A promoter counts +100, a passive 0, a detractor -100; their mean is the NPS."""

ADDED_ANSWERS = 3.0
"""Answers added before Wald. Source: Rocks (2016), The American Statistician 70:365-372."""

ADDED_EXTREMES = 1.5
"""How many of the added answers are promoters and detractors, half each (triangular); same source.
"""


class Nps(NamedTuple):
    """A Net Promoter Score and how sure it is.

    Attributes:
        nps: The observed score, -100 to 100.
        low: Lower end of the interval, -100 to 100.
        high: Upper end of the interval, -100 to 100.
        variance: Variance of one answer counted as -1, 0, 1; 0 to 1.
    """

    nps: float
    low: float
    high: float
    variance: float


class NpsError(NamedTuple):
    """The adjusted score and its standard error, both in points."""

    middle: float
    error: float


def nps_interval(
    detractors: float, passives: float, promoters: float, *, confidence: float = 0.95
) -> Nps:
    """Return an NPS with its adjusted Wald interval.

    The score is the observed one; only the interval leans on the added answers, so the score
    is not its middle.

    At a nominal .95 it covers the true score in .92 or more of all possible samples of 10 to 60
    answers, at NPS 25, 30, 40, 60 and 89; but for one: of 11 answers at NPS 89 it covers .910,
    for so few hold so few different scores. Wald covers .65 there at 10.

    Args:
        detractors: Answers 0 to 6.
        passives: Answers 7 and 8.
        promoters: Answers 9 and 10.
        confidence: Chance that the method covers the true score, 0 to 1.

    Returns:
        Score and ends in points, cut to -100 and 100; variance of one answer in units of 1.

    Raises:
        ValueError: If a count is negative, all are 0, or `confidence` is not between 0 and 1.

    Source:
        Rocks (2016), The American Statistician 70:365-372, adjusted Wald.

    Examples:
        >>> score = nps_interval(10, 20, 70)
        >>> f"{score.nps:+.0f} (likely {score.low:+.0f} to {score.high:+.0f})"
        '+60 (likely +45 to +71)'
    """
    if not min(detractors, passives, promoters) >= 0:
        raise ValueError(f"A count is negative: {detractors}, {passives}, {promoters}.")
    low, high = adjusted_wald(detractors, passives, promoters, confidence=confidence)
    n = detractors + passives + promoters
    return Nps(
        nps=POINTS * (promoters - detractors) / n,
        low=max(-POINTS, low),
        high=min(POINTS, high),
        variance=nps_variance(detractors, passives, promoters),
    )


def nps_from_parts(n: float, total: float, total_sq: float, *, confidence: float = 0.95) -> Nps:
    """Return an NPS from sums of points, which say exactly how many answers were of each kind.

    Args:
        n: How many answers.
        total: Sum of their points, each -100, 0 or 100.
        total_sq: Sum of the squares of their points, each 0 or 10 000.
        confidence: Chance that the method covers the true score, 0 to 1.

    Returns:
        As `nps_interval`.

    Raises:
        ValueError: If no answers have these sums, there are none, or `confidence` is not between
            0 and 1.

    Examples:
        >>> nps_from_parts(100, 6000, 800_000) == nps_interval(10, 20, 70)
        True
    """
    return nps_interval(*nps_counts(n, total, total_sq), confidence=confidence)


def nps_counts(n: float, total: float, total_sq: float) -> tuple[float, float, float]:
    """Return how many detractors, passives and promoters have these sums of points.

    Args:
        n: How many answers.
        total: Sum of their points, each -100, 0 or 100.
        total_sq: Sum of the squares of their points.

    Raises:
        ValueError: If no answers have these sums.

    Examples:
        >>> nps_counts(100, 6000, 800_000)
        (10.0, 20.0, 70.0)
    """
    counts = nps_kinds(n, total, total_sq)
    if not all(count >= 0 and math.isclose(count, round(count), abs_tol=1e-6) for count in counts):
        raise ValueError(
            f"No {n} answers have points that sum to {total} and squares that sum to {total_sq}."
        )
    detractors, passives, promoters = (float(round(count)) for count in counts)
    return detractors, passives, promoters


def nps_kinds(n: float, total: float, total_sq: float) -> tuple[float, float, float]:
    """Return detractors, passives and promoters of weighted sums of points, whole or not."""
    extremes, net = total_sq / POINTS**2, total / POINTS
    return (extremes - net) / 2, n - extremes, (extremes + net) / 2


def nps_variance(detractors: float, passives: float, promoters: float) -> float:
    """Return the variance of one answer counted as -1, 0, 1.

    Args:
        detractors: Answers 0 to 6.
        passives: Answers 7 and 8.
        promoters: Answers 9 and 10.

    Raises:
        ValueError: If there are no answers.

    Examples:
        >>> round(nps_variance(10, 20, 70), 2)
        0.44
    """
    n = detractors + passives + promoters
    if not n > 0:
        raise ValueError("An NPS needs at least one answer.")
    return max(0.0, (promoters + detractors) / n - ((promoters - detractors) / n) ** 2)


def adjusted_error(detractors: float, passives: float, promoters: float) -> NpsError:
    """Return the score with the added answers, and its standard error, both in points.

    Args:
        detractors: Answers 0 to 6.
        passives: Answers 7 and 8.
        promoters: Answers 9 and 10.

    Raises:
        ValueError: If there are no answers.

    Source:
        Rocks (2016), The American Statistician 70:365-372.

    Examples:
        >>> middle, error = adjusted_error(10, 20, 70)
        >>> f"{middle:.1f}, give or take {error:.1f}"
        '58.3, give or take 6.6'
    """
    if not detractors + passives + promoters > 0:
        raise ValueError("An NPS needs at least one answer.")
    each = ADDED_EXTREMES / 2
    d, p = detractors + each, promoters + each
    middle_answers = passives + ADDED_ANSWERS - ADDED_EXTREMES
    n = d + p + middle_answers
    error = math.sqrt(nps_variance(d, middle_answers, p) / n)
    return NpsError(POINTS * (p - d) / n, POINTS * error)


def adjusted_wald(
    detractors: float, passives: float, promoters: float, *, confidence: float = 0.95
) -> Interval:
    """Return the adjusted Wald interval of an NPS as the formula gives it, not cut to the scale.

    Args:
        detractors: Answers 0 to 6.
        passives: Answers 7 and 8.
        promoters: Answers 9 and 10.
        confidence: Chance that the method covers the true score, 0 to 1.

    Returns:
        Both ends in points; they may pass -100 or 100 when answers are few.

    Raises:
        ValueError: If there are no answers, or `confidence` is not between 0 and 1.

    Source:
        Rocks (2016), The American Statistician 70:365-372.

    Examples:
        >>> low, high = adjusted_wald(0, 0, 12)
        >>> f"{low:.1f} to {high:.1f}"
        '54.2 to 105.8'
    """
    middle, error = adjusted_error(detractors, passives, promoters)
    reach = critical_z(confidence) * error
    return Interval(middle - reach, middle + reach)


def nps_wald(
    detractors: float, passives: float, promoters: float, *, confidence: float = 0.95
) -> Interval:
    """Return the textbook interval of an NPS; kept to be compared with, not to be shown.

    Args:
        detractors: Answers 0 to 6.
        passives: Answers 7 and 8.
        promoters: Answers 9 and 10.
        confidence: Chance that the method covers the true score, 0 to 1.

    Returns:
        Both ends in points, not cut to the scale.

    Raises:
        ValueError: If there are no answers, or `confidence` is not between 0 and 1.

    Examples:
        >>> low, high = nps_wald(0, 0, 12)  # twelve promoters prove nothing to Wald's formula
        >>> f"{low:.0f} to {high:.0f}"
        '100 to 100'
    """
    z = critical_z(confidence)
    n = detractors + passives + promoters
    reach = z * POINTS * math.sqrt(nps_variance(detractors, passives, promoters) / n)
    score = POINTS * (promoters - detractors) / n
    return Interval(score - reach, score + reach)
