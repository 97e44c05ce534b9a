"""Where would better service pay most? How much each driver matters against how well it goes."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, critical_z, row_of_numbers
from cxdash.stats.intervals import wilson
from cxdash.stats.normal_equations import sums_by

WHOLE = 1e-6
"""How far shares may add up to something else than 1 and still be shares of a whole."""


class Quadrant(StrEnum):
    """What to do about a driver, as Martilla and James call it."""

    WORK_ON = "concentrate here"
    KEEP_UP = "keep up the good work"
    LOW_PRIORITY = "low priority"
    OVERDONE = "possible overkill"


@dataclass(frozen=True, slots=True, eq=False)
class ImportanceMap:
    """The numbers of an importance-performance map, drivers in the order given.

    Attributes:
        performance: Top-2 share of each driver, 0 to 1: the horizontal place.
        performance_low: Lower ends of their Wilson intervals.
        performance_high: Upper ends.
        ahead: Performance less the mean performance of all other drivers, -1 to 1.
        ahead_low: Lower ends of its intervals.
        ahead_high: Upper ends.
        importance_line: Mean importance: the horizontal line of the cross.
        performance_line: Mean performance: the vertical line of the cross.
        quadrants: Where each driver stands.
        unsure: True where an interval of the importance holds the line, or one of `ahead` holds
            0, so that the quadrant is not settled.
    """

    performance: Floats
    performance_low: Floats
    performance_high: Floats
    ahead: Floats
    ahead_low: Floats
    ahead_high: Floats
    importance_line: float
    performance_line: float
    quadrants: tuple[Quadrant, ...]
    unsure: Bools


def importance_map(  # noqa: PLR0913 - importance with its ends, performance with its people
    importance: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    well: ArrayLike,
    customers: ArrayLike | None = None,
    confidence: float = 0.95,
) -> ImportanceMap:
    """Return where drivers stand on importance and performance.

    Each driver is held against the mean of the others: against a median, the middle one of an odd
    number would be held against itself, and never be settled. Importance adds up to 1, so its mean
    does not depend on the answers, and a driver lies above the mean of the others when it lies
    above the mean of all. Performance has no such sum; and as the same people rate several
    drivers, how far one is ahead has an interval of its own.

    Args:
        importance: Share of each driver, as `driver_shares` gives it; they add up to 1, or are
            NaN where nothing is explained.
        low: Lower ends of its intervals.
        high: Upper ends.
        well: One row an answer, one column a driver: 1 where it was rated in the top two boxes, 0
            where not, NaN where it was not rated; every driver was rated at least once.
        customers: Who gave each answer; without them every answer is a customer of its own.
        confidence: Chance that an interval covers the true share or difference, 0 to 1.

    Raises:
        ValueError: If there are fewer than two drivers, lengths differ, shares do not add up to 1,
            a driver was rated by nobody, or `confidence` is not between 0 and 1.

    Source:
        Martilla and James (1977), Journal of Marketing 41:77-79, for map and means; top-2 shares
        instead of mean scores are our own choice. Intervals of `ahead`: linearised shares of one
        sample, Cochran (1977), Sampling Techniques, sections 2.11 and 9.2 (clusters).

    Examples:
        >>> well = np.repeat([[1, 1, 0], [0, 1, 1], [0, 0, 1], [0, 1, 1]], 50, axis=0)
        >>> found = importance_map([0.6, 0.3, 0.1], [0.5, 0.2, 0.0], [0.7, 0.4, 0.2], well=well)
        >>> found.ahead.round(3).tolist(), found.unsure.tolist()
        ([-0.5, 0.25, 0.25], [False, True, False])
    """
    names = ("importance", "low", "high")
    rows = [row_of_numbers(*pair) for pair in zip(names, (importance, low, high), strict=True)]
    matters, from_, to = rows
    rated = np.array(well, dtype=np.float64)
    if len({row.shape for row in rows}) > 1 or rated.ndim != 2 or len(matters) < 2:  # noqa: PLR2004 - rows and columns; two to compare
        raise ValueError("Two or more drivers need importance, its ends and a column of `well`.")
    if rated.shape[1] != len(matters) or not np.isfinite(rated).any(axis=0).all():
        raise ValueError("Every driver needs a column of `well`, and somebody who rated it.")
    if abs(matters.sum() - 1) > WHOLE:
        raise ValueError(f"Importance adds up to {matters.sum():g}; it must be shares of a whole.")
    hits, trials = np.nansum(rated, axis=0), np.isfinite(rated).sum(axis=0)
    pairs = zip(hits.tolist(), trials.tolist(), strict=True)
    ends = np.array([wilson(x, n, confidence=confidence) for x, n in pairs])
    share = hits / trials
    across, up = float(share.mean()), float(matters.mean())
    ahead, error = _ahead(rated, share, customers)
    reach = critical_z(confidence) * error
    # Asked this way round, what is not known is not settled.
    settled = ((up < from_) | (to < up)) & (np.abs(ahead) > reach)
    return ImportanceMap(
        performance=share,
        performance_low=ends[:, 0],
        performance_high=ends[:, 1],
        ahead=ahead,
        ahead_low=ahead - reach,
        ahead_high=ahead + reach,
        importance_line=up,
        performance_line=across,
        quadrants=tuple(
            _quadrant(matters=bool(m >= up), goes_well=bool(gap >= 0))
            for m, gap in zip(matters, ahead, strict=True)
        ),
        unsure=~settled,
    )


def _ahead(rated: Floats, share: Floats, customers: ArrayLike | None) -> tuple[Floats, Floats]:
    """Return how far each share lies above the mean of the others, and its standard error."""
    count = len(share)
    who = np.arange(len(rated)) if customers is None else np.asarray(customers)
    if who.shape != (len(rated),):
        raise ValueError("Every answer needs a customer.")
    known = np.isfinite(rated)
    # What one answer moves each share by, added up over a customer's answers.
    moves = np.where(known, rated - share, 0.0) / known.sum(axis=0)
    people, codes = np.unique(who, return_inverse=True)
    by_customer = np.column_stack([sums_by(codes, column, len(people)) for column in moves.T])
    against_others = np.eye(count) - (1 - np.eye(count)) / (count - 1)
    many = len(people) / max(1, len(people) - 1)
    variance = many * np.sum((by_customer @ against_others) ** 2, axis=0)
    return against_others @ share, np.sqrt(variance)


def _quadrant(*, matters: bool, goes_well: bool) -> Quadrant:
    if matters:
        return Quadrant.KEEP_UP if goes_well else Quadrant.WORK_ON
    return Quadrant.OVERDONE if goes_well else Quadrant.LOW_PRIORITY
