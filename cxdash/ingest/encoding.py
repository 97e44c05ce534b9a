"""Bytes become text: which encoding a file is in, and its lines, streamed."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from cxdash.errors import UnreadableFileError
from cxdash.ingest.alphabets import NAMES, SEVERAL_BYTES
from cxdash.ingest.likely_encoding import likeliest, likely_encoding, words_of
from cxdash.ingest.twice_encoded import (
    HINT_BYTES,
    ONCE,
    TwiceEncoded,
    find_twice_encoded,
    may_be_twice_encoded,
)
from cxdash.ingest.windows_letters import WINDOWS

_CHUNK = 1024**2
_HEAD_BYTES = 65_536

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer of two that start alike comes first."""

_MANY_NULS, _FEW_NULS = 0.4, 0.1
"""Text in UTF-16 without a mark: nearly every second byte is NUL, on one side only."""

_STRAY = re.compile("[\udc80-\udcff]")


_JAPANESE_SHIFT = b"\x1b$"
"""What opens Japanese letters in ISO-2022-JP, all of whose bytes are those of ASCII."""

_MOST_BROKEN = 0.8
"""The share of words that may be no UTF-8 in a file of which the others are."""

_ASK_AGAIN = "if any look wrong, save the file again as UTF-8 and upload that."


@dataclass(frozen=True)
class Encoding:
    """How a file's bytes become text.

    Attributes:
        codec: The name Python knows it by.
        mark_bytes: How long the byte order mark is.
        note: What a reader should know about it, empty when there is nothing to say.
        strays: In which encoding bytes that are no UTF-8 are read; "" where there are none.
        lossy: Whether bytes that the encoding does not know are read as U+FFFD.
        twice: How often the text was encoded again before.
    """

    codec: str
    mark_bytes: int = 0
    note: str = ""
    strays: str = ""
    lossy: bool = False
    twice: TwiceEncoded = ONCE

    def pieces(self, path: Path) -> Iterator[tuple[str, int]]:
        """Return the text piece by piece, each with the bytes read so far."""
        errors = "surrogateescape" if self.strays else "replace" if self.lossy else "strict"
        decoder = codecs.getincrementaldecoder(self.codec)(errors)
        with path.open("rb") as file:
            file.seek(self.mark_bytes)
            while chunk := file.read(_CHUNK):
                yield self._without_strays(decoder.decode(chunk)), file.tell()
            yield self._without_strays(decoder.decode(b"", final=True)), file.tell()

    def _without_strays(self, text: str) -> str:
        return text.translate(_letters_of_strays(self.strays)) if self.strays else text


@cache
def _letters_of_strays(codec: str) -> dict[int, str]:
    """Return the letter of each stray byte, which stands as a lone surrogate."""
    letters = {byte: bytes([byte]).decode(codec, "ignore") for byte in WINDOWS}
    return {0xDC00 + byte: letters[byte] or WINDOWS[byte] for byte in WINDOWS}


def find_encoding(path: Path, *, name: str) -> Encoding:
    """Return the encoding of a text file, having decoded the whole of it once.

    Order: byte order mark, UTF-16 by its NUL pattern, UTF-8, UTF-8 with a few stray bytes, then
    by the letters of its words; Windows-1252 or Latin-1 where they do not tell.

    Raises:
        UnreadableFileError: If a mark promises an encoding the bytes do not keep.
    """
    found = _find_encoding(path, name)
    is_unicode = found.codec.startswith("utf")
    if not is_unicode or (found.codec == "utf-8" and not _may_be_twice_encoded(path)):
        return found
    return replace(found, twice=find_twice_encoded(text for text, _ in found.pieces(path)))


def _may_be_twice_encoded(path: Path) -> bool:
    before = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if not chunk.isascii() and may_be_twice_encoded(before + chunk):
                return True
            before = chunk[1 - HINT_BYTES :]
    return False


def _find_encoding(path: Path, name: str) -> Encoding:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            marked = Encoding(codec, len(mark))
            return marked if _decodes(path, marked) else _after_broken_promise(path, name, marked)
    if wide := wide_codec(head):
        unmarked = Encoding(wide, note=f"The file was read as {wide.upper()}.")
        return unmarked if _decodes(path, unmarked) else _after_broken_promise(path, name, unmarked)
    return _narrow_encoding(path, 0)


def _after_broken_promise(path: Path, name: str, encoding: Encoding) -> Encoding:
    if encoding.codec == "utf-8":
        return _narrow_encoding(path, encoding.mark_bytes)
    raise UnreadableFileError(
        f"{name} starts as {encoding.codec.upper()} text and breaks off or is damaged.",
        next_step="Export it again, as UTF-8 if there is a choice.",
    )


