"""The values of one column, counted: how many cells say something, and how many different things.

Columns that were counted while the file was read are not gone through again.
"""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest.arrow_columns import numbers_of
from cxdash.ingest.counting import SAMPLE_VALUES, FewTexts, ManyTexts, Sample
from cxdash.ingest.text_hashes import hashes_of

if TYPE_CHECKING:
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch

FEW: Final = 60
"""A column with at most so many different values has them all listed."""

EXAMPLES: Final = 3
"""Values of a column that are shown."""

SAMPLED: Final = "sampled"
"""The table of sampled values: `v` stands `k` times in the column at `place`."""

_ROWS: Final = 122_880
"""Texts fetched at a time."""


@dataclass(frozen=True)
class Seen:
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


def clear_sampled(scratch: Scratch) -> None:
    """Make the table of sampled values, or empty it."""
    scratch.execute(f"CREATE OR REPLACE TEMP TABLE {SAMPLED} (place INTEGER, v VARCHAR, k BIGINT)")


def seen_in(scratch: Scratch, cells: Cells, position: int, rows: int) -> Seen:
    """Count the values of a column, and add some of them to the table `sampled`.

    Args:
        scratch: Where the file's text is.
        cells: The view that holds it.
        position: The column's place.
        rows: The rows of the file.
    """
    name = cells.columns[position]
    seen = _many(scratch, cells, name) if _has_many(cells, position, rows) else None
    return seen or _few(scratch, cells, name)


def _has_many(cells: Cells, position: int, rows: int) -> bool:
    return rows > SAMPLE_VALUES and position not in cells.repeating


def _few(scratch: Scratch, cells: Cells, name: str) -> Seen:
    """Count every value of a column."""
    place = cells.columns.index(name)
    known = texts_counted(scratch, cells, place)
    source, each, line = (
        (known, "sum(k)::BIGINT", "line") if known else (cells.view, "count(*)", "source_line")
    )
    scratch.execute(
        f"CREATE OR REPLACE TEMP TABLE said AS SELECT {cells.text(name)} AS v, {each} AS k, "
        f"min({line}) AS line FROM {source} GROUP BY ALL HAVING v IS NOT NULL"
    )
    found = scratch.rows("SELECT coalesce(sum(k), 0)::BIGINT, count(*) FROM said")[0]
    filled, different = cast("tuple[int, int]", found)
    order = "k DESC, v" if different <= FEW else "line"
    listed = scratch.rows(f"SELECT v, k FROM said ORDER BY {order} LIMIT {FEW}")
    values = tuple(cast("list[tuple[str, int]]", listed))
    _sample_said(scratch, place, different)
    first = tuple(value for value, _ in values)
    return Seen(filled, different, first, values if different <= FEW else ())


def texts_counted(scratch: Scratch, cells: Cells, place: int) -> str | None:
    """Return the table of a column's texts, each once; None where few were not counted at reading.

    It has them under the column's own name, with `k` and the first `line`, until the next is asked.
    """
    counted = cells.counted.get(place)
    known = counted.table(f"c{place}") if isinstance(counted, FewTexts) else None
    if known is None:
        return None
    scratch.take("counted", known)
    return "counted"


def _sample_said(scratch: Scratch, place: int, different: int) -> None:
    if different <= SAMPLE_VALUES:
        scratch.execute(f"INSERT INTO {SAMPLED} SELECT {place}, v, k FROM said")
        return
    sample = Sample()
    for batch in scratch.stream("SELECT v, k FROM said", rows=_ROWS):
        texts = batch.column(0)
        sample.see(texts, hashes_of(texts), numbers_of(batch.column(1)))
    _add(scratch, place, sample)


def _add(scratch: Scratch, place: int, sample: Sample) -> None:
    scratch.take("drawn", sample.table())
    scratch.execute(f"INSERT INTO {SAMPLED} SELECT {place}, v, k FROM drawn")


def _many(scratch: Scratch, cells: Cells, name: str) -> Seen | None:
    """Count what `_few` counts without holding every value; None where there turn out to be few.

    The first values are those of the first rows; None, too, where these repeat one another.
    """
    place, text = cells.columns.index(name), cells.text(name)
    filled = f"(SELECT {text} AS v FROM {cells.view}) WHERE v IS NOT NULL"
    counted = cells.counted.get(place)
    if not (isinstance(counted, ManyTexts) and place in cells.tidy):
        counted = ManyTexts(scratch.folder / f"c{place}.said")
        for batch in scratch.stream(f"SELECT v FROM {filled}", rows=_ROWS):
            counted.see(batch.column(0))
    if counted.different <= SAMPLE_VALUES:
        return None
    opening = cast("list[tuple[str]]", scratch.rows(f"SELECT v FROM {filled} LIMIT {FEW}"))
    examples = tuple(dict.fromkeys(value for (value,) in opening))
    if len(examples) < EXAMPLES:
        return None
    _add(scratch, place, counted.sample)
    return Seen(counted.filled, counted.different, examples, ())
