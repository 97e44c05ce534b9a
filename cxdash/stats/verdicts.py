"""What a set of rules says about a whole chart: for each rule, each point, and the newest one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np

from cxdash.stats.control import ControlChart
from cxdash.stats.rule_sets import Rule, RuleSet
from cxdash.stats.signals import Signal, Stretch, judge

Improvement: TypeAlias = Literal["increase", "decrease", "neutral"]
SpecialCause: TypeAlias = Literal["common cause", "improving", "concerning", "neutral"]


def chart_signals(
    chart: ControlChart, rules: RuleSet | Sequence[Rule] = "standard"
) -> tuple[Signal, ...]:
    """Return what each rule of a set finds on a chart. No pattern reaches over a new phase.

    Args:
        chart: Any control chart.
        rules: The name of a set, or rules of your own.

    Returns:
        One signal a rule, in the order of the set, found or not. Phases without limits are judged
        by the order of their points alone, under "run_chart", and by no other set.

    Raises:
        ValueError: If a rule set is unknown.

    Examples:
        >>> from cxdash.stats.control import control_chart
        >>> chart = control_chart("count", [8, 2, 6, 3, 7, 6, 3, 4, 8, 5, 4, 6, 25])
        >>> [one.sentence for one in chart_signals(chart) if one.found]
        ['A point lies outside the limits: something out of the ordinary.']
    """
    pieces = [judge(rules, stretch) for stretch in _stretches(chart)]
    if len(pieces) == 1:
        return pieces[0]
    return tuple(_joined(parts) for parts in zip(*pieces, strict=True))


@lru_cache(maxsize=8)
def _stretches(chart: ControlChart) -> tuple[Stretch, ...]:
    """Return the phases of a chart; kept for the next set of rules."""
    starts = [0, *(np.flatnonzero(chart.phase[1:] > chart.phase[:-1]) + 1)]
    ends = [*starts[1:], len(chart.phase)]
    values = np.where(chart.counted, chart.values, np.nan)
    every = zip(starts, ends, strict=True)
    return tuple(
        Stretch(values[phase], chart.center[phase], chart.z[phase], chart.outside[phase])
        for phase in (slice(start, end) for start, end in every)
    )


def _joined(parts: Sequence[Signal]) -> Signal:
    return replace(
        parts[0],
        points=np.concatenate([part.points for part in parts]),
        completed=np.concatenate([part.completed for part in parts]),
        direction=np.concatenate([part.direction for part in parts]),
    )


def newest_signals(chart: ControlChart, signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """Return the signals that the newest counted point completes; older ones stay as marks.

    Args:
        chart: The chart the signals are of.
        signals: From `chart_signals`.

    Examples:
        >>> from cxdash.stats.control import control_chart
        >>> chart = control_chart("count", [5, 4, 6, 5, 4, 6, 5, 4, 6, 5, 4, 6, 20, 5])
        >>> newest_signals(chart, chart_signals(chart))
        ()
    """
    newest = np.flatnonzero(chart.counted)[-1:]
    return tuple(signal for signal in signals if signal.completed[newest].any())


def special_causes(signals: Sequence[Signal], improvement: Improvement) -> tuple[SpecialCause, ...]:
    """Return for each point whether it is special, and whether that is good or bad news.

    Args:
        signals: From `chart_signals`; of several that mark a point, the first speaks.
        improvement: Which way is better; "neutral" if neither.

    Returns:
        One word a point: "common cause" unless a rule marks it; else "improving", "concerning",
        or "neutral" where neither direction is better or the pattern has none.

    Source:
        NHS England, Making Data Count: special cause of improving or concerning nature.

    Examples:
        >>> from cxdash.stats.signals import find_signals
        >>> special_causes(find_signals("standard", [0.1, 3.2, -3.5]), "increase")
        ('common cause', 'improving', 'concerning')
    """
    if not signals:
        return ()
    special = np.zeros(len(signals[0].points), dtype=np.bool_)
    direction = np.zeros(len(special), dtype=np.int8)
    for signal in signals:
        fresh = signal.points & ~special
        direction[fresh] = signal.direction[fresh]
        special |= signal.points
    better = {"increase": 1, "decrease": -1, "neutral": 0}[improvement]
    words: dict[int, SpecialCause] = {1: "improving", -1: "concerning", 0: "neutral"}
    pairs = zip(special.tolist(), direction.tolist(), strict=True)
    return tuple(words[better * way] if marked else "common cause" for marked, way in pairs)
