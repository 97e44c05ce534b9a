"""Which group stands where, and which groups could as well change places?"""

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.bootstrap import ROUNDS, RankRanges, rank_ranges
from cxdash.stats.checks import Floats, row_of_numbers, spread_of_parts
from cxdash.stats.nps import adjusted_error, nps_kinds

GroupsOf = Literal["share", "mean", "nps", "rate"]
"""What is compared between groups."""

HALF: Final = 0.5
"""Added to hits and misses, or to events: else a group of ten out of ten would be beyond doubt.
Source: Jeffreys' prior; Brown, Cai and DasGupta (2001), Statistical Science 16:101-133."""


def group_order(  # noqa: PLR0913 - the parts of the groups, and how they are drawn anew
    kind: GroupsOf,
    n: ArrayLike,
    totals: ArrayLike,
    squares: ArrayLike | None = None,
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
    confidence: float = 0.90,
) -> RankRanges:
    """Return the places of groups by their value, the largest first, and how settled they are.

    Each group's value is drawn from what its answers leave possible: shares from Beta(hits + ½,
    misses + ½), rates from Gamma(events + ½), means from Student's t about the mean, NPS from the
    normal about its adjusted score. It needs no answer one by one, so it costs the same for a
    hundred answers and for a million. Meant for segments, channels and causes; never for people.

    Args:
        kind: What the groups have.
        n: Answers of each group, or the exposure of a rate; above 0, of a mean at least 2.
        totals: Hits, sum of scores, sum of points (-100, 0 or 100 each) or events.
        squares: Sum of squares of a mean or an NPS; not used otherwise.
        rounds: How often the values are drawn.
        seed: Start of the random numbers.
        confidence: Share of the draws a range of places holds, 0 to 1.

    Returns:
        One place and range for each group, in the order given.

    Raises:
        ValueError: If rows differ in length, a group is too small, a mean or NPS comes without
            squares, hits exceed answers, or `confidence` is not between 0 and 1.

    Source:
        Goldstein and Spiegelhalter (1996), JRSS A 159:385-443; Efron and Tibshirani (1993), An
        Introduction to the Bootstrap, section 6.5 (drawn from a fitted distribution).

    Examples:
        >>> found = group_order("share", [400, 90, 80], [380, 63, 56])
        >>> found.ranks.tolist(), found.unsettled()
        ([1.0, 2.0, 2.0], [(2, 3)])
    """
    size, total = row_of_numbers("n", n), row_of_numbers("totals", totals)
    square = np.full(len(size), np.nan) if squares is None else row_of_numbers("squares", squares)
    if not size.shape == total.shape == square.shape:
        raise ValueError("Every group needs its n and its total.")
    if not (len(size) and np.all(size > 0) and (kind in {"mean", "nps"} or np.all(total >= 0))):
        raise ValueError("There must be a group, each with an n above 0 and no negative count.")
    draws = _DRAWS[kind](np.random.default_rng(seed), rounds, size, total, square)
    return rank_ranges(total / size, draws, confidence=confidence)


def _shares(dice: np.random.Generator, rounds: int, n: Floats, total: Floats, _: Floats) -> Floats:
    if np.any(total > n):
        raise ValueError("No group can have more hits than answers.")
    return dice.beta(total + HALF, n - total + HALF, (rounds, len(n)))


def _rates(dice: np.random.Generator, rounds: int, n: Floats, total: Floats, _: Floats) -> Floats:
    return dice.gamma(total + HALF, 1 / n, (rounds, len(n)))


def _means(
    dice: np.random.Generator, rounds: int, n: Floats, total: Floats, squares: Floats
) -> Floats:
    spread = [
        spread_of_parts(*parts)
        for parts in zip(n.tolist(), total.tolist(), squares.tolist(), strict=True)
    ]
    errors = np.sqrt(np.array(spread) / n)
    return total / n + errors * dice.standard_t(n - 1, (rounds, len(n)))


def _promoters(
    dice: np.random.Generator, rounds: int, n: Floats, total: Floats, squares: Floats
) -> Floats:
    if np.any(np.isnan(squares)):
        raise ValueError("The order of NPS needs the squares of their points.")
    parts = zip(n.tolist(), total.tolist(), squares.tolist(), strict=True)
    found = np.array([adjusted_error(*nps_kinds(*each)) for each in parts])
    return dice.normal(found[:, 0], found[:, 1], (rounds, len(n)))


_DRAWS: Final[
    dict[GroupsOf, Callable[[np.random.Generator, int, Floats, Floats, Floats], Floats]]
] = {"share": _shares, "mean": _means, "nps": _promoters, "rate": _rates}
