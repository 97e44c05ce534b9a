"""Small multiples: a strip for each group on one time axis, scaled so that strips compare."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cxdash.charts import layout, theme, trend_frames, trend_marks
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    pick,
    picked_opacity,
    said,
    source,
)
from cxdash.charts.strips import Scales, scales
from cxdash.metrics.metric import Metric, shown

STRIP: Final = 100
"""Height of a strip in pixels; its name stands above its line."""

_TOP, _ROOM = 0.31, 0.6
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
    marks = trend_frames.trend_points(points, metric, text=("panel",))
    panels = list(dict.fromkeys(marks["panel"]))
    steps = _limits(marks, panels)
    found = scales(_ranges(marks, steps, panels, metric), metric)
    placed = _placed(marks, found, panels)
    span = trend_frames.span(marks)
    flagged = bool(marks["state"].ne("normal").any())
    return Drawing(
        spec=_spec(found.words, flagged=flagged) | {"height": max(len(panels), 1) * STRIP},
        datasets={
            "points": placed,
            "limits": _placed(steps, found, panels),
            "strips": _strips(
                placed,
                panels,
                metric,
                text={
                    "states_shown": trend_marks.states_in(marks),
                    "day_format": trend_frames.day_format(span),
                },
            ),
            "span": framed(dates={"at": span}),
        },
        alt=f"Trend of {metric.label}, a strip for each group",
        picks="panel",
    )


def _limits(marks: pd.DataFrame, panels: Sequence[str]) -> pd.DataFrame:
    """Return the limits of every group: as `trend_frames.limits`, and `panel`."""
    steps: list[tuple[Any, ...]] = []
    owners: list[str] = []
    for panel in panels:
        own = layout.limit_steps(marks[marks["panel"].eq(panel)])
        owners += [panel] * len(own)
        steps += [(*row[:4], f"{panel} {row[4]}", row[5]) for row in own]
    joined = trend_frames.steps_framed(steps)
    joined.insert(0, "panel", framed(text={"panel": owners})["panel"])
    return joined


def _ranges(
    marks: pd.DataFrame, steps: pd.DataFrame, panels: Sequence[str], metric: Metric
) -> dict[str, tuple[float, float]]:
    """Return what each strip has to show: its values and its limits."""
    owners, holders = marks["panel"].to_numpy(), steps["panel"].to_numpy()
    values = marks["value"].to_numpy()
    lower, upper = steps["lower"].to_numpy(), steps["upper"].to_numpy()
    return {
        panel: layout.value_range(
            [values[owners == panel], lower[holders == panel], upper[holders == panel]],
            metric.unit,
        )
        for panel in panels
    }


def _placed(rows: pd.DataFrame, found: Scales, panels: Sequence[str]) -> pd.DataFrame:
    """Return the rows with each value as a place: the strip's number plus a share of it."""
    numbers = {panel: number for number, panel in enumerate(panels)}
    owners = rows["panel"].tolist()
    top = np.array([numbers[panel] + _TOP for panel in owners])
    high = np.array([found.ends[panel][1] for panel in owners])
    size = high - np.array([found.ends[panel][0] for panel in owners])
    places = {
        f"{name}_place": top + _ROOM * (high - rows[name].to_numpy()) / size
        for name in _PLACED
        if name in rows
    }
    return rows.assign(**places)


def _strips(
    points: pd.DataFrame, panels: Sequence[str], metric: Metric, *, text: Mapping[str, str]
) -> pd.DataFrame:
    """Return a row for each strip: its edges, its name and its newest value in words.

    Args:
        points: The points of all strips.
        panels: The names of the strips.
        metric: Writes the values.
        text: What the spec's variables read, the same in every row.
    """
    valued = points[points["line"].notna()]
    newest = {
        panel: f"{label}: {shown(value, metric.unit)}"
        for panel, label, value in zip(
            *(valued[name].tolist() for name in ("panel", "label", "value")), strict=True
        )
    }
    words = [newest.get(panel, "no value") for panel in panels]
    return framed(
        text={
            "panel": panels,
            "newest": words,
            "tip": [f"{panel}, {told}" for panel, told in zip(panels, words, strict=True)],
            **{name: [value] * len(panels) for name, value in text.items()},
        },
        numbers={
            "top": [float(number) for number, _ in enumerate(panels)],
            "bottom": [float(number) for number, _ in enumerate(panels, start=1)],
        },
    )


@kept
def _spec(words: str, *, flagged: bool) -> Spec:
    domain = [expression("0"), expression(f"height / {STRIP}")]
    scale = alt.Scale(domain=domain, reverse=True, nice=False, zero=False)
    axis = alt.Axis(
        title=words,
        titleAlign="left",
        titleAngle=0,
        titleBaseline="bottom",
        titleX=2,
        titleY=-6,
        labels=False,
        domain=False,
        ticks=False,
        values=alt.ExprRef(f"sequence(1, height / {STRIP} + 1)"),
        grid=True,
    )

    def place(field: str) -> alt.Y:
        return alt.Y(field, type="quantitative", scale=scale, axis=axis)

    def time(field: str) -> alt.X:
        return alt.X(field, type="temporal", axis=trend_marks.time_axis())

    legend = trend_marks.legend() if flagged else None
    return built(
        [*_frames(time, place), *_limit_layers(time, place), *_series(time, place, legend)],
        variables=first_row("strips", day_format="''", states_shown="''") | {"headroom": "14"},
    )


def _frames(time: Any, place: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    """Return what holds the strips: the time shown, names and newest values, the click."""
    span = source("span").mark_point(opacity=0, aria=False, tooltip=None).encode(x=time("at"))
    strips = source("strips")
    text: dict[str, Any] = {
        "baseline": "top",
        "dy": 9,
        "aria": False,
        "tooltip": None,
        "style": theme.NAME,
        "fontSize": theme.BODY,
    }
    names = strips.mark_text(
        **text, align="left", fontWeight="bold", limit=expression("width - 130")
    ).encode(x=alt.value(2), y=place("top"), text="panel:N", opacity=picked_opacity())
    newest = strips.mark_text(**text, align="right").encode(
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
    return [span, names, newest, hits]


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
    return [band, mean]


def _series(time: Any, place: Any, legend: alt.Legend | None) -> Layers:  # noqa: ANN401 - channel makers of _spec
    periods = source("points").encode(x=time("start"))
    line = periods.mark_line(color=theme.NORMAL, strokeWidth=1.8, aria=False, tooltip=None).encode(
        y=place("line_place"), detail=["panel:N", "phase:N"], opacity=picked_opacity()
    )
    flags = trend_marks.state_marks(
        periods.transform_filter("datum.state != 'normal'"),
        place("value_place"),
        size=44,
        legend=legend,
    )
    hits = periods.mark_point(size=140, filled=True, opacity=0, cursor="pointer").encode(
        y=place("value_place"), tooltip=alt.Tooltip("tip:N"), description="tip:N"
    )
    return [line, flags, hits] if legend else [line, hits]
