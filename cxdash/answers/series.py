"""A metric over time, judged by its control chart: the one series behind every trend."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.baselines import Frozen
from cxdash.answers.charted import SINGLE_VALUES, Course, Parts, chart_of, frozen_in
from cxdash.answers.judge import Amount, interval_of
from cxdash.answers.rules_told import SIGNALS, alert_of, notes_of, states_of
from cxdash.metrics.filters import USUAL, Judging
from cxdash.metrics.measure import measure
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import HISTORY, Grain, Period, key_of, label_of, next_start
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.stats import (
    Autocorrelation,
    ControlChart,
    Signal,
    SuggestedPhase,
    chart_signals,
    lag_one,
    suggested_phases,
)


@dataclass(frozen=True)
class Series:
    """A metric over time.

    Attributes:
        columns: One entry a period, in order: `key`, `start`, `label`, `value`, `center`, `lower`,
            `upper`, `low`, `high` (95 % interval), `n`, `total`, `state`, `told` (what
            a rule says of it), `phase`, `provisional`.
        chart: The control chart behind it, on the scale of its parts.
        grain: The grain of its periods.
        is_about_people: Whether the rows are those of single people, which nothing judges: such
            a series has no limits and no signals.
        judging: How it is judged.
        signals: What each rule of the chosen set finds; nothing about people.
        frozen: The baseline kept for its rows, and whether its limits come from it; None without.
    """

    columns: Mapping[str, Any]
    chart: ControlChart
    grain: Grain
    is_about_people: bool = False
    judging: Judging = USUAL
    signals: tuple[Signal, ...] = ()
    frozen: Frozen | None = None

    @cached_property
    def points(self) -> pd.DataFrame:
        """The columns as a frame; made when asked, for many series are only looked at."""
        return pd.DataFrame(self.columns)

    @property
    def has_limits(self) -> bool:
        """Whether there are enough points for limits, or for the median of a run chart."""
        return bool(np.isfinite(self.columns["center"]).any())

    @property
    def alert(self) -> Signal | None:
        """The first rule that the newest complete point breaks; None where it is not judged."""
        newest = self.newest()
        if newest is None or newest["state"] not in SIGNALS:
            return None
        return alert_of(self.chart, self.signals)

    @cached_property
    def levels(self) -> tuple[SuggestedPhase, ...]:
        """Where a new level may have begun; none for people."""
        # A level is suggested only where the standard rules mark something.
        is_quiet = self.judging.rules == "standard" and not any(one.found for one in self.signals)
        return () if self.is_about_people or is_quiet else suggested_phases(self.chart)

    @cached_property
    def neighbours(self) -> Autocorrelation:
        """How alike neighbouring points are, beyond the levels that the series may have had."""
        chart, stretch = self.chart, self.chart.phase.copy()
        for level in self.levels:
            stretch[level.start :] += 1
        z = np.where(chart.counted & np.isfinite(chart.z), chart.z, np.nan)
        for one in np.unique(stretch):
            known = (stretch == one) & np.isfinite(z)
            z[known] -= z[known].mean() if known.any() else 0.0
        return lag_one(z)

    @cached_property
    def is_without_season(self) -> bool:
        """Whether the time of year has been taken out of it."""
        return not np.array_equal(self.chart.values, self.chart.raw, equal_nan=True)

    @property
    def stretch(self) -> str:
        """The periods that the newest point's limits are kept from, in words; mostly empty."""
        newest = self.newest()
        if self.frozen is None or newest is None:
            return ""
        if not self.frozen.judges(self.chart, newest["place"]):
            return ""
        labels = self.columns["label"]
        return f"{labels[self.frozen.first]} to {labels[self.frozen.end - 1]}"

    def outside(self) -> "pd.Series[bool]":
        """Return which points lie outside their limits, where the rules look at limits at all."""
        marked = [one.points for one in self.signals if one.rule == "beyond_limits"]
        return pd.Series(marked[0] if marked else False, index=self.points.index)

    def newest(self) -> Mapping[str, Any] | None:
        """Return the newest complete point, with its `place` among the points; or None."""
        counted = np.flatnonzero(self.chart.counted)
        if not len(counted):
            return None
        place = int(counted[-1])
        return {name: column[place] for name, column in self.columns.items()} | {"place": place}


def history_of(reader: Reader, period: Period | None, grain: Grain) -> Period | None:
    """Return the days a chart shows: the period, and before it as much history as fits."""
    if period is None or reader.span is None:
        return reader.span
    last = reader.calendar.start_of(period.last, grain)
    first = next_start(last, grain, 1 - HISTORY[grain])
    earliest = reader.calendar.start_of(reader.span.first, grain)
    return Period(max(min(first, period.first), earliest), period.last)


