"""Centre and limits of what lies between rare events: waiting times, and cases without one."""

from typing import Literal, NamedTuple

import numpy as np

from cxdash.stats.checks import Floats
from cxdash.stats.constants import D2_OF_PAIRS, SIGMAS
from cxdash.stats.moving_range import mean_moving_range

NELSON_POWER = 3.6
"""Root that makes exponential times nearly normal. Source: Nelson (1994), Journal of Quality
Technology 26:239-240."""


class Skewed(NamedTuple):
    """Lines of a skewed measure, and the scale on which its distances are counted.

    Attributes:
        center: Centre line, in the unit of the values.
        lower: Lower limit, at least 0.
        upper: Upper limit.
        middle: Centre on the scale of the distances.
        sigma: Standard deviation on that scale.
        scale: "root" for times, "plain" for cases.
    """

    center: float
    lower: float
    upper: float
    middle: float
    sigma: float
    scale: Literal["root", "plain"]

    def in_sigmas(self, values: Floats) -> Floats:
        """Return the distance of values from the centre in sigmas; 0 where there is no spread."""
        scaled = values ** (1 / NELSON_POWER) if self.scale == "root" else values
        return (scaled - self.middle) / self.sigma if self.sigma > 0 else 0 * scaled


def time_between_limits(gaps: Floats) -> Skewed:
    """Return the lines of times between events, from their roots; as `time_between`."""
    roots = gaps ** (1 / NELSON_POWER)
    middle = float(roots.mean())
    sigma = float(mean_moving_range(roots)) / D2_OF_PAIRS
    return Skewed(
        center=middle**NELSON_POWER,
        lower=max(0.0, middle - SIGMAS * sigma) ** NELSON_POWER,
        upper=(middle + SIGMAS * sigma) ** NELSON_POWER,
        middle=middle,
        sigma=sigma,
        scale="root",
    )


def cases_between_limits(gaps: Floats) -> Skewed:
    """Return the lines of cases between events, about their mean; as `cases_between`."""
    mean, median = float(gaps.mean()), float(np.median(gaps))
    reach = SIGMAS * float(np.sqrt(mean * (mean + 1)))
    upper = mean + reach
    return Skewed(median, max(0.0, mean - reach), upper, median, (upper - median) / SIGMAS, "plain")
