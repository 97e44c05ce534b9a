"""Did they get more than they expected? Paired answers: what was perceived, what was expected."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.intervals import Interval, mean_interval, wilson
from cxdash.stats.nps import POINTS, nps_interval


class Gap(NamedTuple):
    """Perceived minus expected, answer by answer.

    Attributes:
        pairs: Answers with both numbers.
        perceived: Mean of what was perceived.
        expected: Mean of what was expected.
        gap: Mean of the differences.
        spread: Standard deviation of the differences, not of either number; NaN for one pair.
        exceeded: Share of pairs above expectation, 0 to 1.
        met: Share of pairs exactly at it.
        below: Share of pairs below it.
        net: Exceeded minus below, -1 to 1.
        gap_interval: Student's t interval of `gap`; NaN for one pair.
        exceeded_interval: Wilson interval of `exceeded`.
        net_interval: Adjusted Wald interval of `net`, as of an NPS, cut to -1 and 1.
        p_value: Chance of so one-sided a split if perceptions lay above as often as below (exact
            sign test; pairs exactly at expectation say nothing).
    """

    pairs: int
    perceived: float
    expected: float
    gap: float
    spread: float
    exceeded: float
    met: float
    below: float
    net: float
    gap_interval: Interval
    exceeded_interval: Interval
    net_interval: Interval
    p_value: float


def expectation_gap(perceived: ArrayLike, expected: ArrayLike, *, confidence: float = 0.95) -> Gap:
    """Return how far perceptions lie from expectations.

    Args:
        perceived: One number an answer; NaN for none.
        expected: The expectation of the same answer, on the same scale; NaN for none.
        confidence: Chance that an interval covers the true value, 0 to 1.

    Returns:
        Means, spread and shares of the pairs that have both numbers.

    Raises:
        ValueError: If rows differ in length, no pair has both numbers, or `confidence` is not
            between 0 and 1.

    Source:
        Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64:12-40; Oliver (1980),
        Journal of Marketing Research 17:460-469; sign test of Dixon and Mood (1946), JASA
        41:557-566.

    Examples:
        >>> found = expectation_gap([5, 7, 4, 6], [6, 6, 6, 6])
        >>> found.gap, found.net
        (-0.5, -0.25)
    """
    ours, theirs = row_of_numbers("perceived", perceived), row_of_numbers("expected", expected)
    if ours.shape != theirs.shape:
        raise ValueError(f"perceived has {len(ours)} numbers, expected {len(theirs)}.")
    paired = np.isfinite(ours) & np.isfinite(theirs)
    if not paired.any():
        raise ValueError("No answer has both numbers.")
    ours, theirs = ours[paired], theirs[paired]
    gaps = ours - theirs
    n, unknown = len(gaps), Interval(math.nan, math.nan)
    exceeded, below = int(np.sum(gaps > 0)), int(np.sum(gaps < 0))
    return Gap(
        pairs=n,
        perceived=float(ours.mean()),
        expected=float(theirs.mean()),
        gap=float(gaps.mean()),
        spread=float(gaps.std(ddof=1)) if n > 1 else math.nan,
        exceeded=exceeded / n,
        met=(n - exceeded - below) / n,
        below=below / n,
        net=(exceeded - below) / n,
        gap_interval=_mean_interval(gaps, confidence) if n > 1 else unknown,
        exceeded_interval=wilson(exceeded, n, confidence=confidence),
        net_interval=_net_interval(exceeded, below, n, confidence),
        p_value=sign_test(exceeded, below),
    )


def sign_test(above: int, below: int) -> float:
    """Return the exact two-sided p-value of so many signs one way and so many the other.

    Args:
        above: Pairs above; 0 or more.
        below: Pairs below; 0 or more.

    Raises:
        ValueError: If a count is negative.

    Source:
        Dixon and Mood (1946), JASA 41:557-566.

    Examples:
        >>> round(sign_test(8, 2), 4)
        0.1094
    """
    if min(above, below) < 0:
        raise ValueError(f"Counts are {above} and {below}; they cannot be negative.")
    return min(1.0, 2 * float(bdtr(min(above, below), above + below, 0.5)))


def _mean_interval(gaps: Floats, confidence: float) -> Interval:
    n, total = len(gaps), float(gaps.sum())
    return mean_interval(n, total, float(np.sum(gaps**2)), confidence=confidence)


def _net_interval(exceeded: int, below: int, n: int, confidence: float) -> Interval:
    score = nps_interval(below, n - exceeded - below, exceeded, confidence=confidence)
    return Interval(score.low / POINTS, score.high / POINTS)
