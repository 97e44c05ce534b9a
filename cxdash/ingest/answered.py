"""Answers to questions about a file, each written into the mapping of its columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cxdash.errors import MappingError
from cxdash.ingest.mapping import Feed, How, Last, Mapping, Source
from cxdash.ingest.months import NAMED_ORDERS, in_months
from cxdash.ingest.questions import (
    CLOCK,
    CODES,
    DATE_ORDER,
    DIRECTION,
    LOW_IS_BETTER,
    NO_ANSWER,
    ONE_THING,
    OWN_ROWS,
    RESULTS,
    SCORED,
    SUMMED_UP,
    SURVEY_TYPE,
    UPDATES,
    Question,
    lines_of,
)
from cxdash.ingest.scale_words import PROMOTER_SCALES
from cxdash.ingest.scales import TURNED, turned_round
from cxdash.ingest.words import promoter_groups
from cxdash.model import table_named

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping as Answers


def answered(
    mapping: Mapping, questions: tuple[Question, ...], answers: Answers[str, str]
) -> Mapping:
    """Return the mapping with the answers written into it.

    Raises:
        MappingError: If an answer is none of its question's choices.
    """
    for question in questions:
        answer = answers.get(question.id, question.default)
        if answer is None:
            continue
        if answer not in question.choices:
            raise MappingError(
                f"{answer!r} is no answer to: {question.text}",
                next_step=f"Answer with one of: {', '.join(question.choices)}.",
            )
        write = _WRITERS.get(question.id.partition(":")[0])
        if write:
            mapping = write(mapping, question, answer)
    return mapping


def standing(question: Question, mapping: Mapping) -> str | None:
    """Return the answer a mapping holds to a question with a default; None to the others."""
    if question.id != UPDATES or question.default is None:
        return question.default
    asked = [feed for feed in mapping.feeds if feed.table in question.values]
    return ONE_THING if any(feed.last for feed in asked) else OWN_ROWS


def _with_order(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping with the date order of these columns set, beside months by name."""

    def ordered(source: Source) -> Source:
        language = source.how.get("date_order", "").partition(" ")[0]
        order = in_months(language, answer) if language in NAMED_ORDERS else answer
        return replace(source, how={**source.how, "date_order": order})

    return _with_times(mapping, question, ordered)


