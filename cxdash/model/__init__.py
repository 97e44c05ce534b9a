"""The canonical tables, as data: what every file from outside is mapped onto."""

from cxdash.model.columns import SHARED, SQL_TYPES, Column, Kind
from cxdash.model.facts import FACTS, METRIC_KINDS
from cxdash.model.references import REFERENCES
from cxdash.model.table import Table

TABLES: tuple[Table, ...] = (*FACTS, *REFERENCES)

_BY_NAME = {table.name: table for table in TABLES}


def table_named(name: str) -> Table:
    """Return the canonical table of that name.

    Raises:
        KeyError: If there is none; only our own code passes names here.
    """
    return _BY_NAME[name]


__all__ = [
    "FACTS",
    "METRIC_KINDS",
    "REFERENCES",
    "SHARED",
    "SQL_TYPES",
    "TABLES",
    "Column",
    "Kind",
    "Table",
    "table_named",
]
