"""Feeds that need more than one column for each field: answers to questions, complaints by type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.ingest.mapping import Condition, Feed, Source
from cxdash.ingest.scales import TURNED
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.table_words import COMPLAINT_WORDS

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.scores import ScoreQuestion


def complaints_in(column: ColumnProfile) -> tuple[str, ...]:
    """Return the values of a column that are words for complaints."""
    return tuple(value for value, _ in column.values if set(words_of(value)) & set(COMPLAINT_WORDS))


def complaints_only(facts: Facts) -> tuple[Condition, ...]:
    """Return the condition that keeps complaints where a type column names other things too."""
    for column in facts.columns:
        meant = complaints_in(column)
        is_type = bool({"type", "kind", "art", "typ", "tipo"} & set(words_of(column.name)))
        if meant and is_type and len(meant) < column.different:
            return (Condition(column.name, keep=meant),)
    return ()


def response_feeds(facts: Facts, shared: dict[str, Source], survey: str) -> list[Feed]:
    """Return one feed for each score question; the comment goes with the first."""
    if "survey" not in shared:
        shared["survey"] = Source(constant=survey)
    expected = next((ask for ask in facts.questions if ask.is_expected), None)
    feeds: list[Feed] = []
    for ask in (ask for ask in facts.questions if not ask.is_expected):
        fields = dict(shared)
        if feeds:
            fields.pop("comment", None)
        elif expected and (expected.low, expected.high) == (ask.low, ask.high):
            fields["expected_score"] = expected.source
        fields |= question_fields(ask, is_named="question" in shared)
        feeds.append(Feed("responses", fields))
    return feeds or [Feed("responses", shared)]


def question_fields(ask: ScoreQuestion, *, is_named: bool) -> dict[str, Source]:
    """Return the fields of a score question: score, scale, kind and the question itself."""
    fields = {"score": ask.source}
    if ask.kind:
        fields |= {
            "scale_low": Source(constant=str(ask.low)),
            "scale_high": Source(constant=str(ask.high)),
            "metric_kind": Source(constant=ask.kind),
        }
    if not is_named:
        asked = " ".join(ask.column.label.split())
        fields["question"] = Source(constant=asked + TURNED if ask.turned else asked)
    return fields
