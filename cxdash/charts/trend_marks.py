"""What every chart over time shares: the time axis, and points whose look says their state."""

from typing import Final

import altair as alt
import pandas as pd

from cxdash.charts import theme
from cxdash.charts.drawing import expression, picked_opacity, said

LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "normal": ("circle", theme.NORMAL, theme.NORMAL),
    "outside limits": ("triangle-up", theme.OUTSIDE, theme.OUTSIDE),
    "run of 8": ("diamond", theme.RUN, theme.RUN),
    "not complete": ("circle", theme.NORMAL, "transparent"),
    "too few": ("circle", theme.TEXT, "transparent"),
}
"""Shape, edge and filling of a point in each state, in the order of the legend."""

MONTH_TEXT: Final = (
    "day_format == '' ? '' : [timeFormat(datum.value, day_format),"
    " timeFormat(datum.value, '%m') == '01' || datum.index == 0"
    " ? timeFormat(datum.value, '%Y') : '']"
)
"""Axis labels of two lines: the month or day, and the year where it begins."""


def time_axis() -> alt.Axis:
    """Return the time axis: few labels, month or day above the year; reads `day_format`."""
    return alt.Axis(
        labelExpr=MONTH_TEXT,
        tickCount=expression("max(2, width / 90)"),
        grid=False,
        title=None,
        labelOverlap="parity",
        labelFlush=False,
    )


def state_marks(
    periods: alt.Chart,
    y: alt.Y,
    *,
    size: alt.ExprRef | int,
    legend: alt.Legend | None = None,
) -> alt.Chart:
    """Return the points of a trend: colour and shape say the state; hollow is not final.

    Args:
        periods: The points, with their `state` and `tip`, placed in time.
        y: Where each stands.
        size: Area in square pixels.
        legend: Names the states; None where another chart or the tooltip does.
    """
    shapes, edges, fillings = (
        alt.Scale(domain=list(LOOKS), range=list(looks))
        for looks in zip(*LOOKS.values(), strict=True)
    )
    return periods.mark_point(size=size, strokeWidth=1.8).encode(
        y=y,
        stroke=alt.Stroke("state:N", scale=edges, legend=legend),
        fill=alt.Fill("state:N", scale=fillings, legend=legend),
        shape=alt.Shape("state:N", scale=shapes, legend=legend),
        opacity=picked_opacity(),
        **said(),
    )


def legend() -> alt.Legend:
    """Return the legend of the states that occur; reads `states_shown` and `headroom`."""
    return alt.Legend(
        orient="top",
        title=None,
        values=expression("states_shown"),
        columns=expression(f"{theme.PHONE} ? 2 : 5"),
        offset=expression("headroom + 10"),
        symbolStrokeWidth=1.8,
    )


def states_in(marks: pd.DataFrame) -> list[str]:
    """Return the states that occur among the points, in the order of the legend."""
    return [state for state in LOOKS if (marks["state"] == state).any()]
