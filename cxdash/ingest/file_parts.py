"""The tables that stand in one file, each with its header and the lines it stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cxdash.ingest.cells import TYPED, cell_kind, is_total

if TYPE_CHECKING:
    from cxdash.ingest.headers import Header
    from cxdash.ingest.text_table import Row

FEWEST_ABOVE = 2
"""Rows under a line of names that make a block above the header a table of its own."""


@dataclass
class Part:
    """One table of a file that holds several.

    Attributes:
        names: The fields of its header, up to the last filled one.
        spans: The first and last line of each stretch it stands on, its header among them.
        filled: Its rows, the header among them.
        has_values: Whether numbers or dates stand in its rows.
    """

    names: tuple[str, ...]
    spans: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    filled: int = 0
    has_values: bool = False

    def holds(self, line: int) -> bool:
        """Whether a line is one of its own."""
        return any(first <= line <= last for first, last in self.spans)

    def add(self, row: Row, *, goes_on: bool) -> None:
        """Take one more record, on the stretch of the one before where it goes on."""
        self.filled += 1
        self.has_values = self.has_values or any(cell_kind(cell) in TYPED for cell in row.cells)
        first = self.spans.pop()[0] if goes_on else row.line
        self.spans.append((first, row.last_line))


class FurtherParts:
    """Takes the records below a table that are not its own, and tells their tables apart."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, ...], Part] = {}
        self._at: Part | None = None
        self._goes_on = False
        self._titles: list[Row] = []
        self._gap = False

    def see_gap(self) -> None:
        """Remember that a blank line stands before the next record."""
        self._gap = True

    def leave(self) -> None:
        """Remember that the table above goes on here."""
        self._keep_titles()
        self._at, self._goes_on = None, False

    def take(self, row: Row) -> None:
        """Take one record, the header of a part first."""
        is_title = self._gap and sum(map(bool, row.cells)) == 1
        if self._at is not None and is_title:
            self._titles.append(row)
            return
        names = filled_up_to_last(row.cells)
        if self._at is None or (self._gap and _is_headed_anew(self._at, names)):
            self._titles = []  # they name this part, not the one before
            self._at = self._parts.setdefault(names, Part(names))
            self._goes_on = False
        self._keep_titles()
        self._at.add(row, goes_on=self._goes_on)
        self._gap, self._goes_on = False, True

    def parts(self) -> list[Part]:
        """Return the tables that were told apart, in the order of the file."""
        self._keep_titles()
        return list(self._parts.values())

    def _keep_titles(self) -> None:
        """Count lines of one text as part of the table they stand in after all."""
        for title in self._titles:
            if self._at is not None:
                self._at.add(title, goes_on=self._goes_on)
        self._titles = []


def own_part(header: Header, rows: int) -> Part:
    """Return the table that a header found belongs to, with the line it begins in."""
    line = header.lines[0] if header.lines else header.last_line + 1
    names = filled_up_to_last(list(header.rows[0] if header.rows else header.names))
    return Part(names, [(line, line)], len(header.rows) + rows)


def parts_above(head: list[Row], header_line: int) -> list[Part]:
    """Return the tables that stand above the header, told from titles by the values in them.

    Args:
        head: The first records of the file.
        header_line: Where the header begins.
    """
    found: list[Part] = []
    block: list[Row] = []
    above = [row for row in head if row.line < header_line]
    for row in [*above, None]:
        if row is not None and any(row.cells):
            block.append(row)
            continue
        part = _of_block(block)
        found += [part] if part else []
        block = []
    return found


def is_header(cells: list[str] | tuple[str, ...]) -> bool:
    """Whether a record can be the names of a table: two or more, none a value or a total.

    A space behind the delimiter makes it a sentence with a comma.
    """
    filled = [cell for cell in cells if cell]
    return (
        len(filled) > 1
        and not any(cell[0].isspace() for cell in filled[1:])
        and not is_total(filled[0])
        and not any(cell_kind(cell) in TYPED for cell in filled)
    )


def filled_up_to_last(cells: list[str]) -> tuple[str, ...]:
    """Return the fields of a record without empty ones at its end."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)
    return tuple(cells[:last])


def _is_headed_anew(part: Part, names: tuple[str, ...]) -> bool:
    """Whether a record below a blank line is the header of a further table."""
    return is_header(names) and (len(names) != len(part.names) or part.has_values)


def _of_block(block: list[Row]) -> Part | None:
    """Return the table of lines without a blank one among them, None where they are none."""
    start = next((at for at, row in enumerate(block) if sum(map(bool, row.cells)) > 1), None)
    if start is None or len(block) - start <= FEWEST_ABOVE:
        return None
    names, rows = filled_up_to_last(block[start].cells), block[start + 1 :]
    values = [
        at
        for at in range(len(names))
        if all(len(row.cells) > at and cell_kind(row.cells[at]) in TYPED for row in rows)
    ]
    if not values or not all(names) or not is_header(names):
        return None
    part = Part(names)
    for at, row in enumerate(block[start:]):
        part.add(row, goes_on=at > 0)
    return part
