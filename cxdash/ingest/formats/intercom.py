"""Intercom conversations and their ratings: the time zone stands inside a header."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rated, Rating

STARTED: Final = "/^conversation started at \\((.+)\\)$/"
UPDATED: Final = "/^updated at \\((.+)\\)$/"
_RATED_BY: Final = {"employee": "last teammate rated or teammate currently assigned"}

CONVERSATIONS: Final = Form(
    name="intercom",
    label="Intercom conversations",
    need=("conversation id", STARTED),
    bonus=("conversation rating", "last teammate rated", "team currently assigned", "channel"),
    feeds=Desk(
        shared={
            "case_id": "conversation id",
            "customer_id": "user id or user email or user name or company name",
            "employee": "teammate currently assigned",
            "team": "team currently assigned",
            "channel": "channel or conversation source",
            "process": "ai topic or topics",
        },
        case={"occurred_at": STARTED, "status": "current conversation state"},
        ratings=(
            Rating(
                "conversation rating", "Conversation rating",
                fields={
                    "response_id": "conversation id", "occurred_at": STARTED,
                    "comment": "conversation rating remark", **_RATED_BY,
                },
            ),
        ),
        complaint={
            "complaint_id": "conversation id", "occurred_at": STARTED,
            "description": "ai issue summary", "cause": "ai topic", "subcause": "ai subtopic",
            "status": "current conversation state",
        },
        type="ticket type",
    ),
    source="Public parsers of Intercom exports",
    notes=("A rating is credited to the teammate who was rated, not to the one who came last.",),
)  # fmt: skip
RATINGS: Final = Form(
    name="intercom_csat",
    label="Intercom ratings",
    need=("conversation id", "conversation rating", UPDATED),
    bonus=("conversation rating remark", "agent rated type", "last survey sent"),
    feeds=Rated(
        shared={
            "response_id": "conversation id",
            "case_id": "conversation id",
            "occurred_at": UPDATED,
            "customer_id": "user id or user email or user name or company name",
            "comment": "conversation rating remark",
            "team": "agent rated type",
            **_RATED_BY,
        },
        ratings=(Rating("conversation rating", "Conversation rating"),),
    ),
    source="Public parsers of Intercom exports",
)
