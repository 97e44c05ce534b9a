"""Another table in the same file: where it begins below a blank line, and where it ends."""

from cxdash.ingest.cells import TYPED, cell_kind, is_total
from cxdash.ingest.headers import Header
from cxdash.ingest.repair import Mender
from cxdash.ingest.text_table import Row

OTHER = "another table"
TITLE = "title of a further part"


class OtherTables:
    """Tells the records of the table from those of another one that stands below it."""

    def __init__(self, header: Header, mender: Mender) -> None:
        self._header = header
        self._mender = mender
        self._gap = False
        self._inside = False
        self._candidate: Row | None = None
        self.first_line = 0
        self.rests = True
        """Whether the next record is the table's own, whatever it is: no blank line was met."""

    def see_gap(self) -> None:
        """Remember that a blank line stands before the next record."""
        self._gap = True
        self.rests = False

    def sort(self, row: Row) -> tuple[list[Row], list[Row]]:
        """Return the records that are this table's and those that are another's, so far."""
        if self._inside:
            self._inside = not self._is_ours(row)
            return ([], [row]) if self._inside else ([row], [])
        if self._candidate is not None:
            held, self._candidate = self._candidate, None
            if self._is_ours(row):
                return [held, row], []
            self._inside = True
            self.first_line = self.first_line or held.line
            return [], [held, row]
        if self._gap and self._may_begin(row):
            self._candidate = row
            return [], []
        self._gap = self._gap and sum(map(bool, row.cells)) == 1
        self.rests = not self._gap
        return [row], []

    def finish(self) -> list[Row]:
        """Return what was still held back: one record alone is no table."""
        return [self._candidate] if self._candidate is not None else []

    def _may_begin(self, row: Row) -> bool:
        """Whether a record below a blank line can be the header of another table."""
        filled = [cell for cell in row.cells if cell]
        if len(filled) < 2 or is_total(filled[0]) or tuple(row.cells) in self._header.rows:  # noqa: PLR2004 - a table has two columns
            return False
        if any(cell_kind(cell) in TYPED for cell in filled):
            return False
        return len(row.cells) != len(self._header.names) or not self._header.fits(row.cells)

    def _is_ours(self, row: Row) -> bool:
        if tuple(row.cells) in self._header.rows:
            return True
        if len(row.cells) != len(self._header.names) or not self._header.fits(row.cells):
            return False
        typed = (
            bool(cell) and kind in TYPED
            for cell, kind in zip(row.cells, self._header.kinds, strict=True)
        )
        return any(typed) and self._mender.fits(row.cells)
