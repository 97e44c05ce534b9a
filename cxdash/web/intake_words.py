"""What was found out about a file, in sentences and small tables; no widget in here."""

from collections import Counter
from collections.abc import Mapping as Cells
from collections.abc import Sequence
from typing import Any, Final, cast

import pandas as pd

from cxdash.ingest.alphabets import NAMES
from cxdash.ingest.examination import Examination
from cxdash.ingest.mapping import Mapping
from cxdash.ingest.refusals import KEPT, LEFT_OUT
from cxdash.ingest.staged import StagedUpload
from cxdash.model import table_named
from cxdash.web import intake_constants, intake_mapping
from cxdash.web.cards import plain

_DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_ENCODINGS: Final = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", **NAMES}
_PAGES: Final = {
    "responses": ("satisfaction", "touchpoints"),
    "complaints": ("complaints", "touchpoints"),
    "touches": ("touchpoints",),
    "scores": ("satisfaction",),
    "invitations": ("satisfaction",),
}
COUNTS: Final = (
    "Rows accepted",
    "New",
    "The same",
    "Changed",
    "Updated further down",
    "There already, without an id",
)
"""What is counted of each table a file fills."""

WITHOUT_DATE: Final = (
    "No chart over time can show its rows, and as soon as other files carry dates every period "
    "leaves them out, “All data” too, unless the case they name has a date."
)
"""What it means for charts that the rows of a file carry no date."""

_LONGEST_HEADER: Final = 34
_HEADER_START: Final = 13
_HEADER_END: Final = 15

