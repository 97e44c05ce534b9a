"""A text file's lines, streamed, with what no reader means by them taken out and counted."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from cxdash.errors import UnreadableFileError
from cxdash.ingest.encoding import WINDOWS, Encoding

LONGEST_LINE = 16 * 1024**2
"""Characters a line may have before the file is taken for something other than a table."""

_C1 = re.compile("[\x80-\x9f]")
_C1_AS_WINDOWS = {byte: text for byte, text in WINDOWS.items() if byte < 0xA0}  # noqa: PLR2004 - the last control code is 9F
"""Control codes no export means: they are Windows-1252 letters that were taken for Latin-1."""

CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that are neither text nor space nor the end of a line."""


_CONTROL_BYTES = bytes(code for code in range(128) if CONTROLS.fullmatch(chr(code)))


class TextFile:
    """A text file's lines, streamed, with NUL characters taken out and counted."""

    def __init__(self, path: Path, encoding: Encoding, *, name: str) -> None:
        self._path = path
        self._name = name
        self.encoding = encoding
        self.nuls = self.line_count = 0
        self.codes = self.controls = 0
        self.first_control = 0

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
        size = max(self._path.stat().st_size, 1)
        self.nuls = self.line_count = self.codes = self.controls = self.first_control = 0
        rest = ""
        for piece, done in self.encoding.pieces(self._path):
            text = rest + self._cleaned(piece)
            whole, rest = _whole_lines(text)
            if len(rest) > LONGEST_LINE:
                raise UnreadableFileError(
                    f"{self._name} has a line of more than {LONGEST_LINE:,} characters.",
                    next_step="Check that it is a table with one row on each line.",
                )
            self._count(whole)
            yield whole
            if progress is not None:
                progress(done / size)
        self._count(rest)
        yield rest

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
        lines = list(io.StringIO(text, newline=""))
        # The block starts and ends anywhere: only whole lines can be judged.
        return lines[1 if start else 0 : None if at_end else -1]

    def _count(self, text: str) -> None:
        """Count the lines of a piece and what stands in them, without splitting it needlessly."""
        raw = text.encode(errors="replace")
        has_controls = len(raw) > len(raw.translate(None, _CONTROL_BYTES))
        if has_controls or has_odd_ends(text):
            lines = list(io.StringIO(text, newline=""))
            self._count_controls(lines)
            self.line_count += len(lines)
        else:
            self.line_count += text.count("\n") + (bool(text) and not text.endswith("\n"))

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
        if self.encoding.codec == "latin-1" or text.isascii():
            return text
        codes = len(_C1.findall(text))
        self.codes += codes
        return text.translate(_C1_AS_WINDOWS) if codes else text


def has_odd_ends(text: str) -> bool:
    """Whether a line ends in CR alone; most files hold none, which is seen at once."""
    return "\r" in text and text.count("\r") != text.count("\r\n")


def _whole_lines(text: str) -> tuple[str, str]:
    r"""Split off what follows the last line end; a final \r may be half of \r\n."""
    cut = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
    return text[:cut], text[cut:]
