"""What staging and loading report, as data that travels between processes as JSON."""

from __future__ import annotations

import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, cast

from cxdash.ingest.checks import FeedReport
from cxdash.ingest.overlap import TableReport
from cxdash.ingest.refusals import LEFT_OUT
from cxdash.ingest.sqltext import name_sql, text_sql
from cxdash.store.scratch import Scratch

REFUSED_COLUMNS: Final = ("line", "column", "value", "reason", "next_step", "raw", "row")
"""What refused.parquet holds; `row` says what became of the row: "left out", or "kept" without
the refused value."""


MOST_TOLD: Final = 100_000
"""Refused cells that are told one by one; refused.parquet in the folder has every one."""

MOST_REPORTED: Final = 10_000
"""Of them those in a report, which one process writes for another: each line costs both."""


@dataclass(frozen=True)
class StagedUpload:
    """A file ready to be accepted, or the upload it was already.

    Attributes:
        file_name: The file's name.
        family: The source its ids belong to.
        folder: Where it waits; None when the same file was accepted before.
        same_as: The number of that upload.
        rows: Rows of the file.
        refused_lines: Lines of the file that are left out for a refused cell.
        feeds: What became of every row, feed by feed.
        tables: What each canonical table gets, against what is there.
        notes: Sentences for the reader.
        repeats_left_out: Whether rows whose content is there already were left out.
        warnings: Those of the notes that should be read before the file is accepted.
    """

    file_name: str
    family: str
    folder: str | None
    same_as: int | None
    rows: int
    refused_lines: int
    feeds: tuple[FeedReport, ...]
    tables: tuple[TableReport, ...]
    notes: tuple[str, ...]
    repeats_left_out: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def repeats(self) -> int:
        """Rows without an id whose content is there already; the reader says what they are."""
        return 0 if self.repeats_left_out else sum(table.already_there for table in self.tables)

    @property
    def contradicted(self) -> int:
        """Rows kept without a date that contradicts their own."""
        return sum(feed.contradicted for feed in self.feeds)

    def refused(self) -> list[dict[str, object]]:
        """Return the first refused cells: line, column, value, reason, next_step, raw, row."""
        return [] if self.folder is None else refused_cells(Path(self.folder))

    def to_json(self) -> dict[str, object]:
        """Return the report as plain JSON; `from_json` reads it back."""
        return {
            **asdict(self),
            "feeds": [asdict(feed) for feed in self.feeds],
            "tables": [asdict(table) for table in self.tables],
            "notes": list(self.notes),
            "warnings": list(self.warnings),
        }

    @staticmethod
    def from_json(said: dict[str, Any]) -> StagedUpload:
        """Read the report back as the child process sent it."""
        feeds, tables = _reports(said)
        return StagedUpload(
            file_name=said["file_name"],
            family=said["family"],
            folder=said["folder"],
            same_as=said["same_as"],
            rows=said["rows"],
            refused_lines=said["refused_lines"],
            feeds=feeds,
            tables=tables,
            notes=tuple(said["notes"]),
            repeats_left_out=said["repeats_left_out"],
            warnings=tuple(said.get("warnings", ())),
        )


@dataclass(frozen=True)
class LoadReport:
    """What loading one file did.

    Attributes:
        kept: Whether a new upload was made.
        upload: Its number, that of the earlier upload of the same file, or None when nothing
            of the file says anything cxdash measures.
        message: One sentence that says it.
        format: The known export it was recognised as, or None.
        staged: What became of every row.
        refused: The first refused cells: line, column, value, reason, next_step, raw, row.
        refused_cells: How many there are; refused.parquet in the upload's folder has all.
    """

    kept: bool
    upload: int | None
    message: str
    format: str | None
    staged: StagedUpload
    refused: tuple[dict[str, object], ...]
    refused_cells: int = 0

    def to_json(self) -> dict[str, object]:
        """Return the report as plain JSON, the shape `load --json` prints."""
        staged = self.staged.to_json()
        return {
            "kept": self.kept,
            "upload": self.upload,
            "message": self.message,
            "format": self.format,
            "file_name": staged["file_name"],
            "family": staged["family"],
            "rows": staged["rows"],
            "refused_lines": staged["refused_lines"],
            "feeds": staged["feeds"],
            "tables": staged["tables"],
            "refused": list(self.refused),
            "refused_cells": self.refused_cells,
            "notes": staged["notes"],
            "warnings": staged["warnings"],
        }

    @staticmethod
    def from_json(said: dict[str, Any]) -> LoadReport:
        """Read the report back as the child process sent it."""
        same_as = None if said["kept"] else said["upload"]
        staged = StagedUpload.from_json(
            {**said, "folder": None, "same_as": same_as, "repeats_left_out": False}
        )
        return LoadReport(
            said["kept"], said["upload"], said["message"], said["format"], staged,
            tuple(said["refused"]), said["refused_cells"],
        )  # fmt: skip


def _reports(said: dict[str, Any]) -> tuple[tuple[FeedReport, ...], tuple[TableReport, ...]]:
    feeds = tuple(FeedReport(**feed) for feed in said["feeds"])
    return feeds, tuple(TableReport(**table) for table in said["tables"])


def refused_count(folder: Path) -> int:
    """Return how many cells of a staged or accepted folder are refused."""
    path = folder / "refused.parquet"
    if not path.exists():
        return 0
    with (
        tempfile.TemporaryDirectory(prefix="cxdash-") as work,
        Scratch(Path(work), also=(folder,)) as scratch,
    ):
        found = scratch.rows(f"SELECT count(*) FROM read_parquet({text_sql(str(path))})")
    return cast("int", found[0][0])


def refused_cells(folder: Path, *, most: int = MOST_TOLD) -> list[dict[str, object]]:
    """Return the first refused cells of a staged or accepted folder, in the file's order."""
    path = folder / "refused.parquet"
    if not path.exists():
        return []
    with (
        tempfile.TemporaryDirectory(prefix="cxdash-") as work,
        Scratch(Path(work), also=(folder,)) as scratch,
    ):
        columns = ", ".join(name_sql(name) for name in REFUSED_COLUMNS if name != "row")
        # Files of an older reader have no `row`: all of theirs were left out.
        written = (
            'SELECT CAST(NULL AS VARCHAR) AS "row" WHERE false UNION ALL BY NAME '
            f"SELECT * FROM read_parquet({text_sql(str(path))})"
        )
        # The file is in this order, so that those behind the first need not be read.
        rows = scratch.rows(
            f'SELECT {columns}, coalesce("row", {text_sql(LEFT_OUT)}) FROM ({written}) LIMIT {most}'
        )
    return [dict(zip(REFUSED_COLUMNS, row, strict=True)) for row in rows]
