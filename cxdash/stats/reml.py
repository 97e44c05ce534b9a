"""Variances of random effects by restricted maximum likelihood, from normal equations alone.

Nothing here sees a row: each step costs one Cholesky factor of (levels + fixed effects) size.
"""

import math
from typing import NamedTuple

import numpy as np

from cxdash.stats.checks import Floats
from cxdash.stats.normal_equations import NormalEquations

MOST_STEPS = 200
"""Steps of Fisher scoring after which a fit is given up on."""

SETTLED = 1e-14
"""Change of the REML criterion, for each row, below which the variances are taken as found."""

LEAST_NOISE = 1e-12
"""Share of the squares that must be left unexplained, so that there is noise to judge by."""


class Ratios(NamedTuple):
    """Variance of each factor over the residual variance, where the criterion is lowest.

    Attributes:
        ratios: One a factor; 0 where the factor explains nothing.
        criterion: The REML criterion there (minus twice the restricted log likelihood).
    """

    ratios: Floats
    criterion: float


class _Point(NamedTuple):
    """The criterion at some ratios, with its slope and expected curvature."""

    criterion: float
    slope: Floats
    curvature: Floats


class Factored(NamedTuple):
    """The normal equations with ridges, factored, at some ratios.

    Attributes:
        scale: Root of the ratio of each random column, 1 for a fixed one.
        lower: Cholesky factor of the scaled equations with the ridge.
        half: The factor's solution of the right side.
        unexplained: Penalised sum of squares left.
    """

    scale: Floats
    lower: Floats
    half: Floats
    unexplained: float


def factored(sums: NormalEquations, ratios: Floats) -> Factored:
    """Return the mixed model equations, factored; a ratio of 0 is no special case.

    Source:
        Bates et al. (2015), Journal of Statistical Software 67(1), section 3.

    Examples:
        >>> from cxdash.stats.normal_equations import equations_of_cells
        >>> sums = equations_of_cells([2, 2], [3.0, 5.0], [5.0, 13.0], [["ann", "bob"]])
        >>> round(factored(sums, np.array([0.0])).unexplained, 6)
        2.0
    """
    random = sum(sums.sizes)
    fixed = len(sums.right) - random
    scale = np.concatenate([np.repeat(np.sqrt(ratios), sums.sizes), np.ones(fixed)])
    ridge = np.concatenate([np.ones(random), np.zeros(fixed)])
    lower = np.linalg.cholesky(sums.cross * np.outer(scale, scale) + np.diag(ridge))
    half = np.linalg.solve(lower, scale * sums.right)
    return Factored(
        scale=scale,
        lower=np.asarray(lower, dtype=np.float64),
        half=np.asarray(half, dtype=np.float64),
        unexplained=sums.square - float(half @ half),
    )


def criterion(sums: NormalEquations, ratios: Floats) -> float:
    """Return the REML criterion at some ratios, the residual variance at its best.

    Returns:
        Minus twice the restricted log likelihood; infinite where no noise is left to judge by.

    Source:
        Bates et al. (2015), Journal of Statistical Software 67(1), equation 42.

    Examples:
        >>> from cxdash.stats.normal_equations import equations_of_cells
        >>> sums = equations_of_cells([2, 2], [3.0, 5.0], [5.0, 13.0], [["ann", "bob"]])
        >>> round(criterion(sums, np.array([0.0])), 3)
        8.684
    """
    return _criterion(sums, factored(sums, ratios))


def _criterion(sums: NormalEquations, at: Factored) -> float:
    if not at.unexplained > LEAST_NOISE * sums.square:
        return math.inf
    freedom = sums.rows - (len(sums.right) - sum(sums.sizes))
    log_determinant = 2 * float(np.sum(np.log(np.diag(at.lower))))
    return log_determinant + freedom * (1 + math.log(2 * math.pi * at.unexplained / freedom))


