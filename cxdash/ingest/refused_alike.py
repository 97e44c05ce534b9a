"""Lines of the shape of one that was refused: these come in few shapes, and are told at once."""

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.repair import Mender
from cxdash.ingest.shapes import SHAPES
from cxdash.ingest.summing_lines import may_sum_up
from cxdash.ingest.text_table import Row

MOST_IN_FOOTER = 2
"""Fields a footer fills that is no line of totals."""

Why = tuple[str, str]
"""Why a line is refused, and what to do."""


class RefusedAlike:
    """Remembers shapes of which every line is refused for one reason.

    Args:
        mender: Knows the shapes of lines that have no reading.
    """

    def __init__(self, mender: Mender) -> None:
        self._mender = mender
        self._known: dict[str, Why] = {}

    def learn(self, row: Row, why: Why) -> None:
        """Remember why a line is refused where any other one of its shape is too.

        A number or date makes it no header, a third field no footer; a total is looked for in each.
        """
        shape = row.raw[0].translate(SHAPES)
        if (
            shape in self._mender.unreadable
            and row.cells[0]
            and sum(map(bool, row.cells)) > MOST_IN_FOOTER
            and any(cell_kind(cell) in TYPED and cell.upper() == cell.lower() for cell in row.cells)
        ):
            self._known[shape] = why

    def why(self, row: Row) -> Why | None:
        """Return why a line is refused as one of its shape was before; None: judge it."""
        if not self._known or len(row.raw) != 1:
            return None
        why = self._known.get(row.raw[0].translate(SHAPES))
        return None if why is None or may_sum_up(row.cells[0]) else why
