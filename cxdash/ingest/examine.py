"""What a file seems to be: read, recognised and mapped, with nothing kept."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest import asking, profiles
from cxdash.ingest.columns import ColumnProfile, profile
from cxdash.ingest.decide import Deciding
from cxdash.ingest.duration_notes import duration_notes
from cxdash.ingest.event_steps import found_steps
from cxdash.ingest.examination import Examination, ExaminedColumn, Proposed
from cxdash.ingest.facts import Facts
from cxdash.ingest.family import family_of
from cxdash.ingest.formats.form import Header, with_zone
from cxdash.ingest.header_names import WHOLE_ANSWERS
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.opened import OpenedFile, Progress, opened, scratch_room, silent
from cxdash.ingest.proposal import Proposal, propose
from cxdash.ingest.recognise import Recognised, recognise
from cxdash.ingest.row_signs import is_event_log
from cxdash.ingest.scores import mixed_question
from cxdash.ingest.summed_feeds import summed_question
from cxdash.ingest.summed_up import found_summed_up
from cxdash.ingest.updates import found_updates, with_updates
from cxdash.store.room import need_scratch_room, told_when_full
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from cxdash.ingest.questions import Question
    from cxdash.ingest.text_table import TextTable
    from cxdash.ingest.workbook import SheetWish

SURE: Final = 0.6
"""A proposal less certain than this needs a reader's word."""

PARTLY: Final = 0.25
"""A column with such a share of dates may have been meant as one."""

UNDATED: Final = "No column is read as a date, so no chart over time can show these rows."

PREVIEW_ROWS: Final = 20
LONGEST_PREVIEW: Final = 200

NOTHING_FITS: Final = (
    "No column of this file looks like a score, a complaint, an order or another thing cxdash "
    "measures, so nothing is proposed. If one of its questions is a score, map it to 'Score' and "
    "say which answer counts how much."
)
NO_ROWS: Final = (
    "This file has a header and no row below it, so there is nothing to keep. Export it again: "
    "its filter or its period may leave everything out."
)
NO_SCORE: Final = (
    "This file was recognised, but none of its questions is a score and none holds comments, so "
    "nothing is proposed. Map a question to 'Score' if its answers have an order."
)


def examine(
    path: Path,
    *,
    home: Path,
    file_name: str | None = None,
    sheet: SheetWish = None,
    progress: Progress = silent,
) -> Examination:
    """Read a file, recognise it and propose what its columns mean; nothing is kept.

    Args:
        path: The file.
        home: The workspace: its saved mappings and earlier uploads.
        file_name: Its name where it came from, when it stands under another one.
        sheet: The sheet or table, or what chooses it; by default the one kept last of a file with
            the same ones, else the fullest.
        progress: Called with the share done and the step.

    Raises:
        UnreadableFileError: If the file holds no table, or no such sheet.
        WorkspaceError: If the workspace cannot be read.
    """
    workspace = Workspace(home)
    wish = sheet or profiles.sheet_chooser(workspace.registers)
    doing = f"Reading {file_name or path.name}"
    need_scratch_room(home, scratch_room(path), doing=doing)
    with (
        told_when_full(home, doing=doing),
        opened(path, file_name=file_name, sheet=wish, progress=progress) as file,
    ):
        examination = examine_opened(file, workspace, progress=progress)
    progress(1.0, "done")
    return examination


def examine_opened(
    file: OpenedFile, workspace: Workspace, *, progress: Progress = silent
) -> Examination:
    """Do what `examine` does with a file that is open already.

    Raises:
        WorkspaceError: If the workspace cannot be read.
    """
    progress(0.5, "looking at the columns")
    found = profile(file.scratch, file.cells, _labels(file.table))
    recognised = recognise(file.table.columns)
    known = profiles.saved(workspace.registers, file.table.columns)
    facts = Facts(found, Path(file.name).stem)
    if not known and recognised.form is None:
        facts = _with_evidence(facts, found, file)
    proposal = propose(facts, family_of(file.name))
    mapping, notes = (
        (known, ("The mapping saved for this header is used.",))
        if known
        else (_proposed(file, found, recognised, proposal))
    )
    mapping = replace(mapping, sheet=file.table.report.sheet)
    asked: tuple[Question, ...] = ()
    first: tuple[str, ...] = ()
    if facts.steps or (facts.summed_up and facts.summed_up.is_sure):
        first = proposal.notes
    elif facts.summed_up and _reads_scores(mapping):
        asked = (summed_question(facts.summed_up),)
    if facts.updates:
        mapping, asked, first = with_updates(mapping, facts.updates, file.scratch, file.cells)
        notes = (*notes, *first)
    progress(0.8, "reading dates and numbers")
    deciding = Deciding(file.scratch, file.cells, found)
    decided, questions, decisions = deciding.decide(mapping)
    if not known:
        questions = (*asked, *questions, *asking.open_questions(facts, decided))
        decisions = (*decisions, *asking.sentences(facts, decided))
    if not recognised.form:
        decisions = (*decisions, *duration_notes(found, decided))
    mixed = tuple(said for column in found if (said := mixed_question(column)))
    earlier = workspace.uploads.with_digest(file.hashing.result(), sheet=mapping.sheet)
    confidence = 1.0 if known or recognised.form else proposal.confidence
    return Examination(
        file_name=file.name,
        sha256=file.hashing.result(),
        rows=file.table.report.rows,
        format=recognised.form.name if recognised.form else None,
        evidence=recognised.evidence,
        family=decided.family,
        columns=_columns(found, proposal),
        mapping=decided,
        questions=questions,
        read_report=cast("dict[str, object]", asdict(file.table.report)),
        preview=_preview(file),
        notes=(*file.table.report.notes, *notes, *decisions, *mixed, *_undated(decided, found)),
        confidence=confidence,
        needs_confirmation=any(ask.default is None for ask in questions)
        or confidence < SURE
        or not decided.feeds,
        seen_before=earlier.number if earlier else None,
        read_first=(*first, *deciding.warnings, *mixed),
    )


