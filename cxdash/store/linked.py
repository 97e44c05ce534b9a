"""Whether complaints belong to the touches or cases they are counted against: noted at the build.

Each complaint is looked for among all of them, which no page could wait for.
"""

from typing import Final

import duckdb

from cxdash.store.statements import run, statement

EXPOSURES: Final = ("touches", "cases")
"""What complaints are counted against and tells who it was about, the first with rows."""


def note_linked(connection: duckdb.DuckDBPyConnection) -> None:
    """Note anew how many complaints name a case or customer that is among the exposure.

    Args:
        connection: A warehouse in building whose base tables stand.
    """
    _note(connection, _exposure(connection), complaints="complaints", stood=0, asked="true")


def add_linked(connection: duckdb.DuckDBPyConnection) -> None:
    """Look for the complaints that were added, or for all where some of them were not found.

    Args:
        connection: A warehouse that rows were added to; those are in `part`.
    """
    [(before, known, found)] = connection.execute("from linked").fetchall()
    exposure = _exposure(connection)
    if before != exposure or known != found:
        note_linked(connection)
        return
    asked = "customer_id in (select customer_id from part.complaints)"
    _note(connection, exposure, complaints="part.complaints", stood=known, asked=asked)


def _exposure(connection: duckdb.DuckDBPyConnection) -> str:
    filled = (
        table
        for table in EXPOSURES
        if connection.execute(f"select 1 from {table} limit 1").fetchall()
    )
    return next(filled, EXPOSURES[0])


def _note(
    connection: duckdb.DuckDBPyConnection,
    exposure: str,
    *,
    complaints: str,
    stood: int,
    asked: str,
) -> None:
    text = statement(
        "615_linked", exposure=exposure, complaints=complaints, stood=str(stood), asked=asked
    )
    run(connection, text, {})
