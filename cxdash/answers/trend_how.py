"""How a trend was computed, told so that a manager can check it and say it aloud."""

from typing import Final

import numpy as np

from cxdash.answers.charted import COUNTED
from cxdash.answers.series import Series
from cxdash.answers.trend_sentences import (
    frozen_sentence,
    left_out_sentence,
    run_length,
    season_sentence,
)
from cxdash.answers.words import GRAIN_WORDS, NOT_JUDGED, how_many
from cxdash.metrics.filters import RULE_LABELS
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain
from cxdash.stats import (
    FEWEST_POINTS,
    FIRM_POINTS,
    RULE_SETS,
    Autocorrelation,
    ChartChoice,
    ChartOutcome,
    RuleSet,
    choose_chart,
)
from cxdash.stats.chart_choice import NAME_OF_FORM
from cxdash.stats.small_counts import FEWEST_EXPECTED

SOURCE_OF_RULES: Final[dict[RuleSet, str]] = {
    "standard": "Champ and Woodall (1987), Technometrics 29:393-399",
    "nhs": "NHS England, Making Data Count",
    "run_chart": "Anhøj and Olesen (2014), PLoS ONE 9:e113825",
    "western_electric": "Western Electric (1956), Statistical Quality Control Handbook",
    "nelson": "Nelson (1984), Journal of Quality Technology 16:237-239",
}

_SOURCE_OF_LIMITS: Final = (
    "Montgomery, Introduction to Statistical Quality Control; Laney (2002), Quality Engineering "
    "14:531-537"
)

_OUTCOMES: Final[dict[str, ChartOutcome]] = {
    "share": "yes_no",
    "rate": "events",
    "count": "events",
    "mean": "scores",
    "nps": "nps",
}

_COARSER: Final[dict[Grain, tuple[tuple[Grain, int], ...]]] = {
    "day": (("week", 7), ("month", 30), ("quarter", 91)),
    "week": (("month", 4), ("quarter", 13)),
    "month": (("quarter", 3), ("year", 12)),
    "quarter": (("year", 4),),
    "year": (),
}
"""The longer time steps, and about how many periods each puts together."""


def trend_how(metric: Metric, series: Series) -> str:
    """Return how a trend was computed: method, rules, n, limits, sources, and words to say aloud.

    Args:
        metric: What is measured.
        series: Its points and chart.
    """
    formula = f"{metric.label} = {metric.formula}."
    if series.is_about_people:
        return f"{formula} {NOT_JUDGED}"
    choice = choice_of(metric, series)
    parts = {
        "Chart": _chart(choice, series),
        "Limits": limits_told(metric, series, choice),
        "Baseline": frozen_sentence(series),
        "Rules": _rules(series),
        "Behind it": _behind(series),
        "Neighbours": _neighbours(series.neighbours),
        "Season": season_sentence(series),
        "Sources": f"{_SOURCE_OF_LIMITS}; {SOURCE_OF_RULES[series.judging.rules]}.",
        "To say aloud": f"“{aloud(series)}”",
    }
    told = [f"**{name}.** {words}" for name, words in parts.items() if words]
    return "\n\n".join([formula, *told])


def choice_of(metric: Metric, series: Series) -> ChartChoice:
    """Return which chart suits a series, and why."""
    counted = series.chart.counted
    outcome = _OUTCOMES.get(metric.chart, "single")
    totals = series.points["value" if outcome == "single" else "total"].to_numpy("float64")
    has_sizes = outcome != "single" and metric.chart != "count"
    sizes = np.where(counted, series.points["n"], 0.0) if has_sizes else None
    return choose_chart(outcome, np.where(counted, totals, np.nan), sizes)


def _chart(choice: ChartChoice, series: Series) -> str:
    name = "run chart" if series.judging.rules == "run_chart" else NAME_OF_FORM[choice.form]
    caution = [note for note in choice.notes if note.startswith("There is no exposure")]
    return " ".join([f"{name[0].upper()}{name[1:]}. {choice.reason}", *caution])


