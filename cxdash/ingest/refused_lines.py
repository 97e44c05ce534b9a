"""Lines that reading refuses: all of them in a file, the first few in the report."""

import json
from pathlib import Path
from typing import IO

from cxdash.ingest.text_table import RefusedLine

MOST_TOLD = 1_000
"""Refused lines a report keeps; the file beside the table has every one."""

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class RefusedLines:
    """Takes refused lines, writes each as a line of JSON, and remembers the first."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None
        self.first: list[RefusedLine] = []
        self.count = 0

    def add(self, line: RefusedLine) -> None:
        """Keep one line."""
        self.count += 1
        if self.count <= MOST_TOLD:
            self.first.append(line)
        self._file = self._file or self._path.open("w", encoding="utf-8")
        self._file.write(_ENCODE(vars(line)) + "\n")

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()
