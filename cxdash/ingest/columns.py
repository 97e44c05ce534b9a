"""What the values of each column look like: dates, numbers, ids, a few words, long text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, cast

from cxdash.ingest import numbers
from cxdash.ingest.cell_shapes import (
    COMPACT_SHAPE,
    DATE_SHAPES,
    EPOCH_SHAPE,
    EXCEL_SHAPE,
)
from cxdash.ingest.counting import MOST_COUNTED, sorting
from cxdash.ingest.digits import western_sql
from cxdash.ingest.durations import CLOCK_SHAPE, DURATION_SHAPE
from cxdash.ingest.score_shapes import OUT_OF
from cxdash.ingest.seen import EXAMPLES, SAMPLED, Seen, clear_sampled, seen_in
from cxdash.ingest.sqltext import list_sql, text_sql
from cxdash.ingest.typed import NO, YES, Cells

if TYPE_CHECKING:
    from decimal import Decimal

    from cxdash.store.scratch import Scratch

MOSTLY: Final = 0.9
"""The share of filled cells that must look alike before a column counts as dates or numbers."""

_AT_ONCE: Final = 25
"""Columns whose sampled values are looked at together: that takes a moment however few they are."""


@dataclass(frozen=True)
class ColumnProfile:
    """What one column holds.

    Attributes:
        name: The header name.
        label: The question behind it where the file tells one, else the name.
        position: Its place in the file, from 0.
        rows: Rows looked at.
        filled: Share of them that say something.
        different: How many different values there are among them; of more than a million cells
            in which many repeat, told from a sample to about one in a hundred.
        examples: The first few values.
        values: Every value with its count, when there are few; else empty.
        dates: Share of the filled cells that look like a date.
        moments: Share that look like seconds since 1970, Excel days or a day and time in one number
            (any number might).
        clocks: Share that look like a duration: h:mm[:ss], 1d 4h, PT5M30S.
        numbers: Share that are numbers.
        whole: Share that are whole numbers.
        padded: Share of numbers with a leading zero (ids and zip codes are text).
        low, high: The smallest and largest number, None without any.
        yes_no: Share that mean yes or no.
        percents: Share that end in a percent sign.
        length: The average length of the text.
        fractions: Share that are scores such as 4/5 or "4 stars".
        tops: How often which highest score is named in them.
    """

    name: str
    label: str
    position: int
    rows: int
    filled: float
    different: int
    examples: tuple[str, ...]
    values: tuple[tuple[str, int], ...]
    dates: float
    moments: float
    clocks: float
    numbers: float
    whole: float
    padded: float
    low: Decimal | None
    high: Decimal | None
    yes_no: float
    percents: float
    length: float
    fractions: float = 0.0
    tops: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def is_empty(self) -> bool:
        """Whether no row says anything."""
        return self.filled == 0

    @property
    def is_date(self) -> bool:
        """Whether its values are dates by their shape alone."""
        return self.dates >= MOSTLY

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers, and not ids with leading zeros."""
        return self.numbers >= MOSTLY and self.padded < 1 - MOSTLY

    @property
    def uniqueness(self) -> float:
        """Different values for each filled row; 1 when every row has its own."""
        filled = self.filled * self.rows
        return self.different / filled if filled else 0.0


def profile(
    scratch: Scratch, cells: Cells, labels: dict[str, str] | None = None
) -> tuple[ColumnProfile, ...]:
    """Look at the file, column by column.

    Args:
        scratch: Where the file's text is.
        cells: The view that holds it and the header names.
        labels: The question behind a header name, where the file tells one.
    """
    labels = labels or {}
    rows = cast("int", scratch.rows(f"SELECT count(*) FROM {cells.view}")[0][0])
    found: list[ColumnProfile] = []
    with sorting(cells.counted[place] for place in cells.counted if place in cells.tidy):
        for first in range(0, len(cells.columns), _AT_ONCE):
            places = range(len(cells.columns))[first : first + _AT_ONCE]
            clear_sampled(scratch)
            seen = {place: seen_in(scratch, cells, place, rows) for place in places}
            looks = _looks(scratch)
            found += (
                _profile_one(
                    cells.columns[place], place, rows, seen[place], looks.get(place, _NONE)
                )
                for place in places
            )
    return tuple(replace(one, label=labels.get(one.name, one.name)) for one in found)


