"""How long until a complaint is resolved, open ones counted as open: the Kaplan-Meier curve."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import theme
from cxdash.charts.drawing import Drawing, built, expression, filled, kept, plain, said, source
from cxdash.metrics.metric import shown

_DASHES: Final = ([1, 0], [7, 3], [2, 2], [8, 3, 2, 3], [12, 4], [4, 4], [1, 3])
HALF: Final = 0.5


def time_to_resolution(curve: pd.DataFrame) -> Drawing:
    """Draw the share still open after so many days, and where half are resolved.

    Args:
        curve: `days`, `open_share`, `low`, `high` (0 to 1) and `group` (empty for one curve),
            in the order of days within each group.

    Returns:
        A drawing that picks nothing.
    """
    steps = plain(curve, text=["group"], numbers=["days", "open_share", "low", "high"])
    names = steps["group"].drop_duplicates().tolist()
    colours = {
        name: theme.SEGMENTS[number % len(theme.SEGMENTS)] for number, name in enumerate(names)
    }
    steps["colour"] = [colours[group] for group in steps["group"]]
    named = len(names) > 1
    rows = steps.assign(
        tip=[
            (f"{group}: " if group else "")
            + f"after {_days(days)} {shown(share, 'share')} are still open"
            for group, days, share in zip(
                steps["group"], steps["days"], steps["open_share"], strict=True
            )
        ]
    )
    return Drawing(
        spec=filled(_spec(named=named), height=theme.CHART_HEIGHT),
        datasets={"curve": rows, "halves": _halves(steps)},
        alt="Share of complaints still open by days since they came in",
    )


def _halves(steps: pd.DataFrame) -> pd.DataFrame:
    """Return, for each group, the first day on which half are resolved; none if never.

    Returns:
        `group`, `days`, `colour`, `open_share` (one half) and `words`.
    """
    reached = steps[steps["open_share"] <= HALF].groupby("group", sort=False).head(1)
    return reached[["group", "days", "colour"]].assign(
        open_share=HALF,
        words=[f"half within {_days(days)}" for days in reached["days"]],
    )


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:,.1f}".removesuffix(".0") + " days"


@kept
def _spec(*, named: bool) -> dict[str, Any]:
    def days(field: str) -> alt.X:
        axis = alt.Axis(grid=False, tickCount=expression("max(2, width / 90)"))
        scale = alt.Scale(domainMin=0, nice=False)
        return alt.X(field, type="quantitative", title="Days", axis=axis, scale=scale)

    def still_open(field: str) -> alt.Y:
        axis = alt.Axis(labelExpr=theme.tick_text("share"), tickCount=5)
        scale = alt.Scale(domain=[0, 1], nice=False)
        return alt.Y(field, type="quantitative", title=None, axis=axis, scale=scale)

    legend = alt.Legend(orient="top", title=None, columns=expression(f"{theme.PHONE} ? 2 : 6"))
    palette = alt.Scale(range=list(theme.SEGMENTS))
    stroke = alt.Stroke("group:N", sort=None, scale=palette, legend=legend if named else None)
    fill = alt.Fill("colour:N", scale=None)
    dash = alt.StrokeDash(
        "group:N",
        sort=None,
        scale=alt.Scale(range=list(_DASHES)),
        legend=legend if named else None,
    )
    curve = source("curve").encode(x=days("days"))
    quiet: dict[str, Any] = {"interpolate": "step-after", "aria": False, "tooltip": None}
    band = curve.mark_area(**quiet, opacity=theme.BAND_OPACITY).encode(
        y=still_open("low"), y2="high:Q", fill=fill
    )
    line = curve.mark_line(**quiet, strokeWidth=2).encode(
        y=still_open("open_share"), stroke=stroke, strokeDash=dash
    )
    hits = curve.mark_point(size=120, filled=True, opacity=0).encode(
        y=still_open("open_share"), detail="group:N", **said()
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
    found = dots if named else dots + notes
    return built(band + line + found + hits)
