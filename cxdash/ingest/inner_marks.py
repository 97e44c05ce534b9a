"""Byte order marks inside a file: what is left where files were put together end to end."""

import re
from typing import Final

MARK: Final = "\ufeff"

_OPENS_LINE: Final = re.compile(f"(?:^|(?<=[\r\n])){MARK}+")
_WITHIN_LINE: Final = re.compile(f"(?<=[^\r\n{MARK}]){MARK}")
_LINE_END: Final = re.compile("\r\n?|\n")


class InnerMarks:
    """Takes marks off the lines they open, and remembers where the first of each kind stood."""

    def __init__(self) -> None:
        self._opening = self._first_opening = 0
        self._within = self._first_within = 0

    def taken_off(self, text: str, *, line: int) -> str:
        """Return whole lines without the marks they open with.

        Args:
            text: Whole lines.
            line: The number of the first of them.
        """
        if MARK not in text:
            return text
        opening = [found.start() for found in _OPENS_LINE.finditer(text)]
        within = [found.start() for found in _WITHIN_LINE.finditer(text)]
        if opening and not self._opening:
            self._first_opening = line + _line_ends(text[: opening[0]])
        if within and not self._within:
            self._first_within = line + _line_ends(text[: within[0]])
        self._opening, self._within = self._opening + len(opening), self._within + len(within)
        return without_opening_marks(text)

    def notes(self) -> list[str]:
        """Return what was found, as sentences."""
        said: list[str] = []
        if self._opening:
            said.append(
                "Files were put together here: byte order marks that open a line were taken off: "
                f"{self._opening:,}, the first in line {self._first_opening}."
            )
        if self._within:
            said.append(
                f"A byte order mark stands within a line: {self._within:,}, the first in line "
                f"{self._first_within}. Files seem to be put together without a line end between "
                "them: put one before the mark and upload again."
            )
        return said


def without_opening_marks(text: str) -> str:
    """Return whole lines without the byte order marks they open with."""
    return _OPENS_LINE.sub("", text) if MARK in text else text


def _line_ends(text: str) -> int:
    return len(_LINE_END.findall(text))
