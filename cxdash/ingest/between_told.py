"""What each line between rows is, by the evidence of all rows: a total, a heading, or a row."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from cxdash.ingest.between import HEADING, SUBTOTAL, Between, Told, group_summed, sums_up_by_name
from cxdash.ingest.cells import cell_kind
from cxdash.ingest.headers import Header
from cxdash.ingest.judged_rows import JudgedRows
from cxdash.ingest.shapes import cannot_be
from cxdash.ingest.sparse import is_sparse, lacking
from cxdash.ingest.summing_lines import may_sum_up

FEWEST_ROWS: Final = 3
"""Rows that must be there before a line is held against them."""

MOST_CELLS, MOST_BYTES = 10_000_000, 128 * 1024**2
"""What a table may hold to be gone through in memory: reports with totals are far smaller."""

FEWEST_HEADINGS: Final = 2
"""Headings a file has that only their place shows to be headings."""

_GROUPS = (
    "Headings of groups stand between the rows; lines: {count:,}, the first is line {first} "
    "({text!r}). No column holds these groups: write them into one of their own if you want to "
    "split by them."
)
_WHOLE = (
    "Lines that sum up the rows above them were kept, as they leave nothing empty that rows fill; "
    "lines: {count:,}, the first is line {first} ({text!r}). Take them out of the file if they "
    "are totals."
)
_UNJUDGED = (
    "Lines that seem to sum up others were kept as rows: {count:,}, the first is line {first} "
    "({text!r}). In so large a file their figures are not added up: take them out if they are "
    "totals."
)
_NO_SUM = (
    "seems to sum up other rows, as it begins with {first!r} and leaves {lacks} empty, but its "
    "figures do not add up to theirs"
)
_NO_SUM_STEP = "Delete the line if it is a total, fill in {lacks} if it is a row, and upload again."
_NO_HEADING = (
    "fills only {column!r}, and not as the rows do, which all fill {lacks} too: it may be a "
    "heading, a remark or the beginning of a row"
)
_NO_HEADING_STEP = "Delete the line if it is no row, else fill in {lacks}, and upload again."


def told_between(
    path: Path, lines: list[Between], header: Header
) -> tuple[dict[int, Told], tuple[str, ...]]:
    """Return what those lines are that are no rows, by their numbers, and what there is to say.

    Args:
        path: The table as it was read, these lines among its rows or not.
        lines: The lines that may be none.
        header: The table's header.
    """
    if not lines:
        return {}, ()
    if _is_too_large(path):
        return {}, _said_of_unjudged(lines, header)
    rows = JudgedRows(path, lines, header)
    if rows.count < FEWEST_ROWS:
        return {}, ()
    told = {line.line: what for line in lines if (what := _as_total(line, rows)) is not None}
    headed = _as_headings([line for line in lines if line.line not in told], rows)
    headings = [line for line in lines if line.line in headed and headed[line.line].skip]
    whole = [line for line in lines if _is_whole_total(line, rows)]
    return told | headed, (*_said_of(headings, rows), *_said_of_whole(whole))


def _is_too_large(path: Path) -> bool:
    stated = pq.read_metadata(path)
    cells = stated.num_rows * stated.num_columns
    return cells > MOST_CELLS or path.stat().st_size > MOST_BYTES


def _said_of_unjudged(lines: list[Between], header: Header) -> tuple[str, ...]:
    """Say which rows of a large file begin as a total does."""
    width = len(header.names)
    named = [one for one in lines if len(one.cells) == width and may_sum_up(one.cells[one.first])]
    if not named:
        return ()
    text = named[0].cells[named[0].first]
    return (_UNJUDGED.format(count=len(named), first=named[0].line, text=text),)


def _said_of(headings: list[Between], rows: JudgedRows) -> tuple[str, ...]:
    """Say that the groups which headings name are in no column; nothing where they are."""
    texts = [line.cells[line.first] for line in headings]
    names = {each.rpartition(":")[2].strip() for each in texts}
    if not headings or any(names <= {*rows.values(at)} for at in rows.header.steady):
        return ()
    return (_GROUPS.format(count=len(texts), first=headings[0].line, text=texts[0]),)


def _as_total(line: Between, rows: JudgedRows) -> Told | None:
    """Return that a line is a total, or seems to be one; None where it may be a row."""
    lacks = lacking(line.cells, rows.always)
    if not lacks or not _has_figures_only(line, rows):
        return None
    first = line.cells[line.first]
    named = may_sum_up(first) or (sums_up_by_name(first) and not rows.may_begin_as(line.first))
    if (named or is_sparse(len(lacks), rows.always)) and _adds_up(line, rows):
        return Told(SUBTOTAL)
    if not named:
        return None
    lacks_key = bool(rows.keys & set(lacks))
    names_group = group_summed(first) in rows.beside(line, line.first)
    if lacks_key and (may_sum_up(first) or names_group):
        return Told(SUBTOTAL)
    has_figure = any(_is_figure(line, at) for at in line.filled)
    if not has_figure or not rows.was_read(line):
        return None
    names = rows.named(lacks)
    return Told("", _NO_SUM.format(first=first, lacks=names), _NO_SUM_STEP.format(lacks=names))


def _is_whole_total(line: Between, rows: JudgedRows) -> bool:
    """Whether a line adds up rows and yet lacks nothing: it stays a row, for it may be one."""
    is_named = may_sum_up(line.cells[line.first]) and not lacking(line.cells, rows.always)
    return is_named and _has_figures_only(line, rows) and _adds_up(line, rows)


def _said_of_whole(lines: list[Between]) -> tuple[str, ...]:
    if not lines:
        return ()
    text = lines[0].cells[lines[0].first]
    return (_WHOLE.format(count=len(lines), first=lines[0].line, text=text),)


def _adds_up(line: Between, rows: JudgedRows) -> bool:
    figures = {at: line.cells[at] for at in line.filled if _is_figure(line, at)}
    return bool(figures) and any(rows.sums.agree(figures, *span) for span in rows.spans_of(line))


def _has_figures_only(line: Between, rows: JudgedRows) -> bool:
    """Whether beside the first field stand figures, or what the rows beside hold there too."""
    width = len(rows.header.names)
    return not any(line.cells[width:]) and all(
        _is_figure(line, at)
        or line.cells[at] in rows.beside(line, at)
        or may_sum_up(line.cells[at])
        for at in line.filled
        if at != line.first
    )


def _is_figure(line: Between, at: int) -> bool:
    return cell_kind(line.cells[at]) == "number"


def _as_headings(lines: list[Between], rows: JudgedRows) -> dict[int, Told]:
    """Return which lines head a group of rows, or seem to."""
    alone = [line for line in lines if _stands_alone(line, rows)]
    at_left = [line for line in alone if line.first < len(rows.header.names) / 2]
    headings = [line for line in at_left if not sums_up_by_name(line.cells[line.first])]
    begin = any(rows.place[line.line] <= rows.first_row() for line in headings)
    unlike = [line for line in headings if _is_unlike(line, rows)]
    texts = {line.cells[line.first] for line in headings}
    if begin and (unlike or len(texts) >= FEWEST_HEADINGS) and _are_no_values(headings, rows):
        return {
            line.line: Told(HEADING)
            for line in headings
            if rows.place[line.line] <= rows.last_row()
        }
    return {line.line: _no_heading(line, rows) for line in unlike if rows.was_read(line)}


def _stands_alone(line: Between, rows: JudgedRows) -> bool:
    """Whether only one field of a line is filled, and rows fill two others at least."""
    lacks = lacking(line.cells, rows.always)
    return len(line.filled) == 1 and is_sparse(len(lacks), rows.always)


def _is_unlike(line: Between, rows: JudgedRows) -> bool:
    """Whether the text of a line stands against what its column holds."""
    values = rows.values(line.first)
    return len(values) >= FEWEST_ROWS and cannot_be(line.cells[line.first], values)


def _are_no_values(headings: list[Between], rows: JudgedRows) -> bool:
    """Whether no row holds the text of a heading where the heading stands."""
    texts: dict[int, set[str]] = {}
    for line in headings:
        texts.setdefault(line.first, set()).add(line.cells[line.first])
    return not any(rows.hold_any(at, found) for at, found in texts.items())


def _no_heading(line: Between, rows: JudgedRows) -> Told:
    lacks = rows.named([at for at in rows.always if at != line.first])
    column = rows.header.names[line.first]
    return Told(
        "", _NO_HEADING.format(column=column, lacks=lacks), _NO_HEADING_STEP.format(lacks=lacks)
    )
