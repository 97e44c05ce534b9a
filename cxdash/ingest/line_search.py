"""The search for every way to read a line that has at most one fault in it."""

from collections.abc import Iterator
from typing import NamedTuple

from cxdash.ingest.shapes import LONGEST_SHAPE, ColumnShape, shape_of

MOST_STEPS = 4_000
"""Fields looked at in search of a reading before the line is given up."""

SPLIT = "A delimiter that was lost was put back"
DROPPED = "A surplus delimiter was left out"
JOINED = "A field that holds the delimiter without quotes was kept whole"
QUOTED = "A stray quote mark was read as part of its field"
OTHERWISE = "A line with another delimiter was split by that one"


class _Field(NamedTuple):
    """One way a field can be read: its text, where the reading goes on, and the fault in it."""

    text: str
    end: int
    fault: str = ""
    glued: bool = False


class Reading(NamedTuple):
    """A line's fields, and the fault in it."""

    cells: tuple[str, ...]
    what: str


class LineSearch:
    """The search for every reading of one line with at most one fault."""

    def __init__(
        self,
        line: str,
        delimiter: str,
        quote: str,
        columns: tuple[ColumnShape, ...],
        *,
        joins_freely: bool = False,
    ) -> None:
        self._line = line
        self._delimiter = delimiter
        self._quote = quote
        self._columns = columns
        self._joins_freely = joins_freely
        self._steps = 0
        self._found: set[Reading] = set()
        self._last_quote = line.rfind(quote)

    def readings(self) -> set[Reading] | None:
        """Return the readings, at most two different ones; None when there are too many to try."""
        try:
            # Another delimiter is fault enough: nothing else may be wrong with the line.
            self._read(0, (), OTHERWISE if self._joins_freely else "")
        except _GivenUpError:
            return None
        return self._found

    def _read(self, at: int, cells: tuple[str, ...], fault: str) -> None:
        """Read the field that starts at `at`, in every way, and what follows it."""
        self._steps += 1
        if self._steps > MOST_STEPS or self._has_two():
            raise _GivenUpError
        if len(cells) == len(self._columns):
            # What is left is a delimiter at the end of the line, with nothing behind it.
            if at == len(self._line) and not fault:
                self._found.add(Reading(cells, DROPPED))
            return
        column = self._columns[len(cells)]
        spare = self._spare(at, len(cells))
        if fault and spare:
            return
        for field in self._fields(at, column, spare, fault=bool(fault)):
            bare = field.text.removeprefix(self._quote) if field.fault == QUOTED else field.text
            if not column.fits(bare):
                continue
            if field.glued and not self._is_boundary(field, len(cells)):
                continue
            self._go_on(field, (*cells, field.text), field.fault or fault)
        if not fault and spare in (None, 1) and self._line.startswith(self._delimiter, at):
            self._read(at + len(self._delimiter), cells, DROPPED)

    def _spare(self, at: int, taken: int) -> int | None:
        """Return how many more fields are left than columns; None where that depends on quotes."""
        if self._joins_freely or at <= self._last_quote:
            return None
        return self._line.count(self._delimiter, at) + 1 - (len(self._columns) - taken)

    def _has_two(self) -> bool:
        return len(self._found) > 1 and len({each.cells for each in self._found}) > 1

    def _go_on(self, field: _Field, cells: tuple[str, ...], fault: str) -> None:
        if field.glued:
            self._read(field.end, cells, fault)
        elif field.end < len(self._line):
            self._read(field.end + len(self._delimiter), cells, fault)
        elif len(cells) == len(self._columns):
            self._found.add(Reading(cells, fault))
        elif not fault and self._is_all_but_empty_end(cells):
            self._found.add(Reading((*cells, ""), SPLIT))

    def _is_all_but_empty_end(self, cells: tuple[str, ...]) -> bool:
        """Whether only the last delimiter is missing, and behind it nothing ever stands."""
        return len(cells) == len(self._columns) - 1 and self._columns[-1].is_always_empty

    def _is_boundary(self, field: _Field, column: int) -> bool:
        """Whether a delimiter can have stood after this field, by what stands on both sides."""
        if column + 1 >= len(self._columns):
            return False
        if self._quote in self._line[field.end - 1 : field.end + 1]:
            return True
        left, right = self._columns[column], self._columns[column + 1]
        if left.is_text and right.is_text:
            return False
        before, after = shape_of(self._line[field.end - 1]), shape_of(self._line[field.end])
        if left.is_text and before not in left.ends:
            return False
        changes = before.casefold() != after.casefold()
        return changes or left.is_telling or right.is_telling

    def _fields(
        self, at: int, column: ColumnShape, spare: int | None, *, fault: bool
    ) -> Iterator[_Field]:
        """Yield every way to read the field that starts at `at` and may lead to a reading.

        One fault must make up for all fields to spare, where their number is known.
        """
        if self._line.startswith(self._quote, at):
            yield from self._quoted(at, fault=fault)
            if not fault:
                yield _Field(self._line[at : self._next(at)], self._next(at), QUOTED)
            return
        end = self._next(at)
        stray = self._quote in self._line[at:end]
        if not (stray and fault):
            yield _Field(self._line[at:end], end, QUOTED if stray else "")
        if self._joins_freely:
            yield from self._joined(at, end, "", column)
        elif not fault:
            if spare is None or spare > 0:
                yield from self._joined(at, end, JOINED, column)
            for split in range(at + 1, end) if spare in (None, -1) else ():
                if column.exact and min(split - at, LONGEST_SHAPE) not in column.lengths:
                    continue
                yield _Field(self._line[at:split], split, SPLIT, glued=True)

    def _joined(self, at: int, end: int, fault: str, column: ColumnShape) -> Iterator[_Field]:
        """Yield the field grown over the delimiters that may belong to it."""
        if end - at < LONGEST_SHAPE and column.never_holds(self._delimiter):
            return
        while at < end < len(self._line):
            behind = end + len(self._delimiter)
            stop = self._next(behind)
            if stop == behind or self._line.startswith(self._quote, behind):
                return
            end = stop
            yield _Field(self._line[at:end], end, fault)

    def _quoted(self, at: int, *, fault: bool) -> Iterator[_Field]:
        """Yield every way a quoted field can close: as it should, or around a stray quote."""
        line, quote = self._line, self._quote
        closing = line.find(quote, at + 1)
        regular = True
        while closing >= 0:
            doubled = line.startswith(quote, closing + 1)
            text = line[at + 1 : closing].replace(quote * 2, quote)
            if self._is_edge(closing + 1) and (regular or not fault):
                yield _Field(text, closing + 1, "" if regular else QUOTED)
            elif not fault and regular:
                yield _Field(text, closing + 1, SPLIT, glued=True)
            if doubled and not fault and self._is_edge(closing + 2):
                inner = line[at + 1 : closing + 1].replace(quote * 2, quote)
                yield _Field(inner, closing + 2, QUOTED)
            if regular and not doubled:
                if fault:
                    return
                regular = False
            closing = line.find(quote, closing + (2 if doubled else 1))

    def _is_edge(self, at: int) -> bool:
        return at == len(self._line) or self._line.startswith(self._delimiter, at)

    def _next(self, at: int) -> int:
        """Return where the next delimiter stands, or the end of the line."""
        end = self._line.find(self._delimiter, at)
        return end if end >= 0 else len(self._line)


class _GivenUpError(Exception):
    """There are too many readings, or already two."""
