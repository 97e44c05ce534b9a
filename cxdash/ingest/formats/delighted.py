"""Delighted survey responses: one score for each answer, its kind told by the survey's type."""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.formats.rating import Rated, Rating
from cxdash.ingest.mapping import Feed

TYPE: Final = "/^survey[ _]type$/"
_SHARED: Final = {
    "response_id": "/^(response )?id$/",
    "occurred_at": "/^(created[ _]at|response (date|time).*|date)$/",
    "customer_id": "/^(person|person id|email)$/",
    "comment": "comment",
    "channel": "delighted source",
    "region": "delighted country",
}
_UNKNOWN: Final = Rating("score", "Score", "", "", "")
_TYPED: Final = Rated(
    _SHARED,
    tuple(
        Rating("score", question, kind, low, high, when=(TYPE, said))
        for question, kind, low, high, said in (
            ("Recommendation", "nps", "0", "10", ("nps",)),
            ("Satisfaction", "csat", "1", "5", ("csat", "csat5", "smileys")),
            ("Effort", "ces", "1", "5", ("ces", "ces5")),
            ("Effort", "ces", "1", "7", ("ces7",)),
            ("Stars", "rating", "1", "5", ("stars_five", "five-star", "stars")),
            ("Thumbs", "rating", "0", "1", ("thumbs",)),
        )
    ),
    other=_UNKNOWN,
)
_UNTYPED: Final = Rated(_SHARED, (_UNKNOWN,))


def _answers(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return a feed for each type of survey; without types one feed, whose kind is then asked."""
    shape = _TYPED if header.find(TYPE) else _UNTYPED
    return shape(header, facts, survey)


FORM: Final = Form(
    name="delighted",
    label="Delighted responses",
    need=("score", "comment", "/^delighted /"),
    bonus=("permalink", "/^survey[ _]type$/", "delighted source", "delighted country"),
    feeds=_answers,
    source="Field and property names of Delighted's interface; the CSV header not yet confirmed",
)
