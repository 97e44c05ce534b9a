"""Every sentence a reader is told, made in one place: plain words, the number, how sure."""

import math

import pandas as pd

from cxdash.answers.groups import NOT_COMPARED
from cxdash.answers.judge import Verdict
from cxdash.answers.newest import Newest
from cxdash.answers.rules_told import LEFT_OUT
from cxdash.answers.series import Series
from cxdash.answers.trend_sentences import newest_sentence
from cxdash.answers.words import (
    GRAIN_WORDS,
    NOT_JUDGED,
    and_list,
    days_of,
    each,
    how_many,
    likely,
    spread,
    within,
)
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.people import FEWEST_CASES
from cxdash.metrics.periods import COMPARES, Compare, Period
from cxdash.metrics.reported import Reported
from cxdash.metrics.surveys import Instrument
from cxdash.stats import FEWEST_POINTS, Difference
from cxdash.stats.run_chart import FEWEST_USEFUL

HOW_JUDGED = (
    "The grey band holds the usual ups and downs: the average, three standard errors either way, "
    "widened when neighbouring periods differ by more than chance explains. A point outside it, "
    "or eight in a row on one side of the average, is news; anything else is not."
)

NOTHING_ELSE = (
    "Everything is in view, so there is nothing else to compare it with: choose a segment or "
    "another filter."
)


def value_sentence(metric: Metric, value: float, interval: tuple[float, float], n: float) -> str:
    """Return what a value is, how sure, and what stands behind it."""
    if math.isnan(n):
        return f"{metric.label}: fewer than {FEWEST_CASES} cases, too few to show for one person."
    if metric.unit == "count":
        return f"{metric.label}: {shown(value, 'count')}."
    if n < metric.fewest or math.isnan(value):
        return (
            f"{metric.label}: too few to say ({how_many(n, metric.noun)}; "
            f"at least {metric.fewest} are needed)."
        )
    sure = likely(metric, *interval)
    behind = "; ".join(filter(None, [sure, how_many(n, metric.noun)]))
    return f"{metric.label}: {shown(value, metric.unit)}{each(metric)} ({behind})."


def trend_sentence(metric: Metric, series: Series) -> str:
    """Return the verdict on the newest complete period, in words."""
    if series.is_about_people:
        return NOT_JUDGED
    word, words = GRAIN_WORDS[series.grain]
    newest = series.newest()
    if newest is None:
        return f"No {word} is complete yet, so nothing can be said about change."
    if not series.has_limits:
        points = int(series.chart.counted.sum())
        by_order = series.judging.rules == "run_chart"
        are = "is" if points == 1 else "are"
        return (
            f"{how_many(points, words)} of data {are} too few to tell a change from the usual ups "
            f"and downs; at least {FEWEST_USEFUL if by_order else FEWEST_POINTS} are needed."
        )
    return newest_sentence(metric, series, newest)


def earlier_sentence(series: Series, period: Period | None) -> str:
    """Return which earlier periods stood out, or an empty text."""
    newest = series.newest()
    if newest is None:
        return ""
    marked = series.points[series.outside() & series.points["state"].ne(LEFT_OUT)]
    labels = [
        str(label)
        for start, label in zip(marked["start"], marked["label"], strict=True)
        if label != newest["label"]
        and (period is None or period.first <= start.date() <= period.last)
    ]
    if not labels:
        return ""
    shortened = labels if len(labels) <= 4 else [*labels[:3], f"{len(labels) - 3} more"]  # noqa: PLR2004 - a sentence holds four
    return f"Outside the usual earlier in this period: {and_list(shortened)}."


def change_sentence(
    metric: Metric, difference: Difference | None, verdict: Verdict, compare: Compare
) -> str:
    """Return how a value differs from what it is compared with, in words."""
    against = COMPARES[compare]
    if difference is None:
        return f"There is too little to compare with {against}."
    size = shown(abs(difference.estimate), metric.unit, signed=True).lstrip("+")
    sure = f"likely {spread(metric, difference.low, difference.high, signed=True)}"
    if verdict == "no clear difference":
        return f"No clear difference from {against} ({sure})."
    rose = difference.estimate > 0
    if compare == "rest":
        return f"{metric.label} {size} {'higher' if rose else 'lower'} than {against} ({sure})."
    return f"{metric.label} {'up' if rose else 'down'} {size} against {against} ({sure})."


