"""What delights, what is only missed when it is absent? Kano's two-sided question."""

import math
from enum import StrEnum
from typing import NamedTuple

from cxdash.stats.intervals import Interval, wilson

FEWEST_ANSWERS = 30
"""Answers an attribute needs before its category is told. Source: statistics of small counts."""

CLEAR_ERRORS = 2.0
"""Standard errors by which the first category must lead the second; same source."""


class KanoCategory(StrEnum):
    """What an attribute is to customers; the letter is the one of the literature."""

    ATTRACTIVE = "A"
    ONE_DIMENSIONAL = "O"
    MUST_BE = "M"
    INDIFFERENT = "I"
    REVERSE = "R"
    QUESTIONABLE = "Q"


WEIGHT_ORDER = (
    KanoCategory.MUST_BE,
    KanoCategory.ONE_DIMENSIONAL,
    KanoCategory.ATTRACTIVE,
    KanoCategory.INDIFFERENT,
    KanoCategory.REVERSE,
    KanoCategory.QUESTIONABLE,
)
"""Which category wins a tie: what hurts most when it is absent comes first. Source: Berger et al.
(1993), Center for Quality Management Journal 2(4):3-36 (M > O > A > I)."""

EVALUATION = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")
"""Category by answer to the functional question (row) and the dysfunctional one (column), each from
"I like it" (1) to "I dislike it" (5). Source: Kano et al. (1984), Hinshitsu 14(2):39-48."""


class Kano(NamedTuple):
    """What an attribute is, and what its presence and absence do.

    Attributes:
        category: The most frequent category.
        clear: True where it leads the second by `CLEAR_ERRORS` standard errors, from
            `FEWEST_ANSWERS` answers.
        better: How much presence satisfies, 0 to 1: (A + O) / (A + O + M + I).
        better_interval: Its Wilson interval.
        worse: How much absence dissatisfies, -1 to 0: -(O + M) / (A + O + M + I).
        worse_interval: Its Wilson interval.
        answers: All answers, questionable ones too.
    """

    category: KanoCategory
    clear: bool
    better: float
    better_interval: Interval
    worse: float
    worse_interval: Interval
    answers: float


def kano(  # noqa: PLR0913, PLR0917 - six categories, in the order of the literature
    attractive: float,
    one_dimensional: float,
    must_be: float,
    indifferent: float,
    reverse: float = 0,
    questionable: float = 0,
    *,
    confidence: float = 0.95,
) -> Kano:
    """Return what an attribute is to customers from how often it was put in each category.

    Args:
        attractive: Answers A.
        one_dimensional: Answers O.
        must_be: Answers M.
        indifferent: Answers I.
        reverse: Answers R.
        questionable: Answers Q.
        confidence: Chance that an interval covers the true coefficient, 0 to 1.

    Raises:
        ValueError: If a count is negative, none is A, O, M or I, or `confidence` is not between 0
            and 1.

    Source:
        Sauerwein, Bailom, Matzler and Hinterhuber (1996), IX. International Working Seminar on
        Production Economics, 313-327; Berger et al. (1993).

    Examples:
        >>> found = kano(21, 96, 148, 29, 1, 5)
        >>> f"{found.category}, better {found.better:.2f}, worse {found.worse:.2f}, {found.clear}"
        'M, better 0.40, worse -0.83, True'
    """
    counts = dict(
        zip(
            KanoCategory,
            (attractive, one_dimensional, must_be, indifferent, reverse, questionable),
            strict=True,
        )
    )
    usable = attractive + one_dimensional + must_be + indifferent
    if not (min(counts.values()) >= 0 and usable > 0):
        raise ValueError(
            f"Counts are {tuple(counts.values())}; none may be negative, A to I not 0."
        )
    better, worse = attractive + one_dimensional, one_dimensional + must_be
    low, high = wilson(worse, usable, confidence=confidence)
    ordered = sorted(WEIGHT_ORDER, key=lambda category: -counts[category])
    return Kano(
        category=ordered[0],
        clear=_is_clear(counts[ordered[0]], counts[ordered[1]], sum(counts.values())),
        better=better / usable,
        better_interval=wilson(better, usable, confidence=confidence),
        worse=-worse / usable,
        worse_interval=Interval(-high, -low),
        answers=sum(counts.values()),
    )


def kano_category(functional: int, dysfunctional: int) -> KanoCategory:
    """Return the category of one answer to the two-sided question.

    Args:
        functional: How would you feel if it were there? 1 (I like it) to 5 (I dislike it).
        dysfunctional: How would you feel if it were not? 1 to 5.

    Raises:
        ValueError: If an answer is outside 1 to 5.

    Source:
        Kano et al. (1984), Hinshitsu 14(2):39-48, evaluation table.

    Examples:
        >>> print(kano_category(1, 5), kano_category(1, 3), kano_category(3, 5))
        O A M
    """
    if functional not in range(1, 6) or dysfunctional not in range(1, 6):
        raise ValueError(f"Answers are {functional} and {dysfunctional}; they must be 1 to 5.")
    return KanoCategory(EVALUATION[functional - 1][dysfunctional - 1])


def _is_clear(first: float, second: float, n: float) -> bool:
    """Return whether two counts of the same answers differ by more than chance."""
    lead = (first - second) / n
    error = math.sqrt(max(0.0, (first + second) / n - lead * lead) / n)
    return n >= FEWEST_ANSWERS and lead >= CLEAR_ERRORS * error
