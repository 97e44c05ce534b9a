"""What the time of year alone does to a measure, so that a chart can be drawn without it."""

from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_answers, row_of_numbers

Shape: TypeAlias = Literal["harmonic", "means"]

FEWEST_FOR_SHAPE: dict[Shape, int] = {"harmonic": 24, "means": 48}
"""Points, and four years or two, before a season can be told from chance: with fewer the means of
single months follow the noise. Source: simulation of 24 and 36 stable months with a season of 1.5
standard deviations, where the harmonic cut false alarms from .42 to .05 and from .56 to .11."""

YEARS_FOR_SHAPE: dict[Shape, int] = {"harmonic": 2, "means": 4}
"""Whole years a season must have been seen."""


class Season(NamedTuple):
    """How to take the season out.

    Attributes:
        shape: "harmonic" for one wave a year; "means" for the mean of each month.
        periods_a_year: 12 for months, 4 for quarters, 52.18 for weeks ("harmonic" only).
    """

    shape: Shape = "harmonic"
    periods_a_year: float = 12.0


def knows_season(points: int, season: Season) -> bool:
    """Return whether so many points are enough to take this season out.

    Examples:
        >>> knows_season(24, Season()), knows_season(24, Season("means"))
        (True, False)
    """
    years = YEARS_FOR_SHAPE[season.shape] * season.periods_a_year
    return points >= max(FEWEST_FOR_SHAPE[season.shape], years)


def season_effects(
    values: ArrayLike,
    season: Season | None = None,
    *,
    known: ArrayLike | None = None,
    phase: ArrayLike | None = None,
) -> Floats:
    """Return what the season adds to each period; values less this are free of it.

    Args:
        values: One number a period, in time order and one for every period of the calendar; NaN
            is a gap.
        season: Which season to look for; one yearly wave of months by default.
        known: True for the points to learn from; all that are no gap by default.
        phase: Number of the phase of each period, so that a shift of level is not taken for
            season; one phase by default.

    Returns:
        One number a period, in the unit of the values, gaps included. Over whole years without
        gaps they add up to 0.

    Raises:
        ValueError: If there are too few points (see `knows_season`), or `periods_a_year` is no
            whole number for "means" or at most 2.

    Source:
        Least squares on a sine and a cosine of the year; Bloomfield (2000), Fourier Analysis of
        Time Series, chapter 2.

    Examples:
        >>> waves = 50 + 10 * np.sin(np.arange(24) * np.pi / 6)
        >>> (waves - season_effects(waves)).round(6).tolist() == [50.0] * 24
        True
    """
    season = season or Season()
    row = row_of_numbers("values", values)
    chosen = row_of_answers("known", known, length=len(row), default=True) & np.isfinite(row)
    points = int(np.count_nonzero(chosen))
    if not knows_season(points, season):
        raise ValueError(f"{points} points are too few to know a season of shape {season.shape!r}.")
    waves = _waves(len(row), season)
    levels = _levels(np.zeros(len(row)) if phase is None else np.asarray(phase))
    levels = levels[:, levels[chosen].any(axis=0)]
    columns = np.hstack([waves, levels])
    found = np.linalg.lstsq(columns[chosen], row[chosen], rcond=None)[0]
    return waves @ found[: waves.shape[1]]


def _waves(length: int, season: Season) -> Floats:
    """Return the columns a season is made of, each with mean 0 over a year."""
    year, when = season.periods_a_year, np.arange(length)
    if year <= 2:  # noqa: PLR2004 - a wave needs more than its top and its bottom
        raise ValueError(f"A year of {year} periods is too short to show a season.")
    if season.shape == "harmonic":
        turn = 2 * np.pi * when / year
        return np.column_stack([np.sin(turn), np.cos(turn)])
    if not float(year).is_integer():
        raise ValueError(f"A year of {year} periods has no months to take the mean of.")
    months = np.eye(int(year))[when % int(year)]
    return np.asarray(months[:, :-1] - months[:, -1:], dtype=np.float64)


def _levels(phase: NDArray[np.number]) -> Bools:
    """Return one column a phase, True in its periods."""
    return phase[:, None] == np.unique(phase)
