"""Workbooks: the sheet that holds the table, its cells as the text a reader would type."""

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cxdash.errors import UnreadableFileError
from cxdash.ingest.cells import duration_text
from cxdash.ingest.sheet_extent import refuse_far_cells
from cxdash.ingest.sheet_traces import sheet_traces
from cxdash.ingest.text_table import Row, SourceShape
from cxdash.ingest.twice_encoded import find_twice_encoded, undone

CellValue = int | float | str | bool | dt.time | dt.date | dt.timedelta

_ROWS_PER_REPORT = 5_000
_EXACT_UP_TO = 1e15
"""Beyond it a float no longer holds every digit of a whole number."""

SheetWish = str | Callable[[tuple[str, ...]], str | None] | None
"""The name of a sheet, or what chooses one from the names of all; None leaves it to the cells."""

_NO_SHEET = "Check that the workbook has a sheet with a table, and upload it again."


class WorkbookSheet:
    """One sheet of a workbook, ready to give its rows."""

    dialect = None

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        sheet: SheetWish = None,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self._progress = progress
        book = _opened(path, name)
        sheets = _table_sheets(book)
        wanted = sheet(tuple(book.sheet_names)) if callable(sheet) else sheet
        if wanted is not None and wanted not in book.sheet_names:
            known = ", ".join(repr(each) for each in book.sheet_names)
            raise UnreadableFileError(
                f"{name} has no sheet named {wanted!r}; it has {known}.",
                next_step="Choose one of these sheets.",
            )
        if not sheets:
            raise UnreadableFileError(f"{name} has no sheet with cells.", next_step=_NO_SHEET)
        if zipfile.is_zipfile(path):
            refuse_far_cells(path, (wanted,) if wanted else sheets, name=name)
        looked = _Looked(path, book, name)
        self._sheet = looked.at(sheets, wanted)
        chosen = self._sheet.name
        self.sheets = (chosen, *(each for each in book.sheet_names if each != chosen))
        self._sizes = tuple(looked.rows.get(each) for each in self.sheets)
        if self._sheet.start is None or self._sheet.end is None:
            raise UnreadableFileError(
                f"The sheet {chosen!r} of {name} is empty.", next_step=_NO_SHEET
            )
        self._width = self._sheet.end[1] - self._sheet.start[1] + 1
        self._rows = self._sheet.end[0] + 1
        self._traces = sheet_traces(path, chosen) if zipfile.is_zipfile(path) else ()
        self._twice = find_twice_encoded(_texts(self._sheet))

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the rows of the sheet from its first used column on, as text."""
        for number, values in enumerate(self._sheet.iter_rows(), start=1):
            # Whether a row holds the empty columns left of the first used one hangs on calamine.
            cells = [cell_text(value) for value in values[-self._width :]]
            if self._twice.times:
                cells = [undone(cell, self._twice.times) for cell in cells]
            yield Row(number, cells, ("\t".join(cells),))
            if width and self._progress is not None and number % _ROWS_PER_REPORT == 0:
                self._progress(number / self._rows)

    def shape(self) -> SourceShape:
        """Return the sheet's rows, and which sheet was read where there was a choice."""
        said = filter(None, [self._twice.note()])
        return SourceShape(
            lines=self._rows,
            notes=(*sheet_notes(self.sheets, self._sizes), *self._traces, *said),
            sheets=self.sheets,
            sheet_rows=self._sizes,
        )


def _texts(sheet: CalamineSheet) -> Iterator[str]:
    """Yield the cells of a sheet that hold letters beyond ASCII."""
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, str) and not cell.isascii())


def sheet_notes(sheets: tuple[str, ...], sizes: tuple[int | None, ...]) -> tuple[str, ...]:
    """Say which sheet of a workbook was read and which were not; nothing where it has one.

    Examples:
        >>> sheet_notes(("Answers", "Chart"), (300, None))
        ("The sheet 'Answers' was read. Not read: 'Chart'.",)
    """
    others = [
        repr(sheet) + (f" ({size:,} filled {'row' if size == 1 else 'rows'})" if size else "")
        for sheet, size in zip(sheets[1:], sizes[1:], strict=True)
    ]
    if not others:
        return ()
    again = " Load the workbook again to read another one." if any(sizes[1:]) else ""
    return (choice_note("sheet", sheets[0], others, again=again),)


