"""Filters as SQL."""

from typing import Any

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.sources import NUMBERS, column_sql


def conditions_of(filters: Filters, prefix: str = "") -> tuple[str, dict[str, Any]]:
    """Return the WHERE of a question and its bound values; "not recorded" stands for NULL.

    Args:
        filters: Which rows.
        prefix: Begins the names of the values, where two questions meet in one statement.
    """
    clauses: list[str] = ["true"]
    params: dict[str, Any] = {}
    if filters.period is not None:
        clauses.append(f"occurred_on between ${prefix}first and ${prefix}last")
        params |= {f"{prefix}first": filters.period.first, f"{prefix}last": filters.period.last}
    for number, (name, values) in enumerate(filters.where):
        wanted: list[str] | list[float] = [value for value in values if value != NOT_RECORDED]
        if name in NUMBERS:
            wanted = [float(value) for value in wanted]
        either = [f'"{name}" is null'] if NOT_RECORDED in values else []
        if wanted:
            either.append(f"list_contains(${prefix}value_{number}, {column_sql(name)})")
            params[f"{prefix}value_{number}"] = wanted
        clauses.append(f"({' or '.join(either) or 'false'})")
    return " and ".join(clauses), params
