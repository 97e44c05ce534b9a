"""The two rules every chart is judged by, unless a reader asks for a set with more.

`rule_sets` holds the other sets; `chance` knows how often each cries wolf.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_numbers
from cxdash.stats.patterns import hits_in_window

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
    above, below = row > high, row < low
    if above.any():
        above &= ~touches(row, high)
    if below.any():
        below &= ~touches(row, low)
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
    off_line, above = sides_of_center(values, center)
    marked = np.zeros(np.shape(values), dtype=np.bool_)
    if len(above) >= length:
        high = hits_in_window(above, length, length).marked
        marked[off_line] = high | hits_in_window(~above, length, length).marked
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
    off_line = np.flatnonzero(np.isfinite(row - line) & ~touches(row, line))
    return off_line, (row > line)[off_line]


def touches(row: Floats, line: Floats) -> Bools:
    """Return which numbers lie on a line but for rounding."""
    return np.abs(row - line) <= TOUCH * np.maximum(np.abs(row), np.abs(line))
