"""The factors that turn ranges and standard deviations of small samples into limits."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, ndtr

from cxdash.stats.checks import Floats

SIGMAS = 3.0
"""Width of the limits in standard errors. Source: Shewhart (1931)."""

D2_OF_PAIRS = 1.128
"""Mean distance of two normal numbers, in standard deviations, to the three digits of the tables:
the exact 1.12838 misses the printed limits of NIST/SEMATECH e-Handbook 6.3.2.2."""

WIDEST_RANGE = 16.0
"""Standard deviations no range of a sample of practical size ever reaches."""


class ControlConstants(NamedTuple):
    """Factors for subgroups of one size, under the names every textbook gives them.

    Attributes:
        d2: Mean range, in standard deviations.
        d3: Standard deviation of the range, in standard deviations.
        c4: Mean sample standard deviation, in standard deviations.
        A2: Limits of means from the mean range: mean ± A2 · range.
        A3: Limits of means from the mean standard deviation.
        B3: Lower limit of standard deviations, as a multiple of their mean; at least 0.
        B4: Upper limit of standard deviations, in the same way.
        D3: Lower limit of ranges, as a multiple of their mean; at least 0.
        D4: Upper limit of ranges, in the same way.
        E2: Limits of single values from the mean range.
    """

    d2: float
    d3: float
    c4: float
    A2: float
    A3: float
    B3: float
    B4: float
    D3: float
    D4: float
    E2: float


def c4(sizes: ArrayLike) -> Floats:
    """Return the mean of a sample's standard deviation, in true standard deviations.

    Args:
        sizes: Sizes of samples, of any shape; at least 2 each.

    Returns:
        One number a size, between 0 and 1.

    Source:
        Montgomery, Introduction to Statistical Quality Control, appendix VI.

    Examples:
        >>> c4([2, 5, 25]).round(4).tolist()
        [0.7979, 0.94, 0.9896]
    """
    n = np.asarray(sizes, dtype=np.float64)
    return np.asarray(np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2)))


@lru_cache(maxsize=256)
def control_constants(size: int) -> ControlConstants:
    """Return the exact factors for subgroups of `size` measurements.

    Args:
        size: Measurements of each subgroup; at least 2.

    Raises:
        ValueError: If `size` is below 2.

    Source:
        Montgomery, Introduction to Statistical Quality Control, appendix VI; ASTM Manual 7. The
        moments of the range by integration of its distribution (Tippett 1925, Biometrika
        17:364-387).

    Examples:
        >>> five = control_constants(5)
        >>> f"{five.d2:.3f} {five.A2:.3f} {five.D4:.3f}"
        '2.326 0.577 2.114'
    """
    if size < 2:  # noqa: PLR2004 - the smallest sample that has a range
        raise ValueError(f"size is {size}; a subgroup needs at least two measurements.")
    d2, d3 = _moments_of_range(size)
    bias, root = float(c4(size)), float(np.sqrt(size))
    wobble = SIGMAS * float(np.sqrt(1 - bias * bias)) / bias
    return ControlConstants(
        d2=d2,
        d3=d3,
        c4=bias,
        A2=SIGMAS / (d2 * root),
        A3=SIGMAS / (bias * root),
        B3=max(0.0, 1 - wobble),
        B4=1 + wobble,
        D3=max(0.0, 1 - SIGMAS * d3 / d2),
        D4=1 + SIGMAS * d3 / d2,
        E2=SIGMAS / d2,
    )


def _moments_of_range(size: int) -> tuple[float, float]:
    """Return mean and standard deviation of the range of `size` standard normal numbers."""
    nodes, weights = np.polynomial.legendre.leggauss(128)
    widths = WIDEST_RANGE * (nodes + 1) / 2
    weights = WIDEST_RANGE * weights / 2
    # The lowest of the sample lies at `lowest`, all others within `width` above it. The step is
    # small enough for a sum over a bell to be exact to the last digits.
    lowest, step = np.linspace(-10.0, 10.0, 501, retstep=True)
    density = np.exp(-lowest * lowest / 2) / np.sqrt(2 * np.pi)
    others = (ndtr(lowest + widths[:, None]) - ndtr(lowest)) ** (size - 1)
    wider = 1 - size * step * (density * others).sum(axis=1)
    mean = float(weights @ wider)
    return mean, float(np.sqrt(2 * weights @ (widths * wider) - mean * mean))
