"""What a file cannot tell and a reader is asked once; `answered` writes down what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed

DATE_ORDER: Final = "date_order"
CLOCK: Final = "clock"
"""With the letters behind it: "clock:IST"."""
CODES: Final = "codes"
DIRECTION: Final = "direction"
SURVEY_TYPE: Final = "survey_type"
UPDATES: Final = "updates"
SUMMED_UP: Final = "summed_up"

NO_ANSWER: Final = "no answer"
MISTAKE: Final = "mistake"
ONE_THING: Final = "one thing"
OWN_ROWS: Final = "own rows"
RESULTS: Final = "results"
ANSWERS: Final = "answers"
HIGH_IS_BETTER: Final = "high is better"
LOW_IS_BETTER: Final = "low is better"

SCORED: Final = ("score", "expected_score")


@dataclass(frozen=True)
class Question:
    """Something the file cannot tell, asked once.

    Attributes:
        id: What an answer names.
        text: The question, with an example from the file.
        choices: Each legal answer with what it means.
        columns: The columns it is about.
        default: The answer taken when none is given; None when one is needed.
        values: The values it is about, where it is about single ones: codes of those columns, or
            the values by which a feed keeps its lines.
    """

    id: str
    text: str
    choices: dict[str, str]
    columns: tuple[str, ...] = ()
    default: str | None = None
    values: tuple[str, ...] = ()


def lines_of(feed: Feed) -> tuple[str, ...]:
    """Return the values by which a feed keeps its lines; none where it reads all of them."""
    return tuple(value for condition in feed.when for value in condition.keep)
