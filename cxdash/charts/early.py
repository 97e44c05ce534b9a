"""Early warning: sums or averages over time against the bounds at which they are a signal."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import layout, theme, trend_frames, trend_marks
from cxdash.charts.drawing import (
    Drawing,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    plain,
    said,
    source,
)
from cxdash.metrics.metric import Metric

HEIGHT: Final = 180
"""Height in pixels: a glance beside the control chart, not in its place."""

_UNIT: Final = "standard errors"


def early_warning(lines: pd.DataFrame, metric: Metric) -> Drawing:
    """Draw lines in standard errors against their bounds.

    Args:
        lines: `start`, `label`, `line` (which one), `value`, `lower`, `upper`, `signal`.
        metric: Gives the name.

    Returns:
        A drawing that picks nothing.
    """
    marks = plain(
        lines,
        text=("label", "line"),
        numbers=("value", "lower", "upper"),
        flags=("signal",),
        dates=("start",),
    )
    marks["tip"] = [
        f"{label}: {value:.2f} {_UNIT}, {line}{', a signal' if signal else ''}".replace("-", "−")
        for label, value, line, signal in zip(
            *(marks[name].tolist() for name in ("label", "value", "line", "signal")), strict=True
        )
    ]
    # The bounds are those of all lines; drawn for each, their band would grow darker.
    is_first = marks["line"].eq(next(iter(marks["line"]), ""))
    marks[["lower", "upper"]] = marks[["lower", "upper"]].where(is_first)
    columns = ("value", "lower", "upper")
    low, high = layout.value_range([marks[name].to_numpy() for name in columns], "score")
    span = trend_frames.span(marks)
    frame = framed(
        text={"day_format": [trend_frames.day_format(span)] * len(span)},
        numbers={"lowest": [low] * len(span), "highest": [high] * len(span)},
        dates={"at": span},
    )
    return Drawing(
        spec=_spec() | {"height": HEIGHT},
        datasets={"points": marks, "span": frame},
        alt=f"Early warning of {metric.label}",
    )


@kept
def _spec() -> Spec:
    scale = alt.Scale(domain=[expression("lowest"), expression("highest")], nice=False, zero=False)
    axis = alt.Axis(
        tickCount=4,
        titleAlign="left",
        titleAngle=0,
        titleBaseline="bottom",
        titleX=0,
        titleY=-6,
    )

    def value(field: str) -> alt.Y:
        return alt.Y(field, type="quantitative", scale=scale, axis=axis, title=_UNIT)

    def time(field: str) -> alt.X:
        return alt.X(field, type="temporal", axis=trend_marks.time_axis())

    quiet: dict[str, Any] = {"aria": False, "tooltip": None}
    span = source("span").mark_point(opacity=0, **quiet).encode(x=time("at"))
    points = source("points").encode(x=time("start"))
    band = points.mark_area(color=theme.NORMAL, opacity=theme.BAND_OPACITY, **quiet).encode(
        y=value("lower"), y2="upper:Q", detail="line:N"
    )
    line = points.mark_line(color=theme.TEXT, strokeWidth=1.4, **quiet).encode(
        y=value("value"), detail="line:N"
    )
    marks = points.mark_point(filled=True, size=60).encode(
        y=value("value"),
        shape=alt.condition("datum.signal", alt.value("triangle-up"), alt.value("circle")),
        color=alt.condition("datum.signal", alt.value(theme.OUTSIDE), alt.value(theme.NORMAL)),
        **said(),
    )
    return built(
        [span, band, line, marks],
        variables=first_row("span", lowest="0", highest="1", day_format="''"),
    )
