"""Where the header stands: below titles, above the rows, or nowhere."""

from dataclasses import dataclass, replace

from cxdash.ingest.blocks import first_block
from cxdash.ingest.cells import TYPED, CellKind, cell_kind, is_total, usual_kind
from cxdash.ingest.header_details import Details, details_below
from cxdash.ingest.header_layers import GROUPS, with_layers
from cxdash.ingest.header_names import EVIDENCE_ROWS, distinct_names, name_columns
from cxdash.ingest.header_place import ALMOST_ALL, header_position, reach, usual_width
from cxdash.ingest.header_repair import (
    FIRST_NAMELESS,
    MENDED,
    faulty_header,
    lacks_first_name,
    reaches_further,
    with_own_width,
    with_whole_brackets,
    without_surplus_name,
)
from cxdash.ingest.shapes import FIXED_LENGTH, shape_of
from cxdash.ingest.sparse import steady_columns
from cxdash.ingest.text_table import Dialect, Row, SkippedLines

MOST_SUMMING = 3
"""Lines at the end of a short list that may sum it up, and do not tell what its rows fill."""

FEWEST_IDS = 3
"""Different codes of one form below a code of this form that show it to be one of them."""

ABOVE = "above the header"
BLANK = "blank line"
NO_HEADER = 'The file has no header: its columns are called "column 1", "column 2" and so on.'


@dataclass(frozen=True)
class Header:
    """A file's header.

    Attributes:
        names: One for each column, none empty, none twice.
        rows: The header's records as they stand in the file.
        lines: The physical lines they stand on.
        last_line: The last line before the first row.
        skipped: Lines above the header.
        notes: What was done, as sentences.
        kinds: What the cells of each column look like, from the first rows.
        named_width: The columns up to the last one the file names; rows may end there.
        always_filled: The columns that each of the first rows fills.
        steady: The columns that most of the first rows fill.
        details: Further lines of the header that are no names: units, types, letters.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    last_line: int
    skipped: tuple[SkippedLines, ...]
    notes: tuple[str, ...]
    kinds: tuple[CellKind, ...]
    named_width: int
    always_filled: frozenset[int] = frozenset()
    steady: tuple[int, ...] = ()
    details: tuple[tuple[str, ...], ...] = ()

    def fits(self, cells: list[str]) -> bool:
        """Whether numbers and dates stand where this table has them.

        Cells that moved by a column after a lost or surplus delimiter do not.
        """
        return all(
            not cell or kind not in TYPED or cell_kind(cell) == kind
            for kind, cell in zip(self.kinds, cells, strict=False)
        )


def find_header(head: list[Row], dialect: Dialect | None = None) -> Header | None:
    """Return the header of a table from its first records, or None when all are blank.

    Args:
        head: The first records, blank ones included, enough to tell a header from rows.
        dialect: How the file separates and encloses fields, where it does.
    """
    filled = [row for row in head if any(row.cells)]
    if not filled:
        return None
    start = header_position(filled)
    below = filled[start + 1 :]
    filled[start] = with_own_width(filled[start], below, dialect)
    filled[start] = with_whole_brackets(filled[start], below, dialect)
    faulty = faulty_header(head, filled[start], dialect)
    if faulty is not None:
        header, in_place = faulty
        rows = [header, *filled[start:]]
        if in_place:
            return _header(head, rows[:1], header.cells, (MENDED,))
        return _unaligned(head, rows)
    body = [row.cells for row in below[:EVIDENCE_ROWS]]
    if _looks_like_row(filled[start].cells, body):
        return _without_header(head, filled[start:])
    return _named_header(head, filled, start)


def _named_header(head: list[Row], filled: list[Row], start: int) -> Header:
    """Return the header that begins at a record, with all the lines that belong to it."""
    body = [row.cells for row in filled[start + 1 : start + 1 + EVIDENCE_ROWS]]
    whole = without_surplus_name(filled[start].cells, body)
    notes = (MENDED,) if whole is not _as_read(head, filled[start]) else ()
    filled = [*filled[:start], filled[start]._replace(cells=whole), *filled[start + 1 :]]
    lines = [row.cells for row in filled]
    if lacks_first_name(filled, usual_width(filled)):
        lines[start], notes = ["", *whole], (*notes, FIRST_NAMELESS)
    elif reaches_further(whole, body):
        lines[start] = [*whole, ""]
    count, names, told = name_columns(lines[start:])
    first = start
    if count == 1:
        above, below, names = with_layers(lines, start)
        first, count = start - above, 1 + above + below
        told = (GROUPS,) if count > 1 else told
    below = first + count
    details = details_below(names, lines[below:]) if count == 1 else None
    if details is not None and details.count:
        names, told, below = details.names, details.notes, below + details.count
    width = _table_width(names, lines[below : below + EVIDENCE_ROWS])
    header = _header(head, filled[first:below], names[:width], (*notes, *told))
    return _with_details(header, details) if details is not None else header


def _with_details(header: Header, details: Details) -> Header:
    """Return a header whose rows are its names and the questions behind them, nothing else."""
    names, *others = header.rows
    questions = [others.pop(details.questions)] if details.questions is not None else []
    return replace(header, rows=(names, *questions), details=tuple(others))


def _as_read(head: list[Row], row: Row) -> list[str]:
    """Return a record's fields before anything was mended."""
    return next(each.cells for each in head if each.line == row.line)


