"""The warehouse files a process has open: one read-only connection each, for all its threads."""

import os
import secrets
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

import duckdb

from cxdash.store.connection import READ_MEMORY, connect
from cxdash.store.disk import sweep

OPEN_FILES = 4
"""How many warehouse files a process keeps open for the questions to come."""


class Readers:
    """Open connections, the last used last.

    One that leaves the cache closes when the last snapshot that holds it is gone, so a version
    can be read to its end while a newer one is already served.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: OrderedDict[Path, tuple[int, duckdb.DuckDBPyConnection]] = OrderedDict()
        self._spill = f"read-{os.getpid()}-{secrets.token_hex(4)}"

    def get(self, path: Path) -> duckdb.DuckDBPyConnection:
        """Return the process's connection to a file, opening it at need.

        Raises:
            FileNotFoundError: If the file is not there.
            duckdb.Error: If it is not a warehouse or is damaged where every reader looks first.
        """
        with self._lock:
            inode = path.stat().st_ino
            stale = [
                known
                for known, (known_inode, _) in self._open.items()
                if not known.exists() or (known == path and known_inode != inode)
            ]
            for known in stale:
                del self._open[known]
            if path not in self._open:
                self._open[path] = (inode, self._opened(path))
            self._open.move_to_end(path)
            while len(self._open) > OPEN_FILES:
                self._open.popitem(last=False)
            return self._open[path][1]

    def drop(self, path: Path) -> None:
        """Close a file for every thread; whoever still asks is given the new one."""
        with self._lock:
            held = self._open.pop(path, None)
            if held is not None:
                held[1].close()

    def holds(self, path: Path, connection: duckdb.DuckDBPyConnection) -> bool:
        """Tell whether that connection is the one handed out for a file."""
        with self._lock:
            held = self._open.get(path)
            return held is not None and held[1] is connection

    def _opened(self, path: Path) -> duckdb.DuckDBPyConnection:
        spill = path.parent / ".spill"
        with suppress(OSError):  # a disk that takes nothing can still be read
            spill.mkdir(exist_ok=True)  # DuckDB makes no folder within one that is missing
        _sweep_spill(spill)
        connection = connect(
            path, memory_limit=READ_MEMORY, spill=spill / self._spill, read_only=True
        )
        try:
            connection.execute("select as_of from facts_span").fetchall()
        except duckdb.Error:
            connection.close()
            raise
        os.utime(path)  # so that sweeping older files knows this one is in use
        return connection


READERS = Readers()
"""The one cache of this process."""


def _sweep_spill(spill: Path) -> None:
    """Remove what readers that were stopped have spilled; a running one needs its folder."""
    running = {folder.name for folder in spill.glob("read-*") if _is_running(folder.name)}
    sweep(spill, "read-*", but=running)


def _is_running(name: str) -> bool:
    if os.name == "nt":
        return True  # asking after a process would end it there
    try:
        os.kill(int(name.split("-")[1]), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
