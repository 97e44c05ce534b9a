"""Where things go before anything is drawn: the value range, the steps of limits, labels.

Numbers and frames only, no Altair: each function is a small table a test can hold in hand.
"""

import math
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from cxdash.charts import theme
from cxdash.metrics.metric import Unit

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Moments = np.ndarray[Any, np.dtype[np.datetime64]]

HEADROOM: Final = 0.1
"""Share of the value range left free above and below."""

LABEL_GAP: Final = 15.0
"""Pixels between two labels so that neither touches the other."""

LONE_PERIOD: Final = np.timedelta64(30, "D")
"""How wide the period of a single point is drawn: nothing tells its length."""


def value_range(values: Sequence[Sequence[float] | Numbers], unit: Unit) -> tuple[float, float]:
    """Return the lowest and highest value the axis shows, with some air, within the unit's ends.

    Args:
        values: All that will be drawn on the axis; NaN counts for nothing.
        unit: Sets the ends (a share stays within 0 and 1) and the air around a single value.

    Examples:
        >>> low, high = value_range([[0.2, 0.9]], "share")
        >>> round(low, 3), round(high, 3)
        (0.13, 0.97)
        >>> value_range([[float("nan")]], "share")
        (0.0, 1.0)
    """
    known = np.concatenate([np.asarray(part, dtype=float) for part in values])
    known = known[np.isfinite(known)]
    lowest, highest = theme.bounds(unit)
    if known.size == 0:
        return max(lowest, 0.0), min(highest, 1.0)
    low, high = float(known.min()), float(known.max())
    air = HEADROOM * (high - low)
    if air == 0:
        air = 0.05 if unit == "share" else 0.1 * abs(high) or 1.0
    return max(low - air, lowest), min(high + air, highest)


def period_edges(starts: Moments) -> tuple[Moments, Moments]:
    """Return where the period of each point begins and ends on the time axis.

    A point stands in the middle of its period, so an edge lies half-way between two points.

    Args:
        starts: The first moment of each period, ascending.
    """
    gaps = np.diff(starts)
    half = (np.median(gaps.astype("int64")).astype(gaps.dtype) if len(gaps) else LONE_PERIOD) / 2
    middles = starts[:-1] + gaps / 2
    begins = np.concatenate([starts[:1] - half, middles])
    return begins, np.concatenate([middles, starts[-1:] + half])


def limit_steps(points: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the limits as steps: they hold from `at` to the next row of the same `stretch`.

    Where no point has limits, those with a centre are drawn by it alone: a run chart. A stretch
    ends where the phase changes, the limits stop or turn final; its last row repeats
    the one before, at the end of its period.

    Args:
        points: `start`, `center`, `lower`, `upper`, `phase` and `provisional`, in time order.

    Returns:
        Rows of `at`, `center`, `lower`, `upper`, `stretch` (text) and `provisional`.
    """
    # A run chart has a median and no limits at all.
    has_median_alone = bool(points["lower"].isna().all())
    begins, ends = period_edges(points["start"].to_numpy("datetime64[ms]"))
    names = ("center", "lower", "upper", "phase", "provisional")
    rows: list[tuple[Any, ...]] = []
    closing: tuple[Any, ...] | None = None
    stretch, before = 0, None
    for begin, end, center, lower, upper, phase, provisional in zip(
        begins, ends, *(points[name].tolist() for name in names), strict=True
    ):
        is_bounded = has_median_alone or not (math.isnan(lower) or math.isnan(upper))
        has_limits = is_bounded and not math.isnan(center)
        kind = (phase, provisional) if has_limits else None
        if kind != before and closing:
            rows.append(closing)
        stretch += kind != before
        held = (center, lower, upper, str(stretch), provisional)
        closing = (end, *held) if has_limits else None
        if has_limits:
            rows.append((begin, *held))
        before = kind
    if closing:
        rows.append(closing)
    return rows


def spread(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return the places moved apart to at least `gap`, in their order, within low and high.

    Examples:
        >>> spread([1.0, 1.1, 5.0], 1.0, 0.0, 10.0)
        [1.0, 2.0, 5.0]
        >>> spread([9.8, 9.9], 1.0, 0.0, 10.0)
        [9.0, 10.0]
    """
    order = sorted(range(len(places)), key=lambda number: places[number])
    moved = [0.0] * len(places)
    floor = low
    for number in order:
        moved[number] = max(places[number], floor)
        floor = moved[number] + gap
    ceiling = high
    for number in reversed(order):
        moved[number] = min(moved[number], ceiling)
        ceiling = moved[number] - gap
    return moved


def shortened(text: str, longest: int) -> str:
    """Return the text, cut with an ellipsis when it has more letters than `longest`.

    Examples:
        >>> shortened("New hotline opened in Graz", 12)
        'New hotline…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
