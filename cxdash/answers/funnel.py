"""Which places lie beyond what chance and the mix of their customers explain? A funnel, no rank."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from cxdash.answers import funnel_sentences as words
from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.funnel_places import EXPECTED, Places, cells_of, judged
from cxdash.answers.touchpoints import first_with_values
from cxdash.answers.words import NOT_JUDGED
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import METRICS, metric_named
from cxdash.metrics.choices import measurable
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import is_exposed_by
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of
from cxdash.stats import ratio_limits, share_apart_limits

PLACES: Final = ("process", "team", "channel", "product", "site")
"""Where customers are touched; people are compared by `people` alone."""

MOST_DRAWN: Final = 60
"""Places that can still be told apart; whoever stands out is among them, the table has all."""

CURVE_POINTS: Final = 80
"""Points of each limit that is drawn."""


def can_be_funnelled(metric: Metric) -> bool:
    """Return whether a metric counts hits among trials, or events: what exact limits are for."""
    parts = metric.parts
    if parts is None or metric.chart not in {"share", "rate"}:
        return False
    return metric.chart == "rate" or not parts.exposure


METRICS_DRAWN: Final = tuple(metric.name for metric in METRICS if can_be_funnelled(metric))
"""The shares and rates that can be drawn, in the catalogue's order."""


def funnel(reader: Reader, question: Question) -> Answer:
    """Answer which places differ from what is to expect of them by more than chance.

    The split chooses the places: process, team, channel, product, site or whatever else tells
    rows of the metric apart. Panel `funnel`.

    Raises:
        QuestionError: If people are to be drawn, or a metric that is neither share nor rate.
    """
    metric = _metric(reader, question.metric)
    if question.split == EMPLOYEE:
        raise QuestionError(
            "People are not drawn against each other in a funnel.",
            next_step="Look at “People and processes, compared fairly” (the answer `people`), or "
            "split by process or team.",
        )
    place = question.split or first_with_values(reader, PLACES) or PLACES[0]
    asked = asked_of(reader, replace(question, metric=metric, split=place, grain="month"))
    sentences, panel = _found(asked, place)
    version = reader.facts.version
    return Answer("funnel", version, asked.question, asked.metric, sentences, {"funnel": panel})


def _metric(reader: Reader, wanted: str) -> str:
    """Return the metric asked for, or the first there is where this workspace has none of it."""
    metric = metric_named(wanted)
    if not can_be_funnelled(metric):
        raise QuestionError(
            f"{metric.label} is neither a share nor a rate, so it has no funnel.",
            next_step=f"Use one of {', '.join(METRICS_DRAWN)}.",
        )
    known = [one.name for one in measurable(reader)]
    return next((name for name in (wanted, *METRICS_DRAWN) if name in known), wanted)


def _found(asked: Asked, place: str) -> tuple[tuple[str, ...], Panel]:
    """Return what is said, and the panel, empty where nothing can be held against anything."""
    guards, metric = asked.reader.policy.guards, asked.metric
    label = dimension_named(place).label.lower()
    if asked.question.filters.is_about_people:
        return _nothing(NOT_JUDGED)
    if metric.chart == "rate" and not is_exposed_by(asked.reader, metric, place):
        return _nothing(words.not_exposed(metric, label))
    cells, held = cells_of(asked, place)
    unnamed: list[str] = []
    if metric.chart == "rate" and not cells.empty:
        # Whom no complaint ever names can hardly be named: a rate of 0 would praise a gap.
        events = cells.groupby("group")["total"].sum()
        unnamed = [str(name) for name in events.index[events == 0]]
        cells = cells[~cells["group"].isin(unnamed)].reset_index(drop=True)
    found = None if cells.empty else judged(cells, metric, held, guards)
    if found is None:
        return _nothing(words.nothing_compared(metric, label, guards.fewest_to_judge))
    title = words.funnel_title(metric, found, label)
    told = (
        f"{title}.",
        *words.funnel_details(metric, found, label, unnamed, guards),
    )
    return tuple(filter(None, told)), _panel(asked, place, found, title)


def _nothing(why: str) -> tuple[tuple[str, ...], Panel]:
    return (why,), Panel(why)


def _panel(asked: Asked, place: str, found: Places, title: str) -> Panel:
    metric, filters = asked.metric, asked.question.filters
    drawn = _drawn(found)
    more = len(found.compared) - len(drawn)
    return Panel(
        title,
        {"places": drawn, "limits": _curves(metric, found, drawn)},
        _table(found, metric, dimension_named(place).label),
        words.how_funnelled(metric, found, title, guards=asked.reader.policy.guards, hidden=more),
        {
            str(group): RowsAsked(*rows_of(asked.reader, metric, filters.only(place, str(group))))
            for group in found.rows["group"]
        },
    )


def _drawn(found: Places) -> pd.DataFrame:
    """Return the places that are drawn, most cases first: those that stand out, then the first."""
    compared = found.compared
    apart = compared[compared["standing"] != EXPECTED]
    rest = compared.drop(apart.index).head(max(0, MOST_DRAWN - len(apart)))
    kept = compared.index.isin([*apart.index, *rest.index])
    return compared[kept].reset_index(drop=True)


def _curves(metric: Metric, found: Places, drawn: pd.DataFrame) -> pd.DataFrame:
    """Return the limits from the smallest place to the largest, and a little beyond both."""
    low, high = 0.8 * float(drawn["size"].min()), 1.1 * float(drawn["size"].max())
    sizes = np.geomspace(max(low, 1.0), max(high, 2.0), CURVE_POINTS)
    if metric.chart == "rate":
        limits = ratio_limits(sizes, found.between)
    else:
        sizes = np.unique(np.round(sizes))
        limits = share_apart_limits(sizes, found.whole / metric.scale, found.between)
    names = ("far_low", "near_low", "near_high", "far_high")
    return pd.DataFrame({"size": sizes, **dict(zip(names, limits.T, strict=True))})


def _table(found: Places, metric: Metric, label: str) -> pd.DataFrame:
    columns = {
        "group": label,
        "standing": "Verdict",
        "value": metric.label,
        "low": "Likely from",
        "high": "Likely to",
        "due": "Expected of its mix",
        "near_low": "95 % limits from",
        "near_high": "95 % limits to",
        "far_low": "99.8 % limits from",
        "far_high": "99.8 % limits to",
        "n": metric.noun.capitalize(),
    }
    rows, limits = found.rows, ("near_low", "near_high", "far_low", "far_high")
    if metric.chart == "rate":
        own = {name: rows["due"] * rows[name] for name in limits}
    else:
        own = {name: (rows["due"] + rows[name]).clip(0, 1) for name in limits}
    return rows.assign(**own)[list(columns)].rename(columns=columns)
