"""A line with one delimiter or quote too many or too few, read in the only way that fits.

Every reading with a single fault is tried, each field held against the shape of its column. One
reading left: the line is mended. None or several: it is not, for a guess would be silent.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from cxdash.ingest.line_search import LineSearch, Reading
from cxdash.ingest.records import doubled
from cxdash.ingest.shapes import ColumnShape, TableShape
from cxdash.ingest.text_table import Dialect

LONGEST_LINE = 20_000
"""Characters of a line that is still worth searching."""

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
    """

    shape: TableShape | None
    dialect: Dialect | None

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
        return reading_that_fits(line, self.dialect, self.shape.columns)


def reading_that_fits(
    line: str, dialect: Dialect, columns: tuple[ColumnShape, ...]
) -> Mended | None:
    """Return the only reading of a line, with one fault, whose fields fit the columns."""
    line = line.rstrip("\r\n")
    if not dialect.delimiter or not dialect.quote or len(line) > LONGEST_LINE:
        return None
    line = doubled(line, dialect.quote) if dialect.backslash else line
    # One fault adds one field at most: a line cut off further up is not worth the search.
    reaches = line.count(dialect.separator) + 2 >= len(columns)
    search = LineSearch(line, dialect.separator, dialect.quote, columns)
    found = search.readings() if reaches else set[Reading]()
    if found or found is None:
        return _only(found)
    return _by_another_delimiter(line, dialect, columns)


def _by_another_delimiter(
    line: str, dialect: Dialect, columns: tuple[ColumnShape, ...]
) -> Mended | None:
    """Read a line whose delimiter is none of the table's."""
    if line.count(dialect.delimiter) > len(columns) // 2:
        return None
    for delimiter in OTHER_DELIMITERS:
        if delimiter == dialect.delimiter or line.count(delimiter) < len(columns) - 1:
            continue
        search = LineSearch(line, delimiter, dialect.quote, columns, joins_freely=True)
        mended = _only(search.readings())
        if mended is not None:
            return mended
    return None


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
