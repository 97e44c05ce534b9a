"""Few texts in many rows are typed once each, and looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest import dates
from cxdash.ingest.sqltext import name_sql, text_sql
from cxdash.ingest.typed import Cells, read_sql, spoken_sql, typed_sql

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed, Source
    from cxdash.model import Column
    from cxdash.store.scratch import Scratch

MOST_TEXTS: Final = 200
"""Different texts of a column that are worth a lookup: the database goes through them in turn."""


@dataclass(frozen=True)
class Lookup:
    """What each text of one field means, in a variable of the scratch database.

    A join would do the same but not keep the rows in the order of the file.

    Attributes:
        sql: SQL for what the cell of a row means: a struct of `parts`, NULL for an empty cell.
        parts: `raw`, the text with words turned into values; `value`; `utc_offset` of times.
    """

    sql: str
    parts: tuple[str, ...]


def look_up(scratch: Scratch, feed: Feed, cells: Cells, prefix: str) -> dict[str, Lookup]:
    """Make a lookup for each field of a feed that repeats few texts, by the field's name.

    Args:
        scratch: Where the file's text is.
        feed: Which columns fill which fields.
        cells: The view that holds the text.
        prefix: What the variables' names begin with.
    """
    found: dict[str, Lookup] = {}
    for name, source in feed.fields.items():
        column = feed.column(name)
        if _is_worth(column, source, cells):
            look = _made(scratch, column, source, cells, f"{prefix}_{len(found)}")
            if look:
                found[name] = look
    return found


def _is_worth(column: Column, source: Source, cells: Cells) -> bool:
    """Return whether a field is read from one column of few texts, and not just taken over."""
    if not isinstance(source.column, str):
        return False
    if cells.columns.index(source.column) not in cells.repeating:
        return False
    is_as_it_stands = column.kind == "text" and not column.choices and "words" not in source.how
    return not is_as_it_stands and not (column.kind == "time" and cells.is_iso(source))


def _made(
    scratch: Scratch, column: Column, source: Source, cells: Cells, variable: str
) -> Lookup | None:
    cell = f"c{cells.columns.index(source.columns[0])}"
    texts = f"SELECT DISTINCT {cell} FROM {cells.view} WHERE {cell} IS NOT NULL"
    limited = f"{texts} LIMIT {MOST_TEXTS + 1}"
    if cast("int", scratch.rows(f"SELECT count(*) FROM ({limited})")[0][0]) > MOST_TEXTS:
        return None
    parts = {"raw": "raw", "value": typed_sql(column, source, "read")}
    if column.kind == "time":
        parts["utc_offset"] = dates.offset_sql("read")
    known = ", ".join(f"{name_sql(part)}: {sql}" for part, sql in parts.items())
    raw = spoken_sql(cells.source(source, column), source)
    read = read_sql(column, source, "raw")
    scratch.execute(
        f"SET VARIABLE {variable} = (SELECT map_from_entries(list((cell, {{{known}}}))) "
        f"FROM (SELECT *, {read} AS read FROM "
        f"(SELECT {cell} AS cell, {raw} AS raw FROM ({texts}))))"
    )
    return Lookup(f"getvariable({text_sql(variable)})[{cell}]", tuple(parts))
