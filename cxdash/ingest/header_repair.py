"""A header line with a fault in it, which leaves the first row to be taken for the header."""

from collections import Counter
from dataclasses import dataclass

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.repair import reading_that_fits
from cxdash.ingest.shapes import ColumnShape, table_shape
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.text_table import Dialect, Row

_DATES = frozenset(
    ("date", "day", "datum", "tag", "jour", "fecha", "dia", "data", "giorno", "dag", "timestamp",
     "time", "created", "opened", "closed")
)  # fmt: skip
"""Words of names that speak of dates."""

FIRST_NAMELESS = (
    "The header has one name less than the rows have fields: the first column is called 'column 1'."
)
NEARLY_ALL = 0.95
"""Share of rows that must have the same number of fields before a header is held against it."""

MENDED = "The header was mended: it has a delimiter or quote mark too many, or too few."


@dataclass(frozen=True)
class _NameShape(ColumnShape):
    """Looks like a name: there, and no number or date."""

    def fits(self, cell: str) -> bool:
        return bool(cell.strip()) and cell_kind(cell) not in TYPED


_NAME = _NameShape(frozenset(), frozenset(), frozenset("a"), frozenset("a"), may_be_empty=False)


def faulty_header(head: list[Row], first: Row, dialect: Dialect | None) -> tuple[Row, bool] | None:
    """Return the header above a row that was taken for it, or None where there is none.

    Args:
        head: The first records of the file.
        first: The record that seems to be the header.
        dialect: How fields are separated and enclosed.

    Returns:
        The header's record, and whether its names are in their columns: a header of another
        width leaves open which name belongs to which column.
    """
    width = len(first.cells)
    at = next(at for at, row in enumerate(head) if row.line == first.line)
    if dialect is None or at == 0 or width < 2 or not _is_row(first, head[at + 1 :], dialect):  # noqa: PLR2004 - one column has no delimiter
        return None
    above = head[at - 1]
    if above.last_line + 1 != first.line or len(above.raw) != 1:
        return None
    mended = reading_that_fits(above.raw[0], dialect, (_NAME,) * width)
    if mended is not None:
        return above._replace(cells=mended.cells, problem=""), True
    all_names = len(above.cells) > 1 and all(_NAME.fits(cell) for cell in above.cells)
    return (above, False) if all_names and abs(len(above.cells) - width) == 1 else None


def with_whole_brackets(names: Row, below: list[Row], dialect: Dialect | None) -> Row:
    """Return a header whose brackets hold delimiters, "Rating (1 = bad, 5 = good)", as one name.

    Only where the names are then as many as nearly all rows have fields.
    """
    widths = Counter(len(row.cells) for row in below if row.cells)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    if dialect is None or len(names.cells) <= width or count < NEARLY_ALL * widths.total():
        return names
    whole: list[str] = []
    for cell in names.cells:
        is_open = whole and whole[-1].count("(") > whole[-1].count(")")
        if is_open:
            whole[-1] += dialect.delimiter + cell
        else:
            whole.append(cell)
    return names._replace(cells=whole) if len(whole) == width else names


def with_own_width(names: Row, below: list[Row], dialect: Dialect | None) -> Row:
    """Return a header whose quotes hide its width, read as wide as nearly all rows are."""
    widths = Counter(len(row.cells) for row in below if row.cells)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    quoted = dialect is not None and dialect.quote in "".join(names.cells)
    if dialect is None or not quoted or len(names.raw) != 1 or width == len(names.cells):
        return names
    mended = reading_that_fits(names.raw[0], dialect, (_NAME,) * width)
    if mended is None or count < NEARLY_ALL * widths.total():
        return names
    return names._replace(cells=mended.cells)


def _is_row(first: Row, below: list[Row], dialect: Dialect) -> bool:
    """Whether a record looks like the rows below it in every column."""
    rows = [row.cells for row in below]
    shape = table_shape(rows, len(first.cells), quote=dialect.quote)
    return shape is not None and shape.has_form and shape.fits(first.cells)


def without_surplus_name(names: list[str], rows: list[list[str]]) -> list[str]:
    """Return a header without its one empty name where it has one name more than every row."""
    width = len(names) - 1
    empty = [at for at, name in enumerate(names) if not name.strip()]
    even = sum(len(row) == width for row in rows)
    if len(empty) != 1 or empty[0] == width or not even or even < NEARLY_ALL * len(rows):
        return names
    return [*names[: empty[0]], *names[empty[0] + 1 :]]


def reaches_further(names: list[str], rows: list[list[str]]) -> bool:
    """Whether every row has one field more than the header, and only blanks in it."""
    last = [row[len(names)] for row in rows if len(row) == len(names) + 1]
    blank = not any(cell.strip() for cell in last) and any(last)
    return blank and len(last) >= NEARLY_ALL * len(rows)


def lacks_first_name(filled: list[Row], usual: int) -> bool:
    """Whether the header leaves out the name of the rows' first column, as R writes it."""
    first, body = filled[0].cells, filled[1:]
    if len(first) + 1 != usual or not all(first) or len(first) < 2:  # noqa: PLR2004 - two names
        return False
    if any(cell_kind(cell) in TYPED for cell in first):
        return False
    full = [row.cells for row in body if len(row.cells) == usual]
    typed = full and any(cell_kind(cell) in TYPED for cell in full[0])
    labels = [cells[0] for cells in full]
    counted = labels[:1] in (["0"], ["1"]) and labels == [
        str(int(labels[0]) + at) for at in range(len(labels))
    ]
    named = not any(cell_kind(label) in TYPED for label in labels) and len(set(labels)) == len(full)
    if not typed or not (named or counted) or len(full) < NEARLY_ALL * len(body):
        return False
    return counted or not _stands_above_its_dates(first, full)


def _stands_above_its_dates(names: list[str], rows: list[list[str]]) -> bool:
    """Whether a name that speaks of dates stands above dates as it is: then a cell was split."""
    return any(
        bool(_DATES & {*words_of(name)}) and all(cell_kind(cells[at]) == "date" for cells in rows)
        for at, name in enumerate(names)
    )
