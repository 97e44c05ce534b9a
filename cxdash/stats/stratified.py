"""Does a difference of two shares hold inside every stratum, or does the mix make it?"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from cxdash.stats.checks import critical_z, row_of_numbers
from cxdash.stats.intervals import Interval

CONTINUITY = 0.5
"""Correction for whole counts. Source: Mantel and Haenszel (1959)."""


class MantelHaenszel(NamedTuple):
    """One odds ratio for all strata, with tests of no difference in any.

    Attributes:
        odds_ratio: Odds of group 1 over odds of group 0, strata held apart.
        interval: Its interval.
        chi_square: Cochran-Mantel-Haenszel statistic, 1 degree of freedom.
        p_value: Its p-value.
        chi_square_corrected: The same with continuity correction.
        p_value_corrected: Its p-value.
    """

    odds_ratio: float
    interval: Interval
    chi_square: float
    p_value: float
    chi_square_corrected: float
    p_value_corrected: float


def mantel_haenszel(
    hits_1: ArrayLike,
    n_1: ArrayLike,
    hits_0: ArrayLike,
    n_0: ArrayLike,
    *,
    confidence: float = 0.95,
) -> MantelHaenszel:
    """Return the common odds ratio of group 1 against group 0 over strata.

    Args:
        hits_1: Hits of group 1 in each stratum.
        n_1: Trials of group 1 in each stratum; a stratum empty on either side says nothing.
        hits_0: Hits of group 0 in each stratum.
        n_0: Trials of group 0 in each stratum.
        confidence: Chance that the method covers the true ratio, 0 to 1.

    Raises:
        ValueError: If rows differ in length, hits lie outside trials, or all strata together hold
            no pair of groups that could differ.

    Source:
        Mantel and Haenszel (1959), JNCI 22:719-748; interval of Robins, Breslow and Greenland
        (1986), Biometrics 42:311-323.

    Examples:
        >>> test = mantel_haenszel([8, 15], [20, 20], [4, 10], [20, 20])
        >>> f"{test.odds_ratio:.2f} ({test.interval.low:.2f} to {test.interval.high:.2f})"
        '2.84 (1.07 to 7.50)'
    """
    names = ("hits_1", "n_1", "hits_0", "n_0")
    rows = [row_of_numbers(*pair) for pair in zip(names, (hits_1, n_1, hits_0, n_0), strict=True)]
    a, size_1, c, size_0 = rows
    if len({row.shape for row in rows}) > 1 or not np.all(
        (a >= 0) & (a <= size_1) & (c >= 0) & (c <= size_0)
    ):
        raise ValueError("Rows differ in length, or hits lie outside trials.")
    both = (size_1 > 0) & (size_0 > 0) & (size_1 + size_0 > 1)
    a, b, c, d = a[both], (size_1 - a)[both], c[both], (size_0 - c)[both]
    n = a + b + c + d
    r, s = a * d / n, b * c / n
    if not (r.sum() > 0 and s.sum() > 0):
        raise ValueError("The strata hold no odds ratio: a group has all hits or none.")
    p, q = (a + d) / n, (b + c) / n
    variance = (
        np.sum(p * r) / (2 * r.sum() ** 2)
        + np.sum(p * s + q * r) / (2 * r.sum() * s.sum())
        + np.sum(q * s) / (2 * s.sum() ** 2)
    )
    ratio = float(r.sum() / s.sum())
    reach = critical_z(confidence) * math.sqrt(float(variance))
    off = abs(float(np.sum(a - (a + b) * (a + c) / n)))
    spread = float(np.sum((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1))))
    plain, corrected = off**2 / spread, max(0.0, off - CONTINUITY) ** 2 / spread
    return MantelHaenszel(
        odds_ratio=ratio,
        interval=Interval(ratio * math.exp(-reach), ratio * math.exp(reach)),
        chi_square=plain,
        p_value=float(chdtrc(1, plain)),
        chi_square_corrected=corrected,
        p_value_corrected=float(chdtrc(1, corrected)),
    )
