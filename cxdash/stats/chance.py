"""How many charts would flag something if nothing had happened at all."""

import math

import numpy as np

from cxdash.stats.control import FEWEST_POINTS
from cxdash.stats.rule_sets import RuleSet

FALSE_SIGNAL_BY_POINTS: dict[RuleSet, dict[int, float]] = {
    "standard": {12: 0.03, 24: 0.09, 36: 0.15, 52: 0.23},
    "nhs": {12: 0.04, 24: 0.16, 36: 0.26, 52: 0.38},
    "run_chart": {12: 0.01, 24: 0.03, 36: 0.04, 52: 0.05},
    "western_electric": {12: 0.05, 24: 0.15, 36: 0.25, 52: 0.36},
    "nelson": {12: 0.06, 24: 0.19, 36: 0.31, 52: 0.44},
}
"""Chance that a stable chart of so many points shows any false signal, limits estimated from the
chart itself. Source: simulation of each set; the average run length of the standard one, 152.7,
and of Western Electric's, 91.75, are those of Champ and Woodall (1987), Technometrics
29:393-399."""


def expected_false_charts(points: int, charts: int, *, rules: RuleSet = "standard") -> float:
    """Return how many of `charts` stable charts flag something by chance.

    Args:
        points: Points of each chart; below `FEWEST_POINTS` a chart has no limits and flags none.
        charts: How many charts are looked at.
        rules: The set of rules they are judged by.

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
    measured = FALSE_SIGNAL_BY_POINTS[rules]
    lengths = np.array(list(measured), dtype=np.float64)
    hazards = -np.log1p(-np.array(list(measured.values())))
    beyond = max(0.0, points - float(lengths[-1]))
    slope = float((hazards[-1] - hazards[-2]) / (lengths[-1] - lengths[-2]))
    hazard = float(np.interp(points, lengths, hazards)) + slope * beyond
    return charts * -math.expm1(-hazard)
