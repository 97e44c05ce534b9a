"""Rare complaints: what lies from each one to the next, where counts by period say too little."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.rare_sentences import (
    between_how,
    between_sentence,
    open_sentence,
    rare_sentence,
)
from cxdash.answers.rules_told import notes_of, states_of
from cxdash.answers.series import Series
from cxdash.answers.tables import points_table
from cxdash.answers.trend_how import choice_of
from cxdash.answers.words import day_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.measure import measured
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Period
from cxdash.metrics.query import PERIOD
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import FEWEST_POINTS, ControlChart, Signal, chart_signals, control_chart

Form = Literal["t", "g"]

MOST_DRAWN: Final = 60
"""Complaints that are drawn, the newest; more would say what counts by period say better."""

MANY_TIES: Final = 0.1
"""Share of complaints on the day of the one before from which days tell too little."""

_ONE: Final = replace(
    metric_named("complaints"), direction="up", chart="individuals", label="Days between complaints"
)
METRICS_BETWEEN: Final[dict[Form, Metric]] = {
    "t": replace(_ONE, unit="days"),
    "g": replace(_ONE, unit="count", label="Number between complaints"),
}
"""What is drawn from one complaint to the next; the longer, the better."""

PANELS: Final[dict[Form, str]] = {"t": "time_between", "g": "cases_between"}


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
    """

    form: Form
    noun: str
    starts: tuple[date, ...]
    chart: ControlChart
    signals: tuple[Signal, ...]


def rare_panel(asked: Asked, series: Series | None) -> tuple[str, Panel, str] | None:
    """Return the chart of what lies between complaints, where it tells more than counts do.

    Args:
        asked: The question; its judging may ask for one chart or the other.
        series: The complaints by period.

    Returns:
        The panel's name, the panel, and why it is drawn; None where counts by period are.
    """
    wish, has_exposure = asked.question.judging.chart, asked.metric.chart == "rate"
    if series is None or series.is_about_people or wish == "periods":
        return None
    if wish == "g" and not has_exposure:
        return None
    choice = choice_of(asked.metric, series)
    if wish == "auto" and not choice.offers:
        return None
    found = between_of(asked, "t" if wish == "auto" else wish)
    if found is not None and wish == "auto" and has_exposure and _has_ties(found):
        found = between_of(asked, "g")
    # Counts by period have the say unless there are enough waits to judge.
    if found is None or (wish == "auto" and found.chart.counted.sum() < FEWEST_POINTS):
        return None
    counts = series.points.loc[series.chart.counted, "total"]
    why = rare_sentence(float(counts.mean()), series.grain, found.noun, asked=wish != "auto")
    return PANELS[found.form], _panel(asked, found, why), why


def between_of(asked: Asked, form: Form) -> Between | None:
    """Return what lies between the complaints up to the end of the period; None below two."""
    days, total, exposure = _by_day(asked)
    places = np.repeat(np.arange(len(days)), total)
    if len(places) < 2:  # noqa: PLR2004 - one complaint has none before it
        return None
    run = np.array([day.toordinal() for day in days]) if form == "t" else np.cumsum(exposure)
    gaps = np.diff(run[places]).astype("float64")[-MOST_DRAWN:]
    starts = [days[int(place)] for place in places[1:]][-MOST_DRAWN:]
    open_gap = float(run[-1] - run[places[-1]])
    counted = np.ones(len(gaps), dtype=np.bool_)
    if open_gap > 0:
        gaps, counted = np.append(gaps, open_gap), np.append(counted, [False])
        starts.append(days[-1])
    kind = "time_between" if form == "t" else "cases_between"
    chart = control_chart(kind, gaps, counted=counted)
    rules = asked.question.judging.rules
    signals = chart_signals(chart, rules)
    if rules == "run_chart" and chart.status[0] != "none":
        nothing, middle = np.full(len(gaps), np.nan), float(np.median(gaps[counted]))
        chart = replace(chart, center=np.full(len(gaps), middle), lower=nothing, upper=nothing)
    noun = "days" if form == "t" else asked.metric.noun
    return Between(form, noun, tuple(starts), chart, signals)


