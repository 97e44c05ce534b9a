"""What a file of results becomes: a feed for each measure, what to say of it, what to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cxdash.ingest.cells import is_total
from cxdash.ingest.columns import MOSTLY
from cxdash.ingest.mapping import Condition, Feed, How, Source
from cxdash.ingest.questions import ANSWERS, RESULTS, SUMMED_UP, Question
from cxdash.ingest.scores import KIND_HINTS
from cxdash.ingest.summed_up import LIKELY, MOST_ON_A_SCALE
from cxdash.ingest.synonyms import words_of

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.summed_up import SummedUp

GROUPS: Final = ("segment", "region", "team", "process", "channel", "product", "site")
NO_N: Final = (
    "The file does not say how many answers stand behind each result, so no interval can be given: "
    "export that number too, or the single answers."
)


def summed_feeds(facts: Facts, found: SummedUp) -> tuple[Feed, ...]:
    """Return one feed of results for each measure."""
    shared: dict[str, Source] = {}
    if found.period:
        shared["occurred_at"] = Source(found.period.name)
    if found.counted:
        shared["n"] = Source(found.counted.name)
    names = {column.name for column in found.labels}
    for field in GROUPS:
        match = facts.best("scores", field)
        if match and match.column.name in names and match.confidence >= LIKELY:
            shared[field] = Source(match.column.name)
            names.discard(match.column.name)
    when = tuple(
        Condition(column.name, drop=totals)
        for column in found.labels
        if (totals := _totals(column))
    )
    return tuple(
        Feed(
            "scores",
            {
                **shared,
                "metric": Source(constant=" ".join(measure.label.split())),
                "value": Source(measure.name, how=How(percent=True))
                if is_percent(measure)
                else Source(measure.name),
            },
            when,
        )
        for measure in found.measures
    )


def summed_notes(found: SummedUp) -> tuple[str, ...]:
    """Say what the reader should know of results."""
    totals = [total for column in found.labels for total in _totals(column)]
    left_out = f"Rows of {', '.join(map(repr, totals))} repeat the others and are left out."
    return (*((left_out,) if totals else ()), *(() if found.counted else (NO_N,)))


def summed_question(found: SummedUp) -> Question:
    """Return the question whether rows are results or answers, where the evidence is thin."""
    keys = [*([found.period.name] if found.period else []), *(one.name for one in found.labels)]
    measures = tuple(measure.name for measure in found.measures)
    first = found.measures[0]
    return Question(
        id=SUMMED_UP,
        text=f"Each {' and '.join(repr(key) for key in keys)} stands on one row, with "
        f"'{first.name}' {', '.join(first.examples)}. Is such a number one customer's answer?",
        choices={
            RESULTS: "no: it is the result of many answers, such as a month's mean or share",
            ANSWERS: "yes: each row is one customer's answer",
        },
        columns=measures,
        values=tuple(measure.name for measure in found.measures if is_percent(measure)),
    )


def is_percent(column: ColumnProfile) -> bool:
    """Whether the numbers of a result are percentages: 86 is kept as the share 0.86.

    Numbers of at most 1 under a header of satisfaction are shares already.
    """
    spoken = " ".join(words_of(column.label))
    most = column.high if column.high is not None else 0
    if column.percents > 1 - MOSTLY:
        return True
    if "%" in column.label or {"percent", "percentage", "pct", "prozent"} & set(spoken.split()):
        return most > 1 or not re.search(KIND_HINTS["csat"], spoken)
    is_share = bool({"rate", "share", "anteil", "quote", "box"} & set(spoken.split()))
    is_csat = re.search(KIND_HINTS["csat"], spoken) is not None and "score" not in spoken
    return (is_share and most > 1) or (is_csat and most > MOST_ON_A_SCALE)


def _totals(column: ColumnProfile) -> tuple[str, ...]:
    return tuple(value for value, _ in column.values if is_total(value) or _is_all(value))


_ALL: Final = frozenset(
    ("all", "overall", "gesamt", "alle", "insgesamt", "gesamtergebnis", "average", "durchschnitt",
     "mittelwert", "moyenne", "promedio", "gemiddelde")
)  # fmt: skip
"""Groups that are all others together; a mean's other words can be the name of a group."""


def _is_all(value: str) -> bool:
    return value.strip().casefold() in _ALL
