"""A line with one delimiter or quote too many or too few, read in the only way that fits.

Every reading with a single fault is tried, each field held against the shape of its column. One
reading left: the line is mended. None or several: it is not, for a guess would be silent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from cxdash.ingest.line_search import LineSearch, Reading
from cxdash.ingest.records import doubled
from cxdash.ingest.shapes import SHAPES, ColumnShape, TableShape
from cxdash.ingest.text_table import Dialect

LONGEST_LINE = 20_000
"""Characters of a line that is still worth searching."""

LONGEST_REMEMBERED, MOST_REMEMBERED = 500, 10_000
"""Characters of a line whose shape is remembered, and how many shapes are: 10 MB at most."""

OTHER_DELIMITERS = ",;\t| "


class Mended(NamedTuple):
    """A line's fields, and what was done to find them."""

    cells: list[str]
    what: str


@dataclass(frozen=True)
class Mender:
    """Mends lines of one table; none where too little is known of it.

    Attributes:
        shape: What each column's values look like, None when too few rows were seen.
        dialect: How fields are separated and enclosed, None for workbooks.
        unreadable: The shapes of lines that were found to have no reading.
    """

    shape: TableShape | None
    dialect: Dialect | None
    unreadable: set[str] = field(default_factory=set[str], compare=False)

    def fits(self, cells: list[str]) -> bool:
        """Whether a row of the table's width looks like the others, as far as is known."""
        return self.shape is None or self.shape.fits(cells)

    def doubts(self, cells: list[str], raw: str) -> bool:
        """Whether a stray quote among values of another form says the split went wrong."""
        dialect = self.dialect
        if dialect is None or not dialect.quote or dialect.quote not in "".join(cells):
            return False
        return bool(_stray_quote(dialect).search(raw.rstrip("\r\n"))) and not self.fits(cells)

    def mend(self, line: str) -> Mended | None:
        """Return the one reading of a line that fits the table, or None.

        Args:
            line: The physical line.
        """
        if self.dialect is None or self.shape is None or not self.shape.has_form:
            return None
        if len(line) > LONGEST_REMEMBERED or self.dialect.delimiter.isalnum():
            return reading_that_fits(line, self.dialect, self.shape.columns)
        # Whether there is a reading hangs on shapes alone, and broken lines come in few of them.
        shape = line.translate(SHAPES)
        if shape in self.unreadable:
            return None
        found = [*_searched(line, self.dialect, self.shape.columns)]
        if all(each == set() for each in found) and len(self.unreadable) < MOST_REMEMBERED:
            self.unreadable.add(shape)
        return next(filter(None, map(_only, found)), None)


def reading_that_fits(
    line: str, dialect: Dialect, columns: tuple[ColumnShape, ...]
) -> Mended | None:
    """Return the only reading of a line, with one fault, whose fields fit the columns."""
    return next(filter(None, map(_only, _searched(line, dialect, columns))), None)


def _searched(
    line: str, dialect: Dialect, columns: tuple[ColumnShape, ...]
) -> Iterator[set[Reading] | None]:
    """Yield what each search of a line finds, None where it was given up."""
    line = line.rstrip("\r\n")
    if not dialect.delimiter or not dialect.quote or len(line) > LONGEST_LINE:
        return
    line = doubled(line, dialect.quote) if dialect.backslash else line
    # One fault adds one field at most: a line cut off further up is not worth the search.
    reaches = line.count(dialect.separator) + 2 >= len(columns)
    search = LineSearch(line, dialect.separator, dialect.quote, columns)
    found = search.readings() if reaches else set[Reading]()
    yield found
    # A line with few of the table's delimiters may be written with another one.
    if found or found is None or line.count(dialect.delimiter) > len(columns) // 2:
        return
    for delimiter in OTHER_DELIMITERS:
        if delimiter == dialect.delimiter or line.count(delimiter) < len(columns) - 1:
            continue
        yield LineSearch(line, delimiter, dialect.quote, columns, joins_freely=True).readings()


def _only(found: set[Reading] | None) -> Mended | None:
    """Return the one reading there is; several ways to the same fields are one."""
    if not found or len({each.cells for each in found}) > 1:
        return None
    first = min(found)
    return Mended(list(first.cells), first.what)


@cache
def _stray_quote(dialect: Dialect) -> re.Pattern[str]:
    """Return what finds a quote mark that neither opens nor closes a field and is not doubled."""
    other = f"[^{re.escape(dialect.quote + dialect.delimiter)}\\\\]"
    return re.compile(f"{other}{re.escape(dialect.quote)}{other}")
