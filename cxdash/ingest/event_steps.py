"""Event logs whose headers name nothing known: the case and its steps, seen in the rows.

A case repeats, a time moves on within it, and beside it stands a column of few words of which each
occurs about once in a case. That most cases begin with the same word tells steps from whatever
else a customer or a product has several of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from cxdash.ingest.columns import things_in
from cxdash.ingest.date_forms import example_of_forms, plain_date_sql
from cxdash.ingest.date_orders import decide_order
from cxdash.ingest.dates import wall_sql
from cxdash.ingest.digits import western_sql
from cxdash.ingest.mapping import Source
from cxdash.ingest.seen import FEW
from cxdash.ingest.updates import FEWEST_THINGS, MOST_IDS, OTHERS, ROWS_LOOKED_AT, STAYS

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch

ONCE: Final = 0.8
"""Different steps of a case for each of its rows, on average: a step is seldom taken twice."""

SAME_BEGINNING: Final = 0.8
"""The share of cases that begin with the same step."""

NOT_EVERYWHERE: Final = 0.6
"""Of all rows at most such a share is that step: else cases begin with it by chance alone."""

MOVES_ON: Final = 0.5
"""Different times of a case for each of its rows: a log may know the day only."""

LONGEST_KEY: Final = 40
"""Letters of what a case is known by, on average."""

MOST_LOOKED_AT: Final = 5
"""Columns of each kind that are tried, the likeliest first: steps are more than other words."""


@dataclass(frozen=True)
class Steps:
    """The evidence that rows are steps of cases.

    Attributes:
        case: The column that says which case.
        step: The column that says which step.
        by: The column of its time.
        rows, cases: How many rows the file has, and how many different cases.
        first: The step that most cases begin with.
        begins: The share of them that do.
    """

    case: str
    step: str
    by: str
    rows: int
    cases: int
    first: str
    begins: float

    @property
    def why(self) -> str:
        """The evidence, as the end of "This file feeds ... because ..."."""
        return (
            f"each row is one step of a case: the {self.rows:,} rows are about {self.cases:,} "
            f"different values of '{self.case}', within which '{self.by}' moves on and "
            f"'{self.step}' changes; {self.begins:.0%} of them begin with '{self.first}'"
        )


def found_steps(scratch: Scratch, cells: Cells, facts: Facts) -> Steps | None:
    """Return the evidence that the rows of a file are steps of cases, None without it."""
    steps = sorted(
        (column for column in facts.columns if _may_be_step(column)),
        key=lambda column: -column.different,
    )[:MOST_LOOKED_AT]
    dates = facts.dates[:MOST_LOOKED_AT]
    if not steps or not dates:
        return None
    # Of cases and what holds several of them, such as a customer, the finer one repeats less.
    keys = sorted(
        (column for column in facts.columns if _may_be_case(column, facts)),
        key=lambda column: -column.different,
    )
    times = [(by, _time_sql(scratch, cells, by)) for by in dates]
    for case in keys[:MOST_LOOKED_AT]:
        tried = [
            _looked(scratch, cells, _Tried(case, step, by, at))
            for by, at in times
            for step in steps
            if step.name != case.name
        ]
        found = [each for each in tried if each]
        if found:
            return max(found, key=lambda each: each.begins)
    return None


class _Tried(NamedTuple):
    """Columns that may say which case, which step and when, with SQL for the time."""

    case: ColumnProfile
    step: ColumnProfile
    by: ColumnProfile
    at: str


def _time_sql(scratch: Scratch, cells: Cells, by: ColumnProfile) -> str:
    """Return SQL for the times of a column, in the order its first rows are written in.

    Whether one row in a thousand is written otherwise, or which way round an open order goes,
    changes little of what is asked here.
    """
    if cells.is_iso(Source(by.name)):
        return wall_sql(cells.text(by.name), "ymd")
    raw = western_sql(cells.text(by.name))
    if example_of_forms(scratch, cells.view, raw):
        raw = plain_date_sql(raw, {})
    some = f"(SELECT * FROM {cells.view} LIMIT {ROWS_LOOKED_AT})"
    return wall_sql(raw, decide_order(scratch, some, raw, by.name).order or "dmy")


def _may_be_step(column: ColumnProfile) -> bool:
    """Whether a column holds few words, as the names of steps are."""
    return (
        1 < column.different <= FEW
        and column.filled >= STAYS
        and not column.is_number
        and not column.is_date
    )


def _may_be_case(column: ColumnProfile, facts: Facts) -> bool:
    """Whether a column may say which case: it repeats, and nobody else is known by it."""
    others = {match.column.name for field in OTHERS for match in facts.matches("cases", field)}
    return (
        column.filled >= STAYS
        and FEWEST_THINGS <= column.different <= MOST_IDS * column.rows
        and column.length <= LONGEST_KEY
        and not column.is_date
        and not (column.is_number and column.whole < 1)
        and column.name not in others
    )


def _looked(scratch: Scratch, cells: Cells, tried: _Tried) -> Steps | None:
    """Return the evidence for one case, step and time, None where there is none."""
    case, step, by, at = tried
    key = cells.text(case.name)
    parts = max(1, case.rows // ROWS_LOOKED_AT)
    scratch.execute(
        f"CREATE OR REPLACE TEMP TABLE taken AS SELECT hash({key}) AS k, "
        f"{cells.text(step.name)} AS s, {at} AS t, source_line FROM {cells.view} "
        f"WHERE {key} IS NOT NULL AND hash({key}) % {parts} = 0"
    )
    # Steps at the same time stand in the order of the file.
    moment = "epoch_us(t)::HUGEINT * 1000000000 + source_line"
    scratch.execute(
        "CREATE OR REPLACE TEMP TABLE begun AS SELECT count(*) AS n, count(DISTINCT s) AS "
        f"different, count(DISTINCT t) AS times, arg_min(s, {moment}) AS first FROM taken "
        "GROUP BY k HAVING count(*) > 1"
    )
    commonest = "(SELECT mode(first) FROM begun)"
    found = scratch.rows(
        f"SELECT sum(different) / sum(n), sum(times) / sum(n), {commonest}, "
        f"avg((first = {commonest})::INT), (SELECT avg((s = {commonest})::INT) FROM taken) "
        "FROM begun"
    )[0]
    if found[0] is None or found[2] is None:
        return None
    once, moves, first, begins, everywhere = cast("tuple[float, float, str, float, float]", found)
    if once < ONCE or moves < MOVES_ON or begins < SAME_BEGINNING or everywhere > NOT_EVERYWHERE:
        return None
    cases = things_in(scratch, cells, case)
    return Steps(case.name, step.name, by.name, case.rows, cases, first, begins)
