"""Many groups over time from one query: rows of numbers, no frame for each group."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.asked import Asked, over_time, reach_of, split_over_time
from cxdash.answers.charted import SINGLE_VALUES, Course, Parts
from cxdash.answers.groups import (
    amounts,
    days_covered,
    difference_between,
    earlier,
    groups_of,
)
from cxdash.answers.judge import Amount
from cxdash.answers.series import every_start
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.measure import is_exposed_by, measured
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, Period, compared_with, next_start
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.stats import Difference
from cxdash.store.snapshot import Columns


class Change(NamedTuple):
    """A group's difference from what it is compared with; None where it is too small to tell."""

    group: str
    difference: Difference | None
    n: float


_DAY = timedelta(days=1)

WHOLE = ""
"""The name of the only group of a history that is not split."""


@dataclass(frozen=True)
class History:
    """One group over time.

    Attributes:
        group: Its name.
        starts: The first day of each period.
        parts: Its parts, one entry a period; NaN where nothing is known.
        pieces: The first day of each piece of a period; of each period where none is cut.
        in_pieces: Its parts, one entry a piece, in the same way.
    """

    group: str
    starts: tuple[date, ...]
    parts: Parts
    pieces: tuple[date, ...]
    in_pieces: Parts

    def within(self, period: Period, grain: Grain) -> Amount | None:
        """Return the parts added up over some days; None unless they are whole periods."""
        found = _between((*self.starts, next_start(self.starts[-1], grain)), period)
        return _added(self.parts, found) if found else None

    def within_pieces(self, period: Period, grain: Grain) -> Amount | None:
        """Return the parts added up over some days; None unless they are whole pieces."""
        found = self.pieces_of(period, grain)
        return _added(self.in_pieces, found) if found else None

    def pieces_of(self, period: Period, grain: Grain) -> slice | None:
        """Return the pieces that make up some days; None where these are not whole pieces."""
        return _between((*self.pieces, next_start(self.starts[-1], grain)), period)

    def values(self, metric: Metric) -> NDArray[np.float64]:
        """Return the metric of each period; NaN where nothing is known."""
        if metric.unit == "count":
            return self.parts.total
        return metric.scale * self.parts.total / np.where(self.parts.n > 0, self.parts.n, np.nan)

    def since(self, first: date) -> "History":
        """Return the same history without the periods that begin before a day."""
        kept = bisect_left(self.starts, first)
        return self._cut(kept, len(self.starts))

    def known(self) -> "History":
        """Return the same history from its first to its last period that holds something."""
        known = np.flatnonzero(np.isfinite(self.parts.n))
        return self._cut(int(known[0]), int(known[-1]) + 1) if len(known) else self._cut(0, 0)

    def _cut(self, start: int, end: int) -> "History":
        parts = Parts(*(part[start:end] for part in self.parts))
        return replace(self, starts=self.starts[start:end], parts=parts)


def _between(edges: tuple[date, ...], period: Period) -> slice | None:
    """Return which of the stretches between edges make up some days; None where they do not."""
    first, after = max(period.first, edges[0]), min(period.last + _DAY, edges[-1])
    begin, stop = bisect_left(edges, first), bisect_left(edges, after)
    if edges[min(begin, len(edges) - 1)] != first or edges[stop] != after:
        return None
    return slice(begin, stop)


def _added(parts: Parts, at: slice) -> Amount:
    return Amount(*(_known_sum(part[at]) for part in parts))


def _known_sum(part: NDArray[np.float64]) -> float:
    """Return the sum of what is known; a quarter of the time `np.nansum` takes for so few."""
    return float(part[part == part].sum())  # noqa: PLR0124 - NaN is the only value unlike itself


@dataclass(frozen=True)
class Histories:
    """The groups of a split over time, most rows first; charts run over `course`."""

    reader: Reader
    metric: Metric
    course: Course
    groups: tuple[History, ...]


def histories_of(asked: Asked, split: str | None) -> Histories | None:
    """Return the groups of a split over the chart's days and those they are compared with."""
    reader, metric, question = asked.reader, asked.metric, asked.question
    course = asked.course(question.filters)
    period = question.filters.period or reader.span
    if period is None or course.filters.period is None:
        return None
    grain = course.grain
    filters = course.filters.within(reach_of(reader, question, grain))
    found = (
        split_over_time(reader, metric, question, grain, (split,))
        if split
        else over_time(reader, metric, question, grain)
    )
    periods = found[PERIOD]
    if not len(periods):
        return None
    ends = (periods.min().item().date(), periods.max().item().date())
    first, last = (reader.calendar.start_of(day, grain) for day in ends)
    starts = every_start((first, last), metric, replace(course, filters=filters), reader)
    return Histories(reader, metric, course, _rows(found, metric, split, starts))


