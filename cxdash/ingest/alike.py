"""Rows that are alike in all that decides about them: one of each kind is typed, the others follow.

Whether a row is kept hangs on few things: the texts of columns that repeat few, and which of its
other cells are filled. One row of each kind goes through the SQL that types any row; what differs
within a kind, ids and comments and dates known to be ISO, is taken over as it stands.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cxdash.ingest.arrow_columns import (
    Numbers,
    are_filled,
    filled_texts,
    in_one,
    number_array,
    places_of,
)
from cxdash.ingest.likeness import UnlikeRowsError
from cxdash.ingest.sqltext import text_sql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cxdash.ingest.checks import CheckedFeed
    from cxdash.ingest.likeness import Likeness
    from cxdash.store.scratch import Scratch

MOST_KINDS: Final = 5_000
"""Kinds of rows that are told apart; with more, rows are typed one by one."""

_MOST_CODES: Final = 2**20
"""Numbers that the kinds of one batch may be spread over."""

_ROWS: Final = 61_440

_NEVER: Final = -1
"""The kind of rows that the conditions of the feed leave out."""


class AlikeRows:
    """The rows of one feed, typed by their kinds.

    Args:
        feed: The feed.
        like: What decides about its rows.
        text: The file's table of text, in a folder the database may read.
        scratch: Where one row of each kind is typed.
    """

    def __init__(self, feed: CheckedFeed, like: Likeness, *, text: Path, scratch: Scratch) -> None:
        self._feed = feed
        self._like = like
        self._text = text
        self._scratch = scratch
        self._kept = text.with_name(f"{feed.table}-kinds.parquet")
        self._known: dict[tuple[Any, ...], int] = {}
        self._typed_once: pa.Table | None = None
        self._kinds: pa.Table | None = None

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows that the conditions keep, in order, with the columns of `judged`.

        Raises:
            UnlikeRowsError: If the rows are of more kinds than `MOST_KINDS`.
        """
        repeating = self._like.repeating
        file = pq.ParquetFile(self._text, read_dictionary=list(repeating))
        wanted = ["source_line", *self._like.columns]
        with file:
            # Batches read across groups would keep what they decode until the end of the file.
            for group in range(file.num_row_groups):
                rows = file.read_row_group(group, columns=wanted, use_threads=False)
                yield from map(self._typed, rows.to_batches())

    def _typed(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        kinds = self._kinds_of(batch)
        if kinds.min(initial=0) == _NEVER:
            stay = np.flatnonzero(kinds != _NEVER)
            batch, kinds = batch.take(number_array(stay)), kinds[stay]
        if self._kinds is None:
            return batch.slice(0, 0)
        of_kind = self._kinds.take(number_array(kinds))
        columns = {"source_line": batch.column("source_line")}
        columns |= {name: in_one(of_kind.column(name)) for name in self._kinds.column_names}
        for name, text in self._like.taken.items():
            columns[name] = filled_texts(batch.column(text))
        for name, text in self._like.times.items():
            texts = filled_texts(_decoded(batch.column(text)))
            columns[name] = pc.cast(texts, pa.timestamp("us"))
        return pa.RecordBatch.from_arrays(list(columns.values()), names=list(columns))

    def _kinds_of(self, batch: pa.RecordBatch) -> Numbers:
        """Return the kind of each row, having typed one of each new kind."""
        codes, sizes = np.zeros(batch.num_rows, np.int64), list[int]()
        for name in self._like.deciding:
            column = batch.column(name)
            if column.null_count:
                raise UnlikeRowsError
            sizes.append(len(column.dictionary))
            codes = codes * sizes[-1] + places_of(column)
            if np.prod(sizes) > _MOST_CODES:
                raise UnlikeRowsError
        for name in self._like.open:
            sizes.append(2)
            codes = codes * 2 + are_filled(batch.column(name))
        if np.prod(sizes) > _MOST_CODES:
            raise UnlikeRowsError
        return self._named(batch, codes, sizes)

    def _named(self, batch: pa.RecordBatch, codes: Numbers, sizes: list[int]) -> Numbers:
        """Return the kinds behind the codes of one batch."""
        one_of = np.full(int(np.prod(sizes)), -1)
        one_of[codes] = np.arange(codes.size)
        present = np.flatnonzero(one_of >= 0)
        texts = [batch.column(name).dictionary.to_pylist() for name in self._like.deciding]
        places = np.unravel_index(present, sizes) if sizes else ()
        keys = [
            tuple(texts[at][place] if at < len(texts) else place for at, place in enumerate(parts))
            for parts in zip(*(each.tolist() for each in places), strict=True)
        ] or [()] * present.size
        new = [at for at, key in enumerate(keys) if key not in self._known]
        if new:
            self._learn(batch.take(number_array(one_of[present[new]])), [keys[at] for at in new])
        one_of[present] = [self._known[key] for key in keys]
        return one_of[codes]

    def _learn(self, rows: pa.RecordBatch, keys: list[tuple[Any, ...]]) -> None:
        """Type one row of each new kind, and remember what became of it."""
        if len(self._known) + len(keys) > MOST_KINDS:
            raise UnlikeRowsError
        texts = [_decoded(rows.column(name)) for name in rows.schema.names]
        pq.write_table(pa.Table.from_arrays(texts, names=rows.schema.names), self._kept)
        view = f"(SELECT * FROM read_parquet({text_sql(str(self._kept))}))"
        batches = [*self._scratch.stream(self._feed.judged(view), rows=_ROWS)]
        if not batches:
            self._known |= dict.fromkeys(keys, _NEVER)
            return
        typed = pa.Table.from_batches(batches)
        lines = typed.column("source_line").to_pylist()
        first = self._typed_once.num_rows if self._typed_once is not None else 0
        number = {line: first + at for at, line in enumerate(lines)}
        own = {"source_line", *self._like.taken, *self._like.times}
        typed = typed.drop_columns([name for name in typed.column_names if name in own])
        self._typed_once = pa.concat_tables([self._typed_once, typed]) if first else typed
        self._kinds = _by_dictionary(self._typed_once)
        for key, line in zip(keys, rows.column("source_line").to_pylist(), strict=True):
            self._known[key] = number.get(line, _NEVER)


def _by_dictionary(table: pa.Table) -> pa.Table:
    """Return a table with each text kept once: few texts fill many rows."""
    columns = [
        in_one(column).dictionary_encode() if pa.types.is_string(column.type) else column
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, names=table.column_names)


def _decoded(column: pa.Array) -> pa.Array:
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
