"""A text file's rows on their two ways: plain lines in bulk, the others one by one, in order."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from cxdash.ingest.arrow_columns import Numbers, number_array
from cxdash.ingest.body import Body
from cxdash.ingest.delimited import DelimitedFile
from cxdash.ingest.headers import Header
from cxdash.ingest.plain_lines import PlainLines, PlainRows, line_ends
from cxdash.ingest.records import LONGEST_FIELD, records
from cxdash.ingest.table_file import TableWriter
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
        """Take every row below the header; the next block is split while one is gone through."""
        left = b""
        self._writer.holds_back = True
        with ThreadPoolExecutor(max_workers=1) as ahead:
            for lines, split in self._split_ahead(ahead):
                block = self._block(left + lines) if left else split.result()
                left = self._take(block, at_end=False)
        if left:
            self._take(self._block(left), at_end=True)

    def _split_ahead(
        self, ahead: ThreadPoolExecutor
    ) -> "Iterator[tuple[bytes, Future[_Block | _OddBlock]]]":
        """Yield whole lines with their block, once the following ones are on their way."""
        before = None
        for lines in filter(None, self._source.blocks()):
            begun = lines, ahead.submit(self._block, lines)
            if before is not None:
                yield before
            before = begun
        if before is not None:
            yield before

    def _block(self, lines: bytes) -> "_Block | _OddBlock":
        return _OddBlock(lines) if has_odd_ends(lines) else _Block(lines, self._plain)

    def _take(self, block: "_Block | _OddBlock", *, at_end: bool) -> bytes:
        """Take the rows of a block and return the lines of a record that runs beyond it."""
        start = min(max(self._last_header_line - self._line + 1, 0), len(block))
        runs, end = self._walk(block, start, at_end=at_end)
        rows = block.rows(runs)
        if rows is None:
            self._writer.end_block()
        else:
            self._writer.end_block(number_array(rows.places + self._line), rows.columns)
        self._line += end
        if self._body.between.gave_up:
            self._plain.steady = ()
        return block.bytes_from(end)

    def _walk(
        self, block: "_Block | _OddBlock", at: int, *, at_end: bool
    ) -> tuple[list[tuple[int, int]], int]:
        """Give what is not plain to the body; return the runs of plain lines, and where it ends."""
        runs: list[tuple[int, int]] = []
        odd, count = iter(block.odd()), len(block)
        stop = next(odd, count)
        while at < count:
            while stop < at:
                stop = next(odd, count)
            if stop > at and self._body.rests:
                self._body.take_plain(stop - at)
                runs.append((at, stop))
                at = stop
                continue
            line = block.bytes_of(at)
            if not self._plain.opens_oddly(line) and self._body.take_known(self._line + at, line):
                at += 1
                continue
            row = self._record(block, at, at_end=at_end)
            if row is None:
                return runs, at
            self._body.take(row)
            at = row.last_line - self._line + 1
        return runs, at

    def _record(self, block: "_Block | _OddBlock", at: int, *, at_end: bool) -> Row | None:
        """Return the record that begins on a line; None where it runs beyond the block."""
        dialect, number = self._source.dialect, self._line + at
        line = block.line(at)
        text = line.removesuffix("\n").removesuffix("\r")
        if dialect.quote and text and not _needs_parser(text, dialect.quote):
            return Row(number, text.split(dialect.delimiter), [line])
        lines = _Lines(block.from_line(at))
        row = next(records(lines, dialect, first_line=number, width=self._width))
        return None if lines.ran_out and not at_end else row


class _Block:
    """Whole lines of a file, and which of them are plain."""

    def __init__(self, lines: bytes, plain: PlainLines) -> None:
        self._bytes = lines
        self._ends = line_ends(lines)
        self._rows = plain.told(lines, self._ends)

    def __len__(self) -> int:
        """How many lines it has."""
        return self._ends.size

    def odd(self) -> Sequence[int]:
        """Return the places of the lines that are not plain."""
        if self._rows.places.size == len(self):
            return ()
        return _others(self._rows.places, len(self)).tolist()

    def rows(self, runs: list[tuple[int, int]]) -> PlainRows | None:
        """Return the plain lines of some runs; None where there are none."""
        if not runs:
            return None
        if runs == [(0, len(self))]:
            return self._rows
        wanted = np.zeros(len(self) + 1, np.int8)
        for first, last in runs:
            wanted[first], wanted[last] = wanted[first] + 1, wanted[last] - 1
        return self._rows.kept(np.cumsum(wanted)[self._rows.places] > 0)

    def from_line(self, at: int) -> Iterator[str]:
        """Return the lines from one on, with their ends."""
        return map(self.line, range(at, len(self)))

    def line(self, at: int) -> str:
        """Return one line with its end."""
        return self.bytes_of(at).decode()

    def bytes_of(self, at: int) -> bytes:
        """Return one line with its end, as it stands in the file."""
        return self._bytes[self._begin(at) : int(self._ends[at]) + 1]

    def bytes_from(self, at: int) -> bytes:
        """Return what follows from a line on, as it stands in the file."""
        return self._bytes[self._begin(at) :]

    def _begin(self, place: int) -> int:
        return int(self._ends[place - 1]) + 1 if place else 0


class _OddBlock:
    """Lines that end in other ways than LF or CR LF, none of them plain."""

    def __init__(self, lines: bytes) -> None:
        self._lines = list(io.StringIO(lines.decode(), newline=""))

    def __len__(self) -> int:
        """How many lines it has."""
        return len(self._lines)

    def odd(self) -> Sequence[int]:
        """Return the places of the lines that are not plain: all."""
        return range(len(self))

    def rows(self, runs: list[tuple[int, int]]) -> None:
        """Return no plain lines: there are no runs of them."""
        del runs

    def from_line(self, at: int) -> Iterator[str]:
        """Return the lines from one on, with their ends."""
        return iter(self._lines[at:])

    def line(self, at: int) -> str:
        """Return one line with its end."""
        return self._lines[at]

    def bytes_of(self, at: int) -> bytes:
        """Return one line with its end, as it stands in the file."""
        return self._lines[at].encode()

    def bytes_from(self, at: int) -> bytes:
        """Return what follows from a line on, as it stands in the file."""
        return "".join(self._lines[at:]).encode()


def _others(places: Numbers, count: int) -> Numbers:
    """Return the places up to a count that are not among the given ones."""
    others = np.ones(count, np.bool_)
    others[places] = False
    return np.flatnonzero(others)


def _needs_parser(line: str, quote: str) -> bool:
    """Whether a line without its end may be other than fields with delimiters between them."""
    return quote in line or "\r" in line or len(line) > LONGEST_FIELD


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
