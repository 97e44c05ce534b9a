"""What a reader can filter by: the values this workspace has, by dimension."""

from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.dimensions import DIMENSIONS, NOT_RECORDED, Dimension
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import exposure_of
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.reader import Reader
from cxdash.metrics.reported import reported
from cxdash.metrics.sources import Ask, smallest_rollup
from cxdash.metrics.surveys import instruments
from cxdash.store.parts import COUNT, counting

_LISTED = ("responses", "complaints", "contacts", "cases", "scores", "invitations")
"""Where values are looked up: `ratings` repeats them, the rest has no page yet."""


_EVERY_CONTACT = "contacts"
"""Where a person's cases are counted once each: answers and complaints that name one are in it."""


def choices(reader: Reader) -> dict[str, list[str]]:
    """Return the values of each dimension that has any, most rows first.

    People are listed by code, and only those with enough cases to be shown. A dimension in which
    some rows name nothing ends with "not recorded".
    """
    found = {dimension.name: _values(reader, dimension) for dimension in DIMENSIONS}
    return {name: values for name, values in found.items() if values}


def _values(reader: Reader, dimension: Dimension) -> list[str]:
    listed = (_EVERY_CONTACT,) if dimension.name == EMPLOYEE else _LISTED
    tables = [name for name in listed if name in dimension.tables]
    counted = " union all ".join(_counted(reader, table, dimension.name) for table in tables)
    rows = reader.facts.rows(
        f"select value, sum(n)::bigint as n from ({counted}) group by all order by n desc, value"
    )
    named = [(str(value), int(n)) for value, n in rows if value is not None]
    if dimension.name == EMPLOYEE:
        named = sorted((value, n) for value, n in named if n >= FEWEST_CASES)
    values = [value for value, _ in named]
    unnamed = any(value is None for value, _ in rows)
    return [*values, NOT_RECORDED] if values and unnamed else values


def _counted(reader: Reader, table: str, name: str) -> str:
    """Return the SQL that counts a table's rows by value: of a rollup where one is kept."""
    part = counting(table)
    cells = smallest_rollup(reader, Ask(table, (part.name,), Filters(), (name,))) if part else None
    source, rows = (f"rollup_{cells.name}", part.from_cells) if part and cells else (table, COUNT)
    return f'select "{name}" as value, {rows} as n from {source} group by all'


def measurable(reader: Reader) -> list[Metric]:
    """Return the metrics this workspace has rows for, in the catalogue's order."""
    return reader.once(
        "measurable", lambda: [metric for metric in METRICS if _has_rows(reader, metric)]
    )


def _has_rows(reader: Reader, metric: Metric) -> bool:
    if metric.parts is not None and metric.parts.exposure and exposure_of(reader, metric) is None:
        return False
    if metric.table == "scores":
        return bool(reported(reader, metric, Filters()))
    if metric.kinds:
        return bool(instruments(reader, metric, Filters()))
    return bool(reader.facts.rows(f"select 1 from {metric.table} limit 1"))


def default_split(reader: Reader, metric: Metric) -> str:
    """Return the dimension whose groups stand side by side when none is chosen.

    The segment, or the first dimension that tells rows of the metric apart where none has one:
    results by state have no segment. People are never the first to be compared.
    """
    names = [one.name for one in DIMENSIONS if metric.table in one.tables and one.name != EMPLOYEE]
    return next((name for name in names if tells_apart(reader, metric.table, name)), names[0])


def tells_apart(reader: Reader, table: str, name: str) -> bool:
    """Whether a dimension tells at least two groups of a table's rows apart."""
    sql = f'select count(distinct "{name}") > 1 from {table}'
    return bool(reader.once(sql, lambda: reader.facts.rows(sql))[0][0])
