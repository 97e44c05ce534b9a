"""Consumer complaints of the CFPB: the older layout of 18 columns and the newer one of 16."""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed

_FIELDS: Final = {
    "complaint_id": "complaint id",
    "occurred_at": "date received",
    "product": "product",
    "cause": "issue",
    "subcause": "sub-issue",
    "description": "consumer complaint narrative",
    "in_time": "timely response?",
    "status": "company response to consumer",
    "team": "company",
    "region": "state",
    "segment": "tags",
    "channel": "submitted via",
}


def _complaints(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return the complaints; the company stands for the team that answers for them."""
    del facts, survey
    return (Feed("complaints", header.fields(_FIELDS)),)


FORM: Final = Form(
    name="cfpb",
    label="CFPB consumer complaints",
    need=("date received", "product", "issue", "company", "complaint id"),
    bonus=("consumer complaint narrative", "timely response?", "sub-issue", "submitted via"),
    feeds=_complaints,
    source="The public complaint database of the Consumer Financial Protection Bureau",
    notes=(
        "The company is read as the team, so that companies can be compared.",
        "'Timely response?' says whether the company answered in time.",
    ),
)
