"""Texts that rise or fall from row to row, as the ids of most exports do: no two are the same.

That is seen in one look at neighbours, and spares sorting them all to find out.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from itertools import pairwise
from typing import Final

import numpy as np
import pyarrow as pa

from cxdash.ingest.arrow_columns import Letters, ends_of, letters_of

_WORD: Final = 8
_LONGEST: Final = 40
"""Bytes of a text that is looked at; longer ones are comments."""

_MOST_RUNS: Final = 12
"""Changes of length among neighbours: ids grow by a digit now and then, words all the time."""

_Key = tuple[int, bytes]


class Rising:
    """Sees the texts of one column, piece by piece, and gives up at the first out of order.

    Shorter texts come before longer ones, so that 10 follows 9.

    Attributes:
        holds: Whether all so far rise, or all fall.
    """

    def __init__(self) -> None:
        self.holds: bool = True
        self._falls: bool | None = None
        self._last: _Key | None = None

    def see(self, texts: pa.StringArray) -> None:
        """Look at further texts, without nulls or empty ones."""
        if self.holds and len(texts):
            self.holds = self._go_on(texts)

    def _go_on(self, texts: pa.StringArray) -> bool:
        ends, letters = ends_of(texts), letters_of(texts)
        lengths = np.diff(ends)
        cuts = np.flatnonzero(lengths[1:] != lengths[:-1]) + 1
        if cuts.size > _MOST_RUNS or int(lengths.max()) > _LONGEST:
            return False
        begins = [0, *cuts.tolist(), lengths.size]
        return all(
            self._goes_on(letters[ends[first] : ends[after]], int(lengths[first]))
            for first, after in pairwise(begins)
        )

    def _goes_on(self, letters: Letters, length: int) -> bool:
        """Look at texts of one length, one behind the other in some letters."""
        first, second = letters[:length].tobytes(), letters[length : 2 * length].tobytes()
        keys = [(length, text) for text in (first, second) if text]
        before, self._last = self._last, (length, letters[-length:].tobytes())
        if before is not None:
            keys.insert(0, before)
        if self._falls is None and len(keys) > 1:
            self._falls = keys[1] < keys[0]
        if before is not None and (keys[1] == before or (keys[1] < before) != self._falls):
            return False
        return _all_rise(letters, length, falling=bool(self._falls))


def _all_rise(letters: Letters, length: int, *, falling: bool) -> bool:
    """Return whether each of some texts of one length stands behind the one before it."""
    rows = letters.size // length
    alike = np.ones(rows - 1, np.bool_)
    if length < _WORD:
        wide = np.zeros((rows, _WORD), np.uint8)
        wide[:, :length] = letters.reshape(rows, length)
        letters, length = wide.reshape(-1), _WORD
    for at in range(0, length, _WORD):
        # The last word begins before its place, with letters that are alike where they matter.
        place = min(at, length - _WORD)
        words = np.ndarray(rows, ">u8", letters, offset=place, strides=(length,)).astype(np.uint64)
        lower, upper = (words[1:], words[:-1]) if falling else (words[:-1], words[1:])
        if (alike & (lower > upper)).any():
            return False
        alike &= lower == upper
        if not alike.any():
            return True
    return not alike.any()
