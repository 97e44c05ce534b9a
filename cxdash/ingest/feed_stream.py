"""The accepted rows of a feed, written as they are typed: no row waits for the others.

What is refused is remembered by its line and typed once more, with its reasons: there is little.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from cxdash.ingest.alike import AlikeRows
from cxdash.ingest.arrow_columns import number_array, numbers_of
from cxdash.ingest.checks import NOTHING, REFUSED, CheckedFeed, FeedReport
from cxdash.ingest.likeness import UnlikeRowsError
from cxdash.ingest.parquet_groups import GroupedParquet
from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxdash.model import Table
    from cxdash.store.scratch import Scratch

_ROWS: Final = 61_440
"""Rows typed at a time; DuckDB gives multiples of 2,048."""

_TYPES: Final = {
    "text": pa.string(),
    "decimal": pa.decimal128(18, 6),
    "integer": pa.int64(),
    "time": pa.timestamp("us"),
    "yes_no": pa.bool_(),
}
"""`SQL_TYPES` as Arrow has them."""

_BY_PLACE: Final = pa.dictionary(pa.int32(), pa.string())


class FeedStream:
    """One feed on its way into the file of its table, which it fills alone.

    Args:
        feed: The feed.
        scratch: Where the file's text is.
        text: The file's table of text, in a folder the database may read.
    """

    def __init__(self, feed: CheckedFeed, scratch: Scratch, text: Path) -> None:
        self._feed = feed
        self._scratch = scratch
        self._text = text
        self._fates: Counter[int] = Counter()
        self._flagged: list[np.ndarray[tuple[int], np.dtype[np.int64]]] = []

    def write(self, path: Path) -> FeedReport:
        """Write the accepted rows in the file's order, and keep the refused ones in the scratch."""
        try:
            like = self._feed.likeness()
            rows = AlikeRows(self._feed, like, text=self._text, scratch=self._scratch)
            self._write(path, rows.batches())
        except UnlikeRowsError:
            self._feed.prepare(self._scratch)
            self._write(path, self._scratch.stream(self._feed.judged(), rows=_ROWS))
        self._keep_flagged()
        return self._feed.report(self._scratch, dict(self._fates))

    def _write(self, path: Path, typed: Iterator[pa.RecordBatch]) -> None:
        """Write the accepted rows among typed ones, from the start."""
        self._fates.clear()
        self._flagged.clear()
        schema = table_schema(self._feed.feed.target)
        last, in_order = 0, True
        with closing(GroupedParquet(path, schema, packed="lz4")) as file:
            for batch in typed:
                if not batch.num_rows:
                    continue
                lines = numbers_of(batch.column(0))
                in_order = in_order and last < lines[0] and bool((np.diff(lines) > 0).all())
                last = int(lines[-1])
                file.add(self._accepted(batch, lines, schema))
        if not in_order:
            self._sort(path)

    def _accepted(
        self,
        batch: pa.RecordBatch,
        lines: np.ndarray[tuple[int], np.dtype[np.int64]],
        schema: pa.Schema,
    ) -> pa.Table:
        """Count what becomes of each row; return the accepted ones with every column."""
        held = batch.column(1)
        fates = np.frombuffer(held.buffers()[1], np.int8)[held.offset :][: batch.num_rows]
        for fate, count in enumerate(np.bincount(fates).tolist()):
            self._fates[fate] += count
        if fates.any():
            self._flagged.append(lines[fates >= REFUSED])
            keep = np.flatnonzero((fates != NOTHING) & (fates != REFUSED))
            batch = batch.take(number_array(keep))
        columns = [
            batch.column(field.name)
            if field.name in batch.schema.names
            else _nothing(batch.num_rows, field.type)
            for field in schema
        ]
        return pa.Table.from_arrays(columns, schema=_held_as(schema, columns))

    def _keep_flagged(self) -> None:
        path = self._text.parent / f"{self._feed.table}-lines.parquet"
        lines = np.concatenate([np.zeros(0, np.int64), *self._flagged])
        pq.write_table(pa.Table.from_arrays([number_array(lines)], names=["line"]), path)
        self._feed.build_flagged(
            self._scratch, f"SELECT line FROM read_parquet({text_sql(str(path))})"
        )

    def _sort(self, path: Path) -> None:
        """Put the rows into the order of the file, which the database did not keep."""
        sorted_ = path.with_suffix(".sorted")
        self._scratch.execute(
            f"COPY (SELECT * FROM read_parquet({text_sql(str(path))}) ORDER BY source_line) "
            f"TO {text_sql(str(sorted_))} (FORMAT parquet, COMPRESSION zstd)"
        )
        sorted_.replace(path)


def _nothing(rows: int, kind: pa.DataType) -> pa.Array:
    """Return an empty column; texts by their place, which the writer would have to find first."""
    return pa.nulls(rows, _BY_PLACE if pa.types.is_string(kind) else kind)


def _held_as(schema: pa.Schema, columns: list[pa.Array]) -> pa.Schema:
    """Return a schema with the texts that come by their place in a dictionary told as such."""
    return pa.schema(
        [
            field.with_type(_BY_PLACE) if column.type == _BY_PLACE else field
            for field, column in zip(schema, columns, strict=True)
        ]
    )


def table_schema(table: Table) -> pa.Schema:
    """Return the columns of a table's file: source_line, its own, and zone_known for facts."""
    fields = [pa.field(column.name, _TYPES[column.kind]) for column in table.all_columns()]
    zone = [pa.field("zone_known", pa.bool_())] if table.is_fact else []
    return pa.schema([pa.field("source_line", pa.int64()), *fields, *zone])
