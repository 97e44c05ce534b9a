"""The few patterns that every run rule is made of, on one series or on thousands at a time.

All take and return rows along the last axis: points in time order, without gaps. A pattern is
`completed` at the point that makes it whole; the points of a pattern are `marked`.
"""

from typing import NamedTuple

import numpy as np

from cxdash.stats.checks import Bools, Floats


class Found(NamedTuple):
    """Where a pattern was found.

    Attributes:
        completed: True at each point at which the pattern is whole.
        marked: True for every point that is part of one.
    """

    completed: Bools
    marked: Bools


def hits_in_window(flags: Bools, hits: int, window: int) -> Found:
    """Return where `hits` of `window` points in a row are flagged.

    The point that completes the pattern is flagged itself; the first points of a series complete
    it as soon as there are enough of them.

    Args:
        flags: True where a point has the property that counts.
        hits: How many must; at least 1.
        window: Of how many in a row; at least `hits`.

    Source:
        Champ and Woodall (1987), Technometrics 29:393-399: the rules T(hits, window, a, b).

    Examples:
        >>> found = hits_in_window(np.array([True, False, True, False, False]), 2, 3)
        >>> found.completed.nonzero()[0].tolist(), found.marked.nonzero()[0].tolist()
        ([2], [0, 2])
    """
    if window == 1:
        return Found(flags, flags)
    if np.count_nonzero(flags) < hits or (hits == window and not _has_run(flags, hits)):
        none = np.zeros(flags.shape, dtype=np.bool_)
        return Found(none, none)
    completed = flags & (latest(flags, window) >= hits)
    if not np.count_nonzero(completed):
        return Found(completed, completed)
    return Found(completed, flags & (coming(completed, window) > 0))


def _has_run(flags: Bools, length: int) -> bool:
    """Whether one series may hold so many flagged points in a row; True for many series at once.

    Looking for bytes in bytes takes a tenth of the time of adding them up.
    """
    return flags.ndim > 1 or b"\x01" * length in flags.tobytes()


def steady_climb(values: Floats, points: int) -> Found:
    """Return where each of `points` in a row lies above the one before; a tie ends the climb.

    Args:
        values: Numbers in time order, of any shape.
        points: Points of the climb, the first included; at least 2.

    Source:
        Nelson (1984), Journal of Quality Technology 16:237-239, test 3.

    Examples:
        >>> steady_climb(np.array([3.0, 1.0, 2.0, 4.0, 4.0]), 3).completed.nonzero()[0].tolist()
        [3]
    """
    return _stretched(values[..., 1:] > values[..., :-1], points, reach=1)


def up_and_down(values: Floats, points: int) -> Found:
    """Return where `points` in a row go up and down by turns; a tie ends the pattern.

    Args:
        values: Numbers in time order, of any shape.
        points: Points of the pattern; at least 3.

    Source:
        Nelson (1984), Journal of Quality Technology 16:237-239, test 4.

    Examples:
        >>> up_and_down(np.array([1.0, 2.0, 1.0, 2.0, 3.0]), 4).completed.nonzero()[0].tolist()
        [3]
    """
    rises, falls = values[..., 1:] > values[..., :-1], values[..., 1:] < values[..., :-1]
    turns = (rises[..., 1:] & falls[..., :-1]) | (falls[..., 1:] & rises[..., :-1])
    return _stretched(turns, points, reach=2)


def _stretched(steps: Bools, points: int, *, reach: int) -> Found:
    """Return where a pattern of `points` holds that each step, over `reach` points back, keeps."""
    completed = np.zeros((*steps.shape[:-1], steps.shape[-1] + reach), dtype=np.bool_)
    whole = points - reach
    if steps.shape[-1] >= whole and _has_run(steps, whole):
        completed[..., reach:] = latest(steps, whole) >= whole
    if not np.count_nonzero(completed):
        return Found(completed, completed)
    return Found(completed, coming(completed, points) > 0)


def latest(flags: Bools, window: int) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Return how many of the newest `window` points, the point itself included, are flagged."""
    counts = flags.cumsum(axis=-1)
    if counts.shape[-1] > window:
        counts[..., window:] = counts[..., window:] - counts[..., :-window]
    return counts


def coming(flags: Bools, window: int) -> np.ndarray[tuple[int, ...], np.dtype[np.intp]]:
    """Return how many of the next `window` points, the point itself included, are flagged."""
    return latest(flags[..., ::-1], window)[..., ::-1]
