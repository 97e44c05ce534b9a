"""What a file does not say itself: the scale of a question, and values for the whole file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cxdash.errors import MappingError
from cxdash.ingest.mapping import Feed, How, Mapping, Source
from cxdash.web.intake_mapping import QUESTION_FIELDS, Target, label

KINDS: Final = {
    "csat": "Satisfaction (CSAT)",
    "nps": "Recommendation (NPS)",
    "ces": "Effort (CES)",
    "rating": "Another rating",
}
"""The kinds of question and what readers see."""

_BY_LABEL: Final = {shown: kind for kind, shown in KINDS.items()}


@dataclass(frozen=True)
class ScoreQuestion:
    """One question whose answers are scores, as it is shown; "" where nothing is stated.

    Attributes:
        column: The column of the file.
        question: What was asked.
        kind: One of the labels of `KINDS`.
        low: The lowest answer.
        high: The highest answer.
        words: Answers in words and what they count, as "Good = 5; Bad = 1".
    """

    column: str
    question: str
    kind: str
    low: str
    high: str
    words: str


def score_questions(mapping: Mapping) -> list[ScoreQuestion]:
    """Return the score questions of a survey file, in the order of its feeds.

    A field that comes from a column is shown as "from 'Column'".
    """
    return [
        ScoreQuestion(
            column=" + ".join(feed.fields["score"].columns),
            question=_shown(feed, "question"),
            kind=KINDS.get(_shown(feed, "metric_kind"), _shown(feed, "metric_kind")),
            low=_shown(feed, "scale_low"),
            high=_shown(feed, "scale_high"),
            words=_words(feed.fields["score"]),
        )
        for feed in mapping.feeds
        if _is_question(feed)
    ]


def with_questions(mapping: Mapping, questions: Sequence[ScoreQuestion]) -> Mapping:
    """Return the mapping with its score questions as they were edited.

    Args:
        mapping: The mapping whose `score_questions` were edited.
        questions: The same questions in the same order.

    Raises:
        MappingError: If answers in words are not written as "Good = 5; Bad = 1".
    """
    asked = iter(zip(score_questions(mapping), questions, strict=True))
    feeds = tuple(
        _edited(feed, *next(asked)) if _is_question(feed) else feed for feed in mapping.feeds
    )
    return replace(mapping, feeds=feeds)


def fixed_values(mapping: Mapping) -> dict[Target, str]:
    """Return the values that hold for the whole file, without those of single questions."""
    return {
        (feed.table, name): source.constant
        for feed in mapping.feeds
        for name, source in feed.fields.items()
        if source.constant is not None and not (_is_question(feed) and name in QUESTION_FIELDS)
    }


def with_fixed_values(mapping: Mapping, values: dict[Target, str]) -> Mapping:
    """Return the mapping with exactly these values for the whole file.

    Raises:
        MappingError: If a column fills the field, or the file does not fill its table.
    """
    tables = {feed.table for feed in mapping.feeds}
    for target in values:
        if target[0] not in tables:
            raise MappingError(
                f"{label(target)} is given a fixed value, but no column fills its table.",
                next_step="Remove the value, or map a column to that table.",
            )
    before = fixed_values(mapping)
    return replace(
        mapping, feeds=tuple(_with_values(feed, before, values) for feed in mapping.feeds)
    )


def _with_values(feed: Feed, before: dict[Target, str], after: dict[Target, str]) -> Feed:
    fields = {
        name: source
        for name, source in feed.fields.items()
        if source.columns or (feed.table, name) not in before or (feed.table, name) in after
    }
    for (table, name), value in after.items():
        if table != feed.table:
            continue
        if name in fields and fields[name].columns:
            raise MappingError(
                f"{label((table, name))} has a fixed value, and the column "
                f"'{fields[name].columns[0]}' fills it too.",
                next_step="Remove one of the two.",
            )
        fields[name] = Source(constant=value)
    return replace(feed, fields=fields)


def _is_question(feed: Feed) -> bool:
    return feed.table == "responses" and "score" in feed.fields


def _shown(feed: Feed, field: str) -> str:
    source = feed.fields.get(field)
    if source is None:
        return ""
    return source.constant or f"from '{' + '.join(source.columns)}'"


def _words(source: Source) -> str:
    words = source.how.get("words", {})
    return "; ".join(f"{word} = {value}" for word, value in words.items())


def _edited(feed: Feed, before: ScoreQuestion, after: ScoreQuestion) -> Feed:
    fields = dict(feed.fields)
    edits = (
        ("question", before.question, after.question),
        ("metric_kind", before.kind, after.kind),
        ("scale_low", before.low, after.low),
        ("scale_high", before.high, after.high),
    )
    for name, old, new in edits:
        if new == old:
            continue
        fields.pop(name, None)
        if new:
            fields[name] = Source(constant=_BY_LABEL.get(new, new))
    if after.words != before.words:
        fields["score"] = _counting(fields["score"], after.words)
    return replace(feed, fields=fields)


def _counting(source: Source, said: str) -> Source:
    """Return a score whose answers in words count as said."""
    words: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in said.split(";"))):
        word, sign, value = part.rpartition("=")
        if not sign or not word.strip():
            raise MappingError(
                f"What the answers of '{' + '.join(source.columns)}' count is not clear at "
                f"{part!r}.",
                next_step="Write each answer with its number, parted by semicolons: "
                "Good = 5; Bad = 1.",
            )
        words[word.strip()] = value.strip()
    how: How = {**source.how, "words": words}
    if not words:
        del how["words"]
    return replace(source, how=how)
