"""The control chart: what each period was, and what its own history allows."""

from collections.abc import Set as AbstractSet
from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import events as above
from cxdash.charts import theme, trend_frames, trend_marks
from cxdash.charts.drawing import (
    Drawing,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    pick,
    plain,
    source,
)
from cxdash.charts.layout import Moments
from cxdash.metrics.metric import Metric, Unit

_MANY: Final = "point_size < 40"
_EDGE: Final = f"{_MANY} ? 0.3 : 0.7"
_QUIET: Final = "['normal', 'not complete', 'too few', 'left out']"
"""States that are no signal: their words are not red."""

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
            `center`, `lower`, `upper`, `low`, `high`, `n`, `state`, `phase`, `provisional`;
            and, where limits are kept from some of them, `baseline`: whether each is one.
        events: `on`, `label`, `note`. Events outside the time shown are left out.
        targets: `value`, `label`.
        metric: Gives the name, unit and noun.

    Returns:
        A drawing that picks `key`.
    """
    marks = trend_frames.control_points(points, metric)
    limits = trend_frames.limits(marks)
    ends = trend_frames.control_range(marks, limits, targets, metric)
    span = trend_frames.span(marks)
    happened, listed = above.happenings(events, span)
    optional = {
        "limits": limits,
        "targets": plain(targets, text=("label",), numbers=("value",)),
        "ends": trend_frames.end_labels(limits, targets, ends, metric),
        "events": happened,
        "list": listed,
        "baseline": trend_frames.kept_from(points, marks),
    }
    drawn = {name: frame for name, frame in optional.items() if len(frame)}
    parts = {*drawn, *_parts(marks)}
    return Drawing(
        spec=_spec(metric.label, metric.unit, frozenset(parts)) | {"height": theme.CHART_HEIGHT},
        datasets={"points": marks, "span": _frame(marks, span, ends, happened), **drawn},
        alt=f"Control chart of {metric.label}",
        picks="key",
    )


def _parts(marks: pd.DataFrame) -> set[str]:
    """Return the layers that the points ask for: each costs the browser, so only these."""
    asked = {
        "legend": marks["state"].ne("normal"),
        "whiskers": marks["whisker_low"].notna(),
        "notes": marks["note"].ne(""),
    }
    return {name for name, wanted in asked.items() if wanted.any()}


def _frame(
    marks: pd.DataFrame, span: Moments, ends: tuple[float, float], happened: pd.DataFrame
) -> pd.DataFrame:
    """Return the first and last moment shown, `at`, and what the spec's variables read."""
    rows = max(len(span), 1)
    return framed(
        text={
            "states_shown": [trend_marks.states_in(marks)] * rows,
            "day_format": [trend_frames.day_format(span)] * rows,
        },
        numbers={
            "lowest": [ends[0]] * rows,
            "highest": [ends[1]] * rows,
            "point_size": [trend_frames.point_size(len(marks))] * rows,
            **{name: [room] * rows for name, room in above.headrooms(happened).items()},
        },
        dates={"at": span if len(span) else [None]},
    )


@kept
def _spec(label: str, unit: Unit, parts: AbstractSet[str]) -> Spec:
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

    layers = {
        **_ground(time, value),
        **_limits(time, value),
        **trend_marks.events(time),
        **trend_marks.baseline(time),
        **_series(time, value, legend="legend" in parts),
    }
    always = {"span", "line", "points", "hits"}
    return built(
        [layer for name, layer in layers.items() if name.split(" ")[0] in always | parts],
        variables=first_row(
            "span",
            lowest="0",
            highest="1",
            states_shown="''",
            point_size="60",
            day_format="''",
            headroom_wide="18",
            headroom_narrow="18",
        )
        | {"headroom": f"{theme.PHONE} ? headroom_narrow : headroom_wide"},
    )


def _ground(time: Any, value: Any) -> dict[str, alt.Chart]:  # noqa: ANN401 - channel makers of _spec
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
    return {"span": span, "targets": target, "ends": ends}


def _limits(time: Any, value: Any) -> dict[str, alt.Chart]:  # noqa: ANN401 - channel makers of _spec
    steps = source("limits").encode(x=time("at"))
    look: dict[str, Any] = {
        "interpolate": "step-after",
        "color": theme.NORMAL,
        "aria": False,
        "tooltip": None,
    }
    band = steps.mark_area(**look, opacity=theme.BAND_OPACITY).encode(
        y=value("lower"), y2="upper:Q", detail="stretch:N"
    )
    is_mean = "datum.edge == 'center'"
    edges = (
        steps.transform_fold(["lower", "center", "upper"], as_=["edge", "limit"])
        .mark_line(**look)
        .encode(
            y=value("limit"),
            detail=["stretch:N", "edge:N"],
            strokeDash=alt.condition("datum.provisional", alt.value([4, 4]), alt.value([1, 0])),
            strokeWidth=alt.condition(is_mean, alt.value(1.8), alt.value(1)),
            opacity=alt.condition(is_mean, alt.value(0.9), alt.value(expression(_EDGE))),
        )
    )
    return {"limits band": band, "limits edges": edges}


def _series(time: Any, value: Any, *, legend: bool) -> dict[str, alt.Chart]:  # noqa: ANN401 - channel makers of _spec
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
        legend=trend_marks.legend() if legend else None,
    )
    notes = periods.mark_text(
        color=expression(
            f"indexof({_QUIET}, datum.state) >= 0 ? '{theme.TEXT}' : '{theme.OUTSIDE}'"
        ),
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
    return {"whiskers": intervals, "line": line, "points": points, "notes": notes, "hits": hits}
