"""The scale that times to resolution are counted by where each for itself would be too many."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

WAITED_RATIO: Final = 1.04
"""How much longer each step is than the one before: its middle is within 2 % of any time in it."""

SHORTEST_HOURS: Final = 0.01
"""All below fall into the lowest step: half a minute and nothing are the same to a reader."""


def hours_of(steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the time that stands for each step of the scale, in hours: its middle, as ratios go.

    Examples:
        >>> hours_of(np.array([0.0, 81.0])).round(2).tolist()
        [1.02, 24.45]
    """
    return WAITED_RATIO ** (steps + 0.5)
