"""What the rows of a file are: things with a key, cases followed to their end, steps of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxdash.ingest.facts import OWN_ROW

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts, Match

CLEAR: Final = 0.8
"""A header named so much like a field speaks for the table on its own."""


def lifecycle(facts: Facts, table: str = "cases") -> tuple[Match, ...]:
    """Return the columns that follow a case to its end, each once."""
    found: dict[str, Match] = {}
    for field in ("promised_at", "delivered_at", "closed_at", "in_time"):
        match = facts.best(table, field)
        if match and match.column.name not in found:
            found[match.column.name] = match
    return tuple(found.values())


def is_key(column: ColumnProfile) -> bool:
    """Whether every row has its own value in this column."""
    return column.uniqueness >= OWN_ROW and column.filled >= OWN_ROW


def is_event_log(facts: Facts) -> bool:
    """Whether a row is one step of a case: case, activity and a time of its own."""
    case, step = facts.best("touches", "case_id"), facts.best("touches", "process")
    when = facts.best("touches", "occurred_at")
    if not (case and step and when) or is_key(case.column):
        return False
    return when.confidence >= CLEAR and when.column.uniqueness > case.column.uniqueness
