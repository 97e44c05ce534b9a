"""A file from outside becomes a table of text, and every line of it is accounted for."""

import hashlib
from dataclasses import replace
from itertools import islice
from pathlib import Path

from cxdash.errors import UnreadableFileError
from cxdash.ingest.blocks import first_block
from cxdash.ingest.body import Body
from cxdash.ingest.content import UNPACKING_SHARE, Content, Progress, no_progress, part_of, unpacked
from cxdash.ingest.delimited import DelimitedFile, omits_empty_ends
from cxdash.ingest.file_parts import Part, own_part, parts_above
from cxdash.ingest.file_tables import (
    FileTables,
    SheetTableAlone,
    TableAlone,
    TableHolding,
    sheet_of,
)
from cxdash.ingest.forced_text import bare
from cxdash.ingest.headers import Header, find_header
from cxdash.ingest.parquet import read_parquet
from cxdash.ingest.refused_lines import RefusedLines
from cxdash.ingest.repair import Mender
from cxdash.ingest.shapes import TableShape, table_shape
from cxdash.ingest.text_table import (
    Dialect,
    ReadReport,
    Row,
    RowSource,
    SourceShape,
    TextTable,
)
from cxdash.ingest.workbook import SheetWish, WorkbookSheet, refuse_sheet
from cxdash.ingest.writing import Writing

HEAD_ROWS = 1_000
"""Records read ahead to find the header and how rows end."""

MOST_REFUSED = 20_000
"""Refused rows that a file may have however few others it has; beyond, no more than others."""

_TABLE_FILE = "table.parquet"


def read_table(
    source: Path,
    work: Path,
    *,
    sheet: SheetWish = None,
    progress: Progress | None = None,
) -> TextTable:
    """Read a file's table as text.

    CSV and its relatives, gzip, a zip file with one table, XLSX, XLS, XLSB, ODS and Parquet are
    told apart by their content. Cells are not altered, except that NUL characters and a byte
    order mark are taken out; times of workbooks and Parquet files are written as ISO dates.

    Args:
        source: The file.
        work: A folder that exists; the table is written there.
        sheet: The sheet of a workbook or the table of a text file, or what chooses it from the
            names of all; by default the one with the most filled cells or rows.
        progress: Called with the share that is done, 0 to 1.

    Raises:
        UnreadableFileError: If the file holds no table that can be read.
    """
    report_progress = progress or no_progress
    content = unpacked(source, work, report_progress)
    if content.kind == "parquet" and isinstance(sheet, str):
        refuse_sheet(sheet, name=content.name)
    start = UNPACKING_SHARE if content.path != source else 0.0
    reading = part_of(report_progress, start, 1.0)
    target = work / _TABLE_FILE
    if content.kind == "parquet":
        table = read_parquet(content.path, target, name=content.name, progress=reading)
    elif content.kind == "text":
        table = _text_table(content, sheet, target, reading)
    else:
        table = _sheet_table(content, sheet, target, reading)
    report_progress(1.0)
    return table


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _text_table(content: Content, wish: SheetWish, target: Path, progress: Progress) -> TextTable:
    """Read the table of a text file; where it holds several, the one wished for or the fullest."""
    source = DelimitedFile(content.path, name=content.name, progress=progress)
    table, parts = _assemble(source, content, target)
    in_order = tuple(sorted(parts, key=lambda part: part.spans))
    tables = FileTables(in_order, parts[0], table.columns, content.name)
    chosen = tables.chosen(wish)
    if chosen is not tables.base:
        table, _ = _assemble(TableAlone(source, chosen), content, target)
    return replace(table, report=tables.told(table.report, chosen))


def _sheet_table(content: Content, wish: SheetWish, target: Path, progress: Progress) -> TextTable:
    """Read the table of a workbook; of several on its sheet the one wished for or the fullest."""
    book = WorkbookSheet(content.path, name=content.name, sheet=sheet_of(wish), progress=progress)
    table, parts = _assemble(book, content, target)
    in_order = tuple(sorted(parts, key=lambda part: part.spans))
    tables = FileTables(in_order, parts[0], table.columns, content.name, book.sheets[0])
    chosen = tables.chosen(_table_wish(wish, book.sheets, tables.names))
    if chosen is not tables.base:
        table, _ = _assemble(SheetTableAlone(book, chosen), content, target)
    return replace(table, report=tables.told(table.report, chosen))


