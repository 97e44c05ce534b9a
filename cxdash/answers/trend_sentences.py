"""What a trend says: which rule the newest point breaks, and what it cannot be trusted for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cxdash.answers.rules_told import LEFT_OUT, natures_of
from cxdash.answers.series import Series
from cxdash.answers.words import (
    GRAIN_WORDS,
    and_list,
    day_of,
    days_of,
    how_many,
    percent,
    spread,
)
from cxdash.metrics.filters import RULE_LABELS
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.periods import Period
from cxdash.stats import (
    FEWEST_POINTS,
    RULE_SETS,
    Signal,
    SuggestedPhase,
    expected_false_charts,
)

_NATURES = {"improving": " That is an improvement.", "concerning": " That is of concern."}


def newest_sentence(metric: Metric, series: Series, newest: Mapping[str, Any]) -> str:
    """Return the verdict on the newest period of a series that has limits or a median."""
    word, words = GRAIN_WORDS[series.grain]
    name = f"{metric.label} without the season" if series.is_without_season else metric.label
    value = f"{name}: {shown(newest['value'], metric.unit)} in {newest['label']}"
    if metric.unit == "share" and newest["lower"] <= 0 and newest["upper"] >= 1:
        return (
            f"{name}: too few to say; with so few {metric.noun} a {word} anything from 0 "
            "to 100 % is within the usual ups and downs. Choose a longer time step."
        )
    if newest["state"] == LEFT_OUT:
        return f"{value} is left out of the limits, so it is not judged."
    alert = series.alert
    if alert is not None:
        told = _broken(metric, series, newest, alert)
        nature = natures_of(metric, series.signals)[int(newest["place"])]
        suffix = _NATURES.get(nature, "") if series.judging.rules == "nhs" else ""
        return f"{name}: {told}{suffix}"
    if series.judging.rules == "run_chart":
        middle = shown(newest["center"], metric.unit)
        return f"{value}; the {words} lie about their median of {middle} as chance would have it."
    usual = spread(metric, newest["lower"], newest["upper"])
    kept = f" of {series.stretch}" if series.stretch else ""
    return f"{value} lies within the usual ups and downs{kept} ({usual})."


def _broken(metric: Metric, series: Series, newest: Mapping[str, Any], alert: Signal) -> str:
    """Return which rule the newest period breaks, in words, without the metric's name."""
    words = GRAIN_WORDS[series.grain][1]
    value = f"{shown(newest['value'], metric.unit)} in {newest['label']}"
    line = "median" if series.judging.rules == "run_chart" else "average"
    kept, average = series.stretch, shown(newest["center"], metric.unit)
    middle = f"the {line} of {kept} ({average})" if kept else f"the {line} of {average}"
    up = newest["value"] > newest["center"]
    side = "above" if up else "below"
    number = alert.rule.rpartition("_")[2]
    if alert.rule == "beyond_limits":
        usual = spread(metric, newest["lower"], newest["upper"])
        of = f" of {kept}" if kept else ""
        return f"{value} is outside the usual {usual}{of}. Something real happened."
    if alert.rule == "long_run" or alert.rule.startswith("run_of"):
        length = run_length(series)
        return f"the last {length} {words} all lie {side} {middle}. The level has shifted."
    if alert.rule.startswith("trend_of"):
        way = "higher" if alert.direction[newest["place"]] > 0 else "lower"
        return (
            f"the last {number} {words} lie each {way} than the one before, up to the newest: "
            f"{value}. The level is drifting."
        )
    if alert.rule == "two_of_three":
        return f"2 of the last 3 {words} lie far {side} {middle}; {value}."
    if alert.rule == "four_of_five":
        return f"4 of the last 5 {words} lie well {side} {middle}; {value}."
    return f"{value}. {alert.sentence}"


def run_length(series: Series) -> int:
    """Return how many of the newest counted points lie on the newest point's side."""
    counted = series.points[series.chart.counted]
    above = (counted["value"] > counted["center"]).tolist()[::-1]
    return next((place for place, side in enumerate(above) if side != above[0]), len(above))


