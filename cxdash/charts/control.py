"""The control chart: what each period was, and what its own history allows."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import theme, trend_frames, trend_marks
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    built,
    expression,
    filled,
    kept,
    pick,
    plain,
    said,
    source,
)
from cxdash.metrics.metric import Metric, Unit

_MANY: Final = "point_size < 40"
_EDGE: Final = f"{_MANY} ? 0.3 : 0.7"
_SIZE: Final = "datum.state == 'normal' ? point_size : max(point_size, 55)"
"""With many points lines are thinner and points smaller, all but the flagged ones."""


def control_chart(
    points: pd.DataFrame,
    events: pd.DataFrame,
    targets: pd.DataFrame,
    metric: Metric,
) -> Drawing:
    """Draw one series against its limits.

    Args:
        points: One row for each period in time order: `key`, `start`, `label`, `value`,
            `center`, `lower`, `upper`, `low`, `high`, `n`, `state`, `phase`, `provisional`.
        events: `on`, `label`, `note`. Events outside the time shown are left out.
        targets: `value`, `label`.
        metric: Gives the name, unit and noun.

    Returns:
        A drawing that picks `key`.
    """
    marks = trend_frames.control_points(points, metric)
    limits = trend_frames.limits(marks)
    span = trend_frames.span(marks)
    low, high = trend_frames.control_range(marks, limits, targets, metric)
    happenings = trend_frames.happenings(events, span)
    return Drawing(
        spec=filled(
            _spec(metric.label, metric.unit, flagged=bool((marks["state"] != "normal").any())),
            height=theme.CHART_HEIGHT,
            lowest=low,
            highest=high,
            states_shown=trend_marks.states_in(marks),
            point_size=trend_frames.point_size(len(marks)),
            day_format=trend_frames.day_format(span),
            headroom=trend_frames.headroom(happenings),
        ),
        datasets={
            "points": marks,
            "limits": limits,
            "span": span,
            "ends": trend_frames.end_labels(limits, targets, (low, high), metric),
            "events": happenings,
            "targets": plain(targets, text=["label"], numbers=["value"]),
        },
        alt=f"Control chart of {metric.label}",
        picks="key",
    )


@kept
def _spec(label: str, unit: Unit, *, flagged: bool) -> dict[str, Any]:
    scale = alt.Scale(domain=[expression("lowest"), expression("highest")], nice=False, zero=False)
    axis = alt.Axis(
        labelExpr=theme.tick_text(unit),
        tickCount=6,
        titleAlign="left",
        titleAngle=0,
        titleBaseline="bottom",
        titleX=0,
        titleY=expression("6 - headroom"),
    )

    def value(field: str) -> alt.Y:
        return alt.Y(field, type="quantitative", scale=scale, axis=axis, title=label)

    def time(field: str) -> alt.X:
        return alt.X(field, type="temporal", axis=trend_marks.time_axis())

    return built(
        _ground(time, value) + _limits(time, value) + _events(time) + _series(time, value, flagged),
        variables=(
            "lowest",
            "highest",
            "states_shown",
            "point_size",
            "day_format",
            "headroom",
        ),
    )


def _ground(time: Any, value: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    """Return the time shown, the targets, and the words at the right end of every line."""
    span = source("span").mark_point(opacity=0, aria=False, tooltip=None).encode(x=time("at"))
    target = (
        source("targets")
        .mark_rule(color=theme.TARGET, strokeDash=[9, 4], strokeWidth=1.5)
        .encode(y=value("value"), description=alt.Description("label:N"))
    )
    ends = (
        source("ends")
        .mark_text(
            align="left",
            aria=False,
            dx=7,
            fontSize=theme.SMALL,
            text=expression(f"{theme.PHONE} ? datum.short : datum.words"),
        )
        .encode(
            x=alt.value(expression("width")),
            y=value("place"),
            color=alt.condition(
                "datum.kind == 'target'", alt.value(theme.TARGET), alt.value(theme.TEXT)
            ),
        )
    )
    return span + target + ends


def _limits(time: Any, value: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    steps = source("limits").encode(x=time("at"), detail="stretch:N")
    dash = alt.condition("datum.provisional", alt.value([4, 4]), alt.value([1, 0]))
    edge: dict[str, Any] = {
        "interpolate": "step-after",
        "color": theme.NORMAL,
        "aria": False,
        "tooltip": None,
    }
    band = steps.mark_area(**edge, opacity=theme.BAND_OPACITY).encode(
        y=value("lower"), y2="upper:Q"
    )
    lower = steps.mark_line(**edge, strokeWidth=1, opacity=expression(_EDGE)).encode(
        y=value("lower"), strokeDash=dash
    )
    upper = steps.mark_line(**edge, strokeWidth=1, opacity=expression(_EDGE)).encode(
        y=value("upper"), strokeDash=dash
    )
    mean = steps.mark_line(**edge, strokeWidth=1.8, opacity=0.9).encode(
        y=value("center"), strokeDash=dash
    )
    return band + lower + upper + mean


def _events(time: Any) -> Layers:  # noqa: ANN401 - a channel maker of _spec
    happened = source("events").encode(x=time("on"), **said())
    rules = happened.mark_rule(color=theme.TEXT, strokeDash=[2, 3], strokeWidth=1.2)
    labels = happened.mark_text(
        align=expression("datum.side"),
        baseline="bottom",
        color=theme.TEXT,
        dx=expression("datum.side == 'right' ? -4 : 4"),
        dy=expression(f"{theme.PHONE} ? -datum.lift_narrow : -datum.lift_wide"),
        fontSize=theme.SMALL,
        fontWeight="bold",
        text=expression(f"{theme.PHONE} ? datum.label_narrow : datum.label_wide"),
    ).encode(y=alt.value(0))
    stems = happened.mark_rule(color=theme.TEXT, strokeDash=[2, 3], strokeWidth=1.2).encode(
        y=alt.value(0),
        y2=alt.value(expression(f"{theme.PHONE} ? -datum.lift_narrow : -datum.lift_wide")),
    )
    return rules + stems + labels


def _series(time: Any, value: Any, flagged: bool) -> Layers:  # noqa: ANN401, FBT001 - _spec only
    periods = source("points").encode(x=time("start"))
    intervals = periods.mark_rule(
        color=theme.NORMAL, opacity=0.55, strokeWidth=1.5, aria=False, tooltip=None
    ).encode(y=value("whisker_low"), y2="whisker_high:Q")
    line = periods.mark_line(
        color=theme.TEXT,
        strokeWidth=expression(f"{_MANY} ? 0.8 : 1.4"),
        aria=False,
        tooltip=None,
    ).encode(y=value("line"), detail="phase:N")
    points = trend_marks.state_marks(
        periods,
        value("value"),
        size=expression(_SIZE),
        legend=trend_marks.legend() if flagged else None,
    )
    notes = periods.mark_text(
        color=expression(f"datum.state == 'normal' ? '{theme.TEXT}' : '{theme.OUTSIDE}'"),
        align=expression("day_format == '' ? 'left' : 'center'"),
        dx=expression("day_format == '' ? 10 : 0"),
        dy=expression("day_format == '' ? 0 : datum.above ? -13 : 15"),
        fontSize=theme.SMALL,
        aria=False,
        tooltip=None,
    ).encode(y=value("value"), text="note:N")
    # A finger is wider than a point: an unseen, larger mark takes the hover and the click.
    hits = (
        periods.mark_point(size=260, filled=True, opacity=0, aria=False, cursor="pointer")
        .encode(y=value("value"), tooltip=alt.Tooltip("tip:N"))
        .properties(name="points")
        .add_params(pick("key"))
    )
    return intervals + line + points + notes + hits
