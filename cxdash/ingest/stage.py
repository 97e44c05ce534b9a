"""Every row of a file typed or refused, in a folder that waits to be accepted."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from cxdash.errors import MappingError, RefusedUploadError
from cxdash.ingest.decide import Deciding
from cxdash.ingest.mapping_check import validate
from cxdash.ingest.opened import OpenedFile, Progress, opened, scratch_room, silent
from cxdash.ingest.partners import without_partner
from cxdash.ingest.spreadsheet_traces import formula_errors, shortened_ids
from cxdash.ingest.staged import StagedUpload
from cxdash.ingest.staging import READER_VERSION, Staging
from cxdash.ingest.staging_sentences import sentences
from cxdash.ingest.unlikely import unlikely_dates
from cxdash.store.room import need_room, need_scratch_room, told_when_full
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.questions import Question
    from cxdash.ingest.workbook import SheetWish
    from cxdash.store.upload import Upload


SPACE_TIMES: Final = 3
"""Times its size that a file takes at most: the original, its rows, and those in the warehouse."""


def stage(  # noqa: PLR0913 (each is one plain thing about the upload, all named)
    path: Path,
    mapping: Mapping,
    *,
    home: Path,
    file_name: str | None = None,
    by: str = "",
    leave_out_repeats: bool = False,
    notes: tuple[str, ...] = (),
    replaces: int | None = None,
    progress: Progress = silent,
) -> StagedUpload:
    """Type every row of a file and prepare it for accepting; nothing counts yet.

    Args:
        path: The file.
        mapping: How its columns are read.
        home: The workspace.
        file_name: Its name where it came from, when it stands under another one.
        by: Who loads it.
        leave_out_repeats: Leave out rows without an id whose content is there already.
        notes: Sentences from examining the file, kept with the upload.
        replaces: The number of the upload whose original this is, when it is read again.
        progress: Called with the share done and the step.

    Raises:
        UnreadableFileError: If the file holds no table.
        MappingError: If the mapping does not fit the file.
        RefusedUploadError: If dates can be read two ways.
        WorkspaceError: If the workspace cannot be written.
    """
    workspace = Workspace(home)
    with opened_to_load(
        path, workspace, file_name=file_name, sheet=mapping.sheet, progress=progress
    ) as file:
        return stage_opened(
            file,
            mapping,
            workspace,
            wishes=Wishes(by, leave_out_repeats, notes, replaces),
            progress=progress,
        )


@contextmanager
def opened_to_load(
    path: Path,
    workspace: Workspace,
    *,
    file_name: str | None,
    sheet: SheetWish = None,
    progress: Progress = silent,
) -> Generator[OpenedFile]:
    """Open a file whose rows are to be kept in a workspace, once there is room for them.

    Raises:
        UnreadableFileError: If the file holds no table.
        WorkspaceError: If the workspace cannot be written, or its disk is or becomes full.
    """
    doing = f"Loading {file_name or path.name}"
    need_room(workspace.home, _wanted(path, workspace), doing=doing)
    need_scratch_room(workspace.home, scratch_room(path), doing=doing)
    with (
        told_when_full(workspace.home, doing=doing),
        _prepared(workspace) as folder,
        opened(path, file_name=file_name, sheet=sheet, staging=folder, progress=progress) as file,
    ):
        yield file


def _wanted(path: Path, workspace: Workspace) -> int:
    """Return the bytes that keeping a file takes: it, its rows, and a warehouse with them."""
    warehouse = max((file.stat().st_size for file in workspace.home.glob("warehouse-*")), default=0)
    return warehouse + (SPACE_TIMES * path.stat().st_size if path.is_file() else 0)


@contextmanager
def _prepared(workspace: Workspace) -> Generator[Path]:
    """Make a folder to stage in, which stays only if it is described in the end."""
    folder = workspace.uploads.staging()
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not (folder / "upload.json").exists():
        shutil.rmtree(folder)


@dataclass(frozen=True)
class Wishes:
    """What the person who loads a file wants to be kept with it; see `stage`."""

    by: str = ""
    leave_out_repeats: bool = False
    notes: tuple[str, ...] = ()
    replaces: int | None = None


def stage_opened(
    file: OpenedFile,
    mapping: Mapping,
    workspace: Workspace,
    *,
    wishes: Wishes,
    progress: Progress = silent,
) -> StagedUpload:
    """Do what `stage` does with a file that is open already.

    Raises:
        MappingError: If the mapping does not fit the file.
        RefusedUploadError: If dates can be read two ways.
        WorkspaceError: If the workspace cannot be written.
    """
    validate(mapping, file.table.columns)
    if not mapping.feeds:
        raise MappingError(
            f"Nothing of {file.name} is mapped.",
            next_step="Map at least one column, such as a score, a date or an order id.",
        )
    mapping = replace(mapping, sheet=file.table.report.sheet)
    decided, questions, decisions = Deciding(file.scratch, file.cells).decide(mapping)
    refuse_open(questions)
    sha256 = file.hashing.result()
    same = workspace.uploads.with_digest(sha256, decided.to_json(), READER_VERSION)
    if same:
        return _already(file, decided, same)
    progress(0.6, "checking every row")
    folder = file.staging
    staging = Staging(file, decided, workspace, folder, replaces=wishes.replaces)
    feeds, tables, lines = staging.build(leave_out_repeats=wishes.leave_out_repeats)
    warnings = _warnings(file, decided, workspace, folder, wishes.replaces)
    said = (
        *wishes.notes,
        *file.table.report.notes,
        *decisions,
        *sentences(feeds, tables),
        *warnings,
    )
    notes = tuple(dict.fromkeys(said))
    file.packing.result()
    staging.describe(sha256, tables, lines, notes, by=wishes.by)
    progress(1.0, "done")
    return StagedUpload(
        file.name, decided.family, str(folder), None, file.table.report.rows, lines,
        tuple(feeds), tuple(tables), notes, wishes.leave_out_repeats, warnings,
    )  # fmt: skip


def _warnings(
    file: OpenedFile, mapping: Mapping, workspace: Workspace, folder: Path, replaced: int | None
) -> tuple[str, ...]:
    """Say what is kept as it stands and should be looked at before the file is accepted."""
    rows = {feed.table: folder / f"{feed.table}.parquet" for feed in mapping.feeds}
    beside = [upload for upload in workspace.uploads.active() if upload.number != replaced]
    return (
        *formula_errors(file.scratch, file.cells, mapping),
        *shortened_ids(file.scratch, file.cells, mapping),
        *unlikely_dates(file.scratch, mapping, rows, datetime.now(UTC).date()),
        *without_partner(file.scratch, rows, beside),
    )


def refuse_open(questions: tuple[Question, ...]) -> None:
    """Refuse to go on while a question has no answer.

    Raises:
        RefusedUploadError: With the question and its choices.
    """
    for ask in questions:
        choices = "; ".join(f"{answer} ({meaning})" for answer, meaning in ask.choices.items())
        raise RefusedUploadError(ask.text, next_step=f"Answer {ask.id} with one of: {choices}.")


def _already(file: OpenedFile, mapping: Mapping, same: Upload) -> StagedUpload:
    note = (
        f"This is the file of upload {same.number} ({same.facts.file_name}), read in the same "
        "way: 0 new rows."
    )
    return StagedUpload(
        file.name, mapping.family, None, same.number, file.table.report.rows, 0, (), (), (note,)
    )
