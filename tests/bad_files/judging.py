"""Reads one bad file and says in which ways it was not dealt with as it must be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from cxdash.errors import CxdashError
from cxdash.ingest import importer
from cxdash.ingest.mapping import Feed, How, Mapping, Source
from cxdash.ingest.read import read_table
from tests.bad_files.cases import ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bad_files.cases import BadFile

MAPPING = Mapping(
    (
        Feed(
            "responses",
            {
                "response_id": Source("id"),
                "score": Source("score"),
                "occurred_at": Source("day", how=How(date_order="ymd")),
                "scale_low": Source(constant="1"),
                "scale_high": Source(constant="5"),
            },
        ),
    ),
    "answers",
)


@dataclass
class Verdict:
    """What went wrong with one file; all empty when nothing did.

    Attributes:
        crash: An error that is no sentence.
        silent: What came out wrong without a word.
        unsaid: Sentences that lack a fact: file, value, reason or next step.
        wrong_lines: Faults told on another line.
        lines_told: Faults whose line was told rightly.
    """

    crash: str = ""
    silent: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)
    wrong_lines: list[str] = field(default_factory=list)
    lines_told: int = 0

    def complaints(self) -> list[str]:
        """Return all that went wrong, as one list."""
        crashed = [self.crash] if self.crash else []
        return [*crashed, *self.silent, *self.unsaid, *self.wrong_lines]


@dataclass(frozen=True)
class _Said:
    line: int
    column: str
    value: str
    reason: str
    next_step: str


def judge(file: BadFile, folder: Path) -> Verdict:
    """Write a file into an empty folder, read it, and hold the outcome against what must be."""
    path = folder / file.name
    path.write_bytes(file.content)
    verdict = Verdict()
    try:
        said, rows, notes = _checked(path, folder) if file.checked else _read(path, folder)
    except CxdashError as error:
        _judge_error(file, error, verdict)
        return verdict
    except Exception as error:  # noqa: BLE001 - whatever is no sentence is what is looked for
        verdict.crash = f"{type(error).__name__}: {error}"
        return verdict
    if file.error:
        verdict.silent.append(f"was read although it {file.error}: {rows[:2]}")
    expected = list(file.rows or ())
    if not file.checked and rows != expected:
        wrong = [row for row in rows if row not in expected] or "rows are missing"
        verdict.silent.append(f"{len(rows)} rows came out, not {len(expected)}: {wrong[:2]}")
    if file.note and not any(file.note in note for note in notes):
        verdict.unsaid.append(f"{file.note!r} is not among {notes}")
    _judge_faults(file, said, verdict)
    return verdict


def _read(path: Path, folder: Path) -> tuple[list[_Said], list[tuple[str, ...]], tuple[str, ...]]:
    table = read_table(path, folder)
    report = table.report
    if report.accounted() != report.lines:
        message = f"{report.accounted()} of {report.lines} lines are accounted for"
        raise AssertionError(message)
    rows = [tuple(row.values())[1:] for row in pq.read_table(table.path).to_pylist()]
    said = [
        _Said(each.line, each.column, each.value, each.reason, each.next_step)
        for each in report.refused
    ]
    return said, rows, report.notes


def _checked(
    path: Path, folder: Path
) -> tuple[list[_Said], list[tuple[str, ...]], tuple[str, ...]]:
    upload = importer.stage(path, MAPPING, home=folder / "workspace")
    said = [
        _Said(cell["line"], cell["column"], cell["value"], cell["reason"], cell["next_step"])
        for cell in upload.refused()
    ]
    accepted, lines = upload.feeds[0].accepted, len({each.line for each in said})
    if accepted != len(ROWS) - lines:
        message = f"{accepted} rows were kept and {lines} refused, of {len(ROWS)}"
        raise AssertionError(message)
    return said, [], upload.notes


def _judge_error(file: BadFile, error: CxdashError, verdict: Verdict) -> None:
    if not file.error or file.error not in error.what:
        verdict.silent.append(f"was refused whole: {error}")
    if file.name not in error.what:
        verdict.unsaid.append(f"the file is not named: {error}")
    if not error.next_step.endswith("."):
        verdict.unsaid.append(f"no next step: {error}")


def _judge_faults(file: BadFile, said: list[_Said], verdict: Verdict) -> None:
    if len(said) != len(file.faults):
        verdict.silent.append(f"{len(said)} faults were told, not {len(file.faults)}: {said}")
        return
    for fault, told in zip(file.faults, said, strict=True):
        if told.line == fault.line:
            verdict.lines_told += 1
        else:
            verdict.wrong_lines.append(f"line {told.line} was told, not {fault.line}")
        right_value = fault.value is None or told.value == fault.value
        if fault.told not in told.reason or told.column != fault.column or not right_value:
            verdict.unsaid.append(f"{told} does not say {fault}")
        if not told.next_step.endswith("."):
            verdict.unsaid.append(f"no next step: {told}")
