"""When many groups are looked at, some stand out by chance: p-values that allow for the looks."""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_numbers


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """Return p-values adjusted so that a bar of q lets through at most a share q of false finds.

    Args:
        p_values: One p-value for every group that was tested, shown or not; NaN where there was
            nothing to test, which stays NaN and is not counted.

    Returns:
        Adjusted p-values, 0 to 1, in the order given.

    Raises:
        ValueError: If a value is outside 0 to 1.

    Source:
        Benjamini and Hochberg (1995), JRSS B 57:289-300.

    Examples:
        >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.50]).round(3).tolist()
        [0.04, 0.053, 0.053, 0.5]
    """
    return _step_up(p_values, by_rank=lambda ranks, m: m / ranks)


def benjamini_yekutieli(p_values: ArrayLike) -> Floats:
    """Return p-values adjusted as `benjamini_hochberg` does, safe however the tests hang together.

    Args:
        p_values: As for `benjamini_hochberg`.

    Returns:
        Adjusted p-values, 0 to 1, in the order given.

    Raises:
        ValueError: If a value is outside 0 to 1.

    Source:
        Benjamini and Yekutieli (2001), Annals of Statistics 29:1165-1188.

    Examples:
        >>> benjamini_yekutieli([0.01, 0.04]).round(3).tolist()
        [0.03, 0.06]
    """
    return _step_up(p_values, by_rank=lambda ranks, m: m / ranks * np.sum(1 / ranks))


def holm(p_values: ArrayLike) -> Floats:
    """Return p-values adjusted so that any false find at all is as rare as the bar says.

    Args:
        p_values: As for `benjamini_hochberg`; meant for a handful of planned comparisons.

    Returns:
        Adjusted p-values, 0 to 1, in the order given.

    Raises:
        ValueError: If a value is outside 0 to 1.

    Source:
        Holm (1979), Scandinavian Journal of Statistics 6:65-70.

    Examples:
        >>> holm([0.01, 0.04, 0.03]).tolist()
        [0.03, 0.06, 0.06]
    """
    adjusted, tested = _tested(p_values)
    order = np.argsort(adjusted[tested], kind="stable")
    looks_left = np.arange(len(order), 0, -1)
    stepped = np.maximum.accumulate(adjusted[tested][order] * looks_left)
    adjusted[np.flatnonzero(tested)[order]] = np.minimum(stepped, 1)
    return adjusted


def bonferroni(p_values: ArrayLike) -> Floats:
    """Return p-values times the number of tests: the plainest guard, and the bluntest.

    Args:
        p_values: As for `benjamini_hochberg`.

    Returns:
        Adjusted p-values, 0 to 1, in the order given.

    Raises:
        ValueError: If a value is outside 0 to 1.

    Examples:
        >>> bonferroni([0.01, 0.5, float("nan")]).tolist()
        [0.02, 1.0, nan]
    """
    adjusted, tested = _tested(p_values)
    return np.minimum(adjusted * np.count_nonzero(tested), 1)


def _tested(p_values: ArrayLike) -> tuple[Floats, Bools]:
    row = row_of_numbers("p_values", p_values)
    tested = ~np.isnan(row)
    if np.any((row[tested] < 0) | (row[tested] > 1)):
        raise ValueError("A p-value lies outside 0 to 1.")
    return row, tested


def _step_up(p_values: ArrayLike, *, by_rank: Callable[[Floats, int], Floats]) -> Floats:
    """Return each p-value times its rank's factor, made to rise with the p-value."""
    adjusted, tested = _tested(p_values)
    order = np.argsort(adjusted[tested], kind="stable")
    ranks = np.arange(1, len(order) + 1, dtype=np.float64)
    scaled = adjusted[tested][order] * by_rank(ranks, len(order))
    stepped = np.minimum.accumulate(scaled[::-1])[::-1]
    adjusted[np.flatnonzero(tested)[order]] = np.minimum(stepped, 1)
    return adjusted