def _with_clock(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping in which letters behind the times of these columns mean this offset."""

    def told(source: Source) -> Source:
        clocks = {**source.how.get("clocks", {}), **dict.fromkeys(question.values, answer)}
        return replace(source, how={**source.how, "clocks": clocks})

    return _with_times(mapping, question, told)


def _with_times(
    mapping: Mapping, question: Question, reread: Callable[[Source], Source]
) -> Mapping:
    """Return the mapping in which the times of the question's columns are read otherwise."""

    def dated(feed: Feed) -> Feed:
        fields = {
            name: reread(source)
            if feed.column(name).kind == "time" and _is_asked(source, question)
            else source
            for name, source in feed.fields.items()
        }
        last = feed.last
        if last and _is_asked(last.by, question):
            last = replace(last, by=reread(last.by))
        return replace(feed, fields=fields, last=last)

    return replace(mapping, feeds=tuple(dated(feed) for feed in mapping.feeds))


def _with_codes(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping in which these values say nothing, if that is what they mean."""
    silent = dict.fromkeys(question.values, "") if answer == NO_ANSWER else {}

    def words(_: Feed, before: dict[str, str]) -> dict[str, str]:
        kept = {word: value for word, value in before.items() if word not in question.values}
        return {**kept, **silent}

    return _with_words(mapping, question, words)


def _with_direction(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping with these scales turned round, if their lowest answer is the best."""
    is_turned = answer == LOW_IS_BETTER

    def words(feed: Feed, before: dict[str, str]) -> dict[str, str]:
        ends = (feed.fields.get(name, Source()).constant for name in ("scale_low", "scale_high"))
        low, high = (int(float(end or "0")) for end in ends)
        turned = turned_round((), low, high)
        kept = {word: value for word, value in before.items() if word not in turned}
        return {**turned, **kept} if is_turned else kept

    def named(feed: Feed) -> Feed:
        asked, score = feed.fields.get("question"), feed.fields.get("score", Source())
        if asked is None or asked.constant is None or not _is_asked(score, question):
            return feed
        said = asked.constant.removesuffix(TURNED) + (TURNED if is_turned else "")
        return replace(feed, fields={**feed.fields, "question": Source(constant=said)})

    read = _with_words(mapping, question, words)
    return replace(read, feeds=tuple(named(feed) for feed in read.feeds))


def _with_type(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping with the kind and the scale of scores that had neither.

    The answer is the kind and the ends of the scale: "nps 0-10". Feeds that read the same column
    on other lines have a kind of their own.
    """
    kind, _, scale = answer.partition(" ")
    low, _, high = scale.partition("-")
    stated = {"metric_kind": kind, "scale_low": low, "scale_high": high}

    def typed(feed: Feed) -> Feed:
        score = feed.fields.get("score", Source())
        if not _is_asked(score, question) or lines_of(feed) != question.values:
            return feed
        words = score.how.get("words", {})
        groups = promoter_groups((word, 1) for word in words) if words else None
        if groups:
            values = PROMOTER_SCALES[kind][2]
            words = {word: str(values[group]) for word, group in groups.items()}
            score = replace(score, how={**score.how, "words": words})
        constants = {name: Source(constant=value) for name, value in stated.items()}
        return replace(feed, fields={**feed.fields, **constants, "score": score})

    return replace(mapping, feeds=tuple(typed(feed) for feed in mapping.feeds))


def _with_updates(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping that reads the last line of each thing, or every line as its own.

    The question names the id and the time of the update, and as its values the tables it is about.
    """
    of, by = question.columns
    last = Last(of, Source(by)) if answer == ONE_THING else None

    def read(feed: Feed) -> Feed:
        is_asked = feed.table in question.values
        is_settled = feed.last is not None and last is not None and feed.last.of == of
        return replace(feed, last=last) if is_asked and not is_settled else feed

    return replace(mapping, feeds=tuple(read(feed) for feed in mapping.feeds))


def _with_results(mapping: Mapping, question: Question, answer: str) -> Mapping:
    """Return the mapping in which scores of these columns are results, if that is what they are.

    The question's values are those of its columns that hold percentages.
    """

    def summed(feed: Feed) -> Feed:
        score = feed.fields.get("score", Source())
        if answer != RESULTS or not _is_asked(score, question):
            return feed
        kept = {
            name: source
            for name, source in feed.fields.items()
            if name in {column.name for column in table_named("scores").all_columns()}
        }
        how = How(percent=True) if set(score.columns) & set(question.values) else How()
        named = {"metric": Source(constant=" ".join(score.columns)),
                 "value": Source(score.column, how=how)}  # fmt: skip
        return Feed("scores", {**kept, **named}, feed.when)

    return replace(mapping, feeds=tuple(summed(feed) for feed in mapping.feeds))


def _is_asked(source: Source, question: Question) -> bool:
    return bool(set(source.columns) & set(question.columns))


def _with_words(
    mapping: Mapping,
    question: Question,
    words: Callable[[Feed, dict[str, str]], dict[str, str]],
) -> Mapping:
    """Return the mapping in which the scores of these columns are read with other words."""

    def reread(feed: Feed, source: Source) -> Source:
        how: How = {**source.how, "words": words(feed, source.how.get("words", {}))}
        if not how.get("words"):
            del how["words"]
        return replace(source, how=how)

    def read(feed: Feed) -> Feed:
        fields = {
            name: reread(feed, source) if name in SCORED and _is_asked(source, question) else source
            for name, source in feed.fields.items()
        }
        return replace(feed, fields=fields)

    return replace(mapping, feeds=tuple(read(feed) for feed in mapping.feeds))


_WRITERS: Final[dict[str, Callable[[Mapping, Question, str], Mapping]]] = {
    DATE_ORDER: _with_order,
    CLOCK: _with_clock,
    CODES: _with_codes,
    DIRECTION: _with_direction,
    SURVEY_TYPE: _with_type,
    UPDATES: _with_updates,
    SUMMED_UP: _with_results,
}
"""How the answer to each question is written down; the others change no mapping."""
