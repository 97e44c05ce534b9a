"""The rows that fit a filter, copied aside: a page asks all its questions about the same few.

Where no rollup covers a question and its table is too large to be held, each question would read
that table again. Where few rows fit, they are read once and then held as a small table is.
"""

import re

from cxdash.metrics.conditions import conditions_of
from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.filters import Filters, Where
from cxdash.metrics.holding import FewRows, rows_in
from cxdash.metrics.reader import Reader
from cxdash.metrics.sources import NUMBERS
from cxdash.store.excerpt import Copy
from cxdash.store.parts import PARTS
from cxdash.store.rollups import CUBOIDS
from cxdash.store.statements import quoted

MOST_COPIED = 250_000
"""Rows up to which they are copied: beyond, that costs more than the questions about them."""

ONE_COPIED_IN = 200
"""Of a table that takes longer to read more are copied: one row in so many."""

ASKED = frozenset({"instrument", "survey", "question", "metric_kind"})
"""What was asked: each of a page's metrics has its own, of the same customers and days."""

SAMPLED = 300_000
"""Rows that tell whether many fit, drawn in blocks from the whole table."""

DOUBTED = 1.5
"""How many times the most that may be copied the estimate may be: the copy itself decides then."""

_ALWAYS = ("occurred_on", "response_key", "source", "customer_key")
"""What questions need of a row besides: its day, which answer it rates, what it was recorded as,
and which customer of the list it is about."""

_ROW_BYTES = 100


def excerpt_of(reader: Reader, table: str, where: Where) -> FewRows | None:
    """Return copies of the rows that fit; None where nothing is filtered, or too many fit.

    Args:
        reader: The facts.
        table: The table a question is about.
        where: What it filters by. What was asked is not narrowed to.
    """
    narrowed = tuple(pair for pair in where if pair[0] not in ASKED)
    if not narrowed:
        return None
    key = ("excerpt", table, narrowed, reader.facts.mends)
    return reader.once(
        key,
        lambda: _copied(reader, table, narrowed),
        lambda found: found.nbytes if found else 0,
    )


def _copied(reader: Reader, table: str, where: Where) -> FewRows | None:
    conditions, params = conditions_of(Filters(where=where))
    there = rows_in(reader, table)
    most = max(MOST_COPIED, there // ONE_COPIED_IN)
    share = min(1.0, SAMPLED / max(1, there))
    drawn = f"{table} tablesample system({100 * share:.6f} percent) repeatable (1)"
    [(seen,)] = reader.facts.rows(f"select count(*) from {drawn} where {conditions}", params)
    if int(str(seen)) > DOUBTED * most * share:
        return None
    columns = _columns(reader, table)
    wanted = ", ".join(map(quoted, columns))
    fitting = f"select {wanted} from {table} where {conditions} limit {most + 1}"
    rows = reader.facts.excerpt(Copy(table, fitting, params))
    size = _ROW_BYTES * rows.count
    return FewRows(table, where, frozenset(columns), size, rows) if rows.count <= most else None


def _columns(reader: Reader, table: str) -> tuple[str, ...]:
    """Return the columns that questions split, filter and add up by: half of what all take."""
    added = {name for part in PARTS[table] for name in re.findall(r"\w+", part.one_row)}
    split = {
        name for cuboid in CUBOIDS.values() if cuboid.table == table for name in cuboid.columns
    }
    asked = {*_ALWAYS, *ASKED, *NUMBERS, *added, *split, *(each.name for each in DIMENSIONS)}
    sql = "select column_name from duckdb_columns() where table_name = $table order by column_index"
    found = reader.once((sql, table), lambda: reader.facts.rows(sql, {"table": table}))
    return tuple(str(name) for (name,) in found if name in asked)
