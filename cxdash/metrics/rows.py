"""The rows behind a number: each with its file and line, and with people guarded."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.durations import Waited
from cxdash.metrics.filters import Filters
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.query import RATINGS, conditions_of
from cxdash.metrics.reader import Reader
from cxdash.model import TABLES

MOST_ROWS = 500
"""How many rows are shown at once; the newest first."""

_OWN: dict[str, tuple[str, ...]] = {
    "responses": ("score", "comment", "expected_score", "survey", "question"),
    "complaints": (
        "complaint_id",
        "cause",
        "subcause",
        "severity",
        "status",
        "cost",
        "description",
    ),
    "contacts": ("source",),
    "cases": ("status", "promised_at", "delivered_at", "closed_at", "value"),
    "scores": ("metric", "question", "value", "n"),
}
_EVERYWHERE = ("case_id", "segment", "process", "team", EMPLOYEE, "channel", "product", "in_time")

_LABELS = {
    **{column.name: column.label for table in TABLES for column in table.all_columns()},
    **{dimension.name: dimension.label for dimension in DIMENSIONS},
    "occurred_on": "Date",
    "file_name": "File",
    "source_line": "Line",
    "source": "Known from",
}


@dataclass(frozen=True)
class RowsAsked:
    """Which rows stand behind a mark.

    Attributes:
        table: `responses`, `ratings`, `complaints`, `contacts`, `cases` or `scores`.
        filters: Which of them.
        waited: Of complaints, only those that have waited so long; None for all.
    """

    table: str
    filters: Filters
    waited: Waited | None = None


@dataclass(frozen=True)
class RowsFound:
    """The rows behind a mark.

    Attributes:
        frame: The newest rows under their readers' labels; `File` and `Line` come first.
        total: How many there are in all; 0 where that is not told.
        why_none: Why nothing is shown though there are rows; empty otherwise.
    """

    frame: pd.DataFrame
    total: int
    why_none: str = ""


def rows_behind(reader: Reader, asked: RowsAsked, *, most: int | None = MOST_ROWS) -> RowsFound:
    """Return the rows behind a number, newest first.

    Args:
        reader: The facts and what may be said of people.
        asked: Which rows.
        most: How many at the most; None for all, as for a download.
    """
    source, params = _source(asked)
    total = int(reader.facts.rows(f"select count(*) from {source}", params)[0][0])
    columns = _columns(asked)
    if asked.filters.is_about_people and _says_too_much(reader, asked, total):
        nothing = pd.DataFrame(columns=[_LABELS[name] for name in columns])
        return RowsFound(nothing, 0, f"Fewer than {FEWEST_CASES} cases: too few to show.")
    wanted = ", ".join(_shown(name) for name in columns)
    limit = "" if most is None else f" limit {most:d}"
    frame = reader.facts.frame(
        f"select {wanted} from (select *, count(*) over (partition by {EMPLOYEE}) as cases_of "
        f"from {source}) left join files using (upload_id) "
        f"order by occurred_at desc nulls last, source_line{limit}",
        params,
    )
    always = {"file_name", "source_line"}
    filled = [name for name in frame.columns if name in always or frame[name].notna().any()]
    return RowsFound(frame[filled].rename(columns=_LABELS), total)


def _says_too_much(reader: Reader, asked: RowsAsked, total: int) -> bool:
    """Whether some people have too few rows, or all people but them have."""
    source, params = _source(replace(asked, filters=asked.filters.without(EMPLOYEE)))
    everyone = int(reader.facts.rows(f"select count(*) from {source}", params)[0][0])
    return total < FEWEST_CASES or 0 < everyone - total < FEWEST_CASES


def _columns(asked: RowsAsked) -> tuple[str, ...]:
    own = _OWN["responses" if asked.table == RATINGS else asked.table]
    everywhere = _EVERYWHERE if asked.table != "scores" else ("segment", "region")
    return ("file_name", "source_line", "occurred_on", *own, *everywhere)


def _source(asked: RowsAsked) -> tuple[str, dict[str, Any]]:
    """Return the rows asked for as SQL; ratings lead back to the answers, each once."""
    conditions, params = conditions_of(asked.filters)
    if asked.waited is not None:
        long_enough, ends = asked.waited.condition()
        conditions, params = f"{conditions} and {long_enough}", params | ends
    if asked.table != RATINGS:
        return f"(select * from {asked.table} where {conditions})", params
    touched = f"select response_key from {RATINGS} where {conditions}"
    return f"(select * from responses where response_key in ({touched}))", params


def _shown(name: str) -> str:
    """Return the SQL of one shown column; a person behind too few of the rows stays unnamed."""
    if name == EMPLOYEE:
        return f"case when cases_of >= {FEWEST_CASES} then {EMPLOYEE} end as {EMPLOYEE}"
    return f'"{name}"'