def choice_note(what: str, read: str, others: list[str], *, again: str) -> str:
    """Say which sheet or table of a file was read, and which were not."""
    return f"The {what} {read!r} was read. Not read: {', '.join(others)}.{again}"


def refuse_sheet(sheet: str, *, name: str) -> None:
    """Refuse a sheet that was asked of a file that is no workbook.

    Raises:
        UnreadableFileError: Always.
    """
    raise UnreadableFileError(
        f"{name} is no workbook, so it has no sheet {sheet!r}.",
        next_step="Load it without naming a sheet.",
    )


def cell_text(value: CellValue) -> str:
    """Return a cell's value as the shortest text that says it.

    Examples:
        >>> [cell_text(value) for value in (5.0, 4.25, True, dt.time(9, 5))]
        ['5', '4.25', 'true', '09:05:00']
        >>> cell_text(dt.datetime(2025, 3, 1)), cell_text(dt.datetime(2025, 3, 1, 14, 5))
        ('2025-03-01', '2025-03-01 14:05:00')
        >>> cell_text(dt.timedelta(days=1, minutes=90))
        '25:30:00'
    """
    match value:
        case str():
            text = value.replace("\0", "")
        case bool():
            text = "true" if value else "false"
        case float() if value.is_integer() and abs(value) < _EXACT_UP_TO:
            text = str(int(value))
        case dt.datetime():
            midnight = value.time() == dt.time()
            text = value.date().isoformat() if midnight else value.isoformat(" ")
        case dt.timedelta():
            text = duration_text(value)
        case _:
            text = str(value)  # dates and times come out as ISO, numbers in their shortest form
    return text


def _opened(path: Path, name: str) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType] - its stub leaves PathLike's parameter open
    except PasswordError as error:
        raise UnreadableFileError(
            f"{name} is locked with a password.",
            next_step="Save a copy without a password and upload that.",
        ) from error
    except (CalamineError, OSError) as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> UnreadableFileError:
    return UnreadableFileError(
        f"{name} is no workbook that can be read ({error}).",
        next_step="Open it in a spreadsheet, save it as XLSX or CSV, and upload that.",
    )


def _table_sheets(book: CalamineWorkbook) -> list[str]:
    """Return the sheets of cells, hidden ones only when no other is there."""
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    shown = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible]
    return shown or [each.name for each in sheets]


def _loaded(book: CalamineWorkbook, sheet: str, name: str) -> CalamineSheet:
    try:
        return book.get_sheet_by_name(sheet)
    except CalamineError as error:
        raise _broken(name, error) from error


class _Looked:
    """The sheets of a workbook, each looked at once: how full it is, and which one is read."""

    def __init__(self, path: Path, book: CalamineWorkbook, name: str) -> None:
        self._path, self._book, self._name = path, book, name
        self.rows: dict[str, int] = {}
        """The filled rows of every sheet that can be read, where there are several."""

    def at(self, sheets: list[str], wanted: str | None) -> CalamineSheet:
        """Return the wanted sheet, or of these the one with the most filled cells."""
        if len(self._book.sheet_names) == 1:
            return _loaded(self._book, self._book.sheet_names[0], self._name)
        chosen, most = None, -1
        for each in self._book.sheet_names:
            loaded = self._readable(each, is_needed=each in ((wanted,) if wanted else sheets))
            if loaded is None:
                continue
            filled = [sum(value != "" for value in row) for row in loaded.iter_rows()]
            self.rows[each] = sum(map(bool, filled))
            if each == wanted or (not wanted and each in sheets and sum(filled) > most):
                chosen, most = loaded, sum(filled)
        if chosen is None:
            raise UnreadableFileError(f"{self._name} has no sheet with cells.", next_step=_NO_SHEET)
        return chosen

    def _readable(self, sheet: str, *, is_needed: bool) -> CalamineSheet | None:
        """Return a sheet; None where it cannot be read and only its size was wanted."""
        try:
            if not is_needed and zipfile.is_zipfile(self._path):
                refuse_far_cells(self._path, (sheet,), name=self._name)
            return _loaded(self._book, sheet, self._name)
        except UnreadableFileError:
            if is_needed:
                raise
            return None
