"""What would the mean or the NPS be if every group served the same customers?"""

import math

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from cxdash.stats.checks import Floats, critical_z, require_confidence, row_of_numbers
from cxdash.stats.compare import Difference, two_sided
from cxdash.stats.nps import ADDED_ANSWERS, ADDED_EXTREMES, POINTS
from cxdash.stats.standardise import StandardRate, strata


def direct_mean(
    n: ArrayLike,
    totals: ArrayLike,
    totals_sq: ArrayLike,
    standard: ArrayLike,
    *,
    confidence: float = 0.95,
) -> StandardRate:
    """Return the mean a group would have if its strata weighed as the standard's do.

    Args:
        n: Answers of the group in each stratum; at least 2.
        totals: Sums of their scores.
        totals_sq: Sums of their squares.
        standard: Size of each stratum in the standard; 0 or more, not all 0.
        confidence: Chance that the method covers the true mean, 0 to 1.

    Returns:
        Means with a t interval, its degrees of freedom as Satterthwaite's.

    Raises:
        ValueError: If rows differ in length, a stratum has fewer than 2 answers, or `confidence`
            is not between 0 and 1.

    Source:
        Cochran (1977), Sampling Techniques, sections 5.3 and 5.4 (stratified mean, 5.16).

    Examples:
        >>> found = direct_mean([50, 50], [220, 150], [1000, 520], [20, 80])
        >>> f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}), counted {found.crude:.2f}"
        '3.28 (3.00 to 3.56), counted 3.70'
    """
    require_confidence(confidence)
    total, size, weight, squares = _scores(n, totals, totals_sq, standard)
    if not np.all(size >= 2):  # noqa: PLR2004 - one answer has no spread
        raise ValueError("A stratum has a single answer: merge it with another.")
    spread = np.maximum(squares - total**2 / size, 0.0) / (size - 1)
    each = weight**2 * spread / size
    variance = float(each.sum())
    value = float(np.sum(weight * total / size))
    reach = 0.0
    if variance > 0:
        freedom = variance**2 / float(np.sum(each**2 / (size - 1)))
        reach = float(stdtrit(freedom, (1 + confidence) / 2)) * math.sqrt(variance)
    crude = float(total.sum() / size.sum())
    return StandardRate(value, value - reach, value + reach, math.sqrt(variance), crude)


def direct_nps(
    n: ArrayLike,
    totals: ArrayLike,
    totals_sq: ArrayLike,
    standard: ArrayLike,
    *,
    confidence: float = 0.95,
) -> StandardRate:
    """Return the NPS a group would have if its strata weighed as the standard's do.

    Args:
        n: Answers of the group in each stratum; above 0.
        totals: Sums of their points: -100, 0 or 100 an answer.
        totals_sq: Sums of the squares of their points.
        standard: Size of each stratum in the standard; 0 or more, not all 0.
        confidence: Chance that the method covers the true score, 0 to 1.

    Returns:
        Points, cut to -100 and 100. The score is the observed one; only the interval leans on the
        three answers of the adjusted Wald method, which the strata share as they weigh: of one
        stratum it is `nps_interval`.

    Raises:
        ValueError: If rows differ in length, a stratum has no answers, or `confidence` is not
            between 0 and 1.

    Source:
        Rocks (2016), The American Statistician 70:365-372; stratified as Cochran (1977), Sampling
        Techniques, section 5.3. Sharing out the added answers is our own choice.

    Examples:
        >>> found = direct_nps([60, 40], [3000, -800], [450_000, 320_000], [50, 50])
        >>> f"{found.value:+.0f} ({found.low:+.0f} to {found.high:+.0f}), {found.crude:+.0f}"
        '+15 (-1 to +31), +22'
    """
    z = critical_z(confidence)
    total, size, weight, squares = _scores(n, totals, totals_sq, standard)
    added = ADDED_ANSWERS * weight
    middle = total / (size + added)
    extremes = added * ADDED_EXTREMES / ADDED_ANSWERS * POINTS**2
    variance = (squares + extremes) / (size + added) - middle**2
    error = math.sqrt(float(np.sum(weight**2 * np.maximum(variance, 0.0) / (size + added))))
    centre = float(np.sum(weight * middle))
    return StandardRate(
        value=float(np.sum(weight * total / size)),
        low=max(-POINTS, centre - z * error),
        high=min(POINTS, centre + z * error),
        error=error,
        crude=float(total.sum() / size.sum()),
    )


def standard_difference(one: StandardRate, other: StandardRate) -> Difference:
    """Return how far two standardised values lie apart, from the interval that each has.

    Args:
        one: A value on a standard mix.
        other: Another, of other answers on the same mix.

    Returns:
        One minus the other. The interval joins those of both (at their confidence), which may be
        lopsided; of shares in a single stratum it is Newcombe's. The p-value is of the normal
        curve.

    Source:
        Zou and Donner (2008), Statistics in Medicine 27:1693-1702 (MOVER); Newcombe (1998),
        Statistics in Medicine 17:873-890.

    Examples:
        >>> one = StandardRate(0.80, 0.75, 0.84, 0.023, 0.8)
        >>> other = StandardRate(0.70, 0.64, 0.75, 0.028, 0.7)
        >>> f"{standard_difference(one, other).low:.3f}"
        '0.029'
    """
    estimate = one.value - other.value
    low = estimate - math.hypot(one.value - one.low, other.high - other.value)
    high = estimate + math.hypot(one.high - one.value, other.value - other.low)
    error = math.hypot(one.error, other.error)
    p_value = two_sided(estimate / error) if error > 0 else float(estimate == 0)
    return Difference(estimate, low, high, p_value)


def _scores(
    n: ArrayLike, totals: ArrayLike, totals_sq: ArrayLike, standard: ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return sums, sizes, weights and sums of squares of the strata that the standard has."""
    squares = row_of_numbers("totals_sq", totals_sq)
    total, size, weight = strata(totals, n, standard)
    used = row_of_numbers("standard", standard) > 0
    if squares.shape != used.shape:
        raise ValueError("Every stratum needs a sum of squares.")
    return total, size, weight, squares[used]
