"""Small tables held in memory, column by column: a question on them takes no query at all.

What a database spends on a small question is nearly all its own start; numpy adds a hundred
thousand rows in the tenth of that time. Sums are exact, as they are in the database.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.periods import Grain
from cxdash.metrics.reader import Reader
from cxdash.store.parts import Part

MOST_ROWS = 200_000
"""Rows up to which a table is held: beyond, a rollup or the database itself answers sooner."""

EXACT = 2**53
"""Whole numbers below this are exact as float64, whatever order they are added in."""

Whole = NDArray[np.float64]
"""Whole numbers, kept as float64 because that is what numpy adds by group."""


@dataclass(frozen=True)
class Coded:
    """A column of words as places in their list.

    Attributes:
        words: The words in order, as they are shown; the last stands for nothing recorded.
        values: What filters compare with, one for each word but the last.
        codes: (rows,) the place of each row's word.
    """

    words: NDArray[np.object_]
    values: tuple[object, ...]
    codes: NDArray[np.int32]


@dataclass(frozen=True)
class Summed:
    """A part of every row, ready to be added up exactly.

    Attributes:
        whole: (rows,) the whole number of each.
        rest: (rows,) what is left of it, in steps; None where nothing is.
        step: How many units of 10 to the power of -`scale` one is.
        scale: Digits after the point.
        is_whole: Whether it is shown as a whole number.
    """

    whole: Whole
    rest: Whole | None
    step: int
    scale: int
    is_whole: bool


@dataclass(frozen=True)
class Held:
    """A table in memory, its rows in the order of their days and those without one last.

    Attributes:
        reader: The facts.
        source: The FROM of its rows, each with an `occurred_on`.
        days: (dated rows,) the day of each, ascending.
        order: (rows,) where each row stands in the table; undated ones included.
        mends: How often the warehouse had been mended before.
    """

    reader: Reader
    source: str
    days: NDArray[np.datetime64]
    order: NDArray[np.intp]
    mends: int

    @property
    def rows(self) -> int:
        """Return how many there are, undated ones included."""
        return len(self.order)

    @property
    def is_of_one_file(self) -> bool:
        """Whether all that was read is of one file: a mended one may hold rows in another order."""
        return self.mends == self.reader.facts.mends

    @property
    def _key(self) -> tuple[str, str, int]:
        return "held", self.source, self.mends

    def column(self, name: str, sql: str) -> Coded:
        """Return a column of words.

        Args:
            name: What it is remembered as.
            sql: How it is worked out from a row.
        """
        return self.reader.once(
            (*self._key, name), lambda: self._coded(sql), lambda found: found.codes.nbytes
        )

    def numbers(self, sql: str) -> NDArray[Any]:
        """Return a column of numbers as it is stored."""
        return self.reader.once(
            (*self._key, "numbers", sql), lambda: self._read(sql), lambda found: found.nbytes
        )

    def part(self, part: Part, one_row: str) -> Summed | None:
        """Return a part of every row; None where it is too large to be added exactly here.

        Args:
            part: The part.
            one_row: What a row adds to it, exactly.
        """
        key = (*self._key, "part", part.name)
        return self.reader.once(key, lambda: self._summed(part, one_row), _bytes_of)

    def periods(self, grain: Grain) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
        """Return the first days of the periods that hold a row, and the period of each dated row.

        Args:
            grain: How long a period is.
        """
        return self.reader.once(
            (*self._key, "grain", grain),
            lambda: self._periods(grain),
            lambda found: found[1].nbytes,
        )

    def _periods(self, grain: Grain) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
        distinct, day_of = np.unique(self.days, return_inverse=True)
        first = self.reader.calendar.start_of
        begun = np.array([first(day.item(), grain) for day in distinct], dtype="datetime64[D]")
        starts, period_of = np.unique(begun, return_inverse=True)
        return starts, period_of[day_of]

    def _read(self, sql: str) -> NDArray[Any]:
        return _column(self.reader, sql, self.source)[self.order]

    def _coded(self, sql: str) -> Coded:
        values, codes = self.reader.facts.coded(f"select {sql} as found from {self.source}")
        words = np.array([*map(str, values), NOT_RECORDED], dtype=object)
        return Coded(words, values, codes[self.order])

    def _summed(self, part: Part, one_row: str) -> Summed | None:
        if part.sql_type == "BIGINT":
            wholes = self._read(one_row).astype("float64")
            return Summed(wholes, None, 1, 0, is_whole=True) if _is_exact(wholes) else None
        scale = int(part.sql_type.rstrip(")").rpartition(",")[2])
        wholes = self._read(f"try_cast(trunc({one_row}) as bigint)").astype("float64")
        rests = self._read(f"(({one_row} - trunc({one_row})) * {10**scale})::bigint")
        # Halves and tenths of a point leave steps large enough for their sum to stay exact.
        step = int(np.gcd.reduce(rests)) or 1
        steps = (rests // step).astype("float64")
        if not (_is_exact(wholes) and _is_exact(steps)):
            return None
        return Summed(wholes, steps if steps.any() else None, step, scale, is_whole=False)


def _bytes_of(part: Summed | None) -> int:
    """Return what a part takes in memory."""
    if part is None:
        return 0
    return part.whole.nbytes + (0 if part.rest is None else part.rest.nbytes)


def held(reader: Reader, table: str, condition: str = "true") -> Held | None:
    """Return rows of a table in memory, or None where they are too many to be held.

    Args:
        reader: The facts.
        table: A table of the warehouse with an `occurred_on`.
        condition: Which of its rows, as SQL.
    """
    source = f"{table} where {condition}"
    return reader.once(("held", source, reader.facts.mends), lambda: _held(reader, source, table))


def _held(reader: Reader, source: str, table: str) -> Held | None:
    [(rows,)] = reader.facts.rows(f"select count(*) from {table}")
    if rows > MOST_ROWS:
        return None
    mends = reader.facts.mends
    days = _column(reader, "occurred_on", source).astype("datetime64[D]")
    order = np.argsort(days, kind="stable")
    ordered = days[order]
    return Held(reader, source, ordered[~np.isnat(ordered)], order, mends)


def _column(reader: Reader, sql: str, source: str) -> NDArray[Any]:
    """Return a column as it is stored: DuckDB keeps the order of a table's rows in a plain scan."""
    return reader.facts.columns(f"select {sql} as found from {source}")["found"]


def _is_exact(numbers: Whole) -> bool:
    """Whether any of these add up to a whole number that float64 holds exactly."""
    return bool(np.abs(numbers).sum() < EXACT)
