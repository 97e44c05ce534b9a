"""Small tables held in memory, column by column: a question on them takes no query at all.

What a database spends on a small question is nearly all its own start; numpy adds a hundred
thousand rows in the tenth of that time. Sums are exact, as they are in the database.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
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
        source: The FROM of its rows; each has a `place` of its own and an `occurred_on`.
        days: (dated rows,) the day of each, ascending.
        rows: How many there are, undated ones included.
    """

    reader: Reader
    source: str
    days: NDArray[np.datetime64]
    rows: int

    def column(self, name: str, sql: str) -> Coded:
        """Return a column of words.

        Args:
            name: What it is remembered as.
            sql: How it is worked out from a row.
        """
        return self.reader.once(("held", self.source, name), lambda: self._coded(sql))

    def numbers(self, sql: str) -> NDArray[Any]:
        """Return a column of numbers as it is stored."""
        return self.reader.once(("held", self.source, "numbers", sql), lambda: self._read(sql))

    def part(self, part: Part, aggregate: str) -> Summed | None:
        """Return a part of every row; None where it is too large to be added exactly here.

        Args:
            part: The part.
            aggregate: How it is worked out from the rows it is added over, exactly.
        """
        key = ("held", self.source, "part", part.name)
        return self.reader.once(key, lambda: self._summed(part, aggregate))

    def periods(self, grain: Grain) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
        """Return the first days of the periods that hold a row, and the period of each dated row.

        Args:
            grain: How long a period is.
        """
        return self.reader.once(("held", self.source, "grain", grain), lambda: self._periods(grain))

    def _periods(self, grain: Grain) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
        distinct, day_of = np.unique(self.days, return_inverse=True)
        first = self.reader.calendar.start_of
        begun = np.array([first(day.item(), grain) for day in distinct], dtype="datetime64[D]")
        starts, period_of = np.unique(begun, return_inverse=True)
        return starts, period_of[day_of]

    def _read(self, sql: str) -> NDArray[Any]:
        return self.reader.facts.columns(
            f"select {sql} as found from {self.source} order by occurred_on nulls last, place"
        )["found"]

    def _coded(self, sql: str) -> Coded:
        codes, distinct = pd.factorize(self._read(sql), sort=True)
        words = [*map(str, distinct), NOT_RECORDED]
        codes = np.where(codes < 0, len(distinct), codes).astype(np.int32)
        return Coded(np.array(words, dtype=object), tuple(distinct.tolist()), codes)

    def _summed(self, part: Part, aggregate: str) -> Summed | None:
        scale = int(part.sql_type.rstrip(")").rpartition(",")[2]) if "," in part.sql_type else 0
        whole = f"try_cast(trunc({aggregate}) as bigint)"
        rest = f"({aggregate} - trunc({aggregate})) * {10**scale}"
        found = self.reader.facts.columns(
            f"select {whole} as whole, ({rest})::bigint as rest from {self.source} "
            "group by occurred_on, place order by occurred_on nulls last, place"
        )
        wholes, rests = found["whole"].astype("float64"), found["rest"]
        # Halves and tenths of a point leave steps large enough for their sum to stay exact.
        step = int(np.gcd.reduce(rests)) or 1
        steps = (rests // step).astype("float64")
        if not (_is_exact(wholes) and _is_exact(steps)):
            return None
        is_whole = part.sql_type == "BIGINT"
        return Summed(wholes, steps if steps.any() else None, step, scale, is_whole)


def held(reader: Reader, table: str, condition: str = "true") -> Held | None:
    """Return rows of a table in memory, or None where they are too many to be held.

    Args:
        reader: The facts.
        table: A table of the warehouse with an `occurred_on`.
        condition: Which of its rows, as SQL.
    """
    source = f"(select *, rowid as place from {table} where {condition})"
    return reader.once(("held", source), lambda: _held(reader, source, table))


def _held(reader: Reader, source: str, table: str) -> Held | None:
    [(rows,)] = reader.facts.rows(f"select count(*) from {table}")
    if rows > MOST_ROWS:
        return None
    days = reader.facts.columns(f"select occurred_on from {source} order by occurred_on")
    known = days["occurred_on"].astype("datetime64[D]")
    return Held(reader, source, known[~np.isnat(known)], len(known))


def _is_exact(numbers: Whole) -> bool:
    """Whether any of these add up to a whole number that float64 holds exactly."""
    return bool(np.abs(numbers).sum() < EXACT)
