"""Rows copied aside from one version, so that many questions about few rows read only those."""

import threading
from typing import Any, NamedTuple

import duckdb
from numpy.typing import NDArray

from cxdash.store.coded import Coded, coded_column
from cxdash.store.fetched import fetched


class Copy(NamedTuple):
    """Rows to copy into a table of the name of the one they come from."""

    table: str
    select: str
    params: dict[str, Any]


class ExcerptClosedError(Exception):
    """The file the rows were copied from is closed, and the copies are gone with it."""


class Excerpt:
    """Copies of some rows, in a table called as the one they come from.

    Attributes:
        mends: Always 0: what was copied stays as it is, whatever becomes of the file.
        count: How many rows were copied.
    """

    mends = 0

    def __init__(self, connection: duckdb.DuckDBPyConnection, copy: Copy) -> None:
        """Copy the rows.

        Args:
            connection: One to the version's file, for this alone.
            copy: What to copy.
        """
        self._connection = connection
        self._lock = threading.Lock()
        made = connection.execute(f"create temp table {copy.table} as {copy.select}", copy.params)
        self.count = int(made.fetchall()[0][0])

    def columns(self, sql: str) -> dict[str, NDArray[Any]]:
        """Return the rows of a SELECT column by column, as a snapshot does.

        Raises:
            ExcerptClosedError: If the file was closed in between.
        """
        with self._lock:
            try:
                return fetched(self._connection.execute(sql))
            except duckdb.ConnectionException as error:
                raise ExcerptClosedError from error

    def coded(self, sql: str) -> Coded:
        """Return one column of few values, as a snapshot does.

        Raises:
            ExcerptClosedError: If the file was closed in between.
        """
        with self._lock:
            try:
                return coded_column(self._connection, sql)
            except duckdb.ConnectionException as error:
                raise ExcerptClosedError from error
