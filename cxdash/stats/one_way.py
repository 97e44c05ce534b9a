"""How much of the spread of single answers lies between units? One random factor, any sizes."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtrc, fdtri

from cxdash.stats.checks import Floats, require_confidence, row_of_numbers
from cxdash.stats.intervals import Interval

Estimator: TypeAlias = Literal["reml", "anova"]

LARGEST_RATIO = 1e9
"""Variance between units over variance within beyond which an interval ends at 1."""


@dataclass(frozen=True, slots=True, eq=False)
class OneWay:
    """Units as a random sample of units.

    Attributes:
        mean: Mean of an average unit, in the unit of the outcome.
        mean_error: Its standard error.
        between: Variance between units; never below 0.
        within: Variance of single answers inside a unit.
        icc: Share of the variance that lies between units, 0 to 1.
        interval: Exact interval of `icc`, cut to 0 and 1.
        p_value: Chance of units this far apart if they did not differ (F test).
        effects: How far each unit lies from the mean, drawn in.
        errors: Standard error of each effect, the mean taken as known.
        kept: Reliability of each unit's mean, 0 to 1.
    """

    mean: float
    mean_error: float
    between: float
    within: float
    icc: float
    interval: Interval
    p_value: float
    effects: Floats
    errors: Floats
    kept: Floats


def one_way(
    n: ArrayLike,
    total: ArrayLike,
    total_sq: ArrayLike,
    *,
    estimator: Estimator = "reml",
    confidence: float = 0.95,
) -> OneWay:
    """Return variances between and within units, from parts that add up.

    Args:
        n: Answers of each unit; at least 1, sizes may differ.
        total: Sum of the scores of each unit.
        total_sq: Sum of the squares of the scores of each unit.
        estimator: "reml" (as lme4) or "anova" (moments of the mean squares); the same for equal
            sizes where the estimate is not cut at 0.
        confidence: Chance that the interval covers the true `icc`, 0 to 1; exact for normal
            answers, whatever the sizes.

    Raises:
        ValueError: If lengths differ, a unit is empty, there are fewer than 2 units or no more
            answers than units, answers inside units do not vary, or `confidence` is not between
            0 and 1.

    Source:
        Searle, Casella and McCulloch (1992), Variance Components, chapter 3; exact interval of
        Wald (1940), Annals of Mathematical Statistics 11:96-100.

    Examples:
        >>> found = one_way([3, 3, 3], [12, 9, 6], [50, 29, 14])
        >>> f"{found.icc:.2f} ({found.interval.low:.2f} to {found.interval.high:.2f})"
        '0.40 (0.00 to 0.97)'
    """
    require_confidence(confidence)
    size, sums, squares = _parts(n, total, total_sq)
    units, answers = len(size), float(size.sum())
    means = sums / size
    within = max(0.0, float(np.sum(squares - sums * means))) / (answers - units)
    if not within > 1e-12 * float(squares.sum()) / answers:
        raise ValueError("Answers inside units do not vary: there is nothing to compare with.")
    middle = float(sums.sum()) / answers
    between_square = float(np.sum(size * (means - middle) ** 2)) / (units - 1)
    interval = _wald_interval(size, means, within, confidence)
    p_value = float(fdtrc(units - 1, answers - units, between_square / within))
    if estimator == "anova":
        typical = (answers - float(np.sum(size**2)) / answers) / (units - 1)
        between = max(0.0, (between_square - within) / typical)
    else:
        ratio = _reml_ratio(size, means, within * (answers - units))
        weight = size / (1 + ratio * size)
        apart = float(np.sum(weight * (means - np.sum(weight * means) / weight.sum()) ** 2))
        within = (within * (answers - units) + apart) / (answers - 1)
        between = ratio * within
    weight = 1 / (between + within / size)
    mean = float(np.sum(weight * means) / weight.sum())
    kept = between * weight
    return OneWay(
        mean=mean,
        mean_error=math.sqrt(1 / float(weight.sum())),
        between=between,
        within=within,
        icc=between / (between + within),
        interval=interval,
        p_value=p_value,
        effects=kept * (means - mean),
        errors=np.sqrt(between * (1 - kept)),
        kept=kept,
    )


def _parts(n: ArrayLike, total: ArrayLike, total_sq: ArrayLike) -> tuple[Floats, Floats, Floats]:
    size, sums = row_of_numbers("n", n), row_of_numbers("total", total)
    squares = row_of_numbers("total_sq", total_sq)
    if not (size.shape == sums.shape == squares.shape and len(size) > 1 and np.all(size >= 1)):
        raise ValueError("Two units or more need n of 1 or more, total and total_sq.")
    if not size.sum() > len(size):
        raise ValueError("No unit has two answers: their spread inside units is not known.")
    return size, sums, squares


def _reml_ratio(size: Floats, means: Floats, inside: float) -> float:
    """Return the variance ratio with the highest restricted likelihood; 0 is allowed."""
    freedom = float(size.sum()) - 1

    def judged(ratio: float) -> tuple[float, float]:
        """Return the criterion, and its slope."""
        weight = size / (1 + ratio * size)
        gaps = (means - np.sum(weight * means) / weight.sum()) ** 2
        left = inside + float(np.sum(weight * gaps))
        height = float(np.sum(np.log1p(ratio * size))) + math.log(weight.sum() / size.sum())
        slope = weight.sum() - np.sum(weight**2) / weight.sum()
        slope -= freedom * np.sum(weight**2 * gaps) / left
        return height + freedom * math.log(left), float(slope)

    grid = [0.0, *np.exp(np.linspace(-14, 20, 137)).tolist()]
    heights = [judged(ratio)[0] for ratio in grid]
    best = int(np.argmin(heights))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    if best == 0 and judged(0.0)[1] >= 0:
        return 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if judged(middle)[1] > 0 else (middle, high)
    return (low + high) / 2


def _wald_interval(size: Floats, means: Floats, within: float, confidence: float) -> Interval:
    """Return the shares between units for which a weighted F lies at its quantiles."""
    degrees, freedom = len(size) - 1, float(size.sum()) - len(size)
    tail = (1 - confidence) / 2

    def weighted_f(ratio: float) -> float:
        weight = size / (1 + ratio * size)
        middle = np.sum(weight * means) / weight.sum()
        return float(np.sum(weight * (means - middle) ** 2)) / (degrees * within)

    ends = [_falling_to(weighted_f, float(fdtri(degrees, freedom, p))) for p in (1 - tail, tail)]
    low, high = (end / (1 + end) if end < LARGEST_RATIO else 1.0 for end in ends)
    return Interval(low, high)


def _falling_to(falling: Callable[[float], float], goal: float) -> float:
    """Return the ratio of 0 or more at which a falling curve reaches a goal; 0 if already below."""
    if falling(0.0) <= goal:
        return 0.0
    low, high = 0.0, 1.0
    while falling(high) > goal and high < LARGEST_RATIO:
        low, high = high, 4 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > goal else (low, middle)
    return (low + high) / 2
