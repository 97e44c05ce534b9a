"""Where does the level of a series change? The steps that leave the least unexplained."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.constants import D2_OF_PAIRS
from cxdash.stats.moving_range import mean_moving_range

FEWEST_IN_SEGMENT = 6
"""Points a level must last for to be one."""

PENALTY_FACTOR = 3.0
"""Squares a further step must explain, in units of variance · log(points); a little stricter
than the 2 of Schwarz's criterion (Yao 1988, Statistics & Probability Letters 6:181-189)."""


class ChangePoints(NamedTuple):
    """The steps of a series.

    Attributes:
        starts: Positions at which a new level begins, in order.
        means: The level before the first step, and after each.
        squares: Sum of squares about those levels.
        squares_without: Sum of squares about the mean of all.
    """

    starts: tuple[int, ...]
    means: tuple[float, ...]
    squares: float
    squares_without: float


def change_points(
    values: ArrayLike,
    *,
    steps: int | None = None,
    penalty: float | None = None,
    fewest: int = FEWEST_IN_SEGMENT,
) -> ChangePoints:
    """Return the steps that leave the smallest sum of squares. Take season and trend out first.

    Args:
        values: One number a period, in time order; NaN is a gap.
        steps: How many steps there are; by default as many as are worth their penalty.
        penalty: Squares a step must explain; by default 3 · variance · log(points), the variance
            from neighbours, so that the steps themselves do not add to it.
        fewest: Points a level lasts for at least.

    Raises:
        ValueError: If values have more than one dimension, or there are too few for so many steps.

    Source:
        Least squares by dynamic programming: Bai and Perron (2003), Journal of Applied
        Econometrics 18:1-22; Jackson et al. (2005), IEEE Signal Processing Letters 12:105-108.

    Examples:
        >>> change_points([5, 6, 5, 4, 5, 6, 9, 8, 9, 10, 9, 8]).starts
        (6,)
    """
    row = row_of_numbers("values", values)
    at = np.flatnonzero(np.isfinite(row))
    known = row[at]
    if fewest < 1 or len(known) < max(1, fewest) * ((steps or 0) + 1):
        if steps is None and fewest >= 1:
            return _described(known, [], at)
        raise ValueError(f"{len(known)} points are too few for {steps} steps of {fewest} points.")
    costs = _costs(known, fewest)
    if steps is not None:
        return _described(known, _best_steps(costs, steps), at)
    if penalty is None:
        spread = float(mean_moving_range(known)) / D2_OF_PAIRS if len(known) > 1 else 0.0
        penalty = PENALTY_FACTOR * spread * spread * float(np.log(len(known)))
    return _described(known, _worthwhile_steps(costs, penalty), at)


def _costs(known: Floats, fewest: int) -> Floats:
    """Return the sum of squares about its own mean of every stretch [row, column)."""
    shifted = known - known.mean()
    sums = np.concatenate(([0.0], np.cumsum(shifted)))
    squares = np.concatenate(([0.0], np.cumsum(shifted * shifted)))
    first, end = np.indices((len(known) + 1, len(known) + 1))
    length = end - first
    allowed = length >= fewest
    total = sums[end] - sums[first]
    costs = squares[end] - squares[first] - total * total / np.where(allowed, length, 1)
    return np.where(allowed, np.maximum(costs, 0.0), np.inf)


def _best_steps(costs: Floats, steps: int) -> list[int]:
    """Return the positions of so many steps."""
    best = costs[0]
    came_from: list[NDArray[np.intp]] = []
    for _ in range(steps):
        through = best[:, None] + costs
        came_from.append(through.argmin(axis=0))
        best = through.min(axis=0)
    found = [len(costs) - 1]
    for origin in reversed(came_from):
        found.insert(0, int(origin[found[0]]))
    return found[:-1]


def _worthwhile_steps(costs: Floats, penalty: float) -> list[int]:
    """Return the positions of as many steps as are worth the penalty."""
    size = len(costs)
    best = np.full(size, np.inf)
    best[0] = -penalty
    origin = np.zeros(size, dtype=np.intp)
    for end in range(1, size):
        through = best[:end] + costs[:end, end] + penalty
        origin[end] = int(through.argmin())
        best[end] = through[origin[end]]
    found = [int(origin[size - 1])]
    while found[0] > 0:
        found.insert(0, int(origin[found[0]]))
    return found[1:]


def _described(known: Floats, steps: list[int], at: NDArray[np.intp]) -> ChangePoints:
    levels = np.split(known, steps)
    return ChangePoints(
        starts=tuple(int(at[step]) for step in steps),
        means=tuple(float(level.mean()) if len(level) else float("nan") for level in levels),
        squares=sum(float(((level - level.mean()) ** 2).sum()) for level in levels if len(level)),
        squares_without=float(((known - known.mean()) ** 2).sum()) if len(known) else 0.0,
    )
