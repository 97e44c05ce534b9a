"""A column of few values as what they are and where each row has which."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8 | np.uint16 | np.uint32]
"""Places in a list, in the smallest type that holds them: what is read is what takes time."""

Coded = tuple[tuple[Any, ...], Codes]
"""The different values in order, without the empty one; and (rows,) the place of each row's among
them, one beyond the last where it is empty."""


def coded_column(cursor: duckdb.DuckDBPyConnection, sql: str) -> Coded:
    """Return the only column of a SELECT; Arrow makes no object for each row."""
    table = cursor.sql(sql).to_arrow_table()
    whole = table.column(0).combine_chunks().dictionary_encode()
    values: list[Any] = whole.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda at: values[at])
    place = np.empty(len(values) + 1, dtype=np.min_scalar_type(len(values)))
    place[order] = np.arange(len(values))
    place[-1] = len(values)
    codes = whole.indices.fill_null(len(values)).to_numpy(zero_copy_only=False)
    return tuple(values[at] for at in order), place[codes]
