"""Who goes with how a journey ended, when many people touched it?

Giving a journey's score to the last one who touched it blames the one who came last.
"""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.crossed import CrossedEffects, mixed_model
from cxdash.stats.normal_equations import equations_of_columns, levels

Adding: TypeAlias = Literal["sum", "average"]

TOGETHER = 0.95
"""Correlation of two units' touches from which they can only be judged as one team. Source:
simulation of journeys with correlated shifts."""

FEWEST_JOURNEYS = 30
"""Journeys a unit needs before its effect is told; same source."""

FEWEST_PARTNERS = 5
"""Other units it must have shared journeys with, so that the touches can be told apart; same
source."""

ROUNDING = 1e-9
"""Spread of a unit's touches below which it touched every journey alike."""


class Touches(NamedTuple):
    """Who touched which journey.

    Attributes:
        journeys: The place of the journey of each touch among the outcomes, from 0.
        units: The name of who or what touched it.
        adding: "sum" when every touch adds to the outcome, "average" when a journey's outcome is
            the average over its touches (each weighs one over their number).
    """

    journeys: ArrayLike
    units: ArrayLike
    adding: Adding = "sum"


class Sharing(NamedTuple):
    """How a unit's touches stand among the others'.

    Attributes:
        name: The unit.
        journeys: How many journeys it touched.
        partners: With how many other units it shared any.
        together_with: Units whose touches go with its own beyond `TOGETHER`.
    """

    name: object
    journeys: int
    partners: int
    together_with: tuple[object, ...]


def membership_matrix(touches: Touches, *, journeys: int) -> tuple[tuple[object, ...], Floats]:
    """Return the names of the units and how much each weighs in each journey.

    Args:
        touches: Who touched which journey.
        journeys: How many journeys there are.

    Returns:
        Names, sorted, and weights (journeys, units); a journey nobody touched weighs 0.

    Raises:
        ValueError: If lengths differ or a touch names no journey.

    Examples:
        >>> touches = Touches([0, 0, 1], ["ann", "bob", "bob"], "average")
        >>> membership_matrix(touches, journeys=2)[1].tolist()
        [[0.5, 0.5], [0.0, 1.0]]
    """
    names, weights = _sparse(touches, journeys)
    return names, np.asarray(weights.toarray(), dtype=np.float64)


def multi_membership(
    outcome: ArrayLike, touches: Sequence[Touches], *, design: ArrayLike | None = None
) -> CrossedEffects:
    """Return what goes with each unit when journeys belong to several at once.

    Args:
        outcome: How each journey ended, one number a journey.
        touches: For each random factor (employees, process steps), who touched which journey.
        design: (journeys, columns) of fixed effects without an intercept, such as the segment
            and the number of touches; None for the intercept alone.

    Returns:
        As `crossed_effects`; shares of the variance are those of one touch of weight 1.

    Raises:
        ValueError: If lengths differ, a touch names no journey, a factor has one level or as many
            as journeys, the design says the same twice, or no noise is left.

    Source:
        Browne, Goldstein and Rasbash (2001), Statistical Modelling 1:103-124.

    Examples:
        >>> scores = [5.0, 4.0, 2.0, 1.0, 4.0, 3.0]
        >>> touches = Touches([0, 1, 1, 2, 3, 3, 4, 5], list("aabcbcac"))
        >>> found = multi_membership(scores, [touches])
        >>> [f"{effect:+.1f}" for effect in found.factors[0].effects]
        ['+1.1', '-0.8', '-1.1']
    """
    y = row_of_numbers("outcome", outcome)
    built = [_sparse(each, len(y)) for each in touches]
    names, weights = [name for name, _ in built], [weight for _, weight in built]
    return mixed_model(equations_of_columns(y, weights, names, design))


def sharing(touches: Touches, *, journeys: int) -> tuple[Sharing, ...]:
    """Return how far the touches of units can be told apart at all.

    Args:
        touches: Who touched which journey.
        journeys: How many journeys there are.

    Returns:
        One entry a unit, sorted by name. Units that (almost) always work together are one team;
        compare `journeys` with `FEWEST_JOURNEYS`, `partners` with `FEWEST_PARTNERS`.

    Raises:
        ValueError: As `membership_matrix`.

    Examples:
        >>> found = sharing(Touches([0, 0, 1, 1, 2], list("ababc")), journeys=3)
        >>> [(each.name, each.partners, each.together_with) for each in found]
        [('a', 1, ('b',)), ('b', 1, ('a',)), ('c', 0, ())]
    """
    names, weights = _sparse(touches, journeys)
    touched = weights > 0
    shared = (touched.T.astype(np.float64) @ touched.astype(np.float64)).toarray()
    total = np.asarray(weights.sum(axis=0), dtype=np.float64)
    covariance = (weights.T @ weights).toarray() - np.outer(total, total) / journeys
    size = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    scale = np.outer(size, size)
    alike = np.divide(covariance, scale, out=np.zeros_like(scale), where=scale > ROUNDING)
    np.fill_diagonal(alike, 0.0)
    return tuple(
        Sharing(
            name=name,
            journeys=int(shared[i, i]),
            partners=int(np.sum(shared[i] > 0)) - 1,
            together_with=tuple(names[j] for j in np.flatnonzero(alike[i] > TOGETHER)),
        )
        for i, name in enumerate(names)
    )


def _sparse(touches: Touches, journeys: int) -> tuple[tuple[object, ...], Any]:
    """Return names and weights without writing out the many journeys a unit never touched."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - slow to import, only journeys need it

    where = np.asarray(touches.journeys).astype(np.intp)
    named = levels(touches.units)
    if where.ndim != 1 or named.codes.shape != where.shape:
        raise ValueError("Every touch needs one journey and one unit.")
    if not np.all((where >= 0) & (where < journeys)):
        raise ValueError(f"A touch names a journey outside 0 to {journeys - 1}.")
    weight = np.ones(len(where))
    if touches.adding == "average":
        weight /= np.bincount(where, minlength=journeys)[where]
    shape = (journeys, len(named.names))
    weights: Any = csr_array((weight, (where, named.codes)), shape=shape)
    return named.names, weights