def limits_told(metric: Metric, series: Series, choice: ChartChoice) -> str:
    """Return how the limits are drawn, and why so."""
    limits, chart = series.judging.limits, series.chart
    if series.judging.rules == "run_chart":
        return "None: a run chart judges the order of the points about their median."
    if not series.has_limits:
        return f"None yet: they need {FEWEST_POINTS} complete periods."
    if metric.chart not in {*COUNTED, "mean", "nps"}:
        return (
            "The average and 3 times the mean step between neighbours / 1.128 either way: there is "
            "one number a period and nothing behind it."
        )
    if limits == "exact" and metric.chart in COUNTED:
        return f"Exact {_distribution(metric)} limits, because you asked for them."
    longer = _longer(series.grain, choice.merge)
    small = (
        f"Periods are small: in more than a fifth of them fewer than {FEWEST_EXPECTED:.0f} of the "
        "rarer outcome are expected"
    )
    if limits == "auto" and chart.small_counts:
        return (
            f"{small}. So each period has the wider of exact {_distribution(metric)} limits and "
            f"the usual ones.{longer}"
        )
    caution = f" {small}, so these limits alarm too often.{longer}" if chart.small_counts else ""
    return f"{_WAYS[limits].format(apart=_apart(series))}{caution}"


_FLOOR: Final = (
    "The average, three standard errors either way; wider where neighbouring periods differ by "
    "more than chance explains{apart}, never narrower."
)
_WAYS: Final[dict[str, str]] = {
    "auto": _FLOOR,
    "floor": _FLOOR,
    "exact": _FLOOR,
    "laney": "Laney's, because you asked for them: the average, three standard errors either way, "
    "times how far neighbouring periods differ against what chance explains{apart}.",
    "none": "The textbook's, because you asked for them: the average, three standard errors either "
    "way, as if chance alone moved the numbers.",
}


def _apart(series: Series) -> str:
    """Return how many times as far neighbours lie apart as chance explains, in the newest phase."""
    sigma_z = series.chart.sigma_z[-1]
    return f" (here {sigma_z:.1f} times as far)" if np.isfinite(sigma_z) else ""


def _distribution(metric: Metric) -> str:
    return "binomial" if metric.chart == "share" else "Poisson"


def _longer(grain: Grain, merge: int) -> str:
    """Return which longer time step would do; empty where one period is enough or none would."""
    found = next((name for name, size in _COARSER[grain] if size >= merge), None)
    return f" Better still: choose {found} as the time step." if merge > 1 and found else ""


def _rules(series: Series) -> str:
    rules = series.judging.rules
    told = " ".join(f"({place}) {rule.sentence}" for place, rule in enumerate(RULE_SETS[rules], 1))
    return (
        f"{RULE_LABELS[rules]}. {told} Only the newest point raises an alert; older ones are marks."
    )


def _behind(series: Series) -> str:
    chart = series.chart
    words = GRAIN_WORDS[series.grain][1]
    counted, n = int(chart.counted.sum()), series.points.loc[np.isfinite(chart.values), "n"]
    sizes = f" of n = {n.min():,} to {n.max():,}" if len(n) else ""
    told = [f"{how_many(counted, words)}{sizes}"]
    hollow = int(chart.hollow.sum())
    if hollow:
        told.append(f"{how_many(hollow, words)} not complete, drawn hollow and not judged")
    if len(chart.status) > 1:
        told.append(f"{len(chart.status)} confirmed levels, each with limits of its own")
    if "provisional" in chart.status:
        told.append(f"limits from fewer than {FIRM_POINTS} {words} are provisional, drawn dashed")
    return f"{'; '.join(told)}. {left_out_sentence(series)}".strip()


def _neighbours(alike: Autocorrelation) -> str:
    if not np.isfinite(alike.r):
        return ""
    verdict = "more than" if alike.misleads else "no more than"
    r = f"{alike.r:.2f}".replace("-", "−")
    return (
        f"Each period against the one before: correlation {r}, {verdict} chance explains "
        f"({alike.bound:.2f})."
    )


def aloud(series: Series) -> str:
    """Return the sentence a manager may say aloud."""
    newest, alert = series.newest(), series.alert
    if newest is None or not series.has_limits:
        return "There is too little history yet to tell a change from the usual ups and downs."
    words = GRAIN_WORDS[series.grain][1]
    line = "median" if series.judging.rules == "run_chart" else "average"
    usual = "Normal ups and downs stay inside the grey band"
    if series.judging.rules == "run_chart":
        usual = "Normal ups and downs cross the middle line again and again"
    if alert is None:
        return f"{usual}, and {newest['label']} is no exception: there is nothing to explain."
    if alert.rule == "beyond_limits":
        return f"{usual}. {newest['label']} is outside: something real happened."
    if alert.rule == "long_run" or alert.rule.startswith("run_of"):
        side = "above" if newest["value"] > newest["center"] else "below"
        length = run_length(series)
        return f"{usual}. {length} {words} in a row {side} the {line}: the level has shifted."
    return f"{usual}. {alert.sentence}"
