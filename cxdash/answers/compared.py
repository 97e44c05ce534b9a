"""A value and what it is compared with: the parts of both, worked out once."""

from dataclasses import dataclass

from cxdash.answers.asked import Asked
from cxdash.answers.groups import (
    SURE_ALONE,
    amounts,
    days_covered,
    difference_between,
    earlier,
    is_sure,
)
from cxdash.answers.judge import Amount, interval_of, verdict_of
from cxdash.answers.rest import rest_of
from cxdash.answers.sentences import NOTHING_ELSE, change_sentence, value_sentence
from cxdash.metrics.measure import measure
from cxdash.metrics.periods import compared_with


@dataclass(frozen=True)
class Compared:
    """The parts of a value and of what it is compared with.

    Attributes:
        value: The value.
        one: Its parts.
        other: The parts it is compared with; None where there is nothing to compare.
        why_not: Why nothing is compared, where that is worth a sentence; empty otherwise.
    """

    value: float
    one: Amount
    other: Amount | None
    why_not: str = ""


def compared_of(asked: Asked) -> Compared:
    """Return the parts of the period and of what it is compared with; people are not compared."""
    reader, metric, question = asked.reader, asked.metric, asked.question
    period = question.filters.period or reader.span
    now = measure(reader, metric, filters=question.filters)
    days = days_covered(reader, period) if period else 1
    one, value = amounts(now, metric, days)[0], float(now["value"].iloc[0])
    before = earlier(reader, compared_with(period, question.compare)) if period else None
    if question.filters.is_about_people:
        return Compared(value, one, None)
    if question.compare == "rest":
        if not question.filters.where:
            return Compared(value, one, None, NOTHING_ELSE)
        other = rest_of(asked, one, days)
        return Compared(value, one, other, "" if other else change_sentence(
            metric, None, "too few", question.compare))  # fmt: skip
    if before is None:
        return Compared(value, one, None)
    then = measure(reader, metric, filters=question.filters.within(before))
    return Compared(value, one, amounts(then, metric, days_covered(reader, before))[0])


def value_and_change(asked: Asked, found: Compared) -> tuple[str, str]:
    """Return the period's value and how it differs from what it is compared with, in words.

    Args:
        asked: The question.
        found: What `compared_of` gave.
    """
    metric, one = asked.metric, found.one
    value = value_sentence(metric, found.value, interval_of(metric, one), one.n)
    if found.other is None:
        return value, found.why_not
    difference = difference_between(metric, one, found.other)
    sure = difference is not None and is_sure(difference, difference.p_value, SURE_ALONE)
    verdict = verdict_of(metric, difference, sure=sure)
    return value, change_sentence(metric, difference, verdict, asked.question.compare)
