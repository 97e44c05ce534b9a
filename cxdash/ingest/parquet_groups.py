"""A Parquet file written in groups of rows of a reasonable size, whatever pieces they come in.

One group is packed and written by a thread of its own, and looked at by another, while the next one
is put together.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false
# pyright: reportArgumentType=false

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_PER_GROUP, _BYTES_PER_GROUP = 120_000, 16 * 1024**2
"""What pieces may add up to before they are written together."""

_RISING, _BY_STEPS = ("source_line",), "DELTA_BINARY_PACKED"
"""Columns of numbers that rise by small steps, and how Parquet keeps those best."""

_LOOKED_AT, _FEWEST_TIMES = 10_000, 10
"""Rows that tell whether values repeat, and how often on average they then do at least."""


class GroupedParquet:
    """Takes tables of one schema and writes them to a file in their order.

    Texts may come as they are or, for the whole file, by their place in a dictionary: the file is
    the same.

    Args:
        path: The file.
        schema: The columns, for a file without rows.
        packed: How they are compressed.
        looked_at: Given each group, one after the other, in a thread of its own; texts that repeat
            are in a dictionary then, which holds no others.

    Attributes:
        rows: The rows taken so far.
        repeating: The columns whose first values are few and repeat, once a group was written.
    """

    def __init__(
        self,
        path: Path,
        schema: pa.Schema,
        *,
        packed: Literal["none", "lz4"],
        looked_at: Callable[[pa.Table], None] | None = None,
    ) -> None:
        self._path = path
        self._schema = schema
        self._packed = packed
        self._looked_at = looked_at
        self._waiting: list[pa.Table] = []
        self._bytes = self._rows = 0
        self._writer: pq.ParquetWriter | None = None
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._looking = ThreadPoolExecutor(max_workers=1)
        self._writing: Future[None] | None = None
        self.rows: int = 0
        self.repeating: tuple[str, ...] = ()

    def add(self, table: pa.Table) -> None:
        """Take further rows."""
        self._waiting.append(table)
        self.rows += int(table.num_rows)
        self._rows += int(table.num_rows)
        self._bytes += int(table.nbytes)
        if self._rows >= _ROWS_PER_GROUP or self._bytes >= _BYTES_PER_GROUP:
            self._write()

    def close(self) -> None:
        """Write what is left and finish the file."""
        with self._looking, self._beside:
            self._write()
            self._wait()
            self._opened(self._schema).close()

    def _write(self) -> None:
        """Begin to write what waits, once the group before it is written."""
        self._wait()
        if self._waiting:
            self._writing = self._beside.submit(self._packed_off, self._waiting)
            self._waiting = []
            self._bytes = self._rows = 0

    def _packed_off(self, tables: list[pa.Table]) -> None:
        """Write some tables as one group, each text that repeats once."""
        group = pa.concat_tables(tables).unify_dictionaries()
        if self._writer is None:
            self.repeating = _repeating(group)
        for place, name in enumerate(group.column_names):
            if name in self.repeating and pa.types.is_string(group.schema.types[place]):
                group = group.set_column(place, name, group.column(place).dictionary_encode())
        looking = self._looking.submit(self._looked_at, group) if self._looked_at else None
        self._opened(group.schema).write_table(group)
        if looking is not None:
            looking.result()

    def _wait(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            writing.result()

    def _opened(self, schema: pa.Schema) -> pq.ParquetWriter:
        """Return the writer, which keeps each value once where the first rows repeat few."""
        if self._writer is None:
            self._writer = pq.ParquetWriter(
                self._path,
                schema,
                compression=self._packed,
                use_dictionary=list(self.repeating) or False,
                column_encoding=dict.fromkeys(set(_RISING) & set(self._schema.names), _BY_STEPS),
                write_statistics=False,
                store_schema=False,
            )
        return self._writer


def _repeating(table: pa.Table) -> tuple[str, ...]:
    head = table.slice(0, _LOOKED_AT)
    return tuple(
        name
        for name, column in zip(head.column_names, head.columns, strict=True)
        if name not in _RISING and len(column.unique()) * _FEWEST_TIMES <= len(column)
    )
