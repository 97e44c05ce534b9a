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
from cxdash.ingest.text_table import Row, SourceShape

CellValue = int | float | str | bool | dt.time | dt.date | dt.timedelta

_ROWS_PER_REPORT = 5_000
_EXACT_UP_TO = 1e15
"""Beyond it a float no longer holds every digit of a whole number."""

_NO_SHEET = "Check that the workbook has a sheet with a table, and upload it again."


class WorkbookSheet:
    """One sheet of a workbook, ready to give its rows."""

    dialect = None

    def __init__(
        self,
        path: Path,
        *,
        name: str,
        sheet: str | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> None:
        self._progress = progress
        book = _opened(path, name)
        sheets = _table_sheets(book)
        if sheet is not None and sheet not in book.sheet_names:
            known = ", ".join(repr(each) for each in book.sheet_names)
            raise UnreadableFileError(
                f"{name} has no sheet named {sheet!r}; it has {known}.",
                next_step="Choose one of these sheets.",
            )
        if not sheets:
            raise UnreadableFileError(f"{name} has no sheet with cells.", next_step=_NO_SHEET)
        if zipfile.is_zipfile(path):
            refuse_far_cells(path, (sheet,) if sheet else sheets, name=name)
        self._sheet = _loaded(book, sheet, name) if sheet else _fullest(book, sheets, name)
        chosen = self._sheet.name
        self.sheets = (chosen, *(each for each in book.sheet_names if each != chosen))
        if self._sheet.start is None or self._sheet.end is None:
            raise UnreadableFileError(
                f"The sheet {chosen!r} of {name} is empty.", next_step=_NO_SHEET
            )
        self._left = self._sheet.start[1]
        self._rows = self._sheet.end[0] + 1

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the rows of the sheet from its first used column on, as text."""
        for number, values in enumerate(self._sheet.iter_rows(), start=1):
            cells = [cell_text(value) for value in values[self._left :]]
            yield Row(number, cells, ("\t".join(cells),))
            if width and self._progress is not None and number % _ROWS_PER_REPORT == 0:
                self._progress(number / self._rows)

    def shape(self) -> SourceShape:
        """Return the sheet's rows, and which sheet was read where there was a choice."""
        others = ", ".join(repr(each) for each in self.sheets[1:])
        note = (
            f"The sheet {self.sheets[0]!r} was read; the workbook also has {others}. Save each of "
            "these as a file of its own to load it too."
        )
        return SourceShape(lines=self._rows, notes=(note,) if others else (), sheets=self.sheets)


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


def _fullest(book: CalamineWorkbook, sheets: list[str], name: str) -> CalamineSheet:
    """Return the sheet with the most filled cells, the first of equals."""
    if len(sheets) == 1:
        return _loaded(book, sheets[0], name)
    fullest, most = None, -1
    for each in sheets:
        loaded = _loaded(book, each, name)
        filled = sum(value != "" for row in loaded.iter_rows() for value in row)
        if filled > most:
            fullest, most = loaded, filled
    if fullest is None:
        raise UnreadableFileError(f"{name} has no sheet with cells.", next_step=_NO_SHEET)
    return fullest
