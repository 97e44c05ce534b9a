"""How long do the pages' questions take from rollups, against the same from the base tables?

Opens a made workspace, writes down every question that the answers of each page put, over a few
filters, then asks each in turn from where the router sends it and from the base table, and compares
the answers too. Processor time of all threads is compared, which other work on the machine does not
stretch. Ratios count, not milliseconds.
"""

import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import process_time
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import numpy as np  # noqa: E402 - found through the line above

from benchmarks.made import made  # noqa: E402 - as above
from benchmarks.results import keep, options  # noqa: E402 - as above
from cxdash.answers.complaints import complaints  # noqa: E402 - as above
from cxdash.answers.overview import overview  # noqa: E402 - as above
from cxdash.answers.touchpoints import touchpoints  # noqa: E402 - as above
from cxdash.answers.trend import trend  # noqa: E402 - as above
from cxdash.errors import QuestionError  # noqa: E402 - as above
from cxdash.metrics import query, sources  # noqa: E402 - as above
from cxdash.metrics.filters import Filters, Question  # noqa: E402 - as above
from cxdash.metrics.periods import resolve  # noqa: E402 - as above
from cxdash.metrics.query import Ask, add_up, added_by_database  # noqa: E402 - as above
from cxdash.metrics.reader import Reader, reader_of  # noqa: E402 - as above
from cxdash.store.snapshot import Columns  # noqa: E402 - as above
from cxdash.store.workspace import Workspace  # noqa: E402 - as above

RUNS: Final = 3
MOST_OF_A_PAGE: Final = 12
"""Questions of a page under one filter that are timed: evenly chosen from all of them."""

SOMEONE: Final = "the busiest"
"""Stands for the code of the employee with the most contacts: each workspace has its own."""

PAGES: Final = {
    "Overview": overview,
    "Satisfaction": trend,
    "Complaints": complaints,
    "Touchpoints": touchpoints,
}
FILTERS: Final = {
    "landing": {},
    "segment": {"segment": "Private households"},
    "process": {"process": "Delivery"},
    "employee": {"employee": SOMEONE},
    "five-way": {
        "segment": "Private households",
        "region": "South",
        "process": "Delivery",
        "channel": "Phone",
        "product": "Model 1",
    },
}

COLUMNS: Final = (
    *("page", "filter", "questions", "covered", "first, ms", "again, ms", "base, ms"),
    *("times faster, first", "again", "page / cheapest", "page / statement"),
)


@dataclass
class Timed:
    """What one page under one filter took, in milliseconds.

    Attributes:
        asked: Its questions.
        covered: How many of them a rollup covers.
        first: Of each timed one, asked for the first time under this filter.
        again: The medians of it asked again.
        base: The medians of it asked of the base table.
        cheapest: The least median of one that a rollup covers.
        statement: The same where it is put to the database.
    """

    asked: int = 0
    covered: int = 0
    first: list[float] = field(default_factory=list[float])
    again: list[float] = field(default_factory=list[float])
    base: list[float] = field(default_factory=list[float])
    cheapest: float = float("inf")
    statement: float = float("inf")


def main() -> None:
    """Measure, print the table, and keep it in QUESTIONS.md."""
    asked = options(__doc__, runs=RUNS).parse_args()
    workspace = Workspace(made(asked.rows).home)
    scout = reader_of(workspace)
    found: dict[tuple[str, str], Timed] = {}
    for page in PAGES:
        # What a page found out without a filter is known when it is filtered, and no more.
        reader = reader_of(workspace)
        for kind in FILTERS:
            found[page, kind] = timed(reader, questions_of(scout, page, kind), asked.runs)
    keep("QUESTIONS", report(scout, found, asked.runs), asked.to)


def questions_of(reader: Reader, page: str, kind: str) -> list[Ask]:
    """Return every different question a page puts under a filter."""
    filters = Filters(resolve("12m", reader.span)) if reader.span else Filters()
    for name, value in FILTERS[kind].items():
        filters = filters.only(name, busiest(reader) if value == SOMEONE else value)
    with noted() as asks:
        try:
            PAGES[page](replace(reader), Question(filters))
        except QuestionError as refused:
            print(f"{page}, {kind}: {refused.what}")
    return list(dict.fromkeys(asks))


def busiest(reader: Reader) -> str:
    """Return the code of the employee with the most contacts."""
    sql = (
        "select employee from contacts where employee is not null group by all "
        "order by count(*) desc, employee limit 1"
    )
    return reader.once(sql, lambda: str(reader.facts.rows(sql)[0][0]))


@contextmanager
def noted() -> Iterator[list[Ask]]:
    """Write down the questions put while it lasts, to the database or to what is held in memory."""
    asks: list[Ask] = []
    compose, in_memory = query.compose, query._added_in_memory  # noqa: SLF001 - no other door

    def noting(reader: Reader, ask: Ask, prefix: str = "") -> tuple[str, dict[str, object]]:
        asks.append(ask)
        return compose(reader, ask, prefix)

    def noting_in_memory(reader: Reader, ask: Ask) -> Columns | None:
        asks.append(ask)
        return in_memory(reader, ask)

    query.compose, query._added_in_memory = noting, noting_in_memory  # noqa: SLF001 - as above
    try:
        yield asks
    finally:
        query.compose, query._added_in_memory = compose, in_memory  # noqa: SLF001 - as above


