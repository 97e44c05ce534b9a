"""Did the level of a series step when we acted, beyond where it was heading anyway?"""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, critical_z, row_of_answers, row_of_numbers
from cxdash.stats.compare import two_sided
from cxdash.stats.poisson_regression import poisson_regression
from cxdash.stats.rates import RateRatio

Shape: TypeAlias = Literal["level", "level and slope"]

FEWEST_BEFORE, FEWEST_AFTER = 12, 6
"""Periods needed before and after the step. Source: statistics of interrupted series; 24 and 12
are better (Wagner et al. 2002, Journal of Clinical Pharmacy and Therapeutics 27:299-309)."""

MOST_HARMONICS = 2
"""Waves a season may have: more would follow the noise."""


@dataclass(frozen=True, slots=True, eq=False)
class Interruption:
    """What a step did to a rate, trend and season held apart.

    Attributes:
        poisson: Rate after over the rate expected without the step, its interval taking counts
            for Poisson; too narrow when `dispersion` is above 1.
        quasi: The same with the interval widened (or narrowed) by the dispersion: R's
            quasi-Poisson.
        shown: The wider of the two: the one to show.
        slope: Change of the trend at the step, as a ratio for one unit of time, with the shown
            kind of interval; None where only the level may step.
        trend: Ratio of rates one unit of time apart before the step.
        dispersion: Pearson chi-square over its degrees of freedom; 1 where counts are Poisson.
        expected: Events expected in each period by the model.
        without_step: Events expected had nothing been done.
        enough: True with `FEWEST_BEFORE` periods before and `FEWEST_AFTER` after.
    """

    poisson: RateRatio
    quasi: RateRatio
    shown: RateRatio
    slope: RateRatio | None
    trend: float
    dispersion: float
    expected: Floats
    without_step: Floats
    enough: bool


def interrupted_series(  # noqa: PLR0913 - a series, and the model it is put to
    events: ArrayLike,
    times: ArrayLike,
    after: ArrayLike,
    *,
    exposures: ArrayLike | None = None,
    harmonics: int = 0,
    season: float = 12.0,
    shape: Shape = "level",
    confidence: float = 0.95,
) -> Interruption:
    """Return the step of a rate: log(rate) = level + trend + season + step.

    Periods to be left out (a washout, an incomplete month) are simply not given.

    Args:
        events: Events of each period; 0 or more.
        times: When each period was, counted in periods; order does not matter, gaps may be.
        after: True from the step on.
        exposures: What the events could have happened in; above 0, 1 by default.
        harmonics: Waves of the season: 0, 1 or 2.
        season: Periods of a year.
        shape: Whether only the level may step, or the trend too; the step is then the one at the
            first period after.
        confidence: Chance that an interval covers the true ratio, 0 to 1.

    Raises:
        ValueError: If lengths differ, a count is negative, an exposure is not above 0, one side
            is empty, periods are too few for the model, or a number is out of range.

    Source:
        Lopez Bernal, Cummins and Gasparrini (2017), International Journal of Epidemiology
        46:348-355.

    Examples:
        >>> events = [52, 48, 55, 50, 47, 53, 49, 51, 54, 46, 50, 52, 40, 37, 41, 36, 39, 38]
        >>> found = interrupted_series(events, range(18), [False] * 12 + [True] * 6)
        >>> f"{found.shown.ratio:.2f} ({found.shown.low:.2f} to {found.shown.high:.2f})"
        '0.77 (0.60 to 0.99)'
    """
    y, time = row_of_numbers("events", events), row_of_numbers("times", times)
    acted = row_of_answers("after", after, length=len(time), default=False)
    size = np.ones(len(y)) if exposures is None else row_of_numbers("exposures", exposures)
    _require_series(y, time, acted, size, harmonics)
    design = _design(time, acted, shape, harmonics=harmonics, season=season)
    model = poisson_regression(y, design, exposures=size)
    values, wider = model.coefficients, math.sqrt(max(1.0, model.dispersion))

    def ratio(column: int, widened: float) -> RateRatio:
        return _ratio(float(values[column]), float(model.errors[column]) * widened, confidence)

    effect = design[:, 2:4] if shape == "level and slope" else design[:, 2:3]
    return Interruption(
        poisson=ratio(2, 1.0),
        quasi=ratio(2, math.sqrt(model.dispersion)),
        shown=ratio(2, wider),
        slope=ratio(3, wider) if shape == "level and slope" else None,
        trend=float(np.exp(values[1])),
        dispersion=model.dispersion,
        expected=model.fitted,
        without_step=model.fitted * np.exp(-effect @ values[2 : 2 + effect.shape[1]]),
        enough=bool(np.sum(~acted) >= FEWEST_BEFORE and np.sum(acted) >= FEWEST_AFTER),
    )


def _require_series(y: Floats, time: Floats, acted: Bools, size: Floats, harmonics: int) -> None:
    if not y.shape == time.shape == size.shape:
        raise ValueError("Every period needs events, a time and an exposure.")
    if not (np.all(y >= 0) and np.all(size > 0) and np.all(np.isfinite(time))):
        raise ValueError("Events cannot be negative, exposures must be above 0.")
    if not (acted.any() and not acted.all() and y[acted].sum() > 0 and y[~acted].sum() > 0):
        raise ValueError("There must be periods and events on both sides of the step.")
    if harmonics not in range(MOST_HARMONICS + 1):
        raise ValueError(f"harmonics is {harmonics}; it must be 0 to {MOST_HARMONICS}.")


def _design(time: Floats, acted: Bools, shape: Shape, *, harmonics: int, season: float) -> Floats:
    """Return columns in the order level, trend, step, change of slope, season."""
    middle = float(time.mean())
    columns = [np.ones(len(time)), time - middle, acted.astype(np.float64)]
    if shape == "level and slope":
        columns.append(np.where(acted, time - time[acted].min(), 0.0))
    for wave in range(1, harmonics + 1):
        angle = 2 * np.pi * wave * time / season
        columns += [np.sin(angle), np.cos(angle)]
    design: Floats = np.column_stack(columns)
    if len(design) <= design.shape[1] or np.linalg.matrix_rank(design) < design.shape[1]:
        raise ValueError("Periods are too few, or too alike, for a trend, a step and a season.")
    return design


def _ratio(log_ratio: float, error: float, confidence: float) -> RateRatio:
    reach = critical_z(confidence) * error
    # Where nothing happened on one side the error is beyond all numbers, and so is the upper end.
    with np.errstate(over="ignore"):
        ratio, low, high = np.exp([log_ratio, log_ratio - reach, log_ratio + reach]).tolist()
    return RateRatio(
        ratio=ratio,
        low=low,
        high=high,
        p_value=two_sided(log_ratio / error) if error > 0 else float(log_ratio == 0),
    )