def best_ratios(sums: NormalEquations) -> Ratios:
    """Return the variance ratios with the lowest REML criterion; 0 is allowed.

    Fisher scoring on the ratios, with the residual variance taken out. A step that would pass 0
    goes most of the way; a ratio near 0 whose criterion falls towards 0 is set to 0.

    Raises:
        ValueError: If rows are too few, a factor has a level for every row, no noise is left, or
            the steps do not settle.

    Source:
        Patterson and Thompson (1971), Biometrika 58:545-554; Longford (1987), Biometrika
        74:817-827 (Fisher scoring).

    Examples:
        >>> from cxdash.stats.normal_equations import equations_of_cells
        >>> sums = equations_of_cells([2, 2], [3.0, 7.0], [5.0, 25.0], [["ann", "bob"]])
        >>> best_ratios(sums).ratios.round(3).tolist()
        [3.5]
    """
    freedom = sums.rows - (len(sums.right) - sum(sums.sizes))
    if not (freedom > 0 and all(1 < size < sums.rows for size in sums.sizes)):
        raise ValueError(
            "Each factor needs two levels or more, and fewer than there are rows; "
            "rows must outnumber fixed effects."
        )
    if not sums.square > LEAST_NOISE * sums.rows * sums.origin**2:
        raise ValueError("Every outcome is the same: no noise is left to judge effects by.")
    ratios = np.full(len(sums.sizes), 0.1)
    here = _point(sums, ratios)
    for _ in range(MOST_STEPS):
        proposed = _proposal(ratios, here)
        there, moved = _downhill(sums, ratios, proposed, here)
        gained = here.criterion - there.criterion
        ratios, here = moved, there
        if not gained > SETTLED * sums.rows:
            break
    else:
        raise ValueError(f"The variances did not settle in {MOST_STEPS} steps.")
    if not factored(sums, ratios).unexplained > 1e3 * LEAST_NOISE * sums.square:
        raise ValueError("The effects explain every outcome: no noise is left to judge them by.")
    return Ratios(ratios, here.criterion)


def _point(sums: NormalEquations, ratios: Floats) -> _Point:
    """Return slope and expected curvature from Z'PZ, the factors' columns cleared of the rest."""
    at = factored(sums, ratios)
    random = sum(sums.sizes)
    freedom = sums.rows - (len(sums.right) - random)
    reduced = np.linalg.solve(at.lower, at.scale[:, None] * sums.cross[:, :random])
    left = sums.cross[:random, :random] - reduced.T @ reduced
    score = sums.right[:random] - reduced.T @ at.half
    blocks = np.split(np.arange(random), np.cumsum(sums.sizes)[:-1])
    traces = np.array([np.trace(left[np.ix_(block, block)]) for block in blocks])
    squares = np.array([float(score[block] @ score[block]) for block in blocks])
    together = np.array([[np.sum(left[np.ix_(a, b)] ** 2) for b in blocks] for a in blocks])
    return _Point(
        criterion=_criterion(sums, at),
        slope=traces - freedom * squares / at.unexplained,
        curvature=together - np.outer(traces, traces) / freedom,
    )


def _proposal(ratios: Floats, here: _Point) -> Floats:
    """Return where Fisher scoring would go, ratios at 0 that want to stay there left out."""
    free = (ratios > 0) | (here.slope < 0)
    proposed = ratios.copy()
    curvature = here.curvature[np.ix_(free, free)]
    proposed[free] -= np.linalg.pinv(curvature, hermitian=True) @ here.slope[free]
    return np.maximum(proposed, 0.0)


def _downhill(
    sums: NormalEquations, ratios: Floats, proposed: Floats, here: _Point
) -> tuple[_Point, Floats]:
    """Return the first point on the way to the proposal that lowers the criterion."""
    share = 1.0
    while share > 1e-8:  # noqa: PLR2004 - a step this short is none
        moved = ratios + share * (proposed - ratios)
        if criterion(sums, moved) < here.criterion:
            return _point(sums, moved), moved
        share /= 2
    return here, ratios
