"""Rows with one field more than the header up to the end of a file: a column was added there.

A single such row holds a comma without quotes, and is mended. Where all are so to the end, and
none has a space behind its comma as sentences do, mending them would be a guess.
"""

from typing import Final

from cxdash.ingest.between import Told

FEWEST: Final = 5
"""Rows to the end that show that a column was added."""

_WHY = (
    "has {fields} fields where the header has {width}, as have all lines from line {first} to "
    "the end: a column seems to have been added there"
)
_STEP = "Save the lines from line {first} on as a file of their own, under a header that names all."


class WiderRows:
    """Remembers the mended rows since the last one that needed no mending."""

    def __init__(self, width: int, delimiter: str) -> None:
        self._width, self._delimiter = width, delimiter
        self._lines: list[int] = []

    def see_mended(self, line: int, fields: int, cells: list[str]) -> None:
        """Look at a row that was mended.

        Args:
            line: Its number.
            fields: How many fields it has as it stands.
            cells: Its fields as they were mended.
        """
        sign = self._delimiter
        joined = [cell for cell in cells if sign and sign in cell]
        is_wider = fields == self._width + 1 and len(joined) == 1
        if is_wider and f"{sign} " not in joined[0]:
            self._lines.append(line)
        else:
            self._lines = []

    def see_row(self) -> None:
        """Forget the rows so far: one came that needed no mending."""
        if self._lines:
            self._lines = []

    def told(self) -> dict[int, Told]:
        """Return what these rows are at the end of the file, by their lines."""
        if len(self._lines) < FEWEST:
            return {}
        first = self._lines[0]
        why = _WHY.format(fields=self._width + 1, width=self._width, first=first)
        return dict.fromkeys(self._lines, Told("", why, _STEP.format(first=first)))
