"""How the tables that stay are made, up to the rollups: their statements, from the model."""

from collections.abc import Iterator

from cxdash.model import SHARED, TABLES, Column, Table, table_named
from cxdash.store.codes import ASKED, DESCRIBED, Words, as_codes, as_words
from cxdash.store.gathered import FACTS, WIDE, kind_of, listed, own_columns
from cxdash.store.pieces import InOrder
from cxdash.store.rollups import SAID
from cxdash.store.statements import quoted, statement

_PROMISES = ("due_at", "promised_at")
"""Times that may lie ahead; every other time of a fact is something that happened."""

_SHAPED = {"responses": "311_responses", "complaints": "312_complaints", "cases": "313_cases"}
"""Facts with columns worked out for them; the others are kept as they are."""

_REPEATED = ("customer_id", "case_id", "in_time", "upload_id", "source_line")
"""What each rating of an answer repeats, besides what rollups of ratings are made of."""

_SORTED = "order by date_trunc('month', occurred_on), segment, process, occurred_on"
"""How every table of facts is sorted: what no rollup answers skips other months and segments."""


def steps(packed_in: str | None) -> Iterator[str | Words | InOrder]:
    """Return how the tables that stay are made of what is gathered, in order; as `gathering`."""
    yield statement("300_span", every_moment="\nunion all ".join(map(_moments, FACTS)))
    yield statement("305_references")
    yield from (_fact(table) for table in FACTS if table.name != "touches")
    yield _in_order("contacts", "420_contacts", "contact_rows", words=as_words(DESCRIBED))
    own = listed(own_columns(table_named("touches")))
    yield statement("421_touches", shared=listed(WIDE), touch_columns=own)
    for name in ASKED:
        yield Words(name, f"select {quoted(name)} as word from responses")
    yield _in_order(
        "ratings",
        "431_ratings",
        "responses",
        times="(select count(*) from rated) / (select count(*) from responses)",
        said=as_codes((*SAID, *_REPEATED)),
        words=as_words((*DESCRIBED[1:], *ASKED)),
    )
    yield statement("432_answers", summarised=as_codes(SAID))
    dropped = (f"drop {kind_of(packed_in)} wide_{table.name};" for table in FACTS)
    yield statement("450_done", wide_tables="\n".join(dropped))
    yield statement("500_catalogues")
    for table in TABLES:
        yield _coverage(table.name, table.all_columns())
    yield _coverage("contacts", SHARED)
    for name in (*(table.name for table in FACTS), "contacts"):
        yield statement("511_span", table=name)
    yield statement("580_made_of")


def _fact(table: Table) -> InOrder:
    return _in_order(
        table.name,
        _SHAPED.get(table.name, "310_fact"),
        f"wide_{table.name}",
        table=table.name,
        shared=listed(WIDE),
        own_columns=listed(own_columns(table)),
        words=as_words(DESCRIBED),
    )


def _in_order(name: str, file: str, counted: str, times: str = "1", **names: str) -> InOrder:
    """Return a sorted table that a file's statement makes."""

    def text(into: str, months: str) -> str:
        return statement(file, into=into, months=months, sorted=_SORTED, **names)

    return InOrder(name, text, counted, times)


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


def _coverage(name: str, columns: tuple[Column, ...]) -> str:
    kept = [column.name for column in columns if column.name != "employee_name"]
    return statement(
        "510_coverage",
        table=name,
        names="[" + ", ".join(f"'{column}'" for column in kept) + "]",
        counts=", ".join(f"count({quoted(column)})" for column in kept),
    )
