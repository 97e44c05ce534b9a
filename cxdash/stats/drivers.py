"""Which parts of the experience go with the overall score? Goes with, not causes."""

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers

MOST_DRIVERS = 12
"""Drivers up to which every subset can be tried; above, use `relative_weights`."""


def lmg(overall: ArrayLike, drivers: ArrayLike) -> Floats:
    """Return what each driver adds to R², averaged over every order in which they may enter.

    Args:
        overall: The overall score of each answer; no gaps.
        drivers: One row an answer, one column a driver; no gaps.

    Returns:
        Parts of R², one a driver; they sum to R².

    Raises:
        ValueError: If rows differ in number, there are more than `MOST_DRIVERS` drivers, or a
            column or the overall score does not vary.

    Source:
        Lindeman, Merenda and Gold (1980); Grömping (2006), Journal of Statistical Software 17(1).

    Examples:
        >>> lmg([1.0, 2.0, 2.0, 3.0], [[0, 0], [0, 1], [1, 0], [1, 1]]).round(2).tolist()
        [0.5, 0.5]
    """
    correlation, with_overall = _correlations(overall, drivers)
    count = len(with_overall)
    if count > MOST_DRIVERS:
        raise ValueError(f"{count} drivers are too many; at most {MOST_DRIVERS}.")
    explained = {
        subset: _r_squared(correlation, with_overall, subset)
        for size in range(count + 1)
        for subset in combinations(range(count), size)
    }
    shares = np.zeros(count)
    for subset, r_squared in explained.items():
        size = len(subset)
        for driver in set(range(count)) - set(subset):
            # The share of all orders in which exactly this subset stands before the driver.
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            joined = tuple(sorted((*subset, driver)))
            shares[driver] += weight * (explained[joined] - r_squared)
    return shares


def relative_weights(overall: ArrayLike, drivers: ArrayLike) -> Floats:
    """Return Johnson's relative weights: parts of R², quick for any number of drivers.

    Args:
        overall: As for `lmg`.
        drivers: As for `lmg`.

    Returns:
        Parts of R², one a driver; they sum to R² and are never negative.

    Raises:
        ValueError: If rows differ in number, or a column or the overall score does not vary.

    Source:
        Johnson (2000), Multivariate Behavioral Research 35:1-19.

    Examples:
        >>> shares = relative_weights([1.0, 2.0, 2.0, 3.0], [[0, 0], [0, 1], [1, 0], [1, 1]])
        >>> shares.round(2).tolist()
        [0.5, 0.5]
    """
    correlation, with_overall = _correlations(overall, drivers)
    values, vectors = np.linalg.eigh(correlation)
    root: Floats = vectors @ np.diag(np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    betas = np.linalg.pinv(root) @ with_overall
    return np.asarray((root * root) @ (betas * betas), dtype=np.float64)


def _correlations(overall: ArrayLike, drivers: ArrayLike) -> tuple[Floats, Floats]:
    y, x = row_of_numbers("overall", overall), np.array(drivers, dtype=np.float64)
    if x.ndim != 2 or len(x) != len(y):  # noqa: PLR2004 - rows and columns
        raise ValueError(f"drivers has shape {x.shape}; it needs one row for {len(y)} answers.")
    if np.any(np.ptp(x, axis=0) == 0) or np.ptp(y) == 0:
        raise ValueError("A driver or the overall score does not vary.")
    together = np.asarray(np.corrcoef(np.column_stack([y, x]), rowvar=False), dtype=np.float64)
    return together[1:, 1:], together[1:, 0]


def _r_squared(correlation: Floats, with_overall: Floats, subset: tuple[int, ...]) -> float:
    chosen = list(subset)
    if not chosen:
        return 0.0
    part = with_overall[chosen]
    return float(part @ np.linalg.pinv(correlation[np.ix_(chosen, chosen)]) @ part)
