"""What a table of counts would hold if rows and columns had nothing to do with each other."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

_CLOSE = 1e-9
_MOST_ROUNDS = 1000


def quasi_independence(counts: ArrayLike, left_out: ArrayLike | None = None) -> NDArray[np.float64]:
    """Return expected counts under independence, judged by the cells that are not left out.

    One cell with far too many raises the totals of its row and its column, so that all others
    in them look too small. Leaving it out of the fit shows them as they are.

    Args:
        counts: Shape (rows, columns); at least 0.
        left_out: Shape (rows, columns); True for cells that do not shape the fit. None for none:
            the usual row total times column total by grand total.

    Returns:
        Shape (rows, columns): the expected count of every cell, left out or not. NaN where a row
        or column has no cell left to judge it by.

    Raises:
        ValueError: If the shapes differ, or a count is negative or not finite.

    Source: Goodman (1968), The analysis of cross-classified data: independence,
        quasi-independence, and interactions in contingency tables, JASA 63:1091-1131; fitted by
        iterative proportional scaling (Bishop, Fienberg and Holland 1975, chapter 5).

    Examples:
        >>> import numpy as np
        >>> table = np.array([[10, 20, 30], [20, 40, 60], [5, 10, 90]])
        >>> odd = np.zeros((3, 3), dtype=bool)
        >>> odd[2, 2] = True
        >>> quasi_independence(table, odd).round(6).tolist()
        [[10.0, 20.0, 30.0], [20.0, 40.0, 60.0], [5.0, 10.0, 15.0]]
    """
    table = np.asarray(counts, dtype=np.float64)
    is_table = table.ndim == 2  # noqa: PLR2004 - rows and columns
    if not is_table or not np.isfinite(table).all() or (table < 0).any():
        raise ValueError(f"counts has shape {table.shape}; it must be a table of counts from 0.")
    kept = np.ones(table.shape) if left_out is None else 1.0 - np.asarray(left_out, np.float64)
    if kept.shape != table.shape:
        raise ValueError(f"left_out has shape {kept.shape}, counts {table.shape}.")
    shaping = table * kept
    rows, columns = np.ones((len(table), 1)), np.ones((1, table.shape[1]))
    row_totals = shaping.sum(axis=1, keepdims=True)
    column_totals = shaping.sum(axis=0, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(_MOST_ROUNDS):
            before = rows
            rows = row_totals / np.nansum(kept * columns, axis=1, keepdims=True)
            columns = column_totals / np.nansum(kept * rows, axis=0, keepdims=True)
            if np.nanmax(np.abs(rows - before), initial=0.0) <= _CLOSE * np.nanmax(rows):
                break
    return rows * columns
