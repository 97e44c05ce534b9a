"""Which columns are score questions: what kind, and on which scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cxdash.ingest.mapping import How, Source
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.words import ReadScale, scale_in

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile

KIND_HINTS: Final = {
    "nps": r"\bnps\b|recommend|weiterempf|empfehl|recommand|recomend|aanbevel|consigli",
    "ces": r"\bces\b|effort|\beasy\b|\bease\b|how easy|aufwand|einfach|facile|facilit|esfuerzo|"
    r"facil|moeite|makkelijk|sforzo|esforco",
    "csat": r"csat|satisf|zufried|satisfa|satisfecho|tevreden|soddisf|insatisf",
    "rating": r"rating|\bstars?\b|\brate\b|\bscores?\b|\bgrade\b|bewert|\bnote\b|sterne|etoile|"
    r"calificac|puntua|avaliac|valutaz|voto|beoordel|cijfer|quality of|how was|how good|"
    r"view the following|experience",
}
"""How headers speak of each kind of question, after accents are taken off."""

EXPECTED_HINT: Final = (
    r"\bexpected\b|expectation|\berwart|\battendu|\battente|\besperab|expectativ|verwacht|aspettat"
)
"""How headers speak of what a customer had expected."""

NEVER: Final = frozenset(
    ["count", "number", "qty", "quantity", "id", "priority", "prioritat", "rank", "ranking", "age",
     "impact", "urgency", "severity", "sequence", "installments", "lenght", "length", "percentage",
     "minutes", "seconds", "hours", "price", "cost", "weight", "group", "year", "month", "n",
     "share", "mean", "average", "percent", "limit", "topics", "sentiment", "income"]
)  # fmt: skip
"""Words of columns that hold small numbers and are no answers."""

NEVER_LIKE: Final = (
    r"please rank|in order of preference|rank the|how many|how old|response rate|"
    r"first response|time to"
)
"""Phrases of questions whose numbers are no scores."""

SHORT_SCALES: Final = ((0, 1), (1, 5), (0, 5), (1, 7), (0, 10), (1, 10), (0, 100))
"""The scales that questions use, the usual ones first where several would fit."""

QUESTION_WORDS: Final = 4
"""A header of at least so many words, or with a question mark, is taken as a question."""

UNSURE: Final = 0.5
"""Numbers under a question that hints at no score may be codes of choices: offered, not mapped."""

PLAIN_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?")

HALF: Final = 0.5
"""A share of whole numbers under this means shares, not answers of 0 and 1."""

STATED_COVERS: Final = 0.9
"""The share of values that must lie on the scale the header states."""

GUESS_COVERS: Final = 0.995
"""The share of values that must lie on a guessed scale: typing errors must not widen it."""

_RANGE = re.compile(
    r"(?<![\d.])(0|1)\s*(?:=[^,;)]*[,;]?\s*|-|–|to|bis|à|a|al|tot)\s*(5|7|10|100)(?![\d.])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ScoreQuestion:
    """One column that can be a score.

    Attributes:
        column: The column.
        kind: csat, nps, ces or rating.
        low, high: The ends of its scale.
        how: How its text is read.
        is_expected: It asks what the customer had expected.
        confidence: 0 to 1.
        why: The evidence, in words.
    """

    column: ColumnProfile
    kind: str
    low: Decimal
    high: Decimal
    how: How
    is_expected: bool
    confidence: float
    why: str

    @property
    def source(self) -> Source:
        """The source of its score."""
        return Source(self.column.name, how=self.how)


def score_question(column: ColumnProfile) -> ScoreQuestion | None:
    """Return what a column asks when it can be a score, else None.

    Numbers need a hint in the header or a header that is a question: small numbers alone may be
    a priority or a count. Words are enough where they stand on a known scale.
    """
    spoken = " ".join(words_of(column.label))
    if column.is_empty or column.is_date or re.search(NEVER_LIKE, spoken):
        return None
    kind = next((kind for kind, hint in KIND_HINTS.items() if re.search(hint, spoken)), None)
    is_expected = re.search(EXPECTED_HINT, spoken) is not None
    is_question = "?" in column.label or len(spoken.split()) >= QUESTION_WORDS
    if column.is_number and not NEVER & set(spoken.split()):
        return _numeric(
            column,
            kind,
            hinted=kind is not None or is_expected,
            asks=is_question,
            expected=is_expected,
        )
    scale = scale_in(column.values)
    if scale is None:
        return None
    return _worded(
        column, kind or _KIND_OF_SCALE.get(scale.name, "rating"), scale, is_expected=is_expected
    )


_KIND_OF_SCALE = {"satisfaction": "csat", "effort": "ces", "good or bad": "csat"}


def _numeric(
    column: ColumnProfile, kind: str | None, *, hinted: bool, asks: bool, expected: bool
) -> ScoreQuestion | None:
    if column.low is None or column.high is None or not (hinted or asks):
        return None
    stated = _RANGE.search(column.label)
    if stated and _within(column, int(stated[1]), int(stated[2])) >= STATED_COVERS:
        ends, why = (int(stated[1]), int(stated[2])), "the header states the scale"
    else:
        found = _scale_for(column, kind)
        if found is None or (column.whole < HALF and column.high <= 1):
            return None
        ends = found
        why = f"its values run from {_plain(column.low)} to {_plain(column.high)}"
    strays = "" if _within(column, *ends) == 1 else " (a few of its values lie outside)"
    sure = 0.9 if hinted else 0.8 if stated else UNSURE
    confidence = sure - (0.1 if ends == (0, 100) else 0.0)
    named = f"the header speaks of {_KIND_WORDS[kind]}" if kind else "the header is a question"
    return ScoreQuestion(
        column, kind or "rating", Decimal(ends[0]), Decimal(ends[1]), How(), expected,
        round(confidence, 2), f"{named}; {why}, so the scale is {ends[0]} to {ends[1]}{strays}",
    )  # fmt: skip


_KIND_WORDS = {
    "nps": "recommending",
    "ces": "effort",
    "csat": "satisfaction",
    "rating": "a rating",
}


def _scale_for(column: ColumnProfile, kind: str | None) -> tuple[int, int] | None:
    """Return the first usual scale that holds (nearly) all values, or None."""
    scales = SHORT_SCALES
    if kind == "nps" and _within(column, 0, 5) < GUESS_COVERS:
        scales = ((0, 10),)
    return next((ends for ends in scales if _within(column, *ends) >= GUESS_COVERS), None)


def _within(column: ColumnProfile, low: int, high: int) -> float:
    """Return the share of a column's numbers between two ends."""
    if (
        column.low is not None
        and column.high is not None
        and low <= column.low <= column.high <= high
    ):
        return 1.0
    numbers = [
        (float(value.replace(",", ".")), count)
        for value, count in column.values
        if PLAIN_NUMBER.fullmatch(value)
    ]
    total = sum(count for _, count in numbers)
    inside = sum(count for value, count in numbers if low <= value <= high)
    return inside / total if total else 0.0


def _worded(
    column: ColumnProfile, kind: str, scale: ReadScale, *, is_expected: bool
) -> ScoreQuestion:
    return ScoreQuestion(
        column, kind, scale.low, scale.high, How(words=scale.words), is_expected, 0.85,
        f"its answers are words of {scale.name}, kept as {scale.low} to {scale.high}",
    )  # fmt: skip


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
