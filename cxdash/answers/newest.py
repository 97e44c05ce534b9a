"""Where the newest point of each group lies, by limits from the group's own history."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from cxdash.answers.charted import chart_of, reaching_back
from cxdash.answers.histories import Histories, History
from cxdash.answers.whole import complete_in
from cxdash.metrics.filters import USUAL
from cxdash.metrics.metric import ChartKind
from cxdash.metrics.periods import Grain, label_of
from cxdash.stats import Kind, newest_points

_KINDS: Final[dict[ChartKind, Kind]] = {
    "share": "share",
    "rate": "rate",
    "count": "count",
    "mean": "mean",
    "nps": "nps",
}
"""Charts of parts that add up, as the statistics call them."""


class Newest(NamedTuple):
    """The newest counted point of a chart, on the metric's own scale.

    Attributes:
        label: Its period.
        value: What was measured.
        center: Centre line.
        lower: Lower limit.
        upper: Upper limit.
        sigma: A third of the uncut distance from centre to limit.
        n: What stands behind it.
        total: Its total, as it was measured.
    """

    label: str
    value: float
    center: float
    lower: float
    upper: float
    sigma: float = float("nan")
    n: float = float("nan")
    total: float = float("nan")


def newest_of(found: Histories, groups: list[History], split: str) -> list[Newest | None]:
    """Return the newest complete point of some groups; None for one without limits.

    Args:
        found: The groups over time.
        groups: Those that are looked at.
        split: What they are split by.
    """
    if not groups:
        return []
    if not _are_usual(found):
        return [_charted(found, one, split) for one in groups]
    first = found.course.filters.period
    shown = [one.since(first.first) if first else one for one in groups]
    reader, metric, grain = found.reader, found.metric, found.course.grain
    n, total, total_sq = (
        np.array(rows) for rows in zip(*(one.parts for one in shown), strict=True)
    )
    points = newest_points(
        _KINDS[metric.chart],
        total,
        n,
        total_sq,
        counted=complete_in(reader, metric, grain, shown[0].starts),
        bounds=found.course.bounds,
    )
    scaled = zip(*(part * metric.scale for part in points[1:6]), strict=True)
    return [
        _charted(found, groups[row], split)
        if points.needs_exact[row]
        else _newest(shown[row], int(points.place[row]), grain, [float(line) for line in lines])
        for row, lines in enumerate(scaled)
    ]


def _are_usual(found: Histories) -> bool:
    """Whether no group has a chart of its own kind: nothing typed in, judged as usual."""
    reader = found.reader
    is_plain = not (reader.phases or reader.exclusions or reader.baselines)
    return is_plain and found.course.judging == USUAL and found.metric.chart in _KINDS


def _charted(found: Histories, history: History, split: str) -> Newest | None:
    """Return the newest point of one group by a chart of its own; see `chart_of`."""
    metric = found.metric
    own = replace(found.course, filters=found.course.filters.only(split, history.group))
    days = reaching_back(found.reader, metric, own.filters, own.grain).period
    own = replace(own, filters=own.filters.within(days))
    shown = history.since(days.first) if days else history
    chart = chart_of(found.reader, metric, own, list(shown.starts), shown.parts, is_drawn=False)
    counted = np.flatnonzero(chart.counted)
    if not len(counted):
        return None
    place = int(counted[-1])
    lines = (chart.values, chart.center, chart.lower, chart.upper, chart.sigma)
    return _newest(
        shown, place, own.grain, tuple(float(line[place]) * metric.scale for line in lines)
    )


def _newest(shown: History, place: int, grain: Grain, lines: Sequence[float]) -> Newest | None:
    """Return a point whose value, centre, limits and sigma these are; None without limits."""
    value, center, lower, upper, sigma = lines
    if place < 0 or np.isnan(center):
        return None
    label = label_of(shown.starts[place], grain)
    behind = (float(part[place]) for part in shown.parts[:2])
    return Newest(label, value, center, lower, upper, sigma, *behind)
