"""Freshdesk ticket exports: a ticket is a case, its survey result an answer."""

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed, How, Source

RESULTS = {
    "extremely happy": "3", "very happy": "2", "happy": "1", "neutral": "0",
    "unhappy": "-1", "very unhappy": "-2", "extremely unhappy": "-3",
    "satisfied": "1", "dissatisfied": "-1", "good": "1", "bad": "-1",
    "awesome": "1", "just okay": "0", "not good": "-1",
}  # fmt: skip
"""Freshdesk's default answers, from -3 to 3."""

IN_TIME = {
    "within sla": "true", "sla met": "true", "sla violated": "false", "violated": "false",
}  # fmt: skip

_SHARED = {
    "case_id": "ticket id",
    "customer_id": "contact id or email or full name",
    "segment": "segment",
    "employee": "agent",
    "team": "group",
    "channel": "source",
    "product": "product",
}


def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return cases from tickets and, where there are survey results, answers."""
    del facts
    shared = header.fields(_SHARED)
    cases = {
        **shared,
        **header.fields(
            {
                "occurred_at": "created time",
                "promised_at": "due by time",
                "delivered_at": "resolved time",
                "closed_at": "closed time",
                "in_time": "resolution status",
                "status": "status",
            },
            in_time=How(words=IN_TIME),
        ),
    }
    if header.find("survey results") is None:
        return (Feed("cases", cases),)
    answers = {
        **shared,
        **header.fields({"occurred_at": "closed time or created time", "response_id": "ticket id"}),
        **header.fields({"score": "survey results"}, score=How(words=RESULTS)),
        "survey": Source(constant=survey),
        "question": Source(constant="Survey results"),
        "metric_kind": Source(constant="csat"),
        "scale_low": Source(constant="-3"),
        "scale_high": Source(constant="3"),
    }
    return (Feed("cases", cases), Feed("responses", answers))


FORM = Form(
    name="freshdesk",
    label="Freshdesk tickets",
    need=("ticket id", "agent", "group", "created time", "first response time (in hrs)"),
    bonus=("survey results", "resolution status", "due by time"),
    feeds=feeds,
    source="Freshdesk's own test of its export",
    notes=(("Times to respond and resolve are computed from the timestamps: the exported ones are "
           "often empty."),),
)  # fmt: skip
