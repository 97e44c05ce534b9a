"""Add up a question's parts over a table held in memory: the same figures as the database gives."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.compact import EXACT, Summed
from cxdash.metrics.held import Held
from cxdash.metrics.picked import column_of, days_of, picked
from cxdash.metrics.rated import rated, touched_by
from cxdash.metrics.sources import PERIOD, Ask
from cxdash.store.coded import Codes
from cxdash.store.parts import Part
from cxdash.store.rollups import TOUCHED
from cxdash.store.snapshot import Columns

ROOM = 4
"""Groups for each row up to which all of them are laid out; beyond, only those that hold a row."""


@dataclass(frozen=True)
class Rows:
    """The rows a question counts.

    Attributes:
        places: The place of each among those held, ascending; one may stand there several times.
        count: How many they are.
        codes: For columns that are not those of the rows held, the code of each row's word.
    """

    places: NDArray[np.int32] | slice
    count: int
    codes: Mapping[str, Codes] = field(default_factory=dict[str, Codes])


def added_in_memory(
    held: Held, ask: Ask, parts: Mapping[str, tuple[Part, str]], *, is_rating: bool = False
) -> Columns | None:
    """Return the parts of a question, added up; None where they cannot be, exactly.

    They are too large then, or the warehouse was mended while they were read.

    Args:
        held: The rows.
        ask: The question.
        parts: The parts it wants, by the name it has for each, with what a row adds to each.
        is_rating: Whether it asks who or what touched the rows, which are answers: each counts
            once in each group.

    Returns:
        As `add_up` does.
    """
    summed = {name: held.part(part, one_row) for name, (part, one_row) in parts.items()}
    known = {name: one for name, one in summed.items() if one is not None}
    if len(known) < len(summed):
        return None
    rows = _ratings(held, ask) if is_rating else _rows(held, ask)
    groups, keys = _groups_of(held, ask, rows)
    present, places = _told_apart(keys, groups)
    totals = {name: _total(one, rows, places, len(present)) for name, one in known.items()}
    return _decoded(groups, present) | totals if held.is_of_one_file else None


def different_in_memory(held: Held, ask: Ask, column: str) -> int | None:
    """Return how many different whole numbers a column holds in the rows a question counts.

    Args:
        held: The rows.
        ask: The question.
        column: A column of numbers from 1; rows without one do not count.

    Returns:
        None where the warehouse was mended while they were read.
    """
    numbers = held.once(
        ("whole", column),
        lambda: held.numbers(f"coalesce({column}, 0)").astype(np.int32),
        lambda found: found.nbytes,
    )
    times = np.bincount(numbers[_rows(held, ask).places])
    return int(np.count_nonzero(times[1:])) if held.is_of_one_file else None


def row_by_row(held: Held, ask: Ask, numbers: Mapping[str, str]) -> Columns | None:
    """Return the rows a question counts as they are, with what it groups them by.

    Args:
        held: The rows.
        ask: The question; its parts are left out.
        numbers: What is wanted of each row beside its groups, as SQL that gives a number.

    Returns:
        One entry a row; None where the warehouse was mended while they were read.
    """
    rows = _rows(held, ask)
    found: Columns = {}
    for name in ask.by:
        column = column_of(held, name)
        found[name] = column.words[column.codes[rows.places]]
    for name, sql in numbers.items():
        column = held.once(
            ("number", sql), lambda sql=sql: held.numbers(sql), lambda each: each.nbytes
        )
        found[name] = column[rows.places]
    return found if held.is_of_one_file else None


def _rows(held: Held, ask: Ask) -> Rows:
    first, last = days_of(held, ask.filters.period, is_dated=ask.grain is not None)
    if not ask.filters.where:
        return Rows(slice(first, last), last - first)
    found = picked(held, ask.filters.where)
    places = found[_between(found, first, last)]
    return Rows(places, len(places))


def _ratings(answers: Held, ask: Ask) -> Rows:
    found = rated(answers, ask.filters.where, tuple(name for name in ask.by if name in TOUCHED))
    these = _between(
        found.answers, *days_of(answers, ask.filters.period, is_dated=ask.grain is not None)
    )
    places = found.answers[these]
    codes = {name: codes[these] for name, codes in found.touched.items()}
    return Rows(places, len(places), codes)


def _between(places: NDArray[np.int32], first: int, last: int) -> slice:
    """Return where those of some places stand that are at least the first and below the last."""
    # Numbers of another type would have all the places copied into theirs.
    return slice(*np.searchsorted(places, np.array([first, last], dtype=places.dtype)))


def _groups_of(
    held: Held, ask: Ask, rows: Rows
) -> tuple[list[tuple[str, NDArray[Any]]], NDArray[np.int64]]:
    """Return what the groups are called, by column, and the number of each row's group."""
    groups: list[tuple[str, NDArray[Any]]] = []
    numbers: list[NDArray[Any]] = []
    if ask.grain is not None:
        starts, period_of = held.periods(ask.grain, ask.cuts)
        groups.append((PERIOD, starts.astype("datetime64[us]")))
        numbers.append(period_of[rows.places])
    for name in ask.by:
        is_own = name not in rows.codes
        column = column_of(held, name) if is_own else touched_by(held, name)
        groups.append((name, column.words))
        numbers.append(column.codes[rows.places] if is_own else rows.codes[name])
    if not groups:
        return groups, np.zeros(rows.count, dtype=np.int64)
    keys = numbers[0].astype(np.int64)
    for (_, words), more in zip(groups[1:], numbers[1:], strict=True):
        keys *= len(words)
        keys += more
    return groups, keys


def _told_apart(
    keys: NDArray[np.int64], groups: list[tuple[str, NDArray[Any]]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the groups that hold a row, ascending, and the place of each row's among them."""
    if not groups:
        return np.zeros(1, dtype=np.int64), keys
    size = int(np.prod([len(words) for _, words in groups], dtype=object))
    if size > ROOM * len(keys):
        present, places = np.unique(keys, return_inverse=True)
        return present, places
    present = np.flatnonzero(np.bincount(keys, minlength=size))
    place = np.zeros(size, dtype=np.int64)
    place[present] = np.arange(len(present))
    return present, place[keys]


def _total(part: Summed, rows: Rows, places: NDArray[np.int64], size: int) -> NDArray[Any]:
    """Return a part added up for each group."""
    if part.is_count:
        return np.bincount(places, minlength=size).astype(np.int64, copy=False)
    whole = np.bincount(places, weights=part.whole[rows.places], minlength=size)
    if part.rest is None:
        return whole.astype(np.int64 if part.is_whole else np.float64)
    rest = np.bincount(places, weights=part.rest[rows.places], minlength=size)
    return np.array(
        [
            _as_number(int(one) * 10**part.scale + int(more) * part.step, part.scale)
            for one, more in zip(whole, rest, strict=True)
        ],
        dtype=np.float64,
    )


def _as_number(units: int, scale: int) -> float:
    """Return a decimal as a number, rounded as the database rounds it.

    Args:
        units: The decimal without its point.
        scale: Its digits after the point.
    """
    if abs(units) <= EXACT:
        return units / 10**scale
    whole, rest = divmod(abs(units), 10**scale)
    number = float(whole) + rest / 10**scale
    return -number if units < 0 else number


def _decoded(groups: list[tuple[str, NDArray[Any]]], present: NDArray[np.int64]) -> Columns:
    """Return the columns that name the groups."""
    found: Columns = {}
    for name, words in reversed(groups):
        present, code = np.divmod(present, len(words))
        found[name] = words[code]
    return {name: found[name] for name, _ in groups}
