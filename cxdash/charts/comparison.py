"""Groups beside one another: each value with its interval, coloured only beyond chance."""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cxdash.charts import layout, rows, theme, words
from cxdash.charts.drawing import (
    Columns,
    Drawing,
    Layers,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    picked_opacity,
    said,
)
from cxdash.metrics.metric import Metric, Unit, shown

ROW: Final = 50
_LIFT: Final = 13
_DROP: Final = 9
"""Pixels from the middle of a row up to its words and down to its marks."""

VERDICTS: Final = ("higher", "lower", "no clear difference", "too few")
_SHAPES: Final = ("triangle-up", "triangle-down", "circle", "circle")
_ARROWS: Final = {"higher": "▲", "lower": "▼"}
_COLOURS: Final = {"better": theme.BETTER, "worse": theme.WORSE}


def comparison(frame: pd.DataFrame, metric: Metric) -> Drawing:
    """Draw the value of each group with its interval, and the value before where there is one.

    Args:
        frame: `group`, `value`, `low`, `high`, `n`, `before` (NaN if nothing is compared),
            `verdict` and `better`, in the order to show.
        metric: Gives the name, unit and noun.

    Returns:
        A drawing that picks `group`.
    """
    few = frame["verdict"].eq("too few")
    names = ("value", "low", "high", "before")
    known = {name: frame[name].mask(few).to_numpy("float64", na_value=np.nan) for name in names}
    low, high = layout.value_range(list(known.values()), metric.unit)
    compared = not np.isnan(known["before"]).all()
    return Drawing(
        spec=_spec(metric.label, metric.unit, compared=compared) | {"height": {"step": ROW}},
        datasets={"groups": _marked(frame, known, (low, high), metric)},
        alt=f"{metric.label} by group, with 95 % intervals",
        picks="group",
    )


def _marked(
    frame: pd.DataFrame, known: Columns, ends: tuple[float, float], metric: Metric
) -> pd.DataFrame:
    """Return the groups with `colour`, `ink` (of words), `figure`, `short`, `room` and `tip`.

    Every row carries the ends of the axis, `lowest` and `highest`.
    """
    groups = frame[["group", "verdict", "better", "n"]].assign(**known)
    columns = {name: groups[name].tolist() for name in groups}
    names = ("verdict", "better", "value", "before", "n")
    figures = [
        _figure(verdict, better, value, before, n, metric)
        for verdict, better, value, before, n in zip(
            *(columns[name] for name in names), strict=True
        )
    ]
    short = [" · ".join(part for part in parts[1:] if part) for parts in figures]
    return framed(
        text={
            "group": columns["group"],
            "verdict": columns["verdict"],
            "colour": [_COLOURS.get(better, theme.NORMAL) for better in columns["better"]],
            "ink": [_COLOURS.get(better, "") for better in columns["better"]],
            "figure": [" · ".join(part for part in parts if part) for parts in figures],
            "short": short,
            "tip": words.comparison_tips(groups, metric),
        },
        numbers={
            **known,
            "room": rows.room_for(short),
            "lowest": [ends[0]] * len(frame),
            "highest": [ends[1]] * len(frame),
        },
    )


def _figure(  # noqa: PLR0913, PLR0917 - one row of the frame
    verdict: str, better: str, value: float, before: float, n: float, metric: Metric
) -> tuple[str, str, str, str]:
    """Return the words at the right end of a row: change, verdict, value and n."""
    judged = better in _COLOURS
    moved = judged and not pd.isna(before)
    return (
        shown(value - before, metric.unit, signed=True) if moved else "",
        f"{_ARROWS[verdict]} {better}" if judged else "",
        "too few" if verdict == "too few" else shown(value, metric.unit),
        f"n {n:,.0f}",
    )


@kept
def _spec(label: str, unit: Unit, *, compared: bool) -> Spec:
    scale = alt.Scale(domain=[expression("lowest"), expression("highest")], nice=False, zero=False)
    axis = alt.Axis(
        labelExpr=theme.tick_text(unit),
        tickCount=expression("max(2, width / 90)"),
        grid=True,
    )

    def value(field: str) -> alt.X:
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=label)

    groups = rows.named_rows("groups", "group")
    before = _before(groups, value) if compared else []
    # The words come first: they have every group, and the first layer decides the order of rows.
    return built(
        [
            *_words(groups),
            *before,
            *_values(groups, value),
            rows.clicks(groups, "groups", "group"),
        ],
        variables=first_row("groups", lowest="0", highest="1"),
    )


def _before(groups: alt.Chart, value: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    """Return the value before, as a hollow grey dot, and the way from there to now."""
    quiet: dict[str, Any] = {"color": theme.QUIET, "aria": False, "tooltip": None, "yOffset": _DROP}
    way = groups.mark_rule(**quiet, strokeWidth=1.5, strokeDash=[3, 3]).encode(
        x=value("before"), x2="value:Q"
    )
    dots = groups.mark_point(**quiet, size=70, strokeWidth=2).encode(
        x=value("before"), shape=alt.value("circle")
    )
    return [way, dots]


def _values(groups: alt.Chart, value: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    colour = alt.Color("colour:N", scale=None)
    intervals = groups.mark_rule(
        strokeWidth=5, strokeCap="round", aria=False, tooltip=None, opacity=0.55, yOffset=_DROP
    ).encode(x=value("low"), x2="high:Q", color=colour)
    dots = groups.mark_point(filled=True, size=110, opacity=1, yOffset=_DROP).encode(
        x=value("value"),
        color=colour,
        shape=alt.Shape("verdict:N", scale=alt.Scale(domain=VERDICTS, range=_SHAPES), legend=None),
        opacity=picked_opacity(),
        **said(),
    )
    return [intervals, dots]


def _words(groups: alt.Chart) -> Layers:
    figures = f"{theme.PHONE} ? datum.short : datum.figure"
    return [
        rows.names(groups, "group", lift=_LIFT, limit="width - datum.room"),
        rows.figures(groups, figures, lift=_LIFT, color="datum.ink"),
    ]
