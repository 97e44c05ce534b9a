"""Tables that are made in pieces where memory is too small for all: sorting and joining spill then.

What is sorted is made by month, the first key of every order; what is joined by case, whose rows
are all in one piece. The table is the same, in one piece or in many.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, cast

import duckdb

from cxdash.store.connection import build_gigabytes
from cxdash.store.statements import run

_ROWS_PER_GIGABYTE: Final = 4_000_000
"""Rows of a fact, not packed, that a gigabyte holds: some 250 bytes each."""

_ROWS_PER_CASE: Final = 3
"""Rows of facts whose memory one case takes while they are joined with it."""

_ALL: Final = "true"


def most_at_once() -> int:
    """Return how many rows of a fact a build may hold in memory at once."""
    return build_gigabytes() * _ROWS_PER_GIGABYTE


Text = Callable[[str, str], str]
"""A statement, given how it keeps its rows ("create table x as") and the condition for a piece."""


@dataclass(frozen=True)
class ByCase:
    """Rows that are joined by their case.

    Attributes:
        text: The statement; its condition is on `case_id`, of every table that it joins by it.
        first: How it keeps the rows of the first piece.
        further: How it keeps the others.
    """

    text: Text
    first: str
    further: str

    def make(self, connection: duckdb.DuckDBPyConnection, bound: Mapping[str, object]) -> None:
        """Make the rows of some cases after the others; those without a case are in one piece."""
        [(cases,)] = connection.execute("select count(*) from case_holders").fetchall()
        pieces = int(-(-_ROWS_PER_CASE * cases // most_at_once())) or 1
        into = self.first
        for piece in range(pieces):
            at_hand = f"hash(case_id) % {pieces} = {piece}" if pieces > 1 else _ALL
            run(connection, self.text(into, at_hand), bound)
            into = self.further


@dataclass(frozen=True)
class InOrder:
    """A table that is sorted by month.

    Attributes:
        name: The table.
        text: The statement; its condition is on `occurred_on`.
        counted: What tells how many rows each month has, by `occurred_on`.
        times: SQL for how many rows the table has for each of those.
    """

    name: str
    text: Text
    counted: str
    times: str = "1"

    def make(self, connection: duckdb.DuckDBPyConnection, bound: Mapping[str, object]) -> None:
        """Make the table, some months after the others."""
        into = f"create table {self.name} as"
        for months in self._pieces(connection):
            run(connection, self.text(into, months), bound)
            into = f"insert into {self.name} by name"

    def _pieces(self, connection: duckdb.DuckDBPyConnection) -> list[str]:
        """Return conditions that hold for each row once, the first months first."""
        found = connection.execute(
            f"select date_trunc('month', occurred_on)::date as month, count(*) * ({self.times}) "
            f"from {self.counted} where occurred_on is not null group by month order by month"
        ).fetchall()
        firsts = [*_firsts(cast("list[tuple[date, float]]", found), most_at_once())]
        if not firsts:
            return [_ALL]
        between = [
            f"occurred_on >= date '{first}' and occurred_on < date '{last}'"
            for first, last in pairwise(firsts)
        ]
        # Rows without a day are sorted behind all others.
        return [
            f"occurred_on < date '{firsts[0]}'",
            *between,
            f"(occurred_on >= date '{firsts[-1]}' or occurred_on is null)",
        ]


def _firsts(months: list[tuple[date, float]], most: int) -> Iterator[date]:
    """Return the months that begin another piece; none has more rows, unless a month alone has."""
    held = 0.0
    for month, rows in months:
        if held and held + rows > most:
            yield month
            held = 0.0
        held += rows
