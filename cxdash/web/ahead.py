"""What is worth reading ahead: the columns behind each filter of a large workspace."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

from cxdash.answers.open import answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import Reader
from cxdash.metrics.standing import Standing
from cxdash.web.readying import Step

MANY_ROWS: Final = 500_000
"""Rows from which a column takes long enough to read that a first click would notice."""

_ANSWERS: Final = ("overview", "trend", "complaints", "touchpoints")
"""What the pages ask first."""


def is_large(standing: Standing) -> bool:
    """Whether a workspace holds so many rows that reading ahead is worth its while."""
    return any(rows >= MANY_ROWS for _, rows in standing.counts)


def first_clicks(
    reader: Reader, question: Question, choices: Mapping[str, Sequence[str]]
) -> Iterator[Step]:
    """Yield what answers the usual first clicks, one filter after the other.

    Args:
        reader: What is known and may be seen.
        question: What a page asks before anything is set, its dates resolved.
        choices: The values of each dimension that has any.
    """
    for name, values in choices.items():
        where = ((name, (values[0],)),)
        asked = replace(question, filters=Filters(question.filters.period, where))
        for answer in _ANSWERS:
            yield partial(_answered, answer, reader, asked)


def _answered(name: str, reader: Reader, question: Question) -> None:
    with suppress(QuestionError):  # not every page can be filtered by everything
        answer_from(name, reader, question)
