"""HubSpot tickets and feedback submissions.

HubSpot calls respondents detractor, passive or promoter in every kind of survey, so the word alone
never makes a Net Promoter Score: the survey's type decides, or the reader.
"""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.desk import Desk
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.formats.rating import Rated, Rating
from cxdash.ingest.mapping import Feed

TYPE: Final = "survey type"
_SHARED: Final = {
    "response_id": "record id or response id",
    "occurred_at": "/^(date|submission date|response date|create date)$/",
    "customer_id": "contact id or email or contact",
    "survey": "survey name",
    "channel": "survey channel",
    "comment": "response or follow-up response",
}
_UNKNOWN: Final = Rating("rating", "Rating", "", "", "")
_TYPED: Final = Rated(
    _SHARED,
    (
        Rating("rating", "Recommendation", "nps", "0", "10",
               when=(TYPE, ("nps", "net promoter score", "loyalty", "customer loyalty"))),
        Rating("rating", "Satisfaction", "csat", "0", "2",
               when=(TYPE, ("csat", "customer satisfaction", "satisfaction"))),
        Rating("rating", "Effort", "ces", "1", "7",
               when=(TYPE, ("ces", "customer effort score", "effort", "customer support"))),
    ),
    other=_UNKNOWN,
)  # fmt: skip
_UNTYPED: Final = Rated(_SHARED, (_UNKNOWN,))


def _answers(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return a feed for each type of survey; without types one feed, whose kind is then asked."""
    shape = _TYPED if header.find(TYPE) else _UNTYPED
    return shape(header, facts, survey)


TICKETS: Final = Form(
    name="hubspot_ticket",
    label="HubSpot tickets",
    need=("ticket id", "ticket name", "pipeline", "ticket status"),
    bonus=("create date", "ticket owner", "close date", "source"),
    feeds=Desk(
        shared={
            "case_id": "ticket id",
            "customer_id": "associated contact or associated company",
            "employee": "ticket owner",
            "team": "hubspot team",
            "process": "pipeline",
            "channel": "source",
        },
        case={
            "occurred_at": "create date",
            "delivered_at": "close date",
            "closed_at": "close date",
            "status": "ticket status",
        },
        complaint={
            "complaint_id": "ticket id", "occurred_at": "create date", "resolved_at": "close date",
            "severity": "priority", "description": "ticket name", "status": "ticket status",
        },
        type="category",
    ),
    source="One public export of HubSpot tickets",
    notes=("Time to close is computed from the dates.",),
)  # fmt: skip
FEEDBACK: Final = Form(
    name="hubspot_feedback",
    label="HubSpot feedback submissions",
    need=("sentiment", "rating", "/^(survey name|survey type)$/"),
    bonus=("survey type", "survey name", "follow-up response", "response"),
    feeds=_answers,
    source="HubSpot's documentation of survey responses; the file itself not yet confirmed",
    notes=(
        (
            "HubSpot says detractor, passive and promoter in every kind of survey; the score is "
            "read from 'Rating', never from the word."
        ),
    ),
)
