"""Answers in words that stand on a scale, from the worst to the best, in seven languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from cxdash.ingest.scale_words import BAD_ENDS, GOOD_ENDS, PROMOTERS, SCALES, SILENT, WordScale
from cxdash.ingest.synonyms import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

COVERED: Final = 0.9
"""The share of answers a scale must know before it is proposed."""

_SILENT, _GOOD_ENDS, _BAD_ENDS = (
    frozenset(ways.split("/")) for ways in (SILENT, GOOD_ENDS, BAD_ENDS)
)

NUMBERED: Final = re.compile(
    r"^(10|\d)\s*(?:[-–=:.)](?!\d)|\((?=\D)|stars?\b|sterne?\b|étoiles?\b|estrellas?\b|sterren\b|stelle\b|estrelas?\b)",
    re.IGNORECASE,
)
"""Answers such as "5 - Very satisfied" or "4 stars"."""

NUMBERED_LAST: Final = re.compile(r"\s*[-–=:(]\s*(10|\d)\)?$")
"""Answers such as "Extremely likely - 10", as scales are labelled at their ends."""


def is_silent(answer: str) -> bool:
    """Whether an answer says that there is none.

    Examples:
        >>> is_silent("Weiß nicht"), is_silent("N/A"), is_silent("No")
        (True, True, False)
    """
    return " ".join(words_of(answer)) in _SILENT


def standing(text: str) -> float | None:
    """Return how good an answer in words is, 0 to 1, on whichever scale knows it; else None.

    Examples:
        >>> standing("very satisfied"), standing("Sehr schlecht"), standing("blue") is None
        (1.0, 0.0, True)
    """
    for scale in SCALES:
        value = value_on(scale, text)
        if value:
            return (int(value) - scale.low) / (scale.high - scale.low)
    said = " ".join(words_of(text))
    if said in _GOOD_ENDS or said in _BAD_ENDS:
        return float(said in _GOOD_ENDS)
    return None


def value_on(scale: WordScale, answer: str) -> str | None:
    """Return the value of an answer as text, "" when it says nothing, None when unknown."""
    said = " ".join(words_of(answer))
    for step, ways in enumerate(scale.steps):
        if said in ways.split("/"):
            return str(scale.low + step)
    return "" if said in scale.silent.split("/") or is_silent(answer) else None


@dataclass(frozen=True)
class ReadScale:
    """How the answers of one column stand on a scale: every answer's value and both ends."""

    name: str
    low: Decimal
    high: Decimal
    words: dict[str, str]


def scale_in(values: Iterable[tuple[str, int]]) -> ReadScale | None:
    """Return the scale on which nearly all of these answers stand, or None.

    Args:
        values: Each different answer with its count.
    """
    counted = list(values)
    total = sum(count for _, count in counted)
    for scale in SCALES:
        words = {answer: value_on(scale, answer) for answer, _ in counted}
        known = {answer: value for answer, value in words.items() if value is not None}
        steps = {value for value in known.values() if value}
        covered = sum(count for answer, count in counted if answer in known)
        if total and covered >= COVERED * total and len(steps) > 1:
            return ReadScale(scale.name, Decimal(scale.low), Decimal(scale.high), known)
    return _numbered(counted, total)


def _numbered(counted: list[tuple[str, int]], total: int) -> ReadScale | None:
    """Return the scale of answers that begin or end with their number."""
    words: dict[str, str] = {}
    silent: dict[str, str] = {}
    steps = {str(step) for step in range(11)}
    # A number behind words may count things: only beside plain numbers is it a label's.
    is_labelled = any(answer in steps for answer, _ in counted)
    for answer, _ in counted:
        match = NUMBERED.match(answer) or (is_labelled and NUMBERED_LAST.search(answer))
        if is_silent(_without_number(answer)):
            silent[answer] = ""
        elif match or answer in steps:
            words[answer] = match.group(1) if match else answer
    covered = sum(count for answer, count in counted if answer in {**words, **silent})
    if not words or covered < COVERED * total or set(words) <= steps:
        return None
    values = [int(value) for value in words.values()]
    low = 0 if min(values) == 0 else 1
    high = next(end for end in (1, 5, 7, 10) if end >= max(values))
    if _is_turned(words):
        words = {answer: str(low + high - int(value)) for answer, value in words.items()}
    return ReadScale("numbered answers", Decimal(low), Decimal(high), {**words, **silent})


def _without_number(answer: str) -> str:
    return NUMBERED_LAST.sub("", NUMBERED.sub("", answer))


def _is_turned(words: dict[str, str]) -> bool:
    """Whether the words behind the numbers say that the smallest number is the best answer."""
    known = [
        (int(value), at)
        for answer, value in words.items()
        if (at := standing(_without_number(answer))) is not None
    ]
    if len(known) < 2:  # noqa: PLR2004 - one word alone has no direction
        return False
    return min(known)[1] > max(known)[1]


def promoter_groups(values: Iterable[tuple[str, int]]) -> dict[str, int] | None:
    """Return which of the three groups each answer is, coldest 0, or None if they are no groups.

    Examples:
        >>> promoter_groups([("Promoter", 5), ("Detractor", 2)])
        {'Promoter': 2, 'Detractor': 0}
        >>> promoter_groups([("Neutral", 5)]) is None
        True
    """
    counted = list(values)
    groups = {
        answer: at
        for answer, _ in counted
        for at, ways in enumerate(PROMOTERS)
        if " ".join(words_of(answer)) in ways.split("/")
    }
    covered = sum(count for answer, count in counted if answer in groups)
    is_named = {0, 2} & set(groups.values())
    total = sum(count for _, count in counted)
    return groups if is_named and covered >= COVERED * total else None