REFUSED_LABELS: Final = {
    "line": "Line",
    "column": "Column",
    "value": "Value",
    "row": "Its row",
    "reason": "Why it is refused",
    "next_step": "What to do",
    "raw": "The whole line",
}
"""The columns of refused rows as readers see them."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Examples:
        >>> counted(1, "line"), counted(1200, "row")
        ('1 line', '1,200 rows')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def short(name: str) -> str:
    """Return a long header with its middle left out: questions of one kind differ at the end.

    Examples:
        >>> short("Segment")
        'Segment'
        >>> short("How do you like each of the following characters of the film?: Han Solo")
        'How do you li … film?: Han Solo'
    """
    if len(name) <= _LONGEST_HEADER:
        return name
    return f"{name[:_HEADER_START]} … {name[-_HEADER_END:]}"


def verdict(staged: StagedUpload) -> str:
    """Say what accepting a checked file would bring."""
    if not any(table.rows for table in staged.tables):
        refused = (
            f": {counted(staged.refused_lines, 'line')} refused" if staged.refused_lines else ""
        )
        return f"No row can be kept the way the columns are read now{refused}."
    new = sum(table.new for table in staged.tables)
    same = sum(table.same for table in staged.tables)
    changed = sum(table.changed for table in staged.tables)
    return (
        f"Ready to accept: {counted(new, 'new row')}, {same:,} the same, {changed:,} changed, "
        f"{counted(staged.refused_lines, 'line')} refused."
        + (
            f" {counted(staged.contradicted, 'row is', 'rows are')} kept without a date that "
            "contradicts the row's own."
            if staged.contradicted
            else ""
        )
    )


def undated(mapping: Mapping, examination: Examination) -> str:
    """Say what it means that no column is a date, and which could be; "" where that is no loss.

    Customers, employees and processes need no date. An event may have that of its case.
    """
    facts = [feed for feed in mapping.feeds if feed.target.is_fact]
    if not facts or any("occurred_at" in feed.fields for feed in facts):
        return ""
    could = [
        column.name
        for column in examination.columns
        if any(_is_time(proposed.table, proposed.field) for proposed in column.proposals)
    ]
    why = (
        f"No column is read as the date, though “{could[0]}” holds dates: Correct, and make it one."
        if could
        else "No column of this file holds a date."
    )
    return f"{why} {WITHOUT_DATE}"


def per_table(staged: StagedUpload) -> pd.DataFrame:
    """Return what each table gets: rows accepted, and what they are against what is there.

    All but the first two are left out where they are 0 everywhere.
    """
    counts = [
        (table.rows, table.new, table.same, table.changed, table.updates, table.already_there)
        for table in staged.tables
    ]
    frame = pd.DataFrame(counts, columns=list(COUNTS))
    frame.insert(0, "Table", [table.label for table in staged.tables])
    return frame[[name for name in frame if name not in COUNTS[2:] or frame[name].any()]]


def reading(examination: Examination) -> dict[str, str]:
    """Return how a file was read, as label and plain Markdown, in the order to show."""
    report = cast("dict[str, Any]", examination.read_report)
    said: dict[str, str] = {}
    delimiter = report.get("delimiter")
    parts = [str(report.get("kind") or "").upper()]
    if report.get("encoding"):
        parts.append(_ENCODINGS.get(str(report["encoding"]), str(report["encoding"])))
    if delimiter:
        parts.append(f"values parted by {_DELIMITERS.get(str(delimiter), repr(delimiter))}")
    said["How it is written"] = plain(", ".join(filter(None, parts)))
    header = [str(line) for line in report.get("header_lines", ())]
    if header:
        said["Header"] = f"{'line' if len(header) == 1 else 'lines'} {', '.join(header)}"
    said["Rows"] = counted(examination.rows, "row")
    if report.get("sheets"):
        label, between = ("Tables", "; ") if report.get("kind") == "csv" else ("Sheets", ", ")
        said[label] = plain(between.join(report["sheets"]))
    skipped = report.get("skipped", ())
    if skipped:
        said["Lines left out"] = plain("; ".join(_skipped(one) for one in skipped))
    return said


def what_it_is(examination: Examination) -> str:
    """Say what a file was recognised as, and why."""
    if examination.format is not None:
        return examination.evidence
    return "No known export: its columns were recognised by their names and values."


def became(examination: Examination, mapping: Mapping) -> pd.DataFrame:
    """Return what fills each field: Field, From, How sure, Why; fixed values last."""
    chosen = intake_mapping.chosen(mapping)
    rows = [
        (intake_mapping.label(target), name, *intake_mapping.evidence(examination, name, target))
        for name, targets in chosen.items()
        for target in targets
    ]
    fixed = intake_constants.fixed_values(mapping)
    rows += [
        (intake_mapping.label(target), f"always “{value}”", "", "")
        for target, value in fixed.items()
    ]
    return pd.DataFrame(rows, columns=["Becomes", "Column", "How sure", "Why"])


def what_was_refused(cells: Sequence[Cells[str, object]]) -> str:
    """Say how many lines refused cells leave out, and how many values only; Markdown."""
    lines = len({cell["line"] for cell in cells if cell["row"] == LEFT_OUT})
    said = f"**{counted(lines, 'line')} refused**; the rest of the file is not affected."
    return " ".join(filter(None, [said if lines else "", dates_refused(cells)]))


def dates_refused(cells: Sequence[Cells[str, object]]) -> str:
    """Say how many dates are refused in rows that are kept; "" where none is; Markdown."""
    dates = sum(cell["row"] == KEPT for cell in cells)
    if not dates:
        return ""
    stay = "its row stays" if dates == 1 else "their rows stay"
    return (
        f"**{counted(dates, 'date')} refused** for contradicting the date of the same row; {stay}."
    )


def refused_by_column(cells: Sequence[Cells[str, object]]) -> pd.DataFrame:
    """Return the refused cells by column: Column, Cells, For example; most first."""
    columns = [str(cell["column"] or "the whole line") for cell in cells]
    example: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=True):
        example.setdefault(column, str(cell["reason"]))
    return pd.DataFrame(
        [(column, count, example[column]) for column, count in Counter(columns).most_common()],
        columns=["Column", "Cells", "For example"],
    )


def refused_frame(cells: Sequence[Cells[str, object]]) -> pd.DataFrame:
    """Return refused cells under readers' labels, in the order of the file."""
    frame = pd.DataFrame(list(cells), columns=list(REFUSED_LABELS))
    return frame.rename(columns=REFUSED_LABELS)


def pages_fed(tables: Sequence[str]) -> list[str]:
    """Return the names of the pages that rows of these tables show up on."""
    fed = [page for table in tables for page in _PAGES.get(table, ())]
    return list(dict.fromkeys(["overview", *fed]))


def _is_time(table: str, field: str) -> bool:
    column = table_named(table).column(field)
    return column is not None and column.kind == "time"


def _skipped(one: Cells[str, Any]) -> str:
    first, last = one["first"], one["last"]
    where = (
        f"line {first}"
        if first == last
        else f"{counted(one['lines'], 'line')} from {first} to {last}"
    )
    return f"{where}: {one['why']}"
