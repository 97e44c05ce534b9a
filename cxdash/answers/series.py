"""A metric over time, judged by its control chart: the one series behind every trend."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.judge import Amount, interval_of
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import measure
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import HISTORY, Grain, Period, key_of, label_of, next_start
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.stats import ControlChart, control_chart

OUTSIDE, RUN, NORMAL = "outside limits", "run of 8", "normal"
NOT_COMPLETE, TOO_FEW = "not complete", "too few"


@dataclass(frozen=True)
class Course:
    """What a series runs over.

    Attributes:
        filters: Which rows; the period is the one drawn, history included.
        grain: The grain of its periods.
        bounds: Ends of the scale of a mean, to cut its limits.
    """

    filters: Filters
    grain: Grain
    bounds: tuple[float, float] | None = None


SINGLE_VALUES = frozenset({"individuals", "none"})
"""Control charts of values that have no parts to add up."""


class Parts(NamedTuple):
    """What a control chart is made of, one entry a period; NaN is a gap."""

    n: NDArray[np.float64]
    total: NDArray[np.float64]
    total_sq: NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """A metric over time.

    Attributes:
        points: One row a period, in order: `key`, `start`, `label`, `value`, `center`, `lower`,
            `upper`, `low`, `high` (95 % interval), `n`, `total`, `state`, `phase`, `provisional`.
        chart: The control chart behind it, on the scale of its parts.
        grain: The grain of its periods.
        is_about_people: Whether the rows are those of single people, which nothing judges: such
            a series has no limits and no signals.
    """

    points: pd.DataFrame
    chart: ControlChart
    grain: Grain
    is_about_people: bool = False

    @property
    def has_limits(self) -> bool:
        """Whether there are enough points for limits."""
        return bool(self.points["center"].notna().any())

    def newest(self) -> pd.Series | None:
        """Return the newest complete point, or None."""
        counted = self.points[self.chart.counted]
        return None if counted.empty else counted.iloc[-1]


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
    chart = chart_of(reader, metric, course, starts, parts_of(frame, metric))
    points = _points(metric, frame, chart, starts, course.grain)
    if course.filters.is_about_people:
        limits = dict.fromkeys(("center", "lower", "upper"), float("nan"))
        points = points.assign(**limits, state=points["state"].replace([OUTSIDE, RUN], NORMAL))
    return Series(points, chart, course.grain, course.filters.is_about_people)


def _covered(reader: Reader, metric: Metric, grain: Grain, span: Period) -> Period:
    """Return the days in which silence counts as none.

    A month without a complaint counts as 0; but not before the first complaint nor after the
    newest: there the register had not begun, or its file is older than the rest of the data.
    """
    if metric.chart not in {"count", "rate"}:
        return Period(date.min, span.last)
    asked = "select first_on, newest_on from spans where table_name = $table"
    table = {"table": metric.table}
    first, newest = reader.once(("span", metric.table), lambda: reader.facts.rows(asked, table))[0]
    begun = reader.calendar.start_of(first or span.first, grain)
    ended = _end_of(reader.calendar.start_of(newest or span.last, grain), grain)
    # A count needs all days of its first period; a rate is fair over some of them.
    return Period(
        max(begun, span.first) if metric.chart == "count" else begun, min(ended, span.last)
    )


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
    every = pd.DataFrame({PERIOD: pd.to_datetime(starts).astype("datetime64[us]")})
    frame = every.merge(measured, on=PERIOD, how="left")
    if metric.chart == "count":
        return frame.assign(
            n=frame["n"].fillna(0), total=frame["total"].fillna(0), value=frame["value"].fillna(0)
        )
    return frame


def _is_complete(start: date, grain: Grain, metric: Metric, covered: Period) -> bool:
    """Whether a period lies wholly within the covered days.

    A result that came already summed up is complete, whenever its period ends.
    """
    if metric.chart == "individuals":
        return True
    return start >= covered.first and _end_of(start, grain) <= covered.last


def _end_of(start: date, grain: Grain) -> date:
    return next_start(start, grain) - timedelta(days=1)


def _phase_starts(
    reader: Reader, metric: Metric, filters: Filters, starts: list[date]
) -> list[int]:
    """Return the positions at which a confirmed phase of this metric and segment begins."""
    segments = filters.values("segment")
    segment = segments[0] if len(segments) == 1 else None
    days = {
        phase.starts_on
        for phase in reader.phases
        if phase.metric == metric.name and phase.segment == segment
    }
    found = {sum(start < day for start in starts) for day in days}
    return sorted(position for position in found if 0 < position < len(starts))


def parts_of(frame: pd.DataFrame, metric: Metric) -> Parts:
    """Return the columns a chart is made of; single values stand where totals do."""
    totals = frame["value"] if metric.chart in SINGLE_VALUES else frame["total"]
    columns = (frame["n"], totals, frame["total_sq"])
    return Parts(*(column.to_numpy("float64") for column in columns))


def chart_of(
    reader: Reader, metric: Metric, course: Course, starts: list[date], parts: Parts
) -> ControlChart:
    """Return the control chart of a metric's parts, one entry for each of these periods."""
    span = reader.span or Period(starts[0], starts[-1])
    covered = _covered(reader, metric, course.grain, span)
    return control_chart(
        "individuals" if metric.chart == "none" else metric.chart,
        parts.total,
        parts.n,
        squares=parts.total_sq if metric.chart in {"mean", "nps"} else None,
        counted=[_is_complete(start, course.grain, metric, covered) for start in starts],
        phase_starts=_phase_starts(reader, metric, course.filters, starts),
        bounds=course.bounds,
    )


def _points(
    metric: Metric, frame: pd.DataFrame, chart: ControlChart, starts: list[date], grain: Grain
) -> pd.DataFrame:
    amounts = zip(frame["n"], frame["total"], frame["total_sq"], strict=True)
    intervals = [interval_of(metric, Amount(*amount)) for amount in amounts]
    return pd.DataFrame(
        {
            "key": [key_of(start, grain) for start in starts],
            "start": frame[PERIOD],
            "label": [label_of(start, grain) for start in starts],
            "value": frame["value"].astype("float64"),
            "center": chart.center * metric.scale,
            "lower": chart.lower * metric.scale,
            "upper": chart.upper * metric.scale,
            "low": [interval.low for interval in intervals],
            "high": [interval.high for interval in intervals],
            "n": frame["n"].fillna(0).astype("int64"),
            "total": frame["total"].astype("float64"),
            "state": _states(metric, frame, chart),
            "phase": chart.phase.astype("int64"),
            "provisional": np.array(chart.status)[chart.phase] == "provisional",
        }
    )


def _states(metric: Metric, frame: pd.DataFrame, chart: ControlChart) -> list[str]:
    states = np.full(len(frame), NORMAL, dtype=object)
    states[chart.in_run] = RUN
    states[chart.outside] = OUTSIDE
    few = (frame["n"].fillna(0) < min(metric.fewest, 10)).to_numpy() & (metric.chart != "count")
    states[few & ~chart.outside] = TOO_FEW
    states[~chart.counted & frame["value"].notna().to_numpy()] = NOT_COMPLETE
    return [str(state) for state in states]
