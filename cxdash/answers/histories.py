"""Many groups over time from one query: rows of numbers, no frame for each group."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.asked import Asked, over_time, reach_of
from cxdash.answers.charted import SINGLE_VALUES, Course, Parts, chart_of, reaching_back
from cxdash.answers.groups import (
    amounts,
    days_covered,
    difference_between,
    earlier,
    groups_of,
)
from cxdash.answers.judge import Amount
from cxdash.answers.series import every_start
from cxdash.metrics.measure import measured
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, Period, compared_with, label_of, next_start
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.stats import ControlChart, Difference
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
    """

    group: str
    starts: tuple[date, ...]
    parts: Parts

    def within(self, period: Period, grain: Grain) -> Amount | None:
        """Return the parts added up over some days; None unless they are whole periods."""
        end = next_start(self.starts[-1], grain)
        first, after = max(period.first, self.starts[0]), min(period.last + _DAY, end)
        edges = (*self.starts, end)
        begin, stop = bisect_left(edges, first), bisect_left(edges, after)
        if edges[min(begin, len(self.starts))] != first or edges[stop] != after:
            return None
        return Amount(*(_known_sum(part[begin:stop]) for part in self.parts))

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


def _known_sum(part: NDArray[np.float64]) -> float:
    """Return the sum of what is known; a quarter of the time `np.nansum` takes for so few."""
    return float(part[part == part].sum())  # noqa: PLR0124 - NaN is the only value unlike itself


@dataclass(frozen=True)
class Histories:
    """The groups of a split over time, most rows first; judged over `course`."""

    reader: Reader
    metric: Metric
    course: Course
    groups: tuple[History, ...]

    def judged(self, history: History, split: str | None) -> tuple[History, ControlChart]:
        """Return what a group's chart shows, and the chart for its signals; see `chart_of`."""
        filters = self.course.filters
        own = self.course
        if split is not None:
            own = replace(self.course, filters=filters.only(split, history.group))
        days = reaching_back(self.reader, self.metric, own.filters, own.grain).period
        own = replace(own, filters=own.filters.within(days))
        shown = history.since(days.first) if days else history
        starts = list(shown.starts)
        return shown, chart_of(self.reader, self.metric, own, starts, shown.parts, is_drawn=False)


def histories_of(asked: Asked, split: str | None) -> Histories | None:
    """Return the groups of a split over the chart's days and those they are compared with."""
    reader, metric, question = asked.reader, asked.metric, asked.question
    course = asked.course(question.filters)
    period = question.filters.period or reader.span
    if period is None or course.filters.period is None:
        return None
    filters = course.filters.within(reach_of(reader, question, course.grain))
    found = (
        measured(reader, metric, filters=filters, by=(split,), grain=course.grain)
        if split
        else over_time(reader, metric, question, course.grain)
    )
    periods = found[PERIOD]
    if not len(periods):
        return None
    ends = (periods.min().item().date(), periods.max().item().date())
    starts = every_start(ends, metric, replace(course, filters=filters), reader)
    return Histories(reader, metric, course, _rows(found, metric, split, starts))


def _rows(
    found: Columns, metric: Metric, split: str | None, starts: list[date]
) -> tuple[History, ...]:
    """Return the measured cells as one row of numbers for each group, most rows first."""
    size = len(found[PERIOD])
    names = found[split] if split else np.full(size, WHOLE, dtype=object)
    groups, codes = np.unique(names.astype(str), return_inverse=True)
    places = np.searchsorted(np.array(starts, dtype=found[PERIOD].dtype), found[PERIOD])
    empty = 0.0 if metric.chart == "count" else np.nan
    columns = ("n", "value" if metric.chart in SINGLE_VALUES else "total", "total_sq")
    grids = [np.full((len(groups), len(starts)), empty) for _ in columns]
    for grid, name in zip(grids, columns, strict=True):
        grid[codes, places] = found[name]
    order = np.argsort(-np.nansum(grids[0], axis=1), kind="stable")
    return tuple(
        History(str(groups[row]), tuple(starts), Parts(*(grid[row] for grid in grids)))
        for row in order
    )


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


class Newest(NamedTuple):
    """The newest point of a chart, on the metric's own scale."""

    label: str
    value: float
    center: float
    lower: float
    upper: float


def newest_of(start: date, grain: Grain, chart: ControlChart, metric: Metric) -> Newest:
    """Return the newest counted point of a chart whose period begins at `start`."""
    place = int(np.flatnonzero(chart.counted)[-1])
    names = ("values", "center", "lower", "upper")
    rows = (float(getattr(chart, name)[place]) * metric.scale for name in names)
    return Newest(label_of(start, grain), *rows)
