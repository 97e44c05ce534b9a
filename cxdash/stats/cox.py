"""What makes cases close sooner or later, each thing with the others held apart? Cox's model."""

import bisect
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from cxdash.stats.checks import Bools, Floats, critical_z, row_of_answers, row_of_numbers

Ties: TypeAlias = Literal["efron", "breslow"]

FEWEST_ENDS_EACH = 10
"""Closed cases for each covariate below which coefficients are not to be trusted. Source: Peduzzi
et al. (1995), Journal of Clinical Epidemiology 48:1503-1510."""


@dataclass(frozen=True, slots=True, eq=False)
class CoxModel:
    """Proportional hazards: one entry for each covariate, in the order of its columns.

    Attributes:
        coefficients: Logarithms of the hazard ratios, for one unit of the covariate.
        errors: Their standard errors.
        ratios: Hazard ratios; above 1 closes sooner.
        low: Lower ends of their intervals.
        high: Upper ends.
        p_values: Two-sided Wald p-values.
        log_likelihood: Partial log likelihood.
        concordance: Chance that of two cases the one with the higher risk closes first; 0.5 is
            guessing.
        cases: How many cases.
        closed: How many of them closed.
    """

    coefficients: Floats
    errors: Floats
    ratios: Floats
    low: Floats
    high: Floats
    p_values: Floats
    log_likelihood: float
    concordance: float
    cases: int
    closed: int


def cox(
    durations: ArrayLike,
    closed: ArrayLike,
    covariates: ArrayLike,
    *,
    ties: Ties = "efron",
    confidence: float = 0.95,
) -> CoxModel:
    """Return how covariates go with the pace at which cases close.

    Args:
        durations: Time from start to close, or to now for a case still open; 0 or more.
        closed: True where the case closed.
        covariates: (cases, columns); for a grouping, one 0/1 column for all groups but one.
        ties: What is done about cases closing at the same time.
        confidence: Chance that an interval covers the true ratio, 0 to 1.

    Raises:
        ValueError: If lengths differ, a number is missing, no case closed, a covariate does not
            vary or says the same as others, or `confidence` is not between 0 and 1.

    Source:
        Cox (1972), JRSS B 34:187-220; Efron (1977), JASA 72:557-565; fitted by statsmodels.

    Examples:
        >>> found = cox([5, 8, 3, 9, 4, 7, 2, 6], [1] * 8, [[0], [0], [1], [0], [1], [1], [0], [1]])
        >>> f"{found.ratios[0]:.2f} ({found.low[0]:.2f} to {found.high[0]:.2f})"
        '2.33 (0.42 to 12.96)'
    """
    z = critical_z(confidence)
    time, matrix = row_of_numbers("durations", durations), np.array(covariates, dtype=np.float64)
    ended = row_of_answers("closed", closed, length=len(time), default=True)
    _require_covariates(time, ended, matrix)
    # Far from 0, exponentials of a covariate would pass the largest number there is.
    centred = matrix - matrix.mean(axis=0)
    # Imported by name, here: it takes a second, and ships no types.
    hazards: Any = import_module("statsmodels.duration.hazard_regression")
    model: Any = hazards.PHReg(time, centred, status=ended.astype(np.float64), ties=ties)
    fitted: Any = model.fit(disp=0)
    coefficients, errors = np.asarray(fitted.params), np.asarray(fitted.bse)
    return CoxModel(
        coefficients=coefficients,
        errors=errors,
        ratios=np.exp(coefficients),
        low=np.exp(coefficients - z * errors),
        high=np.exp(coefficients + z * errors),
        p_values=np.asarray(2 * ndtr(-np.abs(coefficients / errors)), dtype=np.float64),
        log_likelihood=float(fitted.llf),
        concordance=concordance(time, ended, centred @ coefficients),
        cases=len(time),
        closed=int(ended.sum()),
    )


def concordance(durations: ArrayLike, closed: ArrayLike, risks: ArrayLike) -> float:
    """Return how often, of two cases, the one with the higher risk closes first.

    Pairs whose order is not known are left out; equal risks count half. A case that closed comes
    before one still open after the same time.

    Args:
        durations: As for `cox`.
        closed: As for `cox`.
        risks: A number a case, higher for sooner.

    Returns:
        0 to 1; 0.5 is guessing, NaN where no pair can be ordered.

    Raises:
        ValueError: If lengths differ.

    Source:
        Harrell, Lee and Mark (1996), Statistics in Medicine 15:361-387.

    Examples:
        >>> concordance([1, 2, 3], [True, True, False], [2.0, 3.0, 1.0])
        0.6666666666666666
    """
    time, risk = row_of_numbers("durations", durations), row_of_numbers("risks", risks)
    ended = row_of_answers("closed", closed, length=len(time), default=True)
    if risk.shape != time.shape:
        raise ValueError("Every case needs one risk.")
    right, pairs = 0.0, 0
    later: list[float] = []
    # From the last time to the first: `later` holds, sorted, the risks of all who outlasted it.
    for now in np.unique(time)[::-1]:
        here = time == now
        for value in np.sort(risk[here & ~ended]).tolist():
            bisect.insort(later, value)
        ending = np.sort(risk[here & ended]).tolist()
        for value in ending:
            below, up_to = bisect.bisect_left(later, value), bisect.bisect_right(later, value)
            right += (below + up_to) / 2
            pairs += len(later)
        for value in ending:
            bisect.insort(later, value)
    return right / pairs if pairs else float("nan")


def _require_covariates(time: Floats, ended: Bools, matrix: Floats) -> None:
    if matrix.ndim != 2 or len(matrix) != len(time):  # noqa: PLR2004 - cases and columns
        raise ValueError(f"covariates has shape {matrix.shape}; there are {len(time)} cases.")
    if not (np.all(time >= 0) and np.all(np.isfinite(matrix)) and ended.any()):
        raise ValueError("Durations and covariates must be numbers, and a case must have closed.")
    centred = matrix - matrix.mean(axis=0)
    if np.linalg.matrix_rank(centred) < matrix.shape[1]:
        raise ValueError("A covariate does not vary, or says the same as others: leave it out.")
