"""Make every table of a warehouse from the active uploads: the steps, in order, and their check."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from cxdash.errors import WorkspaceError
from cxdash.model import TABLES, Table
from cxdash.store.recipe import kept, read, steps
from cxdash.store.statements import run, statement


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
    """

    sources: tuple[Source, ...]
    aliases: tuple[tuple[str, str, str], ...]
    time_zone: str
    salt: str


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
    bound = {"salt": ingredients.salt, "time_zone": ingredients.time_zone}
    connection.execute("begin")
    run(connection, statement("010_macros"), {})
    run(connection, statement("020_inputs"), {})
    _insert_inputs(connection, ingredients)
    for table in TABLES:
        run(connection, kept(table), {})
        _read(connection, table, ingredients.sources)
    texts = list(steps())
    for done, text in enumerate(texts):
        run(connection, text, bound)
        if progress is not None:
            progress((done + 1) / len(texts))
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
            "insert into active_uploads values (?, ?, ?, ?, ?, ?, ?, ?)", uploads
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
        raise _unreadable(files) from error


def _unreadable(files: list[Path]) -> WorkspaceError:
    """Name the first of the files that cannot be read by itself."""
    for file in files:
        try:
            with duckdb.connect(":memory:") as alone:
                alone.execute("select * from read_parquet($file)", {"file": str(file)}).fetchall()
        except duckdb.Error:
            return WorkspaceError(
                f"The accepted rows of upload {file.parent.name} cannot be read: {file.name} "
                "is missing or damaged.",
                next_step=f"Undo upload {int(file.parent.name[:4])} and load its file again, or "
                "put the folder back from a copy.",
            )
    return WorkspaceError(
        f"The {files[0].stem} of {len(files)} uploads do not fit together.",
        next_step="Undo the newest upload, then load its file again.",
    )


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
