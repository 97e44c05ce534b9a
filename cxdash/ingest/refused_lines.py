"""Lines that reading refuses: all of them in a file, the first few in the report."""

from functools import lru_cache
from json import JSONEncoder
from pathlib import Path
from typing import IO, Final

from cxdash.ingest.text_table import RefusedLine

MOST_TOLD = 1_000
"""Refused lines a report keeps; the file beside the table has every one."""

_WRITTEN_AT_ONCE = 1_000

_told: Final = JSONEncoder(ensure_ascii=False).encode
_reason: Final = lru_cache(100)(_told)
"""Reasons are few, and told of many lines."""

MEND = "Mend the line in the file (a field that holds the delimiter needs quotes) and upload again."
FILL = "Write what is missing, or a delimiter for each empty field, and upload again."
WHOLE = "The file seems to end in the middle of this line: export it again and upload that."
TORN = (
    "The file seems to end in the middle of line {}: rows after it may be missing. Export it again."
)
SHORTEN = "Shorten the field, or leave its column out of the export, and upload again."
MEND_QUOTE = "Close the quote on this line, or double quotes inside a field, and upload again."


class RefusedLines:
    """Takes refused lines, writes them as a list in JSON, and remembers the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None
        self._waiting: list[str] = []
        self.first: list[RefusedLine] = []
        self.count = 0

    def add(self, line: int, value: str, reason: str, next_step: str, raw: str) -> None:
        """Keep one line; what is told of it is as in `RefusedLine`, no column being at fault."""
        self.count += 1
        if self.count <= MOST_TOLD:
            self.first.append(RefusedLine(line, "", value, reason, next_step, raw))
        whole = _told(raw)
        start = whole if value == raw else _told(value)
        self._waiting.append(
            f'{{"line":{line},"column":"","value":{start},"reason":{_reason(reason)},'
            f'"next_step":{_reason(next_step)},"raw":{whole}}}'
        )
        if len(self._waiting) >= _WRITTEN_AT_ONCE:
            self._write()

    def close(self) -> None:
        """Finish the file, which there is only where a line was refused."""
        self._write()
        if self._file is not None:
            self._file.write("]")
            self._file.close()

    def _write(self) -> None:
        """Write what waits at once."""
        if self._waiting:
            between = "," if self._file else "["
            self._file = self._file or self._path.open("w", encoding="utf-8")
            self._file.write(between + ",".join(self._waiting))
            self._waiting = []
