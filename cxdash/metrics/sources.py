"""Where a question is answered from: the smallest rollup that covers it, or the base table."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cxdash.metrics.filters import Filters
from cxdash.metrics.periods import Grain, Period
from cxdash.metrics.reader import Reader
from cxdash.metrics.whole_months import edges_of, is_whole, whole_months_read
from cxdash.store.rollups import COUNTED_ONCE, TOUCHED, Cuboid, Needed, Step, cuboid_for
from cxdash.store.statements import quoted
from cxdash.store.summaries import added_up

PERIOD = "period"
ANSWERS = "responses"
RATINGS = "ratings"

CUSTOMER = "customer"
"""Groups by who answered; answers that name nobody stand for one customer each."""

CUSTOMER_SQL = "coalesce(customer_id, upload_id || ' ' || source_line)"
"""Who answered, as SQL."""

NUMBERS = frozenset({"score"})
"""Columns whose values are numbers."""

FLAGS = frozenset({"is_open"})
"""Columns that say yes or no."""

WORTH_PIECES = 1_000_000
"""Rows or cells that are read in the time it takes to put a period together from three pieces."""

RECORDED = {"touches": ("contacts", "recorded")}
"""A table that is part of another: which, and the part that counts its rows there."""

_MONTH = 31


@dataclass(frozen=True)
class Ask:
    """A question in the warehouse's own words.

    Attributes:
        table: The fact table.
        parts: Names of the additive parts wanted.
        filters: Which rows.
        by: Columns to group by.
        grain: The grain of periods to group by, or None.
        cuts: Days on which another piece of a period begins: pieces add up to whole periods, and
            to other stretches of days as well. Only what is held in memory is cut.
    """

    table: str
    parts: tuple[str, ...]
    filters: Filters
    by: tuple[str, ...] = ()
    grain: Grain | None = None
    cuts: tuple[date, ...] = ()

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


@dataclass(frozen=True)
class Kept:
    """A rollup that a version of the data keeps.

    Attributes:
        cells: How many it has.
        rows: How many its table has.
    """

    cells: int
    rows: int


@dataclass(frozen=True)
class Pieces:
    """What a period that cuts months is put together from.

    Attributes:
        by_month: The rollup of its whole months.
        by_day: The rollup of the days before and after, or None where they come from the rows.
        whole: Its whole months.
    """

    by_month: Cuboid
    by_day: Cuboid | None
    whole: Period


def column_sql(name: str) -> str:
    """Return the SQL of a column that filters compare with and questions group by.

    A number is compared as a number, all else as text.
    """
    if name == CUSTOMER:
        return CUSTOMER_SQL
    if name in NUMBERS:
        return f'"{name}"::double'
    return f'"{name}"::varchar' if name in FLAGS else f'"{name}"'


def source_of(reader: Reader, ask: Ask, conditions: str, prefix: str = "") -> Source:
    """Return what answers a question exactly with the least reading.

    Args:
        reader: The facts, and which rollups were worth keeping.
        ask: The question.
        conditions: Its WHERE, for where rows have to be narrowed before they are counted.
        prefix: Begins the names of bound values.
    """
    kept, cells = kept_rollups(reader), _cells(reader)
    needed = needed_for(ask, "day")
    by_day = cuboid_for(needed, cells)
    period = ask.filters.period
    whole = whole_months_read(reader, needed.table, period)
    if ask.grain not in {"day", "week"}:
        by_month = cuboid_for(replace(needed, step="month"), cells)
        if by_month is not None and is_whole(period, whole):
            return Source(f"rollup_{by_month.name}")
        if by_month is not None and period is not None and whole is not None:
            rest = kept[by_day.name].cells if by_day else kept[by_month.name].rows
            months = _share(reader, period) * (rest - kept[by_month.name].cells)
            if months > 2 * rest * _MONTH / _days(reader) + WORTH_PIECES:
                return _with_edges(Pieces(by_month, by_day, whole), ask, conditions, prefix)
    if by_day is not None:
        return Source(f"rollup_{by_day.name}")
    table = ask.table if ask.table in RECORDED else needed.table
    rows = _rows(table, ask.by, conditions)
    return Source(rows, holds_cells=False, is_narrowed=table == RATINGS)


def smallest_rollup(reader: Reader, ask: Ask) -> Cuboid | None:
    """Return the rollup with the fewest cells that answers a question alone, or None."""
    needed, period = needed_for(ask, "day"), ask.filters.period
    if ask.grain not in {"day", "week"} and not ask.cuts:
        whole = whole_months_read(reader, needed.table, period)
        needed = replace(needed, step="month") if is_whole(period, whole) else needed
    return cuboid_for(needed, _cells(reader))


def kept_rollups(reader: Reader) -> dict[str, Kept]:
    """Return the rollups this version of the data keeps, by name."""
    sql = "select name, cells, rows from rollups"
    return reader.once(
        sql, lambda: {str(name): Kept(int(n), int(of)) for name, n, of in reader.facts.rows(sql)}
    )


def _cells(reader: Reader) -> Mapping[str, int]:
    """Return how many cells each rollup has that is kept, by name; every question asks."""
    return reader.once(
        "cells", lambda: {name: one.cells for name, one in kept_rollups(reader).items()}
    )


def needed_for(ask: Ask, step: Step) -> Needed:
    """Return what a question needs of a rollup by that step."""
    named = frozenset({*ask.by, *(name for name, _ in ask.filters.where)})
    one_value = {name for name, values in ask.filters.where if len(values) == 1}
    # Without a word on who touched the customer, every answer counts once, as in its own table.
    is_untouched = ask.table == RATINGS and not named & TOUCHED
    whole_table, _ = RECORDED.get(ask.table, (ask.table, ""))
    return Needed(
        table="responses" if is_untouched else whole_table,
        columns=named,
        parts=frozenset(parts_of(ask)),
        single=frozenset({*ask.by} | one_value),
        step=step,
    )


def parts_of(ask: Ask) -> tuple[str, ...]:
    """Return what the parts of a question are called in rollups."""
    return (RECORDED[ask.table][1],) if ask.table in RECORDED else ask.parts


def _days(reader: Reader) -> int:
    """Return how many days the data span."""
    return reader.span.days if reader.span else 1


def _share(reader: Reader, period: Period) -> float:
    """Return about how much of the data lies in a period."""
    return min(1.0, period.days / _days(reader))


def _with_edges(pieces: Pieces, ask: Ask, conditions: str, prefix: str) -> Source:
    """Return a period's whole months from one rollup, the days before and after from another.

    Where no rollup has the days they come from the rows.
    """
    by_month, by_day = pieces.by_month, pieces.by_day
    parts = tuple(part for part in by_month.parts if part.name in parts_of(ask))
    named = [name for name in by_month.columns if name in needed_for(ask, "month").columns]
    columns = ", ".join(map(quoted, ("occurred_on", *named)))
    cells = f"{columns}, {', '.join(quoted(part.cell) for part in parts)}"
    first, last = f"${prefix}whole_first", f"${prefix}whole_last"
    months = f"select {cells} from rollup_{by_month.name}"
    found = [f"{months} where occurred_on between {first} and {last}"]
    for edge in edges_of(ask.filters.period, pieces.whole, first, last):
        inside = f"{conditions} and {edge}"
        if by_day is not None:
            found.append(f"select {cells} from rollup_{by_day.name} where {inside}")
            continue
        rows = _rows(by_month.table, tuple(named), inside)
        where = "" if by_month.table == RATINGS else f" where {inside}"
        totals = added_up(parts, from_cells=False)
        found.append(f"select {columns}, {totals} from {rows}{where} group by all")
    params = {
        f"{prefix}whole_first": pieces.whole.first,
        f"{prefix}whole_last": pieces.whole.last,
    }
    return Source(f"({' union all '.join(found)})", params=params)


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
