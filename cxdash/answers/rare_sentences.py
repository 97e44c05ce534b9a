"""What is said of rare complaints: how long from one to the next, and whether that is news."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from cxdash.answers.between import Between, Form
from cxdash.answers.how_sentences import in_parts
from cxdash.answers.rules_told import alert_of
from cxdash.answers.trend_sentences import kept_limits_sentence
from cxdash.answers.words import GRAIN_WORDS, and_list, how_many
from cxdash.metrics.filters import LIMITS_LABELS, RULE_LABELS, Judging
from cxdash.metrics.moments import Moments
from cxdash.metrics.periods import Grain
from cxdash.stats import FEWEST_POINTS, FIRM_POINTS, RULE_SETS, ControlChart, Signal

_WAYS: dict[bool, str] = {
    True: "Complaints have become rarer.",
    False: "Complaints have become more frequent.",
}

_FEW_DAYS: Final = 2.0
"""Days below which a wait reads in hours, where the clock is known."""

_HOURS, _MINUTES = 24, 60
_COARSE: Final = 100
"""From this upper end on, a range reads in whole numbers."""


def rare_sentence(mean: float, grain: Grain, noun: str, *, asked: bool) -> str:
    """Return why what lies between complaints is drawn, and not their counts.

    Args:
        mean: Complaints in a complete period.
        grain: Its grain.
        noun: What is counted from one complaint to the next, in the plural.
        asked: Whether the reader asked for it.
    """
    word = GRAIN_WORDS[grain][0]
    if asked:
        return f"Drawn are the {noun} from one complaint to the next, because you asked for them."
    return (
        f"These complaints are rare ({mean:.1f} a {word}), so the {noun} from one to the next are "
        f"drawn: they tell more than counts by {word}."
    )


def not_drawn_sentence(form: Form, grain: Grain, *, has_exposure: bool) -> str:
    """Return why the chart between complaints that a reader asked for is not drawn."""
    instead = f"so complaints are counted by {GRAIN_WORDS[grain][0]}"
    if form == "g" and not has_exposure:
        return (
            "A G chart counts the touches, orders or volumes from one complaint to the next, and "
            f"none are loaded, {instead}. A T chart needs only their dates."
        )
    return (
        "From one complaint to the next takes at least two with a date, and there are fewer, "
        f"{instead}."
    )


def too_often_sentence(grain: Grain) -> str:
    """Return why the chart between complaints is not drawn where most of them share a day."""
    return (
        "More than half of these complaints came on the day of the one before, with nothing "
        "between them that a date can tell: they are not rare, so they are counted by "
        f"{GRAIN_WORDS[grain][0]}."
    )


def waited(value: float, noun: str) -> str:
    """Return how much lies between two complaints, short waits by the clock.

    Examples:
        >>> waited(52, "days"), waited(0.5, "days"), waited(0.01, "days"), waited(1, "touches")
        ('52 days', '12 hours', '14 minutes', '1 touch')
    """
    if noun != "days" or value >= _FEW_DAYS or value == round(value):
        return how_many(value, noun)
    hours = value * _HOURS
    if hours < 1:
        return how_many(round(hours * _MINUTES), "minutes")
    return how_many(round(hours), "hours")


def between_sentence(
    noun: str, chart: ControlChart, signals: tuple[Signal, ...], labels: Sequence[str]
) -> str:
    """Return the verdict on the newest complaint.

    Args:
        noun: What is counted from one complaint to the next, in the plural.
        chart: Its chart.
        signals: What the rules found.
        labels: The day of each complaint.
    """
    known = np.flatnonzero(chart.counted)
    place = int(known[-1])
    value, center = float(chart.values[place]), float(chart.center[place])
    came = f"The newest complaint, of {labels[place]}, came {waited(value, noun)} after the one"
    if not np.isfinite(center):
        own = int(np.count_nonzero(chart.phase[known] == chart.phase[place]))
        return (
            f"{came} before. {own} such waits are too few to tell a change from the usual "
            f"ups and downs; at least {FEWEST_POINTS} are needed."
        )
    if place in dict(chart.excluded):
        return f"{came} before; it is left out of the limits, so it is not judged."
    alert = alert_of(chart, signals)
    longer = value > center
    upper = float(chart.upper[place])
    usual = f"the usual {_usual(chart, place)}"
    if alert is None:
        within = f"within {usual}" if np.isfinite(upper) else "as chance would have it"
        return f"{came} before: {within}."
    if alert.rule == "beyond_limits":
        return f"{came} before: {'longer' if longer else 'shorter'} than {usual}. {_WAYS[longer]}"
    if _is_run(alert):
        side = "above" if longer else "below"
        return (
            f"The last {_run_length(chart, place)} waits from one complaint to the next all lie "
            f"{side} the middle of {waited(center, noun)}. {_WAYS[longer]}"
        )
    return f"{came} before. {alert.sentence}"


def open_sentence(noun: str, chart: ControlChart) -> str:
    """Return how long the newest wait has run without an end; empty where none does."""
    if chart.counted[-1]:
        return ""
    passed = f"{waited(float(chart.values[-1]), noun)} have passed since without one"
    if chart.values[-1] > chart.upper[-1]:
        return f"{passed}, longer than usual already."
    return f"{passed}."


def clock_sentence(found: Between) -> str:
    """Return whether waits are measured by the clock or in whole days."""
    if found.form == "g":
        return (
            f"The {found.noun} are counted by whole days: between complaints of one day there are "
            "none."
        )
    return _clock(found.came)


def _clock(came: Moments) -> str:
    if not came.is_timed:
        return (
            "Only the day of these complaints is known, not the hour: waits are whole days, and "
            "several complaints on one day are 0 days apart."
        )
    rest = (
        f" {came.untimed} of {len(came.days)} carry no time of day and count from midnight."
        if came.untimed
        else ""
    )
    return f"Waits are measured by the clock, in parts of a day.{rest}"


def between_how(found: Between, judging: Judging, labels: Sequence[str], why: str) -> str:
    """Return how the chart was computed: method, limits, rules, n, sources, and words to say aloud.

    Args:
        found: What is drawn.
        judging: How the reader asked to judge it.
        labels: The day of each complaint.
        why: Why it is drawn.
    """
    noun, chart = found.noun, found.chart
    rules = " ".join(
        f"({place}) {rule.sentence}" for place, rule in enumerate(RULE_SETS[judging.rules], 1)
    )
    if found.form == "t":
        name, source = (
            "T chart. The days",
            "Nelson (1994), Journal of Quality Technology 26:239-240",
        )
    else:
        name = f"G chart. The {noun} recorded"
        source = "Benneyan (2001), Health Care Management Science 4:305-318"
    parts = {
        "Chart": f"{name} from each complaint to the next. {clock_sentence(found)} {why}",
        "Limits": _limits(found, judging),
        "Baseline": kept_limits_sentence(found.frozen, "waits", rules=judging.rules),
        "Rules": f"{RULE_LABELS[judging.rules]}. {rules} A wait that still runs is drawn hollow "
        "and judged by no rule.",
        "Behind it": _behind(chart, labels),
        "Sources": f"{source}; Montgomery, Introduction to Statistical Quality Control, section "
        "7.4.",
        "To say aloud": f"“{aloud(noun, chart, found.signals)}”",
    }
    return in_parts(parts)


def aloud(noun: str, chart: ControlChart, signals: tuple[Signal, ...]) -> str:
    """Return the sentence a manager may say aloud."""
    place = int(np.flatnonzero(chart.counted)[-1])
    value, center = float(chart.values[place]), float(chart.center[place])
    if not np.isfinite(center):
        return "There are too few complaints yet to tell a change from the usual ups and downs."
    alert, longer = alert_of(chart, signals), value > center
    if alert is None:
        return (
            f"Complaints come about as far apart as ever: the newest after {waited(value, noun)}. "
            "There is nothing to explain."
        )
    if alert.rule == "beyond_limits":
        return f"The newest complaint came after {waited(value, noun)}: something real happened."
    if _is_run(alert):
        way = "longer" if longer else "shorter"
        length = _run_length(chart, place)
        return f"{length} waits in a row were {way} than the middle one. {_WAYS[longer]}"
    return alert.sentence


def _limits(found: Between, judging: Judging) -> str:
    if judging.rules == "run_chart":
        return "None: a run chart judges the order of the waits about their median."
    if found.form == "t":
        limits = (
            "Times between rare events are skewed, so their 3.6th roots are charted as single "
            "values (mean and 3 mean steps between neighbours / 1.128) and turned back into days"
        )
    else:
        limits = (
            "The middle line is the median; the limits are the mean m and 3 · √(m · (m + 1)) "
            "either way, for such numbers follow the geometric distribution"
        )
    asked = LIMITS_LABELS[judging.limits]
    other = (
        f" “{asked}” is a choice for counts by period; waits have limits of their own."
        if judging.limits != "auto"
        else ""
    )
    season = " A season is not taken out of waits." if judging.without_season else ""
    return f"{limits}. From {FEWEST_POINTS} waits on.{other}{season}"


def _behind(chart: ControlChart, labels: Sequence[str]) -> str:
    told = [f"{how_many(int(chart.counted.sum()), 'waits')} that are over"]
    if len(chart.status) > 1:
        told.append(f"{len(chart.status)} confirmed levels, each with limits of its own")
    if "provisional" in chart.status:
        told.append(f"limits from fewer than {FIRM_POINTS} waits are provisional, drawn dashed")
    words = f"{'; '.join(told)}."
    if not chart.excluded:
        return words
    left_out = and_list([labels[place] for place, _ in chart.excluded])
    return f"{words} Left out of the limits, with a written reason: complaints of {left_out}."


def _usual(chart: ControlChart, place: int) -> str:
    lower, upper = float(chart.lower[place]), float(chart.upper[place])
    digits = 0 if upper >= _COARSE else 1
    low, high = (f"{end:,.{digits}f}".removesuffix(".0") for end in (lower, upper))
    return f"{low} to {high}"


def _is_run(alert: Signal) -> bool:
    return alert.rule == "long_run" or alert.rule.startswith("run_of")


def _run_length(chart: ControlChart, place: int) -> int:
    """Return how many of the newest waits of a level lie on the newest one's side."""
    own = np.flatnonzero(chart.counted & (chart.phase == chart.phase[place]))
    above = (chart.values[own] > chart.center[own])[::-1]
    return int(np.argmin(above == above[0])) if (above != above[0]).any() else len(above)
