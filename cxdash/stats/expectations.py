"""Did they get more than they expected? Paired answers: what was perceived, what was expected."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import row_of_numbers


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


def expectation_gap(perceived: ArrayLike, expected: ArrayLike) -> Gap:
    """Return how far perceptions lie from expectations.

    Args:
        perceived: One number an answer; NaN for none.
        expected: The expectation of the same answer, on the same scale; NaN for none.

    Returns:
        Means, spread and shares of the pairs that have both numbers.

    Raises:
        ValueError: If rows differ in length, or no pair has both numbers.

    Source:
        Parasuraman, Zeithaml and Berry (1988), Journal of Retailing 64:12-40; Oliver (1980),
        Journal of Marketing Research 17:460-469.

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
    n = len(gaps)
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
    )
