"""What the values of each column look like: dates, numbers, ids, a few words, long text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from cxdash.ingest import numbers
from cxdash.ingest.cell_shapes import CLOCK_SHAPE, DATE_SHAPES, EPOCH_SHAPE, EXCEL_SHAPE
from cxdash.ingest.distinct import firsts, sorted_hashes
from cxdash.ingest.sqltext import list_sql, text_sql
from cxdash.ingest.typed import NO, YES, Cells

if TYPE_CHECKING:
    from decimal import Decimal

    from cxdash.store.scratch import Scratch

SAMPLE_VALUES: Final = 10_000
"""Different values of a column looked at when proposing, drawn by their hash. Decisions about
dates and decimals count every row."""

FEW: Final = 60
"""A column with at most so many different values has them all listed."""

EXAMPLES: Final = 3
"""Values of a column that are shown."""

MOSTLY: Final = 0.9
"""The share of filled cells that must look alike before a column counts as dates or numbers."""


@dataclass(frozen=True)
class ColumnProfile:
    """What one column holds.

    Attributes:
        name: The header name.
        label: The question behind it where the file tells one, else the name.
        position: Its place in the file, from 0.
        rows: Rows looked at.
        filled: Share of them that say something.
        different: How many different values there are among them.
        examples: The first few values.
        values: Every value with its count, when there are few; else empty.
        dates: Share of the filled cells that look like a date.
        moments: Share that look like seconds since 1970 or Excel days (any number might).
        clocks: Share that look like a duration, h:mm[:ss].
        numbers: Share that are numbers.
        whole: Share that are whole numbers.
        padded: Share of numbers with a leading zero (ids and zip codes are text).
        low, high: The smallest and largest number, None without any.
        yes_no: Share that mean yes or no.
        percents: Share that end in a percent sign.
        length: The average length of the text.
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
    return tuple(
        replace(_profile_one(scratch, cells, name, position, rows), label=labels.get(name, name))
        for position, name in enumerate(cells.columns)
    )


def _share(shape: str) -> str:
    return _weight(f"regexp_matches(v, {text_sql(shape)}, 'i')")


def _weight(condition: str) -> str:
    return f"coalesce(sum(k) FILTER (WHERE {condition}), 0)::BIGINT"


def _profile_one(
    scratch: Scratch, cells: Cells, name: str, position: int, rows: int
) -> ColumnProfile:
    has_many = _has_many(cells, position, rows)
    seen = _seen_by_hash(scratch, cells, name, rows) if has_many else None
    seen = seen or _seen(scratch, cells, name)
    looks, low, high, length = _looks(scratch)
    return ColumnProfile(
        name=name,
        label=name,
        position=position,
        rows=rows,
        filled=seen.filled / max(rows, 1),
        different=seen.different,
        examples=tuple(value[:80] for value in seen.first[:EXAMPLES]),
        values=seen.values,
        low=low,
        high=high,
        length=length,
        **looks,
    )


@dataclass(frozen=True)
class _Seen:
    """What was counted in a column; `SAMPLE_VALUES` of its values are in the table `sampled`.

    Attributes:
        filled: Cells that say something.
        different: Different values among them.
        first: The first values, the commonest first where there are few.
        values: Every value with its count where there are few.
    """

    filled: int
    different: int
    first: tuple[str, ...]
    values: tuple[tuple[str, int], ...]


def _has_many(cells: Cells, position: int, rows: int) -> bool:
    return rows > SAMPLE_VALUES and position not in cells.repeating


def _seen(scratch: Scratch, cells: Cells, name: str) -> _Seen:
    """Count every value of a column."""
    scratch.execute(
        f"CREATE OR REPLACE TEMP TABLE said AS SELECT {cells.text(name)} AS v, count(*) AS k, "
        f"min(source_line) AS line FROM {cells.view} GROUP BY ALL HAVING v IS NOT NULL"
    )
    counted = scratch.rows("SELECT coalesce(sum(k), 0)::BIGINT, count(*) FROM said")[0]
    filled, different = cast("tuple[int, int]", counted)
    order = "k DESC, v" if different <= FEW else "line"
    found = scratch.rows(f"SELECT v, k FROM said ORDER BY {order} LIMIT {FEW}")
    values = tuple(cast("list[tuple[str, int]]", found))
    scratch.execute(
        "CREATE OR REPLACE TEMP TABLE sampled AS "
        f"SELECT v, k FROM said ORDER BY hash(v) LIMIT {SAMPLE_VALUES}"
    )
    first = tuple(value for value, _ in values)
    return _Seen(filled, different, first, values if different <= FEW else ())


def _seen_by_hash(scratch: Scratch, cells: Cells, name: str, rows: int) -> _Seen | None:
    """Count what `_seen` counts without holding every value; None where there turn out to be few.

    The first values are those of the first rows; None, too, where these repeat one another.
    """
    text = cells.text(name)
    hashes = sorted_hashes(scratch, text, cells.view, most=rows)
    first_of_like = firsts(hashes)
    different = int(np.count_nonzero(first_of_like))
    if different <= SAMPLE_VALUES:
        return None
    last = int(hashes[first_of_like][SAMPLE_VALUES - 1])
    filled = f"(SELECT {text} AS v FROM {cells.view}) WHERE v IS NOT NULL"
    opening = cast("list[tuple[str]]", scratch.rows(f"SELECT v FROM {filled} LIMIT {FEW}"))
    examples = tuple(dict.fromkeys(value for (value,) in opening))
    if len(examples) < EXAMPLES:
        return None
    scratch.execute(
        "CREATE OR REPLACE TEMP TABLE sampled AS SELECT v, k FROM (SELECT v, count(*) AS k "
        f"FROM {filled} AND hash(v) <= {last}::UBIGINT GROUP BY v) "
        f"ORDER BY hash(v) LIMIT {SAMPLE_VALUES}"
    )
    return _Seen(int(hashes.size), different, examples, ())


def _looks(
    scratch: Scratch,
) -> tuple[dict[str, float], Decimal | None, Decimal | None, float]:
    """Return the share of cells of each look, the smallest and largest number, the mean length."""
    number = f"coalesce({numbers.number_sql('v', '.')}, {numbers.number_sql('v', ',')})"
    shares = {
        "dates": _share("|".join(DATE_SHAPES)),
        "moments": _share(f"{EPOCH_SHAPE}|{EXCEL_SHAPE}"),
        "clocks": _share(CLOCK_SHAPE),
        "numbers": _weight("x IS NOT NULL"),
        "whole": _weight("x = round(x)"),
        "padded": _weight(r"regexp_matches(v, '^0\d+$')"),
        "yes_no": _weight(f"lower(v) IN {list_sql((*YES, *NO))}"),
        "percents": _weight("suffix(v, '%')"),
    }
    found = scratch.rows(
        f"SELECT greatest(sum(k), 1)::BIGINT, min(x), max(x), avg(length(v)), "
        f"{', '.join(shares.values())} FROM (SELECT v, k, {number} AS x FROM sampled)"
    )[0]
    of, low, high, length, *counts = found
    total = cast("int | None", of) or 1
    looks = {name: cast("int", count) / total for name, count in zip(shares, counts, strict=True)}
    ends = cast("tuple[Decimal | None, Decimal | None]", (low, high))
    return looks, *ends, cast("float | None", length) or 0.0
