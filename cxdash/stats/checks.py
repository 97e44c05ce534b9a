"""The shapes and ranges every method of this package insists on; a breach is our own bug."""

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


def row_of_numbers(name: str, values: ArrayLike) -> Floats:
    """Return `values` as one new row of floats, so that no caller's array is ever written to.

    Args:
        name: What to call the row in an error.
        values: One number a point; NaN stands for "none".

    Raises:
        ValueError: If the values have more than one dimension.

    Examples:
        >>> row_of_numbers("scores", [4, 5, None]).tolist()
        [4.0, 5.0, nan]
    """
    row = np.array(values, dtype=np.float64)
    if row.ndim != 1:
        raise ValueError(f"{name} has {row.ndim} dimensions; it must have one.")
    return row


def row_of_answers(name: str, values: ArrayLike | None, *, length: int, default: bool) -> Bools:
    """Return `values` as a row of `length` yes/no answers, all `default` where there are none.

    Raises:
        ValueError: If the row has another length.

    Examples:
        >>> row_of_answers("closed", None, length=2, default=True).tolist()
        [True, True]
    """
    if values is None:
        return np.full(length, default, dtype=np.bool_)
    row = np.array(values, dtype=np.bool_)
    if row.shape != (length,):
        raise ValueError(f"{name} has shape {row.shape}; there are {length} points.")
    return row


def require_confidence(confidence: float) -> None:
    """Raise ValueError unless `confidence` lies strictly between 0 and 1.

    Examples:
        >>> require_confidence(95)
        Traceback (most recent call last):
        ValueError: confidence is 95; it must lie between 0 and 1.
    """
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}; it must lie between 0 and 1.")


def critical_z(confidence: float) -> float:
    """Return how many standard errors a two-sided normal interval reaches to each side.

    Raises:
        ValueError: If `confidence` does not lie between 0 and 1.

    Examples:
        >>> round(critical_z(0.95), 3)
        1.96
    """
    require_confidence(confidence)
    return float(ndtri((1 + confidence) / 2))


def require_share(hits: float, trials: float) -> None:
    """Raise ValueError unless `trials` is positive and `hits` lies in 0 to `trials`.

    Examples:
        >>> require_share(11, 10)
        Traceback (most recent call last):
        ValueError: hits is 11; it must lie between 0 and 10.
    """
    if not trials > 0:
        raise ValueError(f"trials is {trials}; a share needs at least one.")
    if not 0 <= hits <= trials:
        raise ValueError(f"hits is {hits}; it must lie between 0 and {trials}.")


def spread_of_parts(n: float, total: float, total_sq: float) -> float:
    """Return the sample variance that a count, a sum and a sum of squares stand for.

    Raises:
        ValueError: If `n` is below 2, or no set of numbers has these parts.

    Examples:
        >>> spread_of_parts(3, 6, 14)  # 1, 2, 3
        1.0
    """
    if not n >= 2:  # noqa: PLR2004 - the smallest sample that has a spread
        raise ValueError(f"n is {n}; a spread needs at least two numbers.")
    squares_about_mean = total_sq - total * total / n
    # Sums of squares of equal numbers may differ in the last digits; more than that is impossible.
    if not squares_about_mean >= -1e-9 * max(1.0, abs(total_sq)):
        raise ValueError(f"No {n} numbers have the sum {total} and the sum of squares {total_sq}.")
    if math.isclose(total_sq, total * total / n, rel_tol=1e-13):
        return 0.0
    return max(0.0, squares_about_mean) / (n - 1)
