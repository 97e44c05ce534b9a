"""Numbers of 64 bits that stand for texts, worked out on the bytes of many at once.

Texts that differ have the same number as seldom as chance has it: among ten million different ones
once in 370,000 files.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from typing import Final

import numpy as np
import pyarrow as pa

from cxdash.ingest.arrow_columns import Numbers, ends_of, letters_of

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]

_WORD: Final = 8
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER: Final = np.uint64(0xD6E8FEB86659FD93)
"""Odd numbers whose bits are spread: multiplying by one carries each bit into all above it."""

_DOWN: Final = np.uint64(32)

_KEPT: Final = np.array([(1 << 8 * kept) - 1 for kept in range(_WORD + 1)], np.uint64)
"""What to keep of a word of which so many bytes belong to the text."""


def hashes_of(texts: pa.StringArray) -> Hashes:
    """Return the number of each text; texts without nulls.

    Examples:
        >>> texts = pa.array(["", "a", "b", "a", "a longer text"])
        >>> hashes = hashes_of(texts)
        >>> bool(hashes[1] == hashes[3]), len(set(hashes.tolist()))
        (True, 4)
    """
    ends = ends_of(texts).astype(np.int64)
    begins, lengths = ends[:-1], np.diff(ends)
    longest = int(lengths.max(initial=0))
    hashes = _mixed(lengths.astype(np.uint64), _ODD)
    # The word at the end of the last text reaches beyond it.
    letters = np.append(letters_of(texts)[: ends[-1]], np.zeros(_WORD, np.uint8))
    if longest and int(lengths.min()) == longest:
        for at in range(0, longest, _WORD):
            words = np.ndarray(
                lengths.shape, "<u8", letters, offset=int(begins[0]) + at, strides=(longest,)
            )
            hashes = _mixed(hashes ^ (words & _KEPT[min(longest - at, _WORD)]), _ODD)
    else:
        _mix_in(hashes, letters, begins, lengths)
    return _mixed(hashes, _OTHER)


def _mix_in(
    hashes: Hashes,
    letters: np.ndarray[tuple[int], np.dtype[np.uint8]],
    begins: Numbers,
    left: Numbers,
) -> None:
    """Mix texts of different lengths into their numbers, word by word."""
    words = np.ndarray((letters.size - _WORD + 1,), "<u8", letters, strides=(1,))
    places = np.flatnonzero(left > 0)
    begins, left = begins[places], left[places]
    while places.size:
        some = words[begins] & _KEPT[np.minimum(left, _WORD)]
        hashes[places] = _mixed(hashes[places] ^ some, _ODD)
        more = left > _WORD
        places, begins, left = places[more], begins[more] + _WORD, left[more] - _WORD


def _mixed(numbers: Hashes, factor: np.uint64) -> Hashes:
    mixed = numbers * factor
    mixed ^= mixed >> _DOWN
    return mixed
