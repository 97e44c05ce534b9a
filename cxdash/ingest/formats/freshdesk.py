"""Freshdesk ticket exports: a ticket is a case, its survey result an answer."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rating
from cxdash.ingest.mapping import How

RESULTS: Final = {
    "extremely happy": "3", "very happy": "2", "happy": "1", "neutral": "0",
    "unhappy": "-1", "very unhappy": "-2", "extremely unhappy": "-3",
    "satisfied": "1", "dissatisfied": "-1", "good": "1", "bad": "-1",
    "awesome": "1", "just okay": "0", "not good": "-1",
}  # fmt: skip
"""Freshdesk's default answers; a survey offers one, two or three steps each way."""

IN_TIME: Final = {
    "within sla": "true", "sla met": "true", "sla violated": "false", "violated": "false",
}  # fmt: skip

FOLLOWED: Final = {
    "occurred_at": "created time",
    "promised_at": "due by time",
    "delivered_at": "resolved time",
    "closed_at": "closed time",
    "in_time": "resolution status",
    "status": "status",
}
"""How a ticket is followed to its end, in Freshdesk as in Freshservice."""

COMPLAINT: Final = {
    "complaint_id": "ticket id", "occurred_at": "created time", "due_at": "due by time",
    "resolved_at": "resolved time", "in_time": "resolution status", "severity": "priority",
    "description": "subject", "status": "status", "cause": "category or cause",
    "subcause": "sub-category",
}  # fmt: skip

FROM_TIMESTAMPS: Final = (
    "Times to respond and resolve are computed from the timestamps: the exported ones are "
    "often empty, and say hours where they are hours, minutes and seconds."
)

FORM: Final = Form(
    name="freshdesk",
    label="Freshdesk tickets",
    need=("ticket id", "agent", "group", "created time", "first response time (in hrs)"),
    bonus=("survey results", "resolution status", "due by time"),
    feeds=Desk(
        shared={
            "case_id": "ticket id",
            "customer_id": "contact id or email or full name",
            "segment": "segment",
            "employee": "agent",
            "team": "group",
            "channel": "source",
            "product": "product",
        },
        case=FOLLOWED,
        ratings=(
            Rating(
                "survey results", "Survey results", low="-3", high="3", words=RESULTS,
                by_words=True,
                fields={"response_id": "ticket id", "occurred_at": "closed time or created time"},
            ),
        ),
        complaint=COMPLAINT,
        how={"in_time": How(words=IN_TIME)},
    ),
    source="Freshdesk's own test of its export",
    notes=(FROM_TIMESTAMPS,),
)  # fmt: skip
