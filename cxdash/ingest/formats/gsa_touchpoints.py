"""GSA Touchpoints data collection: one question of trust or satisfaction, and ticked reasons."""

from typing import Final

from cxdash.ingest.facts import Facts
from cxdash.ingest.formats.form import Form, Header
from cxdash.ingest.formats.rating import Rated, Rating
from cxdash.ingest.mapping import Feed

_SHARED: Final = {"response_id": "external_id", "comment": "question_4"}
_QUESTION: Final = "Overall trust or satisfaction"
_STARS: Final = Rated(_SHARED, (Rating("question_1", _QUESTION),))
_THUMBS: Final = Rated(
    _SHARED,
    (
        Rating(
            "question_1", _QUESTION, low="0", high="1",
            words={"thumbs up": "1", "up": "1", "thumbs down": "0", "down": "0"},
        ),
    ),
)  # fmt: skip


def _answers(header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
    """Return the answers on the scale their values show: thumbs (0, 1) or one to five."""
    asked = next((column for column in facts.columns if column.name == "question_1"), None)
    is_stars = asked is not None and asked.high is not None and asked.high > 1
    return (_STARS if is_stars else _THUMBS)(header, facts, survey)


FORM: Final = Form(
    name="gsa_touchpoints",
    label="GSA Touchpoints responses",
    need=("external_id", "question_1", "positive_effectiveness", "negative_effectiveness",
          "question_4"),
    bonus=("positive_ease", "negative_ease", "positive_employee", "negative_employee"),
    feeds=_answers,
    source="The data collection of Touchpoints, in its source code and its open data",
    notes=(
        "Answers of 0 and 1 are thumbs down and up; larger ones stand on a scale of 1 to 5.",
        (
            "The ticked reasons (effectiveness, ease, …) are not read. Map one to 'Score' on a "
            "scale of 0 to 1 to follow how often it is ticked."
        ),
        "The file has no date; add the period as a fixed value or a column to see a trend.",
    ),
)  # fmt: skip
