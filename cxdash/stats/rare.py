"""Charts of what is rare: the time, or the number of cases, from one event to the next."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.skewed import Skewed, cases_between_limits, time_between_limits


class GapLimits(NamedTuple):
    """Centre and limits of the gaps between events, in the unit of the gaps."""

    center: float
    lower: float
    upper: float


def time_between(gaps: ArrayLike) -> GapLimits:
    """Return the limits of a T chart: times from one event to the next.

    Args:
        gaps: Times in the order they happened; 0 or more. Many zeros ask for hours instead of
            days, or for `cases_between`.

    Returns:
        Limits from the individuals chart of the transformed times, transformed back.

    Raises:
        ValueError: If there are fewer than 2 gaps, or one is negative or no number.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 7.3.5.

    Examples:
        >>> limits = time_between([286, 948, 536, 124, 816, 729, 4, 143, 431, 8])
        >>> f"{limits.center:.0f}: {limits.lower:.0f} to {limits.upper:.0f}"
        '250: 0 to 4785'
    """
    return _lines(time_between_limits(_checked(gaps)))


def cases_between(gaps: ArrayLike) -> GapLimits:
    """Return the limits of a G chart: cases without an event between two events.

    Args:
        gaps: Numbers of cases strictly between events, in the order they happened; 0 or more.

    Returns:
        The median as centre, since counts of this kind are skewed, and limits about the mean.

    Raises:
        ValueError: If there are fewer than 2 gaps, or one is negative or no number.

    Source:
        Benneyan (2001), Health Care Management Science 4:305-318.

    Examples:
        >>> limits = cases_between([22, 38, 14, 33, 2, 80])
        >>> f"{limits.center:.1f}: {limits.lower:.0f} to {limits.upper:.1f}"
        '27.5: 0 to 127.5'
    """
    return _lines(cases_between_limits(_checked(gaps)))


def _lines(limits: Skewed) -> GapLimits:
    return GapLimits(limits.center, limits.lower, limits.upper)


def _checked(gaps: ArrayLike) -> Floats:
    row = row_of_numbers("gaps", gaps)
    if len(row) < 2 or not np.all(row >= 0):  # noqa: PLR2004 - one gap has no neighbour
        raise ValueError("There must be at least two gaps, none of them negative.")
    return row
