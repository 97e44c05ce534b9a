"""On which scale a column of numbers stands: its ends, its direction, its codes for no answer.

Everything is decided from the header or the values, with the evidence; what neither tells is a
doubt that the reader is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.ingest.legends import legend

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile

SHORT_SCALES: Final = ((0, 1), (1, 5), (0, 5), (1, 7), (0, 10), (1, 10), (0, 100))
"""The scales that questions use, the usual ones first where several would fit."""

GRADES: Final = (1, 6)
"""German and Swiss school grades: one counts from the best, the other from the worst."""

TURNED: Final = " (turned round: more is better)"
"""What is added to a question whose smallest number is the best answer."""

LONGEST: Final = 10
"""A code beyond the scale can be told from an answer on scales up to here."""

CODES: Final = frozenset(
    (-1, -7, -8, -9, -77, -88, -97, -98, -99, -999, 77, 88, 97, 98, 99, 777, 888, 997, 998, 999)
)
"""Numbers by which surveys write that there is no answer; no scale up to ten has them."""

DOUBTFUL: Final = frozenset((0, 6, 8, 9))
"""Numbers that are a code on one scale and an answer on the next."""

FEWEST_DOUBTS: Final = 3
DOUBT_SHARE: Final = 0.005
"""Fewer are typing errors: their rows are refused with their line, and nobody is asked."""

FULL: Final = 4
FEW_ABOVE: Final = 0.25
"""A scale is seen as full with so many of its steps; codes above it are at most this share."""

STATED_COVERS: Final = 0.9
"""The share of values that must lie on the scale the header states."""

GUESS_COVERS: Final = 0.995
"""The share of values that must lie on a guessed scale: typing errors must not widen it."""

PLAIN_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?")

_RANGE: Final = re.compile(
    r"(?<![\d.])(0|1)\s*(?:=[^,;)]*[,;]?\s*|-|–|to|bis|à|a|al|tot)\s*(5|6|7|10|100)(?![\d.])",
    re.IGNORECASE,
)
_HIGHEST: Final = re.compile(
    r"(?:/|\b(?:out of|von|sur|max\.?|maximum)\b)\s*(5|7|10|100)\s*(?:[)\]]|$)", re.IGNORECASE
)
_EFFORT: Final = r"\beffort|aufwand|anstreng|esfuerzo|moeite|sforzo|esforco"
_EASE: Final = r"\beas[ye]|einfach|leicht|facil|makkelijk|gemakkelijk"
_GRADE: Final = r"\b(schul)?noten?\b|\bgrades?\b|\bcijfer\b"


@dataclass(frozen=True)
class NumberScale:
    """The scale of one column of numbers.

    Attributes:
        low, high: Its ends.
        why: The evidence, in words.
        is_stated: The header states it.
        words: Values that count as something else: codes as nothing, a turned scale turned back.
        said: What the reader should know of that, as a sentence; "" where there is nothing.
        doubts: Values outside the scale that may be codes for no answer.
        asks_direction: Whether nobody but the reader knows which end is the better one.
        turned: The smallest number is the best answer, so the scale is turned round.
    """

    low: int
    high: int
    why: str
    is_stated: bool
    words: dict[str, str]
    said: str
    doubts: tuple[str, ...]
    asks_direction: bool
    turned: bool


def number_scale(
    column: ColumnProfile, kind: str | None, spoken: str, *, highest: int | None = None
) -> NumberScale | None:
    """Return the scale of a column of numbers, or None when no usual one holds its values.

    Args:
        column: The column.
        kind: csat, nps, ces or rating where the header tells.
        spoken: The words of the header.
        highest: The highest score, where the scores themselves name it.
    """
    told, values = legend(column.label), _Values(column)
    codes = values.codes(told.silent)
    named = highest or _stated_highest(column.label)
    stated = told.ends or _stated_range(column.label)
    stated = stated or (values.up_to(named, codes) if named else None)
    if stated and values.within(*stated, codes) < STATED_COVERS:
        stated = None
    ends = stated or _guess(values, codes, kind, spoken)
    if ends is None:
        return None
    why = f"its scores are out of {highest}" if highest else "the header states the scale"
    why = why if stated else f"its values run from {values.range(codes)}"
    doubts = values.doubts(ends, codes)
    outside = values.within(*ends, (*codes, *doubts)) < 1
    strays = " (a few of its values lie outside)" if outside else ""
    turned = told.lowest_is_best is True
    words, said = _read_as(column.name, values, ends, codes, turned=turned)
    is_effort = bool(re.search(_EFFORT, spoken)) and not re.search(_EASE, spoken)
    return NumberScale(
        *ends,
        why=f"{why}, so the scale is {ends[0]} to {ends[1]}{strays}",
        is_stated=stated is not None,
        words=words,
        said=said,
        doubts=doubts,
        asks_direction=told.lowest_is_best is None and (is_effort or ends == GRADES),
        turned=turned,
    )


def turned_round(values: tuple[str, ...], low: int, high: int) -> dict[str, str]:
    """Return what each value of a scale counts as when its smallest number is the best.

    Examples:
        >>> turned_round(("1", "2,5"), 1, 5)["2,5"], turned_round((), 1, 3)
        ('3.5', {'1': '3', '2': '2', '3': '1'})
    """
    whole = tuple(str(step) for step in range(low, high + 1))
    words: dict[str, str] = {}
    for value in dict.fromkeys((*whole, *values)):
        if PLAIN_NUMBER.fullmatch(value) and low <= _number(value) <= high:
            words[value] = f"{low + high - _number(value):g}"
    return words


def _number(value: str) -> float:
    return float(value.replace(",", "."))


def _stated_highest(label: str) -> int | None:
    """Return the highest score a header names, as in "Rating (out of 10)"."""
    found = _HIGHEST.search(label)
    return int(found[1]) if found else None


def _stated_range(label: str) -> tuple[int, int] | None:
    found = _RANGE.search(label)
    return (int(found[1]), int(found[2])) if found else None


class _Values:
    """The numbers of one column, each with its text and count; none where too many differ."""

    def __init__(self, column: ColumnProfile) -> None:
        self._column = column
        self._counted = [
            (value, _number(value), count)
            for value, count in column.values
            if PLAIN_NUMBER.fullmatch(value)
        ]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return every different number as it is written."""
        return tuple(text for text, _, _ in self._counted)

    def codes(self, stated: tuple[int, ...]) -> tuple[str, ...]:
        """Return the values that mean no answer: stated ones, and usual codes off the scale."""
        said = tuple(text for text, number, _ in self._counted if number in stated)
        usual = tuple(text for text, number, _ in self._counted if number in CODES)
        answers = [n for text, n, _ in self._counted if text not in (*usual, *said)]
        is_short = bool(answers) and min(answers) >= 0 and max(answers) <= LONGEST
        return (*said, *(code for code in usual if is_short and code not in said))

    def within(self, low: int, high: int, apart_from: tuple[str, ...]) -> float:
        """Return the share of answers between two ends."""
        least, most = self._column.low, self._column.high
        if least is not None and most is not None and low <= least <= most <= high:
            return 1.0
        answers = [one for one in self._counted if one[0] not in apart_from]
        total = sum(count for _, _, count in answers)
        inside = sum(count for _, number, count in answers if low <= number <= high)
        return inside / total if total else 0.0

    def doubts(self, ends: tuple[int, int], codes: tuple[str, ...]) -> tuple[str, ...]:
        """Return values off the scale that are a usual code, and too many for typing errors."""
        fewest = max(FEWEST_DOUBTS, DOUBT_SHARE * sum(count for _, _, count in self._counted))
        return tuple(
            text
            for text, number, count in self._counted
            if text not in codes
            and not ends[0] <= number <= ends[1]
            and number in DOUBTFUL
            and count >= fewest
        )

    def range(self, codes: tuple[str, ...]) -> str:
        """Return the smallest and the largest answer as words."""
        answers = [number for text, number, _ in self._counted if text not in codes]
        low, high = self._column.low or 0, self._column.high or 0
        ends = (min(answers), max(answers)) if answers else (float(low), float(high))
        return f"{ends[0]:g} to {ends[1]:g}"

    def up_to(self, highest: int, codes: tuple[str, ...]) -> tuple[int, int]:
        """Return the first usual scale that ends there and holds all answers."""
        usual = [ends for ends in (*SHORT_SCALES, (1, highest), (0, highest)) if ends[1] == highest]
        return next((ends for ends in usual if self.within(*ends, codes) == 1), usual[-1])

    def below_a_gap(self) -> tuple[int, int] | None:
        """Return 1 to 5 or 1 to 7 where nearly all answers fill it and a few stand far above."""
        total = sum(count for _, _, count in self._counted)
        for top, codes in ((5, DOUBTFUL), (7, DOUBTFUL - {6})):
            body = {number for _, number, _ in self._counted} - codes
            above = sum(count for _, number, count in self._counted if number > top)
            is_full = len(body) >= FULL and min(body) >= 1 and max(body) <= top
            is_apart = all(number > top + 1 for _, number, _ in self._counted if number > top)
            if is_full and is_apart and 0 < above <= FEW_ABOVE * total:
                return (1, top)
        return None