def _narrow_encoding(path: Path, mark_bytes: int) -> Encoding:
    plain = Encoding("utf-8", mark_bytes)
    if _decodes(path, plain):
        return _shifted(path) or plain
    return _beside_utf8(path, mark_bytes) or _by_letters(path, mark_bytes)


def _beside_utf8(path: Path, mark_bytes: int) -> Encoding | None:
    """Return UTF-8 with stray bytes in another encoding, None where the file is not mostly so.

    Files of two encodings that were put together are: many of their words are UTF-8 as a whole,
    which hardly a word in another encoding is by chance.
    """
    valid, stray = _count_beyond_ascii(path)
    if not valid:
        return None
    words = words_of(path, skip=mark_bytes)
    broken = [word for word in words if not _is_utf8(word)]
    codec = likeliest(broken).codec
    is_single = codec not in SEVERAL_BYTES
    if valid < stray and (len(broken) > _MOST_BROKEN * len(words) or not is_single):
        return None
    strays = codec if is_single else "cp1252"
    note = (
        f"{stray:,} bytes are not UTF-8 like the rest of the file; they were read as "
        f"{NAMES[strays]}."
    )
    return Encoding("utf-8", mark_bytes, note, strays=strays)


def _is_utf8(word: bytes) -> bool:
    try:
        word.decode()
    except UnicodeDecodeError:
        return False
    return True


def _shifted(path: Path) -> Encoding | None:
    """Return the encoding of Japanese mail, where a file of ASCII is in it."""
    with path.open("rb") as file:
        if _JAPANESE_SHIFT not in file.read(_HEAD_BYTES):
            return None
    found = Encoding("iso2022_jp", note="The file was read as ISO-2022-JP.")
    return found if _decodes(path, found) else None


def _by_letters(path: Path, mark_bytes: int) -> Encoding:
    """Return the encoding in which the words of a file are the most plausible."""
    likely = likely_encoding(path, skip=mark_bytes)
    if likely.codec == "cp1252":
        return _western(path, mark_bytes, is_sure=likely.is_sure)
    note = f"The file is not UTF-8 and was read as {NAMES[likely.codec]}, by its letters" + (
        f": {_ASK_AGAIN}"
        if likely.is_sure
        else f", which are too few to be certain: look at names, and {_ASK_AGAIN}"
    )
    found = Encoding(likely.codec, mark_bytes, note)
    if _decodes(path, found):
        return found
    lossy = replace(found, lossy=True)
    lost = sum(text.count("\ufffd") for text, _ in lossy.pieces(path))
    said = (
        f"In {lost:,} {'place' if lost == 1 else 'places'} it is damaged: what cannot be read is "
        "shown as \ufffd."
    )
    return replace(lossy, note=f"{note} {said}")


def _western(path: Path, mark_bytes: int, *, is_sure: bool) -> Encoding:
    check = "check letters with accents" + ("." if is_sure else f"; {_ASK_AGAIN}")
    western = Encoding(
        "cp1252", mark_bytes, f"The file is not UTF-8 and was read as Windows-1252: {check}"
    )
    if _decodes(path, western):
        return western
    return Encoding(
        "latin-1",
        mark_bytes,
        f"The file is neither UTF-8 nor Windows-1252 and was read as Latin-1: {check}",
    )


def _decodes(path: Path, encoding: Encoding) -> bool:
    """Whether the whole file can be decoded; ASCII between whole letters needs no decoding."""
    decoder = codecs.getincrementaldecoder(encoding.codec)()
    always = encoding.codec.startswith(("utf-16", "utf-32", "iso2022"))
    try:
        with path.open("rb") as file:
            file.seek(encoding.mark_bytes)
            while chunk := file.read(_CHUNK):
                if always or not chunk.isascii() or decoder.getstate()[0]:
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _count_beyond_ascii(path: Path) -> tuple[int, int]:
    """Return how many characters are proper UTF-8 beyond ASCII, and how many bytes are not."""
    valid = stray = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            text = decoder.decode(chunk)
            strays = len(_STRAY.findall(text))
            beyond = len(text) - len(text.encode("ascii", "ignore"))
            valid, stray = valid + beyond - strays, stray + strays
    return valid, stray


def wide_codec(head: bytes) -> str:
    """Return 'utf-16-le' or 'utf-16-be' when the NULs say so, else ''."""
    half = len(head) // 2
    if not half:
        return ""
    first, second = head[0 : 2 * half : 2].count(0) / half, head[1 : 2 * half : 2].count(0) / half
    if second >= _MANY_NULS and first <= _FEW_NULS:
        return "utf-16-le"
    if first >= _MANY_NULS and second <= _FEW_NULS:
        return "utf-16-be"
    return ""
