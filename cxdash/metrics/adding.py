"""Add up a question's parts over a table held in memory: the same figures as the database gives."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.held import EXACT, Coded, Held, Summed
from cxdash.metrics.sources import CUSTOMER, CUSTOMER_SQL, FLAGS, NUMBERS, PERIOD, Ask
from cxdash.store.parts import Part
from cxdash.store.snapshot import Columns

ROOM = 4
"""Groups for each row up to which all of them are laid out; beyond, only those that hold a row."""

Rows = NDArray[np.intp]
"""Places of rows."""


def added_in_memory(
    held: Held, ask: Ask, parts: Mapping[str, tuple[Part, str]], once_by: str | None
) -> Columns | None:
    """Return the parts of a question, added up; None where they cannot be, exactly.

    They are too large then, or the warehouse was mended while they were read.

    Args:
        held: The rows.
        ask: The question.
        parts: The parts it wants, by the name it has for each, with what a row adds to each.
        once_by: A column of numbers: in each group, the rows that share one count once.

    Returns:
        As `add_up` does.
    """
    summed = {name: held.part(part, one_row) for name, (part, one_row) in parts.items()}
    known = {name: one for name, one in summed.items() if one is not None}
    if len(known) < len(summed):
        return None
    rows = _rows_of(held, ask.filters, is_dated=ask.grain is not None)
    groups, keys = _groups_of(held, ask, rows)
    if once_by is not None:
        rows, keys = _once(held.numbers(once_by)[rows], rows, keys)
    present, places = _told_apart(keys, groups)
    totals = {name: _total(one, rows, places, len(present)) for name, one in known.items()}
    return _decoded(groups, present) | totals if held.is_of_one_file else None


def _rows_of(held: Held, filters: Filters, *, is_dated: bool) -> Rows:
    """Return the places of the rows that fit, ascending."""
    first, last = 0, len(held.days) if is_dated else held.rows
    if filters.period is not None:
        days = filters.period
        first = int(np.searchsorted(held.days, np.datetime64(days.first), side="left"))
        last = int(np.searchsorted(held.days, np.datetime64(days.last), side="right"))
    fits: NDArray[np.bool_] | None = None
    for name, values in filters.where:
        column = _column(held, name)
        these = _wanted(name, column, values)[column.codes[first:last]]
        fits = these if fits is None else fits & these
    return np.arange(first, last) if fits is None else first + np.flatnonzero(fits)


def _column(held: Held, name: str) -> Coded:
    if name == CUSTOMER:
        return held.column(name, CUSTOMER_SQL)
    if name in NUMBERS:
        return held.column(name, f'"{name}"::double')
    return held.column(name, f'"{name}"::varchar' if name in FLAGS else f'"{name}"')


def _wanted(name: str, column: Coded, values: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return for each word of a column whether a filter counts it."""
    named = [value for value in values if value != NOT_RECORDED]
    wanted = {*map(float, named)} if name in NUMBERS else {*named}
    counts = [value in wanted for value in column.values]
    return np.array([*counts, NOT_RECORDED in values], dtype=bool)


def _groups_of(
    held: Held, ask: Ask, rows: Rows
) -> tuple[list[tuple[str, NDArray[Any]]], NDArray[np.int64]]:
    """Return what the groups are called, by column, and the number of each row's group."""
    groups: list[tuple[str, NDArray[Any]]] = []
    keys = np.zeros(len(rows), dtype=np.int64)
    if ask.grain is not None:
        starts, period_of = held.periods(ask.grain)
        groups.append((PERIOD, starts.astype("datetime64[us]")))
        keys = period_of[rows]
    for name in ask.by:
        column = _column(held, name)
        groups.append((name, column.words))
        keys = keys * len(column.words) + column.codes[rows]
    return groups, keys


def _once(ids: NDArray[Any], rows: Rows, keys: NDArray[np.int64]) -> tuple[Rows, NDArray[np.int64]]:
    """Return the first row of each id in each group, and its group."""
    order = np.lexsort((ids, keys))
    ids, keys = ids[order], keys[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (ids[1:] != ids[:-1]) | (keys[1:] != keys[:-1])
    return rows[order[is_first]], keys[is_first]


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
    whole = np.bincount(places, weights=part.whole[rows], minlength=size)
    if part.rest is None:
        return whole.astype(np.int64 if part.is_whole else np.float64)
    rest = np.bincount(places, weights=part.rest[rows], minlength=size)
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
