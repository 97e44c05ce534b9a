"""Small tables held in memory, column by column: a question on them takes no query at all.

What a database spends on a small question is nearly all its own start; numpy adds a hundred
thousand rows in the tenth of that time. Sums are exact, as they are in the database.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.coded import Coded, coded_as_read
from cxdash.metrics.compact import NEAR_ENOUGH, Summed, Whole, in_order, is_exact, small
from cxdash.metrics.filters import Where
from cxdash.metrics.periods import Grain
from cxdash.metrics.reader import MOST_BYTES, Facts, Found, Reader
from cxdash.store.excerpt import Excerpt
from cxdash.store.parts import Part

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


@dataclass(frozen=True)
class Held:
    """A table in memory, its rows in the order of their days and those without one last.

    Attributes:
        reader: The facts.
        facts: Where its columns are read: the whole version, or copies of a few of its rows.
        source: The FROM of its rows, each with an `occurred_on`.
        key: What it is remembered as.
        days: The days that any row is of, ascending.
        begun: (days + 1,) the place of the first row of each day, and of the first without one.
        order: (rows,) where each row stands in the table; undated ones included.
        mends: How often the warehouse had been mended before.
    """

    reader: Reader
    facts: Facts | Excerpt
    source: str
    key: tuple[Hashable, ...]
    days: NDArray[np.datetime64]
    begun: NDArray[np.intp]
    order: NDArray[np.int32]
    mends: int

    @property
    def rows(self) -> int:
        """Return how many there are, undated ones included."""
        return len(self.order)

    @property
    def is_of_one_file(self) -> bool:
        """Whether all that was read is of one file: a mended one may hold rows in another order."""
        return self.mends == self.facts.mends

    def once(
        self, what: tuple[Hashable, ...], find: Callable[[], Found], size: Callable[[Found], int]
    ) -> Found:
        """Return something of these rows, found only while it is not remembered.

        Args:
            what: What it is.
            find: How it is found.
            size: How many bytes it takes.
        """
        return self.reader.once((*self.key, *what), find, size)

    def column(self, name: str, sql: str) -> Coded:
        """Return a column of words.

        Args:
            name: What it is remembered as.
            sql: How it is worked out from a row.
        """
        return self.once(("words", name), lambda: self._coded(sql), lambda found: found.nbytes)

    def part(self, part: Part, one_row: str) -> Summed | None:
        """Return a part of every row; None where it is too large to be added exactly here.

        Args:
            part: The part.
            one_row: What a row adds to it, exactly.
        """
        return self.once(
            ("part", part.name),
            lambda: self._summed(part, one_row),
            lambda found: found.nbytes if found else 0,
        )

    def numbers(self, sql: str) -> NDArray[Any]:
        """Return a column of numbers as it is stored."""
        return _column(self.facts, sql, self.source)[self.order]

    def periods(
        self, grain: Grain, cuts: tuple[date, ...] = ()
    ) -> tuple[NDArray[np.datetime64], NDArray[np.int32]]:
        """Return the first days of the periods that hold a row, and the period of each dated row.

        Args:
            grain: How long a period is.
            cuts: Days on which another piece of one begins; pieces count as periods.
        """
        return self.once(
            ("grain", grain, cuts),
            lambda: self._periods(grain, cuts),
            lambda found: found[1].nbytes,
        )

    def _periods(
        self, grain: Grain, cuts: tuple[date, ...]
    ) -> tuple[NDArray[np.datetime64], NDArray[np.int32]]:
        first = self.reader.calendar.start_of
        begun = np.array([first(day.item(), grain) for day in self.days], dtype="datetime64[D]")
        for cut in map(np.datetime64, cuts):
            begun[self.days >= cut] = np.maximum(begun[self.days >= cut], cut)
        starts, period_of = np.unique(begun, return_inverse=True)
        return starts, np.repeat(period_of.astype(np.int32), np.diff(self.begun))

    def _coded(self, sql: str) -> Coded:
        found = coded_as_read(self.facts, sql, self.source)
        return replace(found, codes=found.codes[self.order])

    def _summed(self, part: Part, one_row: str) -> Summed | None:
        if part.sql_type == "BIGINT":
            wholes = self._wholes(one_row)
            is_count = bool((wholes == 1).all())
            found = Summed(wholes, None, 1, 0, is_whole=True, is_count=is_count)
            return found if is_exact(wholes) else None
        scale = int(part.sql_type.rstrip(")").rpartition(",")[2])
        units = self._units(one_row, scale)
        if units is None:
            wholes = self._wholes(f"try_cast(trunc({one_row}) as bigint)")
            rests = self._wholes(f"(({one_row} - trunc({one_row})) * {10**scale})::bigint")
            if not (is_exact(wholes) and is_exact(rests)):
                return None
        else:
            wholes, rests = np.divmod(units, 10**scale)
            wholes = small(wholes.astype("float64"))
        if not rests.any():
            return Summed(wholes, None, 1, scale, is_whole=False)
        # Halves and tenths of a point leave steps large enough for their sum to stay exact.
        rests = rests.astype(np.int64)
        step = int(np.gcd.reduce(rests))
        steps = small((rests // step).astype("float64"))
        return Summed(wholes, steps, step, scale, is_whole=False) if is_exact(steps) else None

    def _units(self, one_row: str, scale: int) -> NDArray[np.int64] | None:
        """Return decimals of so many digits in units of the last; None where one is too large."""
        # As float64 they are read in a fifth of the time, and near enough to their unit below this.
        read = _column(self.facts, f"({one_row})::double", self.source)
        if not (np.abs(read).max(initial=0) * 10**scale < NEAR_ENOUGH):
            return None
        return np.rint(read * 10**scale).astype(np.int64)[self.order]

    def _wholes(self, sql: str) -> Whole:
        """Return a column of whole numbers in the smallest type that holds them all."""
        # Nearly all are small, and a byte each is read in a third of the time.
        read = _column(self.facts, f"try_cast({sql} as tinyint)", self.source)
        if read.dtype == np.int8:
            return read[self.order]
        return small(self.numbers(sql).astype("float64"))


def rows_in(reader: Reader, table: str) -> int:
    """Return how many rows a table of the warehouse has."""
    sql = f"select count(*) from {table}"
    return reader.once(sql, lambda: cast("int", reader.facts.rows(sql)[0][0]))


def held(
    reader: Reader,
    table: str,
    condition: str = "true",
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
    source = f"{table} where {condition}"
    of = (few.table, few.where) if few else None
    key = ("held", source, reader.facts.mends, of, once_each)
    # The copies live as long as what was made of them, so they count here too.
    more = few.nbytes if few else 0
    return reader.once(
        key,
        lambda: _held(reader, few.rows if few else reader.facts, source, key, once_each),
        lambda found: found.order.nbytes + more,
    )


def _held(
    reader: Reader,
    facts: Facts | Excerpt,
    source: str,
    key: tuple[Hashable, ...],
    once_each: str,
) -> Held:
    mends = facts.mends
    days = _column(facts, "occurred_on", source).astype("datetime64[D]")
    order = in_order(days).astype(np.int32)
    if once_each:
        _, first = np.unique(_column(facts, once_each, source)[order], return_index=True)
        order = order[np.sort(first)]
    ordered = days[order]
    dated = len(ordered) - int(np.count_nonzero(np.isnat(ordered)))
    is_new = np.ones(dated, dtype=bool)
    is_new[1:] = ordered[1:dated] != ordered[: max(0, dated - 1)]
    begun = np.flatnonzero(is_new)
    return Held(reader, facts, source, key, ordered[begun], np.append(begun, dated), order, mends)


def _column(facts: Facts | Excerpt, sql: str, source: str) -> NDArray[Any]:
    """Return a column as it is stored: DuckDB keeps the order of a table's rows in a plain scan."""
    return facts.columns(f"select {sql} as found from {source}")["found"]
