"""What a warehouse is made from: rows as files hold them, then facts with all that is filled in."""

from collections.abc import Container, Iterable, Iterator

from cxdash.model import SQL_TYPES, TABLES, Column, Table, table_named
from cxdash.store.codes import DESCRIBED, Words, as_codes
from cxdash.store.pieces import ByCase
from cxdash.store.statements import quoted, statement
from cxdash.store.steps import SHORTEST_HOURS, WAITED_RATIO

FACTS = tuple(table for table in TABLES if table.is_fact)

_SAID_BY_ROWS = tuple(name for name in DESCRIBED if name not in {"family", "employee", "in_time"})
"""What a row says itself in few words; people are numbered by their codes."""

_OUR_WORDS = {"customer_kind": ("external",), "in_time": ("in time", "late")}
"""Words that the warehouse says itself, besides those of the files."""

WIDE = (
    *("upload_id", "source_line", "family", "occurred_at", "occurred_on", "customer_id", "case_id"),
    *("segment", "customer_kind", "region", "process", "team", "employee", "channel", "product"),
    *("site", "in_time"),
)
"""What every fact carries in the warehouse."""

_IMPLYING = ("cases", "responses", "complaints")
"""Tables whose rows imply contacts, those that know best first; no contact is counted twice."""


def macros() -> str:
    """Return the statements that make the rules several tables share."""
    return statement("010_macros", shortest=str(SHORTEST_HOURS), ratio=str(WAITED_RATIO))


def shape(table: Table) -> str:
    """Return the statement that makes the empty table that rows of a canonical table are like."""
    typed = ", ".join(f"{quoted(c.name)} {SQL_TYPES[c.kind]}" for c in table.all_columns())
    return statement("100_kept", table=table.name, typed_columns=typed)


def read(table: Table, aliased: Container[str]) -> str:
    """Return the statement that reads a table's files, as in the variable files_<table>, tidied.

    Args:
        table: The canonical table.
        aliased: The dimensions of which some spellings are united.
    """
    columns = table.all_columns()
    united = [column.name for column in columns if column.name in aliased]
    return statement(
        "110_read",
        table=table.name,
        columns=listed(column.name for column in columns),
        values=", ".join(_value(column, united) for column in columns),
        alias_joins="\n".join(map(_alias_join, united)),
    )


def nothing(table: Table) -> str:
    """Return the statement for a table that no active upload holds rows of."""
    return statement("111_nothing", table=table.name)


def gathering(packed_in: str | None) -> Iterator[str | Words | ByCase]:
    """Return what is done before the tables that stay are made, in order.

    Args:
        packed_in: The attached database that holds the facts with all that is filled in; None
            where they fit into memory.
    """
    yield from map(_unique, TABLES)
    yield statement("130_people", every_employee=_every_employee())
    yield from map(_words, DESCRIBED)
    yield statement(
        "140_known",
        of_customers=as_codes(("segment", "customer_kind", "region")),
        of_employees=as_codes(("team", "site")),
        of_processes=as_codes(("site",)),
    )
    yield from _kept("case_facts", "150_case_facts", packed_in, described=as_codes(_SAID_BY_ROWS))
    yield statement("151_case_holders")
    for table in FACTS:
        yield from _by_case(f"wide_{table.name}", "200_wide", packed_in, **_wide(table))
    own = listed(own_columns(table_named("touches")))
    yield statement("400_contacts", shared=listed(WIDE), own_columns=own)
    for number, name in enumerate(_IMPLYING, start=1):
        yield _implied(table_named(name), number)
    yield from _by_case("rated", "430_rated", packed_in)
    yield statement("440_joined", kind=kind_of(packed_in))


def kind_of(packed_in: str | None) -> str:
    """Return what a gathered table is here: packed in another file, it is seen through a view."""
    return "view" if packed_in else "table"


def listed(names: Iterable[str]) -> str:
    """Return columns as a SELECT lists them."""
    return ", ".join(quoted(name) for name in names)


def own_columns(table: Table) -> tuple[str, ...]:
    """Return a fact's columns that no other shares; the file's word on time is kept apart."""
    return tuple(column.name for column in table.columns if column.name != "in_time")


