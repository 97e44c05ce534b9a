"""Whether every filled cell of a column is an ISO date of one form, seen on the bytes.

Most exports that machines write hold nothing else. What is proved here for every cell need not be
asked of each again: which part is the day, whether it can be read, whether it carries an offset.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cxdash.ingest.arrow_columns import ends_of, letters_of

_MARKS: Final = {4: b"-", 7: b"-", 10: b"T ", 13: b":", 16: b":"}
"""What stands between the digits of 2024-12-31T23:59:59, by place."""

_LENGTHS: Final = (len("2024-12-31"), len("2024-12-31 23:59"), len("2024-12-31 23:59:59"))

_CENTURIES: Final = (b"19", b"20", b"21")
"""All of their years are dates to cxdash; of the others not all are."""


class IsoDates:
    """Sees the texts of one column, piece by piece."""

    def __init__(self) -> None:
        self._form = b""
        self._others = False

    @property
    def proved(self) -> bool:
        """Whether there were filled cells, all of them dates of one form."""
        return bool(self._form) and not self._others

    def see(self, texts: pa.StringArray) -> bool:
        """Look at further texts, without nulls; return whether all so far are such dates."""
        self._others = self._others or not self._are_dates(texts)
        return not self._others

    def _are_dates(self, texts: pa.StringArray) -> bool:
        ends = ends_of(texts)
        lengths = np.diff(ends)
        longest = int(lengths.max(initial=0))
        if not longest:
            return True
        length = len(self._form) or longest
        if length not in _LENGTHS or not ((lengths == length) | (lengths == 0)).all():
            return False
        letters = letters_of(texts)[ends[0] : ends[-1]].reshape(-1, length)
        self._form = self._form or letters[0].tobytes()
        return self._has_form(letters) and _are_in_the_calendar(letters)

    def _has_form(self, letters: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> bool:
        marks = [place for place in _MARKS if place < len(self._form)]
        form = np.frombuffer(self._form, np.uint8)
        if any(self._form[place] not in _MARKS[place] for place in marks):
            return False
        centuries = np.ascontiguousarray(letters[:, :2]).view("<u2")
        known = [centuries == int.from_bytes(century, "little") for century in _CENTURIES]
        return bool(
            all((letters[:, place] == form[place]).all() for place in marks)
            and np.logical_or.reduce(known).all()
        )


def _are_in_the_calendar(letters: np.ndarray[tuple[int, int], np.dtype[np.uint8]]) -> bool:
    """Return whether texts with the right marks are days and times that exist, digits between."""
    rows, length = letters.shape
    ends = pa.py_buffer(np.arange(0, rows * length + 1, length, dtype=np.int32))
    held = pa.py_buffer(np.ascontiguousarray(letters))
    try:
        pc.cast(pa.Array.from_buffers(pa.string(), rows, [None, ends, held]), pa.timestamp("s"))
    except pa.ArrowInvalid:
        return False
    return True
