"""A history as small as a word: the usual range, the line, and what stood out, by shape."""

import math
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from typing import Any, Final

import numpy as np

from cxdash.charts import theme

WIDTH, HEIGHT = 148, 40
"""Size in pixels."""

_EDGE: Final = 6.0
"""Pixels kept free around, so that no mark is cut."""

_MARK: Final = 4.2
"""Half the size of a flagged mark in pixels."""

Points = Mapping[str, Any]
"""Columns by name: of a frame, or arrays."""

Numbers = np.ndarray[tuple[int], np.dtype[np.float64]]

_FLAGS: Final = {"outside limits": theme.OUTSIDE, "run of 8": theme.RUN}


def sparkline(points: Points, name: str) -> str:
    """Return the history as an image element that reads on light and dark alike.

    An image with its SVG inside the address: pages that clean their HTML drop a bare SVG.

    Args:
        points: One row for each period in time order: `value`, `lower`, `upper`, `state` and
            `label`; NaN limits draw no band, NaN values a gap.
        name: What it shows, read aloud before what stood out.

    Returns:
        An `<img>` with its text alternative; empty with fewer than two values.

    Examples:
        >>> two = {"value": [0.2, 0.4], "lower": [math.nan] * 2,
        ...     "upper": [math.nan] * 2, "state": ["normal"] * 2, "label": ["Mar", "Apr"]}
        >>> sparkline(two, "Satisfied customers").startswith('<img')
        True
    """
    values = np.asarray(points["value"], dtype="float64")
    if np.isfinite(values).sum() < 2:  # noqa: PLR2004 - one value is no history
        return ""
    across = np.linspace(_EDGE, WIDTH - _EDGE, len(values))
    down = _Scale(points)
    parts = [_band(points, across, down), _line(values, across, down)]
    drawn = "".join([*parts, *_marks(points, across, down)])
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{drawn}</svg>'
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    told = escape(_told(points, name), quote=True)
    return f'<img src="{address}" alt="{told}" width="{WIDTH}" height="{HEIGHT}">'


class _Scale:
    """From a value to pixels from the top; limits and values all fit."""

    def __init__(self, points: Points) -> None:
        every = np.array([points[name] for name in ("value", "lower", "upper")], dtype="float64")
        known = every[np.isfinite(every)]
        self._low, high = float(known.min()), float(known.max())
        self._size = (high - self._low) or 1.0

    def __call__(self, value: float) -> float:
        return HEIGHT - _EDGE - (value - self._low) / self._size * (HEIGHT - 2 * _EDGE)


def _band(points: Points, across: Numbers, down: _Scale) -> str:
    limits = zip(across, points["lower"], points["upper"], strict=True)
    known = [(x, low, high) for x, low, high in limits if low <= high]
    if not known:
        return ""
    top = [f"{x:.1f},{down(high):.1f}" for x, _, high in known]
    bottom = [f"{x:.1f},{down(low):.1f}" for x, low, _ in reversed(known)]
    corners = " ".join([*top, *bottom])
    return (
        f'<polygon points="{corners}" fill="{theme.NORMAL}" fill-opacity="{theme.BAND_OPACITY}"/>'
    )


def _line(values: Numbers, across: Numbers, down: _Scale) -> str:
    path = ""
    lifted = True
    for x, value in zip(across, values, strict=True):
        if math.isnan(value):
            lifted = True
            continue
        path += f"{'M' if lifted else 'L'}{x:.1f} {down(float(value)):.1f}"
        lifted = False
    return f'<path d="{path}" fill="none" stroke="{theme.NORMAL}" stroke-width="1.4"/>'


def _marks(points: Points, across: Numbers, down: _Scale) -> list[str]:
    """Return a triangle for each point outside its limits, a diamond for a run, the newest dot."""
    drawn: list[str] = []
    rows = list(zip(across, points["value"], points["state"], strict=True))
    newest = max(place for place, (_, value, _) in enumerate(rows) if not math.isnan(value))
    for place, (x, value, state) in enumerate(rows):
        if math.isnan(value):
            continue
        y = down(float(value))
        if state in _FLAGS:
            drawn.append(_flag(float(x), y, str(state)))
        elif place == newest:
            fill = "none" if state == "not complete" else theme.NORMAL
            drawn.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{fill}" stroke="{theme.NORMAL}"/>'
            )
    return drawn


def _flag(x: float, y: float, state: str) -> str:
    size = _MARK if state == "outside limits" else _MARK * 0.6
    corners = (
        [(x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8)]
        if state == "outside limits"
        else [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    )
    path = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
    return f'<polygon points="{path}" fill="{_FLAGS[state]}"/>'


def _told(points: Points, name: str) -> str:
    states = list(zip(points["state"], points["label"], strict=True))
    outside = [label for state, label in states if state == "outside limits"]
    told = f"{name} over {len(states)} periods"
    if not outside:
        return f"{told}; none outside the usual range"
    return f"{told}; outside the usual range in {', '.join(str(label) for label in outside)}"
