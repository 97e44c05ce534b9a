"""What lies from each complaint to the next, judged like any other chart over time."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.asked import Asked
from cxdash.answers.baselines import Frozen
from cxdash.answers.charted import (
    Course,
    baseline_of,
    by_order_alone,
    excluded_in,
    held_by_baseline,
    phase_starts_in,
)
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import measured
from cxdash.metrics.moments import Moments, known_until, moments
from cxdash.metrics.periods import Period
from cxdash.metrics.query import PERIOD
from cxdash.stats import ControlChart, Signal, chart_signals, control_chart

Form = Literal["t", "g"]

MOST_DRAWN: Final = 60
"""Waits that are drawn, the newest; more would say what counts by period say better."""

MOST_REACHED: Final = 240
"""Waits drawn at the most to reach back to the days that limits are kept from."""

MANY_TIES: Final = 0.1
"""Share of waits of length 0 from which times tell too little."""

MOSTLY_TIES: Final = 0.5
"""Share of waits of length 0 from which limits tell nothing: whatever lies between is beyond them.
"""


@dataclass(frozen=True)
class Between:
    """What lies from each complaint to the next.

    Attributes:
        form: "t" for days, "g" for what complaints are counted against.
        noun: What is counted from one to the next, in the plural.
        starts: The day of each complaint but the first; last, where the newest wait still runs,
            the last day that is known.
        chart: Its control chart; a wait that still runs is not counted.
        signals: What each rule of the chosen set finds.
        came: When the complaints came.
        frozen: The baseline kept for its rows, and whether its limits come from it; None without.
    """

    form: Form
    noun: str
    starts: tuple[date, ...]
    chart: ControlChart
    signals: tuple[Signal, ...]
    came: Moments
    frozen: Frozen | None

    @property
    def has_many_ties(self) -> bool:
        """Whether so many complaints come at once that times tell too little."""
        return self._at_once > MANY_TIES

    @property
    def is_mostly_ties(self) -> bool:
        """Whether so many complaints come at once that the middle wait is none at all."""
        return self._at_once > MOSTLY_TIES

    @property
    def _at_once(self) -> float:
        """Return the share of waits of length 0."""
        known = self.chart.raw[self.chart.counted]
        return np.count_nonzero(known == 0) / len(known)


@dataclass(frozen=True)
class _Waits:
    """The waits of a chart: the days they end on, their lengths, and which are over."""

    ends: list[date]
    lengths: NDArray[np.float64]
    over: NDArray[np.bool_]


def between_of(asked: Asked, form: Form) -> Between | None:
    """Return what lies between the complaints up to the end of the period; None below two."""
    span = asked.reader.span
    if span is None:
        return None
    period = asked.question.filters.period or span
    known = known_until(asked.reader, period.last)
    filters = asked.question.filters.within(Period(span.first, known.on))
    came = _newest(asked, filters)
    if came is None or len(came.days) < 2:  # noqa: PLR2004 - one complaint has none before it
        return None
    if form == "t":
        lengths, running = came.waits(), came.still_waiting(known)
    else:
        lengths, running = _cases(asked, filters, came)
    waits = _with_the_running(came, lengths, (running, known.on))
    chart, frozen = _charted(asked, form, filters, waits)
    noun = "days" if form == "t" else asked.metric.noun
    signals = chart_signals(chart, asked.question.judging.rules)
    return Between(form, noun, tuple(waits.ends), chart, signals, came, frozen)


def _newest(asked: Asked, filters: Filters) -> Moments | None:
    """Return the complaints that are drawn: the newest, and those that limits are kept from."""
    came = moments(asked.reader, filters, newest=MOST_REACHED + 1)
    kept = baseline_of(asked.reader, asked.metric, filters)
    if came is None or kept is None:
        return came.newest(MOST_DRAWN + 1) if came else None
    since = sum(day >= kept.first_on for day in came.days)
    return came.newest(1 + max(MOST_DRAWN, since))


def _cases(asked: Asked, filters: Filters, came: Moments) -> tuple[NDArray[np.float64], float]:
    """Return what was recorded after the day of each complaint, up to the day of the next.

    And what was since the newest.
    """
    found = measured(asked.reader, asked.metric, filters=filters, grain="day")
    run = np.append(0.0, np.cumsum(np.nan_to_num(found["n"])))
    days = found[PERIOD].astype("datetime64[D]")
    at = run[np.searchsorted(days, np.array(came.days, dtype="datetime64[D]"), side="right")]
    return np.diff(at), float(run[-1] - at[-1])


def _with_the_running(
    came: Moments, lengths: NDArray[np.float64], running: tuple[float, date]
) -> _Waits:
    """Return the waits that are over and, where one still runs, that one."""
    length, until = running
    ends, over = list(came.days[1:]), np.ones(len(lengths), dtype=np.bool_)
    if length <= 0:
        return _Waits(ends, lengths, over)
    return _Waits([*ends, until], np.append(lengths, length), np.append(over, [False]))


def _charted(
    asked: Asked, form: Form, filters: Filters, waits: _Waits
) -> tuple[ControlChart, Frozen | None]:
    """Return the chart with the levels, left-out days and kept limits of its rows.

    A wait belongs to the day that ends it.
    """
    reader, metric, starts = asked.reader, asked.metric, waits.ends
    # Before the first complaint there is nothing that a kept stretch could lack.
    shown = Period(starts[0], starts[-1]) if len(starts) >= MOST_REACHED else None
    course = Course(filters.within(shown), "day", judging=asked.question.judging)
    drawn = partial(
        control_chart,
        "time_between" if form == "t" else "cases_between",
        waits.lengths,
        counted=waits.over,
        phase_starts=phase_starts_in(reader, metric, filters, starts),
        excluded=excluded_in(reader, metric, course, starts),
    )
    chart, _, frozen = held_by_baseline(reader, metric, course, starts, drawn)
    if course.judging.rules == "run_chart":
        chart = by_order_alone(chart, frozen)
    return chart, frozen