@contextmanager
def from_base() -> Iterator[None]:
    """Send every question to the base tables while it lasts."""
    route = sources.cuboid_for
    sources.cuboid_for = lambda *_: None
    try:
        yield
    finally:
        sources.cuboid_for = route


def timed(reader: Reader, asks: list[Ask], runs_of_each: int) -> Timed:
    """Ask each question from where it is routed and from rows in turn, and compare the answers."""
    found = Timed(asked=len(asks))
    is_covered = {ask: "rollup_" in query.compose(reader, ask)[0] for ask in asks}
    found.covered = sum(is_covered.values())
    for ask in asks[:: max(1, -(-len(asks) // MOST_OF_A_PAGE))]:
        runs: list[tuple[float, float]] = []
        cells, rows = Columns(), Columns()
        for _ in range(runs_of_each + 1):
            routed, cells = once(add_up, reader, ask)
            with from_base():
                base, rows = once(added_by_database, reader, ask)
            runs.append((routed, base))
        if any(not np.array_equal(cells[name], rows[name]) for name in rows):
            sys.exit(f"Another answer from the rollup than from the rows: {ask}")
        found.first.append(runs[0][0])
        for took, times in zip(zip(*runs[1:], strict=True), (found.again, found.base), strict=True):
            times.append(median(took))
        if is_covered[ask]:
            found.cheapest = min(found.cheapest, found.again[-1])
            stated = [once(added_by_database, reader, ask)[0] for _ in range(runs_of_each)]
            found.statement = min(found.statement, median(stated))
    return found


def once(
    asked: Callable[[Reader, Ask], Columns], reader: Reader, ask: Ask
) -> tuple[float, dict[str, np.ndarray]]:
    """Return how many milliseconds one question took, and its answer."""
    start = process_time()
    columns = asked(reader, ask)
    return 1000 * (process_time() - start), columns


def report(reader: Reader, found: dict[tuple[str, str], Timed], runs: int) -> str:
    """Return QUESTIONS.md."""
    lines = "\n".join(row(page, kind, one) for (page, kind), one in found.items())
    asked = sum(one.asked for one in found.values())
    covered = sum(one.covered for one in found.values())
    touches = reader.facts.rows("select count(*) from touches")[0][0]
    kept, cells = reader.facts.rows(
        "select count(*), coalesce(sum(cells), 0)::bigint from rollups"
    )[0]
    return f"""# The pages' questions from rollups and from the base tables

Written by `make bench-questions`. {touches:,} touches with the answers, complaints and orders that
`benchmarks/make_data.py` makes for them. Each question is asked in turn from where the router sends
it (a rollup, held in memory or not, rows held or copied for this filter) and of the database from
the base table.

| {" | ".join(COLUMNS)} |
|{"---|" * len(COLUMNS)}
{lines}

Sums over the questions timed (at most {MOST_OF_A_PAGE} of a page, evenly chosen), in processor time
of all threads. First: nobody asked under this filter before, so what fits it is looked for and
copied; without a filter that reads the columns that are held too. Again: the medians of {runs} runs
after it. Page: what all its questions take again, by those timed, over its cheapest question to a
rollup, and over the cheapest where each is a statement to the database on a rollup. Every answer
was the same from both.
{covered} of {asked} questions ({covered / asked:.0%}) are covered by one of the {kept} rollups
kept, which hold {cells:,} cells and {share(reader):.1%} of the warehouse's blocks.

- **Machine:** {os.cpu_count()} cores, {platform.system()} {platform.machine()}, shared with other
  work: read the ratios, not the milliseconds.
- **Versions:** Python {platform.python_version()}, DuckDB {version("duckdb")}.
- **Not measured:** questions that do not add up (distinct customers, times to resolution, lists of
  rows), rates' exposure joined in one statement, the page around the questions, more
  touches than these.
"""


def row(page: str, kind: str, one: Timed) -> str:
    """Return one line of the table."""
    if not one.first:
        return f"| {page} | {kind} | 0 |{' – |' * (len(COLUMNS) - 3)}"
    first, again, base = sum(one.first), sum(one.again), sum(one.base)
    whole = again * one.asked / len(one.again)
    cells = (
        *(page, kind, str(one.asked), f"{one.covered / one.asked:.0%}"),
        *(f"{ms:.0f}" for ms in (first, again, base)),
        *(f"**{base / ms:.1f}**" for ms in (first, again)),
        *(f"{whole / ms:.0f}" for ms in (one.cheapest, one.statement)),
    )
    return f"| {' | '.join(cells)} |"


def share(reader: Reader) -> float:
    """Return the rollups' part of the blocks that all tables fill; a block of both is half."""
    blocks: dict[bool, set[int]] = {False: set(), True: set()}
    for (table,) in reader.facts.rows("select table_name from duckdb_tables()"):
        found = reader.facts.rows(
            f"select distinct block_id from pragma_storage_info('{table}') where block_id >= 0"
        )
        blocks[str(table).startswith("rollup_")].update(int(block) for (block,) in found)
    shared = len(blocks[True] & blocks[False]) / 2
    return (len(blocks[True]) - shared) / max(1, len(blocks[True] | blocks[False]))


if __name__ == "__main__":
    main()
