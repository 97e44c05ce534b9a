"""Everything else: what the rows of the filters are compared with when no other days are meant."""

from dataclasses import replace

from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.groups import amounts
from cxdash.answers.judge import Amount
from cxdash.metrics.measure import measure

_KEPT = frozenset({"survey", "question"})
"""Filters that say what was asked, not of whom: everything else was asked the same."""


def rest_of(asked: Asked, one: Amount, days: int) -> Amount | None:
    """Return the whole less what the filters leave.

    Args:
        asked: The question; its filters leave `one`.
        one: The parts of the rows in the filters.
        days: How many days a count ran.

    Returns:
        The parts of all other rows of the same days; None where these answered another question.
    """
    question = asked.question
    where = tuple(pair for pair in question.filters.where if pair[0] in _KEPT)
    everything = replace(question, filters=replace(question.filters, where=where))
    whole = asked_of(asked.reader, everything)
    if whole.instrument != asked.instrument:
        return None
    found = measure(asked.reader, asked.metric, filters=everything.filters)
    rest = amounts(found, asked.metric, days)[0] - one
    return replace(rest, n=float(days)) if asked.metric.chart == "count" else rest
