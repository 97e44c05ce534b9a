"""What a warehouse is made with: every statement up to its rollups, composed from the model."""

from collections.abc import Iterable, Iterator

from cxdash.model import SHARED, SQL_TYPES, TABLES, Column, Table, table_named
from cxdash.store.registers.aliases import ALIASED
from cxdash.store.statements import quoted, statement

FACTS = tuple(table for table in TABLES if table.is_fact)

_PROMISES = ("due_at", "promised_at")
"""Times that may lie ahead; every other time of a fact is something that happened."""

_SHAPED = {"responses": "311_responses", "complaints": "312_complaints", "cases": "313_cases"}
"""Facts with columns worked out for them; the others are kept as they are."""

_WIDE = (
    *("upload_id", "source_line", "family", "occurred_at", "occurred_on", "customer_id", "case_id"),
    *("segment", "customer_kind", "region", "process", "team", "employee", "channel", "product"),
    *("site", "in_time"),
)
"""What every fact carries in the warehouse."""

_IMPLYING = ("cases", "responses", "complaints")
"""Tables whose rows imply contacts, those that know best first; no contact is counted twice."""


def kept(table: Table) -> str:
    """Return the statement that makes the empty table a canonical table's rows go into."""
    typed = ", ".join(f"{quoted(c.name)} {SQL_TYPES[c.kind]}" for c in table.all_columns())
    return statement("100_kept", table=table.name, typed_columns=typed)


def read(table: Table) -> str:
    """Return the statement that adds the rows of the files bound as $files, tidied."""
    columns = table.all_columns()
    return statement(
        "110_read",
        table=table.name,
        columns=_listed(column.name for column in columns),
        values=", ".join(_value(column) for column in columns),
        alias_joins="\n".join(
            _alias_join(column.name) for column in columns if column.name in ALIASED
        ),
    )


def steps() -> Iterator[str]:
    """Return the statements between reading the files and the check, in order."""
    yield from map(_unique, TABLES)
    yield statement("130_people", every_employee=_every_employee())
    yield statement("140_references")
    yield statement("150_case_holders")
    yield from map(_wide, FACTS)
    yield statement("300_span", every_moment="\nunion all ".join(map(_moments, FACTS)))
    yield from map(_fact, FACTS)
    yield statement("400_contacts", shared=_listed(_WIDE))
    for number, name in enumerate(_IMPLYING, start=1):
        yield _implied(table_named(name), number)
    yield statement("420_ratings")
    yield statement("500_catalogues")
    for table in TABLES:
        yield _coverage(table.name, table.all_columns())
    yield _coverage("contacts", SHARED)
    for name in (*(table.name for table in FACTS), "contacts"):
        yield statement("511_span", table=name)


def _value(column: Column) -> str:
    name = quoted(column.name)
    if column.kind != "text":
        return f"stored.{name}"
    tidy = f"tidy(stored.{name})"
    return f"coalesce(alias_{column.name}.canonical, {tidy})" if column.name in ALIASED else tidy


def _alias_join(name: str) -> str:
    return (
        f"left join spellings as alias_{name} on alias_{name}.dimension = '{name}'"
        f" and alias_{name}.spelling = lower(tidy(stored.{quoted(name)}))"
    )


def _listed(names: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in names)


def _own(table: Table) -> tuple[str, ...]:
    """Return a fact's columns that no other shares; the file's word on time is kept apart."""
    return tuple(column.name for column in table.columns if column.name != "in_time")


def _unique(table: Table) -> str:
    of_a_family = ("family", *table.identity) if table.is_fact else table.identity
    return statement(
        "120_unique",
        table=table.name,
        has_identity=f"{quoted(table.identity[0])} is not null" if table.identity else "false",
        identity=_listed(of_a_family) if table.identity else "true",
        keeps_nameless="true" if table.is_fact else "false",
    )


def _every_employee() -> str:
    holders = [table.name for table in TABLES if table.column("employee")]
    return " union ".join(f"select employee from unique_{name}" for name in holders)


def _wide(table: Table) -> str:
    is_touch = table.name == "touches"
    own = [f"filled.{quoted(name)}" for name in _own(table)]
    if table.column("in_time"):
        own.append("filled.in_time as stated_in_time")
    return statement(
        "200_wide",
        table=table.name,
        fills_actor="false" if is_touch else "true",
        fills_time="true" if is_touch else "false",
        own_columns=", ".join(own),
    )


def _moments(table: Table) -> str:
    happened = [
        column.name
        for column in table.all_columns()
        if column.kind == "time" and column.name not in _PROMISES
    ]
    newest = ", ".join(
        f"max({name}) filter (where {name} <= received_at + interval 1 day)" for name in happened
    )
    return (
        "select min(occurred_on) as first_on, max(occurred_on) filter "
        "(where occurred_at <= received_at + interval 1 day) as newest_on, "
        f"greatest({newest}) as as_of from wide_{table.name}"
    )


def _fact(table: Table) -> str:
    return statement(
        _SHAPED.get(table.name, "310_fact"),
        table=table.name,
        shared=_listed(_WIDE),
        own_columns=_listed(_own(table)),
    )


def _implied(table: Table, source_number: int) -> str:
    """Return the contacts a table implies: one for a case, else for a sheet, else for the row."""
    sheet = (
        "coalesce('case ' || case_family || chr(31) || case_id, "
        f"'sheet ' || family || chr(31) || {table.identity[0]}, row_key::varchar)"
    )
    return statement(
        "410_implied",
        table=table.name,
        sheet=sheet,
        shared=_listed(_WIDE),
        source_number=str(source_number),
    )


def _coverage(name: str, columns: tuple[Column, ...]) -> str:
    kept = [column.name for column in columns if column.name != "employee_name"]
    return statement(
        "510_coverage",
        table=name,
        names="[" + ", ".join(f"'{column}'" for column in kept) + "]",
        counts=", ".join(f"count({quoted(column)})" for column in kept),
    )
