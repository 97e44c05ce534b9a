"""Where things go before anything is drawn: the value range, the steps of limits, labels.

Numbers and frames only, no Altair: each function is a small table a test can hold in hand.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from cxdash.charts import theme
from cxdash.metrics.metric import Unit

HEADROOM: Final = 0.1
"""Share of the value range left free above and below."""

LABEL_GAP: Final = 15.0
"""Pixels between two labels so that neither touches the other."""

LONE_PERIOD: Final = pd.Timedelta(days=30)
"""How wide the period of a single point is drawn: nothing tells its length."""

LANE: Final = 15
"""Pixels between two rows of event labels."""

LANES: Final = 4
"""Rows of event labels; an event that finds no room keeps its line and its tooltip."""

LETTER: Final = 6.4
"""Pixels a letter takes, at the size of event labels."""

WIDE, NARROW = 620.0, 260.0
"""Plot widths in pixels that event labels are laid out for: a page, a phone."""


def value_range(values: Sequence[pd.Series], unit: Unit) -> tuple[float, float]:
    """Return the lowest and highest value the axis shows, with some air, within the unit's ends.

    Args:
        values: All that will be drawn on the axis; NaN counts for nothing.
        unit: Sets the ends (a share stays within 0 and 1) and the air around a single value.

    Examples:
        >>> low, high = value_range([pd.Series([0.2, 0.9])], "share")
        >>> round(low, 3), round(high, 3)
        (0.13, 0.97)
        >>> value_range([pd.Series([float("nan")])], "share")
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


def period_edges(starts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return where the period of each point begins and ends on the time axis.

    A point stands in the middle of its period, so an edge lies half-way between two points.

    Args:
        starts: datetime64, ascending.
    """
    middles = starts + starts.diff().shift(-1) / 2
    before, after = middles.shift(1), middles
    gaps = starts.diff().dropna()
    half = (gaps.median() if len(gaps) else LONE_PERIOD) / 2
    return before.fillna(starts - half), after.fillna(starts + half)


def limit_steps(points: pd.DataFrame) -> pd.DataFrame:
    """Return the limits as steps: they hold from `at` to the next row of the same `stretch`.

    A stretch ends where the phase changes, the limits stop or turn final; its last row repeats
    the one before, at the end of its period.

    Args:
        points: `start`, `center`, `lower`, `upper`, `phase` and `provisional`, in time order.

    Returns:
        `at`, `center`, `lower`, `upper`, `stretch` (text) and `provisional`.
    """
    begins, ends = period_edges(points["start"])
    names = ("center", "lower", "upper", "phase", "provisional")
    rows: list[tuple[object, ...]] = []
    closing: tuple[object, ...] | None = None
    stretch, before = 0, None
    for begin, end, center, lower, upper, phase, provisional in zip(
        begins, ends, *(points[name] for name in names), strict=True
    ):
        has_limits = not (pd.isna(center) or pd.isna(lower) or pd.isna(upper))
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
    return pd.DataFrame(rows, columns=["at", "center", "lower", "upper", "stretch", "provisional"])


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


def event_lanes(shares: Sequence[float], labels: Sequence[str], width: float) -> list[int]:
    """Return the row above the plot in which each event label stands clear; -1 where none is.

    A label in the last 40 % of the plot reads towards the left of its line, so that it stays
    inside; the others read towards the right. No label covers another, nor the line that leads
    up to another: so, of two close events, the one whose label runs over the other goes higher.

    Args:
        shares: Where each event is, 0 (left end) to 1, ascending.
        labels: What is written.
        width: Width of the plot in pixels.

    Examples:
        >>> event_lanes([0.1, 0.12, 0.5], ["first", "second", "third"], 400)
        [1, 0, 0]
    """
    lanes = [-1] * len(shares)
    placed: list[tuple[int, float, float, float]] = []
    rightward = [number for number, share in enumerate(shares) if not reads_left(share)]
    leftward = [number for number, share in enumerate(shares) if reads_left(share)]
    for number in [*reversed(rightward), *leftward]:
        at, length = shares[number] * width, len(labels[number]) * LETTER + 12
        begin, end = (at - length, at) if reads_left(shares[number]) else (at, at + length)
        free = [lane for lane in range(LANES) if _is_clear(lane, at, begin, end, placed)]
        if free:
            lanes[number] = free[0]
            placed.append((free[0], at, begin, end))
    return lanes


def _is_clear(
    lane: int,
    at: float,
    begin: float,
    end: float,
    placed: Sequence[tuple[int, float, float, float]],
) -> bool:
    """Return whether a label from begin to end, led up to at `at`, meets nothing in its lane."""
    return all(
        (other_lane != lane or end < first or begin > last)
        and not (other_lane > lane and begin < stem < end)
        and not (other_lane < lane and first < at < last)
        for other_lane, stem, first, last in placed
    )


def reads_left(share: float) -> bool:
    """Return whether the label of an event at this share of the width stands left of its line."""
    return share > 0.6  # noqa: PLR2004 - the last 40 %, see event_lanes


def shortened(text: str, longest: int) -> str:
    """Return the text, cut with an ellipsis when it has more letters than `longest`.

    Examples:
        >>> shortened("New hotline opened in Graz", 12)
        'New hotline…'
    """
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
