"""Which of the declared summaries a warehouse keeps, decided by its own rows, and their building.

One earns its keep when it saves reading: by much against the rows, by much against what is kept
anyway. So a small workspace keeps few, and what would hardly be smaller than the rows is not kept.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Final

import duckdb

from cxdash.store.codes import as_words
from cxdash.store.parts import Part
from cxdash.store.rollups import CUBOIDS, Cuboid
from cxdash.store.statements import quoted, run, statement

CELLS_PER_ROW: Final = 0.1
"""The most cells a cuboid may have for each row of its table: reading it is then ten times less."""

ALL_CELLS_PER_ROW: Final = 0.3
"""The most cells all cuboids of a table may have together for each of its rows."""

QUICK_CELLS: Final = 50_000
"""Cells that are read in about the time any question costs: fewer make none faster."""

NOT_WORTH: Final = 2.0
"""A cuboid must have so many times fewer cells than one kept anyway that answers the same."""


def summarise(connection: duckdb.DuckDBPyConnection) -> None:
    """Build the cuboids that earn their keep and note each in `rollups`.

    Args:
        connection: A warehouse in building whose base tables stand.
    """
    run(connection, statement("590_rollups"), {})
    for table in dict.fromkeys(cuboid.table for cuboid in CUBOIDS.values()):
        declared = [cuboid for cuboid in CUBOIDS.values() if cuboid.table == table]
        rows = int(connection.execute(f"select count(*) from {table}").fetchall()[0][0])
        connection.execute("insert into sizes values (?, ?)", [table, rows])
        if rows <= QUICK_CELLS:
            continue  # the rows themselves are read as quickly
        cells = _estimated(connection, table, declared)
        built: list[Cuboid] = []
        # The large ones first: most of the others are then added up from cells instead of rows.
        for cuboid in sorted(kept(cells, rows), key=lambda one: -cells[one.name]):
            _build(connection, cuboid, built, rows)
            built.append(cuboid)


def kept(cells: Mapping[str, int], rows: int) -> list[Cuboid]:
    """Return the cuboids of a table that earn their keep, those with the fewest cells first.

    Args:
        cells: How many cells each cuboid would have, by name.
        rows: How many rows the table has.
    """
    small = [name for name in cells if 0 < cells[name] <= CELLS_PER_ROW * rows]
    needed = [CUBOIDS[name] for name in small if not _is_needless(name, small, cells)]
    needed.sort(key=lambda one: (cells[one.name], one.name))
    together = accumulate(cells[one.name] for one in needed)
    fitting = [
        one for one, so_far in zip(needed, together, strict=True) if so_far <= most_cells(rows)
    ]
    if len(fitting) == len(needed):
        return fitting
    # What a cuboid left out would have answered too has to be kept for itself.
    left_out = {one.name for one in needed[len(fitting) :]}
    return kept({name: cells[name] for name in small if name not in left_out}, rows)


def most_cells(rows: int) -> float:
    """Return how many cells the cuboids of a table of so many rows may have together."""
    return ALL_CELLS_PER_ROW * rows


def _is_needless(name: str, others: Iterable[str], cells: Mapping[str, int]) -> bool:
    """Return whether another cuboid answers all that this one does about as quickly."""
    enough = max(NOT_WORTH * cells[name], QUICK_CELLS)
    return any(
        cells[other] <= enough and CUBOIDS[other].covers(CUBOIDS[name])
        for other in others
        if other != name
    )


def _estimated(
    connection: duckdb.DuckDBPyConnection, table: str, declared: Iterable[Cuboid]
) -> dict[str, int]:
    """Return how many cells each cuboid would have, within a few percent, in one pass."""
    wanted = list(declared)
    names = dict.fromkeys(name for cuboid in wanted for name in cuboid.columns)
    # Hashed with its place, so that a team called like its process does not cancel it out.
    hashes = [
        f"hash({quoted(name)}, {place}) as {quoted(name)}" for place, name in enumerate(names)
    ]
    days = "hash(occurred_on) as day, hash(date_trunc('month', occurred_on)) as month"
    counts = ", ".join(f"approx_count_distinct({_mixed(cuboid)})" for cuboid in wanted)
    sql = f"select {counts} from (select {days}, {', '.join(hashes)} from {table})"
    found = connection.execute(sql).fetchall()[0]
    return {cuboid.name: int(count) for cuboid, count in zip(wanted, found, strict=True)}


def _mixed(cuboid: Cuboid) -> str:
    """Return the SQL of one number that tells the cells of a cuboid apart."""
    mixed = cuboid.step
    for name in cuboid.columns:
        mixed = f"xor({mixed}, {quoted(name)})"
    return mixed


def _build(
    connection: duckdb.DuckDBPyConnection, cuboid: Cuboid, built: list[Cuboid], rows: int
) -> None:
    parents = [one for one in built if one.covers(cuboid)]
    source = f"rollup_{parents[-1].name}" if parents else base_of(cuboid)
    text = statement(
        "600_rollup",
        name=cuboid.name,
        day=day_of(cuboid),
        columns=", ".join(map(quoted, cuboid.columns)),
        words=as_words(cuboid.columns),
        parts=added_up(cuboid.parts, from_cells=bool(parents)),
        cells=", ".join(quoted(part.cell) for part in cuboid.parts),
        source=source,
    )
    run(connection, text, {})
    connection.execute(
        f"insert into rollups select '{cuboid.name}', '{cuboid.table}', count(*), {rows} "
        f"from rollup_{cuboid.name}"
    )


def base_of(cuboid: Cuboid, database: str = "") -> str:
    """Return what a cuboid adds up: its table, or each answer once in each cell.

    Args:
        cuboid: The cuboid.
        database: Where its tables stand, with a dot; empty for the one in use. Answers and who
            they rate stand beside every database, for as long as the build.
    """
    if cuboid.table != "ratings":
        return f"{database}{cuboid.table}"
    touched = ", ".join(sorted(map(quoted, cuboid.touched)))
    # Told apart by its key alone: the rest of an answer is the same in each of its ratings.
    met = f"(select distinct response_key, {touched} from rated)"
    return f"({met} join answers using (response_key))"


def day_of(cuboid: Cuboid) -> str:
    """Return the SQL for the first day of the cell a row belongs to."""
    return "occurred_on" if cuboid.step == "day" else "date_trunc('month', occurred_on)::date"


def added_up(parts: Iterable[Part], *, from_cells: bool) -> str:
    """Return the SQL of parts under the names of their cells."""
    return ", ".join(
        f"{part.from_cells if from_cells else part.from_rows} as {quoted(part.cell)}"
        for part in parts
    )
