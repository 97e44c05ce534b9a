"""What a sheet shows a reader and its cells do not tell: failed formulas, and rows that are hidden.

The library that reads workbooks gives a failed formula as an empty cell and knows no hidden rows.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cxdash.ingest.sheet_extent import parts_of

_CHUNK = 1024**2
_TAG = re.compile(rb"<(?:\w+:)?(c|row)\s([^>]*)>")
_FAILED = re.compile(rb"""\bt\s*=\s*["']e["']""")
_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_NAME = re.compile(rb"""\br\s*=\s*["'](\w+)["']""")


def sheet_traces(path: Path, sheet: str) -> tuple[str, ...]:
    """Say how many formulas of an XLSX's sheet failed, and how many of its rows are hidden.

    Args:
        path: The workbook; one of another kind tells nothing.
        sheet: The sheet that is read.
    """
    failed: list[str] = []
    hidden: list[str] = []
    with zipfile.ZipFile(path) as book:
        part = parts_of(book).get(sheet)
        for kind, said in _tags(book, part) if part else ():
            sign, found = (_FAILED, failed) if kind == b"c" else (_HIDDEN, hidden)
            if sign.search(said):
                name = _NAME.search(said)
                found.append(name[1].decode() if name else "")
    notes: list[str] = []
    if failed:
        cells = "1 cell" if len(failed) == 1 else f"{len(failed):,} cells"
        notes.append(
            f"A formula failed in {cells} of the sheet {sheet!r}{_first(failed)}, which is read as "
            "empty. Mend the formula and load the workbook again."
        )
    if hidden:
        rows = "1 row" if len(hidden) == 1 else f"{len(hidden):,} rows"
        notes.append(
            f"The sheet {sheet!r} hides {rows}{_first(hidden)}, read like the others. Delete what "
            "should not count and load the workbook again."
        )
    return tuple(notes)


def _first(names: list[str]) -> str:
    """Name the first cell or row, where the file names it."""
    return f" (the first is {names[0]})" if names[0] else ""


def _tags(book: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the attributes of each row and cell of a sheet, read piece by piece."""
    rest = b""
    with book.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = rest + chunk
            cut = text.rfind(b"<")
            yield from _TAG.findall(text[:cut] if cut > 0 else b"")
            rest = text[max(cut, 0) :]
    yield from _TAG.findall(rest)
