"""What only hurts when it is bad, and what only delights when it is good? Penalty and reward."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from cxdash.stats.checks import Floats, require_confidence, row_of_numbers
from cxdash.stats.multiplicity import benjamini_hochberg

SCREEN = 0.10
"""Share of false claims allowed among the aspects. Source: Benjamini and Hochberg (1995)."""

SINGULAR = 1e-10
"""Smallest part of the largest eigenvalue with which two aspects still count as two."""


class ContrastKind(StrEnum):
    """What an aspect does to the overall score; the words are those of the literature."""

    BASIC = "basic"
    PERFORMANCE = "performance"
    EXCITEMENT = "excitement"
    UNSETTLED = "not settled"


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyReward:
    """Penalty and reward of each aspect, in the order of their columns. "Goes with", not "causes".

    Attributes:
        penalty: Overall score of who rates the aspect low less that of who rates it in between,
            the other aspects held equal; usually below 0, in points of the overall score.
        reward: The same of who rates it high; usually above 0.
        asymmetry: What a point upwards adds less what a point downwards takes away: below 0 where
            the aspect hurts more than it delights.
        penalty_ends: Ends of the intervals: (aspects, 2).
        reward_ends: Ends of the intervals: (aspects, 2).
        asymmetry_ends: Ends of the intervals: (aspects, 2).
        p_values: Chance of so large an asymmetry, either way, if there were none; corrected for
            the number of aspects (Benjamini and Hochberg).
        kinds: What each aspect is.
        sizes: Answers that rate it low, in between and high: (aspects, 3).
        answers: Complete answers used.
        customers: How many customers gave them.
    """

    penalty: Floats
    reward: Floats
    asymmetry: Floats
    penalty_ends: Floats
    reward_ends: Floats
    asymmetry_ends: Floats
    p_values: Floats
    kinds: tuple[ContrastKind, ...]
    sizes: Floats
    answers: int
    customers: int


def penalty_reward(  # noqa: PLR0913 - ratings, where they are low and high, and who gave them
    overall: ArrayLike,
    aspects: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    customers: ArrayLike | None = None,
    confidence: float = 0.95,
) -> PenaltyReward:
    """Return what low and high ratings of each aspect do to the overall score.

    The overall score is regressed on two dummies an aspect, low and high; ratings in between are
    what both are held against. Penalty and reward are compared per point of the rating: high
    ratings crowd at the top of a scale and low ones lie far below, so a straight line would
    otherwise look as if it hurt more than it delights.

    An aspect is basic (it hurts) or excitement (it delights) where the asymmetry is beyond chance
    and the side it leans to is; performance where both sides are and the asymmetry is not; else
    it is not settled.

    Args:
        overall: (answers,) the overall score; NaN for none.
        aspects: (answers, aspects) ratings; NaN for none. Only complete answers count.
        low: (aspects,) the rating up to which an aspect is rated low.
        high: (aspects,) the rating from which on it is rated high; above `low`.
        customers: (answers,) who gave each; all answers of one are held together. Without them
            every answer is a customer of its own.
        confidence: Chance that an interval covers, 0 to 1.

    Returns:
        Intervals by Student's t with customers - 1 degrees of freedom and the cluster-robust
        variance (CR1). All NaN and not settled where two aspects cannot be told apart.

    Raises:
        ValueError: If shapes do not fit, `low` is not below `high`, an aspect has no complete
            answer that is low, in between or high, customers are fewer than 2 or answers no more
            than dummies, or `confidence` is not between 0 and 1.

    Source:
        Brandt (1987), in Surprenant (ed.), Add Value to Your Service, 61-65; Matzler and Sauerwein
        (2002), International Journal of Service Industry Management 13:314-332; Liang and Zeger
        (1986), Biometrika 73:13-22 (customers held together).

    Examples:
        >>> mail, shop = np.repeat([1, 3, 5], 30), np.tile([1, 3, 5], 30)
        >>> wobble = np.tile([0.1, -0.1], 45)
        >>> overall = 7 - 2 * (mail == 1) + 1.0 * (shop == 5) - 1.0 * (shop == 1) + wobble
        >>> found = penalty_reward(overall, np.column_stack([mail, shop]), [2, 2], [4, 4])
        >>> [str(kind) for kind in found.kinds], (found.penalty + 0).round(1).tolist()
        (['basic', 'performance'], [-2.0, -1.0])
    """
    require_confidence(confidence)
    y, x, who = _complete(overall, aspects, customers)
    ends = row_of_numbers("low", low), row_of_numbers("high", high)
    if not ends[0].shape == ends[1].shape == (x.shape[1],) or np.any(ends[0] >= ends[1]):
        raise ValueError("Every aspect needs a low end below its high one.")
    boxes = np.array([x <= ends[0], (x > ends[0]) & (x < ends[1]), x >= ends[1]], dtype=np.float64)
    sizes: Floats = boxes.sum(axis=1).T
    clusters = len(np.unique(who))
    if np.any(sizes == 0) or clusters < 2 or len(y) <= 1 + 2 * x.shape[1]:  # noqa: PLR2004
        raise ValueError("Answers or customers are too few, or an aspect lacks low to high ones.")
    design: Floats = np.column_stack([np.ones(len(y)), boxes[0], boxes[2]])
    beta, variance = _fitted(design, y, who)
    means = np.sum(boxes * x, axis=1).T / sizes
    contrasts = _contrasts(means)
    bar = float(stdtrit(clusters - 1, (1 + confidence) / 2))
    found = [contrast @ beta for contrast in contrasts]
    errors = [np.sqrt(np.diag(each @ variance @ each.T)) for each in contrasts]
    penalty, reward, asymmetry = (
        np.column_stack([one - bar * error, one + bar * error])
        for one, error in zip(found, errors, strict=True)
    )
    p_values = benjamini_hochberg(_p_values(found[2], errors[2], clusters - 1))
    return PenaltyReward(
        penalty=found[0],
        reward=found[1],
        asymmetry=found[2],
        penalty_ends=penalty,
        reward_ends=reward,
        asymmetry_ends=asymmetry,
        p_values=p_values,
        kinds=tuple(
            _kind(*each) for each in zip(penalty, reward, asymmetry, p_values, strict=True)
        ),
        sizes=sizes,
        answers=len(y),
        customers=clusters,
    )


def _complete(
    overall: ArrayLike, aspects: ArrayLike, customers: ArrayLike | None
) -> tuple[Floats, Floats, NDArray[np.intp]]:
    """Return score, ratings and customer of the answers without a gap."""
    y, x = row_of_numbers("overall", overall), np.array(aspects, dtype=np.float64)
    who = np.arange(len(y)) if customers is None else np.asarray(customers)
    if x.ndim != 2 or not len(x) == len(y) == len(who):  # noqa: PLR2004 - rows and columns
        raise ValueError(f"aspects has shape {x.shape}; it needs one row for {len(y)} answers.")
    complete = np.isfinite(y) & np.all(np.isfinite(x), axis=1)
    codes: NDArray[np.intp] = np.unique(who[complete], return_inverse=True)[1]
    return y[complete], x[complete], codes


def _fitted(design: Floats, y: Floats, who: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return coefficients and their cluster-robust variance; NaN where none can be told apart."""
    n, columns = design.shape
    products = design.T @ design
    values = np.linalg.eigvalsh(products)
    if values[0] < SINGULAR * values[-1]:
        nothing: Floats = np.full((columns, columns), np.nan)
        return nothing[0], nothing
    inverse = np.linalg.inv(products)
    beta: Floats = inverse @ (design.T @ y)
    scores = design * (y - design @ beta)[:, None]
    clusters = int(who.max()) + 1
    sums = np.array([np.bincount(who, column, clusters) for column in scores.T])
    small = clusters / (clusters - 1) * (n - 1) / (n - columns)
    variance: Floats = np.asarray(inverse @ (sums @ sums.T) @ inverse) * small
    return beta, variance


