"""Freshservice ticket exports: an internal service desk, so its customers are colleagues."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.freshdesk import COMPLAINT, FOLLOWED, FROM_TIMESTAMPS, IN_TIME, RESULTS
from cxdash.ingest.formats.rating import Rating
from cxdash.ingest.mapping import How

FORM: Final = Form(
    name="freshservice",
    label="Freshservice tickets",
    need=("ticket id", "requester name", "created time", "urgency", "impact"),
    bonus=("survey result", "requester location", "resolution status", "approval status"),
    feeds=Desk(
        shared={
            "case_id": "ticket id",
            "customer_id": "requester email or requester name",
            "employee": "agent",
            "team": "group",
            "channel": "source",
            "product": "category",
            "site": "requester location",
        },
        case=FOLLOWED,
        ratings=(
            Rating(
                "survey result", "Survey result", low="-3", high="3", words=RESULTS, by_words=True,
                fields={"response_id": "ticket id", "occurred_at": "closed time or created time"},
            ),
        ),
        complaint=COMPLAINT,
        how={"in_time": How(words=IN_TIME)},
        is_internal=True,
    ),
    source="Public exports of Freshservice",
    notes=(
        FROM_TIMESTAMPS,
        "The people it serves are taken as colleagues (customer kind 'internal').",
    ),
)  # fmt: skip
