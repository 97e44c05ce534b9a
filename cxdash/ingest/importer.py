"""The whole way of one file into a workspace: examine, stage, accept; or load, all in one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cxdash.errors import MappingError, RefusedUploadError
from cxdash.ingest import profiles, worker_protocol
from cxdash.ingest.decide import Deciding
from cxdash.ingest.examination import Examination, Question, answered
from cxdash.ingest.examine import SURE, examine
from cxdash.ingest.mapping_check import validate
from cxdash.ingest.opened import OpenedFile, Progress, opened, silent
from cxdash.ingest.read import digest
from cxdash.ingest.staged import LoadReport, StagedUpload, refused_cells
from cxdash.ingest.staging import READER_VERSION, Staging
from cxdash.model import table_named
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping as Answers

    from cxdash.ingest.checks import FeedReport
    from cxdash.ingest.mapping import Mapping
    from cxdash.ingest.overlap import TableReport
    from cxdash.store.uploads import Upload

__all__ = ["accept", "discard", "examine", "load", "load_here", "remember", "stage"]

REPEATS: Final = "rows_already_there"
"""The question about rows without an id that are there already."""


def stage(  # noqa: PLR0913 (each is one plain thing about the upload, all named)
    path: Path,
    mapping: Mapping,
    *,
    home: Path,
    file_name: str | None = None,
    by: str = "",
    leave_out_repeats: bool = False,
    notes: tuple[str, ...] = (),
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
        progress: Called with the share done and the step.

    Raises:
        UnreadableFileError: If the file holds no table.
        MappingError: If the mapping does not fit the file, or dates can be read two ways.
        WorkspaceError: If the workspace cannot be written.
    """
    workspace = Workspace(home)
    sha256 = digest(path) if path.is_file() else ""
    uploads = workspace.uploads.folder
    uploads.mkdir(parents=True, exist_ok=True)
    with opened(path, file_name=file_name, also=(uploads,), progress=progress) as file:
        validate(mapping, file.table.columns)
        if not mapping.feeds:
            raise MappingError(
                f"Nothing of {file.name} is mapped.",
                next_step="Map at least one column, such as a score, a date or an order id.",
            )
        decided, questions, decisions = Deciding(file.scratch, file.cells).decide(mapping)
        _refuse_open(questions)
        same = workspace.uploads.with_digest(sha256, decided.to_json(), READER_VERSION)
        if same:
            return _already(file, decided, same)
        folder = workspace.uploads.staging()
        try:
            progress(0.6, "checking every row")
            staging = Staging(file, decided, workspace, folder)
            feeds, tables, lines = staging.build(leave_out_repeats=leave_out_repeats)
            said = (*notes, *file.table.report.notes, *decisions, *_sentences(feeds, tables))
            notes = tuple(dict.fromkeys(said))
            progress(0.9, "keeping the original")
            staging.describe(sha256, tables, lines, notes, by=by)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        progress(1.0, "done")
        return StagedUpload(
            file.name, decided.family, str(folder), None, file.table.report.rows, lines,
            tuple(feeds), tuple(tables), notes, leave_out_repeats,
        )  # fmt: skip


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
    return Workspace(home).uploads.accept(Path(staged.folder))


def discard(staged: StagedUpload) -> None:
    """Forget a staged file that nobody wants."""
    if staged.folder is not None:
        shutil.rmtree(staged.folder, ignore_errors=True)


def remember(examination: Examination, mapping: Mapping, *, home: Path) -> None:
    """Keep a confirmed mapping for the next file with the same header."""
    columns = tuple(column.name for column in examination.columns)
    profiles.save(Workspace(home).registers, columns, mapping, name=mapping.family)


def load(
    path: Path,
    *,
    home: Path,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Examine, stage and accept a file in one go, in a child process with limits.

    Args:
        path: The file.
        home: The workspace.
        answers: Question id to answer: "date_order" to "dmy" or "mdy",
            "rows_already_there" to "keep" or "leave out".
        yes: Keep it even when the proposed mapping is not certain.
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
        },
        progress,
    )
    return LoadReport.from_json(result)


