"""The newest point of many series at once, judged as `control_chart` judges each alone.

A screen looks at a hundred series and wants of each where its newest point lies; a chart of its own
for each takes ten times as long.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.stats.checks import Bools, Floats
from cxdash.stats.constants import SIGMAS
from cxdash.stats.control import FEWEST_POINTS
from cxdash.stats.limits import center_and_spreads
from cxdash.stats.periods import SCALES, Bounds, Kind, periods
from cxdash.stats.rules import beyond_limits
from cxdash.stats.small_counts import ENOUGH_PERIODS, FEWEST_EXPECTED, expected_of_rarest


class NewestPoints(NamedTuple):
    """The newest counted point of each series; NaN where a series has no limits.

    Attributes:
        place: Which period it is; -1 where no point counts.
        values: What was measured.
        center: Centre line.
        lower: Lower limit, cut to the scale.
        upper: Upper limit, in the same way.
        sigma: A third of the uncut distance from centre to limit.
        needs_exact: Whether the series has counts so small, and a point outside, that exact limits
            have to be asked before it is called one.
    """

    place: NDArray[np.intp]
    values: Floats
    center: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    needs_exact: Bools


def newest_points(  # noqa: PLR0913 - the parts of the measures, as `control_chart` takes them
    kind: Kind,
    totals: Floats,
    sizes: Floats,
    squares: Floats,
    *,
    counted: Bools,
    bounds: Bounds | None = None,
) -> NewestPoints:
    """Return where the newest counted point of each series lies, by limits that never narrow.

    Args:
        kind: What the parts are, as for `control_chart`; no single values and no gaps.
        totals: (series, periods) in time order; NaN is a gap.
        sizes: In the same way; 0 or NaN is a gap. Ignored for counts.
        squares: In the same way; needed for "mean" and "nps".
        counted: (periods,) False for those that take no part.
        bounds: Ends of the scale, to cut the limits of a mean.

    Raises:
        ValueError: If parts cannot be, such as more hits than trials.

    Examples:
        >>> hits, trials = np.array([[80.0] * 12 + [40.0]]), np.full((1, 13), 100.0)
        >>> found = newest_points("share", hits, trials, hits, counted=np.full(13, True))
        >>> round(float(found.lower[0]), 3), float(found.values[0])
        (0.643, 0.4)
    """
    # What is checked and divided is each period by itself, whichever series it is of.
    every = periods(kind, totals.ravel(), sizes.ravel(), squares=squares.ravel())
    shape = totals.shape
    values, usable = every.values.reshape(shape), every.usable.reshape(shape)
    parts = [row.reshape(shape) for row in (every.totals, every.sizes, every.squares)]
    counts = usable & counted
    center, spread = _center_and_spread(kind, parts, counts)
    sigma = np.where(usable, spread[:, None] / np.sqrt(parts[1]), np.nan)
    low, high = bounds or SCALES[kind]
    middle = center[:, None]
    lower = np.minimum(np.maximum(middle - SIGMAS * sigma, low), high)
    upper = np.minimum(np.maximum(middle + SIGMAS * sigma, low), high)
    judged = np.where(counts, values, np.nan)
    flat = beyond_limits(judged.ravel(), lower.ravel(), upper.ravel())
    is_outside = flat.reshape(shape).any(axis=1)
    last = counts.shape[1] - 1 - counts[:, ::-1].argmax(axis=1)
    place = np.where(counts.any(axis=1), last, -1)
    rows = np.arange(len(place))
    return NewestPoints(
        place,
        values[rows, place],
        center,
        lower[rows, place],
        upper[rows, place],
        sigma[rows, place],
        is_outside & _have_small_counts(kind, parts[1], middle, counts),
    )


def _center_and_spread(kind: Kind, parts: Sequence[Floats], counts: Bools) -> tuple[Floats, Floats]:
    """Return the centre and the spread of each series that has points enough; else NaN."""
    center, spread = np.full((2, len(counts)), np.nan)
    alike: dict[bytes, list[int]] = {}
    for row, pattern in enumerate(counts):
        if np.count_nonzero(pattern) >= FEWEST_POINTS:
            alike.setdefault(pattern.tobytes(), []).append(row)
    for rows in alike.values():
        known = np.flatnonzero(counts[rows[0]])
        # Rows in one piece, so that each adds up in the order in which it would alone.
        own = (np.ascontiguousarray(part[rows][:, known]) for part in parts)
        center[rows], within, between = center_and_spreads(kind, *own)
        spread[rows] = np.fmax(within, between)
    return center, spread


def _have_small_counts(kind: Kind, sizes: Floats, center: Floats, counts: Bools) -> Bools:
    """Return which series expect too few events for 3-sigma limits; see `has_small_counts`."""
    if kind not in {"share", "rate", "count"}:
        return np.zeros(len(counts), dtype=np.bool_)
    expected = expected_of_rarest(kind, sizes, center)
    known = counts & np.isfinite(expected)
    enough = np.count_nonzero(known & (expected >= FEWEST_EXPECTED), axis=1)
    return enough < ENOUGH_PERIODS * np.count_nonzero(known, axis=1)
