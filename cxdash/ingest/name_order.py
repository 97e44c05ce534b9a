"""Exports put one behind the other whose columns stand in another order."""

from typing import Final

from cxdash.ingest.headers import Header
from cxdash.ingest.text_table import Row

FEWEST_NAMES: Final = 3
"""Names whose other order is no chance."""

TURNED: Final = (
    "The header stands again with its columns in another order, and rows below it were put in "
    "the order of the first"
)


class NameOrder:
    """Puts rows below a header in another order into the order of the first."""

    def __init__(self, header: Header) -> None:
        names = list(header.rows[0]) if header.rows else []
        are_different = len({*names}) == len(names) >= FEWEST_NAMES
        self._names = names if are_different else []
        self._order: list[int] | None = None

    @property
    def is_turned(self) -> bool:
        """Whether rows stand in another order now."""
        return self._order is not None

    def turns(self, cells: list[str]) -> bool:
        """Whether a record is the header in another order; the rows below it are then turned.

        The header in its own order ends that.
        """
        if len(cells) != len(self._names) or {*cells} != {*self._names}:
            return False
        is_other = cells != self._names
        self._order = [cells.index(name) for name in self._names] if is_other else None
        return is_other

    def straight(self, row: Row) -> Row:
        """Return a record in the order of the first header."""
        if self._order is None or len(row.cells) != len(self._names):
            return row
        return row._replace(cells=[row.cells[at] for at in self._order])
