"""Limits of shares and counts too small for centre ± 3 standard errors, from exact chances."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr, bdtrik, pdtr, pdtrik

from cxdash.stats.checks import Floats

TAIL = 0.00135
"""Chance of a point beyond either limit when nothing changed, as normal points have beyond 3
standard errors. Source: Montgomery, Introduction to Statistical Quality Control, chapter 7."""


def binomial_limits(
    share: float, trials: ArrayLike, *, tail: float = TAIL
) -> tuple[Floats, Floats]:
    """Return the fewest and the most hits that are no signal.

    Args:
        share: Share of hits when nothing changed, 0 to 1.
        trials: Trials of each period; NaN is a gap. A fraction of a trial is rounded.
        tail: Chance allowed beyond either limit.

    Returns:
        Lower and upper limits, in hits, one of each a period; NaN at gaps. Fewer than the lower
        or more than the upper happen with a chance of at most `tail` each.

    Raises:
        ValueError: If `share` lies outside 0 to 1.

    Source:
        Quantiles of the binomial distribution; Montgomery, chapter 7, on small samples.

    Examples:
        >>> low, high = binomial_limits(0.05, [20])
        >>> low.tolist(), high.tolist()
        ([0.0], [5.0])
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is {share}; it must lie between 0 and 1.")
    n = np.rint(np.asarray(trials, dtype=np.float64))
    if share in {0.0, 1.0}:
        return share * n, share * n
    known = np.isfinite(n)
    size = np.where(known, n, 1.0).astype(np.int64)

    def at_chance(chance: float) -> Floats:
        guess = np.ceil(bdtrik(chance, size, share))
        fewer = np.maximum(guess - 1, 0.0)
        least = np.where(bdtr(fewer, size, share) >= chance, fewer, guess)
        return np.where(known, least, np.nan)

    return at_chance(tail), at_chance(1 - tail)


def poisson_limits(expected: ArrayLike, *, tail: float = TAIL) -> tuple[Floats, Floats]:
    """Return the fewest and the most events that are no signal.

    Args:
        expected: Events expected in each period when nothing changed; NaN is a gap.
        tail: Chance allowed beyond either limit.

    Returns:
        Lower and upper limits, in events, one of each a period; NaN at gaps.

    Raises:
        ValueError: If a number of events is negative.

    Source:
        Quantiles of the Poisson distribution; Montgomery, chapter 7, on small counts.

    Examples:
        >>> low, high = poisson_limits([2.0])
        >>> low.tolist(), high.tolist()
        ([0.0], [7.0])
    """
    mean = np.asarray(expected, dtype=np.float64)
    if np.any(mean < 0):
        raise ValueError("A number of events is negative.")
    known = np.isfinite(mean) & (mean > 0)
    level = np.where(known, mean, 1.0)
    none = np.where(np.isfinite(mean), 0.0, np.nan)

    def at_chance(chance: float) -> Floats:
        guess = np.ceil(pdtrik(chance, level))
        fewer = np.maximum(guess - 1, 0.0)
        return np.where(known, np.where(pdtr(fewer, level) >= chance, fewer, guess), none)

    return at_chance(tail), at_chance(1 - tail)
