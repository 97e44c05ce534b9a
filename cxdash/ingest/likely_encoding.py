"""In which encoding of old a file is, by how plausible its words are in each.

Looked at are words that hold a byte beyond ASCII, each once, however often a word comes again; of
very many a part that hangs neither on their order nor on how the file is read. A word may be of
another language than the most of its file, as names of customers are.
"""

from collections.abc import Iterator
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

from cxdash.ingest.plausible import languages, plausibility

_WITHIN: Final = frozenset(b"0123456789") | frozenset(range(0x40, 0x100))
"""The bytes of words: in no encoding are those of commas, quotes, blanks and line ends part of a
letter."""

_TO_BLANKS: Final = bytes(byte if byte in _WITHIN else 0x20 for byte in range(0x100))
_BETWEEN: Final = b"\n\r,;\t \"'"
_CHUNK: Final = 1024**2

MOST_WORDS: Final = 500
"""Words that are looked at."""

LONGEST_WORD: Final = 60
"""Bytes of a word that are looked at: without blanks, a sentence is one."""

_OF_ANOTHER: Final = 0.15
"""The share of words in another language than the most of a file."""

_USUAL: Final = "cp1252"
_SELDOM: Final = 4.0
_VERY_SELDOM: Final = 7.0
_HARDLY_EVER: Final = 15.0
"""How much less likely others are before a word is read, as a logarithm: those of Windows, of
ISO and of East Asia; those of DOS and of old Macintoshes; and Cyrillic ones of Macintoshes, in
which the capitals of Windows are quotation marks."""

FEWEST_WORDS: Final = 3
"""Words that can make sure: one or two may be anything."""

SURE: Final = 6.0
"""How much likelier than all that read it differently the encoding of a file is, to be sure."""


class Likely(NamedTuple):
    """The likeliest encoding of a file.

    Attributes:
        codec: The name Python knows it by.
        is_sure: Whether no other one, read differently, comes near.
    """

    codec: str
    is_sure: bool


def likely_encoding(path: Path, *, skip: int = 0) -> Likely:
    """Return the likeliest encoding of a text that is not UTF-8, Windows-1252 where none is.

    Args:
        path: The file, which is gone through once.
        skip: Bytes at its start that are no text.
    """
    return likeliest(words_of(path, skip=skip))


def likeliest(words: list[bytes]) -> Likely:
    """Return the likeliest encoding of some words.

    Of encodings in which they read the same, the one that comes first in the table is taken.
    """
    if not words:
        return Likely(_USUAL, is_sure=False)
    chances = _chances(words)
    told = {codec: [_decoded(word, codec) for word in words] for codec in chances}
    best = max(chances, key=chances.__getitem__)
    codec = next(each for each in chances if told[each] == told[best])
    others = max(chance for each, chance in chances.items() if told[each] != told[best])
    is_sure = len(words) >= FEWEST_WORDS and chances[best] - others >= SURE
    return Likely(codec, is_sure=is_sure)


def words_of(path: Path, *, skip: int = 0) -> list[bytes]:
    """Return the words of a file that hold a byte beyond ASCII, each once, at most `MOST_WORDS`."""
    found: set[bytes] = set()
    for piece in _pieces(path, skip):
        if not piece.isascii():
            words = set(piece.translate(_TO_BLANKS).split())
            found.update(word[:LONGEST_WORD] for word in words if not word.isascii())
        if len(found) > 4 * MOST_WORDS:
            found = set(_some(found))
    return _some(found)


def _some(words: set[bytes]) -> list[bytes]:
    return sorted(words, key=lambda word: (crc32(word), word))[:MOST_WORDS]


def _pieces(path: Path, skip: int) -> Iterator[bytes]:
    """Yield a file in pieces that cut no word."""
    rest = b""
    with path.open("rb") as file:
        file.seek(skip)
        while chunk := file.read(_CHUNK):
            rest += chunk
            # Without anything between words for so long there are none to cut.
            cut = max(rest.rfind(byte) for byte in _BETWEEN) + 1 or len(rest)
            yield rest[:cut]
            rest = rest[cut:]
    yield rest


def _chances(words: list[bytes]) -> dict[str, float]:
    """Return how likely each encoding is, with the likeliest language as that of most words."""
    found: dict[str, float] = {}
    for codec, spoken in _spoken().items():
        texts = [_decoded(word, codec) for word in words]
        of_words = [_mixed([plausibility(text, each) for each in spoken]) for text in texts]
        found[codec] = max(map(sum, zip(*of_words, strict=True))) - _doubt(codec)
    return found


def _decoded(word: bytes, codec: str) -> str:
    text = word.decode(codec, "replace")
    # A word cut off for its length may end within a character.
    return text.removesuffix("\ufffd") if len(word) == LONGEST_WORD else text


def _mixed(chances: list[float]) -> list[float]:
    """Return the chance of a word where most are in each language and some in any other."""
    if len(chances) == 1:
        return chances
    most = max(chances)
    parts = [exp(chance - most) for chance in chances]
    every = sum(parts)
    others = len(parts) - 1
    return [
        most + log((1 - _OF_ANOTHER) * part + _OF_ANOTHER * (every - part) / others + 1e-300)
        for part in parts
    ]


def _doubt(codec: str) -> float:
    if codec == _USUAL:
        return 0.0
    if codec == "mac_cyrillic":
        return _HARDLY_EVER
    is_usual = codec.startswith(("cp125", "iso")) or codec in (
        "cp932",
        "gb18030",
        "big5",
        "cp949",
        "cp874",
    )
    return _SELDOM if is_usual else _VERY_SELDOM


@cache
def _spoken() -> dict[str, list[str]]:
    """Return the languages written in each encoding."""
    spoken: dict[str, list[str]] = {}
    for language, codec in languages():
        spoken.setdefault(codec, []).append(language)
    return spoken
