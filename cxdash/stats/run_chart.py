"""Is a series without limits moving? Two rules on the order of points alone."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import bdtr

from cxdash.stats.rules import sides_of_center

CROSSINGS_CHANCE = 0.05
"""Chance that a stable series crosses its centre less often than allowed. Source: Chen (2010),
Model Assisted Statistics and Applications 5:73-77, as used by Anhøj and Olesen (2014)."""

FEWEST_USEFUL = 10
"""Points off the line below which neither rule says anything. Source: Anhøj and Olesen (2014)."""

ADDED_TO_RUN = 3
"""What a stable series' longest run may exceed log2 of its points by. Source: Schilling (2012),
Mathematics Magazine 85:141-149, as used by Anhøj and Olesen (2014)."""


class RunBounds(NamedTuple):
    """How long a run may be, and how few crossings there may be, before they are a signal."""

    longest_run_max: int
    crossings_min: int


class RunChart(NamedTuple):
    """A series judged by the order of its points.

    Attributes:
        center: The line the points are judged by.
        useful: Points off that line.
        longest_run: Most useful points in a row on one side.
        crossings: How often neighbouring useful points lie on different sides.
        longest_run_max: Longest run a stable series has.
        crossings_min: Fewest crossings a stable series has.
        signal: True when either bound is broken.
    """

    center: float
    useful: int
    longest_run: int
    crossings: int
    longest_run_max: int
    crossings_min: int
    signal: bool


@lru_cache(maxsize=1024)
def run_bounds(useful: int) -> RunBounds:
    """Return the bounds for a series with `useful` points off the line.

    Raises:
        ValueError: If `useful` is below 1.

    Source:
        Anhøj and Olesen (2014), PLoS ONE 9:e113825.

    Examples:
        >>> run_bounds(24)
        RunBounds(longest_run_max=8, crossings_min=8)
    """
    if useful < 1:
        raise ValueError(f"useful is {useful}; there must be at least one point.")
    chances = bdtr(np.arange(useful), useful - 1, 0.5)
    return RunBounds(
        longest_run_max=round(np.log2(useful)) + ADDED_TO_RUN,
        crossings_min=int(np.searchsorted(chances, CROSSINGS_CHANCE)),
    )


def run_chart(values: ArrayLike, *, center: float | None = None) -> RunChart:
    """Return whether a series runs too long on one side or crosses its centre too seldom.

    Args:
        values: One number a period, in time order; NaN is a gap.
        center: The line to judge by; the median by default.

    Returns:
        Counts, bounds and verdict. Points on the line are left out. A series without any point
        off its line has no signal.

    Raises:
        ValueError: If there is no value, or values have more than one dimension.

    Source:
        Anhøj and Olesen (2014), PLoS ONE 9:e113825.

    Examples:
        >>> run_chart([3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 17, 18]).signal
        True
    """
    row = np.asarray(values, dtype=np.float64)
    if not np.isfinite(row).any():
        raise ValueError("A run chart needs at least one value.")
    line = float(np.nanmedian(row)) if center is None else center
    _, above = sides_of_center(row, line)
    useful = len(above)
    if useful == 0:
        return RunChart(line, 0, 0, 0, 0, 0, signal=False)
    turns = np.flatnonzero(above[1:] != above[:-1])
    longest = int(np.max(np.diff(np.concatenate(([-1], turns, [useful - 1])))))
    longest_max, crossings_min = run_bounds(useful)
    return RunChart(
        center=line,
        useful=useful,
        longest_run=longest,
        crossings=len(turns),
        longest_run_max=longest_max,
        crossings_min=crossings_min,
        signal=longest > longest_max or len(turns) < crossings_min,
    )
