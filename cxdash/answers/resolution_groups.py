"""Does one cause take longer than another, or is it chance? Curves and their tests."""

from collections.abc import Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.groups import SCREEN_RATE
from cxdash.metrics.durations import Durations
from cxdash.stats import Survival, benjamini_hochberg, kaplan_meier, log_rank

FEWEST_CLOSED = 10
"""Closed complaints a group needs before its time is told."""

MOST_STEPS: Final = 300
"""Different durations a test looks at; of more, neighbours fall together, which changes nothing a
reader could see and keeps a test of a hundred thousand complaints quick."""


class Group(NamedTuple):
    """How long one group of complaints takes.

    Attributes:
        name: What it is called.
        found: Its durations.
        curve: The share still open over time.
        closed: How many are resolved.
        total: How many there are.
    """

    name: str
    found: Durations
    curve: Survival
    closed: int
    total: int


class Slower(NamedTuple):
    """One group that takes longer than another beyond chance; `p_value` allows for the looks."""

    slow: Group
    quick: Group
    p_value: float


def group_of(found: Durations, name: str) -> Group | None:
    """Return how long a group of complaints takes; None where too few are closed to say."""
    closed = int(found.n[found.closed].sum())
    if closed < FEWEST_CLOSED:
        return None
    curve = kaplan_meier(found.days, found.closed, weights=found.n)
    return Group(name, found, curve, closed, int(found.n.sum()))


def slower_pairs(groups: Sequence[Group]) -> list[Slower]:
    """Return which group takes longer than which beyond chance: log-rank, all pairs screened.

    Args:
        groups: Those to compare, each with each.
    """
    pairs = list(combinations(groups, 2))
    p_values = [_p_value(*pair) for pair in pairs]
    adjusted = benjamini_hochberg(np.array(p_values, dtype="float64"))
    found: list[Slower] = []
    for pair, p_value in zip(pairs, adjusted.tolist(), strict=True):
        quick, slow = sorted(pair, key=pace)
        if p_value <= SCREEN_RATE and pace(quick) < pace(slow):
            found.append(Slower(slow, quick, p_value))
    return found


def pace(group: Group) -> tuple[float, float]:
    """Return how slow a group is, to put groups in order: its median, then its upper quarter."""
    half, three_quarters = (group.curve.quantile(share).value for share in (0.5, 0.75))
    return tuple(np.nan_to_num([half, three_quarters], nan=np.inf).tolist())


def _p_value(one: Group, other: Group) -> float:
    step = _steps(np.concatenate([one.found.days, other.found.days]))
    closed = np.concatenate([one.found.closed, other.found.closed])
    n = np.concatenate([one.found.n, other.found.n])
    is_other = np.arange(len(n)) >= len(one.found.n)
    # One cell for each step, state and group, so that a test is as quick for many as for few.
    cells = np.bincount(4 * step + 2 * closed + is_other, weights=n)
    kept = np.flatnonzero(cells)
    return log_rank(kept // 4, kept // 2 % 2, kept % 2, weights=cells[kept]).p_value


def _steps(days: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the number of the step each duration falls in, at most `MOST_STEPS` of them."""
    different, number = np.unique(days, return_inverse=True)
    if len(different) <= MOST_STEPS:
        return number
    return number * MOST_STEPS // len(different)
