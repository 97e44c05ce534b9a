"""The kept original of an upload read once more, to mend a wrong mapping or use a newer reader."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cxdash.errors import QuestionError, WorkspaceError
from cxdash.ingest.file_tables import TableHolding
from cxdash.ingest.load import Again, load_here
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.mapping_check import columns_read
from cxdash.ingest.opened import Progress, silent
from cxdash.ingest.read import digest
from cxdash.store.originals import open_original
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Generator
    from collections.abc import Mapping as Answers

    from cxdash.ingest.staged import LoadReport
    from cxdash.ingest.workbook import SheetWish
    from cxdash.store.upload import Upload


def reread_here(  # noqa: PLR0913 (each is one plain thing about the reading, all named)
    number: int,
    *,
    home: Path,
    mapping: Mapping | None = None,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Do what `reread` does, in this process and without limits."""
    facts = Workspace(home).uploads.numbered(number).facts
    sheet = (mapping.sheet if mapping else None) or table_held(number, home=home)
    with original_at_hand(number, home=home) as path:
        again = Again(number, facts.file_name, mapping, sheet)
        return load_here(path, home=home, answers=answers, yes=yes, again=again, progress=progress)


def table_held(number: int, *, home: Path) -> SheetWish:
    """Return which table of its file an upload holds: by its name, or by the columns it reads.

    A build that told no tables apart kept no name.
    """
    mapping = Mapping.from_json(Workspace(home).uploads.numbered(number).facts.mapping)
    return mapping.sheet or TableHolding(columns_read(mapping), number)


@contextmanager
def original_at_hand(number: int, *, home: Path) -> Generator[Path]:
    """Unpack the kept original of an upload; the file is gone when the block is left.

    Raises:
        QuestionError: If there is no such upload, it does not count, or its original was not kept.
        WorkspaceError: If the original is damaged.
    """
    upload = Workspace(home).uploads.numbered(number)
    if not upload.counts:
        state = "undone" if upload.undone else f"replaced by upload {upload.replaced_by}"
        raise QuestionError(
            f"Upload {number} is {state}, so reading it again would change nothing.",
            next_step=f"Redo upload {number} first."
            if upload.undone
            else f"Read upload {upload.replaced_by} again.",
        )
    with tempfile.TemporaryDirectory(prefix="cxdash-") as folder:
        yield _unpacked(upload, Path(folder) / "original")


def _unpacked(upload: Upload, target: Path) -> Path:
    """Write the original of an upload as it came, and prove that it is."""
    try:
        with open_original(upload) as original, target.open("wb") as file:
            shutil.copyfileobj(original, file)
        is_whole = digest(target) == upload.facts.sha256
    except OSError:
        is_whole = False
    if not is_whole:
        raise WorkspaceError(
            f"The kept original of upload {upload.number}, {upload.facts.file_name}, is damaged.",
            next_step="Undo that upload and load its file again from where it came from; its rows "
            "are still there until then.",
        )
    return target
