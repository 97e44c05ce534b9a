"""Lines of the shape of one that was refused: these come in few shapes, and are told at once."""

from typing import Final

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.repair import Mender
from cxdash.ingest.shapes import SHAPES
from cxdash.ingest.summing_lines import may_sum_up
from cxdash.ingest.text_table import Row

MOST_IN_FOOTER = 2
"""Fields a footer fills that is no line of totals."""

Why = tuple[str, str]
"""Why a line is refused, and what to do."""

_SHAPES: Final = bytes(SHAPES.get(byte, chr(byte)).encode("latin-1")[0] for byte in range(256))
"""`SHAPES` for the bytes of a line: many times as quick."""


class RefusedAlike:
    """Remembers shapes of which every line is refused for one reason.

    Args:
        mender: Knows the shapes of lines that have no reading.
    """

    def __init__(self, mender: Mender) -> None:
        self._mender = mender
        self._known: dict[bytes, Why] = {}

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
            self._known[shape.encode()] = why

    def why(self, row: Row) -> Why | None:
        """Return why a line is refused as one of its shape was before; None: judge it."""
        if not self._known or len(row.raw) != 1:
            return None
        why = self.why_line(row.raw[0].encode())
        return None if why is None or may_sum_up(row.cells[0]) else why

    def why_line(self, line: bytes) -> Why | None:
        """Return the same of a line known to be no total, with its end; None: split and judge it.

        One of this shape was a record of its own, so this one is, wherever quote marks stand in it.
        """
        return self._known.get(line.translate(_SHAPES))
