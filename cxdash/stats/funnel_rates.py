"""Funnels of rates, and limits that allow for units differing more than chance makes them."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri, pdtr, pdtrik

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.funnel import FUNNEL_TAILS, Dispersion, dispersion_of


def poisson_funnel(
    exposures: ArrayLike, target: float, *, tails: tuple[float, ...] = FUNNEL_TAILS
) -> Floats:
    """Return exact Poisson limits of a rate, interpolated between whole numbers of events.

    Args:
        exposures: What events of each unit could have happened in; above 0.
        target: The rate of the whole, above 0.
        tails: Chance of falling below each limit.

    Returns:
        Rates, one row a unit, one column a tail; never below 0.

    Raises:
        ValueError: If an exposure or the target is not above 0, or a chance not between 0 and 1.

    Source:
        Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, appendix A.1.

    Examples:
        >>> poisson_funnel([10], 1.5, tails=(0.025, 0.975)).round(3).tolist()
        [[0.736, 2.258]]
    """
    sizes = row_of_numbers("exposures", exposures)
    if not (np.all(sizes > 0) and target > 0 and all(0 < tail < 1 for tail in tails)):
        raise ValueError("Exposures and target must be above 0, chances between 0 and 1.")
    expected = sizes * target
    return np.column_stack([_limit(expected, tail) / sizes for tail in tails])


def rate_dispersion(events: ArrayLike, exposures: ArrayLike, target: float) -> Dispersion:
    """Return how far rates of units spread beyond what their exposures explain.

    Args:
        events: Events of each unit; 0 or more.
        exposures: What they could have happened in; above 0.
        target: The rate of the whole, above 0.

    Returns:
        As `dispersion`; `between` is in squared rates.

    Raises:
        ValueError: If rows differ in length, there are fewer than 2 units, or an exposure or the
            target is not above 0.

    Source:
        Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351.

    Examples:
        >>> spread = rate_dispersion([30, 12, 18], [10, 10, 10], 2.0)
        >>> spread.z.round(2).tolist(), round(spread.raw, 2)
        ([2.24, -1.79, -0.45], 2.8)
    """
    x, size = row_of_numbers("events", events), row_of_numbers("exposures", exposures)
    if x.shape != size.shape or not (np.all(x >= 0) and np.all(size > 0) and target > 0):
        raise ValueError("Every unit needs events, an exposure above 0, and a target above 0.")
    error = np.sqrt(target / size)
    return dispersion_of((x / size - target) / error, error)


def widened_funnel(limits: ArrayLike, target: float, errors: ArrayLike, between: float) -> Floats:
    """Return limits moved away from the target by the variance between units (additive).

    Normal limits become target ± z √(error² + between); exact limits keep their lean.

    Args:
        limits: Limits of each unit by chance alone, one row a unit, as `binomial_funnel`,
            `poisson_funnel` or `normal_funnel` gives them.
        target: The share or rate of the whole.
        errors: Standard error of each unit at the target; above 0.
        between: Variance between units, as `Dispersion.between`; 0 or more.

    Returns:
        Limits in the shape given; not cut to any scale.

    Raises:
        ValueError: If shapes do not fit, an error is not above 0, or `between` is negative.

    Source:
        Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351.

    Examples:
        >>> from cxdash.stats.funnel import normal_funnel
        >>> narrow = normal_funnel([100], 0.2, tails=(0.025, 0.975))
        >>> widened_funnel(narrow, 0.2, [0.04], 0.03**2).round(3).tolist()
        [[0.102, 0.298]]
    """
    bounds, error = np.array(limits, dtype=np.float64), row_of_numbers("errors", errors)
    if bounds.ndim != 2 or len(bounds) != len(error):  # noqa: PLR2004 - units and tails
        raise ValueError(
            f"limits has shape {bounds.shape}; it needs one row for {len(error)} units."
        )
    if not (np.all(error > 0) and between >= 0):
        raise ValueError("Errors must be above 0, and the variance between units 0 or more.")
    wider = np.sqrt(1 + between / error**2)
    return target + (bounds - target) * wider[:, None]


def arcsine_funnel(
    trials: ArrayLike,
    target: float,
    between: float,
    *,
    tails: tuple[float, ...] = FUNNEL_TAILS,
) -> Floats:
    """Return limits of a share that allow for variance between units and stay inside 0 to 1.

    Args:
        trials: Trials of each unit; above 0.
        target: The share of the whole, between 0 and 1.
        between: Variance between units on the arcsine scale, as `arcsine_dispersion` gives it.
        tails: Chance of falling below each limit.

    Returns:
        Shares, one row a unit, one column a tail.

    Raises:
        ValueError: If a unit has no trials, a share or a chance is not between 0 and 1, or
            `between` is negative.

    Source:
        Spiegelhalter et al. (2012), JRSS A 175:1-47; as coded in R package FunnelPlotR.

    Examples:
        >>> arcsine_funnel([143], 0.1196, 0.001, tails=(0.025, 0.975)).round(3).tolist()
        [[0.061, 0.194]]
    """
    sizes = row_of_numbers("trials", trials)
    if not (np.all(sizes > 0) and 0 < target < 1 and all(0 < tail < 1 for tail in tails)):
        raise ValueError("Every unit needs a trial; shares and chances lie between 0 and 1.")
    if not between >= 0:
        raise ValueError(f"between is {between}; it cannot be negative.")
    reach = np.outer(np.sqrt(1 / (4 * sizes) + between), ndtri(np.array(tails)))
    angle = np.clip(np.arcsin(np.sqrt(target)) + reach, 0.0, np.pi / 2)
    return np.asarray(np.sin(angle) ** 2, dtype=np.float64)


def _limit(expected: Floats, tail: float) -> Floats:
    # The smallest whole count with at least this chance at or below it, as R's qpois.
    count = np.maximum(np.ceil(pdtrik(tail, expected) - 1e-9), 0.0)
    count = np.where((count > 0) & (pdtr(count - 1, expected) >= tail), count - 1, count)
    at, below = pdtr(count, expected), np.where(count > 0, pdtr(count - 1, expected), 0.0)
    return np.maximum(count - (at - tail) / (at - below), 0.0)
