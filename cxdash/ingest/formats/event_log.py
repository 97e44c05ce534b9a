"""Event logs (XES and its CSV forms): each row one step of a case."""

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed

_STEP = {
    "case_id": "case:concept:name or case id",
    "occurred_at": "time:timestamp or complete timestamp or timestamp",
    "process": "concept:name or activity",
    "employee": "org:resource or resource",
    "team": "org:group",
    "channel": "case:channel or channel",
    "customer_id": "case:customer or customer id",
    "touch_id": "concept:instance",
}
_CASE = {
    "case_id": "case:concept:name or case id",
    "occurred_at": "case:startdate or case:reg_date",
    "promised_at": "case:enddate_planned or case:deadline",
    "closed_at": "case:enddate",
    "channel": "case:channel or channel",
    "customer_id": "case:customer or customer id",
}


def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return touches from the steps and, where the log describes its cases, cases."""
    del facts, survey
    case = header.fields(_CASE)
    touches = Feed("touches", header.fields(_STEP))
    return (touches, Feed("cases", case)) if "occurred_at" in case else (touches,)


FORM = Form(
    name="event_log",
    label="Event log (XES)",
    need=("/^case(:concept:name| id)$/", "/^(concept:name|activity)$/", "/timestamp/"),
    bonus=("org:resource", "resource", "org:group", "lifecycle:transition"),
    feeds=feeds,
    source="The XES standard (IEEE 1849) as PM4Py writes it",
)
