"""Add uploads to a warehouse that stands, where the rows that stand in it stay as they are.

That is so for rows of new cases. What a row leaves out is filled from its case, and who touched a
case is asked of all its rows, so that a row of a case that is there already may change them: then,
and whenever an older row is replaced, everything is made anew instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import duckdb

from cxdash.model import TABLES
from cxdash.store.building import derive, note
from cxdash.store.gathered import FACTS
from cxdash.store.ingredients import Earlier, Ingredients, Source
from cxdash.store.linked import add_linked
from cxdash.store.met import add_months
from cxdash.store.rollups import CUBOIDS, Cuboid
from cxdash.store.statements import quoted, run, statement
from cxdash.store.summaries import QUICK_CELLS, added_up, base_of, day_of

MOST_GROWTH: Final = 1.25
"""So many times the rows that rollups were chosen for, and they are chosen anew."""

_FILLED: Final = (
    *(table.name for table in FACTS if table.name != "touches"),
    "contacts",
    "ratings",
)
"""The tables that rows are added to; touches are contacts."""

_REFERENCES: Final = frozenset(table.name for table in TABLES if not table.is_fact)


def is_continued_by(connection: duckdb.DuckDBPyConnection, ingredients: Ingredients) -> bool:
    """Return whether a warehouse holds the first of these uploads, and the others hold only facts.

    Args:
        connection: The warehouse, to read from.
        ingredients: What a warehouse is wanted of.

    Raises:
        duckdb.Error: If it is none, or one of an older layout.
    """
    [(rules,)] = connection.execute("select rules from made_by").fetchall()
    held = connection.execute("select name, digest from made_of order by place").fetchall()
    sources = [(source.name, source.digest) for source in ingredients.sources]
    added = ingredients.sources[len(held) :]
    return (
        rules == ingredients.rules
        and bool(held and added)
        and sources[: len(held)] == held
        and not any(_REFERENCES & source.parquet.keys() for source in added)
    )


def append(
    connection: duckdb.DuckDBPyConnection,
    ingredients: Ingredients,
    report: Callable[[float], None],
) -> bool:
    """Add the uploads that a warehouse lacks, in one transaction, as if it had been made of all.

    Args:
        connection: A copy of a warehouse that these ingredients continue.
        ingredients: What it is to be made of.
        report: Called with the share of the steps done, 0 to 1.

    Returns:
        Whether they could be added. False where older rows would change: the copy is of no use.

    Raises:
        WorkspaceError: If an upload's file cannot be read.
    """
    [(whole,)] = connection.execute("select current_database()").fetchall()
    [(held,)] = connection.execute("select count(*) from made_of").fetchall()
    known = _known(connection, ingredients.sources[:held])
    only_added = [_references_of(source) for source in ingredients.sources[:held]]
    added = replace(ingredients, sources=(*only_added, *ingredients.sources[held:]))
    connection.execute("attach ':memory:' as part; use part")
    derive(connection, added, report, earlier=known)
    connection.execute(f"commit; use {quoted(whole)}")
    if any(run(connection, text, {}) == [(True,)] for text in _obstacles()):
        return False
    connection.execute("begin")
    run(connection, statement("710_open"), {})
    for name in _FILLED:
        connection.execute(f"insert into {name} by name from part.{name}")
    for (name,) in connection.execute("select name from rollups").fetchall():
        _merge(connection, CUBOIDS[name])
    add_months(connection)
    add_linked(connection)
    run(connection, statement("730_catalogues"), {})
    note(connection, ingredients)
    connection.execute("commit")
    return True


def _known(connection: duckdb.DuckDBPyConnection, held: tuple[Source, ...]) -> Earlier:
    """Return what of a warehouse bears on the rows of other uploads."""
    [span] = connection.execute("select first_on, newest_on, as_of from facts_span").fetchall()
    families = connection.execute(
        "select family, bool_or(resolved_at is not null) from complaints group by family"
    ).fetchall()
    files = [
        file for source in held for name, file in source.parquet.items() if name not in _REFERENCES
    ]
    return Earlier(span, tuple(families), tuple(files))


def _references_of(source: Source) -> Source:
    """Return an upload without its facts: what is looked up for a row may stand in any upload."""
    references = {name: file for name, file in source.parquet.items() if name in _REFERENCES}
    return replace(source, parquet=references)


def _obstacles() -> Iterator[str]:
    """Return what to ask once the added rows are derived; where one holds, older rows change."""
    yield statement("700_people_alike")
    yield statement("701_families_turn")
    cases = " union ".join(f"select case_id from part.{table.name}" for table in FACTS)
    for table in FACTS:
        yield statement("702_rows_meet", table=table.name, columns="case_id", added=cases)
        if table.identity:
            named = f"family, {table.identity[0]}"
            same = f"select {named} from part.{table.name}"
            yield statement("702_rows_meet", table=table.name, columns=named, added=same)
    yield (
        "select exists (select 1 from sizes "
        "join (select table_name, spans.rows + added.rows as rows from spans "
        "join part.spans as added using (table_name)) as now using (table_name) "
        f"where now.rows > {MOST_GROWTH} * sizes.rows and now.rows > {QUICK_CELLS})"
    )


def _merge(connection: duckdb.DuckDBPyConnection, cuboid: Cuboid) -> None:
    """Add the parts of the added rows, and of what they made late, to a rollup."""
    columns = ", ".join(map(quoted, cuboid.columns))
    pieces = [_piece(cuboid, base_of(cuboid, "part."))]
    gains, holds_rows = "true", "true"
    if cuboid.table == "complaints":
        # One that is open has waited longer by the newer data: it leaves the cell it was in.
        lost = ", ".join(f"-{quoted(part.cell)} as {quoted(part.cell)}" for part in cuboid.parts)
        were = f"(select occurred_on, {columns}, {lost} from ({_piece(cuboid, 'were_open')}))"
        pieces += [_piece(cuboid, "are_open"), were]
        gains = " or ".join(f"sum({quoted(part.cell)}) <> 0" for part in cuboid.parts)
        holds_rows = "part_complaints > 0"
    names = {
        "name": cuboid.name,
        "table": cuboid.table,
        "columns": columns,
        "parts": added_up(cuboid.parts, from_cells=True),
    }
    text = statement("720_added", **names, pieces=" union all ".join(pieces), gains=gains)
    run(connection, text, {})
    run(connection, statement("721_merged", **names, holds_rows=holds_rows), {})


def _piece(cuboid: Cuboid, source: str) -> str:
    """Return the cells of some rows as a SELECT."""
    columns = ", ".join(map(quoted, cuboid.columns))
    totals = added_up(cuboid.parts, from_cells=False)
    return (
        f"(select {day_of(cuboid)} as occurred_on, {columns}, {totals} from {source} group by all)"
    )
