"""Zendesk ticket exports: a ticket is a case, its satisfaction an answer."""

from typing import Final

from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rating

SATISFACTION: Final = {"good": "1", "bad": "0", "offered": "", "not offered": "", "unoffered": ""}

FORM: Final = Form(
    name="zendesk",
    label="Zendesk tickets",
    need=("id", "requester", "assignee", "created at", "satisfaction score"),
    bonus=("group stations", "assignee stations", "reopens", "solved at", "via"),
    feeds=Desk(
        shared={
            "case_id": "id",
            "customer_id": "requester id or requester email or requester",
            "segment": "/^(customer )?segment( \\[list\\])?$/",
            "employee": "assignee",
            "team": "group",
            "channel": "via",
            "product": "/^product( \\[(list|txt)\\])?$/",
        },
        case={
            "occurred_at": "created at",
            "delivered_at": "solved at",
            "closed_at": "solved at",
            "promised_at": "due date",
            "status": "status",
            "stations": "assignee stations or group stations",
        },
        ratings=(
            Rating(
                "satisfaction score", "Satisfaction Score", low="0", high="1", words=SATISFACTION,
                fields={
                    "response_id": "id",
                    "occurred_at": "solved at or updated at or created at",
                    "comment": "satisfaction comment",
                },
            ),
        ),
        complaint={
            "complaint_id": "id", "occurred_at": "created at", "resolved_at": "solved at",
            "due_at": "due date", "description": "subject", "severity": "priority",
            "status": "status", "cause": "/^(root )?cause( \\[(list|txt)\\])?$/",
        },
        type="/^(ticket )?type( \\[list\\])?$/",
    ),
    source="A copy of the vendor's article on exports, and public parsers",
    notes=(
        (
            "Zendesk writes times in the account's zone; name it in the mapping to compare "
            "them with other sources to the hour."
        ),
        "Satisfaction offered but not answered is no answer.",
        "Stations are how many people a ticket passed through: more than one is a hand-off.",
    ),
)  # fmt: skip