def things_in(scratch: Scratch, cells: Cells, column: ColumnProfile) -> int:
    """Return how many different values a column holds, to be told: exactly, however many."""
    if column.filled * column.rows <= MOST_COUNTED:
        return column.different
    counted = f"SELECT count(DISTINCT hash({cells.text(column.name)})) FROM {cells.view}"
    return cast("int", scratch.rows(counted)[0][0])


def _share(shape: str) -> str:
    return _weight(f"regexp_matches(v, {text_sql(shape)}, 'i')")


def _weight(condition: str) -> str:
    return f"coalesce(sum(k) FILTER (WHERE {condition}), 0)::BIGINT"


def _part(number: int) -> str:
    """Return SQL for a part of a score such as 4/5: the score, or the highest one; else ""."""
    # Taking a part out costs ten times what a look does, so few texts are looked into.
    return f"CASE WHEN is_part THEN regexp_extract(v, {text_sql(OUT_OF)}, {number}) ELSE '' END"


_SHARES: Final = {
    "dates": _share("|".join(DATE_SHAPES)),
    "moments": _share(f"{EPOCH_SHAPE}|{COMPACT_SHAPE}|{EXCEL_SHAPE}"),
    "clocks": _weight(
        f"x IS NULL AND regexp_matches(v, {text_sql(f'{CLOCK_SHAPE}|{DURATION_SHAPE}')}, 'i')"
    ),
    "numbers": _weight("x IS NOT NULL"),
    "whole": _weight("x = round(x)"),
    "padded": _weight(r"regexp_matches(v, '^0\d+$')"),
    "yes_no": _weight(f"lower(v) IN {list_sql((*YES, *NO))}"),
    "percents": _weight("suffix(v, '%')"),
    "fractions": _weight("part <> ''"),
}
"""Looks, each as SQL for how many of the cells have it."""


def _profile_one(name: str, position: int, rows: int, seen: Seen, looks: _Looks) -> ColumnProfile:
    return ColumnProfile(
        name=name,
        label=name,
        position=position,
        rows=rows,
        filled=seen.filled / max(rows, 1),
        different=seen.different,
        examples=tuple(value[:80] for value in seen.first[:EXAMPLES]),
        values=seen.values,
        low=looks.low,
        high=looks.high,
        length=looks.length,
        tops=looks.tops,
        **looks.shares,
    )


@dataclass(frozen=True)
class _Looks:
    """What the sampled values of one column look like.

    Attributes:
        shares: The share of cells of each look.
        low, high: The smallest and largest number, also of scores such as 4/5; None without any.
        length: The average length of the text.
        tops: The highest scores that are named in such, each with its number of cells.
    """

    shares: dict[str, float]
    low: Decimal | None
    high: Decimal | None
    length: float
    tops: dict[str, int]


_NONE: Final = _Looks(dict.fromkeys(_SHARES, 0.0), None, None, 0.0, {})


def _looks(scratch: Scratch) -> dict[int, _Looks]:
    """Return what the sampled values look like, by the place of their column."""
    number = f"coalesce({numbers.number_sql('v', '.')}, {numbers.number_sql('v', ',')})"
    of = "try_cast(replace(part, ',', '.') AS DECIMAL(38, 10))"
    found = scratch.rows(
        f"SELECT place, greatest(sum(k), 1)::BIGINT, min(coalesce(x, {of})), "
        f"max(coalesce(x, {of})), avg(length(v)), "
        "list({t: top, k: k}) FILTER (WHERE top <> ''), "
        f"{', '.join(_SHARES.values())} "
        f"FROM (SELECT *, {_part(1)} AS part, {_part(2)} AS top FROM "
        f"(SELECT *, x IS NULL AND regexp_matches(v, {text_sql(OUT_OF)}) AS is_part FROM "
        f"(SELECT place, v, k, {number} AS x FROM "
        f"(SELECT place, {western_sql('v')} AS v, k FROM {SAMPLED})))) GROUP BY place"
    )
    looks: dict[int, _Looks] = {}
    for place, total, low, high, length, tops, *counts in cast("list[Any]", found):
        shares = {name: count / total for name, count in zip(_SHARES, counts, strict=True)}
        named: Counter[str] = Counter()
        for one in cast("list[dict[str, Any]]", tops or []):
            named[one["t"]] += one["k"]
        looks[place] = _Looks(shares, low, high, length, dict(named))
    return looks
