"""Which delimiter and quote a text file uses: every candidate is tried, the evenest table wins."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.fixed_width import FEWEST_LINES, column_starts, seems_fixed_width
from cxdash.ingest.records import records, split_loosely
from cxdash.ingest.text_table import Dialect, Row

DELIMITERS = {",": 1.0, ";": 1.0, "\t": 1.0, "|": 0.95, ":": 0.6, " ": 0.5}
"""Delimiters that are tried, each with its standing: colons also stand in times and names, spaces
between the words of a sentence."""

RARE_DELIMITERS = "^~¦¬§\x01\x02\x1c\x1d\x1e\x1f"
"""Delimiters of few programs, which texts hold too: tried where lines have as many as the first."""

_RARE, _EVEN = 0.9, 0.9
"""Their standing, and the share of lines that must have as many as the first."""

PLAIN_DELIMITERS = ",;\t|"
"""Delimiters that a first line holds for no other reason than that it names columns."""

ALMOST_ALL = 0.95
"""Share of delimiters that a space must follow before the space belongs to them."""

ONE_COLUMN = 0.25
"""The score of reading a file as one column: any fair table beats it."""

MOST_PREAMBLE = 30
"""Lines that may stand above the header."""

_OTHER_MARKS = "#!$@*&%=/\\+<>"
"""What may separate columns and is never taken for a delimiter."""

_ROWS_PER_BLOCK = 300
_LEADING_LINES = 0.8
_SENTENCES = 0.4
_LATE_HEADER = 0.3
_NAMED_OTHERWISE = 0.5
_UNCLEAN = re.compile(r"\w[;|\t]\w|^[\"'].*[^\"']$|^[^\"']*\w[\"']$")


@dataclass(frozen=True)
class _Trial:
    """How well a file comes out when read with one dialect."""

    dialect: Dialect
    score: float


def declared_delimiter(first_line: str) -> str:
    """Return the delimiter that a first line such as `sep=;` declares, else ''."""
    found = re.fullmatch(r'"?sep=(.)"?', first_line.rstrip("\r\n"), re.IGNORECASE)
    return found[1] if found else ""


def find_dialect(blocks: list[list[str]], *, delimiter: str = "") -> Dialect:
    """Return the dialect in which the file comes out as the evenest table.

    Args:
        blocks: Whole lines from the head of the file and from further on.
        delimiter: The one the file itself declares, when it does.
    """
    text = "".join(line for block in blocks for line in block)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tried = [*DELIMITERS, *_even_marks(RARE_DELIMITERS, blocks, share=_EVEN)]
    candidates = [delimiter] if delimiter else [mark for mark in tried if mark in text]
    named = _between_names(blocks[0])
    trials = [_try(_with_quotes(candidate, text), blocks, named) for candidate in candidates]
    best = max(trials, key=lambda trial: trial.score, default=None)
    if not delimiter and (
        best is None or best.dialect.delimiter in " :" or best.score <= ONE_COLUMN
    ):
        starts = () if named else column_starts(line for block in blocks for line in block)
        if starts:
            return Dialect("", quote="", starts=starts)
    if best is None or (best.score <= ONE_COLUMN and not delimiter):
        return _with_quotes(named, text)
    return best.dialect


def _even_marks(marks: str, blocks: list[list[str]], *, share: float = 1.0) -> list[str]:
    """Return the marks of which nearly all lines have as many as the first that is not blank."""
    lines = [line for block in blocks for line in block if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - a name and a value
        return []
    return [
        mark
        for mark in marks
        if (usual := lines[0].count(mark))
        and sum(line.count(mark) == usual for line in lines) >= share * len(lines)
    ]


def lone_column_doubt(blocks: list[list[str]]) -> str:
    """Say what a file that is read as one column may be instead; "" where nothing speaks for it."""
    lines = [line for block in blocks for line in block]
    if seems_fixed_width(lines):
        return (
            "The file was read as one column, but it looks like a table of fixed width whose "
            "columns are not certain. Export it again as CSV, with a delimiter between the columns."
        )
    marks = _even_marks(_OTHER_MARKS, blocks)
    if len(list(filter(str.strip, lines))) < FEWEST_LINES or not marks:
        return ""
    return (
        f"The file was read as one column, but every line has as many {marks[0]!r}, which may "
        "stand between columns. If so, export it again with commas, semicolons or tabs between "
        "them."
    )


def _between_names(lines: list[str]) -> str:
    """Return what separates the names on the first line, "" where it holds no names.

    However ragged the rows below: a line of names was never one column.
    """
    first = next((line.rstrip("\r\n") for line in lines if line.strip()), "")
    counts = {mark: len(_names(first, mark)) for mark in PLAIN_DELIMITERS}
    if first and not first.strip(first[0]):
        return first[0] if first[0] in counts else ""  # nothing but delimiters
    best = max(counts, key=lambda mark: counts[mark])
    return best if counts[best] > 1 else ""


def _names(line: str, delimiter: str) -> list[str]:
    """Return the names on a line; none when a field is blank, a value or part of a sentence."""
    cells = split_loosely(line, Dialect(delimiter)) or []
    plain = all(cell and cell == cell.strip() for cell in cells)
    return cells if plain and not any(cell_kind(cell) in TYPED for cell in cells) else []


def _with_quotes(delimiter: str, text: str) -> Dialect:
    """Find out which quote encloses fields between these delimiters, and how it is escaped."""
    double, single = (_enclosures(text, delimiter, quote) for quote in "\"'")
    quote = "'" if single > double else '"'
    escaped = len(re.findall(rf"[^{quote}\\]\\{quote}(?=[^\r\n{re.escape(delimiter)}])", text))
    in_doubles = len(re.findall(rf"[^{quote}\r\n]{quote}{quote}[^{quote}\r\n]", text))
    return Dialect(
        delimiter,
        quote,
        backslash=escaped > in_doubles,
        spaced=_is_spaced(text, delimiter, quote),
    )


def _is_spaced(text: str, delimiter: str, quote: str) -> bool:
    """Whether (nearly) every delimiter outside quotes is followed by a space."""
    if delimiter not in (*PLAIN_DELIMITERS,) or delimiter == "\t":
        return False
    bare = re.sub(rf"{quote}[^{quote}\n]*{quote}", quote, text)
    return 0 < ALMOST_ALL * bare.count(delimiter) <= bare.count(f"{delimiter} ")


def _enclosures(text: str, delimiter: str, quote: str) -> int:
    """Count the fields a quote opens, as far as fields close as often."""
    if quote not in text:
        return 0
    edge = re.escape(delimiter) if delimiter else "\n"
    # A quote mark alone in its field encloses nothing, so something must follow or precede it.
    opened = len(re.findall(rf"(?:^|{edge} ?){quote}(?!$|{edge})", text, re.MULTILINE))
    closed = len(re.findall(rf"(?<!{edge})(?<!\n){quote}(?:$|{edge})", text, re.MULTILINE))
    return min(opened, closed)


def _try(dialect: Dialect, blocks: list[list[str]], named: str) -> _Trial:
    """Score one dialect; `named` is what the names on the first line stand between."""
    rows = [row.cells for block in blocks for row in _filled(block, dialect)]
    if not rows:
        return _Trial(dialect, 0)
    score = max(_score(dialect, rows, width) for width in _likely_widths(rows))
    doubted = named not in ("", dialect.delimiter) and len(rows[0]) == 1
    return _Trial(dialect, score * _NAMED_OTHERWISE if doubted else score)


def _likely_widths(rows: list[list[str]]) -> set[int]:
    """Return the most common width and that of the first line, which may be the header's."""
    widths = Counter(len(row) for row in rows)
    return {max(widths, key=lambda width: (widths[width] * (width > 1), width)), len(rows[0])}


