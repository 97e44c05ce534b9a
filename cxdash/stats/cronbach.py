"""Do the questions of a scale measure one thing?"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from cxdash.stats.checks import Floats, require_confidence


class Cronbach(NamedTuple):
    """Internal consistency of a scale.

    Attributes:
        alpha: Cronbach's alpha; at most 1, may be below 0.
        low: Lower end of its interval.
        high: Upper end.
        standardised: The same from correlations: as if every item had the same spread.
        without: Alpha of the scale without each item; NaN when only one would be left.
        item_rest: Correlation of each item with the sum of the others.
        answers: Complete answers it rests on.
    """

    alpha: float
    low: float
    high: float
    standardised: float
    without: Floats
    item_rest: Floats
    answers: int


def cronbach_alpha(items: ArrayLike, *, confidence: float = 0.95) -> Cronbach:
    """Return how consistently the items of a scale are answered.

    Args:
        items: One row an answer, one column an item; rows with a gap (NaN) are left out.
        confidence: Chance that the interval covers the true alpha, 0 to 1.

    Raises:
        ValueError: If there are fewer than 2 items or 3 complete answers, an item does not vary,
            or `confidence` is not between 0 and 1.

    Source:
        Cronbach (1951), Psychometrika 16:297-334; interval of Feldt, Woodruff and Salih (1987),
        Applied Psychological Measurement 11:93-103; as R psych::alpha.

    Examples:
        >>> found = cronbach_alpha([[4, 5, 4], [2, 2, 3], [5, 5, 4], [3, 2, 2], [1, 2, 1]])
        >>> f"{found.alpha:.2f} ({found.low:.2f} to {found.high:.2f})"
        '0.94 (0.70 to 0.99)'
    """
    require_confidence(confidence)
    given = np.array(items, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] < 2:  # noqa: PLR2004 - one item agrees with nothing
        raise ValueError(f"items has shape {given.shape}; it needs two columns or more.")
    table: Floats = given[np.all(np.isfinite(given), axis=1)]
    if len(table) < 3 or np.any(np.ptp(table, axis=0) == 0):  # noqa: PLR2004 - as above
        raise ValueError("Three complete answers are needed, and every item must vary.")
    covariance = np.asarray(np.cov(table, rowvar=False), dtype=np.float64)
    alpha, n, k = _alpha(covariance), len(table), len(covariance)
    tail = (1 - confidence) / 2
    low, high = (
        1 - (1 - alpha) * float(fdtri(n - 1, (n - 1) * (k - 1), chance))
        for chance in (1 - tail, tail)
    )
    others = [np.flatnonzero(np.arange(k) != item) for item in range(k)]
    rest = [table[:, kept].sum(axis=1) for kept in others]
    return Cronbach(
        alpha=alpha,
        low=low,
        high=high,
        standardised=_alpha(np.asarray(np.corrcoef(table, rowvar=False), dtype=np.float64)),
        without=np.array([_alpha(covariance[np.ix_(kept, kept)]) for kept in others]),
        item_rest=np.array([_correlation(table[:, i], rest[i]) for i in range(k)]),
        answers=n,
    )


def _alpha(covariance: Floats) -> float:
    k = len(covariance)
    whole = float(covariance.sum())
    if k < 2 or not whole > 0:  # noqa: PLR2004 - as above
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / whole)


def _correlation(one: Floats, other: Floats) -> float:
    if np.ptp(other) == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])
