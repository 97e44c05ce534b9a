"""The share chart drawn in hits, for periods of one size (the textbook's np chart)."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.limits import process_limits
from cxdash.stats.periods import Variation


class HitLimits(NamedTuple):
    """Centre and limits in hits a period."""

    center: float
    lower: float
    upper: float


def np_limits(hits: ArrayLike, trials: float, *, variation: Variation = "none") -> HitLimits:
    """Return centre and limits of hits out of the same number of trials each period.

    Args:
        hits: Hits, one a period in time order; 0 to `trials`; NaN is a gap.
        trials: Trials of every period; above 0.
        variation: As for `control_chart`; "none" is the textbook chart.

    Returns:
        Numbers of hits, cut to 0 and `trials`.

    Raises:
        ValueError: If hits lie outside 0 to `trials`, or fewer than 2 periods are usable.

    Source:
        Montgomery, Introduction to Statistical Quality Control, section 7.2.

    Examples:
        >>> limits = np_limits([12, 15, 8, 10, 4, 7], 50)
        >>> f"{limits.lower:.2f} to {limits.upper:.2f}"
        '1.07 to 17.60'
    """
    row = np.asarray(hits, dtype=np.float64)
    limits = process_limits("share", row, np.full(row.shape, trials), variation=variation)
    lower, upper = float(np.nanmin(limits.lower)), float(np.nanmax(limits.upper))
    return HitLimits(trials * limits.center, trials * lower, trials * upper)
