"""Which units lie further from the whole than their size explains? No ranks, no league table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, gammaincinv, ndtri

from cxdash.stats.checks import Floats, row_of_numbers

FUNNEL_TAILS = (0.001, 0.025, 0.975, 0.999)
"""Chances at the 99.8 % and 95 % limits. Source: Spiegelhalter (2005), Statistics in Medicine
24:1185-1202."""

WINSORISED = 0.10
"""Share of z-scores at each end drawn in before their spread is judged; same source."""

FEWEST_UNITS = 10
"""Units from which their spread beyond chance can be judged."""


@dataclass(frozen=True, slots=True, eq=False)
class Dispersion:
    """How far units spread beyond chance.

    Limits are widened by `between` (preferred) or by the root of `factor`, never narrowed.

    Attributes:
        z: Distance of each unit from the target, in its own standard errors.
        raw: Mean square of `z`; 1 where chance explains all.
        winsorised: The same with the extremes drawn in; never used below 1.
        between: Variance between units that explains the rest (additive), in squared shares.
    """

    z: Floats
    raw: float
    winsorised: float
    between: float

    @property
    def factor(self) -> float:
        """How many times wider the variance is than chance makes it; never below 1."""
        return max(1.0, self.winsorised)

    @property
    def is_judged(self) -> bool:
        """Whether there are `FEWEST_UNITS` units: fewer cannot tell spread from one odd unit."""
        return len(self.z) >= FEWEST_UNITS


def binomial_funnel(
    trials: ArrayLike, target: float, *, tails: tuple[float, ...] = FUNNEL_TAILS
) -> Floats:
    """Return exact binomial limits, interpolated between whole numbers of hits.

    Args:
        trials: Trials of each unit; whole, at least 1.
        target: The share of the whole, between 0 and 1.
        tails: Chance of falling below each limit.

    Returns:
        Shares, one row a unit, one column a tail.

    Raises:
        ValueError: If a unit has no trials, or a share or a chance is not between 0 and 1.

    Source:
        Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, appendix A.1.

    Examples:
        >>> binomial_funnel([143], 0.1196).round(3).tolist()
        [[0.04, 0.065, 0.172, 0.207]]
    """
    sizes = row_of_numbers("trials", trials)
    if not (np.all(sizes >= 1) and 0 < target < 1 and all(0 < tail < 1 for tail in tails)):
        raise ValueError("Every unit needs a trial; shares and chances lie between 0 and 1.")
    return np.array([[_limit(round(n), target, tail) for tail in tails] for n in sizes])


def normal_funnel(
    trials: ArrayLike, target: float, *, tails: tuple[float, ...] = FUNNEL_TAILS
) -> Floats:
    """Return normal limits of a share; as `binomial_funnel`, for smooth curves at large sizes.

    Args:
        trials: Trials of each unit; above 0.
        target: The share of the whole, between 0 and 1.
        tails: Chance of falling below each limit.

    Returns:
        Shares, one row a unit, one column a tail; not cut to 0 and 1.

    Raises:
        ValueError: If a unit has no trials, or a share or a chance is not between 0 and 1.

    Examples:
        >>> normal_funnel([143], 0.1196, tails=(0.025, 0.975)).round(3).tolist()
        [[0.066, 0.173]]
    """
    sizes = row_of_numbers("trials", trials)
    if not (np.all(sizes > 0) and 0 < target < 1 and all(0 < tail < 1 for tail in tails)):
        raise ValueError("Every unit needs a trial; shares and chances lie between 0 and 1.")
    error = np.sqrt(target * (1 - target) / sizes)
    return np.asarray(target + np.outer(error, ndtri(np.array(tails))), dtype=np.float64)


def expected_funnel(
    expected: ArrayLike, target: float = 1.0, *, tails: tuple[float, ...] = FUNNEL_TAILS
) -> Floats:
    """Return exact Poisson limits of observed over expected, for case-mix adjusted counts.

    Args:
        expected: Count expected of each unit; above 0.
        target: Observed over expected of the whole; 1 when it is the standard.
        tails: Chance of falling below each limit.

    Returns:
        Ratios, one row a unit, one column a tail.

    Raises:
        ValueError: If an expected count is not above 0, or a chance not between 0 and 1.

    Source:
        Spiegelhalter (2005), as coded in R package FunnelPlotR.

    Examples:
        >>> expected_funnel([15], tails=(0.025, 0.975)).round(3).tolist()
        [[0.56, 1.649]]
    """
    counts = row_of_numbers("expected", expected)
    if not (np.all(counts > 0) and all(0 < tail < 1 for tail in tails)):
        raise ValueError("An expected count is not above 0, or a chance not between 0 and 1.")
    columns = [
        target * gammaincinv(counts + (tail > 0.5), tail) / counts  # noqa: PLR2004 - the middle
        for tail in tails
    ]
    return np.array(columns, dtype=np.float64).T


def dispersion(hits: ArrayLike, trials: ArrayLike, target: float) -> Dispersion:
    """Return how far shares of units spread beyond what their sizes explain.

    Args:
        hits: Hits of each unit.
        trials: Trials of each unit; above 0.
        target: The share of the whole, between 0 and 1.

    Raises:
        ValueError: If rows differ in length, there are fewer than 2 units, a unit has no trials
            or `target` is not between 0 and 1.

    Source:
        Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351; quantiles of R type 7.

    Examples:
        >>> spread = dispersion([41, 25, 24], [143, 187, 323], 0.1196)
        >>> spread.z.round(2).tolist(), round(spread.raw, 2)
        ([6.16, 0.59, -2.51], 14.86)
    """
    shares, sizes = _units(hits, trials, target)
    error = np.sqrt(target * (1 - target) / sizes)
    return dispersion_of((shares - target) / error, error)


def arcsine_dispersion(hits: ArrayLike, trials: ArrayLike, target: float) -> Dispersion:
    """Return dispersion on the scale where shares spread alike whatever their level.

    Args:
        hits: Hits of each unit.
        trials: Trials of each unit; above 0.
        target: The share of the whole, between 0 and 1.

    Returns:
        As `dispersion`; `between` is in squared arcsines of the root of a share.

    Raises:
        ValueError: As `dispersion`.

    Source:
        As coded in R package FunnelPlotR, after Spiegelhalter et al. (2012), JRSS A 175:1-47.

    Examples:
        >>> round(arcsine_dispersion([41, 25, 24], [143, 187, 323], 0.1196).raw, 2)
        11.23
    """
    shares, sizes = _units(hits, trials, target)
    error = 1 / (2 * np.sqrt(sizes))
    return dispersion_of((np.arcsin(np.sqrt(shares)) - np.arcsin(np.sqrt(target))) / error, error)


def _units(hits: ArrayLike, trials: ArrayLike, target: float) -> tuple[Floats, Floats]:
    x, n = row_of_numbers("hits", hits), row_of_numbers("trials", trials)
    if x.shape != n.shape or len(n) < 2 or not (np.all(n > 0) and 0 < target < 1):  # noqa: PLR2004 - one unit has no spread
        raise ValueError("Two units or more need hits and trials, and a target between 0 and 1.")
    return x / n, n


def dispersion_of(z: ArrayLike, errors: ArrayLike) -> Dispersion:
    """Return dispersion from distances and errors on any scale, such as those of `CaseMix`.

    Args:
        z: Distance of each unit from the target, in its own standard errors.
        errors: Standard error of each unit, in the unit of what is compared; above 0.

    Returns:
        As `dispersion`; `between` is in the squared unit of `errors`.

    Raises:
        ValueError: If rows differ in length, there are fewer than 2 units, or an error is not
            above 0.

    Source:
        As `dispersion`; the variance between units is the moment estimate of DerSimonian and
        Laird (1986), Controlled Clinical Trials 7:177-188.

    Examples:
        >>> round(dispersion_of([3.0, -2.5, 0.5, -1.0], [0.1, 0.1, 0.1, 0.1]).between, 4)
        0.0251
    """
    z, error = row_of_numbers("z", z), row_of_numbers("errors", errors)
    if z.shape != error.shape or len(z) < 2 or not np.all(error > 0):  # noqa: PLR2004 - one unit has no spread
        raise ValueError("Two units or more need a distance and an error above 0.")
    drawn_in = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    phi = float(np.mean(drawn_in**2))
    weights = 1 / error**2
    between = (len(z) * phi - (len(z) - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return Dispersion(z, float(np.mean(z**2)), phi, max(0.0, float(between)))


def _limit(n: int, target: float, tail: float) -> float:
    chances = bdtr(np.arange(n + 1), n, target)
    hits = int(np.searchsorted(chances, tail))
    below = float(chances[hits - 1]) if hits else 0.0
    return (hits - (float(chances[hits]) - tail) / (float(chances[hits]) - below)) / n
