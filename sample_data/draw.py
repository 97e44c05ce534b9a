"""Seeded draws and the calendar.

Every draw is made from plain uniform numbers, whose stream numpy keeps from release to release;
its shaped draws (normal, Poisson, choice) may change with a release and are not used.
"""

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from company import FIRST_MINUTE, LAST_MINUTE, MINUTES_A_DAY
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]

DAYS = int((LAST_MINUTE - FIRST_MINUTE) / np.timedelta64(1, "D")) + 1
LAST = DAYS * MINUTES_A_DAY - 1
"""The minute of the export, counted from the first minute."""

_WEEKDAYS = (1.15, 1.05, 1.0, 1.0, 0.95, 0.5, 0.15)
"""How busy each day of the week is, Monday first."""

_OPENS, _CLOSES = 8 * 60, 20 * 60


def pick(rng: np.random.Generator, weights: ArrayLike, size: int) -> Numbers:
    """Return `size` positions drawn in proportion to the weights."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.searchsorted(edges, rng.random(size) * edges[-1], side="right").astype(np.int64)


def pick_each(rng: np.random.Generator, weights: Shares) -> Numbers:
    """Return one position for each row, drawn in proportion to that row's weights."""
    edges = np.cumsum(weights, axis=1)
    level = rng.random((len(weights), 1)) * edges[:, -1:]
    return (level >= edges).sum(axis=1).astype(np.int64)


def lognormal(rng: np.random.Generator, size: int, *, median: ArrayLike, spread: float) -> Shares:
    """Return lognormal numbers.

    Args:
        rng: Where the draws come from.
        size: How many.
        median: Their median; one number or one for each.
        spread: Standard deviation of their logarithm.
    """
    return np.asarray(median) * np.exp(spread * normal(rng, size))


def normal(rng: np.random.Generator, size: int) -> Shares:
    """Return standard normal numbers (Box and Muller 1958 on uniform draws)."""
    first, second = rng.random((2, size))
    return np.sqrt(-2 * np.log1p(-first)) * np.cos(2 * np.pi * second)


def moments(rng: np.random.Generator, size: int) -> Numbers:
    """Return sorted working-hour minutes over the 24 months, quieter at weekends."""
    first_weekday = FIRST_MINUTE.astype(datetime).weekday()
    busy = [_WEEKDAYS[(first_weekday + day) % 7] for day in range(DAYS)]
    day = pick(rng, busy, size)
    hours = rng.random((2, size)).mean(axis=0) * (_CLOSES - _OPENS)
    return np.sort(day * MINUTES_A_DAY + _OPENS + hours.astype(np.int64))


def since(day: str) -> int:
    """Return the first minute of a day ('2025-06-01'), counted from the first minute."""
    return int((np.datetime64(day) - FIRST_MINUTE) / np.timedelta64(1, "m"))


def month_of(minutes: Numbers) -> Numbers:
    """Return the month of each minute: 0 is October 2024, 23 is September 2026."""
    months = (FIRST_MINUTE + minutes.astype("timedelta64[m]")).astype("datetime64[M]")
    return (months - FIRST_MINUTE.astype("datetime64[M]")).astype(np.int64)


def stamps(minutes: Numbers, form: str) -> list[str]:
    """Return each minute as text; a negative one as empty text, for what has not happened."""
    times = (FIRST_MINUTE + minutes.astype("timedelta64[m]")).astype(object)
    return [
        time.strftime(form) if minute >= 0 else ""
        for time, minute in zip(times, minutes, strict=True)
    ]


def waking(minutes: Numbers) -> Numbers:
    """Return the minutes squeezed into 7 to 21 o'clock of the same day."""
    day, minute = np.divmod(minutes, MINUTES_A_DAY)
    return day * MINUTES_A_DAY + 7 * 60 + minute * 14 // 24


def chosen(options: Sequence[str], level: float) -> str:
    """Return one of the options; `level` is a uniform draw, 0 to 1."""
    return options[int(level * len(options))]
