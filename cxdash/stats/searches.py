"""Where the pattern of a rule lies among points that have been measured in sigmas."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cxdash.stats.checks import Bools, Floats
from cxdash.stats.patterns import Found, coming, hits_in_window, latest, steady_climb, up_and_down
from cxdash.stats.rule_sets import (
    Alternation,
    BeyondLimits,
    FewCrossings,
    LongestRun,
    NearLimit,
    Test,
    Trend,
    Zone,
)
from cxdash.stats.rules import TOUCH
from cxdash.stats.run_chart import FEWEST_USEFUL, run_bounds


@dataclass(frozen=True, eq=False)
class Judged:
    """One steady stretch, gaps left out, ready to be judged.

    Attributes:
        values: As drawn.
        z: Distance from the centre in sigmas.
        slack: How much of a sigma rounding may move a point.
        outside: Whether each lies beyond its limits.
    """

    values: Floats
    z: Floats
    slack: Floats
    outside: Bools

    @cached_property
    def untied(self) -> Floats:
        """The values, neighbours that differ by rounding alone made equal."""
        size, steps = np.abs(self.values), self.values[1:] - self.values[:-1]
        near = np.abs(steps) <= TOUCH * np.maximum(size[1:], size[:-1])
        if not np.count_nonzero(near):
            return self.values
        return np.concatenate(([0.0], np.cumsum(np.where(near, 0.0, steps))))


def search(test: Test, points: Judged) -> tuple[Found, Found]:
    """Return the pattern among high or rising points, and among low or falling ones.

    A pattern that knows no direction is returned as both.
    """
    match test:
        case BeyondLimits():
            above = points.z > 0
            return _both(points.outside & above, points.outside & ~above, 1, 1)
        case Zone():
            return _zone(test, points)
        case NearLimit():
            return _near_limit(test, points)
        case Trend():
            values = points.untied
            return steady_climb(values, test.points), steady_climb(-values, test.points)
        case Alternation():
            found = up_and_down(points.untied, test.points)
            return found, found
        case LongestRun() | FewCrossings():
            return _by_order(test, points)


def _zone(test: Zone, points: Judged) -> tuple[Found, Found]:
    z, slack, edge = points.z, points.slack, test.sigmas
    if test.place != "one_side":
        distance = np.abs(z)
        flags = distance < edge - slack if test.place == "within" else distance > edge + slack
        found = hits_in_window(flags, test.hits, test.window)
        return found, found
    high, low = z > edge + slack, z < -edge - slack
    if not test.skips_center or (high | low).all():
        return _both(high, low, test.hits, test.window)
    off_line = np.flatnonzero(high | low)
    found = _both(high[off_line], low[off_line], test.hits, test.window)
    upper, lower = (Found(*(_spread(row, off_line, len(z)) for row in one)) for one in found)
    return upper, lower


def _near_limit(test: NearLimit, points: Judged) -> tuple[Found, Found]:
    inside = ~points.outside

    def on(side: Floats) -> Found:
        near = inside & (side > test.sigmas + points.slack)
        if np.count_nonzero(near) < test.hits:
            none = np.zeros(near.shape, dtype=np.bool_)
            return Found(none, none)
        on_side = latest(side > points.slack, test.window) == test.window
        completed = on_side & (latest(near, test.window) >= test.hits)
        return Found(completed, near & (coming(completed, test.window) > 0))

    return on(points.z), on(-points.z)


def _by_order(test: LongestRun | FewCrossings, points: Judged) -> tuple[Found, Found]:
    """Return the points of too long a run, or all points where there are too few crossings."""
    off_line = np.flatnonzero(np.abs(points.z) > points.slack)
    above = points.z[off_line] > 0
    useful, size = len(off_line), len(points.z)
    if useful < FEWEST_USEFUL:
        return _both(np.zeros(size, np.bool_), np.zeros(size, np.bool_), 1, 1)
    bounds = run_bounds(useful)
    if isinstance(test, LongestRun):
        longest = bounds.longest_run_max + 1
        high, low = _both(above, ~above, longest, longest)
    else:
        crossings = int(np.count_nonzero(above[1:] != above[:-1]))
        every = np.full(useful, crossings < bounds.crossings_min)
        newest = every & (np.arange(useful) == useful - 1)
        high = low = Found(newest, every)
    spread = (Found(*(_spread(row, off_line, size) for row in one)) for one in (high, low))
    upper, lower = spread
    return upper, lower


def _both(high: Bools, low: Bools, hits: int, window: int) -> tuple[Found, Found]:
    return hits_in_window(high, hits, window), hits_in_window(low, hits, window)


def _spread(flags: Bools, at: NDArray[np.intp], length: int) -> Bools:
    every = np.zeros(length, dtype=np.bool_)
    every[at] = flags
    return every
