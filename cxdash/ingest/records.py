"""Lines become records, and one unclosed quote never swallows the rest of the file."""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator

from cxdash.ingest.fixed_width import fixed_width_rows
from cxdash.ingest.text_table import Dialect, Row

MOST_LINES_IN_RECORD = 500
"""Lines a quoted field may run over before its quote is taken for one that is never closed."""

LONGEST_FIELD = 1024**2
"""Characters one field may have."""

_NO_DELIMITER = "\x1f"
"""Given to the parser for files of one column: the unit separator, which no export contains."""

UNCLOSED = "opens a quote that is never closed"
_STRAY = "has a quote mark in the wrong place"
TOO_LONG = f"has a field of more than {LONGEST_FIELD:,} characters"


class _QuoteLeftOpenError(Exception):
    """Too many lines were read for one record."""


class _Feed:
    """Gives lines to the parser, remembers those of the record at hand, and takes them back."""

    def __init__(self, lines: Iterable[str], dialect: Dialect, first_line: int) -> None:
        self._lines = iter(lines)
        self._waiting: deque[str] = deque()
        self._backslash = dialect.quote if dialect.backslash else ""
        self._next = first_line
        self.start = first_line
        self.raw: list[str] = []

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self.raw.append(line)
        self._next += 1
        if len(self.raw) > MOST_LINES_IN_RECORD:
            raise _QuoteLeftOpenError
        return doubled(line, self._backslash) if self._backslash else line

    def begin(self) -> None:
        """Start a new record."""
        self.start = self._next
        self.raw = []

    def keep_first(self) -> str:
        """Take back every line of the record but its first, and return that."""
        self._waiting.extendleft(reversed(self.raw[1:]))
        self._next = self.start + 1
        self.raw = self.raw[:1]
        return self.raw[0]


def records(
    lines: Iterable[str], dialect: Dialect, *, first_line: int = 1, width: int | None = None
) -> Iterator[Row]:
    """Split lines into records.

    A record that cannot be split is given with its `problem`, on its first line only: what
    follows is read anew from the next line.

    Args:
        lines: Physical lines with their ends.
        dialect: How fields are separated and enclosed.
        first_line: The number of the first line.
        width: How many fields the header has, once it is known. It tells a quote that was
            left open from a field with line breaks.
    """
    if dialect.starts:
        yield from fixed_width_rows(lines, dialect.starts, first_line=first_line)
        return
    csv.field_size_limit(LONGEST_FIELD)
    feed = _Feed(lines, dialect, first_line)
    reader = parser(feed, dialect)
    while True:
        feed.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _QuoteLeftOpenError) as error:
            yield _first_line_alone(feed, dialect, width, str(error))
            continue
        if width and len(cells) != width and _swallowed(feed.raw, dialect, width):
            feed.keep_first()
            yield Row(feed.start, [], feed.raw, UNCLOSED)
            continue
        yield Row(feed.start, cells, feed.raw)


def parser(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Return a strict CSV parser over lines whose backslashes were dealt with."""
    return csv.reader(
        lines,
        delimiter=dialect.delimiter or _NO_DELIMITER,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        skipinitialspace=dialect.spaced,
        strict=True,
    )


def doubled(line: str, quote: str) -> str:
    r"""Write quotes that a backslash escapes as doubled quotes; leave other backslashes alone.

    Examples:
        >>> print(doubled(r"'it\'s','C:\temp\\'", "'"))
        'it''s','C:\temp\'
    """
    meant = {"\\" + quote: quote * 2, "\\\\": "\\"}
    return re.sub(r"\\(.)", lambda found: meant.get(found[0], found[0]), line)


def _first_line_alone(feed: _Feed, dialect: Dialect, width: int | None, error: str) -> Row:
    """Give the record's first line, split generously when only its quoting is odd."""
    one_line = len(feed.raw) == 1
    first = feed.keep_first()
    if "field larger" in error:
        return Row(feed.start, [], feed.raw, TOO_LONG)
    cells = split_loosely(first.rstrip("\r\n"), dialect)
    if cells is None:
        return Row(feed.start, [], feed.raw, UNCLOSED)
    if one_line and (width is None or len(cells) == width):
        return Row(feed.start, cells, feed.raw)
    return Row(feed.start, [], feed.raw, _STRAY if one_line else UNCLOSED)


def split_loosely(line: str, dialect: Dialect) -> list[str] | None:
    """Split a line in which quotes stand inside quoted fields without being doubled.

    A quote closes its field only before a delimiter or at the end of the line.

    Returns:
        The fields, or None when a quoted field does not end on the line.

    Examples:
        >>> split_loosely('7,"she said "hi" to me",5', Dialect(","))
        ['7', 'she said "hi" to me', '5']
        >>> split_loosely('7,"she said', Dialect(",")) is None
        True
    """
    quote, delimiter = dialect.quote, dialect.separator or _NO_DELIMITER
    cells: list[str] = []
    at = 0
    while True:
        if quote and line.startswith(quote, at):
            end = _closing_quote(line, at + 1, quote, delimiter)
            if end < 0:
                return None
            cells.append(line[at + 1 : end].replace(quote * 2, quote))
            at = end + 1
        else:
            end = line.find(delimiter, at)
            at_end = end if end >= 0 else len(line)
            cells.append(line[at:at_end])
            at = at_end
        if at >= len(line):
            return cells
        at += len(delimiter)


def _closing_quote(line: str, at: int, quote: str, delimiter: str) -> int:
    """Return where the field that starts at `at` ends, or -1."""
    while (end := line.find(quote, at)) >= 0:
        if end + 1 == len(line) or line.startswith(delimiter, end + 1):
            return end
        at = end + 2 if line.startswith(quote, end + 1) else end + 1
    return -1


def _swallowed(raw: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a record took in a line that by itself is a record of the header's width."""
    if len(raw) == 1 or width == 1:
        return False
    line = doubled(raw[1], dialect.quote) if dialect.backslash else raw[1]
    try:
        return len(next(parser([line], dialect))) == width
    except (csv.Error, StopIteration):
        return False