def _rows(
    found: Columns, metric: Metric, split: str | None, starts: list[date]
) -> tuple[History, ...]:
    """Return the measured cells as one row of numbers for each group, most rows first."""
    size = len(found[PERIOD])
    names: list[str] = [str(name) for name in found[split]] if split else [WHOLE] * size
    groups = sorted(set(names))
    code = {group: number for number, group in enumerate(groups)}
    codes = np.array([code[name] for name in names], dtype=np.intp)
    begun = np.array(starts, dtype=found[PERIOD].dtype)
    edges = np.union1d(begun, found[PERIOD])
    places = np.searchsorted(edges, found[PERIOD])
    empty = 0.0 if metric.chart == "count" else np.nan
    columns = ("n", "value" if metric.chart in SINGLE_VALUES else "total", "total_sq")
    cut = [np.full((len(groups), len(edges)), empty) for _ in columns]
    for grid, name in zip(cut, columns, strict=True):
        grid[codes, places] = found[name]
    pieces = tuple(edge.item().date() for edge in edges)
    is_cut = len(edges) > len(begun)
    grids = [_put_together(grid, np.searchsorted(edges, begun)) for grid in cut] if is_cut else cut
    order = np.argsort(-np.nansum(grids[0], axis=1), kind="stable")
    return tuple(
        History(
            groups[int(row)],
            tuple(starts),
            Parts(*(grid[row] for grid in grids)),
            pieces,
            Parts(*(grid[row] for grid in cut)),
        )
        for row in order
    )


def _put_together(grid: NDArray[np.float64], begun: NDArray[np.intp]) -> NDArray[np.float64]:
    """Return the pieces of each row added up to the periods that begin at these places."""
    is_known = np.isfinite(grid)
    added = np.add.reduceat(np.where(is_known, grid, 0.0), begun, axis=1)
    return np.where(np.logical_or.reduceat(is_known, begun, axis=1), added, np.nan)


def changes_of(asked: Asked, split: str, found: Histories) -> list[Change]:
    """Return how each group's period differs from what it is compared with."""
    period = asked.question.filters.period or asked.reader.span
    before = compared_with(period, asked.question.compare) if period else None
    if period is None or before is None:
        groups = groups_of(asked.reader, asked.metric, asked.question, split)
        columns = ("group", "change", "change_low", "change_high", "p_value", "n")
        rows = zip(*(groups[name] for name in columns), strict=True) if len(groups) else ()
        told = [(str(row[0]), Difference(*map(float, row[1:5])), float(row[5])) for row in rows]
        return [
            Change(group, None if np.isnan(found.p_value) else found, n) for group, found, n in told
        ]
    if earlier(asked.reader, before) is None:
        return []
    now, then = (_amounts(asked, split, found, days) for days in (period, before))
    return [
        Change(
            group, difference_between(asked.metric, one, then[group]) if group in then else None,
            one.n,
        )
        for group, one in now.items()
    ]  # fmt: skip


def _amounts(asked: Asked, split: str, found: Histories, period: Period) -> dict[str, Amount]:
    """Return each group's parts within some days: from the histories if these are whole periods."""
    days = days_covered(asked.reader, period)
    known = {one.group: one.within(period, asked.grain) for one in found.groups}
    if None in known.values():
        known = _in_pieces(asked, split, found, period)
    if None not in known.values():
        is_count = asked.metric.chart == "count"
        return {
            group: replace(one, n=float(days)) if is_count else one
            for group, one in known.items()
            if one is not None
        }
    filters = asked.question.filters.within(period)
    columns = measured(asked.reader, asked.metric, filters=filters, by=(split,))
    groups = map(str, columns[split])
    return dict(zip(groups, amounts(columns, asked.metric, days), strict=True))


def _in_pieces(
    asked: Asked, split: str, found: Histories, period: Period
) -> dict[str, Amount | None]:
    """Return the parts of each group that has any within some days, ordered as it is measured.

    A group of None where the days are not whole pieces.
    """
    metric, grain = asked.metric, asked.grain
    # What every group is divided by says nothing of one that met no event.
    shares_all = metric.chart == "rate" and not is_exposed_by(asked.reader, metric, split)
    known: dict[str, Amount | None] = {}
    for one in sorted(found.groups, key=lambda each: (each.group == NOT_RECORDED, each.group)):
        at = one.pieces_of(period, grain)
        if at is None:
            return {one.group: None}
        n = one.in_pieces.n[at]
        amount = _added(one.in_pieces, at)
        # A silent piece of a count is 0, one of all else is not known.
        has_any = (n > 0).any() if metric.chart == "count" else np.isfinite(n).any()
        if has_any and (amount.total > 0 or not shares_all):
            known[one.group] = amount
    return known