def _guess(
    values: _Values, codes: tuple[str, ...], kind: str | None, spoken: str
) -> tuple[int, int] | None:
    """Return the first usual scale that holds (nearly) all answers, or None."""
    if re.search(_GRADE, spoken) and values.within(*GRADES, codes) == 1:
        is_grade = values.within(1, GRADES[1] - 1, codes) < 1
        return GRADES if is_grade else (1, GRADES[1] - 1)
    apart = values.below_a_gap() if kind != "nps" else None
    if apart:
        return apart
    scales = SHORT_SCALES
    if kind == "nps" and values.within(0, 5, codes) < GUESS_COVERS:
        scales = ((0, 10),)
    return next((ends for ends in scales if values.within(*ends, codes) >= GUESS_COVERS), None)


def _read_as(
    name: str, values: _Values, ends: tuple[int, int], codes: tuple[str, ...], *, turned: bool
) -> tuple[dict[str, str], str]:
    """Return what values count as, and a sentence about it."""
    words = turned_round(values.texts, *ends) if turned else {}
    said: list[str] = []
    if turned:
        said.append(
            f"In '{name}' {ends[0]} is the best answer and {ends[1]} the worst, as its header "
            f"says: the scale is turned round, {ends[0]} counts as {ends[1]}."
        )
    if codes:
        told = " and ".join(codes)
        said.append(f"In '{name}' {told} lies off the scale and is a code for no answer.")
    return {**words, **dict.fromkeys(codes, "")}, " ".join(said)
