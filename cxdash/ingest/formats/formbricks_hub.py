"""Formbricks Hub records: one row for each answer, its type in a column of its own."""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.formats.rating import Rated, Rating
from cxdash.ingest.mapping import Condition, Feed

TYPE: Final = "field_type"
_SHARED: Final = {
    "response_id": "submission_id",
    "occurred_at": "collected_at",
    "survey": "source_name or source_id or source_type",
    "question": "field_label or field_id",
    "customer_id": "user_id",
    "language": "language",
    "channel": "source_type",
}
_SCORES: Final = Rated(
    _SHARED,
    tuple(
        Rating("value_number", "", kind, low, high, when=(TYPE, (kind,)))
        for kind, low, high in (
            ("nps", "0", "10"),
            ("csat", "1", "5"),
            ("ces", "1", "7"),
            ("rating", "1", "5"),
        )
    ),
)


def _answers(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return a feed for each kind of score, and one for what customers wrote."""
    told = header.fields({**_SHARED, "comment": "value_text"})
    kind = header.find(TYPE)
    feeds = _SCORES(header, facts, survey)
    if "comment" not in told or kind is None:
        return feeds
    return (*feeds, Feed("responses", told, (Condition(kind, keep=("text", "open text")),)))


FORM: Final = Form(
    name="formbricks_hub",
    label="Formbricks Hub records",
    need=("submission_id", "field_id", "field_type"),
    bonus=("collected_at", "value_number", "value_text", "field_label"),
    feeds=_answers,
    source="The record schema of Formbricks Hub",
    notes=("Each row is one answer. Ratings are taken to run from 1 to 5, effort from 1 to 7.",),
)
