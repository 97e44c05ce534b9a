"""Which points of a chart are signals. Two rules only: more rules mean more false alarms.

With 24 stable points these two flag 9 charts in 100 by chance; the eight Nelson rules flag 31.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_numbers

RUN_LENGTH = 8
"""Points in a row on one side of the centre that make a signal. Source: Western Electric (1956),
Statistical Quality Control Handbook; Champ and Woodall (1987), Technometrics 29:393-399."""

TOUCH = 1e-9
"""Relative distance within which a point lies on a line: less than rounding adds, far less than
one answer moves a share."""


def beyond_limits(values: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> Bools:
    """Return which points lie outside their limits. A point on a limit is no signal.

    Args:
        values: One number a period, in time order; NaN is a gap.
        lower: Lower limit of each period, or one for all; NaN where there is none.
        upper: Upper limit, in the same way.

    Returns:
        One answer a period; False for gaps and where there are no limits.

    Raises:
        ValueError: If `values` has more than one dimension.

    Examples:
        >>> beyond_limits([9.0, 10.0, 10.1], 0.0, 10.0).tolist()
        [False, False, True]
    """
    row = row_of_numbers("values", values)
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    above = (row > high) & ~_touches(row, high)
    below = (row < low) & ~_touches(row, low)
    return above | below


def long_run(values: ArrayLike, center: ArrayLike, length: int = RUN_LENGTH) -> Bools:
    """Return which points belong to a run of at least `length` on one side of the centre.

    A point on the centre line, like a gap, is left out: it neither adds to a run nor ends it, as
    in a run chart (Anhøj and Olesen 2014, PLoS ONE 9:e113825).

    Args:
        values: One number a period, in time order; NaN is a gap.
        center: Centre line of each period, or one for all; NaN where there is none.
        length: Points that make a run; at least 1.

    Returns:
        One answer a period; True for every point of a run, not only the one that completes it.

    Raises:
        ValueError: If `length` is below 1 or `values` has more than one dimension.

    Examples:
        >>> long_run([1, 2, 0, 3, -1], 0.0, 3).tolist()
        [True, True, False, True, False]
    """
    if length < 1:
        raise ValueError(f"length is {length}; a run has at least one point.")
    off_line, sides = sides_of_center(values, center)
    marked = np.zeros(np.shape(values), dtype=np.bool_)
    if len(sides):
        run_of_point = np.concatenate(([0], np.cumsum(sides[1:] != sides[:-1])))
        marked[off_line] = np.bincount(run_of_point)[run_of_point] >= length
    return marked


def sides_of_center(values: ArrayLike, center: ArrayLike) -> tuple[NDArray[np.intp], Bools]:
    """Return the positions of the points off the centre line, and whether each lies above it.

    Args:
        values: One number a period, in time order; NaN is a gap.
        center: Centre line of each period, or one for all; NaN where there is none.

    Raises:
        ValueError: If `values` has more than one dimension.
    """
    row = row_of_numbers("values", values)
    line = np.asarray(center, dtype=np.float64)
    off_line = np.flatnonzero(np.isfinite(row - line) & ~_touches(row, line))
    return off_line, (row > line)[off_line]


def _touches(row: Floats, line: Floats) -> Bools:
    return np.abs(row - line) <= TOUCH * np.maximum(np.abs(row), np.abs(line))
