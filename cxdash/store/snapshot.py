"""Read one version of the data: a cursor for each call on one read-only, locked connection."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import duckdb

from cxdash.errors import QuestionError
from cxdash.store.coded import Coded, coded_column
from cxdash.store.excerpt import Copy, Excerpt
from cxdash.store.fetched import Columns, fetched

if TYPE_CHECKING:
    import pandas as pd

QUERY_ROWS = 10_000
"""The most rows `query` returns unless told otherwise."""

QUERY_SECONDS = 60.0
"""How long `query` may run unless told otherwise."""

Bound = Mapping[str, object] | None
Mend = Callable[[duckdb.DuckDBPyConnection, str], duckdb.DuckDBPyConnection]
"""Gives a sound connection for one that failed for that reason."""

_Answer = TypeVar("_Answer")


class Snapshot:
    """The data at one version, for as long as it is held.

    Attributes:
        version: Changes with the active uploads, anything typed in a register, and the tables'
            layout; what caches key on.
        path: The warehouse file it reads.
        mends: How often that turned out damaged and was made anew.
    """

    def __init__(
        self, version: str, path: Path, connection: duckdb.DuckDBPyConnection, mend: Mend
    ) -> None:
        self.version = version
        self.path = path
        self.mends = 0
        self._connection = connection
        self._mend = mend

    def frame(self, sql: str, params: Bound = None) -> "pd.DataFrame":
        """Return a query's rows as a frame.

        Args:
            sql: One SELECT; composed from catalogue names, values as $name.
            params: A value for every $name in it.

        Returns:
            The query's columns in order. Whole numbers are int64 (float64 with NaN where empty ones
            occur), decimals float64, days and times datetime64, text `str`, yes/no `bool` (or
            `boolean` with empty ones). A sum of whole numbers must be cast to BIGINT.
        """
        return _plain(self._asked(lambda cursor: _executed(cursor, sql, params).df()))

    def columns(self, sql: str, params: Bound = None) -> Columns:
        """Return a query's rows column by column: a third of the time a frame takes.

        Args:
            sql: One SELECT; composed from catalogue names, values as $name.
            params: A value for every $name in it.

        Returns:
            The query's columns in order, one entry a row. Numbers are as they are stored, float64
            with NaN where empty ones occur; days and times datetime64; text objects, None where
            empty.
        """
        return self._asked(lambda cursor: fetched(_executed(cursor, sql, params)))

    def coded(self, sql: str) -> Coded:
        """Return a column of few values as what they are and where each row has which.

        Args:
            sql: One SELECT of one column; composed from catalogue names.

        Returns:
            The different values in order, without the empty one; and (rows,) the place of each
            row's among them, one beyond the last where it is empty.
        """
        return self._asked(lambda cursor: coded_column(cursor, sql))

    def excerpt(self, copy: Copy) -> Excerpt:
        """Return copies of some rows, for many questions about few of them.

        Args:
            copy: What to copy.
        """
        # Not from the cursor of this call, with which it would be closed.
        return self._asked(lambda _: Excerpt(self._connection.cursor(), copy))

    def rows(self, sql: str, params: Bound = None) -> list[tuple[object, ...]]:
        """Return a query's rows as tuples; sums of decimals arrive as `Decimal`, exact.

        Args:
            sql: One SELECT; composed from catalogue names, values as $name.
            params: A value for every $name in it.
        """
        return self._asked(lambda cursor: _executed(cursor, sql, params).fetchall())

    def query(
        self, sql: str, *, limit: int = QUERY_ROWS, max_seconds: float = QUERY_SECONDS
    ) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
        """Answer SQL that the workspace's owner typed.

        Args:
            sql: Any statement; it can read this version's tables and nothing else.
            limit: The most rows to return.
            max_seconds: How long it may run.

        Returns:
            The names of the columns and the rows.

        Raises:
            QuestionError: If DuckDB refuses it, or it takes too long.
        """
        try:
            return self._asked(lambda cursor: _limited(cursor, sql, limit, max_seconds))
        except duckdb.InterruptException as error:
            raise QuestionError(
                f"The query took more than {max_seconds:g} seconds and was stopped.",
                next_step="Ask for fewer rows or a shorter period.",
            ) from error
        except duckdb.Error as error:
            raise QuestionError(
                f"The query cannot be answered: {str(error).strip()}",
                next_step='Correct it; "show tables" lists the tables and "describe responses" '
                "the columns of one.",
            ) from error

    def _asked(self, ask: Callable[[duckdb.DuckDBPyConnection], _Answer]) -> _Answer:
        """Ask on a cursor of its own, once more on a new file when this one turns out damaged."""
        used = self._connection
        try:
            return _on_cursor(used, ask)
        except duckdb.Error as error:
            if not self._is_damage(error):
                raise
            self._connection = self._mend(used, str(error).splitlines()[0])
            self.mends += 1
        return _on_cursor(self._connection, ask)

    def _is_damage(self, error: duckdb.Error) -> bool:
        """Tell a damaged file, or one another thread has just closed as such, from a question's."""
        return (
            isinstance(error, duckdb.ConnectionException)
            or str(error).startswith("Corrupt database file")
            or (isinstance(error, duckdb.IOException) and self.path.name in str(error))
        )


def _on_cursor(
    connection: duckdb.DuckDBPyConnection, ask: Callable[[duckdb.DuckDBPyConnection], _Answer]
) -> _Answer:
    cursor = connection.cursor()
    try:
        return ask(cursor)
    finally:
        cursor.close()


def _executed(
    cursor: duckdb.DuckDBPyConnection, sql: str, params: Bound
) -> duckdb.DuckDBPyConnection:
    return cursor.execute(sql, dict(params)) if params else cursor.execute(sql)


def _limited(
    cursor: duckdb.DuckDBPyConnection, sql: str, limit: int, max_seconds: float
) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    alarm = threading.Timer(max_seconds, cursor.interrupt)
    alarm.daemon = True
    alarm.start()
    try:
        cursor.execute(sql)
        columns = tuple(str(column[0]) for column in cursor.description or ())
        return columns, cursor.fetchmany(limit)
    finally:
        alarm.cancel()


def _plain(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return the frame with numpy's own types, which charts and arithmetic expect."""
    types: dict[str, str] = {}
    for name, kind in frame.dtypes.items():
        text = str(kind)
        if text == "object" and frame.empty:
            types[str(name)] = "str"
        elif text.lower().startswith(("int", "uint")) and text != "int64":
            types[str(name)] = "float64" if frame[name].isna().any() else "int64"
    return frame.astype(types) if types else frame
