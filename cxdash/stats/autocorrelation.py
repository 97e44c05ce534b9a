"""Does each period lean on the one before? Then limits and run rules alarm too often."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.control import ControlChart

STANDARD_ERRORS = 2.0
"""Standard errors (1 / √points) beyond which a correlation of neighbours is more than chance.
Source: Box, Jenkins and Reinsel, Time Series Analysis, section 2.1.6."""


class Autocorrelation(NamedTuple):
    """How alike neighbours are.

    Attributes:
        r: Correlation of each point with the one before, -1 to 1; NaN if points do not differ or
            there are fewer than 3.
        bound: What chance alone seldom exceeds: 2 / √points.
        points: Points it was computed from.
    """

    r: float
    bound: float
    points: int

    @property
    def misleads(self) -> bool:
        """Whether neighbours are so alike that limits and run rules alarm too often."""
        return self.r > self.bound

    @property
    def sentence(self) -> str:
        """What to tell a reader; empty unless it misleads."""
        if not self.misleads:
            return ""
        return (
            f"Neighbouring periods are alike (correlation {self.r:.2f}, chance explains "
            f"{self.bound:.2f}), so some of these signals are echoes. Longer periods show fewer."
        )


def lag_one(values: ArrayLike) -> Autocorrelation:
    """Return how alike neighbours in a series are.

    Args:
        values: One number a period, in time order; NaN is a gap, and no pair reaches over it.

    Raises:
        ValueError: If values have more than one dimension.

    Source:
        Box, Jenkins and Reinsel, Time Series Analysis, section 2.1.

    Examples:
        >>> found = lag_one([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        >>> f"{found.r:.2f}, more than {found.bound:.2f}"
        '0.70, more than 0.63'
    """
    row = row_of_numbers("values", values)
    known = row[np.isfinite(row)]
    points = len(known)
    bound = STANDARD_ERRORS / float(np.sqrt(points)) if points else float("nan")
    return Autocorrelation(_correlation(row, known), bound, points)


def _correlation(row: Floats, known: Floats) -> float:
    if len(known) < 3 or np.ptp(known) == 0:  # noqa: PLR2004 - two points have one neighbourhood
        return float("nan")
    apart = row - known.mean()
    pairs = apart[1:] * apart[:-1]
    return float(np.nansum(pairs) / np.nansum(apart * apart))


def autocorrelation(chart: ControlChart) -> Autocorrelation:
    """Return how alike neighbours on a chart are, measured from the centre of each phase.

    Points that take no part, and phases without limits, are left out. A shift of level that has
    no phase of its own makes neighbours alike too.

    Args:
        chart: Any control chart.

    Examples:
        >>> from cxdash.stats.control import control_chart
        >>> autocorrelation(control_chart("count", [4, 6, 5, 7, 5, 4] * 4)).misleads
        False
    """
    return lag_one(np.where(chart.counted & np.isfinite(chart.z), chart.z, np.nan))
