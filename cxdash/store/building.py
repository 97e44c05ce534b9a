"""Make every table of a warehouse from the active uploads: the steps, in order, and their check."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdash.errors import WorkspaceError
from cxdash.model import TABLES, Table
from cxdash.store.recipe import kept, read, steps
from cxdash.store.statements import run, statement
from cxdash.store.upload import folder_number


@dataclass(frozen=True)
class Source:
    """One active upload, as the build needs it.

    Attributes:
        name: Its folder's name.
        digest: A hash of its description.
        row: Its values for `active_uploads`, in that table's order.
        parquet: Its accepted rows: canonical table and file.
    """

    name: str
    digest: str
    row: tuple[object, ...]
    parquet: dict[str, Path]


@dataclass(frozen=True)
class Ingredients:
    """Everything that shapes a warehouse.

    Attributes:
        sources: The active uploads, oldest first.
        aliases: Dimension, spelling and what it is united with.
        time_zone: An IANA name: whose days `occurred_on` counts.
        salt: What makes the codes of employees this workspace's own.
        names_shown: Whether people stand in the warehouse by name instead of by code.
    """

    sources: tuple[Source, ...]
    aliases: tuple[tuple[str, str, str], ...]
    time_zone: str
    salt: str
    names_shown: bool


def build(
    connection: duckdb.DuckDBPyConnection,
    ingredients: Ingredients,
    progress: Callable[[float], None] | None = None,
) -> None:
    """Fill an empty database with every table of the warehouse, in one transaction.

    Args:
        connection: A new database that may read the uploads' folder.
        ingredients: What to make it from.
        progress: Called with the share of steps done, 0 to 1.

    Raises:
        WorkspaceError: If an upload's file cannot be read.
        RuntimeError: If a fact gained or lost rows when it was filled from others.
    """
    bound = {
        "salt": ingredients.salt,
        "names_shown": ingredients.names_shown,
        "time_zone": ingredients.time_zone,
    }
    connection.execute("begin")
    run(connection, statement("010_macros"), {})
    run(connection, statement("020_inputs"), {})
    _insert_inputs(connection, ingredients)
    texts = list(steps())
    report = progress or _nobody_asks
    for done, table in enumerate(TABLES, start=1):
        run(connection, kept(table), {})
        _read(connection, table, ingredients.sources)
        report(done / (len(TABLES) + len(texts)))
    for done, text in enumerate(texts, start=1 + len(TABLES)):
        run(connection, text, bound)
        report(done / (len(TABLES) + len(texts)))
    _check(connection)
    connection.execute("commit")


def _insert_inputs(connection: duckdb.DuckDBPyConnection, ingredients: Ingredients) -> None:
    uploads = [source.row for source in ingredients.sources]
    files = [
        (str(path), source.row[0])
        for source in ingredients.sources
        for path in source.parquet.values()
    ]
    if uploads:
        connection.executemany(
            "insert into active_uploads values (?, ?, ?, ?, ?, ?, ?, ?, ?)", uploads
        )
    if files:
        connection.executemany("insert into active_files values (?, ?)", files)
    if ingredients.aliases:
        connection.executemany(
            "insert or replace into spellings values (?, lower(trim(?)), trim(?))",
            ingredients.aliases,
        )


def _read(connection: duckdb.DuckDBPyConnection, table: Table, sources: tuple[Source, ...]) -> None:
    files = [source.parquet[table.name] for source in sources if table.name in source.parquet]
    if not files:
        return
    try:
        run(connection, read(table), {"files": [str(file) for file in files]})
    except duckdb.Error as error:
        damaged = next((file for file in files if not _is_readable(file)), None)
        if damaged is None:
            raise
        raise WorkspaceError(
            f"The accepted rows of upload {damaged.parent.name} cannot be read: {damaged.name} "
            "is missing or damaged.",
            next_step=f"Undo upload {folder_number(damaged.parent)} and load its file again, or "
            "put the folder back from a copy.",
        ) from error


def _is_readable(file: Path) -> bool:
    """Tell whether a Parquet file can be read to its end by itself."""
    try:
        with duckdb.connect(":memory:") as alone:
            text = "select bit_xor(hash(stored)) from read_parquet($file) as stored"
            run(alone, text, {"file": str(file)})
    except duckdb.Error:
        return False
    return True


def _nobody_asks(_share: float) -> None:
    """Take the progress nobody asked for."""


def _check(connection: duckdb.DuckDBPyConnection) -> None:
    """Prove that filling in facts neither doubled nor lost a row."""
    pairs = [(f"unique_{table.name}", table.name) for table in TABLES]
    pairs.append(("(select distinct response_key from ratings)", "responses"))
    for expected, made in pairs:
        counted = run(
            connection,
            f"select (select count(*) from {expected}), (select count(*) from {made})",
            {},
        )
        before, after = counted[0]
        if before != after:
            raise RuntimeError(f"{made} has {after} rows where {expected} has {before}")
