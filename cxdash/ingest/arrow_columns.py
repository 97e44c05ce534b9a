"""Arrow columns made and looked into without pandas.

`pa.array` and `pa.scalar` import pandas, only to see that what they are given is no Series.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
Letters = np.ndarray[tuple[int], np.dtype[np.uint8]]

_BETWEEN = "\0"
"""Between joined cells: readers have taken NUL characters out."""


def text_array(texts: Sequence[str]) -> pa.StringArray:
    """Return texts without NUL characters as an Arrow array; at least one."""
    joined = _BETWEEN.join(texts).encode()
    ends = pa.py_buffer(array("i", (0, len(joined))))
    one = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(joined)])
    return pc.split_pattern(one, _BETWEEN).values


def number_array(numbers: Iterable[int] | Numbers) -> pa.Int64Array:
    """Return whole numbers as an Arrow array."""
    packed = (
        np.ascontiguousarray(numbers, dtype=np.int64)
        if isinstance(numbers, np.ndarray)
        else array("q", numbers)
    )
    return pa.Array.from_buffers(pa.int64(), len(packed), [None, pa.py_buffer(packed)])


def in_one(column: pa.ChunkedArray) -> pa.Array:
    """Return a column in one piece; where it is that already, nothing is copied."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def numbers_of(column: pa.Int64Array) -> Numbers:
    """Return a column of whole numbers or times, without nulls, as an array."""
    return np.frombuffer(column.buffers()[1], np.int64)[column.offset :][: len(column)]


def flags_of(column: pa.BooleanArray) -> Flags:
    """Return a column of true and false, without nulls, as an array."""
    bits = np.frombuffer(column.buffers()[1], np.uint8)
    first = column.offset
    flags = np.unpackbits(bits, bitorder="little")[first : first + len(column)]
    return flags.view(np.bool_)


def ends_of(column: pa.StringArray) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return where each text begins in `letters_of`, and where the last one ends."""
    places = np.frombuffer(column.buffers()[1], np.int32)
    return places[column.offset : column.offset + len(column) + 1]


def lengths_of(column: pa.StringArray) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return the bytes of each text."""
    return np.diff(ends_of(column)) if len(column) else np.zeros(0, np.int32)


def places_of(column: pa.DictionaryArray) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    """Return the place of each value, without nulls, in the column's dictionary."""
    held = column.indices
    return np.frombuffer(held.buffers()[1], np.int32)[held.offset :][: len(held)]


def are_filled(column: pa.StringArray | pa.DictionaryArray) -> Flags:
    """Return which texts, without nulls, are not empty."""
    if pa.types.is_dictionary(column.type):
        return (lengths_of(column.dictionary) > 0)[places_of(column)]
    return lengths_of(column) > 0


def filled_texts(
    column: pa.StringArray | pa.DictionaryArray,
) -> pa.StringArray | pa.DictionaryArray:
    """Return texts without nulls with the empty ones as nulls; the letters are not copied."""
    filled = are_filled(column)
    if filled.all():
        return column
    if pa.types.is_dictionary(column.type):
        places = _with_nulls(column.indices, filled)
        return pa.DictionaryArray.from_arrays(places, column.dictionary)
    return _with_nulls(column, filled)


def _with_nulls(column: pa.Array, valid: Flags) -> pa.Array:
    bits = np.packbits(np.pad(valid, (column.offset, 0)), bitorder="little")
    buffers = [pa.py_buffer(bits), *column.buffers()[1:]]
    return pa.Array.from_buffers(column.type, len(column), buffers, offset=column.offset)


def letters_of(column: pa.StringArray) -> Letters:
    """Return the bytes of all texts, one behind the other."""
    held = column.buffers()[2]
    return np.frombuffer(held, np.uint8) if held is not None else np.zeros(0, np.uint8)
