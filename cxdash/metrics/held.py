"""Small tables held in memory, column by column: a question on them takes no query at all.

What a database spends on a small question is nearly all its own start; numpy adds a hundred
thousand rows in the tenth of that time. Sums are exact, as they are in the database.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.coded import Coded, coded_as_read
from cxdash.metrics.compact import NEAR_ENOUGH, Summed, Whole, is_exact, small
from cxdash.metrics.periods import Grain
from cxdash.metrics.reader import Facts, Found, Reader
from cxdash.store.excerpt import Excerpt
from cxdash.store.parts import Part


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
        order: (rows,) where each row stands in the source; undated ones included.
        mends: How often the warehouse had been mended before.
        among: Where these are some of the rows that are held already: those, and (rows,) the place
            of each of these among them.
    """

    reader: Reader
    facts: Facts | Excerpt
    source: str
    key: tuple[Hashable, ...]
    days: NDArray[np.datetime64]
    begun: NDArray[np.intp]
    order: NDArray[np.int32]
    mends: int
    among: "tuple[Held, NDArray[np.int32]] | None" = None

    @property
    def rows(self) -> int:
        """Return how many there are, undated ones included."""
        return len(self.order)

    @property
    def nbytes(self) -> int:
        """Return what their places take in memory."""
        return self.order.nbytes + (0 if self.among is None else self.among[1].nbytes)

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
        return self.once(
            ("words", name), lambda: self._coded(name, sql), lambda found: found.nbytes
        )

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
        return column_as_stored(self.facts, sql, self.source)[self.order]

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

    def _coded(self, name: str, sql: str) -> Coded:
        if self.among is not None:
            every, places = self.among
            found = every.column(name, sql)
            return replace(found, codes=found.codes[places])
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
            wholes, rests = self._pieces(one_row, scale)
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
        read = column_as_stored(self.facts, f"({one_row})::double", self.source)
        if not (np.abs(read).max(initial=0) * 10**scale < NEAR_ENOUGH):
            return None
        return np.rint(read * 10**scale).astype(np.int64)[self.order]

    def _pieces(self, one_row: str, scale: int) -> tuple[Whole, Whole]:
        """Return what stands before the point of decimals, and what stands behind it in units."""
        before = f"try_cast(trunc({one_row}) as bigint)"
        behind = f"(({one_row} - trunc({one_row})) * {10**scale})::bigint"
        # Read together: both work the same decimal out.
        read = self.facts.columns(
            f"select {before} as before, {behind} as behind from {self.source}"
        )
        before, behind = (read[name][self.order].astype("float64") for name in ("before", "behind"))
        return small(before), small(behind)

    def _wholes(self, sql: str) -> Whole:
        """Return a column of whole numbers in the smallest type that holds them all."""
        # Nearly all are small, and a byte each is read in a third of the time.
        read = column_as_stored(self.facts, f"try_cast({sql} as tinyint)", self.source)
        if read.dtype == np.int8:
            return read[self.order]
        return small(self.numbers(sql).astype("float64"))


def column_as_stored(facts: Facts | Excerpt, sql: str, source: str) -> NDArray[Any]:
    """Return a column as it is stored: DuckDB keeps the order of a table's rows in a plain scan."""
    return facts.columns(f"select {sql} as found from {source}")["found"]
