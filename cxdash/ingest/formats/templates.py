"""cxdash's own templates: one CSV for each canonical table, its headers the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.ingest.formats.form import Form, Header, normalised
from cxdash.ingest.mapping import Feed, Source
from cxdash.model import TABLES, Table

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts


def template_header(table: Table) -> tuple[str, ...]:
    """Return the header of a table's template: the labels of its columns, its own first."""
    own = [column.label for column in table.columns]
    shared = [column.label for column in table.all_columns() if column not in table.columns]
    return tuple(dict.fromkeys([*own, *shared]))


def template(table: Table) -> str:
    """Return the template of a table as CSV text: one header line."""
    return ",".join(template_header(table)) + "\r\n"


def _form(table: Table) -> Form:
    labels = tuple(normalised(label) for label in template_header(table))

    def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
        del facts, survey
        fields: dict[str, Source] = {}
        # A label that two columns share goes to the table's own column.
        for column in (*table.columns, *table.all_columns()):
            name = header.find(normalised(column.label))
            is_taken = any(name in source.columns for source in fields.values())
            if name and column.name not in fields and not is_taken:
                fields[column.name] = Source(name)
        return (Feed(table.name, fields),)

    return Form(
        name=f"template_{table.name}",
        label=f"cxdash template: {table.label}",
        need=labels,
        bonus=(),
        feeds=feeds,
        source="cxdash",
    )


TEMPLATES: tuple[Form, ...] = tuple(_form(table) for table in TABLES)
"""One form for each canonical table; all its headers are needed."""