def _value(column: Column, united: Container[str]) -> str:
    name = quoted(column.name)
    tidy = f"tidy(stored.{name})" if column.kind == "text" else f"stored.{name}"
    if column.name in united:
        tidy = f"coalesce(alias_{column.name}.canonical, {tidy})"
    return f"{tidy} as {name}"


def _alias_join(name: str) -> str:
    return (
        f"left join spellings as alias_{name} on alias_{name}.dimension = '{name}'"
        f" and alias_{name}.spelling = lower(tidy(stored.{quoted(name)}))"
    )


def _unique(table: Table) -> str:
    of_a_family = ("family", *table.identity) if table.is_fact else table.identity
    has_identity = f"{quoted(table.identity[0])} is not null" if table.identity else "false"
    return statement(
        "120_unique",
        table=table.name,
        # Facts are read once more, where they are filled in; references are joined again and again.
        kind="view" if table.is_fact else "table",
        has_identity=has_identity,
        identity=listed(of_a_family) if table.identity else "row_key",
        keeps="true" if table.is_fact else has_identity,
    )


def _every_employee() -> str:
    holders = [table.name for table in TABLES if table.column("employee")]
    return " union ".join(f"select employee from unique_{name}" for name in holders)


def _words(name: str) -> Words:
    """Return where the words of a column stand that facts are described by."""
    if name == "employee":
        every = ["select code as word from people"]
    elif name == "family":
        every = ["select family as word from active_uploads"]
    else:
        holders = [table.name for table in TABLES if _holds_words(table, name)]
        every = [f"select {quoted(name)} as word from kept_{holder}" for holder in holders]
        every += [f"select '{word}' as word" for word in _OUR_WORDS.get(name, ())]
    return Words(name, " union all ".join(every))


def _holds_words(table: Table, name: str) -> bool:
    column = table.column(name)
    return column is not None and column.kind == "text"


def _kept(name: str, file: str, packed_in: str | None, **names: str) -> Iterator[str]:
    """Return how a large table is made, and found under its name."""
    yield statement(file, into=_into(name, packed_in), **names)
    yield from _found(name, packed_in)


def _by_case(name: str, file: str, packed_in: str | None, **names: str) -> Iterator[str | ByCase]:
    """Return the same of one that is joined by case."""

    def text(into: str, at_hand: str) -> str:
        return statement(file, into=into, at_hand=at_hand, **names)

    further = f"insert into {_stands_in(packed_in)}{name} by name"
    yield ByCase(text, _into(name, packed_in), further)
    yield from _found(name, packed_in)


def _into(name: str, packed_in: str | None) -> str:
    kind = "table" if packed_in else "temp table"
    return f"create {kind} {_stands_in(packed_in)}{name} as"


def _stands_in(packed_in: str | None) -> str:
    return f"{packed_in}." if packed_in else ""


def _found(name: str, packed_in: str | None) -> Iterator[str]:
    if packed_in:
        yield statement("201_packed", name=name, packed=f"{packed_in}.{name}")


def _wide(table: Table) -> dict[str, str]:
    """Return what the statement for a fact with all that is filled in is made with."""
    is_touch = table.name == "touches"
    own = [f"filled.{quoted(name)}" for name in own_columns(table)]
    if table.column("in_time"):
        own.append("filled.in_time as stated_in_time")
    return {
        "table": table.name,
        "described": as_codes(_SAID_BY_ROWS),
        "fills_actor": "false" if is_touch else "true",
        "fills_time": "true" if is_touch else "false",
        "own_columns": ", ".join(own),
    }


def _implied(table: Table, source_number: int) -> ByCase:
    """Return the contacts a table implies: one for a case, else for a sheet, else for the row."""
    sheet = (
        "coalesce('case ' || case_family || chr(31) || case_id, "
        f"'sheet ' || family || chr(31) || {table.identity[0]}, row_key::varchar)"
    )
    into = "insert into implied_contacts by name"

    def text(into: str, at_hand: str) -> str:
        return statement(
            "410_implied",
            into=into,
            at_hand=at_hand,
            table=table.name,
            sheet=sheet,
            shared=listed(WIDE),
            source_number=str(source_number),
        )

    return ByCase(text, into, into)