def frozen_sentence(series: Series) -> str:
    """Return which periods the limits are kept from, since when and why; empty without any."""
    frozen = series.frozen
    if frozen is None:
        return ""
    kept, words = frozen.kept, GRAIN_WORDS[series.grain][1]
    who = f"{kept.set_by}, {day_of(date.fromisoformat(kept.set_at[:10]))}: {kept.note}"
    days = days_of(Period(kept.first_on, kept.last_on))
    if frozen.holds:
        line = "The median is" if series.judging.rules == "run_chart" else "Limits are"
        return (
            f"{line} kept from {days} ({how_many(frozen.points, words)}), whatever came after "
            f"({who.rstrip('.')})."
        )
    return (
        f"Limits were to be kept from {days}, but too few {words} that can serve lie in those days "
        f"and this chart ({frozen.points}; each level needs {FEWEST_POINTS}): they come from all "
        "of them."
    )


def rules_sentence(series: Series) -> str:
    """Return which rules judge a series, and how often they cry wolf; empty for the usual ones."""
    rules = series.judging.rules
    if rules == "standard" or series.is_about_people:
        return ""
    points = int(series.chart.counted.sum())
    chance = expected_false_charts(points, 1, rules=rules)
    word = GRAIN_WORDS[series.grain][1]
    often = f"; a stable chart of {points} {word} breaks one of them in {percent(chance)} of cases"
    count = len(RULE_SETS[rules])
    return f"Judged by the {count} rules of “{RULE_LABELS[rules]}”{often if chance else ''}."


def season_sentence(series: Series) -> str:
    """Return that the time of year is taken out, or why it is not; empty where nobody asked."""
    if series.is_without_season:
        return (
            "The yearly season is taken out of the chart; all other figures are as they were "
            "measured."
        )
    if series.judging.without_season and not series.is_about_people:
        return (
            "The season cannot be taken out here: that needs a time step of months, and 24 "
            "complete ones."
        )
    return ""


def shift_as_season_sentence(measured: Series | None) -> str:
    """Return that a shift of level may have passed for a season; empty where none is suspected.

    Args:
        measured: The series with its season in.
    """
    if measured is None or not measured.levels:
        return ""
    since = and_list([str(measured.points["label"].iloc[one.start]) for one in measured.levels])
    return (
        f"As measured, the level seems to have shifted in {since}, and a shift can pass for a "
        "season: confirm the new level first, or look at the values as measured."
    )


def neighbours_sentence(series: Series) -> str:
    """Return a warning where neighbouring periods are alike; empty otherwise."""
    found = series.neighbours
    if series.is_about_people or not series.has_limits or not found.misleads:
        return ""
    has_signals = any(signal.found for signal in series.signals)
    echoes = (
        "so some of the marked points may be echoes of others"
        if has_signals
        else "so limits and rules may speak up too early"
    )
    return (
        f"Neighbouring {GRAIN_WORDS[series.grain][1]} are alike (correlation {found.r:.2f}, chance "
        f"explains {found.bound:.2f}), {echoes}. A longer time step shows fewer."
    )


def level_sentence(metric: Metric, series: Series, level: SuggestedPhase) -> str:
    """Return from when on the level seems to be another one, and what to do about it."""
    _, words = GRAIN_WORDS[series.grain]
    before, after = (
        shown(value * metric.scale, metric.unit) for value in (level.before, level.after)
    )
    since = str(series.points["label"].iloc[level.start])
    way = "higher" if level.after > level.before else "lower"
    return (
        f"Since {since} the level is {way}: {after} over {level.points} {words}, {before} before. "
        f"If you know what changed then, confirm a new level: each of at least {FEWEST_POINTS} "
        f"{words} has limits of its own, and the old ones stay drawn."
    )


def left_out_sentence(series: Series) -> str:
    """Return which periods take no part in the limits; empty where all do."""
    labels = [str(series.points["label"].iloc[place]) for place, _ in series.chart.excluded]
    return f"Left out of the limits, with a written reason: {and_list(labels)}." if labels else ""
