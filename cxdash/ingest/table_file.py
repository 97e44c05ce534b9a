"""The Parquet file a text table is kept in: written a batch at a time."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa

from cxdash.ingest.arrow_columns import in_one, number_array, numbers_of, text_array
from cxdash.ingest.counting import Counted, FewTexts, ManyTexts
from cxdash.ingest.parquet_groups import GroupedParquet
from cxdash.ingest.tidiness import Tidiness

MOST_ROWS, MOST_CELLS, MOST_CHARACTERS = 50_000, 1_800_000, 64 * 1024**2
"""What is held in memory before it is written: narrow tables reach the first, wide ones the
second (about 150 MB), long comments the third."""

_CHARACTERS_PER_BLOCK = 8 * 1024**2
"""What rows of blocks without plain lines may add up to before they are written."""


def rows_per_batch(width: int) -> int:
    """Return how many rows of that many columns are held at once."""
    return max(1, min(MOST_ROWS, MOST_CELLS // max(width, 1)))


def table_schema(width: int) -> pa.Schema:
    """Return the schema of a text table of that many columns."""
    texts = [pa.field(f"c{position}", pa.string()) for position in range(width)]
    return pa.schema([pa.field("source_line", pa.int64()), *texts])


class TableWriter:
    """Writes rows of text to a Parquet file, a batch at a time."""

    def __init__(self, path: Path, *, width: int) -> None:
        self._schema = table_schema(width)
        self._file = GroupedParquet(path, self._schema, packed="none", looked_at=self._see)
        self._lines: list[int] = []
        self._cells: list[list[str]] = []
        self._characters = 0
        self._batch = rows_per_batch(width)
        self._path = path
        self._few: dict[int, FewTexts] = {}
        self._many: dict[int, ManyTexts] = {}
        self.tidiness = Tidiness(width)
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
        self, lines: pa.Int64Array | None = None, columns: Sequence[pa.Array] = ()
    ) -> None:
        """Take whole columns, and the rows written since the last block among them, in order.

        Args:
            lines: Where each row of the columns starts; None when there are none.
            columns: The text columns.
        """
        if lines is None:
            if self._characters >= _CHARACTERS_PER_BLOCK:
                self._flush()
            return
        batches = [pa.RecordBatch.from_arrays([lines, *columns], schema=self._schema)]
        batches += [self._held()] if self._cells else []
        table = pa.Table.from_batches(batches)
        self._file.add(table.sort_by("source_line") if len(batches) > 1 else table)

    def close(self) -> None:
        """Write what is left and finish the file."""
        self._flush()
        self._file.close()

    @property
    def rows(self) -> int:
        """The rows taken so far; those that wait for the end of their block are not among them."""
        return self._file.rows

    def repeating(self) -> frozenset[int]:
        """Return the places of columns whose first texts are few and repeat, once it is closed."""
        return frozenset(
            place
            for place, name in enumerate(self._schema.names[1:])
            if name in self._file.repeating
        )

    def counted(self) -> Counted:
        """Return what was counted of the columns, by their places, once it is closed."""
        return {**self._few, **self._many}

    def _flush(self) -> None:
        if self._cells:
            self._file.add(pa.Table.from_batches([self._held()]))

    def _see(self, table: pa.Table) -> None:
        lines = np.concatenate([numbers_of(piece) for piece in table.column(0).chunks])
        for place, column in enumerate(table.columns[1:]):
            if pa.types.is_dictionary(column.type):
                texts = in_one(column)
                self.tidiness.see(place, [texts.dictionary])
                self._few.setdefault(place, FewTexts()).see(texts, lines)
            else:
                self.tidiness.see(place, column.chunks)
                self._count(place, column.chunks)

    def _count(self, place: int, pieces: list[pa.StringArray]) -> None:
        if place not in self._many:
            self._many[place] = ManyTexts(self._path.with_name(f"c{place}.hashes"))
        for texts in pieces:
            self._many[place].see(texts)

    def _held(self) -> pa.RecordBatch:
        """Return the rows held in memory, which are forgotten."""
        texts = [text_array(column) for column in zip(*self._cells, strict=True)]
        columns = [number_array(self._lines), *texts]
        self._lines, self._cells, self._characters = [], [], 0
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)
