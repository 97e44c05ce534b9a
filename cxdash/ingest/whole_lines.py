"""Files in which quotes enclose whole lines, so that each row is one field that holds them all."""

from collections.abc import Iterator
from typing import Final

from cxdash.ingest.cells import TYPED, cell_kind
from cxdash.ingest.dialect import find_dialect
from cxdash.ingest.records import records
from cxdash.ingest.text_table import Dialect, Row

FEWEST_ROWS: Final = 2
"""Lines below the names that must hold as many fields as they do."""

FEWEST_FIELDS: Final = 3
"""Fields of such a line: two may be a sentence with a comma."""

UNWRAPPED: Final = "Quotes stood around whole lines; they were taken off, and the lines split."


def inner_dialect(block: list[str], dialect: Dialect) -> Dialect | None:
    """Return how the fields inside whole quoted lines are separated, None where they are none.

    Args:
        block: The first lines of the file.
        dialect: How the file seems to be written: in one column.
    """
    if dialect.delimiter or not dialect.quote:
        return None
    lines = [line.rstrip("\r\n") for line in block if line.strip()]
    rows = [row.cells for row in records(block, dialect) if any(row.cells)]
    mark = dialect.quote
    if len(rows) <= FEWEST_ROWS or not all(line.startswith(mark) for line in lines):
        return None
    texts = [cells[0] + "\n" for cells in rows if len(cells) == 1]
    inner = find_dialect([texts])
    split = [row.cells for row in records(texts, inner)]
    widths = {len(cells) for cells in split}
    names = split[0] if split else []
    if len(texts) < len(rows) or len(widths) > 1 or len(names) < FEWEST_FIELDS:
        return None
    are_names = all(names) and not any(cell_kind(name) in TYPED for name in names)
    return inner if inner.delimiter and are_names else None


def unwrapped(rows: Iterator[Row], inner: Dialect, width: int | None) -> Iterator[Row]:
    """Return the records inside whole quoted lines; each keeps its line."""
    for row in rows:
        if row.problem or len(row.cells) != 1 or not row.cells[0]:
            yield row
            continue
        found = list(records([row.cells[0] + "\n"], inner, first_line=row.line, width=width))
        raw = [row.cells[0] + "\n"] if len(row.raw) == 1 else row.raw
        yield found[0]._replace(raw=raw) if len(found) == 1 else row
