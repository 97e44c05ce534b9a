"""Small multiples: a strip for each group, one time axis, one scale, so that strips compare."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import layout, theme, trend_frames, trend_marks
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    built,
    expression,
    filled,
    kept,
    pick,
    picked_opacity,
    plain,
    said,
    source,
)
from cxdash.metrics.metric import Metric, shown

STRIP: Final = 84
"""Height of a strip in pixels; its name stands above its line."""

_TOP, _ROOM = 0.36, 0.54
"""Where the line's room begins in a strip and how much it takes, as shares of the strip."""

_PLACED = ("value", "line", "center", "lower", "upper")


def small_multiples(points: pd.DataFrame, metric: Metric) -> Drawing:
    """Draw the trend of each group in a strip of its own.

    Args:
        points: As for `control.control_chart`, and `panel`: the group. Strips stand in the
            order in which the groups appear.
        metric: Gives the name, unit and noun.

    Returns:
        A drawing that picks `panel`.
    """
    marks = trend_frames.trend_points(points, metric, text=["panel"])
    panels = marks["panel"].drop_duplicates().tolist()
    steps = _limits(marks, panels)
    ends = layout.value_range([marks["value"], steps["lower"], steps["upper"]], metric.unit)
    placed = _placed(marks, panels, ends)
    span = trend_frames.span(marks)
    return Drawing(
        spec=filled(
            _spec(flagged=bool((marks["state"] != "normal").any())),
            height=max(len(panels), 1) * STRIP,
            strips=max(len(panels), 1),
            day_format=trend_frames.day_format(span),
            headroom=0,
            states_shown=trend_marks.states_in(marks),
        ),
        datasets={
            "points": placed,
            "limits": _placed(steps, panels, ends),
            "strips": _strips(placed, panels, metric),
            "span": span,
        },
        alt=f"Trend of {metric.label}, a strip for each group",
        picks="panel",
    )


def _limits(marks: pd.DataFrame, panels: list[str]) -> pd.DataFrame:
    """Return the limits of every group: as `trend_frames.limits`, and `panel`."""
    steps = [
        trend_frames.limits(marks[marks["panel"] == panel]).assign(panel=panel) for panel in panels
    ]
    if not steps:
        return trend_frames.limits(marks).assign(panel="")
    joined = pd.concat(steps, ignore_index=True)
    return joined.assign(stretch=joined["panel"] + " " + joined["stretch"])


def _placed(rows: pd.DataFrame, panels: list[str], ends: tuple[float, float]) -> pd.DataFrame:
    """Return the rows with each value as a place: the strip's number plus a share of it."""
    low, high = ends
    numbers = {panel: number for number, panel in enumerate(panels)}
    strip = rows["panel"].map(numbers).astype("float64")
    places = {
        f"{name}_place": (strip + _TOP + _ROOM * (high - rows[name]) / (high - low)).astype(
            "float64"
        )
        for name in _PLACED
        if name in rows
    }
    return rows.assign(**places)


def _strips(points: pd.DataFrame, panels: list[str], metric: Metric) -> pd.DataFrame:
    """Return a row for each strip: its edges, its name and its newest value in words."""
    valued = points[points["line"].notna()]
    newest = valued.groupby("panel", sort=False).tail(1).set_index("panel")
    words = [
        f"{newest['label'][panel]}: {shown(newest['value'][panel], metric.unit)}"
        if panel in newest.index
        else "no value"
        for panel in panels
    ]
    rows = pd.DataFrame(
        {
            "panel": panels,
            "newest": words,
            "top": [float(number) for number in range(len(panels))],
            "tip": [f"{panel}, {text}" for panel, text in zip(panels, words, strict=True)],
        }
    )
    rows["bottom"] = rows["top"] + 1
    return plain(rows, text=["panel", "newest", "tip"], numbers=["top", "bottom"])


@kept
def _spec(*, flagged: bool) -> dict[str, Any]:
    scale = alt.Scale(
        domain=[expression("0"), expression("strips")], reverse=True, nice=False, zero=False
    )

    def place(field: str) -> alt.Y:
        return alt.Y(field, type="quantitative", scale=scale, axis=None)

    def time(field: str) -> alt.X:
        return alt.X(field, type="temporal", axis=trend_marks.time_axis())

    legend = trend_marks.legend() if flagged else None
    return built(
        _frames(time, place) + _limit_layers(time, place) + _series(time, place, legend),
        variables=("strips", "day_format", "headroom", "states_shown"),
    )


def _frames(time: Any, place: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    """Return what holds the strips: the time shown, a line below each, names, the click."""
    span = source("span").mark_point(opacity=0, aria=False, tooltip=None).encode(x=time("at"))
    strips = source("strips")
    lines = strips.mark_rule(color=theme.QUIET, opacity=0.35, aria=False).encode(y=place("bottom"))
    text: dict[str, Any] = {"baseline": "top", "dy": 9, "aria": False, "tooltip": None}
    names = strips.mark_text(
        **text,
        align="left",
        style=theme.NAME,
        fontSize=theme.BODY,
        fontWeight="bold",
        limit=expression("width - 130"),
    ).encode(x=alt.value(2), y=place("top"), text="panel:N", opacity=picked_opacity())
    newest = strips.mark_text(**text, align="right", style=theme.NAME, fontSize=theme.BODY).encode(
        x=alt.value(expression("width - 2")), y=place("top"), text="newest:N"
    )
    hits = (
        strips.mark_rect(opacity=0, cursor="pointer")
        .encode(
            x=alt.value(0),
            x2=alt.value(expression("width")),
            y=place("top"),
            y2="bottom:Q",
            **said(),
        )
        .properties(name="strips")
        .add_params(pick("panel"))
    )
    return span + lines + names + newest + hits


def _limit_layers(time: Any, place: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    steps = source("limits").encode(x=time("at"), detail="stretch:N")
    quiet: dict[str, Any] = {
        "interpolate": "step-after",
        "color": theme.NORMAL,
        "aria": False,
        "tooltip": None,
    }
    band = steps.mark_area(**quiet, opacity=theme.BAND_OPACITY).encode(
        y=place("lower_place"), y2="upper_place:Q"
    )
    mean = steps.mark_line(**quiet, strokeWidth=1, opacity=0.8).encode(
        y=place("center_place"),
        strokeDash=alt.condition("datum.provisional", alt.value([4, 4]), alt.value([1, 0])),
    )
    return band + mean


def _series(time: Any, place: Any, legend: alt.Legend | None) -> Layers:  # noqa: ANN401 - channel makers of _spec
    periods = source("points").encode(x=time("start"))
    line = periods.mark_line(color=theme.NORMAL, strokeWidth=1.8, aria=False, tooltip=None).encode(
        y=place("line_place"), detail=["panel:N", "phase:N"], opacity=picked_opacity()
    )
    flagged = periods.transform_filter("datum.state != 'normal'")
    flags = trend_marks.state_marks(flagged, place("value_place"), size=44, legend=legend)
    hits = periods.mark_point(size=140, filled=True, opacity=0, cursor="pointer").encode(
        y=place("value_place"), tooltip=alt.Tooltip("tip:N"), description="tip:N"
    )
    return line + flags + hits
