"""How far the cells of a workbook's sheets reach, found before the workbook is loaded.

A sheet is loaded as a full rectangle: one stray cell at the far corner asks for more memory than
there is, and the library that reads it does not fail but aborts.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cxdash.errors import UnreadableFileError

MOST_CELLS = 60_000_000
"""Cells of the rectangle a sheet's cells span: a million rows of 60 columns; about 2 GB."""

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_CHUNK = 1024**2
_LONGEST_CELL_NAME = 32
"""Bytes of one chunk that are looked at again with the next: a name may stand on both."""


class Extent(NamedTuple):
    """The rectangle that holds every cell of a sheet; rows and columns counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """How many cells the rectangle has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def __str__(self) -> str:
        """Write it as spreadsheets do.

        Examples:
            >>> str(Extent(1, 1, 1_048_576, 16_384))
            'A1:XFD1048576'
        """
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


def refuse_far_cells(path: Path, sheets: Collection[str], *, name: str) -> None:
    """Refuse an XLSX of which one of these sheets spans more cells than can be loaded.

    Raises:
        UnreadableFileError: Naming the sheet and the range, or if the file is damaged.
    """
    try:
        with zipfile.ZipFile(path) as book:
            for sheet, part in parts_of(book).items():
                extent = _extent(book, part) if sheet in sheets else None
                if extent is not None and extent.cells > MOST_CELLS:
                    raise UnreadableFileError(
                        f"The sheet {sheet!r} of {name} spans {extent}, which is "
                        f"{extent.cells:,} cells; {MOST_CELLS:,} can be read.",
                        next_step="Delete the cells far from the table (Ctrl+End finds the last), "
                        "or save the table alone as CSV, and upload that.",
                    )
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableFileError(
            f"{name} is damaged: a part of the workbook cannot be unpacked.",
            next_step="Open it in a spreadsheet, save it again, and upload that.",
        ) from error


def letters(column: int) -> str:
    """Return the letters of a column counted from 1.

    Examples:
        >>> letters(1), letters(28), letters(16_384)
        ('A', 'AB', 'XFD')
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _number(said: bytes) -> int:
    """Return the number of a column from its letters."""
    number = 0
    for letter in said.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def parts_of(book: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each sheet with the part of the file that holds its cells."""
    there = set(book.namelist())
    targets = {
        said.get("Id", ""): _inside(said.get("Target", ""))
        for said in _attributes(book, "xl/_rels/workbook.xml.rels", _RELATION)
    }
    sheets = {
        html.unescape(said.get("name", "")): targets.get(_relation(said), "")
        for said in _attributes(book, "xl/workbook.xml", _SHEET)
    }
    return {sheet: part for sheet, part in sheets.items() if part in there}


def _relation(said: dict[str, str]) -> str:
    """Return the relation a sheet names, under whatever prefix the file gives relations."""
    return next((value for name, value in said.items() if name.endswith(":id")), "")


def _inside(target: str) -> str:
    """Return the part a relation names; what leads out of the workbook names none of its parts."""
    return target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))


def _attributes(book: zipfile.ZipFile, part: str, element: re.Pattern[str]) -> list[dict[str, str]]:
    if part not in book.namelist():
        return []
    with book.open(part) as file:
        text = file.read(_CHUNK).decode(errors="replace")
    return [dict(_ATTRIBUTE.findall(found)) for found in element.findall(text)]


def _extent(book: zipfile.ZipFile, part: str) -> Extent | None:
    """Return the rectangle of a sheet's cells by their own names: a stated one may lie."""
    columns: set[bytes] = set()
    rows: set[int] = set()
    rest = b""
    with book.open(part) as file:
        while chunk := file.read(_CHUNK):
            found = _CELL.findall(rest + chunk)
            columns.update(column for column, _ in found)
            numbers = [int(row) for _, row in found]
            rows = _ends([*rows, *numbers])
            rest = chunk[-_LONGEST_CELL_NAME:]
    if not columns:
        return None
    numbers = [_number(column) for column in columns]
    return Extent(min(rows), min(numbers), max(rows), max(numbers))


def _ends(numbers: list[int]) -> set[int]:
    return {min(numbers), max(numbers)} if numbers else set()
