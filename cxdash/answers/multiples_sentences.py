"""What small multiples say: which groups are news, and how their charts came about."""

from collections.abc import Collection, Mapping

from cxdash.answers.how_sentences import in_parts
from cxdash.answers.series import Series
from cxdash.answers.trend_how import rules_told, sources_told
from cxdash.answers.trend_sentences import frozen_sentence
from cxdash.answers.words import GRAIN_WORDS, and_list, how_many
from cxdash.metrics.filters import LIMITS_LABELS, RULE_LABELS
from cxdash.metrics.metric import Metric
from cxdash.stats import RuleSet, expected_false_charts

_MOST_NAMED = 3


def multiples_title(
    flagged: Collection[str], label: str, panels: int, *, rules: RuleSet = "standard"
) -> str:
    """Return which groups have points that are news, or that none has.

    Args:
        flagged: The groups that have such points.
        label: What the groups are.
        panels: How many charts are drawn.
        rules: The set they are judged by.
    """
    if not flagged and rules != "standard":
        return f"No rule of {RULE_LABELS[rules]} is broken in any of the {panels} charts by {label}"
    if not flagged:
        return f"Nothing but the usual ups and downs in any of the {panels} charts by {label}"
    names = list(flagged)[:_MOST_NAMED]
    more = f" and {len(flagged) - _MOST_NAMED} more" if len(flagged) > len(names) else ""
    found = "More than the usual ups and downs" if rules == "standard" else "Rules are broken"
    return f"{found}: {', '.join(names)}{more}"


def multiples_how(metric: Metric, drawn: Mapping[str, Series]) -> str:
    """Return how small multiples were computed, and how many flag by chance.

    Args:
        metric: What is measured.
        drawn: The series of each group; at least one.
    """
    series = next(iter(drawn.values()))
    rules = series.judging.rules
    parts = {
        "Charts": "Each is the chart that the page draws when you filter by that group: the same "
        "limits, rules, confirmed levels, left-out and kept periods.",
        "Limits": f"{LIMITS_LABELS[series.judging.limits]}.",
        "Baselines": _baselines(drawn),
        "Season": seasons_sentence(drawn),
        "Rules": rules_told(rules),
        "Behind it": _behind(metric, drawn),
        "By chance": by_chance_sentence(_by_chance(drawn), len(drawn)),
        "Sources": sources_told(rules),
        "To say aloud": f"“{_aloud(drawn)}”",
    }
    return "\n\n".join([f"{metric.label} = {metric.formula}.", in_parts(parts)])


def by_chance_sentence(expected: float, charts: int) -> str:
    """Return how many charts would flag by chance alone."""
    return f"Of these {charts} charts, expect about {expected:.1f} to flag by chance alone."


def seasons_sentence(drawn: Mapping[str, Series]) -> str:
    """Return from which charts the time of year is taken out; empty where nobody asked."""
    if not next(iter(drawn.values())).judging.without_season:
        return ""
    left = [group for group, series in drawn.items() if not series.is_without_season]
    if not left:
        return "The yearly season is taken out of every chart."
    if len(left) == len(drawn):
        return (
            "The season cannot be taken out of any: that needs a time step of months, and 24 "
            "complete ones."
        )
    return (
        f"The yearly season is taken out of the charts with 24 complete months; {and_list(left)} "
        f"{'has' if len(left) == 1 else 'have'} fewer and {'is' if len(left) == 1 else 'are'} "
        "drawn as measured."
    )


def _baselines(drawn: Mapping[str, Series]) -> str:
    told = [(group, frozen_sentence(series)) for group, series in drawn.items()]
    return " ".join(f"{group}: {sentence}" for group, sentence in told if sentence)


def _behind(metric: Metric, drawn: Mapping[str, Series]) -> str:
    totals = [
        f"{group} {how_many(float(series.points['n'].sum()), metric.noun)} in "
        f"{how_many(int(series.chart.counted.sum()), GRAIN_WORDS[series.grain][1])}"
        for group, series in drawn.items()
    ]
    return f"{'; '.join(totals)}."


def _by_chance(drawn: Mapping[str, Series]) -> float:
    """Return how many of these charts, each of its own length, flag by chance."""
    return sum(
        expected_false_charts(int(one.chart.counted.sum()), 1, rules=one.judging.rules)
        for one in drawn.values()
    )


def _aloud(drawn: Mapping[str, Series]) -> str:
    alerts = [group for group, series in drawn.items() if series.alert]
    if not alerts:
        return "None of these groups is news today: what moves in them are the usual ups and downs."
    return (
        f"Of {len(drawn)} groups look first at {and_list(alerts)}: the others only go up and down."
    )
