"""Lines that are rows beyond doubt, found and split a block at a time.

Nearly every line of nearly every file has the header's width and nothing odd in it. Such lines
never meet the parser: one expression tells them, and Arrow splits them. All others go to it.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

import re
from array import array

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from cxdash.ingest.cells import TOTAL_WORDS
from cxdash.ingest.headers import Header
from cxdash.ingest.records import LONGEST_FIELD
from cxdash.ingest.table_file import number_array, text_array
from cxdash.ingest.text_table import Dialect

DELIMITERS = ",;\t|"
"""Delimiters of files whose lines are looked at this way; others are rare and read slowly."""

MOST_COLUMNS = 400
"""Columns of a table whose lines an expression of reasonable size tells."""

_TOO_LONG, _LINE_END = number_array([LONGEST_FIELD])[0], text_array(["\n"])[0]
"""As Arrow holds them: it would import pandas to see that a number or text is no Series."""


def suits(dialect: Dialect | None, header: Header) -> bool:
    """Whether lines of a file with this dialect can be told and split here."""
    return (
        dialect is not None
        and bool(dialect.delimiter)
        and dialect.delimiter in DELIMITERS
        and not dialect.spaced
        and not dialect.backslash
        and 1 < len(header.names) <= MOST_COLUMNS
    )


class PlainLines:
    """Tells and splits the plain lines of one table."""

    def __init__(self, dialect: Dialect, header: Header) -> None:
        self._names = [f"c{place}" for place in range(len(header.names))]
        self._plain = _plain_pattern(dialect, len(header.names))
        self._odd = _odd_pattern(dialect, header)
        self._parse = pacsv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            double_quote=bool(dialect.quote),
            newlines_in_values=False,
            ignore_empty_lines=False,
        )
        self._convert = pacsv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(self._names, pa.string()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        )

    def told(self, lines: pa.StringArray) -> pa.BooleanArray:
        """Return for each line, without its line feed, whether it is a row beyond doubt."""
        plain = pc.match_substring_regex(lines, self._plain)
        plain = pc.and_not(plain, pc.match_substring_regex(lines, self._odd))
        return pc.and_(plain, pc.less(pc.binary_length(lines), _TOO_LONG))

    def split(self, text: pa.Buffer) -> list[pa.ChunkedArray]:
        """Return the columns of lines that are all plain."""
        read = pacsv.ReadOptions(column_names=self._names, block_size=max(text.size, 1))
        table = pacsv.read_csv(
            pa.BufferReader(text),
            read_options=read,
            parse_options=self._parse,
            convert_options=self._convert,
        )
        return table.columns


def lines_of(text: bytes) -> pa.StringArray:
    """Return the lines of a text without their line feeds."""
    ends = pa.py_buffer(array("i", (0, len(text))))
    one = pa.Array.from_buffers(pa.string(), 1, [None, ends, pa.py_buffer(text)])
    lines = pc.split_pattern(one, "\n").values
    return lines[:-1] if text.endswith(b"\n") else lines


def joined(lines: pa.StringArray) -> pa.Buffer:
    """Return lines as one text again."""
    ends = pa.py_buffer(array("i", (0, len(lines))))
    one = pa.Array.from_buffers(pa.list_(pa.string()), 1, [None, ends], children=[lines])
    return pc.binary_join(one, _LINE_END)[0].as_buffer()


def _plain_pattern(dialect: Dialect, width: int) -> str:
    """Return what a line of that many well-formed fields matches, the first of them filled."""
    mark, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    bare = rf"[^{mark}{quote}\r\n]"
    if not quote:
        return rf"^{bare}+(?:{mark}{bare}*){{{width - 1}}}\r?$"
    inside = rf"(?:[^{quote}\r\n]|{quote}{quote})"
    first = rf"(?:{bare}+|{quote}{inside}+{quote})"
    field = rf"(?:{bare}*|{quote}{inside}*{quote})"
    return rf"^{first}(?:{mark}{field}){{{width - 1}}}\r?$"


def _odd_pattern(dialect: Dialect, header: Header) -> str:
    """Return what lines match that may be totals, a footer or the header again."""
    mark, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    width = len(header.names)
    opening = rf"^{quote}?" if quote else "^"
    names = "|".join(re.escape(row[0]) for row in header.rows if row and row[0])
    again = rf"|{opening}(?:{names})(?:{quote}|{mark})" if names else ""
    empty = rf"(?:{quote}{quote})?" if quote else ""
    tail = width - min(2, width - 1)
    return rf"{opening}\s*(?i:{TOTAL_WORDS}){again}|(?:{mark}{empty}){{{tail}}}\r?$"
