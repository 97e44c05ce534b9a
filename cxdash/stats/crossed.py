"""How much of an outcome goes with the employee, how much with the process, how much with neither?

An employee who works in a hard process must not answer for the process: both are estimated at
once, and each is drawn in towards the average as far as its few answers demand.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats
from cxdash.stats.normal_equations import NormalEquations, equations_of_cells
from cxdash.stats.reml import Ratios, best_ratios, factored


@dataclass(frozen=True, slots=True, eq=False)
class RandomFactor:
    """One factor of a mixed model: employees, processes, teams.

    Attributes:
        names: Its levels, sorted.
        spread: Standard deviation between levels, in the unit of the outcome; 0 where chance
            explains all differences.
        share: Its share of the variance of a single outcome, 0 to 1; with one factor the
            intraclass correlation.
        effects: How far each level lies from the average level, drawn in (BLUP).
        errors: Standard error of each effect about the average of the levels seen, fixed effects
            taken as known; as lme4 gives it.
        prediction_errors: Standard error that allows for the fixed effects too; never smaller.
            The one to judge a person by.
    """

    names: tuple[object, ...]
    spread: float
    share: float
    effects: Floats
    errors: Floats
    prediction_errors: Floats

    @property
    def reliabilities(self) -> Floats:
        """Share of each level's number that is the level and not luck, 0 to 1; 0 without spread.

        With one factor it is `reliability(n, share)`.
        """
        if self.spread == 0:
            return np.zeros(len(self.errors))
        return 1 - self.errors**2 / self.spread**2


@dataclass(frozen=True, slots=True, eq=False)
class CrossedEffects:
    """A mixed model with crossed random factors.

    Attributes:
        fixed: Fixed effects, the intercept first, in the unit of the outcome.
        fixed_errors: Their standard errors.
        factors: The random factors, in the order given.
        residual: Standard deviation of what no effect explains.
        residual_share: Its share of the variance, 0 to 1.
        criterion: REML criterion, as lme4 prints it.
        rows: How many rows it rests on.
    """

    fixed: Floats
    fixed_errors: Floats
    factors: tuple[RandomFactor, ...]
    residual: float
    residual_share: float
    criterion: float
    rows: float


def crossed_effects(
    n: ArrayLike,
    total: ArrayLike,
    total_sq: ArrayLike,
    factors: Sequence[ArrayLike],
    *,
    design: ArrayLike | None = None,
) -> CrossedEffects:
    """Return what goes with the levels of each random factor, fixed effects held apart.

    Rows may come one by one (n of 1, the outcome, its square) or added up over everything that
    has the same levels and design: the answer is the same, and the work does not grow with the
    rows. A yes/no outcome counted as 0 and 1 gives effects in shares.

    Args:
        n: Rows of each cell; above 0.
        total: Sum of the outcome of each cell.
        total_sq: Sum of the squares of the outcome of each cell.
        factors: For each random factor, the name of each cell's level.
        design: (cells, columns) of fixed effects without an intercept, such as
            `dummies(segments)`; None for the intercept alone.

    Raises:
        ValueError: If lengths differ, a cell is empty, a factor has one level or as many as rows,
            the design says the same twice, or no noise is left.

    Source:
        Bates et al. (2015), Journal of Statistical Software 67(1); Henderson (1975), Biometrics
        31:423-447.

    Examples:
        >>> score = np.array([4.0, 5.0, 2.0, 3.0, 5.0, 5.0, 3.0, 4.0])
        >>> who, where = ["ann", "ann", "bob", "bob"] * 2, ["web", "shop"] * 4
        >>> found = crossed_effects(np.ones(8), score, score**2, [who, where])
        >>> [round(factor.spread, 2) for factor in found.factors], round(found.residual, 2)
        ([1.2, 0.45], 0.57)
    """
    return mixed_model(equations_of_cells(n, total, total_sq, factors, design))


def mixed_model(sums: NormalEquations) -> CrossedEffects:
    """Return the mixed model of these normal equations.

    Args:
        sums: Counts and sums of the rows, from `equations_of_cells` or `equations_of_columns`.

    Raises:
        ValueError: As `crossed_effects`.

    Source:
        As `crossed_effects`.

    Examples:
        >>> sums = equations_of_cells([2, 2], [3.0, 7.0], [5.0, 25.0], [["ann", "bob"]])
        >>> mixed_model(sums).factors[0].effects.round(2).tolist()
        [-0.87, 0.87]
    """
    best = best_ratios(sums)
    at = factored(sums, best.ratios)
    random = sum(sums.sizes)
    noise = at.unexplained / (sums.rows - (len(sums.right) - random))
    inverse_root = np.linalg.inv(at.lower)
    solved = at.scale * (inverse_root.T @ at.half)
    error = at.scale * np.sqrt(noise * np.sum(inverse_root**2, axis=0))
    # The upper left block of the factor is the factor of the random part alone.
    own_root = np.linalg.inv(at.lower[:random, :random])
    own_error = at.scale[:random] * np.sqrt(noise * np.sum(own_root**2, axis=0))
    fixed = solved[random:].copy()
    fixed[0] += sums.origin
    return CrossedEffects(
        fixed=fixed,
        fixed_errors=error[random:],
        factors=_factors(sums, best, noise, solved[:random], own_error, error[:random]),
        residual=math.sqrt(noise),
        residual_share=float(1 / (1 + best.ratios.sum())),
        criterion=best.criterion,
        rows=sums.rows,
    )


def _factors(  # noqa: PLR0913, PLR0917 - one row each of what a factor reports
    sums: NormalEquations, best: Ratios, noise: float, effects: Floats, own: Floats, full: Floats
) -> tuple[RandomFactor, ...]:
    ends = np.cumsum(sums.sizes)
    return tuple(
        RandomFactor(
            names=names,
            spread=math.sqrt(noise * ratio),
            share=float(ratio / (1 + best.ratios.sum())),
            effects=effects[end - len(names) : end],
            errors=own[end - len(names) : end],
            prediction_errors=full[end - len(names) : end],
        )
        for names, ratio, end in zip(sums.names, best.ratios.tolist(), ends.tolist(), strict=True)
    )