def _unaligned(head: list[Row], rows: list[Row]) -> Header:
    """Return the header of a table whose names cannot be told to belong to which column."""
    names, width = len(rows[0].cells), len(rows[1].cells)
    note = (
        f"Line {rows[0].line} has {names} names for {width} columns, so it is not certain which "
        'name belongs where: the columns are called "column 1", "column 2" and so on.'
    )
    return _header(head, rows[:1], [""] * width, (note,))


def _header(head: list[Row], rows: list[Row], names: list[str], notes: tuple[str, ...]) -> Header:
    body = _full_rows(first_block(head, rows[-1].last_line), len(names))
    return Header(
        names=distinct_names(names),
        rows=tuple(tuple(row.cells) for row in rows),
        lines=tuple(line for row in rows for line in range(row.line, row.last_line + 1)),
        last_line=rows[-1].last_line,
        skipped=_above(head, rows),
        notes=notes,
        kinds=_column_kinds(body, len(names)),
        named_width=reach(names),
        always_filled=_always_filled(body, len(names)),
        steady=steady_columns(body, len(names)),
    )


def _looks_like_row(cells: list[str], body: list[list[str]]) -> bool:
    """Whether the would-be header is the first row of a table without one.

    So when every filled cell is a number or date and the cells below are alike, or when a
    date stands above dates. Years or 0, 1, 2 above numbers are a header.
    """
    kinds = [cell_kind(cell) for cell in cells]
    if any(_is_id_above_ids(cell, at, body) for at, cell in enumerate(cells)):
        below = (usual_kind(row[at] for row in body if at < len(row)) for at in range(len(cells)))
        return not any(
            own not in (*TYPED, "empty") and kind in TYPED
            for own, kind in zip(kinds, below, strict=True)
        )
    typed = [at for at, kind in enumerate(kinds) if kind in TYPED]
    if not typed:
        return False
    below = {at: usual_kind(row[at] for row in body if at < len(row)) for at in typed}
    alike = [at for at in typed if below[at] in (kinds[at], "empty")]
    if any(kinds[at] == "date" and below[at] == "date" for at in typed):
        return True
    all_typed = len(typed) == sum(kind != "empty" for kind in kinds)
    counted = len(cells) > 2 and cells == [str(at) for at in range(len(cells))]  # noqa: PLR2004 - fewer than three prove nothing
    return all_typed and len(alike) == len(typed) and not counted


def _is_id_above_ids(cell: str, at: int, body: list[list[str]]) -> bool:
    """Whether a cell is a code of letters and digits, another one in the form of all below it."""
    values = [row[at] for row in body if at < len(row) and row[at]]
    shape = shape_of(cell)
    has_form = len(cell) >= FIXED_LENGTH and "9" in shape and bool({*shape} - {"9"})
    alike = sum(shape_of(value) == shape for value in values)
    return (
        has_form
        and cell_kind(cell) == "code"
        and len(values) >= FEWEST_IDS
        and alike == len(values) == len({*values, cell}) - 1
    )


def _without_header(head: list[Row], rows: list[Row]) -> Header:
    width = max(len(row.cells) for row in rows[:1])
    body = _full_rows(first_block(head, rows[0].line - 1), width)
    return Header(
        names=tuple(f"column {at + 1}" for at in range(width)),
        rows=(),
        lines=(),
        last_line=rows[0].line - 1,
        skipped=_above(head, rows[:1]),
        notes=(NO_HEADER,),
        kinds=_column_kinds(body, width),
        named_width=width,
        always_filled=_always_filled(body, width),
        steady=steady_columns(body, width),
    )


def _table_width(first: list[str], body: list[list[str]]) -> int:
    """Return the header's width without empty names at its end that no row reaches."""
    widest = max((len(row) for row in body), default=0)
    return max(reach(first), min(len(first), widest))


def _full_rows(rows: list[list[str]], width: int) -> list[list[str]]:
    return [cells for cells in rows if len(cells) == width and not is_total(cells[0])]


def _always_filled(rows: list[list[str]], width: int) -> frozenset[int]:
    # The last rows seen may be what sums them up.
    seen = rows[:-MOST_SUMMING] or rows[:1]
    return frozenset(at for at in range(width) if seen and all(cells[at] for cells in seen))


def _column_kinds(rows: list[list[str]], width: int) -> tuple[CellKind, ...]:
    columns = zip(*rows, strict=True) if rows else [()] * width
    return tuple(usual_kind(column, share=ALMOST_ALL) for column in columns)


def _above(head: list[Row], header: list[Row]) -> tuple[SkippedLines, ...]:
    """Account for every line before the header, and for blank ones inside it."""
    last, header_lines = header[-1].line, {row.line for row in header}
    return tuple(
        SkippedLines(
            row.line, row.last_line, ABOVE if any(row.cells) or row.problem else BLANK, len(row.raw)
        )
        for row in head
        if row.line < last and row.line not in header_lines
    )