def _by_day(asked: Asked) -> tuple[list[date], NDArray[np.int64], NDArray[np.float64]]:
    """Return the days up to the end of the period with their complaints and exposure.

    The last day is the newest on which any complaint is known: after it nobody can tell none from
    not yet loaded.
    """
    span = asked.reader.span
    if span is None:
        return [], np.zeros(0, dtype=np.int64), np.zeros(0)
    period = asked.question.filters.period or span
    asked_newest = "select newest_on from spans where table_name = 'complaints'"
    [(newest,)] = asked.reader.facts.rows(asked_newest)
    until = min(period.last, newest or span.last)
    filters = asked.question.filters.within(Period(span.first, until))
    found = measured(asked.reader, asked.metric, filters=filters, grain="day")
    days: list[date] = [day.item().date() for day in found[PERIOD]]
    total = np.nan_to_num(found["total"]).astype(np.int64)
    exposure = np.nan_to_num(found["n"]).astype(np.float64)
    if days and days[-1] < until:
        days.append(until)
        total, exposure = np.append(total, 0), np.append(exposure, 0.0)
    return days, total, exposure


def _has_ties(found: Between) -> bool:
    known = found.chart.raw[found.chart.counted]
    return bool(np.count_nonzero(known == 0) > MANY_TIES * len(known))


def _panel(asked: Asked, found: Between, why: str) -> Panel:
    points = _points(asked, found)
    title = between_sentence(found.noun, found.chart, found.signals, _labels(found))
    still = open_sentence(found.noun, found.chart)
    nothing = pd.DataFrame({"value": [], "label": []})
    happened = [one for one in asked.reader.events if one.on_date >= found.starts[0]]
    events = pd.DataFrame(
        {
            "on": pd.to_datetime([one.on_date for one in happened]),
            "label": [one.label for one in happened],
            "note": [one.note for one in happened],
        }
    )
    frames = {"points": points, "events": events, "targets": nothing}
    told = points.drop(columns=["low", "high", "n"])
    table = points_table(told, METRICS_BETWEEN[found.form]).rename(
        columns={"Period": "Complaint of", "Average": "Middle"}
    )
    filters = asked.question.filters
    rows = {
        str(key): RowsAsked("complaints", filters.within(Period(day, day)))
        for key, day, counts in zip(points["key"], found.starts, found.chart.counted, strict=True)
        if counts
    }
    how = between_how(found.form, found.noun, asked.question.judging.rules, why)
    return Panel(" ".join(filter(None, [title, still])), frames, table, how, rows)


def _labels(found: Between) -> list[str]:
    return [
        day_of(day) if counts else f"up to {day_of(day)}"
        for day, counts in zip(found.starts, found.chart.counted, strict=True)
    ]


def _points(asked: Asked, found: Between) -> pd.DataFrame:
    chart, rules = found.chart, asked.question.judging.rules
    n = np.where(chart.counted, 1.0, 0.0)
    metric = METRICS_BETWEEN[found.form]
    unknown = np.full(len(n), np.nan)
    return pd.DataFrame(
        {
            # Several complaints may share a day.
            "key": [f"{day.isoformat()} {place}" for place, day in enumerate(found.starts)],
            "start": pd.to_datetime(list(found.starts)),
            "label": _labels(found),
            "value": chart.raw,
            "center": chart.center,
            "lower": chart.lower,
            "upper": chart.upper,
            "low": unknown,
            "high": unknown,
            "n": n,
            "state": states_of(metric, chart, found.signals, n=n, rules=rules),
            "told": notes_of(chart, found.signals),
            "phase": chart.phase.astype("int64"),
            "provisional": np.array(chart.status)[chart.phase] == "provisional",
        }
    )
