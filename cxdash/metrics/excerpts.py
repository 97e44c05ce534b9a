"""The rows that fit a filter, copied aside: a page asks all its questions about the same few.

Where no rollup covers a question and its table is too large to be held, each question would read
that table again. Where few rows fit, they are read once and then held as a small table is.
"""

from cxdash.metrics.conditions import conditions_of
from cxdash.metrics.filters import Filters, Where
from cxdash.metrics.held import FewRows
from cxdash.metrics.reader import Reader
from cxdash.metrics.sources import ANSWERS, RATINGS
from cxdash.store.excerpt import Copy
from cxdash.store.rollups import TOUCHED

MOST_COPIED = 250_000
"""Rows up to which they are copied: beyond, that costs more than the questions about them."""

ASKED = frozenset({"instrument", "survey", "question", "metric_kind"})
"""What was asked: each of a page's metrics has its own, of the same customers and days."""

_ROW_BYTES = 200


def excerpt_of(reader: Reader, table: str, where: Where) -> FewRows | None:
    """Return copies of the rows that fit; None where nothing is filtered, or too many fit.

    Args:
        reader: The facts.
        table: The table a question is about; of `ratings`, the answers are copied too.
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
    [(rows,)] = reader.facts.rows(f"select count(*) from {table} where {conditions}", params)
    if int(str(rows)) > MOST_COPIED:
        return None
    copies = [Copy(table, f"select * from {table} where {conditions}", params)]
    if table == RATINGS:
        touched = ", ".join(sorted(TOUCHED))
        own = f"select distinct * exclude ({touched}) from {RATINGS}"
        copies.append(Copy(ANSWERS, own, {}))
    return FewRows(table, where, _ROW_BYTES * int(str(rows)), reader.facts.excerpt(*copies))
