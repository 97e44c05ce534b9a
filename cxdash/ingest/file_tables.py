"""Which table of a file or sheet is read where it holds several: the one wished for or fullest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cxdash.errors import UnreadableFileError
from cxdash.ingest.header_names import distinct_names
from cxdash.ingest.text_table import Row, SkippedLines, SourceShape
from cxdash.ingest.workbook import choice_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxdash.ingest.delimited import DelimitedFile
    from cxdash.ingest.file_parts import Part
    from cxdash.ingest.text_table import Dialect, ReadReport
    from cxdash.ingest.workbook import SheetWish, WorkbookSheet

NAMES_SHOWN: Final = 3
"""Names of a table's header that the table is called by."""

LONGEST_NAME: Final = 30
"""Letters of each of them."""

ON_SHEET: Final = ": "
"""Between the name of a sheet and that of a table on it."""

ELSEWHERE: Final = "outside the table that is read"


@dataclass(frozen=True)
class TableHolding:
    """Chooses the table that has some columns, of a file whose upload names none.

    Attributes:
        columns: What its mapping reads.
        upload: The number of the upload, for messages.
    """

    columns: tuple[str, ...]
    upload: int

    def __call__(self, sheets: tuple[str, ...]) -> None:
        """Leave the choice of the sheet to its cells: an upload of one of several names it."""
        del sheets


@dataclass(frozen=True)
class FileTables:
    """The tables of a text file, or of a sheet, in its order.

    Attributes:
        parts: The tables.
        base: Which of them is read where none is wished for and none is fuller.
        base_columns: What its columns are called.
        file_name: The file, for messages.
        sheet: The sheet they stand on; "" in a text file.
    """

    parts: tuple[Part, ...]
    base: Part
    base_columns: tuple[str, ...]
    file_name: str
    sheet: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What the tables are called: the first names of their headers, which stay the same.

        Those of a sheet have its name in front; `base` is called as the sheet alone.
        """
        called = distinct_names([_called(part) for part in self.parts])
        if not self.sheet:
            return called
        return tuple(
            self.sheet if part is self.base else f"{self.sheet}{ON_SHEET}{name}"
            for name, part in zip(called, self.parts, strict=True)
        )

    def chosen(self, wish: SheetWish) -> Part:
        """Return the table that is to be read.

        Args:
            wish: Its name, or what chooses one from the names of all.

        Raises:
            UnreadableFileError: If there is none of that name.
        """
        if isinstance(wish, TableHolding):
            return self._holding(wish)
        wanted = wish(self.names) if callable(wish) else wish
        if wanted is None:
            return max(self.parts, key=lambda part: (part.filled, part is self.base))
        if wanted not in self.names:
            raise self._unknown(wanted)
        return self.parts[self.names.index(wanted)]

    def told(self, report: ReadReport, read: Part) -> ReadReport:
        """Return the report with the tables there are, the one that was read first."""
        if len(self.parts) == 1:
            return report
        called = dict(zip(self.names, self.parts, strict=True))
        names = sorted(called, key=lambda name: called[name] is not read)
        others = [
            f"{name!r} (from line {called[name].spans[0][0]}, {_rows(called[name])})"
            for name in names[1:]
        ]
        again = " Load the file again to read another one."
        note = choice_note("table", names[0], others, again=again)
        # Of a workbook the other sheets follow.
        return replace(
            report,
            sheets=(*names, *report.sheets[1:]),
            sheet_rows=(*(called[name].filled for name in names), *report.sheet_rows[1:]),
            notes=(*report.notes, note),
        )

    def _holding(self, wish: TableHolding) -> Part:
        """Return the table with all columns of a mapping: `base` where it has them, else a first.

        It was the one that was read before tables of one file were told apart.

        Raises:
            UnreadableFileError: If none has them all.
        """
        if len(self.parts) == 1:
            return self.base
        in_turn = sorted(self.parts, key=lambda part: part is not self.base)
        columns = {
            id(part): self.base_columns if part is self.base else distinct_names(list(part.names))
            for part in in_turn
        }
        found = next((part for part in in_turn if set(wish.columns) <= {*columns[id(part)]}), None)
        if found is not None:
            return found
        read = ", ".join(map(repr, wish.columns))
        raise UnreadableFileError(
            f"No table of {self.file_name} has all columns that upload {wish.upload} reads: "
            f"{read}. "
            f"Its tables begin with {'; '.join(map(_called, self.parts))}.",
            next_step=f"Load the file anew, choose its table, and undo upload {wish.upload}.",
        )

    def _unknown(self, wanted: str) -> UnreadableFileError:
        if self.sheet:
            on_it = ", ".join(map(repr, self.names))
            return UnreadableFileError(
                f"{self.file_name} has no table named {wanted!r}; the sheet has {on_it}.",
                next_step="Choose one of these.",
            )
        if len(self.parts) == 1:
            return UnreadableFileError(
                f"{self.file_name} is no workbook and holds one table, so there is no "
                f"{wanted!r} to choose.",
                next_step="Load it without naming a sheet.",
            )
        known = ", ".join(map(repr, self.names))
        return UnreadableFileError(
            f"{self.file_name} has no table named {wanted!r}; it has {known}.",
            next_step="Choose one of these tables.",
        )


class TableAlone:
    """One table of a text file, as if the file held nothing else; its lines keep their numbers."""

    def __init__(self, source: DelimitedFile, part: Part) -> None:
        self._source = source
        self._part = part

    @property
    def dialect(self) -> Dialect:
        """How its fields are separated: as in all of the file."""
        return self._source.dialect

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the records of the table; a quote elsewhere in the file cannot reach them."""
        for row in self._source.split(self._lines(), width=width):
            if self._part.holds(row.line):
                yield row

    def shape(self) -> SourceShape:
        """Return what is known of the file, with the lines that are not the table's."""
        return _without_others(self._source.shape(), self._part)

    def _lines(self) -> Iterator[str]:
        lines = self._source.file.lines()
        for number, line in enumerate(lines, start=1):
            yield line if self._part.holds(number) else "\n"


