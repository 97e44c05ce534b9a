"""A query's rows column by column, as numpy has them."""

from typing import Any, cast

import duckdb
import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]
"""Columns by name, one entry a row."""


def fetched(asked: duckdb.DuckDBPyConnection) -> Columns:
    """Return the rows of what was executed: NaN, NaT or None where empty."""
    found = cast("Columns", asked.fetchnumpy())
    return {name: _unmasked(column) for name, column in found.items()}


def _unmasked(column: NDArray[Any]) -> NDArray[Any]:
    """Return a column with empty values as NaN, NaT or None in place of a mask."""
    if not isinstance(column, np.ma.MaskedArray):
        return column
    values: NDArray[Any] = column.data
    empty = np.ma.getmaskarray(column)
    if values.dtype.kind in "iub":
        values = values.astype("float64")
    values[empty] = {"f": np.nan, "M": np.datetime64("NaT")}.get(values.dtype.kind)
    return values