def series_of(reader: Reader, metric: Metric, course: Course) -> Series | None:
    """Return a metric over time with limits and signals; None where there is nothing to show."""
    measured = measure(reader, metric, filters=course.filters, grain=course.grain)
    return judged(reader, metric, measured, course)


def judged(reader: Reader, metric: Metric, measured: pd.DataFrame, course: Course) -> Series | None:
    """Return measured periods of one group as a judged series; see `series_of`."""
    divides = metric.parts is not None and bool(metric.parts.exposure)
    has_nothing_to_divide_by = divides and not measured["n"].fillna(0).any()
    if measured.empty or reader.span is None or has_nothing_to_divide_by:
        return None
    frame = _every_period(measured, metric, course, reader)
    starts = [start.date() for start in frame[PERIOD]]
    columns = (frame[name].to_numpy("float64") for name in ("n", "total", "total_sq"))
    value = frame["value"].to_numpy("float64")
    return judged_parts(reader, metric, starts, Parts(*columns), value, course)


def judged_parts(  # noqa: PLR0913, PLR0917 - the periods, and what judges them
    reader: Reader,
    metric: Metric,
    starts: list[date],
    parts: Parts,
    value: NDArray[np.float64],
    course: Course,
) -> Series:
    """Return the parts and values of periods in a row as a judged series; see `series_of`."""
    about_people = course.filters.is_about_people
    if about_people:
        course = replace(course, judging=USUAL)
    charted = parts._replace(total=value) if metric.chart in SINGLE_VALUES else parts
    chart = chart_of(reader, metric, course, starts, charted)
    rules = course.judging.rules
    signals = () if about_people else chart_signals(chart, rules)
    points = _points(metric, parts, value, chart, starts, course.grain)
    if about_people:
        points |= dict.fromkeys(("center", "lower", "upper"), np.full(len(starts), np.nan))
    points["state"] = states_of(metric, chart, signals, n=parts.n, rules=rules)
    points["told"] = notes_of(chart, signals)
    frozen = frozen_in(reader, metric, course, starts, chart)
    return Series(points, chart, course.grain, about_people, course.judging, signals, frozen)


def every_start(
    measured: tuple[date, date], metric: Metric, course: Course, reader: Reader
) -> list[date]:
    """Return the first day of every period from the first to the last that is measured.

    Counts and rates run over the whole course: their silent periods are 0, not unknown.
    """
    grain, period = course.grain, course.filters.period
    first, last = measured
    if metric.chart in {"count", "rate"} and period is not None and reader.span is not None:
        first = min(first, reader.calendar.start_of(period.first, grain))
        last = max(last, reader.calendar.start_of(min(period.last, reader.span.last), grain))
    starts = [first]
    while starts[-1] < last:
        starts.append(next_start(starts[-1], grain))
    return starts


def _every_period(
    measured: pd.DataFrame, metric: Metric, course: Course, reader: Reader
) -> pd.DataFrame:
    """Return the measured periods with the silent ones between them as gaps (a count's as 0)."""
    ends = (measured[PERIOD].min().date(), measured[PERIOD].max().date())
    starts = every_start(ends, metric, course, reader)
    every = pd.DatetimeIndex(np.array(starts, dtype="datetime64[us]"), name=PERIOD)
    frame = measured.set_index(PERIOD).reindex(every).reset_index()
    if metric.chart == "count":
        return frame.assign(
            n=frame["n"].fillna(0), total=frame["total"].fillna(0), value=frame["value"].fillna(0)
        )
    return frame


def _points(  # noqa: PLR0913, PLR0917 - the periods, and what judges them
    metric: Metric,
    parts: Parts,
    value: NDArray[np.float64],
    chart: ControlChart,
    starts: list[date],
    grain: Grain,
) -> dict[str, Any]:
    amounts = zip(*(part.tolist() for part in parts), strict=True)
    intervals = [interval_of(metric, Amount(*amount)) for amount in amounts]
    # Nothing unless the time of year is taken out.
    season = np.nan_to_num(np.subtract(chart.raw, chart.values)) * metric.scale
    return {
        "key": [key_of(start, grain) for start in starts],
        "start": np.array(starts, dtype="datetime64[us]"),
        "label": [label_of(start, grain) for start in starts],
        "value": value - season,
        "center": chart.center * metric.scale,
        "lower": chart.lower * metric.scale,
        "upper": chart.upper * metric.scale,
        "low": np.array([interval.low for interval in intervals]) - season,
        "high": np.array([interval.high for interval in intervals]) - season,
        "n": np.nan_to_num(parts.n).astype("int64"),
        "total": parts.total,
        "phase": chart.phase.astype("int64"),
        "provisional": np.array(chart.status)[chart.phase] == "provisional",
    }
