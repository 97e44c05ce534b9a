"""What every chart over time shares: the time axis, and points whose look says their state."""

from collections.abc import Callable
from typing import Final

import altair as alt
import pandas as pd

from cxdash.charts import theme
from cxdash.charts.drawing import expression, picked_opacity, said, source

LOOKS: Final[dict[str, tuple[str, str, str]]] = {
    "normal": ("circle", theme.NORMAL, theme.NORMAL),
    "outside limits": ("triangle-up", theme.OUTSIDE, theme.OUTSIDE),
    "run of 8": ("diamond", theme.RUN, theme.RUN),
    "run of 7": ("diamond", theme.RUN, theme.RUN),
    "run of 9": ("diamond", theme.RUN, theme.RUN),
    "long run": ("diamond", theme.RUN, theme.RUN),
    "few crossings": ("square", theme.RUN, theme.RUN),
    "trend of 6": ("triangle-right", theme.RUN, theme.RUN),
    "trend of 7": ("triangle-right", theme.RUN, theme.RUN),
    "2 of 3 far out": ("square", theme.RUN, theme.RUN),
    "4 of 5 off average": ("triangle-down", theme.RUN, theme.RUN),
    "14 by turns": ("cross", theme.RUN, theme.RUN),
    "15 near average": ("cross", theme.RUN, "transparent"),
    "8 off average": ("square", theme.RUN, "transparent"),
    "improving": ("diamond", theme.BETTER, theme.BETTER),
    "concerning": ("triangle-up", theme.WORSE, theme.WORSE),
    "special cause": ("square", theme.RUN, theme.RUN),
    "left out": ("square", theme.TEXT, "transparent"),
    "not complete": ("circle", theme.NORMAL, "transparent"),
    "too few": ("circle", theme.TEXT, "transparent"),
}
"""Shape, edge and filling of a point in each state, in the order of the legend."""

STATES_BETWEEN: Final = "|"
"""What stands between the states of the legend in their one cell."""

_LIST: Final = 48
"""Pixels from the plot down to the list of events: the time axis stands between."""

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
        values=expression(f"split(states_shown, '{STATES_BETWEEN}')"),
        columns=expression(f"{theme.PHONE} ? 2 : 5"),
        offset=expression("headroom + 10"),
        symbolStrokeWidth=1.8,
    )


def states_in(marks: pd.DataFrame) -> str:
    """Return the states that occur among the points, in the order of the legend, in one cell."""
    found = set(marks["state"])
    return STATES_BETWEEN.join(state for state in LOOKS if state in found)


def events(time: Callable[[str], alt.X]) -> dict[str, alt.Chart]:
    """Return the lines and labels of events, and the list below that numbers stand for.

    Args:
        time: Makes the time channel of a field.

    Returns:
        Layers over the sources "events" and "list", each under its source's name.
    """
    happened = source("events").encode(x=time("on"), **said())
    lift = f"({theme.PHONE} ? datum.lift_narrow : datum.lift_wide)"
    side = f"({theme.PHONE} ? datum.side_narrow : datum.side_wide)"
    lines = happened.mark_rule(color=theme.TEXT, strokeDash=[2, 3], strokeWidth=1.2).encode(
        y=alt.value(expression(f"-{lift}")), y2=alt.value(expression("height"))
    )
    labels = happened.mark_text(
        align=expression(side),
        baseline="bottom",
        color=theme.TEXT,
        dx=expression(f"{side} == 'right' ? -4 : 4"),
        fontSize=theme.SMALL,
        fontWeight="bold",
        text=expression(f"{theme.PHONE} ? datum.label_narrow : datum.label_wide"),
    ).encode(y=alt.value(expression(f"-{lift}")))
    is_here = f"datum.phone == ({theme.PHONE})"
    listed = (
        source("list")
        .mark_text(
            align="left",
            aria=False,
            baseline="top",
            color=theme.TEXT,
            fontSize=theme.SMALL,
            text=expression(f"{is_here} ? datum.words : ''"),
        )
        .encode(
            x=alt.value(0),
            y=alt.value(expression(f"{is_here} ? height + {_LIST} + datum.drop : 0")),
        )
    )
    return {"events lines": lines, "events labels": labels, "list": listed}


def baseline(time: Callable[[str], alt.X]) -> dict[str, alt.Chart]:
    """Return the bar along the foot of the plot over the stretch that limits are kept from.

    Args:
        time: Makes the time channel of a field.

    Returns:
        Layers over the source "baseline", each under its source's name.
    """
    stretch = source("baseline").encode(x=time("at"), y=alt.value(expression("height - 5")))
    bar = stretch.mark_rule(color=theme.TEXT, strokeWidth=2, aria=False, tooltip=None).encode(
        x2="until:T"
    )
    words = stretch.mark_text(
        align="left",
        aria=False,
        baseline="bottom",
        color=theme.TEXT,
        dx=2,
        dy=-3,
        fontSize=theme.SMALL,
        text="Limits kept from here",
        tooltip=None,
    )
    return {"baseline bar": bar, "baseline words": words}
