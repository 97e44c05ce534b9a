"""How far a number would move if other customers had answered: draw customers anew, many times."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, require_confidence
from cxdash.stats.intervals import Interval

ROUNDS = 500
"""Resamples from which the ends of an interval are read. Source: Efron and Tibshirani (1993), An
Introduction to the Bootstrap, section 13.3 (enough for a 95 % interval to be shown in points)."""

FEWEST_DRAWN = 0.5
"""Share of resamples that must give a number, so that an interval is no accident of the rest."""


class RankRanges(NamedTuple):
    """Where each item stands, and where it could as well stand.

    Attributes:
        ranks: The place of each item, 1 for the largest; equal items share the better place.
        low: Best place it takes in the middle `confidence` of the resamples.
        high: Worst place, in the same way.
        settled: True where best and worst are the same place.
    """

    ranks: Floats
    low: Floats
    high: Floats
    settled: Bools

    def unsettled(self) -> list[tuple[int, int]]:
        """Return the stretches of places whose order is not settled, each with both ends.

        Examples:
            >>> order = rank_ranges([9, 5, 4, 1], [[9, 5, 4, 1], [9, 4, 5, 1]])
            >>> order.unsettled()
            [(2, 3)]
        """
        pairs = zip(self.low.tolist(), self.high.tolist(), strict=True)
        found: list[tuple[int, int]] = []
        for low, high in sorted((int(low), int(high)) for low, high in pairs if low < high):
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]))
            else:
                found.append((low, high))
        return found


def resampled(
    statistic: Callable[[Floats], ArrayLike],
    customers: ArrayLike,
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
) -> Floats:
    """Return a statistic of customers drawn anew, with all rows of each customer together.

    Args:
        statistic: Takes one weight a row (how often the row's customer was drawn; 0 for not at
            all) and returns one number or a row of numbers.
        customers: Who gave each row. One name for every row treats rows as separate customers.
        rounds: How many resamples.
        seed: Start of the random numbers; the same seed gives the same draws whatever the order
            of the rows.

    Returns:
        (rounds, numbers).

    Raises:
        ValueError: If there are no rows or rounds.

    Source:
        Efron (1979), Annals of Statistics 7:1-26; Field and Welsh (2007), JRSS B 69:369-390
        (clusters).

    Examples:
        >>> score = np.array([1.0, 2.0, 3.0, 4.0])
        >>> means = resampled(lambda weight: np.average(score, weights=weight), [1, 2, 3, 4])
        >>> means.shape, bool(1 <= means.min() < 2.5 < means.max() <= 4)
        ((500, 1), True)
    """
    names, codes = np.unique(np.asarray(customers), return_inverse=True)
    if len(names) == 0 or rounds < 1:
        raise ValueError("There must be a row and a round.")
    dice = np.random.default_rng(seed)
    draws: list[Floats] = []
    for _ in range(rounds):
        times = np.bincount(dice.integers(0, len(names), len(names)), minlength=len(names))
        draws.append(np.array(statistic(times[codes].astype(np.float64)), dtype=np.float64))
    return np.array(draws).reshape(rounds, -1)


def percentile_intervals(draws: ArrayLike, *, confidence: float = 0.95) -> tuple[Interval, ...]:
    """Return the middle of each column of resampled numbers.

    Args:
        draws: (rounds, numbers), as `resampled` gives them; NaN where a resample gave none.
        confidence: Share of the resamples between the ends, 0 to 1.

    Returns:
        One interval a number; NaN where fewer than `FEWEST_DRAWN` of the resamples gave one.

    Raises:
        ValueError: If `confidence` is not between 0 and 1.

    Source:
        Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.

    Examples:
        >>> percentile_intervals([[0.0], [1.0], [2.0], [3.0], [4.0]], confidence=0.5)
        (Interval(low=1.0, high=3.0),)
    """
    require_confidence(confidence)
    tail = (1 - confidence) / 2

    def ends(column: Floats) -> Interval:
        known = column[np.isfinite(column)]
        if len(known) < FEWEST_DRAWN * len(column):
            return Interval(np.nan, np.nan)
        low, high = np.quantile(known, [tail, 1 - tail])
        return Interval(float(low), float(high))

    return tuple(ends(column) for column in np.asarray(draws, dtype=np.float64).T)


def rank_ranges(values: ArrayLike, draws: ArrayLike, *, confidence: float = 0.90) -> RankRanges:
    """Return which places in an order are settled and which are luck.

    Meant for causes, segments and processes. Never for people: cxdash ranks nobody.

    Args:
        values: What is ordered, the largest first.
        draws: The same numbers resampled, (rounds, items).
        confidence: Share of the resamples a range of places holds, 0 to 1.

    Raises:
        ValueError: If widths differ, or `confidence` is not between 0 and 1.

    Source:
        Goldstein and Spiegelhalter (1996), JRSS A 159:385-443.

    Examples:
        >>> found = rank_ranges([9, 5, 4], [[9, 5, 4], [8, 4, 5], [9, 6, 3], [7, 4, 5]])
        >>> found.settled.tolist(), found.high.tolist()
        ([True, False, False], [1.0, 3.0, 3.0])
    """
    require_confidence(confidence)
    row, drawn = (
        np.atleast_2d(np.array(values, dtype=np.float64)),
        np.array(draws, dtype=np.float64),
    )
    if drawn.ndim != 2 or drawn.shape[1] != row.shape[1]:  # noqa: PLR2004 - rounds and items
        raise ValueError(f"draws has shape {drawn.shape}; there are {row.shape[1]} items.")
    tail = (1 - confidence) / 2
    # Places are whole: an end is the last place that still leaves at most `tail` beyond it.
    low, high = np.quantile(_places(drawn), [tail, 1 - tail], axis=0, method="inverted_cdf")
    return RankRanges(_places(row)[0], low, high, low == high)


def _places(values: Floats) -> Floats:
    """Return the place of each value in its row, the largest first; what is no number is last."""
    order = np.argsort(-values, axis=1, kind="stable")
    falling = np.take_along_axis(values, order, axis=1)
    # Equal ones share the place of the first of them, and so do those that are no number.
    lower = (falling[:, 1:] < falling[:, :-1]) | (
        np.isnan(falling[:, 1:]) & ~np.isnan(falling[:, :-1])
    )
    first = np.zeros(values.shape, dtype=np.intp)
    first[:, 1:] = lower * np.arange(1, values.shape[1])
    places = np.empty_like(values)
    np.put_along_axis(places, order, 1 + np.maximum.accumulate(first, axis=1), axis=1)
    return places
