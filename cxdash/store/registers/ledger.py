"""The SQLite file behind the registers: opened for each call, so that processes can share it."""

import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cxdash.errors import WorkspaceError

_WAIT_SECONDS = 15.0

_TABLES = """
create table if not exists revision (number integer not null);
insert into revision select 0 where not exists (select 1 from revision);
create table if not exists settings (
    name text primary key, value text not null, reason text not null, updated_at text not null
);
create table if not exists events (
    id integer primary key autoincrement, on_date text not null, label text not null,
    note text not null, created_at text not null
);
create table if not exists targets (
    id integer primary key autoincrement, metric text not null, segment text,
    value real not null, note text not null, created_at text not null
);
create table if not exists aliases (
    id integer primary key autoincrement, dimension text not null, spelling text not null,
    folded text not null, canonical text not null, created_at text not null,
    unique (dimension, folded)
);
create table if not exists phases (
    id integer primary key autoincrement, metric text not null, segment text,
    starts_on text not null, note text not null, confirmed_by text not null,
    confirmed_at text not null
);
create table if not exists exclusions (
    id integer primary key autoincrement, metric text not null, segment text,
    first_on text not null, last_on text not null, reason text not null,
    excluded_by text not null, excluded_at text not null
);
create table if not exists baselines (
    id integer primary key autoincrement, metric text not null, segment text,
    first_on text not null, last_on text not null, note text not null,
    set_by text not null, set_at text not null
);
create table if not exists profiles (
    signature text primary key, name text not null, mapping text not null,
    updated_at text not null
);
"""


def now() -> str:
    """Return the moment in UTC as ISO text, as every register keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Ledger:
    """The file and its revision, which every change that can alter an answer raises by one."""

    def __init__(self, home: Path) -> None:
        self.path = home / "registers.sqlite"

    def read(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Return a query's rows; before anything was typed every register is empty.

        Raises:
            WorkspaceError: If the file cannot be read.
        """
        with self._open(writing=False) as connection:
            try:
                return connection.execute(sql, values).fetchall()
            except sqlite3.OperationalError as error:
                # A register that this file is too old to have is made by the first write.
                if str(error).startswith("no such table"):
                    return []
                raise

    def write(self, sql: str, values: Sequence[object], *, revises: bool = True) -> int:
        """Run one change and return the id of an added row, or 0.

        Args:
            sql: An insert, update or delete, values as ?.
            values: One for every ?.
            revises: Whether it can change an answer; a saved mapping cannot.

        Raises:
            WorkspaceError: If the file cannot be written.
        """
        with self._open(writing=True) as connection, connection:
            made = connection.execute(sql, values)
            if revises and made.rowcount > 0:
                connection.execute("update revision set number = number + 1")
            return made.lastrowid or 0

    def copy_to(self, path: Path) -> None:
        """Copy the whole file as it is at one moment, whoever writes to it meanwhile.

        Raises:
            WorkspaceError: If the file cannot be read.
        """
        with self._open(writing=False) as connection, closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)

    @contextmanager
    def _open(self, *, writing: bool) -> Generator[sqlite3.Connection]:
        try:
            if writing:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            # Reading must not make a workspace folder: until something is typed, nothing is there.
            place = self.path if writing or self.path.exists() else ":memory:"
            connection = sqlite3.connect(place, timeout=_WAIT_SECONDS)
            try:
                if writing or place == ":memory:":
                    connection.executescript(_TABLES)
                yield connection
            finally:
                connection.close()
        except sqlite3.OperationalError as error:
            raise WorkspaceError(
                f"The registers in {self.path} cannot be opened: {error}.",
                next_step="Close other programs that hold the file, and check that this user may "
                "read and write it and that the disk is not full.",
            ) from error
        except sqlite3.DatabaseError as error:
            raise WorkspaceError(
                f"The registers in {self.path} are damaged: {error}.",
                next_step="Put the file back from a copy. What was typed since is lost; the "
                "uploads are not.",
            ) from error
