"""Medallia Agent Connect responses: stars with the employee who earned them, in UTC."""

from typing import Final

from cxdash.ingest.formats.form import Form
from cxdash.ingest.formats.rating import Rated, Rating

FORM: Final = Form(
    name="medallia_ac",
    label="Medallia Agent Connect responses",
    need=("request_id", "response_received_at", "star_rating"),
    bonus=("employee_email", "team_leader", "employee_custom_id"),
    feeds=Rated(
        shared={
            "response_id": "request_id",
            "occurred_at": "response_received_at",
            "comment": "comments",
            "employee": "employee_custom_id or employee_email",
            "team": "team_leader",
            "channel": "channel",
            "product": "brand",
            "customer_id": "request_sent_to or customer_name",
            "case_id": "ext_interaction_id",
        },
        ratings=(Rating("star_rating", "star_rating", "rating"),),
    ),
    source="The vendor's documentation",
    zone="UTC",
    notes=("Times are UTC.", "Requests without an answer are left out."),
)
