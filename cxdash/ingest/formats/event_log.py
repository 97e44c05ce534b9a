"""Event logs (XES and its CSV forms): each row one step of a case."""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Condition, Feed, How

_CASE_ID: Final = "case:concept:name or case id"
_WHEN: Final = "time:timestamp or complete timestamp or timestamp or start timestamp"
_TRANSITION: Final = "/^lifecycle(:| )transition$/"
_COMPLETE: Final = "complete"

_STEP: Final = {
    "case_id": _CASE_ID,
    "occurred_at": _WHEN,
    "process": "concept:name or activity",
    "employee": "org:resource or resource",
    "team": "org:group or group",
    "channel": "case:channel or channel",
    "customer_id": "case:customer or customer id",
    "touch_id": "concept:instance",
}
_CASE: Final = {
    "case_id": _CASE_ID,
    "occurred_at": f"case:startdate or case:reg_date or {_WHEN}",
    "promised_at": "case:enddate_planned or case:deadline",
    "closed_at": "case:enddate",
    "channel": "case:channel or channel",
    "customer_id": "case:customer or customer id",
}


def feeds(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return touches from the steps, and one case for all steps of each.

    A case begins with its first step, unless the log itself says when it began.
    """
    del survey
    touches = Feed("touches", header.fields(_STEP), _completed(header, facts))
    cases = Feed("cases", header.fields(_CASE, occurred_at=How(first=True)))
    return (touches, cases)


def _completed(header: Header, facts: Facts) -> tuple[Condition, ...]:
    """Return the condition that counts a step once where its start is logged besides its end."""
    name = header.find(_TRANSITION)
    said = {
        value.lower()
        for column in facts.columns
        if column.name == name
        for value, _ in column.values
    }
    is_double = name is not None and _COMPLETE in said and len(said) > 1
    return (Condition(name, keep=(_COMPLETE,)),) if is_double and name else ()


FORM: Final = Form(
    name="event_log",
    label="Event log (XES)",
    need=("/^case(:concept:name| id)$/", "/^(concept:name|activity)$/", "/timestamp/"),
    bonus=("org:resource", "resource", "org:group", "lifecycle:transition"),
    feeds=feeds,
    source="The XES standard (IEEE 1849) as PM4Py writes it, and Disco's columns",
    notes=(
        (
            "Each row is a step of a case: steps are touches, and all steps of a case are one "
            "case, which begins with the first of them."
        ),
        "Where start and end of a step are logged, the end is read.",
    ),
)
