"""How long until a complaint is resolved, open ones counted as open: the Kaplan-Meier curve."""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cxdash.charts import theme
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
from cxdash.metrics.metric import shown

_DASHES: Final = ([1, 0], [8, 3], [2, 3], [10, 3, 2, 3], [14, 4], [5, 5], [1, 4])
HALF: Final = 0.5

TAIL: Final = 0.02
"""The share still open from which on the plot ends: beyond it curves are one line at the bottom."""

STEP, REACH = 0.008, 0.03
"""How far apart, as shares, the drawn steps of a curve are (two pixels), and those of them that a
pointer finds; the browser draws each of them by itself."""


def time_to_resolution(curve: pd.DataFrame) -> Drawing:
    """Draw the share still open after so many days, and where half are resolved.

    Args:
        curve: `days`, `open_share`, `low`, `high` (0 to 1) and `group` (empty for one curve),
            in the order of days within each group.

    Returns:
        A drawing that picks nothing.
    """
    steps = plain(curve, text=("group",), numbers=("days", "open_share", "low", "high"))
    names = list(dict.fromkeys(steps["group"]))
    colours = {
        name: theme.SEGMENTS[number % len(theme.SEGMENTS)] for number, name in enumerate(names)
    }
    halves = _halves(steps)
    labels = {name: name for name in names} | {
        group: f"{group}: {words}"
        for group, words in zip(halves["group"], halves["words"], strict=True)
    }
    steps = _thinned(steps)
    steps["colour"] = [colours[group] for group in steps["group"]]
    steps["curve"] = [labels[group] for group in steps["group"]]
    steps["last_day"] = last_day = _last_day(steps)
    halves["colour"] = [colours[group] for group in halves["group"]]
    beyond = steps["days"].gt(last_day)
    # One step beyond the end stays, so that the line runs up to it.
    drawn = steps[~beyond | ~beyond.shift(fill_value=False)]
    return Drawing(
        spec=_spec(named=len(names) > 1, cut=bool(beyond.any())) | {"height": theme.CHART_HEIGHT},
        datasets={"curve": drawn, "halves": halves},
        alt="Share of complaints still open by days since they came in",
    )


def _thinned(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the steps a reader can see, with `tip`: empty where the next one is in reach.

    The last step of each group stays.
    """
    groups, days, shares = (steps[name].tolist() for name in ("group", "days", "open_share"))
    kept: list[int] = []
    tips: list[str] = []
    drawn = said_at = np.inf
    for number, (group, day, share) in enumerate(zip(groups, days, shares, strict=True)):
        if number == 0 or group != groups[number - 1]:
            drawn = said_at = np.inf
        is_last = number + 1 == len(groups) or groups[number + 1] != group
        if drawn - share < STEP and not is_last:
            continue
        is_said = said_at - share >= REACH
        drawn, said_at = share, share if is_said else said_at
        named = f"{group}: " if group else ""
        told = f"{named}after {_days(day)} {shown(share, 'share')} are still open"
        kept.append(number)
        tips.append(told if is_said else "")
    return steps.iloc[kept].assign(tip=tips)


def _last_day(steps: pd.DataFrame) -> float:
    """Return the day at which the plot ends: every curve is in its tail, or over."""
    ends = steps[steps["open_share"].gt(TAIL)].groupby("group", sort=False)["days"].max()
    return float(ends.max()) * 1.08 if len(ends) and ends.max() > 0 else 1.0


def _halves(steps: pd.DataFrame) -> pd.DataFrame:
    """Return, for each group, the first day on which half are resolved; none if never.

    Returns:
        `group`, `days`, `open_share` (one half) and `words`.
    """
    reached = steps[steps["open_share"].le(HALF)].drop_duplicates("group")
    days = reached["days"].tolist()
    return framed(
        text={
            "group": reached["group"].tolist(),
            "words": [f"half within {_days(day)}" for day in days],
        },
        numbers={"days": days, "open_share": [HALF] * len(days)},
    )


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:,.1f}".removesuffix(".0") + " days"


@kept
def _spec(*, named: bool, cut: bool) -> Spec:
    def days(field: str) -> alt.X:
        axis = alt.Axis(grid=False, tickCount=expression("max(2, width / 90)"))
        scale = alt.Scale(domain=[0, expression("last_day")], nice=False)
        title = f"Days, up to where {100 * TAIL:.0f} % are open" if cut else "Days"
        return alt.X(field, type="quantitative", title=title, axis=axis, scale=scale)

    def still_open(field: str) -> alt.Y:
        axis = alt.Axis(labelExpr=theme.tick_text("share"), tickCount=5)
        scale = alt.Scale(domain=[0, 1], nice=False)
        return alt.Y(field, type="quantitative", title=None, axis=axis, scale=scale)

    curve = source("curve").encode(x=days("days"))
    quiet: dict[str, Any] = {
        "interpolate": "step-after",
        "aria": False,
        "clip": True,
        "tooltip": None,
    }
    fill = alt.Fill("colour:N", scale=None)
    band = curve.mark_area(**quiet, opacity=0.1 if named else theme.BAND_OPACITY).encode(
        y=still_open("low"), y2="high:Q", fill=fill
    )
    line = curve.mark_line(**quiet, strokeWidth=2.2).encode(
        y=still_open("open_share"), **_styles(named=named)
    )
    hits = (
        curve.transform_filter("datum.tip != ''")
        .mark_point(size=120, filled=True, opacity=0, clip=True)
        .encode(y=still_open("open_share"), detail="group:N", **said())
    )
    half = source("halves").encode(x=days("days"), y=still_open("open_share"))
    dots = half.mark_point(filled=True, size=60, opacity=1, aria=False, tooltip=None).encode(
        fill=fill
    )
    notes = half.mark_text(
        align="left",
        baseline="bottom",
        color=theme.TEXT,
        dx=8,
        dy=-5,
        fontSize=theme.SMALL,
        aria=False,
        tooltip=None,
    ).encode(text="words:N")
    found = [dots] if named else [dots, notes]
    return built([band, line, *found, hits], variables=first_row("curve", last_day="1"))


def _styles(*, named: bool) -> dict[str, Any]:
    """Return colour and dash of the curves; a legend says each curve's half beside its name."""
    legend = alt.Legend(
        orient="top",
        title=None,
        columns=1,
        labelLimit=320,
        symbolSize=500,
        symbolStrokeWidth=2.2,
        symbolType="stroke",
    )
    shown_in = legend if named else None
    palette, dashes = alt.Scale(range=list(theme.SEGMENTS)), alt.Scale(range=list(_DASHES))
    return {
        "stroke": alt.Stroke("curve:N", sort=None, scale=palette, legend=shown_in),
        "strokeDash": alt.StrokeDash("curve:N", sort=None, scale=dashes, legend=shown_in),
    }
