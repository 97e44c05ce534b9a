"""What a set of rules found in a series, as the state of each point and the newest one's alert."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.metric import Direction, Metric
from cxdash.stats import (
    ControlChart,
    Improvement,
    RuleSet,
    Signal,
    newest_signals,
    special_causes,
)

OUTSIDE, RUN, NORMAL = "outside limits", "run of 8", "normal"
NOT_COMPLETE, TOO_FEW, LEFT_OUT = "not complete", "too few", "left out"

STATE_OF_RULE: Final[dict[str, str]] = {
    "beyond_limits": OUTSIDE,
    "run_of_7": "run of 7",
    "run_of_8": RUN,
    "run_of_9": "run of 9",
    "long_run": "long run",
    "few_crossings": "few crossings",
    "trend_of_6": "trend of 6",
    "trend_of_7": "trend of 7",
    "two_of_three": "2 of 3 far out",
    "four_of_five": "4 of 5 off average",
    "alternating_14": "14 by turns",
    "within_15": "15 near average",
    "outside_8": "8 off average",
}
"""What a point is called that a rule marks."""

OF_NATURE: Final[dict[str, str]] = {
    "improving": "improving",
    "concerning": "concerning",
    "neutral": "special cause",
}
"""What a marked point is called by Making Data Count: whether it is good news."""

SIGNALS: Final = frozenset({*STATE_OF_RULE.values(), *OF_NATURE.values()})
"""The states that are news."""

_IMPROVEMENT: Final[dict[Direction, Improvement]] = {
    "up": "increase",
    "down": "decrease",
    "neither": "neutral",
}


def states_of(
    metric: Metric,
    chart: ControlChart,
    signals: tuple[Signal, ...],
    *,
    n: NDArray[np.float64],
    rules: RuleSet,
) -> list[str]:
    """Return the state of each point; of several rules that mark it the first speaks.

    Args:
        metric: Says which way is better and how many rows a value needs.
        chart: The chart.
        signals: What the rules found on it.
        n: The rows behind each point; NaN where there are none.
        rules: The set the signals are of.
    """
    length = len(chart.values)
    states = np.full(length, NORMAL, dtype=object)
    outside = np.zeros(length, dtype=np.bool_)
    for signal in reversed(signals):
        states[signal.points] = STATE_OF_RULE[signal.rule]
        if signal.rule == "beyond_limits":
            outside = signal.points
    if rules == "nhs":
        states = np.array(
            [OF_NATURE.get(nature, NORMAL) for nature in natures_of(metric, signals)] or states,
            dtype=object,
        )
    few = (np.nan_to_num(n) < min(metric.fewest, 10)) & (metric.chart != "count")
    states[few & ~outside] = TOO_FEW
    states[[place for place, _ in chart.excluded]] = LEFT_OUT
    states[chart.hollow] = NOT_COMPLETE
    return [str(state) for state in states]


def natures_of(metric: Metric, signals: tuple[Signal, ...]) -> tuple[str, ...]:
    """Return for each point whether it is improving, concerning, neutral or nothing special."""
    return special_causes(signals, _IMPROVEMENT[metric.direction])


def notes_of(chart: ControlChart, signals: tuple[Signal, ...]) -> list[str]:
    """Return for each point what its rule says, or why it is left out; mostly nothing."""
    notes = [""] * len(chart.values)
    for signal in reversed(signals):
        for place in np.flatnonzero(signal.points):
            notes[place] = signal.sentence
    for place, reason in chart.excluded:
        notes[place] = reason
    return notes


def alert_of(chart: ControlChart, signals: tuple[Signal, ...]) -> Signal | None:
    """Return the first rule that the newest point breaks; older signals are marks, not alerts."""
    found = newest_signals(chart, signals)
    return found[0] if found else None
