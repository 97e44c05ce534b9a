"""Lines that are rows beyond doubt, found and split a block at a time.

Nearly every line of nearly every file has the header's width and nothing odd in it. Such lines
never meet the parser one by one: where quote marks stand is checked on the bytes, and Arrow splits
a whole block. All others go to the parser.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from typing import Final, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from cxdash.ingest.arrow_columns import (
    Numbers,
    ends_of,
    flags_of,
    in_one,
    lengths_of,
    letters_of,
    number_array,
    text_array,
)
from cxdash.ingest.cells import TOTAL_OPENINGS, TOTAL_SIGN, TOTAL_WORDS
from cxdash.ingest.forced_text import forced_rows, may_be_forced
from cxdash.ingest.headers import Header
from cxdash.ingest.line_quotes import misquoted_lines
from cxdash.ingest.records import LONGEST_FIELD
from cxdash.ingest.sparse import FEWEST, MOST
from cxdash.ingest.summing_lines import OPENINGS, PATTERN
from cxdash.ingest.text_table import Dialect

DELIMITERS = ",;\t|"
"""Delimiters of files whose lines are looked at this way; others are rare and read slowly."""

MOST_COLUMNS = 400
"""Columns of a table whose blocks are split at once."""

LINE_FEED: Final = 10

_MARK: Final = "\ufeff".encode()
"""Arrow takes it out where a text begins with it, though it is a letter like others there."""


Openings = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


def _openings() -> Openings:
    """Return for every two bytes whether a line of totals may begin with them."""
    found = np.zeros((256, 256), np.bool_)
    found[0x80:] = found[:, 0x80:] = True  # words of other alphabets, and letters that look alike
    found[list(b" \t\n\v\f\r" + TOTAL_SIGN.encode())] = True
    for first, second in (*TOTAL_OPENINGS, *OPENINGS):
        for one in (first, first.upper()):
            found[ord(one), [ord(second), ord(second.upper())]] = True
    return found


_MAY_OPEN_TOTAL: Final = _openings()


def openings_with(texts: list[str]) -> Openings:
    """Return for every two bytes whether a line of totals, or one of some texts, may begin so."""
    found = _MAY_OPEN_TOTAL.copy()
    for text in map(str.encode, texts):
        found[text[0], text[1] if len(text) > 1 else slice(None)] = True
    return found


def suits(dialect: Dialect | None, header: Header) -> bool:
    """Whether lines of a file with this dialect can be told and split here."""
    return (
        dialect is not None
        and bool(dialect.delimiter)
        and dialect.delimiter in DELIMITERS
        and (not dialect.quote or dialect.quote.isascii())
        and not dialect.spaced
        and not dialect.backslash
        and 1 < len(header.names) <= MOST_COLUMNS
    )


class PlainRows(NamedTuple):
    """The plain lines of a block.

    Attributes:
        places: The place of each among the block's lines, from 0, rising.
        columns: Their fields, a text column for each of the header's.
    """

    places: Numbers
    columns: list[pa.Array]

    def kept(self, keep: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> "PlainRows":
        """Return those for which `keep` is set."""
        if keep.all():
            return self
        wanted = number_array(np.flatnonzero(keep))
        return PlainRows(self.places[keep], [column.take(wanted) for column in self.columns])


class PlainLines:
    """Tells and splits the plain lines of one table."""

    def __init__(self, dialect: Dialect, header: Header) -> None:
        self._dialect = dialect
        self._quote = dialect.quote.encode()
        self._delimiter = dialect.delimiter.encode()
        self._names = [f"c{place}" for place in range(len(header.names))]
        # The header may stand again with its columns in another order.
        firsts = sorted(
            {name for row in header.rows[:1] for name in row if name}
            | {row[0] for row in header.rows if row and row[0]}
        )
        self._headers = text_array(firsts) if firsts else text_array([""])[:0]
        self._openings = openings_with(firsts)
        self.steady = header.steady
        """The columns that a line lacks few of; none where such lines are not looked for."""
        self._tail = len(header.names) - min(2, len(header.names) - 1)
        self._convert = pacsv.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(self._names, pa.string()),
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        )

    def told(self, block: bytes, ends: Numbers) -> PlainRows:
        """Return the lines of a block that are rows beyond doubt.

        Such a line has the header's number of well-formed fields, the first of them filled, and
        may be no total, no footer and not the header again.

        Args:
            block: Whole lines that end in LF or CR LF, as UTF-8.
            ends: Where the line feed of each line stands; the last line may lack it.
        """
        odd = np.diff(ends, prepend=-1) >= LONGEST_FIELD
        if block.startswith(_MARK):
            odd[0] = True
        if self._quote and self._quote in block:
            odd[misquoted_lines(block, ends, quote=self._quote, delimiter=self._delimiter)] = True
        places = np.flatnonzero(~odd)
        text = block if places.size == ends.size else _joined(block, ends, np.flatnonzero(odd))
        if not text:
            return PlainRows(places[:0], [text_array([""])[:0] for _ in self._names])
        columns, wrong = self._split(text)
        rows = PlainRows(np.delete(places, wrong) if wrong else places, columns)
        odd_rows = self._may_be_none(columns)
        if may_be_forced(text, self._dialect):
            odd_rows |= forced_rows(columns)
        return rows.kept(~odd_rows)

    def opens_oddly(self, line: bytes) -> bool:
        """Whether a line with its end may be a total or a header's, by what it begins with."""
        first, second = line[0], line[-1] if len(line) == 1 else line[1]
        return line[:1] == self._quote or bool(self._openings[first, second])

    def _split(self, text: bytes) -> tuple[list[pa.Array], list[int]]:
        """Return the columns of the lines that have the header's width, and which have not."""
        wrong: list[int] = []

        def leave_out(row: pacsv.InvalidRow) -> str:
            wrong.append(row.number - 1)
            return "skip"

        table = pacsv.read_csv(
            pa.py_buffer(text),
            read_options=pacsv.ReadOptions(
                column_names=self._names, block_size=len(text) + 1, use_threads=False
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=self._delimiter.decode(),
                quote_char=self._quote.decode() or False,
                double_quote=bool(self._quote),
                newlines_in_values=False,
                ignore_empty_lines=False,
                invalid_row_handler=leave_out,
            ),
            convert_options=self._convert,
        )
        return [in_one(column) for column in table.columns], wrong

    def _may_be_none(self, columns: list[pa.Array]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return for each row whether it may be a total, a footer or the header again."""
        odd = lengths_of(columns[0]) == 0
        bare = lengths_of(columns[-1]) == 0
        for column in columns[-self._tail : -1]:
            if not bare.any():
                break
            bare &= lengths_of(column) == 0
        odd |= bare
        odd[opening_oddly(columns[0], self._openings, self._headers)] = True
        return odd | self._are_sparse(columns)

    def _are_sparse(self, columns: list[pa.Array]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return for each row whether it lacks so much that it may be a heading or a total."""
        steady = self.steady
        # Where fewer columns than make a line sparse have an empty cell at all, none is.
        empty = [each for at in steady if (each := lengths_of(columns[at]) == 0).any()]
        if len(empty) < FEWEST:
            return np.zeros(len(columns[0]), np.bool_)
        lacks = np.sum(empty, axis=0)
        return (lacks >= FEWEST) & (lacks >= MOST * len(steady))


def opening_oddly(texts: pa.StringArray, openings: Openings, headers: pa.StringArray) -> Numbers:
    """Return the places of texts that open like a line of totals, or are one of the header's.

    Args:
        texts: The first field of each line.
        openings: As `openings_with` gives them for the header's; most texts begin otherwise.
        headers: What the header's lines begin with.
    """
    letters = np.append(letters_of(texts), np.zeros(2, np.uint8))
    begins = ends_of(texts)[:-1]
    looked_at = np.flatnonzero(openings[letters[begins], letters[begins + 1]])
    if not looked_at.size:
        return looked_at
    some = texts.take(number_array(looked_at))
    are_totals = flags_of(pc.match_substring_regex(some, rf"^\s*(?i:{TOTAL_WORDS}|{PATTERN})"))
    return looked_at[are_totals | flags_of(pc.is_in(some, value_set=headers))]


def line_ends(block: bytes) -> Numbers:
    """Return where the line feed of each line stands; behind the text for a last line without."""
    ends = np.flatnonzero(np.frombuffer(block, np.uint8) == LINE_FEED)
    return ends if block.endswith(b"\n") else np.append(ends, len(block))


def _joined(block: bytes, ends: Numbers, left_out: Numbers) -> bytes:
    """Return a block without some of its lines."""
    pieces: list[bytes] = []
    begin = 0
    for place in left_out.tolist():
        pieces.append(block[begin : int(ends[place - 1]) + 1 if place else 0])
        begin = int(ends[place]) + 1
    return b"".join([*pieces, block[begin:]])
