"""What would the rate be if every group served the same customers?"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from cxdash.stats.checks import Floats, critical_z, require_confidence, row_of_numbers
from cxdash.stats.garwood import garwood
from cxdash.stats.rates import excess


class StandardRate(NamedTuple):
    """A rate or share on a standard mix of strata.

    Attributes:
        value: The standardised rate or share.
        low: Lower end of its interval.
        high: Upper end of its interval.
        error: Its standard error.
        crude: The rate or share as it was counted.
    """

    value: float
    low: float
    high: float
    error: float
    crude: float


class StandardRatio(NamedTuple):
    """Observed over expected, with its exact Poisson interval.

    Attributes:
        ratio: Observed over expected; 1 where the unit does as the standard does.
        low: Lower end of its interval.
        high: Upper end of its interval.
        p_value: Two-sided mid-p value of a count this far from the expected one.
    """

    ratio: float
    low: float
    high: float
    p_value: float


def direct_rate(
    events: ArrayLike, exposures: ArrayLike, standard: ArrayLike, *, confidence: float = 0.95
) -> StandardRate:
    """Return the rate a group would have if its strata weighed as the standard's do.

    Args:
        events: Events of the group in each stratum; 0 or more.
        exposures: Exposure of the group in each stratum; above 0.
        standard: Exposure of the standard in each stratum; 0 or more, not all 0.
        confidence: Chance that the method covers the true rate, 0 to 1.

    Returns:
        Rates for one unit of exposure, with the gamma interval.

    Raises:
        ValueError: If rows differ in length, a stratum has no exposure, or `confidence` is not
            between 0 and 1.

    Source:
        Fay and Feuer (1997), Statistics in Medicine 16:791-801; as R's
        epitools::ageadjust.direct.

    Examples:
        >>> found = direct_rate([5, 30], [1000, 500], [500, 500])
        >>> f"{1000 * found.value:.1f} ({1000 * found.low:.1f} to {1000 * found.high:.1f})"
        '32.5 (22.5 to 45.5)'
    """
    require_confidence(confidence)
    x, size, weight = _counted(events, exposures, standard)
    value = float(np.sum(weight * x / size))
    variance = float(np.sum(weight**2 * x / size**2))
    largest = float(np.max(weight / size))
    tail = (1 - confidence) / 2
    low = float(gammaincinv(value**2 / variance, tail)) * variance / value if value > 0 else 0.0
    # One more event, where it would weigh most.
    above, above_variance = value + largest, variance + largest**2
    reach = float(gammaincinv(above**2 / above_variance, 1 - tail)) * above_variance / above
    return StandardRate(value, low, reach, math.sqrt(variance), float(x.sum() / size.sum()))


def direct_share(
    hits: ArrayLike, trials: ArrayLike, standard: ArrayLike, *, confidence: float = 0.95
) -> StandardRate:
    """Return the share a group would have if its strata weighed as the standard's do.

    Args:
        hits: Hits of the group in each stratum; 0 to its trials.
        trials: Trials of the group in each stratum; above 0.
        standard: Size of each stratum in the standard; 0 or more, not all 0.
        confidence: Chance that the method covers the true share, 0 to 1.

    Returns:
        Shares with a score-like interval: Wilson's, each stratum's variance taken at the middle
        of its own Wilson interval, cut to 0 and 1.

    Raises:
        ValueError: If rows differ in length, a stratum has no trials, hits lie outside trials, or
            `confidence` is not between 0 and 1.

    Source:
        Yan and Su (2010), Statistics in Biopharmaceutical Research 2:329-335 (stratified Wilson);
        weights as Cochran (1977), Sampling Techniques, chapter 5.

    Examples:
        >>> found = direct_share([45, 10], [50, 50], [20, 80])
        >>> f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}), as counted {found.crude:.2f}"
        '0.34 (0.26 to 0.44), as counted 0.55'
    """
    z = critical_z(confidence)
    x, size, weight = _counted(hits, trials, standard)
    if not np.all(x <= size):
        raise ValueError("Hits lie outside trials.")
    share = x / size
    spread = weight**2 / size
    error = math.sqrt(float(np.sum(spread * share * (1 - share))))
    # The z of each stratum for which their Wilson intervals add up to one of the whole.
    at_middle = np.sqrt(spread * np.maximum(share * (1 - share), 1 / (4 * size)))
    each = z * math.sqrt(float(np.sum(at_middle**2))) / float(np.sum(at_middle))
    scale = 1 + each**2 / size
    middle = (share + each**2 / (2 * size)) / scale
    reach = each * np.sqrt(share * (1 - share) / size + each**2 / (4 * size**2)) / scale
    return StandardRate(
        value=float(np.sum(weight * share)),
        low=max(0.0, float(np.sum(weight * (middle - reach)))),
        high=min(1.0, float(np.sum(weight * (middle + reach)))),
        error=error,
        crude=float(x.sum() / size.sum()),
    )


def standard_ratio(observed: int, expected: float, *, confidence: float = 0.95) -> StandardRatio:
    """Return observed over expected with its exact interval (indirect standardisation).

    Args:
        observed: The count seen; 0 or more, whole.
        expected: The count expected of a unit like this, as `case_mix_shares` gives it; above 0.
        confidence: Chance that the method covers the true ratio, 0 to 1.

    Raises:
        ValueError: If `observed` is negative or not whole, `expected` not above 0, or
            `confidence` not between 0 and 1.

    Source:
        Ulm (1990), American Journal of Epidemiology 131:373-375.

    Examples:
        >>> found = standard_ratio(30, 22.4)
        >>> f"{found.ratio:.2f} ({found.low:.2f} to {found.high:.2f})"
        '1.34 (0.90 to 1.91)'
    """
    low, high = garwood(observed, exposure=expected, confidence=confidence)
    return StandardRatio(observed / expected, low, high, excess(observed, expected))


def strata(
    totals: ArrayLike, sizes: ArrayLike, standard: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return sums, sizes and weights (which add up to 1) of the strata that the standard has.

    Raises:
        ValueError: If rows differ in length, or a stratum of the standard is empty in the group.

    Examples:
        >>> [row.tolist() for row in strata([5, 0, 7], [10, 0, 10], [20, 0, 60])]
        [[5.0, 7.0], [10.0, 10.0], [0.25, 0.75]]
    """
    x, size = row_of_numbers("totals", totals), row_of_numbers("sizes", sizes)
    weight = row_of_numbers("standard", standard)
    if not x.shape == size.shape == weight.shape:
        raise ValueError("Every stratum needs a sum, a size and a size in the standard.")
    used = weight > 0
    if not (used.any() and np.all(weight >= 0) and np.all(size[used] > 0)):
        raise ValueError("A stratum of the standard is empty in the group: merge it with another.")
    return x[used], size[used], weight[used] / weight.sum()


def _counted(
    counts: ArrayLike, sizes: ArrayLike, standard: ArrayLike
) -> tuple[Floats, Floats, Floats]:
    """Return `strata` of counts, which are never negative."""
    x, size, weight = strata(counts, sizes, standard)
    if not np.all(x >= 0):
        raise ValueError("A count is negative.")
    return x, size, weight
