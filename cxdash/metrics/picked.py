"""Which rows of a table held in memory fit the filters."""

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.coded import Coded
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Where
from cxdash.metrics.held import Held
from cxdash.metrics.periods import Period
from cxdash.metrics.sources import NUMBERS, column_sql

FEW_VALUES = 4
"""Values of a filter up to which each is compared with every row: a comparison takes a twentieth of
the time of a look into a list."""


def column_of(held: Held, name: str) -> Coded:
    """Return a column by the name that filters and splits have for it."""
    return held.column(name, column_sql(name))


def picked(held: Held, where: Where) -> NDArray[np.int32]:
    """Return the places of the rows of any day that fit, ascending; a page asks this often."""
    return held.once(("picked", where), lambda: _picked(held, where), lambda found: found.nbytes)


def fits(name: str, column: Coded, values: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return for each row of a column whether a filter counts it.

    Args:
        name: The column's name.
        column: The column.
        values: The values that count.
    """
    named = [value for value in values if value != NOT_RECORDED]
    wanted = {*map(float, named)} if name in NUMBERS else {*named}
    chosen = [code for code, value in enumerate(column.values) if value in wanted]
    if NOT_RECORDED in values:
        chosen.append(len(column.values))
    if len(chosen) > FEW_VALUES:
        counts = np.zeros(len(column.words), dtype=bool)
        counts[chosen] = True
        return counts[column.codes]
    found = np.zeros(len(column.codes), dtype=bool)
    for code in chosen:
        found |= column.codes == code
    return found


def days_of(held: Held, period: Period | None, *, is_dated: bool) -> tuple[int, int]:
    """Return the places of the first row of a period and of the first after it.

    Args:
        held: The rows.
        period: Its days; None for all of them.
        is_dated: Whether rows without a day are left out of a question without a period.
    """
    if period is None:
        return 0, int(held.begun[-1]) if is_dated else held.rows
    first, last = np.datetime64(period.first), np.datetime64(period.last)
    return (
        int(held.begun[np.searchsorted(held.days, first, side="left")]),
        int(held.begun[np.searchsorted(held.days, last, side="right")]),
    )


def _picked(held: Held, where: Where) -> NDArray[np.int32]:
    wanted = np.ones(held.rows, dtype=bool)
    for name, values in where:
        wanted &= fits(name, column_of(held, name), values)
    return np.flatnonzero(wanted).astype(np.int32)
