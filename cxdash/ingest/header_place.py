"""Which record of a file is the header: the first as wide as the table."""

from collections import Counter

from cxdash.ingest.cells import TYPED, cell_kind, is_total, usual_kind
from cxdash.ingest.header_details import is_counted
from cxdash.ingest.header_names import EVIDENCE_ROWS
from cxdash.ingest.header_repair import lacks_first_name
from cxdash.ingest.text_table import Row

MOST_PREAMBLE = 30
"""Records that may stand above the header."""

ALMOST_ALL = 0.95
"""Share of rows that must agree before a header is read in an unusual way."""


def header_position(filled: list[Row]) -> int:
    """Return which filled record is the header: the first as wide as the table.

    Titles and "From: / To:" pairs above it fill only the first one or two cells, even where
    every line is padded to the table's width.
    """
    usual = usual_width(filled)
    if usual <= 1 or lacks_first_name(filled, usual):
        return 0
    for position, row in enumerate(filled[: MOST_PREAMBLE + 1]):
        cells, end = sum(map(bool, row.cells)), reach(row.cells)
        enough = cells >= min(usual, 3) or (end >= usual and cells >= end - 1)
        if len(row.cells) >= usual and enough:
            above = _is_title(filled[position:], usual) or _is_no_name(filled[position:])
            return position + above
    return 0


def _is_title(rows: list[Row], usual: int) -> bool:
    """Whether a line wider than the table is a title with delimiters in it.

    The line below must look like the header: as wide as (nearly) all rows, with no number
    above the numbers.
    """
    if len(rows[0].cells) <= usual or len(rows) <= 2:  # noqa: PLR2004 - title, header and a row
        return False
    second, body = rows[1].cells, [row.cells for row in rows[2:]]
    even = sum(len(cells) == usual for cells in body) >= ALMOST_ALL * len(body)
    if len(second) != usual or not all(second) or not even:
        return False
    typed = any(cell_kind(cell) in TYPED for cell in body[0])
    return typed and not any(cell_kind(cell) in TYPED for cell in second)


def _is_no_name(rows: list[Row]) -> bool:
    """Whether a line of A, B, C or 1, 2, 3, or of totals, stands above the names.

    The line below it must be words, and numbers or dates stand below those.
    """
    if len(rows) <= 2 or not (is_counted(rows[0].cells) or _is_of_totals(rows[0].cells)):  # noqa: PLR2004 - the line, names, a row
        return False
    names, body = rows[1].cells, [row.cells for row in rows[2 : 2 + EVIDENCE_ROWS]]
    if len(names) != len(rows[0].cells) or len({*names}) < len(names) or not all(names):
        return False
    kinds = (usual_kind(row[at] for row in body if at < len(row)) for at in range(len(names)))
    return not any(cell_kind(name) in TYPED for name in names) and any(
        kind in TYPED for kind in kinds
    )


def _is_of_totals(cells: list[str]) -> bool:
    """Whether a line begins with a word of totals, and figures follow."""
    filled = [cell for cell in cells if cell]
    figures = filled[1:]
    return bool(figures) and is_total(filled[0]) and all(cell_kind(x) in TYPED for x in figures)


def usual_width(filled: list[Row]) -> int:
    """Return the most common number of fields, without those at the end that stay empty."""
    widths = Counter(len(row.cells) for row in filled)
    first = len(filled[0].cells)
    usual = max(widths, key=lambda width: (widths[width], width == first, width))
    return max(reach(row.cells) for row in filled if len(row.cells) == usual)


def reach(cells: list[str]) -> int:
    """Return the number of cells up to the last filled one."""
    return next((at for at in range(len(cells), 0, -1) if cells[at - 1]), 0)
