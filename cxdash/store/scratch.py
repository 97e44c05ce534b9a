"""A DuckDB of the importer's own, in memory: it sees its working folder and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from cxdash.store.connection import connect

OutOfMemory = duckdb.OutOfMemoryException
"""What a statement raises that needs more memory than the database may use."""


class Scratch:
    """An in-memory database for one import.

    One call at a time; only `interrupt` and `progress` may come from another thread.

    Args:
        work: The import's folder: what statements may read and write, and where DuckDB spills.
        memory_limit: DuckDB's own notation.
        also: More folders that statements may read and write.

    Attributes:
        folder: The import's folder.
    """

    def __init__(self, work: Path, *, memory_limit: str = "1GB", also: Sequence[Path] = ()) -> None:
        self.folder = work
        self._connection = connect(
            ":memory:", memory_limit=memory_limit, spill=work / ".spill", folders=(work, *also)
        )

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> None:
        """Run a statement whose result nobody reads.

        Args:
            sql: The statement, values as $name.
            params: A value for every $name in it.

        Raises:
            duckdb.Error: If DuckDB refuses it.
        """
        self.rows(sql, params)

    def rows(
        self, sql: str, params: Mapping[str, object] | None = None
    ) -> list[tuple[object, ...]]:
        """Run a statement and return its rows.

        Args:
            sql: The statement, values as $name.
            params: A value for every $name in it.

        Raises:
            duckdb.Error: If DuckDB refuses it.
        """
        if params:
            return self._connection.execute(sql, dict(params)).fetchall()
        return self._connection.execute(sql).fetchall()

    def stream(self, sql: str, *, rows: int) -> Iterator[Any]:
        """Run a statement and yield its result as Arrow record batches while it goes on.

        Args:
            sql: The statement.
            rows: How many rows a batch holds about.

        Raises:
            duckdb.Error: If DuckDB refuses it.
        """
        yield from self._connection.sql(sql).to_arrow_reader(rows)

    def take(self, name: str, table: object) -> None:
        """Keep an Arrow table under a name until another one takes its place.

        Raises:
            duckdb.Error: If DuckDB refuses it.
        """
        self._connection.register("handed_over", table)
        self.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM handed_over")
        self._connection.unregister("handed_over")

    def interrupt(self) -> None:
        """Stop the running statement, which raises in the thread that runs it."""
        self._connection.interrupt()

    def progress(self) -> float:
        """Return how much of the running statement is done, 0 to 1; 0 while nobody knows."""
        return max(0.0, self._connection.query_progress()) / 100

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end of a `with`."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
