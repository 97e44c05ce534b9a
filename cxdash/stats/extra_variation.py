"""Do units differ by more than chance, before anybody asks which of them do?"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from cxdash.stats.checks import Floats, row_of_numbers


class ExtraVariation(NamedTuple):
    """A test that all units share one level.

    Attributes:
        chi_square: Sum of squared distances from the level, each in its own standard error.
        degrees: Its degrees of freedom.
        p_value: Chance of a sum this large if units differed by chance alone.
        factor: Chi-square over its degrees of freedom; 1 where chance explains all.
        level: The level compared with.
    """

    chi_square: float
    degrees: int
    p_value: float
    factor: float
    level: float


def extra_variation_shares(
    hits: ArrayLike, trials: ArrayLike, *, level: float | None = None
) -> ExtraVariation:
    """Return whether shares of units vary beyond the binomial.

    Args:
        hits: Hits of each unit; 0 to its trials.
        trials: Trials of each unit; above 0.
        level: A share set in advance, between 0 and 1; without it the share of all together,
            which costs one degree of freedom.

    Raises:
        ValueError: If rows differ in length, there are fewer than 2 units, hits lie outside
            trials, or the level is not between 0 and 1.

    Source:
        Pearson's chi-square of homogeneity; Fisher (1925), Statistical Methods for Research
        Workers (index of dispersion).

    Examples:
        >>> found = extra_variation_shares([8, 15, 22], [50, 50, 50])
        >>> f"{found.chi_square:.2f} on {found.degrees}, p = {found.p_value:.3f}"
        '9.33 on 2, p = 0.009'
    """
    x, n = _pair(hits, trials)
    share = float(x.sum() / n.sum()) if level is None else level
    if not (np.all(x <= n) and 0 < share < 1):
        raise ValueError("Hits lie outside trials, or the level is not between 0 and 1.")
    z = (x - n * share) / np.sqrt(n * share * (1 - share))
    return _tested(z, level=share, estimated=level is None)


def extra_variation_rates(
    events: ArrayLike, exposures: ArrayLike, *, level: float | None = None
) -> ExtraVariation:
    """Return whether rates of units vary beyond the Poisson.

    Args:
        events: Events of each unit; 0 or more.
        exposures: What they could have happened in; above 0.
        level: A rate set in advance, above 0; without it the rate of all together, which costs
            one degree of freedom.

    Raises:
        ValueError: If rows differ in length, there are fewer than 2 units, an exposure or the
            level is not above 0, or an event count is negative.

    Source:
        Fisher (1925), Statistical Methods for Research Workers; Potthoff and Whittinghill (1966),
        Biometrika 53:183-190.

    Examples:
        >>> found = extra_variation_rates([3, 7, 14], [1, 1, 1])
        >>> f"{found.chi_square:.2f} on {found.degrees}, factor {found.factor:.1f}"
        '7.75 on 2, factor 3.9'
    """
    x, exposure = _pair(events, exposures)
    rate = float(x.sum() / exposure.sum()) if level is None else level
    if not rate > 0:
        raise ValueError("The level must be above 0.")
    expected = exposure * rate
    return _tested((x - expected) / np.sqrt(expected), level=rate, estimated=level is None)


def _pair(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    x, n = row_of_numbers("counts", counts), row_of_numbers("sizes", sizes)
    if x.shape != n.shape or len(n) < 2 or not (np.all(n > 0) and np.all(x >= 0)):  # noqa: PLR2004 - one unit has no spread
        raise ValueError("Two units or more need a count of 0 or more and a size above 0.")
    return x, n


def _tested(z: Floats, *, level: float, estimated: bool) -> ExtraVariation:
    degrees = len(z) - estimated
    chi_square = math.fsum((z**2).tolist())
    return ExtraVariation(
        chi_square, degrees, float(chdtrc(degrees, chi_square)), chi_square / degrees, level
    )
