"""Which points of a series are signals, by which rule, and in which direction."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_numbers
from cxdash.stats.constants import SIGMAS
from cxdash.stats.rule_sets import RULE_SETS, FewCrossings, LongestRun, Rule, RuleSet
from cxdash.stats.rules import TOUCH, beyond_limits
from cxdash.stats.searches import Judged, search


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """What one rule found.

    Attributes:
        rule: Its name.
        sentence: What it says to a reader.
        points: True for every point that is part of the pattern.
        completed: True at each point that makes the pattern whole.
        direction: 1 for marked points that are high or rising, -1 for low or falling, else 0.
    """

    rule: str
    sentence: str
    points: Bools
    completed: Bools
    direction: NDArray[np.int8]

    @property
    def found(self) -> bool:
        """Whether the rule is broken anywhere."""
        return bool(self.points.any())


def find_signals(
    rules: RuleSet | Sequence[Rule],
    values: ArrayLike,
    *,
    center: ArrayLike = 0.0,
    sigma: ArrayLike = 1.0,
    limits: tuple[ArrayLike, ArrayLike] | None = None,
) -> tuple[Signal, ...]:
    """Return what each rule of a set finds in one series.

    Args:
        rules: The name of a set, or rules of your own.
        values: One number a period, in time order; NaN is a gap, which neither adds to a pattern
            nor ends it.
        center: Centre line, one for all periods or one each; "run_chart" takes the median.
        sigma: Standard error of a period, in the same way; above 0.
        limits: Lower and upper limits, in the same way; centre ± 3 sigma by default.

    Returns:
        One signal a rule, in the order of the set, found or not.

    Raises:
        ValueError: If values have more than one dimension, a rule set is unknown, or a sigma is
            not above 0.

    Source:
        See `RULE_SETS`. A point on a limit or on the edge of a zone is not beyond it.

    Examples:
        >>> signals = find_signals("nelson", [0.2, 0.1, 3.4, 0.3, -0.2, -2.1, -2.4])
        >>> [(one.rule, one.points.nonzero()[0].tolist()) for one in signals if one.found]
        [('beyond_limits', [2]), ('two_of_three', [5, 6])]
    """
    row = row_of_numbers("values", values)
    line, error = (np.broadcast_to(np.asarray(x, np.float64), row.shape) for x in (center, sigma))
    if not np.all((error > 0) | np.isnan(error)):
        raise ValueError("sigma must be above 0 in every period.")
    lower, upper = limits or (line - SIGMAS * error, line + SIGMAS * error)
    outside = beyond_limits(row, lower, upper)
    return judge(rules, Stretch(row, line, (row - line) / error, outside))


class Stretch:
    """Points under one centre, measured in sigmas; it remembers what rules have found in it.

    Sets of rules share rules, and a chart is judged by several sets.

    Args:
        values: As drawn; NaN is a gap.
        center: The centre line, one entry a point.
        z: Distance from it in sigmas.
        outside: Whether each point lies beyond its limits.
    """

    def __init__(self, values: Floats, center: Floats, z: Floats, outside: Bools) -> None:
        self._values, self._center, self._z, self._outside = values, center, z, outside
        self._found: dict[tuple[Rule, bool], Signal] = {}

    def signal(self, rule: Rule, *, by_order_alone: bool) -> Signal:
        """Return what one rule finds; by order alone the median is the centre."""
        key = (rule, by_order_alone)
        if key not in self._found:
            at, points = self._by_median if by_order_alone else self._by_center
            self._found[key] = _signal(rule, points, at=at, length=len(self._values))
        return self._found[key]

    @cached_property
    def _by_center(self) -> tuple[NDArray[np.intp], Judged]:
        return self._measured(self._center, self._z)

    @cached_property
    def _by_median(self) -> tuple[NDArray[np.intp], Judged]:
        known = np.isfinite(self._values)
        median = float(np.median(self._values[known])) if known.any() else np.nan
        middle = np.full(len(self._values), median)
        return self._measured(middle, self._values - middle)

    def _measured(self, center: Floats, z: Floats) -> tuple[NDArray[np.intp], Judged]:
        """Return where there are points, and the points without the gaps."""
        at = np.flatnonzero(np.isfinite(self._values) & ~np.isnan(z))
        values, z_at = self._values[at], z[at]
        return at, Judged(values, z_at, _slack(values, center[at], z_at), self._outside[at])


def judge(rules: RuleSet | Sequence[Rule], stretch: Stretch) -> tuple[Signal, ...]:
    """Return what each rule finds in one stretch that has been measured; as `find_signals`."""
    chosen = RULE_SETS.get(rules) if isinstance(rules, str) else tuple(rules)
    if chosen is None:
        raise ValueError(f"{rules!r} is no rule set; there are {', '.join(RULE_SETS)}.")
    alone = all(isinstance(rule.test, LongestRun | FewCrossings) for rule in chosen)
    return tuple(stretch.signal(rule, by_order_alone=alone) for rule in chosen)


def _slack(values: Floats, center: Floats, z: Floats) -> Floats:
    """Return how many sigmas rounding may move a point that lies on a line."""
    distance = np.abs(values - center)
    slack = np.zeros(len(z))
    size = TOUCH * np.maximum(np.abs(values), np.abs(center)) * np.abs(z)
    np.divide(size, distance, out=slack, where=(distance > 0) & np.isfinite(z))
    return slack


def _signal(rule: Rule, points: Judged, *, at: NDArray[np.intp], length: int) -> Signal:
    """Return what one rule finds, on the places of the whole series."""
    high, low = search(rule.test, points)
    marks, whole = np.zeros((2, length), np.bool_)
    direction = np.zeros(length, np.int8)
    if np.count_nonzero(high.marked) or np.count_nonzero(low.marked):
        marks[at], whole[at] = high.marked | low.marked, high.completed | low.completed
        # What both halves mark has no direction: the rules that look at neither side.
        direction[at] = high.marked.astype(np.int8) - low.marked
    return Signal(rule.name, rule.sentence, marks, whole, direction)
