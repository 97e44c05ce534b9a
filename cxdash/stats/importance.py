"""Where would better service pay most? How much each driver matters against how well it goes."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_numbers
from cxdash.stats.intervals import wilson


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
        importance_line: Median importance: the horizontal line of the cross.
        performance_line: Median performance: the vertical line of the cross.
        quadrants: Where each driver stands.
        unsure: True where an interval holds a line, so that the quadrant is not settled.
    """

    performance: Floats
    performance_low: Floats
    performance_high: Floats
    importance_line: float
    performance_line: float
    quadrants: tuple[Quadrant, ...]
    unsure: Bools


def importance_map(  # noqa: PLR0913 - a place on two axes, with the ends of both
    importance: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    *,
    hits: ArrayLike,
    trials: ArrayLike,
    confidence: float = 0.95,
) -> ImportanceMap:
    """Return where drivers stand on importance and performance.

    Args:
        importance: Importance of each driver, as `driver_shares` gives it.
        low: Lower ends of its intervals.
        high: Upper ends.
        hits: Answers in the top two boxes of each driver; 0 to its trials.
        trials: Answers to each driver; above 0.
        confidence: Chance that an interval of the performance covers the true share, 0 to 1.

    Raises:
        ValueError: If rows differ in length, a driver has no answers, or `confidence` is not
            between 0 and 1.

    Source:
        Martilla and James (1977), Journal of Marketing 41:77-79; lines at medians and top-2
        shares instead of means are our own choice.

    Examples:
        >>> found = importance_map(
        ...     [0.6, 0.3, 0.1], [0.5, 0.2, 0.0], [0.7, 0.4, 0.2],
        ...     hits=[400, 700, 900], trials=[1000, 1000, 1000],
        ... )
        >>> [str(each) for each in found.quadrants][::2], found.unsure.tolist()
        (['concentrate here', 'possible overkill'], [False, True, False])
    """
    names = ("importance", "low", "high", "hits", "trials")
    given = (importance, low, high, hits, trials)
    rows = [row_of_numbers(*pair) for pair in zip(names, given, strict=True)]
    matters, from_, to, top, answers = rows
    if len({row.shape for row in rows}) > 1 or len(matters) == 0:
        raise ValueError("Every driver needs importance, its ends, hits and trials.")
    pairs = zip(top.tolist(), answers.tolist(), strict=True)
    ends = np.array([wilson(x, n, confidence=confidence) for x, n in pairs])
    share = top / answers
    across, up = float(np.median(share)), float(np.median(matters))
    unsure = (from_ <= up) & (up <= to) | (ends[:, 0] <= across) & (across <= ends[:, 1])
    return ImportanceMap(
        performance=share,
        performance_low=ends[:, 0],
        performance_high=ends[:, 1],
        importance_line=up,
        performance_line=across,
        quadrants=tuple(
            _quadrant(matters=bool(m >= up), goes_well=bool(s >= across))
            for m, s in zip(matters, share, strict=True)
        ),
        unsure=unsure,
    )


def _quadrant(*, matters: bool, goes_well: bool) -> Quadrant:
    if matters:
        return Quadrant.KEEP_UP if goes_well else Quadrant.WORK_ON
    return Quadrant.OVERDONE if goes_well else Quadrant.LOW_PRIORITY
