"""Every bad file, and how to write them all into a folder: `python -m tests.bad_files.make DIR`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bad_files.between_rows import BETWEEN_ROWS
from tests.bad_files.broken_lines import BROKEN_LINES
from tests.bad_files.no_tables import NO_TABLES
from tests.bad_files.odd_tables import ODD_TABLES

if TYPE_CHECKING:
    from tests.bad_files.cases import BadFile

FILES: tuple[BadFile, ...] = (*NO_TABLES, *ODD_TABLES, *BETWEEN_ROWS, *BROKEN_LINES)


def write(folder: Path) -> None:
    """Write every file into a folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in FILES:
        (folder / file.name).write_bytes(file.content)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
