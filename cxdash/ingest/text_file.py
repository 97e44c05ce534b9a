"""A text file's lines, streamed, with what no reader means by them taken out and counted."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from cxdash.errors import UnreadableFileError
from cxdash.ingest.encoding import Encoding
from cxdash.ingest.inner_marks import InnerMarks, without_opening_marks
from cxdash.ingest.twice_encoded import undone
from cxdash.ingest.windows_letters import WINDOWS

LONGEST_LINE = 16 * 1024**2
"""Characters a line may have before the file is taken for something other than a table."""

_C1 = re.compile("[\x80-\x9f]")
_C1_AS_WINDOWS = {byte: text for byte, text in WINDOWS.items() if byte < 0xA0}  # noqa: PLR2004 - the last control code is 9F
"""Control codes no export means: they are Windows-1252 letters that were taken for Latin-1."""

CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that are neither text nor space nor the end of a line."""


_NUL, _DELETE, _SPACE, _LINE_FEED = b"\0", b"\x7f", 0x20, 0x0A

_CHUNK = 2 * 1024**2


class TextFile:
    """A text file's lines, streamed, with NUL characters taken out and counted."""

    def __init__(self, path: Path, encoding: Encoding, *, name: str) -> None:
        self._path = path
        self._name = name
        self.encoding = encoding
        self.nuls = self.line_count = 0
        self.codes = self.controls = 0
        self.first_control = 0
        self.ends_in_nuls = False
        self.marks = InnerMarks()

    def lines(self, progress: Callable[[float], None] | None = None) -> Iterator[str]:
        r"""Return each physical line with its end: \n, \r\n or \r, also mixed.

        Raises:
            UnreadableFileError: If a line is longer than `LONGEST_LINE`.
        """
        for text in self.texts(progress):
            yield from io.StringIO(text, newline="")

    def texts(self, progress: Callable[[float], None] | None = None) -> Iterator[str]:
        """Return the text in pieces of whole lines.

        Raises:
            UnreadableFileError: If a line is longer than `LONGEST_LINE`.
        """
        for block in self.blocks(progress):
            yield block.decode()

    def blocks(self, progress: Callable[[float], None] | None = None) -> Iterator[bytes]:
        """Return the text in pieces of whole lines, as UTF-8 whatever the file is in.

        Raises:
            UnreadableFileError: If a line is longer than `LONGEST_LINE`.
        """
        size = max(self._path.stat().st_size, 1)
        self.nuls = self.line_count = self.codes = self.controls = self.first_control = 0
        self.marks, self.ends_in_nuls = InnerMarks(), False
        rest = b""
        for piece, done in self._pieces():
            whole, rest = _whole_lines(rest + piece)
            if len(rest) > LONGEST_LINE:
                # Bytes are at least as many as the characters that count.
                self._refuse_long(rest)
            yield self._counted(whole)
            if progress is not None:
                progress(done / size)
        yield self._counted(rest)

    def _pieces(self) -> Iterator[tuple[bytes, int]]:
        """Return the file's bytes as UTF-8, without decoding them where they are that already."""
        if self.encoding.codec != "utf-8" or self.encoding.strays:
            for text, done in self.encoding.pieces(self._path):
                yield text.encode(), done
            return
        with self._path.open("rb") as file:
            file.seek(self.encoding.mark_bytes)
            while chunk := file.read(_CHUNK):
                yield chunk, file.tell()

    def _refuse_long(self, rest: bytes) -> None:
        if len(rest.decode(errors="ignore")) > LONGEST_LINE:
            raise UnreadableFileError(
                f"{self._name} has a line of more than {LONGEST_LINE:,} characters.",
                next_step="Check that it is a table with one row on each line.",
            )

    def _counted(self, block: bytes) -> bytes:
        """Count the lines of a block and what stands in them, cleaned of what nobody means."""
        self.ends_in_nuls = block.endswith(_NUL) if block else self.ends_in_nuls
        if _NUL in block or not block.isascii():
            block = self._cleaned(block.decode()).encode()
        # Counting by number is many times faster than by text where there are many.
        line_feeds = int(np.count_nonzero(np.frombuffer(block, np.uint8) == _LINE_FEED))
        if _has_controls(block, line_feeds) or has_odd_ends(block):
            lines = list(io.StringIO(block.decode(), newline=""))
            self._count_controls(lines)
            self.line_count += len(lines)
        else:
            self.line_count += line_feeds + (bool(block) and not block.endswith(b"\n"))
        return block

    def sample(self, *, block_bytes: int) -> list[list[str]]:
        """Return whole lines from the head, the middle and the tail of the file."""
        size = self._path.stat().st_size
        starts = (
            [0] if size <= block_bytes else [0, size // 2 // 4 * 4, (size - block_bytes) // 4 * 4]
        )
        return [self._block(start, block_bytes) for start in starts]

    def _block(self, start: int, block_bytes: int) -> list[str]:
        first = self.encoding.mark_bytes if start == 0 else start
        with self._path.open("rb") as file:
            file.seek(first)
            chunk = file.read(block_bytes)
            at_end = not file.read(1)
        text = chunk.decode(self.encoding.codec, errors="replace").replace("\0", "")
        text = without_opening_marks(undone(text, self.encoding.twice.times))
        lines = list(io.StringIO(text, newline=""))
        # The block starts and ends anywhere: only whole lines can be judged.
        return lines[1 if start else 0 : None if at_end else -1]

    def _count_controls(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, start=self.line_count + 1):
            found = len(CONTROLS.findall(line))
            self.first_control = self.first_control or (number if found else 0)
            self.controls += found

    def _cleaned(self, text: str) -> str:
        """Take NUL characters out, and write control codes as the letters they were meant for."""
        nuls = text.count("\0")
        self.nuls += nuls
        text = text.replace("\0", "") if nuls else text
        text = undone(text, self.encoding.twice.times)
        text = self.marks.taken_off(text, line=self.line_count + 1)
        if self.encoding.codec == "latin-1" or text.isascii():
            return text
        codes = len(_C1.findall(text))
        self.codes += codes
        return text.translate(_C1_AS_WINDOWS) if codes else text


def has_odd_ends(block: bytes) -> bool:
    """Whether a line ends in CR alone; most files hold none, which is seen at once."""
    return b"\r" in block and block.count(b"\r") != block.count(b"\r\n")


def _has_controls(block: bytes, line_feeds: int) -> bool:
    letters = np.frombuffer(block, np.uint8)
    usual = line_feeds + sum(block.count(each) for each in (b"\r", b"\t") if each in block)
    return np.count_nonzero(letters < _SPACE) != usual or _DELETE in block


def _whole_lines(block: bytes) -> tuple[bytes, bytes]:
    r"""Split off what follows the last line end; a final \r may be half of \r\n."""
    cut = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
    return block[:cut], block[cut:]
