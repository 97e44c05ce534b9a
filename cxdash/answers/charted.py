"""The control chart of a metric's parts: what counts, what is left out, how limits are drawn."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.baselines import Frozen, frozen_of
from cxdash.answers.whole import complete_in, end_of
from cxdash.metrics.filters import USUAL, Filters, Judging, LimitsAsked
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, Period
from cxdash.metrics.reader import Reader
from cxdash.stats import ControlChart, Season, Variation, control_chart, knows_season
from cxdash.stats.run_chart import FEWEST_USEFUL
from cxdash.store.registers.baselines import Baseline

SINGLE_VALUES = frozenset({"individuals", "none"})
"""Control charts of values that have no parts to add up."""

COUNTED = frozenset({"share", "rate", "count"})
"""Control charts of events: the only ones whose limits can be exact."""

Draw: TypeAlias = "partial[ControlChart]"
"""A control chart to be drawn, all but how."""

YEARLY = Season("harmonic", 12.0)
"""The season that can be taken out: one wave over the months of a year."""


@dataclass(frozen=True)
class Course:
    """What a series runs over.

    Attributes:
        filters: Which rows; the period is the one drawn, history included.
        grain: The grain of its periods.
        bounds: Ends of the scale of a mean, to cut its limits.
        judging: How it is judged.
    """

    filters: Filters
    grain: Grain
    bounds: tuple[float, float] | None = None
    judging: Judging = USUAL


class Parts(NamedTuple):
    """What a control chart is made of, one entry a period; NaN is a gap."""

    n: NDArray[np.float64]
    total: NDArray[np.float64]
    total_sq: NDArray[np.float64]


def chart_of(  # noqa: PLR0913 - the periods, and what judges them
    reader: Reader,
    metric: Metric,
    course: Course,
    starts: list[date],
    parts: Parts,
    *,
    is_drawn: bool = True,
) -> ControlChart:
    """Return the control chart of a metric's parts, one entry for each of these periods.

    Args:
        reader: The facts, levels and exclusions.
        metric: What is charted.
        course: What the chart runs over and how it is judged.
        starts: The first day of each period.
        parts: What it is made of.
        is_drawn: Whether somebody looks at the limits. Where only the signals count, exact limits
            are not worked out unless a point lies outside the usual ones: they take signals back
            and never add one.
    """
    counted = complete_in(reader, metric, course.grain, starts)
    excluded = excluded_in(reader, metric, course, starts)
    kind = "individuals" if metric.chart == "none" else metric.chart
    drawn = partial(
        control_chart,
        kind,
        parts.total,
        parts.n,
        squares=parts.total_sq if metric.chart in {"mean", "nps"} else None,
        counted=counted,
        phase_starts=phase_starts_in(reader, metric, course.filters, starts),
        excluded=excluded,
        bounds=course.bounds,
        season=_season(course, counted, parts, out=set(excluded)),
        variation=variation_of(metric, course.judging.limits),
    )
    chart, held, frozen = held_by_baseline(reader, metric, course, starts, drawn)
    may_be_wider = course.judging.limits == "auto" and chart.small_counts
    if may_be_wider and (is_drawn or chart.outside.any()):
        chart = _wider(chart, held(variation="exact"))
    return by_order_alone(chart, frozen) if course.judging.rules == "run_chart" else chart


def held_by_baseline(
    reader: Reader, metric: Metric, course: Course, starts: list[date], drawn: Draw
) -> tuple[ControlChart, Draw, Frozen | None]:
    """Return a chart by the baseline kept for its rows, how it is drawn, and where that lies."""
    chart = drawn()
    frozen = frozen_in(reader, metric, course, starts, chart)
    if frozen is None or not frozen.holds:
        return chart, drawn, frozen
    held = partial(drawn, baseline=frozen.positions)
    return held(), held, frozen


def frozen_in(
    reader: Reader, metric: Metric, course: Course, starts: list[date], chart: ControlChart
) -> Frozen | None:
    """Return where the baseline kept for these very rows lies in a chart; None without one."""
    kept = baseline_of(reader, metric, course.filters)
    if kept is None:
        return None
    return frozen_of(kept, starts, chart, grain=course.grain, drawn=course.filters.period)


def baseline_of(reader: Reader, metric: Metric, filters: Filters) -> Baseline | None:
    """Return the newest baseline kept for these very rows: for all, or for one segment."""
    if not reader.baselines or not has_registers(filters):
        return None
    segment = segment_of(filters)
    newest = reversed(reader.baselines)
    return next(
        (one for one in newest if (one.metric, one.segment) == (metric.name, segment)), None
    )


def reaching_back(reader: Reader, metric: Metric, filters: Filters, grain: Grain) -> Filters:
    """Return the filters of a chart with days enough to hold the baseline kept for its rows."""
    kept = baseline_of(reader, metric, filters)
    if kept is None or filters.period is None:
        return filters
    first = min(filters.period.first, reader.calendar.start_of(kept.first_on, grain))
    return filters.within(Period(first, filters.period.last))


def variation_of(metric: Metric, limits: LimitsAsked) -> Variation:
    """Return how limits are drawn first; exact ones are for events alone."""
    if limits == "auto" or (limits == "exact" and metric.chart not in COUNTED):
        return "floor"
    return limits


def _wider(usual: ControlChart, exact: ControlChart) -> ControlChart:
    """Return the chart with, at each period, the wider of the usual and the exact limits.

    Exact limits know how skewed few events are, the usual ones that periods may differ by more
    than chance: together neither cries wolf.
    """
    return replace(
        usual,
        lower=np.fmin(usual.lower, exact.lower),
        upper=np.fmax(usual.upper, exact.upper),
        outside=usual.outside & exact.outside,
    )


def by_order_alone(chart: ControlChart, frozen: Frozen | None) -> ControlChart:
    """Return the chart as a run chart: the median of each phase, and no limits."""
    center = np.full(len(chart.phase), np.nan)
    stretch = np.zeros(len(center), dtype=np.bool_)
    if frozen is not None and frozen.holds:
        stretch = frozen.inside(len(center))
    for phase in range(len(chart.status)):
        inside = chart.phase == phase
        serving = inside & stretch if (inside & stretch).any() else inside
        known = np.where(serving & chart.counted, chart.values, np.nan)
        if np.isfinite(known).sum() >= FEWEST_USEFUL:
            center[inside] = np.nanmedian(known)
    nothing = np.full(len(center), np.nan)
    unmarked = np.zeros(len(center), dtype=np.bool_)
    return replace(
        chart, center=center, lower=nothing, upper=nothing, outside=unmarked, in_run=unmarked
    )


def _season(
    course: Course, counted: NDArray[np.bool_], parts: Parts, *, out: set[int]
) -> Season | None:
    """Return the season to take out; None where none is asked for or it cannot be known."""
    if not course.judging.without_season or course.grain != "month":
        return None
    known = counted & np.isfinite(parts.total) & (np.nan_to_num(parts.n, nan=1.0) > 0)
    known[list(out)] = False
    return YEARLY if knows_season(int(known.sum()), YEARLY) else None


def has_registers(filters: Filters) -> bool:
    """Whether levels and exclusions may be kept for these rows: for all, or for one segment."""
    return not filters.where or (len(filters.where) == 1 and segment_of(filters) is not None)


def segment_of(filters: Filters) -> str | None:
    """Return the one segment asked for, or None."""
    segments = filters.values("segment")
    return segments[0] if len(segments) == 1 else None


def phase_starts_in(
    reader: Reader, metric: Metric, filters: Filters, starts: list[date]
) -> list[int]:
    """Return the positions at which a confirmed phase of these very rows begins."""
    days = {
        phase.starts_on
        for phase in reader.phases
        if phase.metric == metric.name
        and phase.segment == segment_of(filters)
        and has_registers(filters)
    }
    found = {sum(start < day for start in starts) for day in days}
    return sorted(position for position in found if 0 < position < len(starts))


def excluded_in(
    reader: Reader, metric: Metric, course: Course, starts: list[date]
) -> dict[int, str]:
    """Return the reason for each period that lies wholly within days left out of these limits."""
    found: dict[int, str] = {}
    for one in reader.exclusions:
        if one.metric != metric.name or one.segment != segment_of(course.filters):
            continue
        if has_registers(course.filters):
            for place, start in enumerate(starts):
                if one.first_on <= start and end_of(start, course.grain) <= one.last_on:
                    found[place] = one.reason
    return found
