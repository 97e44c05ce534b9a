"""What a spreadsheet did to a file before it came here: formulas that failed, ids made shorter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.sqltext import list_sql
from cxdash.ingest.typed import FORMULA_ERRORS

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch

SHORTENED: Final = r"^\d(?:[.,]\d+)?E\+\d{1,2}$"
"""How spreadsheets write long numbers: 2.02503E+11 stands for a million of them."""


def formula_errors(scratch: Scratch, cells: Cells, mapping: Mapping) -> tuple[str, ...]:
    """Say in which mapped columns formulas failed: their cells are read as empty."""
    return _said(
        scratch,
        cells,
        [name for name in _columns(mapping) if cells.columns.index(name) not in cells.tidy],
        f"lower(trim(v)) IN {list_sql(FORMULA_ERRORS)}",
        "in which a formula failed ({example} in line {line}): read as empty. Mend the formula and "
        "export the file again.",
    )


def shortened_ids(scratch: Scratch, cells: Cells, mapping: Mapping) -> tuple[str, ...]:
    """Say which ids a spreadsheet wrote in fewer digits, so that several look the same."""
    ids = {
        name
        for feed in mapping.feeds
        for field, source in feed.fields.items()
        for name in source.columns
        if field.endswith("_id") and cells.columns.index(name) not in cells.without_plus
    }
    return _said(
        scratch,
        cells,
        sorted(ids, key=cells.columns.index),
        f"contains(v, 'E+') AND regexp_matches(trim(v), '{SHORTENED}')",
        "in which a spreadsheet shortened the id ({example} in line {line}): different ids look "
        "the same, and a row takes the place of another one. Export the file again and load it "
        "without opening it in a spreadsheet.",
    )


def _said(
    scratch: Scratch, cells: Cells, names: list[str], condition: str, what: str
) -> tuple[str, ...]:
    """Say of each column some of whose cells meet a condition how many do, and which the first."""
    said: list[str] = []
    for name in names:
        found = _found(scratch, cells, cells.columns.index(name), condition)
        if found:
            count, line, example = found
            told = what.format(example=example, line=line)
            said.append(f"'{name}' holds {_cells(count)} {told}")
    return tuple(said)


def _columns(mapping: Mapping) -> tuple[str, ...]:
    """Return the columns that a mapping reads, each once."""
    read = (
        name for feed in mapping.feeds for source in feed.fields.values() for name in source.columns
    )
    return tuple(dict.fromkeys(read))


def _found(
    scratch: Scratch, cells: Cells, place: int, condition: str
) -> tuple[int, int, str] | None:
    """Return how many cells of a column meet a condition, the first line and its text."""
    rows = scratch.rows(
        f"SELECT count(*), min(source_line), min_by(trim(v), source_line) FROM "
        f"(SELECT source_line, c{place} AS v FROM {cells.view}) WHERE {condition}"
    )
    count, line, example = cast("tuple[int, int, str]", rows[0])
    return (count, line, example) if count else None


def _cells(count: int) -> str:
    return f"{count:,} {'cell' if count == 1 else 'cells'}"
