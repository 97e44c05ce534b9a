"""What is said of rare complaints: how long from one to the next, and whether that is news."""

from collections.abc import Sequence
from typing import Literal

import numpy as np

from cxdash.answers.rules_told import alert_of
from cxdash.answers.words import GRAIN_WORDS, how_many
from cxdash.metrics.filters import RULE_LABELS
from cxdash.metrics.periods import Grain
from cxdash.stats import FEWEST_POINTS, RULE_SETS, ControlChart, RuleSet, Signal

_WAYS: dict[bool, str] = {
    True: "Complaints have become rarer.",
    False: "Complaints have become more frequent.",
}


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
    came = f"The newest complaint, of {labels[place]}, came {how_many(value, noun)} after the one"
    if not np.isfinite(center):
        return (
            f"{came} before. {len(known)} such waits are too few to tell a change from the usual "
            f"ups and downs; at least {FEWEST_POINTS} are needed."
        )
    alert = alert_of(chart, signals)
    longer = value > center
    lower, upper = float(chart.lower[place]), float(chart.upper[place])
    usual = f"the usual {lower:,.0f} to {upper:,.0f}"
    if alert is None:
        within = f"within {usual}" if np.isfinite(upper) else "as chance would have it"
        return f"{came} before: {within}."
    if alert.rule == "beyond_limits":
        return f"{came} before: {'longer' if longer else 'shorter'} than {usual}. {_WAYS[longer]}"
    if alert.rule == "long_run" or alert.rule.startswith("run_of"):
        above = (chart.values[known] > chart.center[known])[::-1]
        length = int(np.argmin(above == above[0])) if (above != above[0]).any() else len(above)
        side = "above" if longer else "below"
        return (
            f"The last {length} waits from one complaint to the next all lie {side} the middle of "
            f"{how_many(center, noun)}. {_WAYS[longer]}"
        )
    return f"{came} before. {alert.sentence}"


def open_sentence(noun: str, chart: ControlChart) -> str:
    """Return how long the newest wait has run without an end; empty where none does."""
    if chart.counted[-1]:
        return ""
    passed = f"{how_many(float(chart.values[-1]), noun)} have passed since without one"
    if chart.values[-1] > chart.upper[-1]:
        return f"{passed}, longer than usual already."
    return f"{passed}."


def between_how(form: Literal["t", "g"], noun: str, rules: RuleSet, why: str) -> str:
    """Return how the chart was computed."""
    if form == "t":
        name = "T chart. The days from each complaint to the next; two on one day are 0 apart"
        limits = (
            "Times between rare events are skewed, so their 3.6th roots are charted as single "
            "values (mean and 3 mean steps between neighbours / 1.128) and turned back into days"
        )
        source = "Nelson (1994), Journal of Quality Technology 26:239-240"
    else:
        name = f"G chart. The {noun} recorded from each complaint up to the next"
        limits = (
            "The middle line is the median; the limits are the mean m and 3 · √(m · (m + 1)) "
            "either way, for such numbers follow the geometric distribution"
        )
        source = "Benneyan (2001), Health Care Management Science 4:305-318"
    told = " ".join(f"({place}) {rule.sentence}" for place, rule in enumerate(RULE_SETS[rules], 1))
    parts = {
        "Chart": f"{name}. {why}",
        "Limits": f"{limits}. From {FEWEST_POINTS} waits on. Confirmed levels, left-out periods "
        "and kept limits belong to counts by period and play no part here.",
        "Rules": f"{RULE_LABELS[rules]}. {told} A wait that still runs is drawn hollow and judged "
        "by no rule.",
        "Sources": f"{source}; Montgomery, Introduction to Statistical Quality Control, section "
        "7.4.",
    }
    return "\n\n".join(f"**{part}.** {words}" for part, words in parts.items())
