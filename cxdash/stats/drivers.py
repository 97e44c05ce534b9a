"""Which parts of the experience go with the overall score? Goes with, not causes."""

from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers

MOST_DRIVERS = 12
"""Drivers up to which every subset can be tried; above, use `relative_weights`."""

LEAST_INDEPENDENT = 1e-8
"""Smallest eigenvalue of the drivers' correlations that still lets them be told apart."""


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
    return lmg_of_correlations(correlation, with_overall)


def lmg_of_correlations(correlation: Floats, with_overall: Floats) -> Floats:
    """Return `lmg` from correlations, all subsets of one size solved at once.

    Args:
        correlation: Correlations of the drivers with each other.
        with_overall: Their correlations with the overall score.

    Returns:
        Parts of R², one a driver.

    Examples:
        >>> lmg_of_correlations(np.eye(2), np.array([0.6, 0.3])).round(2).tolist()
        [0.36, 0.09]
    """
    count = len(with_overall)
    # Every part of the matrix is at least as far from singular as the whole.
    regular = bool(np.linalg.eigvalsh(correlation)[0] > LEAST_INDEPENDENT)
    explained = np.zeros(1 << count)
    for size in range(1, count + 1):
        subsets = np.array(list(combinations(range(count), size)))
        parts = correlation[subsets[:, :, None], subsets[:, None, :]]
        beside = with_overall[subsets][:, :, None]
        solved = np.linalg.solve(parts, beside) if regular else np.linalg.pinv(parts) @ beside
        explained[np.sum(1 << subsets, axis=1)] = np.sum(solved * beside, axis=(1, 2))
    masks = np.arange(1 << count)
    sizes = np.array([mask.bit_count() for mask in masks.tolist()])
    # The share of all orders in which exactly this subset stands before the driver.
    weights = np.array(
        [factorial(size) * factorial(count - size - 1) / factorial(count) for size in range(count)]
    )
    without = [masks[(masks >> driver) & 1 == 0] for driver in range(count)]
    return np.array(
        [
            float(np.sum(weights[sizes[of]] * (explained[of | (1 << driver)] - explained[of])))
            for driver, of in enumerate(without)
        ]
    )


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
    return weights_of_correlations(correlation, with_overall)


def weights_of_correlations(correlation: Floats, with_overall: Floats) -> Floats:
    """Return `relative_weights` from correlations.

    Args:
        correlation: Correlations of the drivers with each other.
        with_overall: Their correlations with the overall score.

    Returns:
        Parts of R², one a driver.

    Examples:
        >>> weights_of_correlations(np.eye(2), np.array([0.6, 0.3])).round(2).tolist()
        [0.36, 0.09]
    """
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
