"""Reads a file written on the spot, and gives the rows that come out."""

from pathlib import Path

import pyarrow.parquet as pq

from cxdash.ingest.read import read_table
from cxdash.ingest.text_table import TextTable

COPIES = Path(__file__).parent.parent / "data"


def read(
    folder: Path, content: str | bytes | Path, name: str = "export.csv", *, sheet: str | None = None
) -> TextTable:
    """Read a file, or text written to a file of that name; every line must be accounted for."""
    source = content if isinstance(content, Path) else folder / name
    if not isinstance(content, Path):
        source.write_bytes(content.encode() if isinstance(content, str) else content)
    work = folder / "work"
    work.mkdir(exist_ok=True)
    table = read_table(source, work, sheet=sheet)
    assert table.report.accounted() == table.report.lines
    assert pq.read_metadata(table.path).num_rows == table.report.rows
    return table


def rows(table: TextTable) -> list[list[str | None]]:
    """Return the table's rows, without the line numbers."""
    return [list(row.values())[1:] for row in pq.read_table(table.path).to_pylist()]


def row_lines(table: TextTable) -> list[int]:
    """Return the line each row starts on."""
    return pq.read_table(table.path)["source_line"].to_pylist()


def refusals(table: TextTable) -> list[tuple[int, str]]:
    """Return line and reason of every refused line."""
    return [(refused.line, refused.reason) for refused in table.report.refused]


def skips(table: TextTable) -> list[tuple[int, int, str]]:
    """Return the skipped lines: first, last and why."""
    return [(span.first, span.last, span.why) for span in table.report.skipped]
