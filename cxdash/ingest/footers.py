"""Which of the last lines of a table are totals or a footer, and no rows."""

from cxdash.ingest.cells import cell_kind, is_colophon, is_total
from cxdash.ingest.headers import Header
from cxdash.ingest.refused_alike import MOST_IN_FOOTER
from cxdash.ingest.repair import Mender
from cxdash.ingest.sparse import is_sparse, lacking
from cxdash.ingest.summing_lines import may_sum_up, sums_up
from cxdash.ingest.text_table import Row

MOST_FOOTER = 50
"""Records at the end that may be totals or a footer."""


def may_be_footer(cells: list[str], header: Header) -> bool:
    """Whether a line is one where it is the last; no row need look otherwise."""
    width = len(header.names)
    return (
        len(cells) < width
        or not cells[0]
        or may_sum_up(cells[0])
        or not any(cells[min(2, width - 1) :])
        or is_sparse(len(lacking(cells, header.steady)), header.steady)
    )


def is_footer(row: Row, header: Header, mender: Mender) -> bool:
    """Whether one of the last lines of a table is a total or a footer."""
    width = len(header.names)
    filled = [cell for cell in row.cells if cell]
    first = filled[0].strip()
    if _is_whole(row.cells, header, mender):
        return False
    if is_total(first) or sums_up(row.cells, header, mender):
        return True
    if len(row.cells) != width and mender.mend(row.raw[0]):
        return False
    few = len(filled) <= min(MOST_IN_FOOTER, width - 1)
    if few and is_colophon(first):
        return True
    unlike = header.kinds[0] in ("number", "date", "code") and (cell_kind(first) != header.kinds[0])
    return few and bool(row.cells[0]) and unlike


def _is_whole(cells: list[str], header: Header, mender: Mender) -> bool:
    """Whether a line has all that the rows have, a date or a number of its own among it.

    A customer may be called "Total", and nobody sums up dates.
    """
    if len(cells) != len(header.names) or any(not cells[at] for at in header.always_filled):
        return False
    own = (
        bool(cell) and (kind == "date" or (kind == "code" and any(map(str.isdigit, cell))))
        for kind, cell in zip(header.kinds[1:], cells[1:], strict=True)
    )
    return header.fits(cells) and mender.fits(cells) and any(own)
