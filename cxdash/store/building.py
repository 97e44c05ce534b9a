"""Make every table of a warehouse from the active uploads: the steps, in order, and their check."""

from collections.abc import Callable
from pathlib import Path

import duckdb

from cxdash.errors import WorkspaceError
from cxdash.model import TABLES, Table
from cxdash.store.gathered import gathering, kind_of, macros, nothing, read, shape
from cxdash.store.ingredients import Earlier, Ingredients, Source
from cxdash.store.linked import note_linked
from cxdash.store.met import note_months
from cxdash.store.pieces import most_at_once
from cxdash.store.recipe import steps
from cxdash.store.statements import run, statement
from cxdash.store.summaries import summarise
from cxdash.store.upload import folder_number

MOSTLY = 0.8
"""The share of a build that is over when only the rollups are missing."""


def build(
    connection: duckdb.DuckDBPyConnection,
    ingredients: Ingredients,
    report: Callable[[float], None],
    *,
    aside: Path,
) -> None:
    """Fill an empty database with every table of the warehouse; nobody may read it before the end.

    Args:
        connection: A new database that may read the uploads' folder.
        ingredients: What to make it from.
        report: Called with the share of steps done, 0 to 1.
        aside: A folder it may write to, for what does not fit into memory.

    Raises:
        WorkspaceError: If an upload's file cannot be read.
        RuntimeError: If a fact gained or lost rows when it was filled from others.
    """
    packed_in = _attached(connection, ingredients, aside)
    derive(connection, ingredients, lambda share: report(MOSTLY * share), packed_in=packed_in)
    summarise(connection)
    note_months(connection)
    note_linked(connection)
    note(connection, ingredients)
    run(connection, statement("620_summed_up", kind=kind_of(packed_in)), {})
    report(1.0)
    connection.execute("commit")


def derive(
    connection: duckdb.DuckDBPyConnection,
    ingredients: Ingredients,
    report: Callable[[float], None],
    *,
    earlier: Earlier | None = None,
    packed_in: str | None = None,
) -> None:
    """Make every table but the rollups, in a transaction that stays open.

    Args:
        connection: An empty database that may read the uploads' folder.
        ingredients: What to make it from.
        report: Called with the share of steps done, 0 to 1.
        earlier: What stands in another file already that these rows are to be added to.
        packed_in: The attached database for what does not fit into memory; by default that spills.

    Raises:
        WorkspaceError: If an upload's file cannot be read.
        RuntimeError: If a fact gained or lost rows when it was filled from others.
    """
    run(connection, macros(), {})
    run(connection, statement("020_inputs"), {})
    _insert_inputs(connection, ingredients)
    bound = {
        "salt": ingredients.salt,
        "names_shown": ingredients.names_shown,
        "time_zone": ingredients.time_zone,
    }
    first, then = list(gathering(packed_in)), list(steps(packed_in))
    try:
        if earlier is not None:
            _insert_earlier(connection, earlier)
        for table in TABLES:
            _open(connection, table, ingredients)
        for done, step in enumerate([*first, None, *then]):
            if step is None:
                # A transaction writes to one file: what is gathered may stand in another.
                connection.execute("begin")
            elif isinstance(step, str):
                run(connection, step, bound)
            else:
                step.make(connection, bound)
            report(done / (len(first) + len(then)))
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise _damage(ingredients.sources) or error from error
    _check(connection)


def _attached(
    connection: duckdb.DuckDBPyConnection, ingredients: Ingredients, aside: Path
) -> str | None:
    """Return the database beside the warehouse for what memory cannot hold; None where it can."""
    if sum(source.rows for source in ingredients.sources) <= most_at_once():
        return None
    file = str(aside / "packed.duckdb").replace("'", "''")
    connection.execute(f"attach '{file}' as aside")
    return "aside"


def note(connection: duckdb.DuckDBPyConnection, ingredients: Ingredients) -> None:
    """Write down in a warehouse what it is made of, in place of what is written there."""
    connection.execute("delete from made_by; delete from made_of")
    connection.execute("insert into made_by values (?)", [ingredients.rules])
    made_of = [
        (place, source.name, source.digest) for place, source in enumerate(ingredients.sources)
    ]
    if made_of:
        connection.executemany("insert into made_of values (?, ?, ?)", made_of)


def _insert_earlier(connection: duckdb.DuckDBPyConnection, earlier: Earlier) -> None:
    connection.execute("insert into earlier_span values (?, ?, ?)", earlier.span)
    if earlier.families:
        connection.executemany("insert into earlier_families values (?, ?)", earlier.families)
    if earlier.files:
        connection.execute(
            "insert into earlier_people select distinct tidy(employee) from "
            "(select null::varchar as employee union all by name select * from "
            "read_parquet($files, union_by_name = true)) where employee is not null",
            {"files": [str(file) for file in earlier.files]},
        )


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


def _open(connection: duckdb.DuckDBPyConnection, table: Table, ingredients: Ingredients) -> None:
    """Let the steps read a table's accepted rows from the uploads' files."""
    run(connection, shape(table), {})
    sources = ingredients.sources
    files = [str(source.parquet[table.name]) for source in sources if table.name in source.parquet]
    if not files:
        run(connection, nothing(table), {})
        return
    connection.execute(f"set variable files_{table.name} = $files", {"files": files})
    run(connection, read(table, {dimension for dimension, _, _ in ingredients.aliases}), {})


def _damage(sources: tuple[Source, ...]) -> WorkspaceError | None:
    """Return what to say where an upload's file cannot be read; None where each of them can."""
    files = (file for source in sources for file in source.parquet.values())
    damaged = next((file for file in files if not _is_readable(file)), None)
    if damaged is None:
        return None
    return WorkspaceError(
        f"The accepted rows of upload {damaged.parent.name} cannot be read: {damaged.name} "
        "is missing or damaged.",
        next_step=f"Undo upload {folder_number(damaged.parent)} and load its file again, or "
        "put the folder back from a copy.",
    )


def _is_readable(file: Path) -> bool:
    """Tell whether a Parquet file can be read to its end by itself."""
    try:
        with duckdb.connect(":memory:") as alone:
            text = "select bit_xor(hash(stored)) from read_parquet($file) as stored"
            run(alone, text, {"file": str(file)})
    except duckdb.Error:
        return False
    return True


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
