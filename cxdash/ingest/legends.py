"""What a header says its numbers mean, as in "(1 = very satisfied, 5 = very dissatisfied)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cxdash.ingest.words import is_silent, standing

_NUMBER_FIRST: Final = re.compile(r"(?<![\w.])(-?\d{1,3})\s*[=:]\s*([^\d,;()\[\]/=–]+)")
_NUMBER_LAST: Final = re.compile(r"([^\W\d_][^\d,;()\[\]/=]*?)\s*[(\[](-?\d{1,3})[)\]]")

_GOOD_END: Final = 0.7
_BAD_END: Final = 0.3
"""A word from here on, up or down, stands at the good or the bad end of its scale."""


@dataclass(frozen=True)
class Legend:
    """The numbers a header explains.

    Attributes:
        steps: Number and meaning of each answer that is one.
        silent: The numbers that mean that there is no answer.
    """

    steps: dict[int, str]
    silent: tuple[int, ...]

    @property
    def ends(self) -> tuple[int, int] | None:
        """The scale, where the header names two answers or more."""
        return (min(self.steps), max(self.steps)) if len(self.steps) > 1 else None

    @property
    def lowest_is_best(self) -> bool | None:
        """Whether the smallest number is the best answer; None where the words do not tell."""
        if not self.steps:
            return None
        low, high = self.steps[min(self.steps)], self.steps[max(self.steps)]
        at_low, at_high = standing(low), standing(high)
        if len(self.steps) > 1 and at_low is not None and at_high is not None:
            return None if at_low == at_high else at_low > at_high
        if len(self.steps) > 1 and at_low is not None:
            return _is_good(at_low)
        if len(self.steps) > 1 and at_high is not None:
            bad = _is_good(at_high)
            return None if bad is None else not bad
        return None


def _is_good(at: float) -> bool | None:
    if at >= _GOOD_END:
        return True
    return False if at <= _BAD_END else None


def legend(label: str) -> Legend:
    """Return what a header says about its numbers.

    Examples:
        >>> legend("How was it? (1 = very good, 5 = very poor, 9 = don't know)")
        Legend(steps={1: 'very good', 5: 'very poor'}, silent=(9,))
        >>> legend("Note: sehr gut (1) bis ungenügend (6)").lowest_is_best
        True
        >>> legend("Score").steps
        {}
    """
    said = {int(number): meaning.strip() for number, meaning in _NUMBER_FIRST.findall(label)}
    if not said:
        said = {int(number): _last_words(text) for text, number in _NUMBER_LAST.findall(label)}
    return Legend(
        {number: meaning for number, meaning in said.items() if not is_silent(meaning)},
        tuple(number for number, meaning in said.items() if is_silent(meaning)),
    )


def _last_words(text: str) -> str:
    """Return what stands behind the last colon or word for a range: "from good" is "good"."""
    return re.split(r":|\b(?:from|to|von|bis|de|à|a|al|tot|van|da)\b", text)[-1].strip()
