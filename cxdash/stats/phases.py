"""Stretches of time that have their own limits, and the points those limits come from."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from cxdash.stats.checks import Bools

Baseline: TypeAlias = int | tuple[int, int] | None


def stretches(phase_starts: Sequence[int], periods: int) -> list[slice]:
    """Return the phases, in order: the first starts with the first period, each ends at the next.

    Raises:
        ValueError: If a phase starts outside the periods.

    Examples:
        >>> stretches([12], 24)
        [slice(0, 12, None), slice(12, 24, None)]
    """
    if not len(phase_starts):
        return [slice(0, periods)]
    starts = sorted({0, *(int(start) for start in phase_starts)})
    if starts[0] < 0 or (periods and starts[-1] >= periods):
        raise ValueError(f"A phase starts outside the {periods} periods: {tuple(phase_starts)}.")
    return [slice(start, end) for start, end in zip(starts, [*starts[1:], periods], strict=True)]


def baseline_of(allowed: Bools, at: slice, baseline: Baseline) -> Bools:
    """Return which points of a phase its limits come from.

    Args:
        allowed: True for points of the whole series that may serve.
        at: Where the phase lies.
        baseline: The first so many allowed points; positions of the whole series, the second one
            left out; or None for all. A phase that holds none of the positions uses all its
            points.

    Raises:
        ValueError: If a number of points is below 1, or positions name no period.

    Examples:
        >>> baseline_of(np.array([True, False, True, True]), slice(0, 4), 2).tolist()
        [True, False, True, False]
    """
    inside = allowed[at]
    if baseline is None:
        return inside
    if isinstance(baseline, int):
        if baseline < 1:
            raise ValueError(f"baseline is {baseline}; it must be at least 1 point.")
        return inside & (np.cumsum(inside) <= baseline)
    first, end = baseline
    if not 0 <= first < end <= len(allowed):
        raise ValueError(f"The baseline {baseline} names no stretch of {len(allowed)} periods.")
    ranged = np.zeros_like(allowed)
    ranged[first:end] = True
    ranged = inside & ranged[at]
    return ranged if ranged.any() else inside


def left_out(excluded: Mapping[int, str] | None, periods: int) -> Bools:
    """Return which points are left out of the baseline.

    Args:
        excluded: The written reason for each position that is left out.
        periods: How many periods there are.

    Raises:
        ValueError: If a reason is blank, or a position lies outside the periods.

    Examples:
        >>> left_out({1: "strike"}, 3).tolist()
        [False, True, False]
    """
    out = np.zeros(periods, dtype=np.bool_)
    for position, reason in (excluded or {}).items():
        if not 0 <= position < periods:
            raise ValueError(f"Point {position} lies outside the {periods} periods.")
        if not reason.strip():
            raise ValueError(f"Point {position} is left out without a reason; write one.")
        out[position] = True
    return out
