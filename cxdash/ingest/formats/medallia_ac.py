"""Medallia Agent Connect responses: stars with the employee who earned them, in UTC."""

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed, Source

_FIELDS = {
    "response_id": "request_id",
    "occurred_at": "response_received_at",
    "score": "star_rating",
    "comment": "comments",
    "employee": "employee_custom_id or employee_email",
    "team": "team_leader",
    "channel": "channel",
    "product": "brand",
    "customer_id": "request_sent_to or customer_name",
    "case_id": "ext_interaction_id",
}


def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return the answers that came back."""
    del facts
    fields = {
        **header.fields(_FIELDS),
        "survey": Source(constant=survey),
        "question": Source(constant="star_rating"),
        "metric_kind": Source(constant="rating"),
        "scale_low": Source(constant="1"),
        "scale_high": Source(constant="5"),
    }
    return (Feed("responses", fields),)


FORM = Form(
    name="medallia_ac",
    label="Medallia Agent Connect responses",
    need=("request_id", "response_received_at", "star_rating"),
    bonus=("employee_email", "team_leader", "employee_custom_id"),
    feeds=feeds,
    source="The vendor's documentation",
    zone="UTC",
    notes=("Times are UTC.",),
)
