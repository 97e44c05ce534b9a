"""Whether a mapping can be used, before anything is read with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxdash.errors import MappingError
from cxdash.ingest.months import MONTHS, NAMED_ORDERS
from cxdash.ingest.numbers import SIGNS
from cxdash.model import TABLES, Column

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed, Mapping, Source

NUMBER_ORDERS: Final = ("ymd", "dmy", "mdy", "epoch", "excel", "quarter", "week")
"""How dates in numbers are written: the order of their parts, seconds or milliseconds since 1970,
Excel's day number, a quarter or a week of a year."""

DATE_ORDERS: Final = (*NUMBER_ORDERS, *NAMED_ORDERS)
"""How a date is written: in numbers, or with months by name. Anything with a `%` is a strptime
pattern instead."""


def validate(mapping: Mapping, columns: tuple[str, ...] | None = None) -> None:
    """Check a mapping before anything is read with it.

    Args:
        mapping: What to check.
        columns: The header of the file, when there is one to check against.

    Raises:
        MappingError: With the first thing that cannot be used.
    """
    if not mapping.family.strip():
        raise MappingError("The source has no name.", next_step="Give it one, such as 'helpdesk'.")
    for feed in mapping.feeds:
        _validate_feed(feed, columns)


def _validate_feed(feed: Feed, columns: tuple[str, ...] | None) -> None:
    if feed.table not in {table.name for table in TABLES}:
        known = ", ".join(table.name for table in TABLES)
        raise MappingError(f"There is no table {feed.table!r}.", next_step=f"Use one of: {known}.")
    if not any(name in feed.fields for name in feed.target.presence):
        needed = ", ".join(feed.column(name).label for name in feed.target.presence)
        raise MappingError(
            f"Nothing fills {feed.target.label}: none of its main fields is mapped.",
            next_step=f"Map at least one of: {needed}.",
        )
    for name, source in feed.fields.items():
        _validate_source(feed.column(name), source)
    if columns is not None:
        for name in _columns_of(feed):
            if name not in columns:
                raise MappingError(
                    f"The file has no column {name!r}.",
                    next_step="Choose one of its columns: " + ", ".join(columns[:40]) + ".",
                )


def columns_read(mapping: Mapping) -> tuple[str, ...]:
    """Return the header names that a mapping reads, each once."""
    return tuple(dict.fromkeys(name for feed in mapping.feeds for name in _columns_of(feed)))


def _columns_of(feed: Feed) -> tuple[str, ...]:
    read = [name for source in feed.fields.values() for name in source.columns]
    if feed.last:
        read += [feed.last.of, *feed.last.by.columns]
    return (*read, *(condition.column for condition in feed.when))


def _validate_source(column: Column, source: Source) -> None:
    if (source.column is None) == (source.constant is None):
        raise MappingError(
            f"{column.label} needs either a column or a fixed value.",
            next_step="Choose one of the two.",
        )
    order = source.how.get("date_order")
    if order is not None and order not in DATE_ORDERS and "%" not in order:
        raise MappingError(
            f"{order!r} is not a way to write dates.",
            next_step=f"Use one of {', '.join([*NUMBER_ORDERS, *MONTHS])}, a language with an "
            "order behind it such as 'german dmy', or a pattern such as %d.%m.%Y.",
        )
    if source.how.get("decimal", ".") not in SIGNS:
        raise MappingError(
            f"The decimal sign of {column.label} is {source.how.get('decimal')!r}.",
            next_step=f"Use one of {', '.join(map(repr, SIGNS))}.",
        )
    if not re.fullmatch(r"\d+(\.\d+)?", source.how.get("times", "1")):
        raise MappingError(
            f"{column.label} is multiplied by {source.how.get('times')!r}, which is no number.",
            next_step="Use a number such as 60.",
        )
    constant = source.constant
    if constant is not None and column.choices and constant not in column.choices:
        raise MappingError(
            f"{column.label} cannot be {constant!r}.",
            next_step=f"Use one of: {', '.join(column.choices)}.",
        )
