"""The Parquet file a text table is kept in: written a batch at a time."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROWS_PER_BATCH = 50_000
"""Rows held in memory before they are written; 36 columns of short text take about 100 MB."""


def table_schema(width: int) -> pa.Schema:
    """Return the schema of a text table of that many columns."""
    texts = [pa.field(f"c{position}", pa.string()) for position in range(width)]
    return pa.schema([pa.field("source_line", pa.int64()), *texts])


class TableWriter:
    """Writes rows of text to a Parquet file, a batch at a time."""

    def __init__(self, path: Path, *, width: int) -> None:
        self._schema = table_schema(width)
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd", compression_level=1)
        self._lines: list[int] = []
        self._cells: list[list[str]] = []
        self.rows = 0

    def write(self, line: int, cells: list[str]) -> None:
        """Add one row; `cells` has exactly the table's width."""
        self._lines.append(line)
        self._cells.append(cells)
        if len(self._cells) >= ROWS_PER_BATCH:
            self._flush()

    def close(self) -> None:
        """Write what is left and finish the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if not self._cells:
            return
        texts = [pa.array(column, pa.string()) for column in zip(*self._cells, strict=True)]
        batch = pa.record_batch([pa.array(self._lines, pa.int64()), *texts], schema=self._schema)
        self._writer.write_batch(batch)
        self.rows += len(self._cells)
        self._lines, self._cells = [], []
