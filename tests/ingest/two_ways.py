"""One file loaded in the two ways: as it is every day, and with every short cut closed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from cxdash.errors import CxdashError
from cxdash.ingest import (
    counting,
    importer,
    opened,
    overlap,
    repair,
    seen,
    staging,
    text_file,
    writing,
)
from cxdash.ingest.checks import CheckedFeed
from cxdash.ingest.load import REPEATS
from cxdash.ingest.typed import Cells
from cxdash.store.scratch import Scratch
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNLIKE = ("received_at",)
"""What two loads of one file differ in."""


@contextmanager
def every_short_cut(*, block_bytes: int, sampled: int) -> Iterator[None]:
    """Read in blocks so small that faults fall anywhere in them, and count values by hash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_file, "_CHUNK", block_bytes)
        patch.setattr(counting, "SAMPLE_VALUES", sampled)
        patch.setattr(seen, "SAMPLE_VALUES", sampled)
        yield


@contextmanager
def no_short_cut(*, sampled: int) -> Iterator[None]:
    """Read each line by itself, know nothing of a column, type whole tables and compare ids."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "SAMPLE_VALUES", sampled)
        patch.setattr(seen, "SAMPLE_VALUES", sampled)
        patch.setattr(seen, "_has_many", lambda *_: False)
        patch.setattr(writing, "suits", lambda *_: False)
        patch.setattr(opened, "Cells", lambda view, names, *_: Cells(view, names))
        patch.setattr(repair, "MOST_REMEMBERED", 0)
        patch.setattr(CheckedFeed, "is_by_row", False)
        patch.setattr(staging, "earlier_rows", lambda *given, **_: overlap.no_rows(given[-1]))
        yield


def kept(path: Path, home: Path) -> dict[str, object]:
    """Load a file and return all that is kept and said of it; or the refusal, in words."""
    try:
        report = importer.load_here(path, home=home, answers={REPEATS: "keep"}, yes=True)
    except CxdashError as error:
        return {"what": error.what, "next_step": error.next_step}
    if not report.kept:
        return {"report": report.to_json()}
    folder = Workspace(home).uploads.numbered(1).folder
    said = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
    tables = sorted(folder.glob("*.parquet"))
    with Scratch(folder) as scratch:
        return {
            "report": report.to_json(),
            "upload": {key: value for key, value in said.items() if key not in UNLIKE},
            **{table.name: _content(scratch, table) for table in tables},
        }


def _content(scratch: Scratch, table: Path) -> list[tuple[object, ...]]:
    source = f"read_parquet('{table}')"
    return [*scratch.rows(f"DESCRIBE SELECT * FROM {source}"), *scratch.rows(f"FROM {source}")]
