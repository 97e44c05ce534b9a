"""What is said of expectations: who got more, who got less, and by how much."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cxdash.answers.driver_sentences import likely_share
from cxdash.answers.words import how_many, percent
from cxdash.metrics.metric import shown
from cxdash.stats import Gap

FEWEST_PAIRS: Final = 30
"""Answers that must say both what was given and what had been expected. Source: statistics of small
counts."""

MOST_TOLD: Final = 3
"""Questions told in the title; the table has one row for each."""

HOW_EXPECTED: Final = (
    "Only answers that say both what was given and what had been expected, on one scale, are "
    "counted; each is held against its own expectation (Oliver 1980). Got more: the share above "
    "it, with its Wilson interval. The gap is the mean of the differences (Parasuraman, Zeithaml "
    "and Berry 1988), with Student's t interval. Whether more got more than got less is an exact "
    "sign test. An expectation asked after the event is coloured by the event. To say aloud: “This "
    "is what they say they had expected, not what they had written down before.”"
)


class Expected(NamedTuple):
    """A question, its survey, and how its answers lie from what had been expected."""

    question: str
    survey: str
    gap: Gap


def expected_title(found: Sequence[Expected]) -> str:
    """Return how answers lie from expectations, question by question, as a title."""
    return "; ".join(_told(one) for one in found[:MOST_TOLD])


def _told(one: Expected) -> str:
    gap = one.gap
    clear = not gap.net_interval.low <= 0 <= gap.net_interval.high
    verdict = "neither is clearly more frequent"
    if clear:
        verdict = f"clearly more got {'more' if gap.net > 0 else 'less'}"
    moved = shown(gap.gap, "score", signed=True)
    ends = [shown(end, "score", signed=True) for end in gap.gap_interval]
    return (
        f"“{one.question}”: {percent(gap.exceeded)} got more than they expected "
        f"({likely_share(*gap.exceeded_interval)}), {percent(gap.below)} less, {verdict}; on "
        f"average {moved} (likely {ends[0]} to {ends[1]}; {how_many(gap.pairs, 'answers')})"
    )


def too_few_pairs_sentence(answers: int) -> str:
    """Return what is said where too few answers state an expectation."""
    return (
        f"Too few to say whether expectations were met: {how_many(answers, 'answers')} to one "
        f"question say what was expected, {FEWEST_PAIRS} are needed."
    )
