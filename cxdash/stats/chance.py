"""How many charts would flag something if nothing had happened at all."""

import math

import numpy as np

from cxdash.stats.control import FEWEST_POINTS

FALSE_SIGNAL_BY_POINTS = {12: 0.03, 24: 0.09, 36: 0.15, 52: 0.23}
"""Chance that a stable chart of so many points shows any false signal under the standard rules
(beyond limits, 8 on one side), limits estimated from the chart itself. Source: simulation of that
rule set; its average run length of 152.7 is that of Champ and Woodall (1987), Technometrics
29:393-399."""


def expected_false_charts(points: int, charts: int) -> float:
    """Return how many of `charts` stable charts flag something by chance.

    Args:
        points: Points of each chart; below `FEWEST_POINTS` a chart has no limits and flags none.
        charts: How many charts are looked at.

    Returns:
        A number of charts, 0 to `charts`. Between and beyond the measured lengths the chance a
        point adds is taken as steady.

    Raises:
        ValueError: If a number is negative.

    Examples:
        >>> round(expected_false_charts(24, 40), 1)
        3.6
    """
    if points < 0 or charts < 0:
        raise ValueError(f"points is {points}, charts {charts}; neither can be negative.")
    if points < FEWEST_POINTS:
        return 0.0
    lengths = np.array(list(FALSE_SIGNAL_BY_POINTS), dtype=np.float64)
    hazards = -np.log1p(-np.array(list(FALSE_SIGNAL_BY_POINTS.values())))
    beyond = max(0.0, points - float(lengths[-1]))
    slope = float((hazards[-1] - hazards[-2]) / (lengths[-1] - lengths[-2]))
    hazard = float(np.interp(points, lengths, hazards)) + slope * beyond
    return charts * -math.expm1(-hazard)
