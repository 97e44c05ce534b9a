"""Chatwoot satisfaction reports: blank lines between rows, and the period in the last line."""

from typing import Final

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rated, Rating

FORM: Final = Form(
    name="chatwoot_csat",
    label="Chatwoot satisfaction",
    need=("rating", "link to the conversation"),
    bonus=("agent name", "feedback comment", "contact email address", "recorded date"),
    feeds=Rated(
        shared={
            "occurred_at": "/^recorded (date|at)$/",
            "case_id": "link to the conversation",
            "response_id": "link to the conversation",
            "customer_id": "contact email address or contact phone number or contact name",
            "employee": "agent name",
            "comment": "/^feedback( comment)?$/",
        },
        ratings=(Rating("rating", "Rating"),),
    ),
    source="The report template in Chatwoot's source code; its English labels as remembered",
    notes=("The conversation's link stands for its number.",),
)
