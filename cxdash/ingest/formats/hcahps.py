"""HCAHPS, the patient survey of American hospitals: shares of patients by measure, summed up.

The measures' codes say nothing to a reader, so each goes by the words the file or CMS has for it.
"""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.mapping import Feed, How, Source

MEASURES: Final[dict[str, str]] = {
    "H_COMP_1": "Communication with nurses",
    "H_COMP_2": "Communication with doctors",
    "H_COMP_3": "Responsiveness of hospital staff",
    "H_COMP_4": "Pain management",
    "H_COMP_5": "Communication about medicines",
    "H_COMP_6": "Discharge information",
    "H_COMP_7": "Care transition",
    "H_CLEAN_HSP": "Cleanliness of hospital environment",
    "H_QUIET_HSP": "Quietness of hospital environment",
    "H_HSP_RATING": "Overall hospital rating",
    "H_RECMND": "Willingness to recommend the hospital",
}
"""What CMS calls the measures, where a file has only their codes."""

_SAYS_NOTHING: Final[dict[str, str]] = {"Not Available": "", "Not Applicable": ""}
_NO_NUMBER: Final[dict[str, str]] = {
    **_SAYS_NOTHING,
    "Fewer than 50": "",
    "Fewer than 100": "",
    "Between 100 and 299": "",
    "300 or more": "",
}
"""Answers are told as a band in older files, and a band is no number."""

_ANSWERS: Final = {
    "occurred_at": "end date",
    "question": "hcahps answer description",
    "value": "hcahps answer percent",
    "n": "number of completed surveys",
    "region": "state",
}
_RELEASES: Final = {
    "occurred_at": "release_period",
    "question": "measure_id",
    "value": "top_box_percentage",
    "region": "state",
}


def _answers(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return the share of patients who gave each answer, of a hospital, a state or the nation."""
    del facts, survey
    fields = header.fields(
        _ANSWERS,
        value=How(percent=True, words=_SAYS_NOTHING),
        n=How(words=_NO_NUMBER),
    )
    hospital = [
        name for wanted in ("facility name", "facility id") if (name := header.find(wanted))
    ]
    if hospital:
        # Hospitals of one name are many, so the number stands behind it.
        fields["site"] = Source(tuple(hospital))
    fields["metric"] = Source(constant=f"Share of patients{_of_what(header)}")
    return (Feed("scores", fields),)


def _releases(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return the share of best answers to each measure in each release."""
    del facts, survey
    fields = header.fields(
        _RELEASES, value=How(percent=True, words=_SAYS_NOTHING), question=How(words=MEASURES)
    )
    fields["metric"] = Source(constant=f"Top-box share{_of_what(header)}")
    return (Feed("scores", fields),)


def _of_what(header: Header) -> str:
    """Say what a row is about: a mean never mixes hospitals, states and the nation."""
    for wanted, said in (("facility id", " by hospital"), ("state", " by state")):
        if header.find(wanted):
            return said
    return ", national"


ANSWERS: Final = Form(
    name="hcahps",
    label="HCAHPS results (CMS)",
    need=("hcahps measure id", "hcahps answer description", "hcahps answer percent"),
    bonus=("hcahps question", "facility id", "number of completed surveys", "end date"),
    feeds=_answers,
    source="The Provider Data Catalog of the Centers for Medicare & Medicaid Services",
    notes=("Star ratings and linear scores repeat the shares and are left out.",),
)
RELEASES: Final = Form(
    name="hcahps_releases",
    label="HCAHPS results by release",
    need=("release_period", "measure_id", "top_box_percentage", "bottom_box_percentage"),
    bonus=("state", "middle_box_percentage"),
    feeds=_releases,
    source="The tables of HCAHPS summary analyses as they are shared for teaching",
    notes=("The share of the best answers is read; the middle and the worst are left out.",),
)