def _score(dialect: Dialect, rows: list[list[str]], width: int) -> float:
    """Return how good a table the rows make with that many columns, 0 to 1."""
    if width <= 1:
        return 0
    if dialect.delimiter == " " and not _is_mostly_typed(rows):
        return 0
    leading = next((at for at, row in enumerate(rows) if len(row) >= width), None)
    even = _evenness(rows, width, leading or 0)
    rare = _RARE if dialect.delimiter in (*RARE_DELIMITERS,) else 1.0
    standing = DELIMITERS.get(dialect.delimiter, rare)
    fair = even * (1 - 1 / width) * _cleanliness(rows) * standing
    return fair * _head_factor(rows, width, leading)


def _is_mostly_typed(rows: list[list[str]]) -> bool:
    """Whether most cells are numbers or dates, as in a log; words with spaces are sentences."""
    cells = [cell for row in rows for cell in row]
    return sum(cell_kind(cell) in TYPED for cell in cells) > len(cells) / 2


def _filled(block: list[str], dialect: Dialect) -> list[Row]:
    rows = islice(records(block, dialect), _ROWS_PER_BLOCK)
    return [row for row in rows if row.problem or any(row.cells)]


def _evenness(rows: list[list[str]], width: int, leading: int) -> float:
    """Return the share of rows, from the header on, that have the usual width.

    Rows that only leave out or add empty fields at their end count half.
    """
    body = rows[min(leading, MOST_PREAMBLE) :]
    exact = sum(len(row) == width for row in body)
    near = sum(1 < len(row) != width and not any(row[width:]) for row in body)
    return (exact + near / 2) / len(body)


def _cleanliness(rows: list[list[str]]) -> float:
    """Return the share of cells that hold no other delimiter and no half of a quotation."""
    cells = [cell for row in rows for cell in row]
    if not cells:
        return 0
    unclean = sum(
        bool(_UNCLEAN.search(cell)) for cell in cells if cell and cell_kind(cell) != "date"
    )
    return 1 - unclean / len(cells)


def _head_factor(rows: list[list[str]], width: int, leading: int | None) -> float:
    """Doubt tables whose first lines do not belong to them.

    One column of sentences with a comma in each looks like two columns under a title.
    """
    if leading == 0:
        return 1.0
    if leading is None or leading > MOST_PREAMBLE:
        return _LATE_HEADER
    if width == 2:  # noqa: PLR2004 - the fewest columns a table can have
        seconds = [row[1] for row in rows if len(row) == width]
        typed = sum(cell_kind(cell) in ("number", "date") for cell in seconds)
        return _LEADING_LINES if typed > len(seconds) / 2 else _SENTENCES
    return _LEADING_LINES
