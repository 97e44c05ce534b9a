"""Open DuckDB the way cxdash needs it: no extension fetched, no file reachable but its own."""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb

_GIGABYTE = 1_000_000_000
_SHARE_OF_MEMORY = 4


def machine_bytes() -> int:
    """Return how much memory the machine has; 0 where the system does not tell."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 0


def build_gigabytes() -> int:
    """Return what building a warehouse may hold in memory before it spills to the workspace's disk.

    A quarter of the machine's: others work on it too. At least 2 GB.
    """
    return max(2, machine_bytes() // _GIGABYTE // _SHARE_OF_MEMORY)


READ_MEMORY = "1GB"
"""The same for everything a process asks of one warehouse file."""


def connect(  # noqa: PLR0913 (each is one of DuckDB's settings)
    database: Path | str,
    *,
    memory_limit: str,
    spill: Path,
    folders: Sequence[Path] = (),
    read_only: bool = False,
    keeps_order: bool = True,
) -> duckdb.DuckDBPyConnection:
    """Open a database that reaches no file beside itself, `spill` and `folders`.

    The configuration is locked, so that no statement can open what is closed here.

    Args:
        database: The file, or ":memory:".
        memory_limit: DuckDB's own notation, "1GB".
        spill: Where results too large for memory go; made when needed.
        folders: Where statements may read and write other files.
        keeps_order: Whether rows come as they were read where no statement sorts them; large
            tables take much less memory without.
        read_only: Several processes may read one file; a writer needs it alone.

    Raises:
        duckdb.Error: If the file is not a database, is damaged or is being written elsewhere.
    """
    connection = duckdb.connect(
        str(database),
        read_only=read_only,
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": memory_limit,
            "temp_directory": str(spill),
            "preserve_insertion_order": "true" if keeps_order else "false",
        },
    )
    try:
        if not _is_locked(connection):
            _lock(connection, folders)
    except duckdb.Error:
        connection.close()
        raise
    return connection


def _is_locked(connection: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether this process had the file open already, with its settings made."""
    return bool(connection.execute("select current_setting('lock_configuration')").fetchall()[0][0])


def _lock(connection: duckdb.DuckDBPyConnection, folders: Sequence[Path]) -> None:
    allowed = ", ".join("'" + str(folder.resolve()).replace("'", "''") + "'" for folder in folders)
    connection.execute("set global TimeZone = 'UTC'")
    # Progress is asked for, never printed: standard output belongs to the command line.
    connection.execute("set enable_progress_bar = true")
    connection.execute("set enable_progress_bar_print = false")
    connection.execute(f"set allowed_directories = [{allowed}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
