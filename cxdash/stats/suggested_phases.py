"""Where a new phase may have begun. A person confirms it; nothing here moves a limit."""

from typing import NamedTuple

import numpy as np

from cxdash.stats.change_points import change_points
from cxdash.stats.checks import Bools, Floats
from cxdash.stats.control import ControlChart
from cxdash.stats.verdicts import chart_signals

FEWEST_AFTER = 8
"""Points a new level must have lasted for before a phase of its own is worth a thought."""


class SuggestedPhase(NamedTuple):
    """A change of level that a rule noticed too.

    Attributes:
        start: Position at which the new level begins.
        points: How many points it has lasted for.
        before: Level before it, in the unit of the values, each period weighing by its size.
        after: Level since, in the same way.
        rules: Names of the rules that mark points of the new level.
        sentence: What to ask a manager.
    """

    start: int
    points: int
    before: float
    after: float
    rules: tuple[str, ...]
    sentence: str


def suggested_phases(chart: ControlChart) -> tuple[SuggestedPhase, ...]:
    """Return the changes of level that may deserve a phase of their own, in time order.

    A change is suggested if the steps of least squares put one there, a standard rule marks points
    after it, and at least `FEWEST_AFTER` points follow. Whether there is a known, dated cause, a
    person must say.

    Args:
        chart: Any control chart; take the season out first. Phases without limits have none.

    Source:
        NHS England, Making Data Count, on recalculating limits; the steps of `change_points`.

    Examples:
        >>> from cxdash.stats.control import control_chart
        >>> level = [50, 52, 49, 51, 50, 48, 51, 50, 49, 52, 50, 51]
        >>> chart = control_chart("individuals", level + [value - 9 for value in level])
        >>> [(one.start, one.points) for one in suggested_phases(chart)]
        [(12, 12)]
    """
    z = np.where(chart.counted & np.isfinite(chart.z), chart.z, np.nan)
    marks = {one.rule: one.points for one in chart_signals(chart) if one.found}
    found: list[SuggestedPhase] = []
    for phase, status in enumerate(chart.status):
        inside = np.flatnonzero((chart.phase == phase) & np.isfinite(z))
        if status == "none" or not marks or not len(inside):
            continue
        steps = [int(inside[step]) for step in change_points(z[inside]).starts]
        edges = [int(inside[0]), *steps, int(inside[-1]) + 1]
        for first, start, end in zip(edges, edges[1:], edges[2:], strict=False):
            suggestion = _suggestion(chart, (first, start, end), np.isfinite(z), marks)
            if suggestion:
                found.append(suggestion)
    return tuple(found)


def _suggestion(
    chart: ControlChart, at: tuple[int, int, int], known: Bools, marks: dict[str, Bools]
) -> SuggestedPhase | None:
    """Return the suggestion of one step, if a rule and enough points speak for it."""
    first, start, end = at
    rules = tuple(rule for rule, points in marks.items() if points[start:end].any())
    points = int(np.count_nonzero(known[start:end]))
    if not rules or points < FEWEST_AFTER:
        return None
    before = _level(chart, slice(first, start), known)
    after = _level(chart, slice(start, end), known)
    sentence = (
        f"From here the level is {'higher' if after > before else 'lower'}, for {points} points so "
        "far. If you know what changed and when, confirm a new phase."
    )
    return SuggestedPhase(start, points, before, after, rules, sentence)


def _level(chart: ControlChart, at: slice, known: Bools) -> float:
    values: Floats = chart.values[at][known[at]]
    sigma = chart.sigma[at][known[at]]
    weights = 1 / sigma**2 if np.all(sigma > 0) else np.ones(len(values))
    return float((values * weights).sum() / weights.sum())