class SheetTableAlone:
    """One table of a sheet, as if the sheet held nothing else; its rows keep their numbers."""

    dialect = None

    def __init__(self, sheet: WorkbookSheet, part: Part) -> None:
        self._sheet = sheet
        self._part = part

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the rows of the table."""
        return (row for row in self._sheet.rows(width) if self._part.holds(row.line))

    def shape(self) -> SourceShape:
        """Return what is known of the sheet, with the rows that are not the table's."""
        return _without_others(self._sheet.shape(), self._part)


def sheet_of(wish: SheetWish) -> Callable[[tuple[str, ...]], str | None]:
    """Return what chooses the sheet that is wished for, by itself or by a table on it."""

    def chosen(sheets: tuple[str, ...]) -> str | None:
        wanted = wish(sheets) if callable(wish) else wish
        on = [sheet for sheet in sheets if wanted and wanted.startswith(sheet + ON_SHEET)]
        return wanted if wanted in sheets or not on else max(on, key=len)

    return chosen


def _without_others(shape: SourceShape, part: Part) -> SourceShape:
    return replace(shape, skipped=tuple(_elsewhere(part, shape.lines)))


def _elsewhere(part: Part, lines: int) -> Iterator[SkippedLines]:
    begin = 1
    for first, last in [*part.spans, (lines + 1, lines + 1)]:
        if first > begin:
            yield SkippedLines(begin, first - 1, ELSEWHERE, first - begin)
        begin = last + 1


def _called(part: Part) -> str:
    names = (" ".join(name.split())[:LONGEST_NAME].strip() for name in part.names if name)
    return ", ".join([name for name in names if name][:NAMES_SHOWN])


def _rows(part: Part) -> str:
    return f"{part.filled:,} filled {'row' if part.filled == 1 else 'rows'}"
