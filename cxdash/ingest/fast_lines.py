"""A text file's rows on their two ways: plain lines in bulk, the others one by one, in order."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

import io
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from cxdash.ingest.body import Body
from cxdash.ingest.delimited import DelimitedFile
from cxdash.ingest.headers import Header
from cxdash.ingest.plain_lines import PlainLines, joined, lines_of
from cxdash.ingest.records import records
from cxdash.ingest.table_file import TableWriter, number_array
from cxdash.ingest.text_file import has_odd_ends
from cxdash.ingest.text_table import Row


class FastLines:
    """Takes a file's rows into a body, a block of whole lines at a time."""

    def __init__(
        self, source: DelimitedFile, header: Header, body: Body, writer: TableWriter
    ) -> None:
        self._source = source
        self._width = len(header.names)
        self._last_header_line = max(header.last_line, len(source.skipped))
        self._body = body
        self._writer = writer
        self._plain = PlainLines(source.dialect, header)
        self._line = 1
        """The number of the block's first line."""

    def take_all(self) -> None:
        """Take every row below the header."""
        left = ""
        self._writer.holds_back = True
        for text in self._source.texts():
            if text:
                left = self._take(left + text, at_end=False)
        if left:
            self._take(left, at_end=True)

    def _take(self, text: str, *, at_end: bool) -> str:
        """Take the rows of a block and return the lines of a record that runs beyond it."""
        if has_odd_ends(text):
            block = _Block.of_odd_ends(text)
        else:
            data = text.encode()
            lines = lines_of(data)
            block = _Block(data, lines, self._plain.told(lines))
        start = min(max(self._last_header_line - self._line + 1, 0), len(block))
        runs, end = self._walk(block, start, at_end=at_end)
        self._write(block, runs)
        self._line += end
        return block.text_from(end)

    def _walk(self, block: "_Block", at: int, *, at_end: bool) -> tuple[list[tuple[int, int]], int]:
        """Give what is not plain to the body; return the runs of plain lines, and where it ends."""
        runs: list[tuple[int, int]] = []
        odd = iter(block.odd())
        stop = next(odd, len(block))
        while at < len(block):
            while stop < at:
                stop = next(odd, len(block))
            if stop > at and self._body.rests:
                self._body.take_plain(stop - at)
                runs.append((at, stop))
                at = stop
                continue
            lines = _Lines(block.from_line(at))
            row = self._record(lines, self._line + at)
            if lines.ran_out and not at_end:
                return runs, at
            self._body.take(row)
            at = row.last_line - self._line + 1
        return runs, at

    def _record(self, lines: "_Lines", first_line: int) -> Row:
        dialect = self._source.dialect
        return next(records(lines, dialect, first_line=first_line, width=self._width))

    def _write(self, block: "_Block", runs: list[tuple[int, int]]) -> None:
        """Write the plain lines of a block, and what the body wrote meanwhile, in order."""
        if not runs:
            self._writer.end_block()
            return
        if runs == [(0, len(block))]:
            text, numbers = pa.py_buffer(block.data), range(self._line, self._line + len(block))
            self._writer.end_block(number_array(numbers), self._plain.split(text))
            return
        kept = pa.concat_arrays([block.lines[first:last] for first, last in runs])
        numbers = [self._line + at for first, last in runs for at in range(first, last)]
        self._writer.end_block(number_array(numbers), self._plain.split(joined(kept)))


class _Block:
    """Whole lines of a file, and which of them are plain."""

    def __init__(self, data: bytes, lines: pa.StringArray, plain: pa.BooleanArray) -> None:
        self.data = data
        self.lines = lines
        self._plain = plain
        self._texts: Sequence[str] | None = None

    @classmethod
    def of_odd_ends(cls, text: str) -> "_Block":
        """Return lines that end in other ways than LF or CR LF, none of them plain."""
        block = cls(b"", pa.nulls(0, pa.string()), pa.nulls(0, pa.bool_()))
        block._texts = list(io.StringIO(text, newline=""))
        return block

    def __len__(self) -> int:
        """How many lines it has."""
        return len(self.lines) if self._texts is None else len(self._texts)

    def odd(self) -> Sequence[int]:
        """Return the places of the lines that are not plain."""
        if not self.data:
            return range(len(self))
        return pc.indices_nonzero(pc.invert(self._plain)).to_pylist()

    def from_line(self, at: int) -> Iterator[str]:
        """Return the lines from one on, with their ends."""
        for place in range(at, len(self)):
            yield self._text(place)

    def text_from(self, at: int) -> str:
        """Return what follows from a line on, as it stands in the file."""
        return "".join(self.from_line(at))

    def _text(self, place: int) -> str:
        if self._texts is not None:
            return self._texts[place]
        is_last = place == len(self) - 1 and not self.data.endswith(b"\n")
        return self.lines[place].as_py() + ("" if is_last else "\n")


class _Lines:
    """Lines for the parser, which remember whether it asked for more than there are."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.ran_out = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        try:
            return next(self._lines)
        except StopIteration:
            self.ran_out = True
            raise