def _contrasts(means: Floats) -> tuple[Floats, Floats, Floats]:
    """Return what makes penalties, rewards and asymmetries of the coefficients, a row an aspect.

    Args:
        means: Mean ratings of the low, the middle and the high box: (aspects, 3).
    """
    count = len(means)
    none, own = np.zeros((count, 1)), np.eye(count)
    down, up = means[:, 1] - means[:, 0], means[:, 2] - means[:, 1]
    return (
        np.hstack([none, own, np.zeros((count, count))]),
        np.hstack([none, np.zeros((count, count)), own]),
        np.hstack([none, own / down[:, None], own / up[:, None]]),
    )


def _p_values(estimates: Floats, errors: Floats, freedom: int) -> Floats:
    """Return two-sided chances; without any error the estimate says all."""
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where((errors == 0) & (estimates == 0), 0.0, np.abs(estimates) / errors)
    return np.asarray(2 * stdtr(freedom, -t), dtype=np.float64)


def _kind(penalty: Floats, reward: Floats, asymmetry: Floats, p_value: float) -> ContrastKind:
    hurts, delights = penalty[1] < 0, reward[0] > 0
    leans = p_value <= SCREEN and not asymmetry[0] <= 0 <= asymmetry[1]
    if leans and asymmetry[1] < 0 and hurts:
        return ContrastKind.BASIC
    if leans and asymmetry[0] > 0 and delights:
        return ContrastKind.EXCITEMENT
    if hurts and delights and not leans:
        return ContrastKind.PERFORMANCE
    return ContrastKind.UNSETTLED
