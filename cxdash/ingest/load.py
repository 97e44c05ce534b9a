"""One file loaded without a reader: examined, staged and accepted, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.errors import RefusedUploadError
from cxdash.ingest import profiles
from cxdash.ingest.accepting import accept, discard, remember
from cxdash.ingest.answered import answered
from cxdash.ingest.examine import SURE, examine_opened
from cxdash.ingest.opened import Progress, silent
from cxdash.ingest.questions import Question
from cxdash.ingest.stage import Wishes, opened_to_load, refuse_open, stage_opened
from cxdash.ingest.staged import (
    MOST_REPORTED,
    LoadReport,
    StagedUpload,
    refused_cells,
    refused_count,
)
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping as Answers
    from pathlib import Path

    from cxdash.ingest.examination import Examination
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.workbook import SheetWish
    from cxdash.store.upload import Upload

REPEATS: Final = "rows_already_there"
"""The question about rows without an id that are there already."""


@dataclass(frozen=True)
class Again:
    """A kept original on its way in once more.

    Attributes:
        number: The upload it is the original of, which the new one replaces.
        file_name: Its name where it came from.
        mapping: The corrected mapping; None proposes one as for a new file.
        sheet: The sheet of a workbook, or the table of a text file, that the upload holds.
    """

    number: int
    file_name: str
    mapping: Mapping | None
    sheet: SheetWish = None


def load_here(  # noqa: PLR0913 (each is one plain thing about the load, all named)
    path: Path,
    *,
    home: Path,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    sheet: str | None = None,
    again: Again | None = None,
    progress: Progress = silent,
) -> LoadReport:
    """Do what `load` does, in this process and without limits; or what `reread` does."""
    answers = answers or {}
    file_name = again.file_name if again else None
    workspace = Workspace(home)
    wish = (again.sheet if again else sheet) or profiles.sheet_chooser(workspace.registers)
    with opened_to_load(
        path, workspace, file_name=file_name, sheet=wish, progress=progress
    ) as file:
        examination = examine_opened(file, workspace, progress=_part_of(progress, 0.0, 0.7))
        mapping = again.mapping if again else None
        if mapping is None:
            refuse_open(
                tuple(
                    ask
                    for ask in examination.questions
                    if ask.id not in answers and ask.default is None
                )
            )
            mapping = answered(examination.mapping, examination.questions, answers)
            if not mapping.feeds:
                return _nothing(examination)
            _refuse_uncertain(examination, mapping, yes=yes)
        wishes = Wishes(
            leave_out_repeats=answers.get(REPEATS) == "leave out",
            notes=examination.notes,
            replaces=again.number if again else examination.seen_before,
        )
        staged = stage_opened(
            file, mapping, workspace, wishes=wishes, progress=_part_of(progress, 0.3, 1.0)
        )
    if staged.repeats and answers.get(REPEATS) != "keep":
        discard(staged)
        refuse_open((_repeats_question(staged),))
    if staged.same_as is not None:
        return _known(examination, staged)
    upload = accept(staged, home=home)
    if again and again.mapping:
        remember(examination, again.mapping, home=home)
    return _kept(examination, staged, upload)


def _known(examination: Examination, staged: StagedUpload) -> LoadReport:
    message = (
        f"{staged.file_name} is upload {staged.same_as} already, read in the same way: 0 new rows."
    )
    return LoadReport(
        kept=False,
        upload=staged.same_as,
        message=message,
        format=examination.format,
        staged=staged,
        refused=(),
    )


def _kept(examination: Examination, staged: StagedUpload, upload: Upload) -> LoadReport:
    accepted = sum(table.rows for table in staged.tables)
    message = (
        f"{staged.file_name} is upload {upload.number}: {staged.rows:,} rows read, "
        f"{accepted:,} kept in {len(staged.tables)} "
        f"{'table' if len(staged.tables) == 1 else 'tables'}, "
        f"{staged.refused_lines:,} {'line' if staged.refused_lines == 1 else 'lines'} refused."
        + _without_a_date(staged)
        + (f" It replaces upload {upload.facts.replaces}." if upload.facts.replaces else "")
    )
    refused = tuple(refused_cells(upload.folder, most=MOST_REPORTED))
    counted = refused_count(upload.folder)
    if counted > len(refused):
        message += (
            f" Of {counted:,} refused cells the first {len(refused):,} are told; refused.parquet "
            "in the upload's folder has all."
        )
    return LoadReport(
        kept=True,
        upload=upload.number,
        message=message,
        format=examination.format,
        staged=staged,
        refused=refused,
        refused_cells=counted,
    )


def _part_of(progress: Progress, start: float, end: float) -> Progress:
    return lambda share, step: progress(start + (end - start) * share, step)


def _without_a_date(staged: StagedUpload) -> str:
    """Say how many rows are kept without a date that contradicts their own; "" where none is."""
    rows = staged.contradicted
    if not rows:
        return ""
    counted = "1 row is" if rows == 1 else f"{rows:,} rows are"
    return f" {counted} kept without a date that lies before the row's own."


def _nothing(examination: Examination) -> LoadReport:
    """Report a file in which nothing is measured; that is an answer, not an error."""
    staged = StagedUpload(
        examination.file_name, examination.family, None, None, examination.rows, 0, (), (),
        examination.notes,
    )  # fmt: skip
    said = examination.notes[-1]
    return LoadReport(
        kept=False,
        upload=None,
        message=f"Nothing of {examination.file_name} was kept. {said}",
        format=examination.format,
        staged=staged,
        refused=(),
    )


def _refuse_uncertain(examination: Examination, mapping: Mapping, *, yes: bool) -> None:
    if yes or examination.confidence >= SURE:
        return
    guessed = "; ".join(
        f"{name} from {', '.join(source.columns)}"
        for feed in mapping.feeds
        for name, source in feed.fields.items()
        if source.columns
    )
    raise RefusedUploadError(
        f"What the columns of {examination.file_name} mean is not certain. Proposed: {guessed}.",
        next_step="Confirm with --yes if that is right, or map the columns on the data page.",
    )


def _repeats_question(staged: StagedUpload) -> Question:
    return Question(
        id=REPEATS,
        text=f"{staged.repeats:,} rows of {staged.file_name} have no id, and rows with the same "
        "content are there already.",
        choices={"keep": "they are other events", "leave out": "they are the same events again"},
    )
