"""Means of several units, each drawn in towards the mean of all: together closer to the truth."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers

FEWEST_MEANS = 4
"""Means from which drawing in pays, the mean of all being estimated. Source: Efron and Morris."""


class JamesStein(NamedTuple):
    """Means drawn in towards the mean of all.

    Attributes:
        mean: Mean of all units.
        shrinkage: Share of each unit's distance from it that is kept, 0 to 1.
        estimates: The means drawn in.
    """

    mean: float
    shrinkage: float
    estimates: Floats


def james_stein(means: ArrayLike, variance: float) -> JamesStein:
    """Return means drawn in towards their mean, by as much as chance alone would spread them.

    Args:
        means: Mean of each unit, all equally sure.
        variance: Variance of one of these means by chance; 0 or more.

    Returns:
        Estimates in the unit of the means; never drawn beyond the mean of all (positive part).

    Raises:
        ValueError: If there are fewer than `FEWEST_MEANS` means, or `variance` is negative.

    Source:
        Efron and Morris (1977), Scientific American 236(5):119-127.

    Examples:
        >>> found = james_stein([1.0, 2.0, 3.0, 6.0], 2.0)
        >>> round(found.shrinkage, 3), found.estimates.round(2).tolist()
        (0.857, [1.29, 2.14, 3.0, 5.57])
    """
    row = row_of_numbers("means", means)
    if len(row) < FEWEST_MEANS or not variance >= 0:
        raise ValueError(f"{FEWEST_MEANS} means or more are needed, and a variance of 0 or more.")
    mean = float(row.mean())
    spread = float(np.sum((row - mean) ** 2))
    kept = max(0.0, 1 - (len(row) - 3) * variance / spread) if spread > 0 else 0.0
    return JamesStein(mean, kept, mean + kept * (row - mean))


def james_stein_shares(hits: ArrayLike, trials: float) -> JamesStein:
    """Return shares of units with equally many trials, drawn in towards the share of all.

    Args:
        hits: Hits of each unit; 0 to `trials`.
        trials: Trials of every unit; above 0. For unequal numbers use `pooled_shares`.

    Returns:
        As `james_stein`; the variance is the binomial one at the share of all.

    Raises:
        ValueError: If there are fewer than `FEWEST_MEANS` units, or hits lie outside trials.

    Source:
        As `james_stein`.

    Examples:
        >>> found = james_stein_shares([18, 14, 11, 7], 45)
        >>> round(found.mean, 3), found.estimates.round(3).tolist()
        (0.278, [0.383, 0.306, 0.249, 0.173])
    """
    row = row_of_numbers("hits", hits)
    if not (trials > 0 and np.all((row >= 0) & (row <= trials))):
        raise ValueError("Hits must lie in 0 to trials, and trials above 0.")
    share = float(row.mean()) / trials
    return james_stein(row / trials, share * (1 - share) / trials)
