"""The whole way of one file into a workspace: examine, stage, accept; or load, all in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.ingest import worker_protocol
from cxdash.ingest.accepting import accept, discard, remember
from cxdash.ingest.examine import examine
from cxdash.ingest.load import load_here
from cxdash.ingest.opened import Progress, silent
from cxdash.ingest.reread import original_at_hand, reread_here, table_held
from cxdash.ingest.stage import stage
from cxdash.ingest.staged import LoadReport

if TYPE_CHECKING:
    from collections.abc import Mapping as Answers
    from pathlib import Path

    from cxdash.ingest.mapping import Mapping

__all__ = [
    "accept",
    "discard",
    "examine",
    "load",
    "load_here",
    "original_at_hand",
    "remember",
    "reread",
    "reread_here",
    "stage",
    "table_held",
]


def load(  # noqa: PLR0913 (each is one plain thing about the load, all named)
    path: Path,
    *,
    home: Path,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    sheet: str | None = None,
    progress: Progress = silent,
) -> LoadReport:
    """Examine, stage and accept a file in one go, in a child process with limits.

    Args:
        path: The file.
        home: The workspace.
        answers: Question id to answer: "date_order" to "dmy" or "mdy",
            "rows_already_there" to "keep" or "leave out".
        yes: Keep it even when the proposed mapping is not certain.
        sheet: The sheet of a workbook, or the table of a text file; by default as for `examine`.
        progress: Called with the share done and the step.

    Raises:
        UnreadableFileError: If the file holds no table.
        MappingError: If no mapping fits, or an answer is no choice.
        RefusedUploadError: If a question is open, or the mapping is uncertain without `yes`.
        WorkspaceError: If the workspace cannot be read or written, or the child was stopped.
    """
    result = worker_protocol.run(
        {
            "do": "load",
            "path": str(path.resolve()),
            "home": str(home.resolve()),
            "answers": dict(answers or {}),
            "yes": yes,
            "sheet": sheet,
        },
        progress,
    )
    return LoadReport.from_json(result)


def reread(  # noqa: PLR0913 (each is one plain thing about the reading, all named)
    number: int,
    *,
    home: Path,
    mapping: Mapping | None = None,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Read the kept original of an upload again and replace it, in a child process with limits.

    The new upload counts in the place of the old one, so that what was loaded since still counts
    over it; undoing the new one brings the old one back.

    Args:
        number: The upload.
        home: The workspace.
        mapping: How its columns are read; None proposes one as for a new file.
        answers: As for `load`.
        yes: As for `load`.
        progress: Called with the share done and the step.

    Raises:
        QuestionError: If there is no such upload, it does not count, or its original was not kept.
        CxdashError: As for `load`.
    """
    result = worker_protocol.run(
        {
            "do": "reread",
            "path": f"upload {number}",
            "number": number,
            "home": str(home.resolve()),
            "mapping": mapping.to_json() if mapping else None,
            "answers": dict(answers or {}),
            "yes": yes,
        },
        progress,
    )
    return LoadReport.from_json(result)
