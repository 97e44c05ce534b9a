"""Files with one row for each update of a thing, which no known format names: seen in the rows.

An id repeats, a time moves on from row to row, some columns stay the same within the id and others
change. What is counted by things (answers, complaints, orders) then counts the last update only;
touches are steps and stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.answered import answered
from cxdash.ingest.columns import things_in
from cxdash.ingest.date_forms import example_of_forms
from cxdash.ingest.date_orders import decide_order
from cxdash.ingest.digits import western_sql
from cxdash.ingest.last_rows import turns
from cxdash.ingest.mapping import Feed, How, Last, Mapping, Source
from cxdash.ingest.questions import ONE_THING, OWN_ROWS, UPDATES, Question
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.typed import read_sql
from cxdash.model import SHARED

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch

COUNTED: Final = {"responses": "response_id", "complaints": "complaint_id", "cases": "case_id",
                  "returns": "return_id"}  # fmt: skip
"""Tables of things that may be updated, with their ids."""

MOST_IDS: Final = 0.85
"""An id repeats when there are at most so many different ones for a row."""

MOVES: Final = 0.8
"""The share of rows whose time no other row of the same id has."""

STAYS: Final = 0.98
"""The share of ids within which a column that belongs to the thing has one value."""

CHANGES: Final = 0.2
"""The share of ids within which a column that belongs to the update has several values."""

STUMBLES: Final = 0.01
"""Steps back in time, for each step on, that leave a file in order."""

FEWEST_THINGS: Final = 20
ID_WORDS: Final = frozenset(
    ("id", "no", "nr", "number", "ref", "reference", "key", "nummer", "numero", "num")
)
"""A header with one of these words numbers something, whatever that is called."""

OTHERS: Final = ("customer_id", "segment", "region", "employee", "team", "process", "channel",
                  "product", "site")  # fmt: skip
"""What else an id may be of: those of whom there are many rows, and that are not updated."""

ROWS_LOOKED_AT: Final = 50_000


@dataclass(frozen=True)
class Updates:
    """The evidence that rows are updates.

    Attributes:
        of: The column of the id.
        by: The column of the time that moves on.
        rows, things: How many rows the file has, and how many different ids.
        stays: Columns with one value for each id.
    """

    of: str
    by: str
    rows: int
    things: int
    stays: tuple[str, ...]


def found_updates(scratch: Scratch, cells: Cells, facts: Facts) -> Updates | None:
    """Return the evidence that the rows of a file are updates of things, None without it."""
    of = _repeated_id(facts)
    if of is None:
        return None
    columns = [column for column in facts.columns if column.name != of.name]
    one, several, moving = _within(scratch, cells, of, columns)
    by = max(moving, key=lambda name: moving[name], default=None)
    varied = sorted(
        (column for column in columns if column.different > 1), key=lambda column: -column.filled
    )
    stays = tuple(column.name for column in varied if one[column.name] >= STAYS)
    changes = [name for name, share in several.items() if share >= CHANGES and name != by]
    if by is None or moving[by] < MOVES or not stays or not changes:
        return None
    return Updates(of.name, by, of.rows, things_in(scratch, cells, of), stays)


def with_updates(
    mapping: Mapping, found: Updates, scratch: Scratch, cells: Cells
) -> tuple[Mapping, tuple[Question, ...], tuple[str, ...]]:
    """Return the mapping that counts each thing once, what to ask, and what to say.

    Rows of a table with this very id need no help where the last row of the file is the last
    update and the time of the thing is its own. An answer that changes within the id may be
    another answer, so the reader is asked.
    """
    is_sorted = _is_sorted(found, scratch, cells)
    needed = tuple(
        dict.fromkeys(
            feed.table for feed in mapping.feeds if _needs(feed, found, is_sorted=is_sorted)
        )
    )
    if not needed:
        return mapping, (), ()
    is_sure = all(_stays(feed, found) for feed in mapping.feeds if feed.table in needed)
    question = _question(found, needed, default=ONE_THING if is_sure else None)
    said = f"{_sentence(found)} The last update of each counts."
    is_offered = any(not _is_own(feed, found) for feed in mapping.feeds if feed.table in needed)
    return (
        answered(mapping, (question,), {}),
        (question,) if is_offered else (),
        (said,) if is_sure else (),
    )


def _repeated_id(facts: Facts) -> ColumnProfile | None:
    """Return the likeliest id of a thing that stands on several rows."""
    found = [
        match
        for table, field in COUNTED.items()
        for match in facts.matches(table, field)
        if match.column.filled >= STAYS and match.column.different > 1
    ]
    if not found:
        return _id_by_its_rows(facts)
    best = max(found, key=lambda match: (match.confidence, -match.column.position)).column
    return best if best.uniqueness <= MOST_IDS else None


def _id_by_its_rows(facts: Facts) -> ColumnProfile | None:
    """Return the first column that numbers something nobody else is known by, and repeats."""
    others = {match.column.name for field in OTHERS for match in facts.matches("cases", field)}
    return next(
        (
            column
            for column in facts.columns
            if column.filled >= STAYS
            and FEWEST_THINGS <= column.different <= MOST_IDS * column.rows
            and not column.is_date
            and ID_WORDS & set(words_of(column.name))
            and column.name not in others
        ),
        None,
    )


def _within(
    scratch: Scratch, cells: Cells, of: ColumnProfile, columns: list[ColumnProfile]
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Look into the rows of ids that have several, of a sample of the ids where there are many.

    Returns:
        For each column the share of ids within which it has one value, and of those within which
        it has several; and for each date of its filled rows the share that differ within their id.
    """
    key = cells.text(of.name)
    parts = max(1, of.rows // ROWS_LOOKED_AT)
    texts = ", ".join(f"{cells.text(one.name)} AS v{one.position}" for one in columns)
    dates = [one for one in columns if one.is_date]
    ends = [f"min(v{one.position}) AS a{one.position}, max(v{one.position}) AS z{one.position}"
            for one in columns]  # fmt: skip
    moves = [
        f"count(DISTINCT v{one.position}) AS n{one.position}, count(v{one.position}) AS "
        f"k{one.position}"
        for one in dates
    ]
    shares = [f"avg((a{one.position} = z{one.position})::INT)" for one in columns]
    shares += [f"avg((a{one.position} <> z{one.position})::INT)" for one in columns]
    shares += [f"sum(n{one.position}) / greatest(sum(k{one.position}), 1)" for one in dates]
    row = scratch.rows(
        f"SELECT {', '.join(shares)} FROM (SELECT {', '.join([*ends, *moves])} FROM "
        f"(SELECT {key} AS id, {texts} FROM {cells.view} WHERE {key} IS NOT NULL AND "
        f"hash({key}) % {parts} = 0) GROUP BY id HAVING count(*) > 1)"
    )[0]
    found = iter(float(cast("float | None", share) or 0.0) for share in row)
    one = {column.name: next(found) for column in columns}
    several = {column.name: next(found) for column in columns}
    return one, several, {column.name: next(found) for column in dates}


def _is_sorted(found: Updates, scratch: Scratch, cells: Cells) -> bool:
    """Whether the last row of each id is its last update; not known of dates read two ways.

    A tool that writes its updates in order knows it better than a clock that stumbles once.
    """
    by = Source(found.by)
    if cells.is_iso(by):
        order = "ymd"
    else:
        raw = western_sql(cells.text(found.by))
        by = by.reading(How(plain=example_of_forms(scratch, cells.view, raw) is not None))
        text = read_sql(SHARED[0], by, cells.text(found.by))
        order = decide_order(scratch, cells.view, text, found.by).order
    if order is None:
        return False
    last = Last(found.of, by.reading(How(date_order=order)))
    rises, falls = turns(scratch, last, cells)
    return falls <= STUMBLES * rises


def _is_own(feed: Feed, found: Updates) -> bool:
    """Whether the rows of a feed are told apart by the repeated id itself."""
    own = feed.fields.get(COUNTED[feed.table])
    return own is not None and own.columns == (found.of,)


def _needs(feed: Feed, found: Updates, *, is_sorted: bool) -> bool:
    """Whether a feed would count a thing more than once, or by another than its last update."""
    if feed.table not in COUNTED:
        return False
    own = feed.fields.get(COUNTED[feed.table])
    if own is not None and own.columns and not _is_own(feed, found):
        return False
    begun = feed.fields.get("occurred_at")
    tells_begin = begun is None or begun.columns != (found.by,) or bool(begun.how.get("first"))
    return not (_is_own(feed, found) and is_sorted and tells_begin)


def _stays(feed: Feed, found: Updates) -> bool:
    """Whether the score of a feed is that of the thing: one value for each id."""
    score = feed.fields.get("score")
    return score is None or set(score.columns) <= set(found.stays)


def _question(found: Updates, tables: tuple[str, ...], *, default: str | None) -> Question:
    return Question(
        id=UPDATES,
        text=f"{_sentence(found)} Is a row an update of the same thing?",
        choices={
            ONE_THING: f"yes: the last update of each '{found.of}' counts",
            OWN_ROWS: "no: every row counts by itself",
        },
        columns=(found.of, found.by),
        default=default,
        values=tables,
    )


def _sentence(found: Updates) -> str:
    same = [f"'{name}'" for name in found.stays[:3]]
    listed = same[0] if len(same) == 1 else f"{', '.join(same[:-1])} and {same[-1]}"
    stay = "stays" if len(same) == 1 else "stay"
    return (
        f"The {found.rows:,} rows are about {found.things:,} different values of '{found.of}': "
        f"'{found.by}' moves on from row to row, {listed} {stay} the same."
    )
