"""How far neighbouring single values lie apart: the spread behind the individuals chart."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers

Screening: TypeAlias = Literal["none", "once"]

RANGE_LIMIT = 3.267
"""Upper limit of a moving range, as a multiple of their mean, to the digits of the tables. Source:
Montgomery, appendix VI (D4 for pairs)."""


class MovingRanges(NamedTuple):
    """The chart of moving ranges, in the unit of the values.

    Attributes:
        ranges: Distance of each value from the one before; NaN at the first and at gaps.
        center: Mean moving range, after screening.
        upper: Upper limit; the lower one is 0.
    """

    ranges: Floats
    center: float
    upper: float


def mean_moving_range(values: Floats, *, screening: Screening = "none") -> Floats:
    """Return the mean distance of neighbours along the last axis.

    Args:
        values: Numbers in time order, without gaps; of any shape, at least 2 along the last axis.
        screening: "once" drops distances of 3.267 times the mean and more, once, so that a few
            leaps do not widen the limits; off in Montgomery, NIST and Minitab.

    Returns:
        One number a row of values.

    Source:
        Nelson (1982), Journal of Quality Technology 14:172-173, for the screening.

    Examples:
        >>> float(mean_moving_range(np.array([1.0, 3.0, 2.0])))
        1.5
    """
    ranges = np.abs(values[..., 1:] - values[..., :-1])
    mean = np.asarray(ranges.mean(axis=-1))
    if screening == "none":
        return mean
    kept = ranges < RANGE_LIMIT * mean[..., None]
    kept |= mean[..., None] == 0
    return np.asarray((ranges * kept).sum(axis=-1) / kept.sum(axis=-1))


def moving_ranges(values: ArrayLike, *, screening: Screening = "none") -> MovingRanges:
    """Return the moving ranges of single values with their upper limit.

    Args:
        values: One number a period, in time order; NaN is a gap, and no range reaches over it.
        screening: As for `mean_moving_range`.

    Raises:
        ValueError: If no two neighbours are known.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 6.4.

    Examples:
        >>> chart = moving_ranges([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
        >>> f"{chart.center:.4f}, at most {chart.upper:.3f}"
        '1.8778, at most 6.135'
    """
    row = row_of_numbers("values", values)
    ranges = np.full(len(row), np.nan)
    ranges[1:] = np.abs(np.diff(row))
    known = ranges[np.isfinite(ranges)]
    if not len(known):
        raise ValueError("A moving range needs two neighbours that are known.")
    center = float(known.mean())
    if screening == "once" and center > 0:
        center = float(known[known < RANGE_LIMIT * center].mean())
    return MovingRanges(ranges, center, RANGE_LIMIT * center)
