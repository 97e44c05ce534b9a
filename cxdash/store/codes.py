"""Columns of few different words, carried as numbers while a warehouse is built.

A number is sorted and told apart in half the time a word takes, in a tenth of the memory. The
tables that stay are written as words: a type that lists them cannot grow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import duckdb

from cxdash.store.statements import quoted, run, statement

MOST_WORDS: Final = 100_000
"""The most words that are numbered: their list is held in memory, whatever its limit is."""

DESCRIBED: Final = (
    *("family", "segment", "customer_kind", "region", "process", "team", "employee", "channel"),
    *("product", "site", "in_time"),
)
"""What every fact is described by, numbered once its rows are read."""

ASKED: Final = ("instrument", "survey", "question", "metric_kind")
"""What an answer was asked, numbered once the answers are kept."""

CODED: Final = frozenset({*DESCRIBED, *ASKED})
"""Every column that may be carried as a number of the type <column>_code."""


def as_codes(names: Iterable[str]) -> str:
    """Return columns as a SELECT lists them, those of few words as numbers."""
    return ", ".join(
        f"{quoted(name)}::{name}_code as {quoted(name)}" if name in CODED else quoted(name)
        for name in names
    )


def as_words(names: Iterable[str]) -> str:
    """Return columns as a SELECT lists them, those of few words as words."""
    return ", ".join(
        f"{quoted(name)}::varchar as {quoted(name)}" if name in CODED else quoted(name)
        for name in names
    )


@dataclass(frozen=True)
class Words:
    """The words of a column.

    Attributes:
        name: The column.
        every_word: The SELECT of all of them as `word`, however often.
    """

    name: str
    every_word: str

    def make(self, connection: duckdb.DuckDBPyConnection, bound: Mapping[str, object]) -> None:
        """Make the type <column>_code: the words in order, or text where they are too many."""
        run(connection, statement("160_words", name=self.name, every_word=self.every_word), bound)
        table = f"words_of_{self.name}"
        [(many,)] = connection.execute(f"select count(*) from {table}").fetchall()
        kind = f"enum (select word from {table} order by word)" if many <= MOST_WORDS else "varchar"
        run(connection, statement("161_code", name=self.name, kind=kind), {})
