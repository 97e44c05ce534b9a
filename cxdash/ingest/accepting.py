"""The last step: a staged folder gets its number, or goes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cxdash.errors import RefusedUploadError
from cxdash.ingest import profiles
from cxdash.store.room import told_when_full
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from cxdash.ingest.examination import Examination
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.staged import StagedUpload
    from cxdash.store.upload import Upload


def accept(staged: StagedUpload, *, home: Path) -> Upload:
    """Give a staged file its number; from then on its rows count.

    Raises:
        RefusedUploadError: If the same file was accepted before, or the folder is gone.
    """
    if staged.folder is None:
        raise RefusedUploadError(
            f"{staged.file_name} is upload {staged.same_as} already, read in the same way: "
            "it brings no new row.",
            next_step="Undo that upload first if it should be loaded again.",
        )
    with told_when_full(home, doing=f"Keeping {staged.file_name}"):
        return Workspace(home).uploads.accept(Path(staged.folder))


def discard(staged: StagedUpload) -> None:
    """Forget a staged file that nobody wants."""
    if staged.folder is not None:
        shutil.rmtree(staged.folder, ignore_errors=True)


def remember(examination: Examination, mapping: Mapping, *, home: Path) -> None:
    """Keep a confirmed mapping for the next file with the same header."""
    columns = tuple(column.name for column in examination.columns)
    sheets = tuple(cast("list[str]", examination.read_report["sheets"]))
    registers = Workspace(home).registers
    profiles.save(registers, columns, mapping, name=mapping.family, sheets=sheets)
