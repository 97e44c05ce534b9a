"""Colours, sizes and number formats of every chart; a chart module names none of its own.

Marks and texts stand on a transparent ground and read on white and on near-black alike, so one
spec serves both themes. Verdicts have a colour AND a shape or word: colour is never alone.
"""

from typing import Final, Literal

from cxdash.metrics.metric import Unit

Ground = Literal["light", "dark"]
"""What a drawing stands on, as Streamlit names it in `st.context.theme.type`."""

NORMAL: Final = "#33749f"
"""Blue: what simply is. Contrast 5.1 on white, 3.9 on Streamlit's dark ground."""

OUTSIDE: Final = "#d03a4f"
"""Red, always with a triangle: a point outside its limits."""

RUN: Final = "#e08e2b"
"""Orange, always with a diamond: part of a run on one side of the mean."""

BETTER: Final = "#1f8a80"
"""Teal, always with a word or arrow; with WORSE a pair that colour-blind readers tell apart."""

WORSE: Final = "#bb5a33"
"""Rust, always with a word or arrow."""

TARGET: Final = "#8d67b7"
"""Purple: what was promised or aimed at; never a measured value."""

TEXT: Final = "#8a94a0"
"""Mid-grey text, readable on light and dark grounds."""

NAME: Final = "name"
"""The style of names and values: dark on light, light on dark; see `styles`."""

QUIET: Final = "#a9b4c0"
"""Grey marks that are there for comparison: the rest, the time before."""

SEGMENTS: Final = ("#33749f", "#e0a23c", "#1f8a80", "#c65f86", "#8d67b7", "#7d8f3b", "#5fa8d3")
"""Told apart by neighbours and labels, not by colour alone; they start over after the seventh."""

SMALL: Final = 11
BODY: Final = 12
STRONG: Final = 14
"""Font sizes in pixels: notes, labels, the value in a cell."""

BAND_OPACITY: Final = 0.16
FADED: Final = 0.45
"""Opacity of what a reader did not pick; below 0.3 marks vanish on the dark ground."""

PHONE: Final = "width < 480"
"""Vega expression: the plot is as narrow as on a phone."""

CHART_HEIGHT: Final = 280
"""Plot height in pixels of a chart without rows; axis, labels and legend come on top."""

_TICKS: Final[dict[Unit, str]] = {
    "share": "format(100 * datum.value, '.3~f') + ' %'",
    "points": "datum.value == 0 ? '0' : format(datum.value, '+.3~f')",
    "score": "format(datum.value, '.2f')",
    "per_1000": "format(datum.value, ',.3~f')",
    "count": "format(datum.value, ',.3~f')",
    "days": "format(datum.value, ',.3~f')",
}

_BOUNDS: Final[dict[Unit, tuple[float, float]]] = {
    "share": (0.0, 1.0),
    "points": (-100.0, 100.0),
    "score": (float("-inf"), float("inf")),
    "per_1000": (0.0, float("inf")),
    "count": (0.0, float("inf")),
    "days": (0.0, float("inf")),
}


def tick_text(unit: Unit) -> str:
    """Return the Vega expression that writes an axis label of values in `unit`."""
    return _TICKS[unit]


def bounds(unit: Unit) -> tuple[float, float]:
    """Return the lowest and highest value `unit` can have; infinite where it has no end."""
    return _BOUNDS[unit]


def styles(ground: Ground | None) -> dict[str, object]:
    """Return the Vega-Lite config that colours names and values for the ground they stand on.

    Args:
        ground: Light or dark; None for a grey that reads on both (3.9 on white, 4.8 on dark).
    """
    color = {"light": "#4a5560", "dark": "#c3cad2", None: "#76818d"}[ground]
    return {"style": {NAME: {"color": color}}}


def paper(ground: Ground) -> dict[str, object]:
    """Return the Vega-Lite config for a chart drawn outside the app: a report, a picture.

    In the app Streamlit's own theme does this; the colours of marks are the same in both.
    """
    dark = ground == "dark"
    words, lines = ("#d5dae0", "#30363f") if dark else ("#4a5560", "#e4e8ec")
    font = "'Source Sans 3', 'Source Sans Pro', 'Liberation Sans', Arial, sans-serif"
    return styles(ground) | {
        "background": "#0e1117" if dark else "white",
        "font": font,
        "padding": 8,
        "view": {"strokeWidth": 0},
        "axis": {
            "domain": False,
            "gridColor": lines,
            "labelColor": words,
            "labelFontSize": BODY,
            "labelPadding": 8,
            "ticks": False,
            "titleColor": words,
            "titleFontSize": BODY,
            "titleFontWeight": "normal",
            "titlePadding": 10,
        },
        "axisTemporal": {"grid": False},
        "axisDiscrete": {"grid": False},
        "legend": {"labelColor": words, "labelFontSize": BODY, "titleColor": words},
    }
