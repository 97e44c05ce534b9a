"""What a warehouse is made with: every statement up to its rollups, composed from the model."""

from collections.abc import Container, Iterable, Iterator

from cxdash.model import SHARED, SQL_TYPES, TABLES, Column, Table, table_named
from cxdash.store.codes import ASKED, DESCRIBED, Words, as_codes, as_words
from cxdash.store.rollups import SAID
from cxdash.store.statements import quoted, statement
from cxdash.store.steps import SHORTEST_HOURS, WAITED_RATIO

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

_SAID_BY_ROWS = tuple(name for name in DESCRIBED if name not in {"family", "employee", "in_time"})
"""What a row says itself in few words; people are numbered by their codes."""

_OUR_WORDS = {"customer_kind": ("external",), "in_time": ("in time", "late")}
"""Words that the warehouse says itself, besides those of the files."""

_REPEATED = ("customer_id", "case_id", "in_time", "upload_id", "source_line")
"""What each rating of an answer repeats, besides what rollups of ratings are made of."""

_SORTED = "order by date_trunc('month', occurred_on), segment, process, occurred_on"
"""How every table of facts is sorted: what no rollup answers skips other months and segments."""

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
        columns=_listed(column.name for column in columns),
        values=", ".join(_value(column, united) for column in columns),
        alias_joins="\n".join(map(_alias_join, united)),
    )


def nothing(table: Table) -> str:
    """Return the statement for a table that no active upload holds rows of."""
    return statement("111_nothing", table=table.name)


def steps() -> Iterator[str | Words]:
    """Return what is done between reading the files and the check, in order."""
    yield from map(_unique, TABLES)
    yield statement("130_people", every_employee=_every_employee())
    yield from map(_words, DESCRIBED)
    yield statement(
        "140_references",
        of_customers=as_codes(("segment", "customer_kind", "region")),
        of_employees=as_codes(("team", "site")),
        of_processes=as_codes(("site",)),
    )
    yield statement("150_case_holders", described=as_codes(_SAID_BY_ROWS))
    yield from map(_wide, FACTS)
    yield statement("300_span", every_moment="\nunion all ".join(map(_moments, FACTS)))
    yield from (_fact(table) for table in FACTS if table.name != "touches")
    yield from _contacts()
    for name in ASKED:
        yield Words(name, f"select {quoted(name)} as word from responses")
    yield statement(
        "430_ratings",
        said=as_codes((*SAID, *_REPEATED)),
        summarised=as_codes(SAID),
        words=as_words((*DESCRIBED[1:], *ASKED)),
        sorted=_SORTED,
    )
    dropped = (f"drop table wide_{table.name};" for table in FACTS)
    yield statement("440_done", wide_tables="\n".join(dropped))
    yield statement("500_catalogues")
    for table in TABLES:
        yield _coverage(table.name, table.all_columns())
    yield _coverage("contacts", SHARED)
    for name in (*(table.name for table in FACTS), "contacts"):
        yield statement("511_span", table=name)
    yield statement("580_made_of")


def _contacts() -> Iterator[str]:
    own = _listed(_own(table_named("touches")))
    shared = _listed(_WIDE)
    yield statement("400_contacts", shared=shared, own_columns=own)
    for number, name in enumerate(_IMPLYING, start=1):
        yield _implied(table_named(name), number)
    yield statement(
        "420_contacts",
        shared=shared,
        touch_columns=own,
        words=as_words(DESCRIBED),
        sorted=_SORTED,
    )


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


def _listed(names: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in names)


def _own(table: Table) -> tuple[str, ...]:
    """Return a fact's columns that no other shares; the file's word on time is kept apart."""
    return tuple(column.name for column in table.columns if column.name != "in_time")


def _unique(table: Table) -> str:
    of_a_family = ("family", *table.identity) if table.is_fact else table.identity
    has_identity = f"{quoted(table.identity[0])} is not null" if table.identity else "false"
    return statement(
        "120_unique",
        table=table.name,
        # Facts are read once more, where they are filled in; references are joined again and again.
        kind="view" if table.is_fact else "table",
        has_identity=has_identity,
        identity=_listed(of_a_family) if table.identity else "row_key",
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


def _wide(table: Table) -> str:
    is_touch = table.name == "touches"
    own = [f"filled.{quoted(name)}" for name in _own(table)]
    if table.column("in_time"):
        own.append("filled.in_time as stated_in_time")
    return statement(
        "200_wide",
        table=table.name,
        described=as_codes(_SAID_BY_ROWS),
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
        words=as_words(DESCRIBED),
        sorted=_SORTED,
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