def _with_evidence(facts: Facts, found: tuple[ColumnProfile, ...], file: OpenedFile) -> Facts:
    """Return what is known of a file no format names, with what its rows are about."""
    updates = found_updates(file.scratch, file.cells, facts)
    is_told = updates or is_event_log(facts) or facts.questions
    steps = None if is_told else found_steps(file.scratch, file.cells, facts)
    is_one = updates or steps
    summed_up = None if is_one else found_summed_up(file.scratch, file.cells, facts)
    return Facts(found, Path(file.name).stem, updates=updates, summed_up=summed_up, steps=steps)


def _reads_scores(mapping: Mapping) -> bool:
    return any("score" in feed.fields for feed in mapping.feeds)


def _undated(mapping: Mapping, found: tuple[ColumnProfile, ...]) -> tuple[str, ...]:
    """Say that no column is read as the date of what happened, and which one is partly dates."""
    facts = [feed for feed in mapping.feeds if feed.target.is_fact]
    if not facts or any("occurred_at" in feed.fields for feed in facts):
        return ()
    partly = next((one for one in found if one.dates >= PARTLY and not one.is_date), None)
    why = (
        f" Only {partly.dates:.0%} of '{partly.name}' are dates: mend the others in the file, or "
        "make it the date on the data page; then the others are refused, line by line."
        if partly
        else ""
    )
    return (f"{UNDATED}{why}",)


def _labels(table: TextTable) -> dict[str, str]:
    """Return the question behind each name, from a second header row that holds the questions."""
    if len(table.header_rows) < 2:  # noqa: PLR2004 (the first row is the names)
        return {}
    first, second = table.header_rows[:2]
    return {
        name: " ".join(text.split())
        for name, given, text in zip(table.columns, first, second, strict=False)
        if name == given.strip()
        and text.strip().casefold() not in {"", *WHOLE_ANSWERS}
        and not text.lstrip().startswith("{")
    }


def _proposed(
    file: OpenedFile, found: tuple[ColumnProfile, ...], recognised: Recognised, proposal: Proposal
) -> tuple[Mapping, tuple[str, ...]]:
    """Return the mapping of a recognised export, or the proposal for an unknown file."""
    form = recognised.form
    family = family_of(file.name, form.name if form else None)
    if form is None:
        nothing = NOTHING_FITS if file.table.report.rows else NO_ROWS
        notes = proposal.notes or (nothing,)
        return Mapping(proposal.feeds, family), notes
    facts = Facts(found, Path(file.name).stem)
    feeds = form.feeds(Header(file.table.columns), facts, family_of(file.name))
    filled = {column.name for column in facts.columns}
    feeds = tuple(
        feed
        for feed in feeds
        if any(
            set(feed.fields[name].columns) & filled
            for name in feed.target.presence
            if name in feed.fields
        )
    )
    if form.zone:
        feeds = tuple(with_zone(feed, form.zone) for feed in feeds)
    notes = form.notes if feeds else (NO_SCORE,)
    return Mapping(feeds, family, format=form.name), (recognised.evidence, *notes)


def _columns(found: tuple[ColumnProfile, ...], proposal: Proposal) -> tuple[ExaminedColumn, ...]:
    return tuple(
        ExaminedColumn(
            name=column.name,
            examples=column.examples,
            filled=column.filled,
            proposals=tuple(
                Proposed(match.table, match.field, match.confidence, match.why)
                for match in proposal.matches.get(column.name, ())
            ),
        )
        for column in found
    )


def _preview(file: OpenedFile) -> tuple[tuple[str, ...], ...]:
    cells = ", ".join(
        f"coalesce(substr(c{place}, 1, {LONGEST_PREVIEW}), '')"
        for place in range(len(file.table.columns))
    )
    rows = file.scratch.rows(
        f"SELECT {cells} FROM {file.cells.view} ORDER BY source_line LIMIT {PREVIEW_ROWS}"
    )
    return tuple(tuple(cast("tuple[str, ...]", row)) for row in rows)
