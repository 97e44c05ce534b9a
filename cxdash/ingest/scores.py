"""Which columns are score questions: what kind, and on which scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cxdash.ingest.mapping import How, Source
from cxdash.ingest.scale_words import PROMOTER_SCALES
from cxdash.ingest.scales import number_scale
from cxdash.ingest.score_signs import (
    as_numbers,
    highest_of,
    is_starred,
    mixed_scales,
    sign_scale,
)
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.words import ReadScale, promoter_groups, scale_in

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile

KIND_HINTS: Final = {
    "nps": r"\bnps\b|recommend|weiterempf|empfehl|recommand|recomend|aanbevel|consigli",
    "ces": r"\bces\b|effort|\beasy\b|\bease\b|how easy|aufwand|einfach|facile|facilit|esfuerzo|"
    r"facil|moeite|makkelijk|sforzo|esforco",
    "csat": r"csat|satisf|zufried|satisfa|satisfecho|tevreden|soddisf|insatisf",
    "rating": r"rating|\bstars?\b|\brate\b|\bscores?\b|\bgrade\b|bewert|"
    r"\b(?:schul)?noten?\b|sterne|etoile|calificac|puntua|avaliac|valutaz|voto|beoordel|cijfer|"
    r"quality of|how was|how good|view the following|experience",
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

QUESTION_WORDS: Final = 4
"""A header of at least so many words, or with a question mark, is taken as a question."""

UNSURE: Final = 0.5
"""Numbers under a question that hints at no score may be codes of choices: offered, not mapped."""

MOST_LIKELY: Final = 10
"""The best answer to whether one would recommend."""

HALF: Final = 0.5
"""A share of whole numbers under this means shares, not answers of 0 and 1."""


@dataclass(frozen=True)
class ScoreQuestion:
    """One column that can be a score.

    Attributes:
        column: The column.
        kind: csat, nps, ces or rating; "" where words are of a kind that only the reader knows.
        low, high: The ends of its scale.
        how: How its text is read.
        is_expected: It asks what the customer had expected.
        confidence: 0 to 1.
        why: The evidence, in words.
        said: What the reader should know of how it is read, as a sentence; mostly "".
        doubts: Values off the scale that may be codes for no answer.
        asks_direction: Whether only the reader knows which end of the scale is the better one.
        turned: Its smallest number was the best answer; its scale is turned round.
    """

    column: ColumnProfile
    kind: str
    low: Decimal
    high: Decimal
    how: How
    is_expected: bool
    confidence: float
    why: str
    said: str = ""
    doubts: tuple[str, ...] = ()
    asks_direction: bool = False
    turned: bool = False

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
    highest = highest_of(column)
    if highest is not None and not NEVER & set(spoken.split()):
        hinted = kind is not None or is_expected
        return _fraction(column, kind, highest, hinted=hinted, asks=is_question)
    groups = promoter_groups(column.values)
    if groups:
        return _grouped(column, kind, groups)
    scale = sign_scale(column.values) or scale_in(column.values)
    if scale is None:
        return None
    return _worded(
        column, kind or _KIND_OF_SCALE.get(scale.name, "rating"), scale, is_expected=is_expected
    )


_KIND_OF_SCALE = {"satisfaction": "csat", "effort": "ces", "good or bad": "csat", "thumbs": "csat"}
_SIGNS: Final = frozenset(("stars", "faces", "thumbs"))


def _fraction(
    column: ColumnProfile, kind: str | None, highest: str, *, hinted: bool, asks: bool
) -> ScoreQuestion | None:
    """Return a question whose scores name their highest one, as 4/5, or their unit."""
    spoken = " ".join(words_of(column.label))
    bare = as_numbers(column)
    scale = number_scale(bare, kind, spoken, highest=int(highest) if highest else None)
    if scale is None:
        return None
    how = How(out_of=highest, words=scale.words) if scale.words else How(out_of=highest)
    sure = 0.9 if hinted else 0.85 if is_starred(column) else 0.8 if asks else UNSURE
    said = (
        f"'{column.name}' holds scores such as {column.examples[0]}, kept as numbers on a scale of "
        f"{scale.low} to {scale.high}."
    )
    is_expected = re.search(EXPECTED_HINT, spoken) is not None
    return ScoreQuestion(
        column, kind or "rating", Decimal(scale.low), Decimal(scale.high), how, is_expected, sure,
        scale.why, " ".join(filter(None, (said, scale.said))), scale.doubts, scale.asks_direction,
        scale.turned,
    )  # fmt: skip


def mixed_question(column: ColumnProfile) -> str:
    """Say that scores of several scales stand under a header that asks for one; mostly ""."""
    spoken = " ".join(words_of(column.label))
    is_asked = "?" in column.label or any(re.search(hint, spoken) for hint in KIND_HINTS.values())
    return mixed_scales(column) if is_asked else ""


def _numeric(
    column: ColumnProfile, kind: str | None, *, hinted: bool, asks: bool, expected: bool
) -> ScoreQuestion | None:
    if column.low is None or column.high is None or not (hinted or asks):
        return None
    scale = number_scale(column, kind, " ".join(words_of(column.label)))
    if scale is None or (not scale.is_stated and column.whole < HALF and column.high <= 1):
        return None
    sure = 0.9 if hinted else 0.8 if scale.is_stated else UNSURE
    confidence = sure - (0.1 if (scale.low, scale.high) == (0, 100) else 0.0)
    named = f"the header speaks of {_KIND_WORDS[kind]}" if kind else "the header is a question"
    return ScoreQuestion(
        column, kind or "rating", Decimal(scale.low), Decimal(scale.high),
        How(words=scale.words) if scale.words else How(), expected, round(confidence, 2),
        f"{named}; {scale.why}", scale.said, scale.doubts, scale.asks_direction, scale.turned,
    )  # fmt: skip


_KIND_WORDS = {
    "nps": "recommending",
    "ces": "effort",
    "csat": "satisfaction",
    "rating": "a rating",
}


def _worded(
    column: ColumnProfile, kind: str, scale: ReadScale, *, is_expected: bool
) -> ScoreQuestion:
    # Nobody need have given the worst answer for the scale of a recommendation to begin with it.
    named = scale.name if scale.name in _SIGNS else f"words of {scale.name}"
    low = Decimal(0) if kind == "nps" and scale.high == MOST_LIKELY else scale.low
    return ScoreQuestion(
        column, kind, low, scale.high, How(words=scale.words), is_expected, 0.85,
        f"its answers are {named}, kept as {low} to {scale.high}",
    )  # fmt: skip


def _grouped(column: ColumnProfile, kind: str | None, groups: dict[str, int]) -> ScoreQuestion:
    """Return a question answered by promoter, passive or detractor; the header tells its kind."""
    told = kind if kind in PROMOTER_SCALES else ""
    low, high, values = PROMOTER_SCALES[told or "csat"]
    words = {answer: str(values[group]) for answer, group in groups.items()}
    said = (
        f"'{column.name}' holds groups, not numbers; its header speaks of {_KIND_WORDS[told]}, so "
        f"they are kept as {', '.join(map(str, values))} on a scale of {low} to {high}."
        if told
        else ""
    )
    return ScoreQuestion(
        column, told, Decimal(low), Decimal(high), How(words=words), is_expected=False,
        confidence=0.85, why="its answers are promoter, passive or detractor", said=said,
    )  # fmt: skip
