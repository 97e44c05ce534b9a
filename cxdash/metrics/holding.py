"""What is held in memory: a whole table, some of its rows, or copies of those that fit a filter."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Final, NamedTuple, cast

import numpy as np

from cxdash.metrics.compact import in_order
from cxdash.metrics.filters import Where
from cxdash.metrics.held import Held, column_as_stored
from cxdash.metrics.reader import MOST_BYTES, Facts, Reader
from cxdash.store.excerpt import Excerpt

EVERY: Final = "true"
"""The condition of all rows of a table."""

MOST_ROWS = MOST_BYTES // 96
"""Rows up to which a table is held, four million or more: what is asked of one takes some 40 bytes
a row, and one in the place of another would be read again and again."""

MOST_CELLS = 2_000_000
"""Cells up to which a rollup is held."""

MOST_PAIRS = 16_000_000
"""Rows of `ratings` up to which they are held beside their answers: one row takes eight bytes."""


class FewRows(NamedTuple):
    """Copies of the rows that fit a filter.

    Attributes:
        table: The table they are of.
        where: The filter.
        columns: The columns that were copied.
        nbytes: About what they take in memory.
        rows: The copies.
    """

    table: str
    where: Where
    columns: frozenset[str]
    nbytes: int
    rows: Excerpt


def rows_in(reader: Reader, table: str) -> int:
    """Return how many rows a table of the warehouse has."""
    sql = f"select count(*) from {table}"
    return reader.once(sql, lambda: cast("int", reader.facts.rows(sql)[0][0]))


def held(
    reader: Reader,
    table: str,
    condition: str = EVERY,
    few: FewRows | None = None,
    once_each: str = "",
) -> Held:
    """Return rows of a table in memory.

    Args:
        reader: The facts.
        table: A table of the warehouse with an `occurred_on`, of at most `MOST_ROWS`.
        condition: Which of its rows, as SQL.
        few: Copies of the rows to hold, where not all of the table's are to be.
        once_each: A column of numbers of which each is to be held once, with its first row.
    """
    if condition != EVERY and few is None:
        return _some(reader, table, condition)
    source = f"{table} where {condition}"
    of = (few.table, few.where) if few else None
    key = ("held", source, reader.facts.mends, of, once_each)
    # The copies live as long as what was made of them, so they count here too.
    more = few.nbytes if few else 0
    return reader.once(
        key,
        lambda: _held(reader, few.rows if few else reader.facts, source, key, once_each),
        lambda found: found.nbytes + more,
    )


def _some(reader: Reader, table: str, condition: str) -> Held:
    """Return the rows of a table that fit a condition, by their places among all of them.

    Whoever asks for some asks for all of them too, and a column taken from memory costs a fifth of
    one that is read.
    """
    key = ("held", f"{table} where {condition}", reader.facts.mends)
    return reader.once(
        key, lambda: _taken(held(reader, table), table, condition, key), lambda found: found.nbytes
    )


def _taken(every: Held, table: str, condition: str, key: tuple[Hashable, ...]) -> Held:
    fits = column_as_stored(every.facts, f"coalesce({condition}, false)", every.source)
    places = np.flatnonzero(fits[every.order]).astype(np.int32)
    ends = np.searchsorted(places, every.begun)
    has_rows = np.diff(ends) > 0
    return replace(
        every,
        source=f"{table} where {condition}",
        key=key,
        days=every.days[has_rows],
        begun=np.append(ends[:-1][has_rows], ends[-1]),
        order=(np.cumsum(fits, dtype=np.int32) - 1)[every.order[places]],
        among=(every, places),
    )


def _held(
    reader: Reader,
    facts: Facts | Excerpt,
    source: str,
    key: tuple[Hashable, ...],
    once_each: str,
) -> Held:
    mends = facts.mends
    days = column_as_stored(facts, "occurred_on", source).astype("datetime64[D]")
    order = in_order(days).astype(np.int32)
    if once_each:
        _, first = np.unique(column_as_stored(facts, once_each, source)[order], return_index=True)
        order = order[np.sort(first)]
    ordered = days[order]
    dated = len(ordered) - int(np.count_nonzero(np.isnat(ordered)))
    is_new = np.ones(dated, dtype=bool)
    is_new[1:] = ordered[1:dated] != ordered[: max(0, dated - 1)]
    begun = np.flatnonzero(is_new)
    return Held(reader, facts, source, key, ordered[begun], np.append(begun, dated), order, mends)
