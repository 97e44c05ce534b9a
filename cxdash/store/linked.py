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
    filled = (
        table
        for table in EXPOSURES
        if connection.execute(f"select 1 from {table} limit 1").fetchall()
    )
    run(connection, statement("615_linked", exposure=next(filled, EXPOSURES[0])), {})
