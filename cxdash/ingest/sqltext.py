"""Names and values written into SQL: quoted here and nowhere else in ingest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def text_sql(value: str) -> str:
    """Return a SQL text literal.

    Examples:
        >>> text_sql("l'heure")
        "'l''heure'"
    """
    return "'" + value.replace("'", "''") + "'"


def name_sql(name: str) -> str:
    """Return a quoted SQL identifier.

    Examples:
        >>> name_sql("raw score")
        '"raw score"'
    """
    return '"' + name.replace('"', '""') + '"'


def list_sql(values: Iterable[str]) -> str:
    """Return a SQL list of text literals for IN.

    Examples:
        >>> list_sql(["a", "b"])
        "('a', 'b')"
    """
    return "(" + ", ".join(text_sql(value) for value in values) + ")"
