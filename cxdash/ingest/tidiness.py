"""Which columns hold texts just as they are meant: nothing to trim, no word for "not recorded".

Nearly all do, and their cells are then taken as they are, instead of being trimmed and compared
one by one each time a column is looked at. So with numbers that a spreadsheet shortened: there are
none in a column without a plus sign.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from itertools import product
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cxdash.ingest.arrow_columns import ends_of, letters_of, number_array
from cxdash.ingest.iso_dates import IsoDates
from cxdash.ingest.typed import MISSING

_LONGEST: Final = max(map(len, MISSING)) + 1
"""Bytes a word for nothing has at most; one more, for a dotted capital I, which no two have."""


def _lookup(*places: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    found = np.zeros(256, np.bool_)
    found[list(places)] = True
    return found


_BLANK_FIRST: Final = _lookup(0x20, 0x09, 0xC2)
_BLANK_LAST: Final = _lookup(0x20, 0x09, 0xA0)
"""The bytes that spaces, tabs and no-break spaces begin and end with; other letters too."""

_WORD_LENGTHS: Final = _lookup(*{len(word) + more for word in MISSING if word for more in (0, 1)})

_PLUS: Final = ord("+")

_NONE: Final = "\0"
"""What stands for the second letter of a text of one: no text holds it."""


def _openings() -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    found = np.zeros((256, 256), np.bool_)
    for word in filter(None, MISSING):
        for first, second in product(*({ord(x), ord(x.upper())} for x in (word + _NONE)[:2])):
            found[first, second] = True
    return found


_WORD_OPENINGS: Final = _openings()
"""For every two bytes whether a word for nothing begins with them, in either case. Ids are as short
and hardly ever do; looking at each of them took as long as all else that reading looks at."""


class Tidiness:
    """Sees every text of a table once, column by column."""

    def __init__(self, width: int) -> None:
        self._tidy = [True] * width
        self._dates = [IsoDates() for _ in range(width)]
        self._plus = [False] * width

    def see(self, place: int, pieces: list[pa.StringArray]) -> None:
        """Look at further texts of a column, without nulls, each at least once."""
        for texts in pieces:
            are_dates = self._dates[place].see(texts)
            self._tidy[place] = self._tidy[place] and (are_dates or _is_tidy(texts))
            self._plus[place] = self._plus[place] or not (are_dates or _has_no_plus(texts))

    def columns(self) -> frozenset[int]:
        """Return the places of the columns in which nothing was found to tidy."""
        return frozenset(place for place, tidy in enumerate(self._tidy) if tidy)

    def iso(self) -> frozenset[int]:
        """Return the places of the columns whose filled cells are all ISO dates of one form."""
        return frozenset(place for place, dates in enumerate(self._dates) if dates.proved)

    def without_plus(self) -> frozenset[int]:
        """Return the places of the columns in which no plus sign stands."""
        return frozenset(place for place, plus in enumerate(self._plus) if not plus)


def _has_no_plus(texts: pa.StringArray) -> bool:
    ends = ends_of(texts)
    return not ends.size or not (letters_of(texts)[ends[0] : ends[-1]] == _PLUS).any()


def _is_tidy(texts: pa.StringArray) -> bool:
    ends, letters = ends_of(texts), letters_of(texts)
    lengths = np.diff(ends)
    longest = int(lengths.max(initial=0))
    if not longest:
        return True
    shortest = int(lengths.min())
    if shortest == longest:
        # Ids mostly are: what they begin and end with stands at equal distances.
        first = letters[ends[0] : ends[-1] : longest]
        last = letters[ends[0] + longest - 1 : ends[-1] : longest]
    else:
        filled = lengths > 0
        first, last = letters[ends[:-1][filled]], letters[ends[1:][filled] - 1]
    if _BLANK_FIRST[first].any() or _BLANK_LAST[last].any():
        return False
    if shortest > _LONGEST:
        return True
    short = np.flatnonzero(_WORD_LENGTHS[np.minimum(lengths, 255)])
    begins = ends[:-1][short]
    seconds = np.minimum(begins + 1, letters.size - 1)
    second = np.where(lengths[short] > 1, letters[seconds], ord(_NONE))
    short = short[_WORD_OPENINGS[letters[begins], second]]
    if not short.size:
        return True
    words = pc.unique(texts.take(number_array(short))).to_pylist()
    return not any(word.replace("\u0130", "i").lower() in MISSING for word in words)
