"""Cells written so that a spreadsheet keeps them as text, ="0001" or '0001: the value is meant.

A formula that works something out is none of them and stays as it is.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from cxdash.ingest.arrow_columns import Flags, ends_of, letters_of
from cxdash.ingest.text_table import Dialect, Row

_OPENS: Final = "='"
"""What such a cell begins with."""

_FORCED: Final = tuple(
    map(
        re.compile,
        (
            r'=""([^"]+)""',  # quotes that were doubled in a field without quotes around it
            r'="((?:[^"]|"")*)"',
            r"=([-+]?\d+(?:[.,]\d+)?)",
            r"'([-+]?\d[\d .,:/-]*)",
        ),
    )
)


def bare_text(cell: str) -> str:
    """Return a cell's value without what keeps a spreadsheet from turning it into a number.

    Examples:
        >>> [bare_text(cell) for cell in ('="0001"', "=0001", "'0001", '="say ""hi"" now"')]
        ['0001', '0001', '0001', 'say "hi" now']
        >>> [bare_text(cell) for cell in ('="a"&B1', "=SUM(A1)", "'tis late", "'90s'")]
        ['="a"&B1', '=SUM(A1)', "'tis late", "'90s'"]
    """
    if cell[:1] not in _OPENS:
        return cell
    found = next(filter(None, (form.fullmatch(cell) for form in _FORCED)), None)
    return found[1].replace('""', '"') if found else cell


def bare(row: Row) -> Row:
    """Return a record with such cells as their values, and with the places of those cells."""
    if not any(cell and cell[0] in _OPENS for cell in row.cells):
        return row
    cells = [bare_text(cell) if cell else cell for cell in row.cells]
    changed = [
        at for at, (now, cell) in enumerate(zip(cells, row.cells, strict=True)) if now != cell
    ]
    return row._replace(cells=cells, forced={at: row.cells[at] for at in changed})


class ForcedText:
    """Counts such cells column by column, each with the line of its first one."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[int, int, str]] = {}

    def count(self, row: Row) -> None:
        """Count the cells of a record that is kept."""
        for place, cell in row.forced.items():
            cells, line, first = self._seen.get(place, (0, row.line, cell))
            self._seen[place] = (cells + 1, line, first)

    def notes(self, names: Sequence[str]) -> list[str]:
        """Say of each column how many cells there were."""
        return [
            f"'{names[place]}' holds {cells:,} {'cell' if cells == 1 else 'cells'} written to stay "
            f"text in a spreadsheet, such as {first} in line {line}: read as {bare_text(first)}."
            for place, (cells, line, first) in sorted(self._seen.items())
            if place < len(names)
        ]


def may_be_forced(text: bytes, dialect: Dialect) -> bool:
    """Whether some field of whole lines may begin like such a cell."""
    opens = np.zeros(256, np.bool_)
    opens[[ord(each) for each in ("\n", dialect.delimiter, dialect.quote) if each]] = True
    letters = np.frombuffer(text, np.uint8)
    for sign in map(ord, _OPENS):
        # Most texts hold neither sign, which is seen sooner than where they stand.
        places = np.flatnonzero(letters == sign) if sign in text else letters[:0]
        if places.size and (places[0] == 0 or opens[letters[places - 1]].any()):
            return True
    return False


def forced_rows(columns: Sequence[pa.StringArray]) -> Flags:
    """Return for each row whether one of its cells is such a cell; texts without nulls."""
    found = np.zeros(len(columns[0]), np.bool_)
    for column in columns:
        letters, begins = letters_of(column), ends_of(column)[:-1]
        if not letters.size:
            continue
        first = letters[np.minimum(begins, letters.size - 1)]
        for place in np.flatnonzero((first == ord("=")) | (first == ord("'"))).tolist():
            cell: str = column[place].as_py()
            found[place] |= bare_text(cell) != cell
    return found
