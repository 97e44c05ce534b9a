"""A scratch database with one column of text, as dates and numbers are decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.ingest.typed import Cells
from cxdash.store.scratch import Scratch

if TYPE_CHECKING:
    from pathlib import Path

CELLS = Cells("file", ("cell",))


def scratch_with(work: Path, values: list[str]) -> Scratch:
    """Return a scratch database whose view `file` holds these cells from line 2 on."""
    scratch = Scratch(work)
    scratch.execute("CREATE TABLE file (source_line BIGINT, c0 VARCHAR)")
    for line, value in enumerate(values, start=2):
        scratch.execute("INSERT INTO file VALUES ($line, $value)", {"line": line, "value": value})
    return scratch
