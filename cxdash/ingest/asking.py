"""What the scores of a file leave open: codes off the scale, its direction, the kind of survey.

Asked when a mapping is proposed, never of one that was saved: there the answers stand already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cxdash.ingest.questions import (
    CODES,
    DIRECTION,
    HIGH_IS_BETTER,
    LOW_IS_BETTER,
    MISTAKE,
    NO_ANSWER,
    SCORED,
    SURVEY_TYPE,
    Question,
    lines_of,
)
from cxdash.ingest.words import promoter_groups

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.scores import ScoreQuestion

_TYPES: Final = {
    ("nps", 0, 10): "recommendation (NPS), from 0 to 10",
    ("csat", 1, 5): "satisfaction (CSAT), from 1 to 5",
    ("csat", 0, 2): "satisfaction (CSAT), from 0 to 2",
    ("csat", 0, 1): "satisfaction (CSAT), 0 or 1",
    ("ces", 1, 5): "effort (CES), from 1 to 5",
    ("ces", 1, 7): "effort (CES), from 1 to 7",
    ("rating", 1, 5): "another rating, from 1 to 5",
    ("rating", 0, 10): "another rating, from 0 to 10",
}
"""Kinds of survey with their scales, as tools ask them."""

_GROUPED: Final = {
    ("nps", 0, 10): "recommendation (NPS)",
    ("csat", 0, 2): "satisfaction (CSAT)",
    ("ces", 1, 3): "effort (CES)",
}
"""The same where the answers are only promoter, passive and detractor."""


def open_questions(facts: Facts, mapping: Mapping) -> tuple[Question, ...]:
    """Return what only the reader can say about the scores that a mapping reads."""
    asked = _asked(facts, mapping)
    found = (_codes(asked), _direction(asked), _type(facts, mapping))
    return tuple(question for question in found if question)


def sentences(facts: Facts, mapping: Mapping) -> tuple[str, ...]:
    """Return what the reader should know of how scores are read."""
    asked = _asked(facts, mapping)
    spoken = (_counted(ask) for ask in asked)
    return tuple(said for said in (*(ask.said for ask in asked), *spoken) if said)


def _counted(ask: ScoreQuestion) -> str:
    """Say what each answer in words counts, the best first; "" where answers are numbers."""
    words = {word.casefold(): value for word, value in ask.how.get("words", {}).items() if value}
    counts = {
        said: words[said.casefold()]
        for said, _ in ask.column.values
        if said.casefold() in words and not said[:1].isdigit()
    }
    if not counts:
        return ""
    listed = sorted(counts.items(), key=lambda one: -float(one[1]))
    named = ", ".join(f"'{said}' as {value}" for said, value in listed)
    are = "words" if any(sign.isalpha() for sign in named.replace(" as ", "")) else "signs"
    return f"The answers of '{ask.column.name}' are {are} and count as numbers: {named}."


def _asked(facts: Facts, mapping: Mapping) -> tuple[ScoreQuestion, ...]:
    """Return the score questions that the mapping reads as they were understood."""
    read = [
        (source.columns, source.how.get("words"))
        for feed in mapping.feeds
        for name, source in feed.fields.items()
        if name in SCORED
    ]
    return tuple(
        ask for ask in facts.questions if ((ask.column.name,), ask.how.get("words")) in read
    )


def _codes(asked: tuple[ScoreQuestion, ...]) -> Question | None:
    doubtful = tuple(ask for ask in asked if ask.doubts)
    if not doubtful:
        return None
    values = tuple(dict.fromkeys(value for ask in doubtful for value in ask.doubts))
    first = doubtful[0]
    count = sum(number for value, number in first.column.values if value in first.doubts)
    lies, does = ("lies", "does it") if len(values) == 1 else ("lie", "do they")
    return Question(
        id=CODES,
        text=f"{_listed(values)} in {_named(doubtful)} {lies} off the scale of {first.low} to "
        f"{first.high} ({count:,} answers of '{first.column.name}'). What {does} mean?",
        choices={
            NO_ANSWER: "not applicable, don't know or no answer: it says nothing",
            MISTAKE: "a mistake: those rows are refused",
        },
        columns=tuple(ask.column.name for ask in doubtful),
        values=values,
    )


def _direction(asked: tuple[ScoreQuestion, ...]) -> Question | None:
    unclear = tuple(ask for ask in asked if ask.asks_direction)
    if not unclear:
        return None
    first = unclear[0]
    return Question(
        id=DIRECTION,
        text=f"Which answer to {_named(unclear)} is the better one for the customer, {first.low} "
        f"or {first.high}?",
        choices={
            HIGH_IS_BETTER: f"{first.high}: more is better",
            LOW_IS_BETTER: f"{first.low}: less is better; the scale is turned round",
        },
        columns=tuple(ask.column.name for ask in unclear),
    )


def _type(facts: Facts, mapping: Mapping) -> Question | None:
    """Return the question about scores of which nothing says what was asked."""
    untold = [
        feed
        for feed in mapping.feeds
        if "score" in feed.fields and "metric_kind" not in feed.fields
    ]
    names = tuple(dict.fromkeys(name for feed in untold for name in feed.fields["score"].columns))
    column = next((column for column in facts.columns if column.name in names), None)
    if column is None:
        return None
    # Where a feed reads some lines only, the column's range is that of other kinds too.
    fitting = _TYPES if any(feed.when for feed in untold) else _fitting(column)
    types = _GROUPED if promoter_groups(column.values) else fitting
    if not types:
        return None
    return Question(
        id=SURVEY_TYPE,
        text=f"What did the survey behind '{column.name}' ask? Answers such as "
        f"{_listed(column.examples)} are given in surveys of several kinds.",
        choices={f"{kind} {low}-{high}": said for (kind, low, high), said in types.items()},
        columns=names,
        values=lines_of(untold[0]),
    )


def _fitting(column: ColumnProfile) -> dict[tuple[str, int, int], str]:
    """Return the kinds of survey whose scale holds all the numbers of a column."""
    least, most = column.low or 0, column.high or 0
    return {
        (kind, low, high): said
        for (kind, low, high), said in _TYPES.items()
        if low <= least and most <= high
    }


def _named(asked: tuple[ScoreQuestion, ...]) -> str:
    return _listed(tuple(f"'{ask.column.name}'" for ask in asked))


def _listed(names: tuple[str, ...]) -> str:
    """Return names as a list in words: "a, b and c"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
