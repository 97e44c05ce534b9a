"""How much of what a unit's average shows is the unit, and not the luck of who answered."""

import math

FEWEST_TO_COMPARE = 0.7
"""Reliability below which units are not compared. Source: Adams (2009), RAND TR-653."""


def reliability(n: float, icc: float) -> float:
    """Return the reliability of a mean of `n` answers.

    Args:
        n: Answers of the unit; 0 or more.
        icc: Share of the variance of single answers that lies between units, 0 to 1.

    Returns:
        0 to 1: the share of the variance of unit means that lies between units.

    Raises:
        ValueError: If `n` is negative or `icc` outside 0 to 1.

    Source:
        Spearman (1910) and Brown (1910), British Journal of Psychology 3; Adams (2009), RAND
        TR-653.

    Examples:
        >>> round(reliability(30, 0.05), 2)
        0.61
    """
    _require_icc(icc)
    if not n >= 0:
        raise ValueError(f"n is {n}; it cannot be negative.")
    return n * icc / (1 + (n - 1) * icc) if n > 0 else 0.0


def answers_for_reliability(target: float, icc: float) -> float:
    """Return how many answers a unit needs to reach a reliability; not rounded.

    Args:
        target: Reliability wanted, 0 to below 1.
        icc: As for `reliability`.

    Returns:
        Answers for each unit; infinite where units do not differ.

    Raises:
        ValueError: If `target` is not in 0 to below 1, or `icc` outside 0 to 1.

    Source:
        As `reliability`.

    Examples:
        >>> round(answers_for_reliability(0.7, 0.05), 1)
        44.3
    """
    _require_icc(icc)
    if not 0 <= target < 1:
        raise ValueError(f"target is {target}; it must lie in 0 to below 1.")
    if icc == 0:
        return math.inf if target > 0 else 0.0
    return target / (1 - target) * (1 - icc) / icc


def _require_icc(icc: float) -> None:
    if not 0 <= icc <= 1:
        raise ValueError(f"icc is {icc}; it must lie between 0 and 1.")
