"""Rates that depend on several things at once: log-linear, fitted step by step as R's glm does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers

CLOSE = 1e-8
"""Relative change of the deviance at which the steps stop. Source: R's glm.control."""

MOST_STEPS = 50
"""Steps after which a fit is given up on."""


@dataclass(frozen=True, slots=True, eq=False)
class PoissonModel:
    """A log-linear model of rates: one entry for each column of the design, in its order.

    Attributes:
        coefficients: Logarithms of rate ratios for one unit of the column.
        errors: Their standard errors if counts are Poisson; times the root of `dispersion` they
            are quasi-Poisson's.
        fitted: Events expected of each row.
        dispersion: Pearson chi-square over its degrees of freedom; 1 where counts are Poisson.
        deviance: Residual deviance.
        degrees: Residual degrees of freedom.
    """

    coefficients: Floats
    errors: Floats
    fitted: Floats
    dispersion: float
    deviance: float
    degrees: int


def poisson_regression(
    events: ArrayLike, design: ArrayLike, *, exposures: ArrayLike | None = None
) -> PoissonModel:
    """Return how rates go with the columns of a design.

    Weights of the last step stand in errors and dispersion, as in R's `summary.glm`, so that the
    digits are R's.

    Args:
        events: Events of each row; 0 or more, not all 0.
        design: (rows, columns), a column of ones among them.
        exposures: What the events could have happened in; above 0, 1 by default.

    Raises:
        ValueError: If lengths differ, a count is negative, an exposure is not above 0, rows are
            no more than columns, columns say the same, or the steps do not settle.

    Source:
        Nelder and Wedderburn (1972), JRSS A 135:370-384; McCullagh and Nelder (1989), Generalized
        Linear Models, 2nd edition (quasi-Poisson).

    Examples:
        >>> found = poisson_regression([12, 15, 6, 9], [[1, 0], [1, 0], [1, 1], [1, 1]])
        >>> round(float(np.exp(found.coefficients[1])), 3), round(found.dispersion, 3)
        (0.556, 0.467)
    """
    y, columns = row_of_numbers("events", events), np.array(design, dtype=np.float64)
    size = np.ones(len(y)) if exposures is None else row_of_numbers("exposures", exposures)
    if columns.ndim != 2 or len(columns) != len(y) or size.shape != y.shape:  # noqa: PLR2004 - rows and columns
        raise ValueError("Every row needs events, a row of the design and an exposure.")
    if not (np.all(y >= 0) and y.sum() > 0 and np.all(size > 0)):
        raise ValueError("Events cannot be negative or all 0, exposures must be above 0.")
    degrees = len(y) - columns.shape[1]
    if degrees < 1 or np.linalg.matrix_rank(columns) < columns.shape[1]:
        raise ValueError("Rows are too few, or columns say the same: leave one of them out.")
    expected, weighted, coefficients = y + 0.1, columns, np.zeros(columns.shape[1])
    weight = expected
    deviance, last = _deviance(y, expected), np.inf
    for _ in range(MOST_STEPS):
        if abs(deviance - last) / (abs(deviance) + 0.1) < CLOSE:
            break
        root = np.sqrt(expected)
        weighted = columns * root[:, None]
        working = np.log(expected / size) + (y - expected) / expected
        coefficients = np.linalg.lstsq(weighted, root * working)[0]
        weight, expected = expected, np.exp(columns @ coefficients) * size
        last, deviance = deviance, _deviance(y, expected)
    else:
        raise ValueError(f"The rates did not settle in {MOST_STEPS} steps.")
    pearson = float(np.sum(weight * ((y - expected) / expected) ** 2))
    return PoissonModel(
        coefficients=np.asarray(coefficients, dtype=np.float64),
        errors=np.sqrt(np.diag(np.linalg.inv(weighted.T @ weighted))),
        fitted=expected,
        dispersion=pearson / degrees,
        deviance=deviance,
        degrees=degrees,
    )


def _deviance(y: Floats, expected: Floats) -> float:
    ratio = np.divide(y, expected, out=np.ones(len(y)), where=y > 0)
    return 2 * float(np.sum(y * np.log(ratio) - (y - expected)))