def load_here(
    path: Path,
    *,
    home: Path,
    answers: Answers[str, str] | None = None,
    yes: bool = False,
    progress: Progress = silent,
) -> LoadReport:
    """Do what `load` does, in this process and without limits."""
    answers = answers or {}
    examination = examine(path, home=home, progress=lambda s, step: progress(s * 0.5, step))
    _refuse_open(tuple(ask for ask in examination.questions if ask.id not in answers))
    mapping = answered(examination.mapping, examination.questions, answers)
    if not mapping.feeds:
        return _nothing(examination)
    _refuse_uncertain(examination, mapping, yes=yes)
    staged = stage(
        path,
        mapping,
        home=home,
        leave_out_repeats=answers.get(REPEATS) == "leave out",
        notes=examination.notes,
        progress=lambda share, step: progress(0.5 + share * 0.5, step),
    )
    if staged.repeats and answers.get(REPEATS) != "keep":
        discard(staged)
        _refuse_open((_repeats_question(staged),))
    if staged.same_as is not None:
        message = (
            f"{staged.file_name} is upload {staged.same_as} already, read in the same way: "
            "0 new rows."
        )
        return LoadReport(
            kept=False,
            upload=staged.same_as,
            message=message,
            format=examination.format,
            staged=staged,
            refused=(),
        )
    upload = accept(staged, home=home)
    accepted = sum(table.rows for table in staged.tables)
    message = (
        f"{staged.file_name} is upload {upload.number}: {staged.rows:,} rows read, "
        f"{accepted:,} kept in {len(staged.tables)} "
        f"{'table' if len(staged.tables) == 1 else 'tables'}, "
        f"{staged.refused_lines:,} {'line' if staged.refused_lines == 1 else 'lines'} refused."
    )
    refused = tuple(refused_cells(upload.folder))
    return LoadReport(
        kept=True,
        upload=upload.number,
        message=message,
        format=examination.format,
        staged=staged,
        refused=refused,
    )


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


def _refuse_open(questions: tuple[Question, ...]) -> None:
    for ask in questions:
        choices = "; ".join(f"{answer} ({meaning})" for answer, meaning in ask.choices.items())
        raise RefusedUploadError(ask.text, next_step=f"Answer {ask.id} with one of: {choices}.")


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


def _already(file: OpenedFile, mapping: Mapping, same: Upload) -> StagedUpload:
    note = (
        f"This is the file of upload {same.number} ({same.facts.file_name}), read in the same "
        "way: 0 new rows."
    )
    return StagedUpload(
        file.name, mapping.family, None, same.number, file.table.report.rows, 0, (), (), (note,)
    )


def _sentences(feeds: list[FeedReport], tables: list[TableReport]) -> list[str]:
    """Say what became of the rows that did not simply become new ones."""
    said: list[str] = []
    for feed in feeds:
        target = table_named(feed.table)
        if feed.nothing:
            named = [
                column.label.lower() for name in target.presence if (column := target.column(name))
            ]
            said.append(
                f"{feed.label}: {feed.nothing:,} rows say nothing (no {' or '.join(named)})."
            )
        if feed.dropped:
            said.append(f"{feed.label}: {feed.dropped:,} rows are left out by its conditions.")
        if feed.refused:
            said.append(f"{feed.label}: {feed.refused:,} rows are refused.")
    for table in tables:
        if table.updates:
            things = table.new + table.same + table.changed
            said.append(
                f"{table.label}: {table.rows:,} rows are updates of {things:,}; "
                "the last update of each counts."
            )
        if table.same or table.changed:
            said.append(
                f"{table.label}: {table.new:,} new, {table.same:,} the same again, "
                f"{table.changed:,} changed."
            )
    return said
