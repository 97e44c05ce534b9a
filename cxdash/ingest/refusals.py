"""Why a cell is refused: the test as SQL, the sentence, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxdash.ingest import contradictions
from cxdash.ingest.date_faults import fault_sql
from cxdash.ingest.sqltext import name_sql, text_sql
from cxdash.ingest.typed import expected, read_sql

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed

OUTSIDE: Final = "outside"
NO_TIME: Final = "no time"
UNREADABLE: Final = "unreadable"
"""Why a cell refuses its row."""

CONTRADICTED: Final = "contradicted"
"""Why a cell is refused while its row is kept without it."""

LEFT_OUT: Final = "left out"
KEPT: Final = "kept"
"""What became of the row of a refused cell."""


def row_checks(feed: Feed) -> list[tuple[str, str]]:
    """Return the fields of a feed that can refuse a row, each with the kind of refusal."""
    checks: list[tuple[str, str]] = []
    for name, source in feed.fields.items():
        column = feed.column(name)
        if source.column is None:
            continue
        if column.kind != "text" or column.choices:
            checks.append((name, UNREADABLE))
        if name == contradictions.BEGIN:
            checks.append((name, NO_TIME))
    if {"scale_low", "scale_high"} <= set(feed.fields):
        scored = [name for name in ("score", "expected_score") if name in feed.fields]
        checks += [(name, OUTSIDE) for name in scored]
    return checks


def flag(name: str, why: str) -> str:
    """Return the column that says whether a field is refused for this reason."""
    return name_sql(f"{why} {name}")


def flag_sql(name: str, why: str) -> str:
    """Return SQL for whether a field refuses its row."""
    raw, value = name_sql("raw " + name), name_sql(name)
    if why == NO_TIME:
        return f"({raw} IS NULL)"
    if why == OUTSIDE:
        return f"coalesce({value} NOT BETWEEN scale_low AND scale_high, false)"
    return f"({raw} IS NOT NULL AND {value} IS NULL)"


def reason(feed: Feed, name: str, why: str) -> tuple[str, str]:
    """Return SQL for the sentence about one refused cell, and for the next step."""
    if why == CONTRADICTED:
        return contradictions.reason_sql(feed, name), text_sql(contradictions.next_step(feed, name))
    column, source = feed.column(name), feed.fields[name]
    label = text_sql(f"{feed.target.label}: ")
    if why == NO_TIME:
        said = text_sql(f"{column.label} is empty in '{' + '.join(source.columns)}'.")
        step = text_sql("Fill in the date, or map another column as the date.")
        return f"{label} || {said}", step
    raw = name_sql("raw " + name)
    value = f"'\"' || {raw} || '\"'"
    if why == OUTSIDE:
        scale = "printf(' lies outside the scale %g to %g.', scale_low::DOUBLE, scale_high::DOUBLE)"
        step = "Correct the score, or the ends of the scale in the mapping."
        return f"{label} || {value} || {scale}", text_sql(step)
    if column.kind == "time":
        order = source.how.get("date_order", "ymd")
        fault, step = fault_sql(read_sql(column, source, raw), order)
        return f"{label} || {value} || {fault}", step
    said, step = expected(column, source)
    return f"{label} || {value} || {text_sql(f' {said}.')}", text_sql(step)