def _table_wish(wish: SheetWish, sheets: tuple[str, ...], tables: tuple[str, ...]) -> SheetWish:
    """Return which table of a sheet is wished for, None where what was remembered is gone."""
    if not callable(wish) or isinstance(wish, TableHolding):
        return wish
    remembered = wish(sheets)
    return remembered if remembered in tables else None


def _assemble(source: RowSource, content: Content, target: Path) -> tuple[TextTable, list[Part]]:
    """Find the header, write the rows below it, and account for the lines.

    Returned beside the table are the tables that the file seems to hold, itself first.
    """
    head = list(map(bare, islice(source.rows(), HEAD_ROWS)))
    header = find_header(head, source.dialect)
    if header is None:
        broken = next((row for row in head if row.problem), None)
        why = f"line {broken.line} {broken.problem}" if broken else "no line has a value"
        check = "there is one row on each line" if broken else "it has rows"
        raise UnreadableFileError(
            f"{content.name} holds no table that can be read: {why}.",
            next_step=f"Export the table again and check that {check}.",
        )
    writing = Writing(
        source,
        header,
        Mender(_shape_below(header, head, source.dialect), source.dialect),
        target,
        pads=omits_empty_ends(head, header),
    )
    body, writer, more = writing.written()
    _refuse_no_table(body.refused, writer.rows, content.name)
    own = own_part(header, writer.rows + body.refused.count)
    parts = [own, *parts_above(head, own.spans[0][0]), *body.others.parts()]
    report = _report(source.shape(), content, header, body, rows=writer.rows)
    report = replace(report, notes=(*report.notes, *more))
    table = TextTable(
        columns=header.names,
        path=target,
        header_rows=header.rows,
        tidy=writer.tidiness.columns(),
        iso=writer.tidiness.iso(),
        without_plus=writer.tidiness.without_plus(),
        repeating=writer.repeating(),
        counted=writer.counted(),
        report=report,
    )
    return table, parts


def _refuse_no_table(refused: RefusedLines, rows: int, name: str) -> None:
    """Refuse a file of which no row, or fewer than were refused of very many, fit its header."""
    if not refused.count or (rows and refused.count <= max(rows, MOST_REFUSED)):
        return
    first = refused.first[0]
    counted = f"{refused.count:,} lines that do not fit its header and {rows:,} that do"
    has = "no line that fits its header" if not rows else counted
    raise UnreadableFileError(
        f"{name} has {has}: line {first.line} {first.reason}.",
        next_step="Check the delimiter and the header line, and export the table again, with "
        "quotes around text.",
    )


def _shape_below(header: Header, head: list[Row], dialect: Dialect | None) -> TableShape | None:
    rows = first_block(head, header.last_line)
    return table_shape(rows, len(header.names), quote=dialect.quote if dialect else "")


def _report(
    shape: SourceShape, content: Content, header: Header, body: Body, *, rows: int
) -> ReadReport:
    for span in shape.skipped:
        body.skips.add(span.first, span.last, span.why)
    notes = (*content.notes, *shape.notes, *header.notes, *body.notes())
    if not rows:
        notes = (*notes, "The file has a header and no rows.")
    return ReadReport(
        kind="csv" if content.kind == "text" else content.kind,
        encoding=shape.encoding,
        delimiter=shape.delimiter,
        quote=shape.quote,
        lines=shape.lines,
        rows=rows,
        header_lines=header.lines,
        skipped=body.skips.spans(),
        refused=tuple(body.refused.first),
        sheets=shape.sheets,
        sheet_rows=shape.sheet_rows,
        notes=notes,
        row_lines=body.row_lines,
        refused_lines=body.refused_lines,
        refused_rows=body.refused.count,
    )
