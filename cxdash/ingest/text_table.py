"""What reading a file gives: a table of text, and a report that accounts for every line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from cxdash.ingest.counting import Counted


@dataclass(frozen=True)
class SkippedLines:
    """Lines that hold no row of the table.

    Attributes:
        first: The first of them, counted from 1.
        last: The last of them.
        why: What they are.
        lines: How many; fewer than the span when many scattered lines are told together.
    """

    first: int
    last: int
    why: str
    lines: int


@dataclass(frozen=True)
class RefusedLine:
    """A line that should be a row and cannot be one.

    Attributes:
        line: Where it starts in the file, counted from 1.
        column: The column at fault, empty when the whole line is.
        value: The start of what stands there.
        reason: What is wrong, as the end of a sentence that begins with "the line".
        next_step: What to do about it, as an instruction.
        raw: The line as the file has it, shortened when very long.
    """

    line: int
    column: str
    value: str
    reason: str
    next_step: str
    raw: str


@dataclass(frozen=True)
class ReadReport:
    """What was found in a file and what became of each of its lines.

    Attributes:
        kind: 'csv', 'xlsx', 'xls', 'xlsb', 'ods' or 'parquet'.
        encoding: How the text was decoded; empty for workbooks and Parquet.
        delimiter: What separates the columns; empty when there is one column or no text file.
        quote: What encloses fields; empty when nothing does.
        lines: Physical lines of the file (rows of the sheet, rows of the Parquet file).
        rows: Rows of the table that were kept.
        header_lines: The lines the header stands on.
        skipped: Lines that are no rows, with the reason.
        refused: The first of the lines that should be rows and cannot be, with the reason.
        sheets: The sheets of a workbook, or the tables of a text file that has several, the one
            that was read first.
        notes: What was done to the file, as sentences.
        row_lines: Lines the kept rows stand on; more than `rows` when fields hold line breaks.
        refused_lines: Lines the refused rows stand on.
        refused_rows: How many rows were refused.
        sheet_rows: The rows with cells of each sheet; None of one without cells to read.
    """

    kind: str
    encoding: str
    delimiter: str
    quote: str
    lines: int
    rows: int
    header_lines: tuple[int, ...]
    skipped: tuple[SkippedLines, ...]
    refused: tuple[RefusedLine, ...]
    sheets: tuple[str, ...]
    notes: tuple[str, ...]
    row_lines: int
    refused_lines: int
    refused_rows: int = 0
    sheet_rows: tuple[int | None, ...] = ()

    @property
    def sheet(self) -> str | None:
        """The sheet or table that was read where the file has several, else None."""
        return self.sheets[0] if len(self.sheets) > 1 else None

    def accounted(self) -> int:
        """Return how many lines the report explains; equal to `lines` when none is missing."""
        skipped = sum(span.lines for span in self.skipped)
        return self.row_lines + self.refused_lines + len(self.header_lines) + skipped


@dataclass(frozen=True)
class TextTable:
    """A file's table, with every value still the text that stood in the file.

    Attributes:
        columns: The header's names, trimmed, none empty and none twice.
        path: A Parquet file with `source_line` (BIGINT, where the row starts, counted from 1)
            and one text column for each name: c0, c1, ... Only Parquet sources have nulls.
        header_rows: The header as the file has it, one to three rows; none when it has none.
        report: What became of every line.
        tidy: The places of columns whose cells are known to need no trimming and to hold no word
            for "not recorded", so that only the empty ones say nothing.
        iso: The places of columns whose filled cells are known to be ISO dates of one form.
        without_plus: The places of columns in which no plus sign stands.
        repeating: The places of columns whose first texts are few and repeat.
        counted: What was counted of columns while they were read, by their places.
    """

    columns: tuple[str, ...]
    path: Path
    header_rows: tuple[tuple[str, ...], ...]
    report: ReadReport
    tidy: frozenset[int] = frozenset()
    iso: frozenset[int] = frozenset()
    without_plus: frozenset[int] = frozenset()
    repeating: frozenset[int] = frozenset()
    counted: "Counted" = field(default_factory=dict[int, Any])

    @property
    def refused(self) -> Path:
        """The file beside the table with every refused line as JSON, where any was refused."""
        return refused_beside(self.path)


def refused_beside(table: Path) -> Path:
    """Return where the refused lines of a table are kept: beside it."""
    return table.with_name("refused.json")


class Row(NamedTuple):
    """One record of a file before anything is known about it.

    Attributes:
        line: Where it starts, counted from 1.
        cells: Its fields; none for a blank line.
        raw: The physical lines it stands on.
        problem: Why it cannot be split into fields, empty when it can.
        forced: The cells that were written to stay text in a spreadsheet, by their places.
    """

    line: int
    cells: list[str]
    raw: Sequence[str]
    problem: str = ""
    forced: Mapping[int, str] = MappingProxyType({})

    @property
    def last_line(self) -> int:
        """The last physical line it stands on."""
        return self.line + len(self.raw) - 1


@dataclass(frozen=True)
class SourceShape:
    """What a source knows about itself once it was read to its end.

    Attributes:
        lines: Physical lines, or rows of the sheet.
        notes: What was done to it, as sentences.
        encoding: How its text was decoded; empty for workbooks.
        delimiter: Between its fields, empty where there is none.
        quote: Around its fields, empty where there is none.
        sheets: The sheets of a workbook, the one that was read first.
        skipped: Lines that are not given as records.
        sheet_rows: The rows with cells of each sheet; None of one without cells to read.
    """

    lines: int
    notes: tuple[str, ...]
    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    sheets: tuple[str, ...] = ()
    skipped: tuple[SkippedLines, ...] = ()
    sheet_rows: tuple[int | None, ...] = ()


@dataclass(frozen=True)
class Dialect:
    """How a file separates and encloses its fields.

    Attributes:
        delimiter: Between fields; empty when there is one column.
        quote: Around fields; empty when nothing is.
        backslash: Whether a quote inside a field is written as backslash and quote (it is
            doubled otherwise).
        spaced: Whether a space that belongs to no field follows each delimiter.
        starts: Where each column begins on every line, in a table of fixed width.
    """

    delimiter: str
    quote: str = '"'
    backslash: bool = False
    spaced: bool = False
    starts: tuple[int, ...] = ()

    @property
    def separator(self) -> str:
        """All that stands between two fields."""
        return f"{self.delimiter} " if self.spaced else self.delimiter


class RowSource(Protocol):
    """Something that gives the records of a file, as often as it is asked."""

    @property
    def dialect(self) -> Dialect | None:
        """How its fields are separated; None where cells stand by themselves."""
        ...

    def rows(self, width: int | None = None) -> Iterator[Row]:
        """Return the records in order; `width` is the header's, once it is known."""
        ...

    def shape(self) -> SourceShape:
        """Return what is known once `rows` has come to its end."""
        ...