def groups_sentence(
    metric: Metric, groups: pd.DataFrame, label: str, *, compare: Compare | None
) -> str:
    """Return what stands out between groups, as a title; compare is None for people."""
    if groups["verdict"].eq(NOT_COMPARED).all():
        why = "not compared" if compare is None else "with nothing earlier to compare"
        return f"By {label.lower()}, {why}"
    if groups["verdict"].eq("too few").all():
        return f"By {label.lower()}: too few to compare"
    clear = groups[groups["verdict"].isin(["better", "worse", "higher", "lower"])].sort_values(
        "change", key=abs, ascending=False
    )
    if clear.empty:
        word = "differs" if compare == "rest" else "changed"
        return f"No {label.lower()} {word} beyond chance"
    parts = [
        f"{group} {shown(change, metric.unit, signed=True)}"
        for group, change in zip(clear["group"], clear["change"], strict=True)
    ]
    more = f" and {len(parts) - 4} more" if len(parts) > 4 else ""  # noqa: PLR2004 - a title holds four
    return f"Beyond chance: {', '.join(parts[:4])}{more}"


def instrument_sentence(instrument: Instrument, others: int) -> str:
    """Return which question a score speaks of, and what is not mixed in."""
    name = " · ".join(filter(None, [instrument.survey, instrument.question]))
    scale = f", scale {instrument.scale}" if instrument.scale else ""
    if others <= 0:
        return f"Question: {name}{scale}." if name else ""
    word = "question is" if others == 1 else "questions are"
    return (
        f"Question: {name}{scale}. {others} other {word} not mixed in; choose one in the filters."
    )


def result_sentence(kind: Reported, others: int, *, weighted: bool) -> str:
    """Return which reported result a value speaks of, how it is averaged, and what is not in it.

    Args:
        kind: The result.
        others: How many other kinds there are.
        weighted: Whether each result counts by the answers behind it.
    """
    how = (
        "Where several are averaged, each counts by the number of its answers."
        if weighted
        else "Where several are averaged, each counts the same: averaged without weights, because "
        "not all tell how many answers stand behind them."
    )
    more = f" {how_many(others, 'other results')} not mixed in." if others > 0 else ""
    return f"Result: {kind.metric} · {kind.question}. {how}{more}"


def no_trend_sentence(metric: Metric, n: float) -> str:
    """Return why there is no trend: nothing is measured, or nothing carries a date."""
    if n > 0:
        return f"No trend: none of these {how_many(n, metric.noun)} carries a date."
    return f"Nothing here measures {within(metric)} in this period."


def finding_sentence(
    metric: Metric, group: str, difference: Difference, n: float, compare: Compare
) -> str:
    """Return what changed for a group against what it is compared with."""
    rose = difference.estimate > 0
    size = shown(abs(difference.estimate), metric.unit, signed=True).lstrip("+") + each(metric)
    sure = f"likely {spread(metric, difference.low, difference.high, signed=True)}"
    behind = "" if metric.unit == "count" else f"; {how_many(n, metric.noun)}"
    label = within(metric)
    moved = (
        f"{size} {'higher' if rose else 'lower'} than"
        if compare == "rest"
        else f"{'rose' if rose else 'fell'} {size} against"
    )
    return f"{group}: {label} {moved} {COMPARES[compare]} ({sure}{behind})."


def signal_sentence(metric: Metric, group: str, newest: Newest) -> str:
    """Return how the newest period of a group stands out from its own history."""
    usual = spread(metric, newest.lower, newest.upper)
    value = shown(newest.value, metric.unit) + each(metric)
    return f"{group}: {within(metric)} {value} in {newest.label}, where {usual} is usual."


def overview_sentence(indicators: pd.DataFrame) -> str:
    """Return which metrics changed for real, as the title of the table.

    The mean of the answers whose satisfied share is named already is no second piece of news.
    """
    columns = (indicators[name].tolist() for name in ("metric", "label", "verdict"))
    changed = list(zip(*columns, strict=True))
    with_csat = {verdict for metric, _, verdict in changed if metric == "csat"}
    worse, better = (
        [
            str(label)
            for metric, label, verdict in changed
            if verdict == word and not (metric == "mean_score" and word in with_csat)
        ]
        for word in ("worse", "better")
    )
    if not worse and not better:
        return "No metric changed beyond chance against what it is compared with"
    parts = [
        f"{and_list(labels)} {word}"
        for labels, word in ((worse, "got worse"), (better, "got better"))
        if labels
    ]
    return "; ".join(parts)


def compared_sentence(
    period: Period | None, before: Period | None, compare: Compare, *, narrowed: bool
) -> str:
    """Return which days are compared with which, dated.

    Args:
        period: The days shown; None where nothing carries a date.
        before: The earlier days; None where nothing is loaded that early.
        compare: What is compared with.
        narrowed: Whether filters leave anything else to compare with.
    """
    if period is None:
        return ""
    if compare == "rest":
        same_days = f"compared with {COMPARES[compare]} in the same days."
        return f"{days_of(period)}, {same_days}" if narrowed else NOTHING_ELSE
    if before is None:
        return f"{days_of(period)}; nothing earlier is loaded to compare it with."
    return f"{days_of(period)}, compared with {days_of(before)}."
