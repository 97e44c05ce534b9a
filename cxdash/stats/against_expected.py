"""Is a unit further from what its mix lets expect than chance explains? Exact, on one scale.

Resists a funnel of raw shares: a unit with hard customers lies low in it and has done nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, pdtr

from cxdash.stats.case_mix import CaseMix
from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.funnel import Dispersion, binomial_funnel, dispersion_of
from cxdash.stats.funnel_rates import poisson_funnel, widened_funnel

EDGE, FAR = 0.05, 0.002
"""Chances of lying outside the 95 % and the 99.8 % limits. Source: as `FUNNEL_TAILS`."""


@dataclass(frozen=True, slots=True, eq=False)
class AgainstExpected:
    """Where each unit lies in the funnel of what is to expect.

    Attributes:
        sizes: What the width of the funnel depends on: of shares the answers of the whole's own
            mix that would be as sure, of rates the events expected; at least 1 and above 0.
        apart: Of shares the share seen minus the one expected, -1 to 1; of rates events seen
            over events expected.
        limits: Limits of `apart`, one row a unit, one column each of `FUNNEL_TAILS`.
        p_values: Two-sided mid-p-values, widened limits allowed for.
        spread: How far the units spread beyond chance; None for a single one.
        between: Variance between units the limits allow for; 0 where they are those of chance.
    """

    sizes: Floats
    apart: Floats
    limits: Floats
    p_values: Floats
    spread: Dispersion | None
    between: float

    @property
    def beyond(self) -> Floats:
        """How far out each unit lies: 0 inside, 1 outside the 95 %, 2 outside the 99.8 % limits.

        The p-value must agree: where all units can be alike only so far, as at 100 %, the limits
        lie a hair inside and leave nobody room.
        """
        inner = (self.apart < self.limits[:, 1]) | (self.apart > self.limits[:, 2])
        outer = (self.apart < self.limits[:, 0]) | (self.apart > self.limits[:, 3])
        found = (inner & (self.p_values < EDGE)).astype(np.float64)
        return found + (outer & (self.p_values < FAR))


def shares_against_expected(mix: CaseMix, whole: float) -> AgainstExpected:
    """Return where units lie by the share seen minus the share expected.

    A unit is as sure as so many answers of the whole's own mix: `whole` (1 - `whole`) over the
    variance of its share by chance. With the whole's mix that is its own number of answers, and
    the limits are those of `binomial_funnel`.

    Args:
        mix: Of `case_mix_shares`; every unit has trials.
        whole: The share of all, between 0 and 1.

    Raises:
        ValueError: If a unit has no trials or `whole` is not between 0 and 1.

    Source:
        Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, sections 2 and 3 (precision on
        the axis, indirect standardisation); extra variation as `Dispersion`.

    Examples:
        >>> from cxdash.stats.case_mix import case_mix_shares
        >>> mix = case_mix_shares([24, 36], [50, 50], [*"ab"], [*"xx"])
        >>> found = shares_against_expected(mix, 0.6)
        >>> found.sizes.tolist(), found.apart.round(2).tolist(), found.beyond.tolist()
        ([50.0, 50.0], [-0.12, 0.12], [0.0, 0.0])
    """
    if not (np.all(mix.sizes > 0) and 0 < whole < 1):
        raise ValueError("Every unit needs a trial, and the whole a share between 0 and 1.")
    alike = mix.sizes**2 * whole * (1 - whole)
    # Where every stratum is all hits or none, nothing can differ from what is expected.
    as_sure = np.divide(alike, mix.variance, out=mix.sizes.copy(), where=mix.variance > 0)
    sizes = np.maximum(np.round(as_sure), 1.0)
    apart = (mix.observed - mix.expected) / mix.sizes
    errors = np.sqrt(whole * (1 - whole) / sizes)
    spread, between = _beyond_chance(apart / errors, errors)
    narrowed = apart / np.sqrt(1 + between / errors**2)
    below = _interpolated(sizes * (whole + narrowed) - 0.5, lambda k: _binomial(k, sizes, whole))
    limits = share_apart_limits(sizes, whole, between)
    return AgainstExpected(sizes, apart, limits, _two_sided(below), spread, between)


def rates_against_expected(mix: CaseMix) -> AgainstExpected:
    """Return where units lie by events seen over events expected.

    Args:
        mix: Of `case_mix_rates`; something is expected of every unit.

    Raises:
        ValueError: If nothing is expected of a unit.

    Source:
        As `shares_against_expected`, with exact Poisson limits.

    Examples:
        >>> from cxdash.stats.case_mix import case_mix_rates
        >>> mix = case_mix_rates([40, 10], [100, 100], [*"ab"], [*"xx"])
        >>> found = rates_against_expected(mix)
        >>> found.apart.tolist(), found.beyond.tolist()
        ([1.6, 0.4], [1.0, 2.0])
    """
    if not np.all(mix.expected > 0):
        raise ValueError("Something must be expected of every unit.")
    sizes, errors = mix.expected, 1 / np.sqrt(mix.expected)
    spread, between = _beyond_chance((mix.ratio - 1) / errors, errors)
    narrowed = 1 + (mix.ratio - 1) / np.sqrt(1 + between / errors**2)
    below = _interpolated(sizes * narrowed - 0.5, lambda k: _poisson(k, sizes))
    limits = ratio_limits(sizes, between)
    return AgainstExpected(sizes, mix.ratio, limits, _two_sided(below), spread, between)


def share_apart_limits(sizes: ArrayLike, whole: float, between: float) -> Floats:
    """Return the limits of a share minus the one expected, by answers of the whole's own mix.

    Args:
        sizes: Answers; whole, at least 1.
        whole: The share of all, between 0 and 1.
        between: Variance between units; 0 for chance alone.

    Returns:
        Differences, one row a size, one column each of `FUNNEL_TAILS`.

    Raises:
        ValueError: As `binomial_funnel` and `widened_funnel`.

    Examples:
        >>> share_apart_limits([143], 0.1196, 0.0).round(3).tolist()
        [[-0.079, -0.054, 0.052, 0.088]]
    """
    n = row_of_numbers("sizes", sizes)
    exact, errors = binomial_funnel(n, whole), np.sqrt(whole * (1 - whole) / n)
    return np.maximum(widened_funnel(exact, whole, errors, between) - whole, -1.0)


def ratio_limits(sizes: ArrayLike, between: float) -> Floats:
    """Return the limits of events seen over events expected; never below 0.

    Args:
        sizes: Events expected; above 0.
        between: Variance between units; 0 for chance alone.

    Raises:
        ValueError: As `poisson_funnel` and `widened_funnel`.

    Examples:
        >>> ratio_limits([15], 0.0).round(3).tolist()
        [[0.272, 0.491, 1.506, 1.856]]
    """
    expected = row_of_numbers("sizes", sizes)
    exact = poisson_funnel(expected, 1.0)
    return np.maximum(widened_funnel(exact, 1.0, 1 / np.sqrt(expected), between), 0.0)


def _beyond_chance(z: Floats, errors: Floats) -> tuple[Dispersion | None, float]:
    """Return how far units spread, and the variance to allow for where that can be judged."""
    if len(z) < 2:  # noqa: PLR2004 - one unit has no spread
        return None, 0.0
    spread = dispersion_of(z, errors)
    return spread, spread.between if spread.is_judged else 0.0


def _binomial(hits: Floats, trials: Floats, share: float) -> Floats:
    inside = np.clip(hits, 0, trials)
    return np.where(hits < 0, 0.0, bdtr(inside, trials.astype(np.int64), share))


def _poisson(events: Floats, expected: Floats) -> Floats:
    return np.where(events < 0, 0.0, pdtr(np.maximum(events, 0), expected))


def _interpolated(at: Floats, chances: Callable[[Floats], Floats]) -> Floats:
    """Return the chance of falling below, as the limits have it between whole numbers.

    Half a hit below what was seen that is the mid-p-value: half of the chance of just so many
    counts, so that the best there can be is no rarity by itself.
    """
    start = np.floor(at)
    low, high = chances(start), chances(start + 1)
    return low + (at - start) * (high - low)


def _two_sided(below: Floats) -> Floats:
    return np.clip(2 * np.minimum(below, 1 - below), 0.0, 1.0)
