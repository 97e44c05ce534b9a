"""The only builder of variable SQL: a question goes to the smallest rollup that covers it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.reader import Reader
from cxdash.metrics.sources import PERIOD, RATINGS, RECORDED, Ask, parts_of, source_of
from cxdash.store.parts import PARTS, Part
from cxdash.store.snapshot import Columns

__all__ = [
    "CUSTOMER",
    "CUSTOMER_SQL",
    "PERIOD",
    "RATINGS",
    "Ask",
    "add_up",
    "add_up_over",
    "compose",
    "conditions_of",
]

CUSTOMER = "customer"
"""Groups by who answered; answers that name nobody stand for one customer each."""

CUSTOMER_SQL = f"coalesce(customer_id, upload_id || ' ' || source_line) as {CUSTOMER}"
"""Who answered, as SQL, under the name `CUSTOMER`."""

_NUMBERS = frozenset({"score"})
_FLAGS = frozenset({"is_open"})


def add_up(reader: Reader, ask: Ask) -> Columns:
    """Return the parts of a question, added up, column by column.

    Returns:
        One entry for each period (when a grain is asked) and group that has rows, ordered by
        both: `period` (first day), the columns of `by` (missing values read "not recorded"), and
        one column for each part. A question without groups gives one entry.
    """
    return _readable(_ordered(reader.facts.columns(*compose(reader, ask)), ask), ask)


def add_up_over(reader: Reader, events: Ask, exposure: Ask) -> Columns:
    """Return events over what they are divided by, in the groups of the events.

    A group that the exposure cannot tell apart has the whole of it. Where nothing happened there
    are 0 events: a month without a complaint of a cause has a rate of 0, not none.

    Args:
        reader: The facts.
        events: A question with one part.
        exposure: A question with one part, by none but groups of the events.

    Returns:
        One entry for each period and group of either, ordered by both: `period` (when a grain is
        asked), the columns of `events.by`, `total` (events) and `n` (exposure).
    """
    counted, params = compose(reader, events)
    sizes, more = compose(reader, exposure, prefix="of_")
    wanted = _joined(events, exposure)
    sql = f"with events as ({counted}), sizes as ({sizes}) select {wanted}"
    return _readable(_ordered(reader.facts.columns(sql, params | more), events), events)


def _joined(events: Ask, exposure: Ask) -> str:
    """Return what to select where `events` and `sizes` meet, from the columns on."""
    shared = exposure.groups
    alone = ", ".join(f'"{name}"' for name in events.groups if name not in shared)
    cells = f"sizes, (select distinct {alone} from events)" if alone else "sizes"
    same = " and ".join(
        f'cells."{name}" is not distinct from events."{name}"' for name in events.groups
    )
    keys = (f'coalesce(cells."{name}", events."{name}") as "{name}"' for name in events.groups)
    total = f'coalesce(events."{events.parts[0]}", 0) as total'
    n = f'coalesce(cells."{exposure.parts[0]}", 0) as n'
    # Without a group in common every row of events has the one size there is.
    meet = "full join" if shared else "right join"
    source = f"(from {cells}) as cells {meet} events on {same or 'true'}"
    return f"{', '.join([*keys, total, n])} from {source}"


def _readable(found: Columns, ask: Ask) -> Columns:
    """Return a question's columns with days as such, and a word where nothing was recorded."""
    if ask.grain is not None:
        found[PERIOD] = found[PERIOD].astype("datetime64[us]")
    for name in ask.by:
        found[name] = np.array(
            [NOT_RECORDED if _is_empty(value) else str(value) for value in found[name]],
            dtype=object,
        )
    return found


def _ordered(found: Columns, ask: Ask) -> Columns:
    """Return a question's columns ordered by its groups, what is missing last.

    In DuckDB the same costs as much as all the rest of a small question.
    """
    keys = [_places(found[name]) for name in reversed(ask.groups)]
    if not keys:
        return found
    order = np.lexsort(keys)
    return {name: column[order] for name, column in found.items()}


def _places(column: NDArray[Any]) -> NDArray[Any]:
    """Return what puts a column in order: days and numbers as they are, words by their places."""
    if column.dtype.kind != "O":
        return column
    words = set(column.tolist())
    place = {word: number for number, word in enumerate(sorted(words - {None}))}
    place[None] = len(words)
    return np.fromiter((place[word] for word in column), dtype=np.int64, count=len(column))


def _is_empty(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN is the only value unlike itself


def compose(reader: Reader, ask: Ask, prefix: str = "") -> tuple[str, dict[str, Any]]:
    """Return the SQL and its bound values, whose names begin with a prefix, for a question."""
    conditions, params = conditions_of(ask.filters, prefix)
    groups = [CUSTOMER_SQL if name == CUSTOMER else f'"{name}"' for name in ask.by]
    if ask.grain is not None:
        conditions += " and occurred_on is not null"
        groups.insert(0, f"{reader.calendar.period_sql(ask.grain)} as {PERIOD}")
    grouped = " group by all" if groups else ""
    source = source_of(reader, ask, conditions, prefix)
    totals = _totals(ask, from_cells=source.holds_cells)
    if source.holds_cells and ask.table in RECORDED:
        # A cell of contacts that no file of touches recorded is no group of touches.
        conditions += " and part_recorded > 0"
    # Ratings are narrowed before each answer is counted once: what narrows them may be gone then.
    narrowed = "" if source.is_narrowed else f" where {conditions}"
    wanted = ", ".join([*groups, *totals])
    return f"select {wanted} from {source.sql}{narrowed}{grouped}", {**params, **source.params}


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
        if name in _NUMBERS:
            wanted = [float(value) for value in wanted]
        either = [f'"{name}" is null'] if NOT_RECORDED in values else []
        if wanted:
            either.append(f"list_contains(${prefix}value_{number}, {_compared(name)})")
            params[f"{prefix}value_{number}"] = wanted
        clauses.append(f"({' or '.join(either) or 'false'})")
    return " and ".join(clauses), params


def _compared(name: str) -> str:
    """Return the SQL a filter compares with: a number as a number, all else as text."""
    if name in _NUMBERS:
        return f'"{name}"::double'
    return f'"{name}"::varchar' if name in _FLAGS else f'"{name}"'


def _totals(ask: Ask, *, from_cells: bool) -> list[str]:
    """Return the SQL that adds up each part: decimals exactly, and read as numbers only then."""
    if not from_cells:
        declared = {part.name: part for part in PARTS[ask.table]}
        return [
            f'({declared[name].from_rows})::{_shown(declared[name])} as "{name}"'
            for name in dict.fromkeys(ask.parts)
        ]
    table, _ = RECORDED.get(ask.table, (ask.table, ""))
    declared = {part.name: part for part in PARTS[table]}
    return [
        f'({declared[cell].from_cells})::{_shown(declared[cell])} as "{name}"'
        for name, cell in dict(zip(ask.parts, parts_of(ask), strict=True)).items()
    ]


def _shown(part: Part) -> str:
    return "BIGINT" if part.sql_type == "BIGINT" else "DOUBLE"
