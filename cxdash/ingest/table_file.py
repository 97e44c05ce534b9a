"""The Parquet file a text table is kept in: written a batch at a time."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

MOST_ROWS, MOST_CELLS, MOST_CHARACTERS = 50_000, 1_800_000, 64 * 1024**2
"""What is held in memory before it is written: narrow tables reach the first, wide ones the
second (about 150 MB), long comments the third."""

_CHARACTERS_PER_BLOCK = 8 * 1024**2
"""What rows of blocks without plain lines may add up to before they are written."""

_BETWEEN = "\0"
"""Between joined cells: readers have taken NUL characters out."""


def rows_per_batch(width: int) -> int:
    """Return how many rows of that many columns are held at once."""
    return max(1, min(MOST_ROWS, MOST_CELLS // max(width, 1)))


def text_array(texts: Sequence[str]) -> pa.StringArray:
    """Return texts without NUL characters as an Arrow array; at least one.

    `pa.array` and `pa.scalar` would import pandas, only to see that they are no Series.
    """
    joined = _BETWEEN.join(texts).encode()
    ends = pa.py_buffer(array("i", (0, len(joined))))
    one = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(joined)])
    return pc.split_pattern(one, _BETWEEN).values


def number_array(numbers: Iterable[int]) -> pa.Int64Array:
    """Return whole numbers as an Arrow array, without `pa.array` for the same reason."""
    packed = array("q", numbers)
    return pa.Array.from_buffers(pa.int64(), len(packed), [None, pa.py_buffer(packed)])


def table_schema(width: int) -> pa.Schema:
    """Return the schema of a text table of that many columns."""
    texts = [pa.field(f"c{position}", pa.string()) for position in range(width)]
    return pa.schema([pa.field("source_line", pa.int64()), *texts])


class TableWriter:
    """Writes rows of text to a Parquet file, a batch at a time."""

    def __init__(self, path: Path, *, width: int) -> None:
        self._schema = table_schema(width)
        self._writer = pq.ParquetWriter(path, self._schema, compression="lz4", use_dictionary=False)
        self._lines: list[int] = []
        self._cells: list[list[str]] = []
        self._characters = 0
        self._batch = rows_per_batch(width)
        self.rows: int = 0
        self.holds_back = False
        """Whether rows wait for the end of their block, which bounds them."""

    def write(self, line: int, cells: list[str], *, characters: int) -> None:
        """Add one row; `cells` has exactly the table's width and about so many characters."""
        self._lines.append(line)
        self._cells.append(cells)
        self._characters += characters
        full = len(self._cells) >= self._batch or self._characters >= MOST_CHARACTERS
        if full and not self.holds_back:
            self._flush()

    def end_block(
        self, lines: pa.Int64Array | None = None, columns: Sequence[pa.ChunkedArray] = ()
    ) -> None:
        """Write whole columns, and the rows written since the last block among them, in order.

        Args:
            lines: Where each row of the columns starts; None when there are none.
            columns: The text columns.
        """
        if lines is None:
            if self._characters >= _CHARACTERS_PER_BLOCK:
                self._flush()
            return
        whole = [column.combine_chunks() for column in columns]
        batches = [pa.RecordBatch.from_arrays([lines, *whole], schema=self._schema)]
        batches += [self._held()] if self._cells else []
        table = pa.Table.from_batches(batches)
        table = table.sort_by("source_line") if len(batches) > 1 else table
        self._writer.write_table(table)
        self.rows += int(table.num_rows)

    def close(self) -> None:
        """Write what is left and finish the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._cells:
            return
        batch = self._held()
        self._writer.write_batch(batch)
        self.rows += int(batch.num_rows)

    def _held(self) -> pa.RecordBatch:
        """Return the rows held in memory, which are forgotten."""
        texts = [text_array(column) for column in zip(*self._cells, strict=True)]
        columns = [number_array(self._lines), *texts]
        self._lines, self._cells, self._characters = [], [], 0
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)
