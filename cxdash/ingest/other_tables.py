"""Another table in the same file: where it begins below the first, and where it ends."""

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.file_parts import FurtherParts, Part, is_header
from cxdash.ingest.headers import Header
from cxdash.ingest.repair import Mender
from cxdash.ingest.text_table import Row

OTHER = "another table"
TITLE = "title of a further part"

FEWEST_NAMES = 3
"""Names a header has that no blank line parts from the table above it: fewer may be a torn row."""

ROWS_PROVING = 2
"""Rows of its own width that such a header needs below it."""


class OtherTables:
    """Tells the records of the table from those of another one that stands below it."""

    def __init__(self, header: Header, mender: Mender) -> None:
        self._header = header
        self._mender = mender
        self._gap = False
        self._inside = False
        self._held: list[Row] = []
        self._wanted = 0
        self._parts = FurtherParts()
        self.rests = True
        """Whether the next record of the table's width is its own: no blank line was met."""

    def see_gap(self) -> None:
        """Remember that a blank line stands before the next record."""
        self._gap = True
        self._parts.see_gap()
        self.rests = False

    def sort(self, row: Row) -> tuple[list[Row], list[Row]]:
        """Return the records that are this table's and those that are another's, so far."""
        if self._inside:
            self._inside = not self._is_ours(row)
            if self._inside:
                self._parts.take(row)
                return [], [row]
            self._parts.leave()
            return [row], []
        if self._held:
            return self._proved(row)
        if self._gap and self._may_begin(row):
            return self._hold(row, 1)
        if not self._gap and self._may_follow(row):
            return self._hold(row, ROWS_PROVING)
        self._gap = self._gap and sum(map(bool, row.cells)) == 1
        self.rests = not self._gap
        return [row], []

    def finish(self) -> list[Row]:
        """Return what was still held back: a header alone is no table."""
        return self._held

    def parts(self) -> list[Part]:
        """Return the other tables, each with its lines."""
        return self._parts.parts()

    def _hold(self, row: Row, rows: int) -> tuple[list[Row], list[Row]]:
        self._held, self._wanted, self.rests = [row], rows, False
        return [], []

    def _proved(self, row: Row) -> tuple[list[Row], list[Row]]:
        """Hold a further record back until there are enough to tell what they are."""
        if self._is_ours(row) or not (self._gap or self._goes_on(row)):
            held, self._held = self._held, []
            self.rests = not self._gap
            return [*held, row], []
        self._held.append(row)
        if len(self._held) <= self._wanted:
            return [], []
        held, self._held = self._held, []
        self._inside = True
        for each in held:
            self._parts.take(each)
        return [], held

    def _may_begin(self, row: Row) -> bool:
        """Whether a record below a blank line can be the header of another table."""
        if not is_header(row.cells) or tuple(row.cells) in self._header.rows:
            return False
        return len(row.cells) != len(self._header.names) or not self._header.fits(row.cells)

    def _may_follow(self, row: Row) -> bool:
        """Whether a record right below a row can be the header of another table."""
        names = row.cells
        if len(names) < FEWEST_NAMES or len(names) == len(self._header.names):
            return False
        if not all(names) or len(set(names)) < len(names) or not is_header(names):
            return False
        other = len(names) > len(self._header.names) or not self._header.fits(names)
        return other and len(row.raw) == 1 and self._mender.mend(row.raw[0]) is None

    def _goes_on(self, row: Row) -> bool:
        """Whether a record can be a row below the header held back."""
        as_wide = len(row.cells) == len(self._held[0].cells)
        return as_wide and any(cell_kind(cell) in TYPED for cell in row.cells)

    def _reaches_further(self, cells: list[str]) -> bool:
        """Whether a row of a sheet, where all are as wide, fills columns this table has not."""
        first = self._header.named_width
        beyond = zip(cells[first:], self._header.kinds[first:], strict=True)
        return any(cell and kind == "empty" for cell, kind in beyond)

    def _is_ours(self, row: Row) -> bool:
        if tuple(row.cells) in self._header.rows:
            return True
        if len(row.cells) != len(self._header.names) or not self._header.fits(row.cells):
            return False
        if self._reaches_further(row.cells):
            return False
        typed = (
            bool(cell) and kind in TYPED
            for cell, kind in zip(row.cells, self._header.kinds, strict=True)
        )
        return any(typed) and self._mender.fits(row.cells)
