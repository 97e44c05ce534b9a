"""Did each action lower its complaints? Ratios of rates with their intervals, on a log axis."""

from collections.abc import Mapping
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cxdash.charts import rows, theme
from cxdash.charts.drawing import (
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
from cxdash.charts.layout import Numbers
from cxdash.charts.words import sentence

ROW: Final = 66
_LIFT: Final = 22
_BELOW: Final = 7
_DROP: Final = 9
_LOWER: Final = 20
"""Pixels from the middle of a row up to its name and the action, down to its two intervals."""

LEAST: Final = 0.05
MOST: Final = 20.0
"""Where the axis ends at the latest: an interval that goes on is cut there."""

AIR: Final = 1.15
"""Factor left free beyond the outermost end."""

REACH: Final = 2.5
"""Factor beyond the outermost ratio up to which the end of an interval widens the axis."""

_SHAPES: Final = {"effective": "triangle-down", "worse": "triangle-up", "not shown yet": "circle"}
_COLOURS: Final = {"effective": theme.BETTER, "worse": theme.WORSE}
_ARROWS: Final = {"effective": "▼ ", "worse": "▲ "}


def actions(frame: pd.DataFrame) -> Drawing:
    """Draw, for each action and cause, the rate after as a multiple of the rate before.

    Args:
        frame: `key`, `cause`, `action`, `verdict`, `ratio`, `low`, `high` (plain comparison),
            `step`, `step_low`, `step_high` (trend held apart; NaN where it cannot be told),
            `before` and `after` (complaints), in the order to show. Ends may be 0 or infinite.

    Returns:
        A drawing that picks `key`.
    """
    return Drawing(
        spec=_spec() | {"height": {"step": ROW}},
        datasets={"actions": _rows(frame)},
        alt="Complaint rates after each action as multiples of the rates before, with intervals",
        picks="key",
    )


def _rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with everything that is drawn of them, each with the ends of the axis."""
    names = ("ratio", "low", "high", "step", "step_low", "step_high")
    known = {name: frame[name].to_numpy("float64", na_value=np.nan) for name in names}
    lowest, highest = _ends(known)
    drawn = {name: np.clip(values, lowest, highest) for name, values in known.items()}
    verdicts, ratios = frame["verdict"].tolist(), known["ratio"].tolist()
    pairs = list(zip(verdicts, ratios, strict=True))
    short = [f"{_ARROWS.get(verdict, '')}{_times(ratio)}" for verdict, ratio in pairs]
    return framed(
        text={
            "key": frame["key"].tolist(),
            "cause": frame["cause"].tolist(),
            "action": frame["action"].tolist(),
            "verdict": verdicts,
            "colour": [_COLOURS.get(verdict, theme.NORMAL) for verdict in verdicts],
            "ink": [_COLOURS.get(verdict, "") for verdict in verdicts],
            "figure": [
                f"{_ARROWS.get(verdict, '')}{verdict} · {_times(ratio)}" for verdict, ratio in pairs
            ],
            "short": short,
            "tip": _tips(frame),
        },
        numbers={
            **drawn,
            "lowest": [lowest] * len(frame),
            "highest": [highest] * len(frame),
        },
    )


def _ends(known: Mapping[str, Numbers]) -> tuple[float, float]:
    """Return the ends of the axis: every finite ratio and 1, and of the intervals what is near."""
    ratios = np.concatenate([known["ratio"], known["step"], [1.0]])
    told = ratios[np.isfinite(ratios) & (ratios > 0)]
    low, high = float(told.min()), float(told.max())
    outer = np.concatenate([known[name] for name in ("low", "high", "step_low", "step_high")])
    near = outer[(outer >= low / REACH) & (outer <= high * REACH)]
    low, high = min([low, *near.tolist()]) / AIR, max([high, *near.tolist()]) * AIR
    return max(LEAST, min(low, 0.75)), min(MOST, max(high, 1 / 0.75))


def _times(ratio: float) -> str:
    return "from none" if np.isinf(ratio) else f"x {ratio:.2f}"


def _tips(frame: pd.DataFrame) -> list[str]:
    names = ("cause", "action", "verdict", "ratio", "low", "high", "before", "after", "step",
             "step_low", "step_high")  # fmt: skip
    return [
        f"{cause}, {action}: "
        + sentence(
            verdict,
            f"{_times(ratio)} (likely {low:.2f} to {_end(high)})",
            f"{before:,.0f} complaints before and {after:,.0f} after",
            "" if np.isnan(step) else f"trend held apart x {step:.2f} ({lower:.2f} to {upper:.2f})",
        )
        for cause, action, verdict, ratio, low, high, before, after, step, lower, upper in zip(
            *(frame[name].tolist() for name in names), strict=True
        )
    ]


def _end(value: float) -> str:
    return "any" if np.isinf(value) else f"{value:.2f}"


@kept
def _spec() -> Spec:
    scale = alt.Scale(type="log", domain=[expression("lowest"), expression("highest")], nice=False)
    axis = alt.Axis(
        labelExpr="'x ' + format(datum.value, '.2~f')",
        tickCount=expression("max(2, width / 110)"),
        labelOverlap="greedy",
        grid=True,
    )
    title = ["Rate after as a multiple of the rate before", "Thin: with the trend held apart"]

    def ratio(field: str) -> alt.X:
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=title)

    lines = rows.named_rows("actions", "key")
    return built(
        [_no_change(lines, ratio), *_apart(lines, ratio), *_plain(lines, ratio), *_words(lines)],
        variables=first_row("actions", lowest="0.5", highest="2"),
    )


def _no_change(lines: alt.Chart, ratio: Any) -> alt.Chart:  # noqa: ANN401 - channel maker of _spec
    """Return the line at 1, where nothing has changed."""
    return (
        lines.transform_calculate(same="1")
        .mark_rule(color=theme.TEXT, strokeDash=[4, 4], aria=False, tooltip=None)
        .encode(x=ratio("same"), y=alt.value(0), y2=alt.value(expression("height")))
    )


def _plain(lines: alt.Chart, ratio: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    colour = alt.Color("colour:N", scale=None)
    intervals = lines.mark_rule(
        strokeWidth=5, strokeCap="round", aria=False, tooltip=None, opacity=0.55, yOffset=_DROP
    ).encode(x=ratio("low"), x2="high:Q", color=colour)
    shapes = alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))
    dots = lines.mark_point(filled=True, size=110, opacity=1, yOffset=_DROP).encode(
        x=ratio("ratio"),
        color=colour,
        shape=alt.Shape("verdict:N", scale=shapes, legend=None),
        opacity=picked_opacity(),
        **said(),
    )
    return [intervals, dots]


def _apart(lines: alt.Chart, ratio: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    """Return the view with trend and season held apart, thin and grey below the other."""
    quiet: dict[str, Any] = {"color": theme.TEXT, "aria": False, "tooltip": None}
    whole = lines.transform_filter("isValid(datum.step)")
    intervals = whole.mark_rule(**quiet, strokeWidth=1.5, yOffset=_LOWER).encode(
        x=ratio("step_low"), x2="step_high:Q"
    )
    dots = whole.mark_point(**quiet, size=40, strokeWidth=1.5, yOffset=_LOWER).encode(
        x=ratio("step"), shape=alt.value("circle")
    )
    return [intervals, dots]


def _words(lines: alt.Chart) -> Layers:
    figures = f"{theme.PHONE} ? datum.short : datum.figure"
    actions_named = lines.mark_text(
        align="left",
        aria=False,
        color=theme.TEXT,
        dy=-_BELOW,
        fontSize=theme.SMALL,
        limit=expression("width - 2"),
        tooltip=None,
    ).encode(x=alt.value(1), text=alt.Text("action", type="nominal"))
    room = f"width - (({theme.PHONE} ? 8 : 24) * {rows.LETTER} + 12)"
    return [
        rows.names(lines, "cause", lift=_LIFT, limit=room),
        actions_named,
        rows.figures(lines, figures, lift=_LIFT, color="datum.ink"),
        rows.clicks(lines, "actions", "key"),
    ]
