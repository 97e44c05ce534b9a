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


def note_months(connection: duckdb.DuckDBPyConnection) -> None:
    """Note the months of each known customer anew, where that spares reading the contacts.

    Args:
        connection: A warehouse in building whose base tables stand.
    """
    text = statement(
        "610_met",
        quick=str(summaries.QUICK_CELLS),
        most_months=str(MOST_MONTHS),
        share=str(summaries.CELLS_PER_ROW),
    )
    run(connection, text, {})
