"""Zendesk ticket exports: a ticket is a case, its satisfaction an answer."""

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed, How, Source

SATISFACTION = {"good": "1", "bad": "0", "offered": "", "not offered": "", "unoffered": ""}

_SHARED = {
    "case_id": "id",
    "customer_id": "requester id or requester email or requester",
    "segment": "/^(customer )?segment( \\[list\\])?$/",
    "employee": "assignee",
    "team": "group",
    "channel": "via",
    "product": "/^product( \\[(list|txt)\\])?$/",
}


def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return cases from tickets and answers from their satisfaction score."""
    del facts
    shared = header.fields(_SHARED)
    opened = header.fields({"occurred_at": "created at"})
    followed = header.fields(
        {
            "delivered_at": "solved at",
            "closed_at": "solved at",
            "promised_at": "due date",
            "status": "status",
        }
    )
    answers = {
        **shared,
        **header.fields(
            {"occurred_at": "solved at or updated at or created at", "response_id": "id"}
        ),
        **header.fields(
            {"score": "satisfaction score", "comment": "satisfaction comment"},
            score=How(words=SATISFACTION),
        ),
        "survey": Source(constant=survey),
        "question": Source(constant="Satisfaction Score"),
        "metric_kind": Source(constant="csat"),
        "scale_low": Source(constant="0"),
        "scale_high": Source(constant="1"),
    }
    return (Feed("cases", {**shared, **opened, **followed}), Feed("responses", answers))


FORM = Form(
    name="zendesk",
    label="Zendesk tickets",
    need=("id", "requester", "assignee", "created at", "satisfaction score"),
    bonus=("group stations", "assignee stations", "reopens", "solved at", "via"),
    feeds=feeds,
    source="A copy of the vendor's article on exports, and public parsers",
    notes=(
        (
            "Zendesk writes times in the account's zone; name it in the mapping to compare "
            "them with other sources to the hour."
        ),
        "Satisfaction offered but not answered is no answer.",
    ),
)
