"""Answers weighted to what is known of all customers. Mends only what the margins explain."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.normal_equations import Codes, sums_by

CLOSE = 1e-9
"""Relative distance from a margin at which raking stops."""

MOST_ROUNDS = 1000
"""Rounds after which margins that cannot be met together are given up on."""


def rake(
    base: ArrayLike,
    members: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
) -> Floats:
    """Return weights whose sums meet every margin (iterative proportional fitting).

    Args:
        base: Weight of each answer to start from; above 0.
        members: For each dimension, the group of each answer.
        margins: For each dimension, how many customers each group has; the same groups.

    Returns:
        One weight an answer. With one dimension this is post-stratification.

    Raises:
        ValueError: If dimensions or groups differ, a group has no answers, a weight or a margin is
            not above 0, or the margins cannot be met together.

    Source:
        Deming and Stephan (1940), Annals of Mathematical Statistics 11:427-444; Deville and
        Särndal (1992), JASA 87:376-382.

    Examples:
        >>> rake([1, 1, 1], {"kind": ["a", "a", "b"]}, {"kind": {"a": 10, "b": 30}}).tolist()
        [5.0, 5.0, 30.0]
    """
    weights = row_of_numbers("base", base)
    if not np.all(weights > 0) or set(members) != set(margins):
        raise ValueError(
            "Weights must be above 0, and members and margins name one dimension each."
        )
    coded = [_coded(name, members[name], margins[name], length=len(weights)) for name in margins]
    for _ in range(MOST_ROUNDS):
        furthest = 0.0
        for codes, targets in coded:
            factor = targets / sums_by(codes, weights, len(targets))
            weights *= factor[codes]
            furthest = max(furthest, float(np.max(np.abs(factor - 1))))
        if furthest < CLOSE:
            return weights
    raise ValueError("The margins cannot be met together.")


def effective_answers(weights: ArrayLike, *, sizes: ArrayLike | None = None) -> float:
    """Return how many equal answers carry as much as these weighted ones.

    Args:
        weights: One weight an answer; 0 or more, not all 0.
        sizes: How many answers have each weight; None for one each.

    Raises:
        ValueError: If a weight is negative or all are 0.

    Source:
        Kish (1965), Survey Sampling.

    Examples:
        >>> effective_answers([1, 1, 2])
        2.6666666666666665
    """
    row = row_of_numbers("weights", weights)
    if not (np.all(row >= 0) and row.sum() > 0):
        raise ValueError("A weight is negative, or all are 0.")
    held = np.ones(row.shape) if sizes is None else row_of_numbers("sizes", sizes)
    return float(np.sum(row * held) ** 2 / np.sum(row**2 * held))


def _coded(
    dimension: str, groups: Sequence[str], targets: Mapping[str, float], *, length: int
) -> tuple[Codes, Floats]:
    names = list(targets)
    if len(groups) != length:
        raise ValueError(f"{dimension} has {len(groups)} groups for {length} answers.")
    if silent := sorted(set(names) - set(groups)):
        raise ValueError(f"{dimension} has no answers in {silent}: merge them with a neighbour.")
    if unknown := sorted(set(groups) - set(names)):
        raise ValueError(f"{dimension} has answers in {unknown} and no customers: name a margin.")
    if not min(targets.values()) > 0:
        raise ValueError(f"{dimension} has a margin that is not above 0.")
    position = {name: i for i, name in enumerate(names)}
    codes = np.array([position[group] for group in groups], dtype=np.intp)
    return codes, np.array([targets[name] for name in names], dtype=np.float64)
