r"""Text that was encoded more than once: Müller that became MÃ¼ller, and so on.

It happens where UTF-8 is taken for Windows-1252 or Latin-1 and saved as UTF-8 again. It is undone
where nothing else can be meant: every character of the file beyond ASCII belongs to such a piece.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from cxdash.ingest.windows_letters import WINDOWS

MOST_TIMES: Final = 3
"""How often a text is undone at most."""

_AS_BYTE: Final = {text: byte for byte, text in WINDOWS.items()} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
"""The byte that a letter was, read as Windows-1252 or, where that knows none, as Latin-1."""


def _letters(first: int, last: int) -> str:
    return re.escape("".join(text for text, byte in _AS_BYTE.items() if first <= byte <= last))


_MORE: Final = f"[{_letters(0x80, 0xBF)}]"
_PIECE: Final = re.compile(
    f"[{_letters(0xC2, 0xDF)}]{_MORE}|[{_letters(0xE0, 0xEF)}]{_MORE}{{2}}|"
    f"[{_letters(0xF0, 0xF4)}]{_MORE}{{3}}"
)
"""What a character beyond ASCII becomes: its first byte tells how many follow."""

_BEYOND_ASCII: Final = re.compile("[^\0-\x7f]")
_LAST_RUN: Final = re.compile("[^\0-\x7f]+$")
_WORD: Final = re.compile(r"[^\s,;|\"]+")
_LEAD: Final = 0xC3
_SECOND: Final = [*range(0x82, 0x86), *range(0x8E, 0x92), *range(0xA0, 0xB1)]
_THIRD: Final = [0xC2, 0xC5, 0xC6, 0xCB, 0xE2]
"""The first two letters of such a piece in UTF-8, for the characters that texts hold."""

HINT_BYTES: Final = 3


@dataclass(frozen=True)
class TwiceEncoded:
    """How often the text of a file was encoded again, and what of it.

    Attributes:
        times: How often it is undone; 0 where it is left as it is.
        pieces: Characters that it stands for.
        before, after: The first word it was found in, and what that word means.
        left: Pieces that are left once it was undone so often.
    """

    times: int = 0
    pieces: int = 0
    before: str = ""
    after: str = ""
    left: int = 0

    def note(self) -> str:
        """Say what was undone, or what was found and left; "" where nothing was found."""
        if not self.pieces:
            return ""
        found = f"{self.pieces:,} {'letter' if self.pieces == 1 else 'letters'}"
        if not self.times:
            seem = "seems" if self.pieces == 1 else "seem"
            return (
                f"{found} {seem} to be encoded twice, such as {self.before}, which may be "
                f"{self.after}; others are right, so none was changed. Mend those letters, or "
                "export the file again, and upload that."
            )
        were = "was" if self.pieces == 1 else "were"
        often = "twice" if self.times == 1 else f"{self.times + 1} times over"
        more = f" {self.left:,} seem to be encoded once more and were left so." if self.left else ""
        return (
            f"{found} of this file {were} encoded {often} and {were} put right: {self.before} is "
            f"read as {self.after}.{more}"
        )


ONCE: Final = TwiceEncoded()
"""What is found of a text as it should be."""


def undone(text: str, times: int) -> str:
    """Return a text as it was before it was encoded again so often.

    Examples:
        >>> undone("MÃ¼ller, â€žnaÃ¯veâ€œ", 1)
        'Müller, „naïve“'
    """
    for _ in range(times):
        text = _PIECE.sub(_meant, text)
    return text


def find_twice_encoded(texts: Iterable[str]) -> TwiceEncoded:
    """Return how often the text of a file, given piece by piece, was encoded again."""
    counts = [_Count() for _ in range(MOST_TIMES)]
    for text in _uncut(texts):
        for count in counts:
            if text.isascii():
                break
            count.see(text)
            text = undone(text, 1)  # noqa: PLW2901 - what is left to look at after each time
    times = 0
    for count in counts:
        if not count.pieces or count.others:
            break
        times += 1
    first, left = counts[0], counts[times].pieces if 0 < times < MOST_TIMES else 0
    return TwiceEncoded(times, first.pieces, first.word, undone(first.word, max(times, 1)), left)


def _uncut(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts so that none ends within a run of characters beyond ASCII."""
    rest = ""
    for text in texts:
        whole = rest + text
        cut = _LAST_RUN.search(whole)
        at = cut.start() if cut else len(whole)
        yield whole[:at]
        rest = whole[at:]
    yield rest


class _Count:
    """Counts pieces and other characters beyond ASCII."""

    def __init__(self) -> None:
        self.pieces = self.others = 0
        self.word = ""

    def see(self, text: str) -> None:
        pieces = [found for found in _PIECE.finditer(text) if _meant(found) != found[0]]
        beyond = len(_BEYOND_ASCII.findall(text))
        self.pieces += len(pieces)
        self.others += beyond - sum(len(found[0]) for found in pieces)
        if pieces and not self.word:
            begin = pieces[0].start()
            start = max((text.rfind(each, 0, begin) for each in '\n\r\t ,;|"'), default=-1) + 1
            whole = _WORD.match(text, start)
            self.word = whole[0] if whole else pieces[0][0]


def may_be_twice_encoded(block: bytes) -> bool:
    """Whether bytes of UTF-8 hold letters that the first byte of a character was taken for."""
    letters = np.frombuffer(block, np.uint8)
    leads = np.flatnonzero(letters[:-2] == _LEAD)
    follow = np.isin(letters[leads + 1], _SECOND) & np.isin(letters[leads + 2], _THIRD)
    return bool(follow.any())


def _meant(found: re.Match[str]) -> str:
    """Return the character a piece stands for; the piece itself where it stands for none."""
    try:
        return bytes(_AS_BYTE[letter] for letter in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
