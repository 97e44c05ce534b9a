"""The only builder of variable SQL: a question goes to the smallest rollup that covers it."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.adding import added_in_memory, different_in_memory, row_by_row
from cxdash.metrics.conditions import conditions_of
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.excerpts import excerpt_of
from cxdash.metrics.held import Held
from cxdash.metrics.holding import EVERY, MOST_CELLS, MOST_PAIRS, MOST_ROWS, held, rows_in
from cxdash.metrics.reader import Reader
from cxdash.metrics.sources import (
    ANSWERS,
    CUSTOMER,
    CUSTOMER_SQL,
    PERIOD,
    RATINGS,
    RECORDED,
    Ask,
    column_sql,
    kept_rollups,
    needed_for,
    parts_of,
    smallest_rollup,
    source_of,
)
from cxdash.store.excerpt import ExcerptClosedError
from cxdash.store.parts import PARTS, Part
from cxdash.store.rollups import Cuboid
from cxdash.store.snapshot import Columns

__all__ = [
    "CUSTOMER",
    "CUSTOMER_SQL",
    "PERIOD",
    "RATINGS",
    "Ask",
    "add_up",
    "added_by_database",
    "compose",
    "conditions_of",
    "different",
    "every_row",
    "is_held",
]

MOST_NAMED = 500_000
"""Rows up to which each one's customer is held: there are nearly as many words as rows."""

SMALL = 200_000
"""Rows up to which a table is held rather than a rollup of it."""

FEWER = 4
"""How many times fewer cells than rows a rollup has to be held in the place of the rows."""


class NotHeldError(Exception):
    """What is to be cut into pieces is not held in memory."""


def add_up(reader: Reader, ask: Ask) -> Columns:
    """Return the parts of a question, added up, column by column.

    Returns:
        One entry for each period (when a grain is asked) and group that has rows, ordered by
        both: `period` (first day), the columns of `by` (missing values read "not recorded"), and
        one column for each part. A question without groups gives one entry.

    Raises:
        NotHeldError: If it asks for pieces of periods, and its rows are not held.
    """
    try:
        found = _added_in_memory(reader, ask)
    except ExcerptClosedError:
        found = None
    if found is None and ask.cuts:
        raise NotHeldError
    return added_by_database(reader, ask) if found is None else found


def added_by_database(reader: Reader, ask: Ask) -> Columns:
    """Return what `add_up` does, asked of the warehouse whatever its size."""
    return _readable(_ordered(reader.facts.columns(*compose(reader, ask)), ask), ask)


def is_held(reader: Reader, table: str) -> bool:
    """Return whether all rows of a table are held in memory, or can be."""
    if table == RATINGS:
        return rows_in(reader, RATINGS) <= MOST_PAIRS and is_held(reader, ANSWERS)
    return rows_in(reader, table) <= MOST_ROWS


def different(reader: Reader, ask: Ask, column: str, *, up_to: int) -> int:
    """Return how many different whole numbers a column holds in the rows of a question.

    Args:
        reader: The facts.
        ask: The question, of a table whose rows are read as they stand.
        column: The column; rows without a number do not count.
        up_to: The largest number it may hold; the smallest is 1.
    """
    # A copy of the rows that fit would cost several times what counting them does.
    found = None
    if is_held(reader, ask.table):
        found = different_in_memory(held(reader, ask.table), ask, column)
    if found is not None:
        return found
    conditions, params = conditions_of(ask.filters)
    sql = f"select {told_apart(column, up_to)} from {ask.table} where {conditions}"
    return int(reader.facts.rows(sql, params)[0][0])


def every_row(reader: Reader, ask: Ask, numbers: Mapping[str, str]) -> Columns | None:
    """Return the rows of a question one by one, with numbers worked out from each in SQL.

    None where its table is not held in memory; see `row_by_row`.
    """
    if not is_held(reader, ask.table):
        return None
    return row_by_row(held(reader, ask.table), ask, numbers)


def told_apart(column: str, up_to: int) -> str:
    """Return SQL for how many different whole numbers a column holds, as for `different`.

    A bit for each number there may be costs a half to a quarter of what a hash for each row does.
    """
    return f"coalesce(bit_count(bitstring_agg({column}, 1, {max(1, up_to):d})), 0)"


def _added_in_memory(reader: Reader, ask: Ask) -> Columns | None:
    """Return a question's answer from a table held in memory; None where none covers it."""
    cuboid = _cuboid_in_memory(reader, ask)
    recorded = RECORDED[ask.table][1] if ask.table in RECORDED else ""
    if cuboid is not None:
        # A cell of contacts that no file of touches recorded is no group of touches.
        within = f"part_{recorded} > 0" if recorded else EVERY
        declared = {part.name: part for part in cuboid.parts}
        named = zip(ask.parts, parts_of(ask), strict=True)
        parts = {name: (declared[cell], declared[cell].from_cell) for name, cell in named}
        return added_in_memory(held(reader, f"rollup_{cuboid.name}", within), ask, parts)
    table = needed_for(ask, "day").table
    is_rating = table == RATINGS
    rows = _rows_in_memory(reader, ask, table, f"source = '{ask.table}'" if recorded else EVERY)
    if rows is None:
        return None
    declared = {part.name: part for part in PARTS[ask.table]}
    parts = {name: (declared[name], declared[name].from_row) for name in ask.parts}
    return added_in_memory(rows, ask, parts, is_rating=is_rating)


def _rows_in_memory(reader: Reader, ask: Ask, table: str, condition: str) -> Held | None:
    """Return the rows to hold for a question: all, or those its filters leave; None if too many."""
    if is_held(reader, table) and (CUSTOMER not in ask.by or rows_in(reader, table) <= MOST_NAMED):
        return held(reader, ANSWERS if table == RATINGS else table, condition)
    if ask.cuts:
        return None
    few = excerpt_of(reader, table, ask.filters.where)
    named = {*ask.by, *(name for name, _ in ask.filters.where)}
    if few is None or not named <= few.columns:
        return None
    # Copies of what touched answers hold the answers too, each as often as it was touched.
    once_each = "response_key" if table == RATINGS else ""
    return held(reader, table, condition, few, once_each)


def _cuboid_in_memory(reader: Reader, ask: Ask) -> Cuboid | None:
    """Return the rollup to hold for a question; None where its rows serve it, or none can be held.

    A small table is held itself: its columns serve every question, each rollup only some.
    """
    cuboid = smallest_rollup(reader, ask)
    if cuboid is None:
        return None
    cells = kept_rollups(reader)[cuboid.name].cells
    rows = rows_in(reader, needed_for(ask, "day").table)
    is_worth_it = rows > max(SMALL, FEWER * cells)
    fits = cells <= min(MOST_ROWS, MOST_CELLS)
    return cuboid if fits and (is_worth_it or rows > MOST_ROWS) else None


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
    groups = [f'{column_sql(name)} as "{name}"' for name in ask.by]
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
