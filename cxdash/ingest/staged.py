"""What staging and loading report, as data that travels between processes as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from cxdash.ingest.checks import FeedReport
from cxdash.ingest.overlap import TableReport

if TYPE_CHECKING:
    from collections.abc import Iterator

LINES_AT_ONCE: Final = 10_000


@dataclass(frozen=True)
class StagedUpload:
    """A file ready to be accepted, or the upload it was already.

    Attributes:
        file_name: The file's name.
        family: The source its ids belong to.
        folder: Where it waits; None when the same file was accepted before.
        same_as: The number of that upload.
        rows: Rows of the file.
        refused_lines: Lines of the file with at least one refused cell.
        feeds: What became of every row, feed by feed.
        tables: What each canonical table gets, against what is there.
        notes: Sentences for the reader.
        repeats_left_out: Whether rows whose content is there already were left out.
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

    @property
    def repeats(self) -> int:
        """Rows without an id whose content is there already; the reader says what they are."""
        return 0 if self.repeats_left_out else sum(table.already_there for table in self.tables)

    def refused(self) -> Iterator[dict[str, object]]:
        """Yield every refused cell: line, column, value, reason, next_step, raw."""
        if self.folder is not None:
            yield from refused_cells(Path(self.folder))

    def to_json(self) -> dict[str, object]:
        """Return the report as plain JSON; `from_json` reads it back."""
        return {
            **asdict(self),
            "feeds": [asdict(feed) for feed in self.feeds],
            "tables": [asdict(table) for table in self.tables],
            "notes": list(self.notes),
        }

    @staticmethod
    def from_json(said: dict[str, Any]) -> StagedUpload:
        """Read the report back as the child process sent it."""
        return StagedUpload(
            **{
                **said,
                "feeds": tuple(FeedReport(**feed) for feed in said["feeds"]),
                "tables": tuple(TableReport(**table) for table in said["tables"]),
                "notes": tuple(said["notes"]),
            }
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
        refused: Every refused cell: line, column, value, reason, next_step, raw.
    """

    kept: bool
    upload: int | None
    message: str
    format: str | None
    staged: StagedUpload
    refused: tuple[dict[str, object], ...]

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
            "notes": staged["notes"],
        }

    @staticmethod
    def from_json(said: dict[str, Any]) -> LoadReport:
        """Read the report back as the child process sent it."""
        staged = StagedUpload(
            file_name=said["file_name"],
            family=said["family"],
            folder=None,
            same_as=None if said["kept"] else said["upload"],
            rows=said["rows"],
            refused_lines=said["refused_lines"],
            feeds=tuple(FeedReport(**feed) for feed in said["feeds"]),
            tables=tuple(TableReport(**table) for table in said["tables"]),
            notes=tuple(said["notes"]),
        )
        return LoadReport(
            said["kept"], said["upload"], said["message"], said["format"], staged,
            tuple(said["refused"]),
        )  # fmt: skip


def refused_cells(folder: Path) -> Iterator[dict[str, object]]:
    """Yield every refused cell of a staged or accepted folder, in the file's order."""
    import pyarrow.parquet as pq  # noqa: PLC0415 (0.2 s that callers without refused rows need not wait)

    path = folder / "refused.parquet"
    if path.exists():
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(LINES_AT_ONCE):
                yield from cast("list[dict[str, object]]", batch.to_pylist())
