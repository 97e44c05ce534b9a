"""Which points of a series are signals, by which rule, and in which direction."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    return judge(rules, row, center=line, z=(row - line) / error, outside=outside)


def judge(
    rules: RuleSet | Sequence[Rule], values: Floats, *, center: Floats, z: Floats, outside: Bools
) -> tuple[Signal, ...]:
    """Return what each rule finds in one stretch that has been measured; as `find_signals`."""
    chosen = RULE_SETS.get(rules) if isinstance(rules, str) else tuple(rules)
    if chosen is None:
        raise ValueError(f"{rules!r} is no rule set; there are {', '.join(RULE_SETS)}.")
    known = np.isfinite(values)
    by_order_alone = all(isinstance(rule.test, LongestRun | FewCrossings) for rule in chosen)
    if by_order_alone:
        middle = np.full(len(values), np.median(values[known]) if known.any() else np.nan)
        center, z = middle, values - middle
    known &= ~np.isnan(z)
    at = np.flatnonzero(known)
    values_at, z_at = values[at], z[at]
    slack = _slack(values_at, center[at], z_at)
    points = Judged(values_at, z_at, slack, outside[at])
    return tuple(_signal(rule, points, at=at, length=len(values)) for rule in chosen)


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
    if high.marked.any() or low.marked.any():
        marks[at], whole[at] = high.marked | low.marked, high.completed | low.completed
        # What both halves mark has no direction: the rules that look at neither side.
        direction[at] = high.marked.astype(np.int8) - low.marked
    return Signal(rule.name, rule.sentence, marks, whole, direction)
