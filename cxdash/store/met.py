"""Which customers were met in which months: distinct people do not add up, but their months do.

A customer met in March and in May counts once in any period with either; a bit for each month says
so without reading the contacts again.
"""

from typing import Final

import duckdb

from cxdash.store import summaries
from cxdash.store.statements import run, statement

MOST_MONTHS: Final = 126
"""Months between the first contact and the newest: what a number of 128 bits has room for."""


_JOINS: Final = f"""
select first_month <= coalesce(first_on, first_month)
    and datediff('month', first_month, greatest(newest, coalesce(last_on, newest))) < {MOST_MONTHS}
from met, (select min(occurred_on) as first_on, max(occurred_on) as last_on from part.contacts)
"""
"""Whether months are noted, and those of the added contacts have a bit among them."""


def note_months(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the months of each known customer anew, where that spares reading the contacts.

    Args:
        connection: A warehouse in building whose base tables stand.
    """
    quick, most = str(summaries.QUICK_CELLS), str(MOST_MONTHS)
    run(connection, statement("610_met", quick=quick, most_months=most), {})
    _keep(connection)


def add_months(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the months of the contacts that were added, or all anew where these do not fit in.

    Args:
        connection: A warehouse that rows were added to; those are in `part`.
    """
    if connection.execute(_JOINS).fetchall() != [(True,)]:
        note_months(connection)
        return
    run(connection, statement("611_met_added"), {})
    _keep(connection)


def _keep(connection: duckdb.DuckDBPyConnection) -> None:
    run(connection, statement("612_met_kept", share=str(summaries.CELLS_PER_ROW)), {})
