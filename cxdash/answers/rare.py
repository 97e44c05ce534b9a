"""Rare complaints: what lies from each one to the next, where counts by period say too little."""

from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.between import Between, Form, between_of
from cxdash.answers.rare_sentences import (
    between_how,
    between_sentence,
    not_drawn_sentence,
    open_sentence,
    rare_sentence,
    too_often_sentence,
)
from cxdash.answers.rules_told import notes_of, states_of
from cxdash.answers.series import Series
from cxdash.answers.tables import points_table
from cxdash.answers.trend_how import choice_of
from cxdash.answers.words import day_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Period
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import FEWEST_POINTS

_ONE: Final = replace(
    metric_named("complaints"), direction="up", chart="individuals", label="Days between complaints"
)
METRICS_BETWEEN: Final[dict[Form, Metric]] = {
    "t": replace(_ONE, unit="days"),
    "g": replace(_ONE, unit="count", label="Number between complaints"),
}
"""What is drawn from one complaint to the next; the longer, the better."""

PANELS: Final[dict[Form, str]] = {"t": "time_between", "g": "cases_between"}


class Rare(NamedTuple):
    """The chart of what lies between complaints, or why it is not drawn.

    Attributes:
        name: The panel's name.
        panel: The panel; None where counts by period are drawn.
        why: Why it is drawn, or why not although a reader asked for it; empty where nobody did.
    """

    name: str
    panel: Panel | None
    why: str


NOT_DRAWN: Final = Rare("rate", None, "")


def rare_panel(asked: Asked, series: Series | None) -> Rare:
    """Return the chart of what lies between complaints, where it tells more than counts do.

    Args:
        asked: The question; its judging may ask for one chart or the other.
        series: The complaints by period.
    """
    wish, has_exposure = asked.question.judging.chart, asked.metric.chart == "rate"
    if series is None or series.is_about_people or wish == "periods":
        return NOT_DRAWN
    if wish == "auto":
        found = _suited(asked, series, has_exposure=has_exposure)
        return _drawn(asked, series, found) if found else NOT_DRAWN
    found = None if wish == "g" and not has_exposure else between_of(asked, wish)
    if found is None:
        why = not_drawn_sentence(wish, series.grain, has_exposure=has_exposure)
        return NOT_DRAWN._replace(why=why)
    if found.is_mostly_ties:
        return NOT_DRAWN._replace(why=too_often_sentence(series.grain))
    return _drawn(asked, series, found)


def _drawn(asked: Asked, series: Series, found: Between) -> Rare:
    counts = series.points.loc[series.chart.counted, "total"]
    was_asked = asked.question.judging.chart != "auto"
    why = rare_sentence(float(counts.mean()), series.grain, found.noun, asked=was_asked)
    return Rare(PANELS[found.form], _panel(asked, found, why), why)


def _suited(asked: Asked, series: Series, *, has_exposure: bool) -> Between | None:
    """Return the chart that suits rare complaints; None where counts by period have the say."""
    if not choice_of(asked.metric, series).offers:
        return None
    found = between_of(asked, "t")
    if found is not None and has_exposure and found.has_many_ties:
        found = between_of(asked, "g")
    if found is None or found.is_mostly_ties:
        return None
    return found if found.chart.counted.sum() >= FEWEST_POINTS else None


def _panel(asked: Asked, found: Between, why: str) -> Panel:
    points = _points(asked, found)
    labels = points["label"].tolist()
    title = between_sentence(found.noun, found.chart, found.signals, labels)
    still = open_sentence(found.noun, found.chart)
    nothing = pd.DataFrame({"value": [], "label": []})
    frames = {"points": points, "events": _events(asked, found), "targets": nothing}
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
    how = between_how(found, asked.question.judging, labels, why)
    return Panel(" ".join(filter(None, [title, still])), frames, table, how, rows)


def _events(asked: Asked, found: Between) -> pd.DataFrame:
    happened = [one for one in asked.reader.events if one.on_date >= found.starts[0]]
    return pd.DataFrame(
        {
            "on": pd.to_datetime([one.on_date for one in happened]),
            "label": [one.label for one in happened],
            "note": [one.note for one in happened],
        }
    )


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
    points = pd.DataFrame(
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
    if found.frozen is not None and found.frozen.holds:
        return points.assign(baseline=found.frozen.inside(len(points)))
    return points
