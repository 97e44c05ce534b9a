"""Do judges agree, and is one judge enough? The six intraclass correlations of a full table."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from cxdash.stats.checks import Floats, require_confidence

FEWEST_OF_EACH = 2
"""Subjects and judges that a table needs: one alone agrees with nobody."""


class Agreement(NamedTuple):
    """One intraclass correlation with its interval; may be below 0."""

    value: float
    low: float
    high: float


class Agreements(NamedTuple):
    """The six forms, named as by Shrout and Fleiss.

    Attributes:
        icc1: Each subject has judges of its own; one judge.
        icc2: The judges stand for all judges, and must agree in level; one judge.
        icc3: These judges and no others, whose levels may differ; one judge.
        icc1k: As `icc1`, the average of as many judges as the table has.
        icc2k: As `icc2`, the average.
        icc3k: As `icc3`, the average; equals Cronbach's alpha.
    """

    icc1: Agreement
    icc2: Agreement
    icc3: Agreement
    icc1k: Agreement
    icc2k: Agreement
    icc3k: Agreement


def agreements(ratings: ArrayLike, *, confidence: float = 0.95) -> Agreements:
    """Return how far judges agree on subjects.

    Args:
        ratings: One row a subject, one column a judge; no gaps.
        confidence: Chance that an interval covers the true value, 0 to 1.

    Raises:
        ValueError: If there are fewer than 2 subjects or judges, a gap, judges agree to the last
            digit everywhere, or `confidence` is not between 0 and 1.

    Source:
        Shrout and Fleiss (1979), Psychological Bulletin 86:420-428; intervals of McGraw and Wong
        (1996), Psychological Methods 1:30-46.

    Examples:
        >>> found = agreements([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6]])
        >>> f"{found.icc3.value:.2f}, of the average {found.icc3k.value:.2f}"
        '0.64, of the average 0.88'
    """
    require_confidence(confidence)
    table = np.array(ratings, dtype=np.float64)
    is_table = table.ndim == 2  # noqa: PLR2004 - subjects and judges
    if not is_table or min(table.shape) < FEWEST_OF_EACH or not np.all(np.isfinite(table)):
        raise ValueError("Two subjects and two judges or more are needed, without gaps.")
    squares = _squares(table)
    if not squares.error > 0:
        raise ValueError("Judges differ by the same everywhere: there is no disagreement to judge.")
    n, k = table.shape
    first = _one_way(squares, n, k, confidence)
    second = _two_way_random(squares, n, k, confidence)
    third = _two_way_fixed(squares, n, k, confidence)
    return Agreements(
        first, second, third, *(_of_average(each, k) for each in (first, second, third))
    )


class _Squares(NamedTuple):
    """Mean squares of the table."""

    subjects: float
    within: float
    judges: float
    error: float


def _squares(table: Floats) -> _Squares:
    n, k = table.shape
    whole = table.mean()
    by_subject, by_judge = table.mean(axis=1), table.mean(axis=0)
    subjects = k * float(np.sum((by_subject - whole) ** 2))
    judges = n * float(np.sum((by_judge - whole) ** 2))
    within = float(np.sum((table - by_subject[:, None]) ** 2))
    error = float(np.sum((table - by_subject[:, None] - by_judge + whole) ** 2))
    return _Squares(
        subjects / (n - 1), within / (n * (k - 1)), judges / (k - 1), error / ((n - 1) * (k - 1))
    )


def _of_ratio(ratio: float, k: int, *, degrees: tuple[int, int], confidence: float) -> Agreement:
    """Return the correlation of a ratio of mean squares, and of its ends by the F distribution."""
    top, bottom = degrees
    upper = (1 + confidence) / 2
    low = ratio / float(fdtri(top, bottom, upper))
    high = ratio * float(fdtri(bottom, top, upper))
    return Agreement(*((f - 1) / (f + k - 1) for f in (ratio, low, high)))


def _one_way(squares: _Squares, n: int, k: int, confidence: float) -> Agreement:
    ratio = squares.subjects / squares.within
    return _of_ratio(ratio, k, degrees=(n - 1, n * (k - 1)), confidence=confidence)


def _two_way_fixed(squares: _Squares, n: int, k: int, confidence: float) -> Agreement:
    ratio = squares.subjects / squares.error
    return _of_ratio(ratio, k, degrees=(n - 1, (n - 1) * (k - 1)), confidence=confidence)


def _two_way_random(squares: _Squares, n: int, k: int, confidence: float) -> Agreement:
    subjects, _, judges, error = squares
    value = (subjects - error) / (subjects + (k - 1) * error + k * (judges - error) / n)
    # Satterthwaite's degrees of freedom of the mix of judges and error.
    f = judges / error
    mixed = n * (1 + (k - 1) * value) - k * value
    freedom = (
        (k - 1)
        * (n - 1)
        * (k * value * f + mixed) ** 2
        / ((n - 1) * (k * value * f) ** 2 + mixed**2)
    )
    upper = (1 + confidence) / 2
    below, above = float(fdtri(n - 1, freedom, upper)), float(fdtri(freedom, n - 1, upper))
    spread = k * judges + (k * n - k - n) * error
    return Agreement(
        value,
        n * (subjects - below * error) / (below * spread + n * subjects),
        n * (above * subjects - error) / (spread + n * above * subjects),
    )


def _of_average(one: Agreement, k: int) -> Agreement:
    return Agreement(*(k * value / (1 + (k - 1) * value) for value in one))
