"""Where a question is answered from: the smallest rollup that covers it, or the base table."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from cxdash.metrics.filters import Filters
from cxdash.metrics.periods import Grain, Period, next_start
from cxdash.metrics.reader import Reader
from cxdash.store.rollups import TOUCHED, Cuboid, Needed, Step, cuboid_for
from cxdash.store.statements import quoted
from cxdash.store.summaries import COUNTED_ONCE, added_up

PERIOD = "period"
RATINGS = "ratings"


@dataclass(frozen=True)
class Ask:
    """A question in the warehouse's own words.

    Attributes:
        table: The fact table.
        parts: Names of the additive parts wanted.
        filters: Which rows.
        by: Columns to group by.
        grain: The grain of periods to group by, or None.
    """

    table: str
    parts: tuple[str, ...]
    filters: Filters
    by: tuple[str, ...] = ()
    grain: Grain | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The columns that tell the rows of its result apart."""
        return self.by if self.grain is None else (PERIOD, *self.by)


@dataclass(frozen=True)
class Source:
    """What the rows of a question are read from.

    Attributes:
        sql: A table, or a SELECT in brackets.
        holds_cells: Whether its rows are cells of a rollup, with the parts as columns.
        is_narrowed: Whether the question's filters have been applied in it.
        params: More values bound in it.
    """

    sql: str
    holds_cells: bool = True
    is_narrowed: bool = False
    params: Mapping[str, Any] = field(default_factory=dict[str, Any])


def source_of(reader: Reader, ask: Ask, conditions: str, prefix: str = "") -> Source:
    """Return what answers a question exactly with the least reading.

    Args:
        reader: The facts, and which rollups were worth keeping.
        ask: The question.
        conditions: Its WHERE, for where rows have to be narrowed before they are counted.
        prefix: Begins the names of bound values.
    """
    kept = kept_cells(reader)
    by_day = cuboid_for(needed_for(ask, "day"), kept)
    whole = _whole_months(ask.filters.period)
    if ask.grain not in {"day", "week"}:
        by_month = cuboid_for(needed_for(ask, "month"), kept)
        if by_month is not None and ask.filters.period in {None, whole}:
            return Source(f"rollup_{by_month.name}")
        if by_day is None and by_month is not None and whole is not None:
            return _with_edges(by_month, whole, ask, conditions, prefix)
    if by_day is not None:
        return Source(f"rollup_{by_day.name}")
    table = needed_for(ask, "day").table
    rows = _rows(table, ask.by, conditions)
    return Source(rows, holds_cells=False, is_narrowed=table == RATINGS)


def kept_cells(reader: Reader) -> dict[str, int]:
    """Return the rollups this version of the data keeps, with the number of their cells."""
    sql = "select name, cells from rollups"
    return reader.once(sql, lambda: {str(name): int(n) for name, n in reader.facts.rows(sql)})


def needed_for(ask: Ask, step: Step) -> Needed:
    """Return what a question needs of a rollup by that step."""
    named = frozenset({*ask.by, *(name for name, _ in ask.filters.where)})
    one_value = {name for name, values in ask.filters.where if len(values) == 1}
    # Without a word on who touched the customer, every answer counts once, as in its own table.
    is_untouched = ask.table == RATINGS and not named & TOUCHED
    return Needed(
        table="responses" if is_untouched else ask.table,
        columns=named,
        parts=frozenset(ask.parts),
        single=frozenset({*ask.by} | one_value),
        step=step,
    )


def _whole_months(period: Period | None) -> Period | None:
    """Return the whole months of a period, or None where it holds none."""
    if period is None:
        return None
    month = period.first.replace(day=1)
    first = month if month == period.first else next_start(month, "month")
    last = (period.last + timedelta(days=1)).replace(day=1) - timedelta(days=1)
    return Period(first, last) if first <= last else None


def _with_edges(cuboid: Cuboid, whole: Period, ask: Ask, conditions: str, prefix: str) -> Source:
    """Return the whole months of a period from a rollup, the days before and after from rows."""
    parts = tuple(part for part in cuboid.parts if part.name in ask.parts)
    columns = ", ".join(map(quoted, ("occurred_on", *cuboid.columns)))
    cells = ", ".join(quoted(part.cell) for part in parts)
    first, last = f"${prefix}whole_first", f"${prefix}whole_last"
    months = f"select {columns}, {cells} from rollup_{cuboid.name}"
    pieces = [f"{months} where occurred_on between {first} and {last}"]
    for edge in (f"occurred_on < {first}", f"occurred_on > {last}"):
        inside = f"{conditions} and {edge}"
        rows = _rows(cuboid.table, cuboid.columns, inside)
        where = "" if cuboid.table == RATINGS else f" where {inside}"
        totals = added_up(parts, from_cells=False)
        pieces.append(f"select {columns}, {totals} from {rows}{where} group by all")
    params = {f"{prefix}whole_first": whole.first, f"{prefix}whole_last": whole.last}
    return Source(f"({' union all '.join(pieces)})", params=params)


def _rows(table: str, by: tuple[str, ...], conditions: str) -> str:
    """Return the rows of a question; of ratings, each answer once in each group.

    An answer stands in `ratings` once for each combination of process, team, employee and channel
    that touched its case; the conditions therefore go inside, before the doubles fall together.
    """
    if table != RATINGS:
        return table
    kept = dict.fromkeys(("occurred_on", *COUNTED_ONCE, *by))
    columns = ", ".join(map(quoted, kept))
    return f"(select distinct {columns} from {RATINGS} where {conditions})"
