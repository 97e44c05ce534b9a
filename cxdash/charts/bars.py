"""Bars: how many of each, counted and labelled directly, so that no axis has to be read."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import rows, theme, words
from cxdash.charts.drawing import (
    Drawing,
    built,
    expression,
    filled,
    kept,
    pick,
    picked_opacity,
    plain,
    said,
    source,
)

ROW: Final = 44

_WRAPPED: Final = (
    "6.4 * length(datum.label) < bandwidth('x')"
    " ? datum.label : split(replace(datum.label, ' to ', '–'), ' ')"
)
"""A label that does not fit under its bar is broken between words."""


def touches(frame: pd.DataFrame) -> Drawing:
    """Draw how often each process, team or person touched customers, most to least.

    Args:
        frame: `name` and `touches`, in any order.

    Returns:
        A drawing that picks `name`.
    """
    bars = plain(frame, text=["name"], numbers=["touches"])
    bars = bars.sort_values(["touches", "name"], ascending=[False, True], ignore_index=True)
    bars["figure"] = [f"{count:,.0f}" for count in bars["touches"]]
    bars["room"] = rows.room_for(bars["figure"].tolist())
    bars["tip"] = [
        f"{name}: {words.counted(count, 'touches')}"
        for name, count in zip(bars["name"], bars["touches"], strict=True)
    ]
    return Drawing(
        spec=filled(_lying_spec(), height=max(len(bars), 1) * ROW),
        datasets={"bars": bars},
        alt="Touches with customers, most to least",
        picks="name",
    )


@kept
def _lying_spec() -> dict[str, Any]:
    lines = rows.named_rows("bars", "name")
    bars = lines.mark_bar(color=theme.NORMAL, cornerRadiusEnd=2, height=12, yOffset=10).encode(
        x=alt.X("touches:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
        opacity=picked_opacity(),
        **said(),
    )
    return built(
        bars
        + rows.names(lines, "name", lift=8, limit="width - datum.room")
        + rows.figures(lines, "datum.figure", lift=8)
        + rows.clicks(lines, "bars", "name")
    )


def standing(
    bars: pd.DataFrame, *, field: str, height: float, text: str, title: str
) -> dict[str, Any]:
    """Return the filled spec of standing bars with their figures above.

    Args:
        bars: The rows of the source "bars", in the order of the bars.
        field: The column that sets the height of a bar.
        height: Height of the plot in pixels.
        text: The column with the figure above a bar.
        title: What the bars stand for, below them; empty for none.
    """
    top = float(bars[field].max()) if len(bars) and bars[field].max() > 0 else 1.0
    return filled(_standing_spec(field, text, title), height=height, highest=top)


@kept
def _standing_spec(field: str, text: str, title: str) -> dict[str, Any]:
    columns = source("bars").encode(
        x=alt.X(
            "label:N",
            sort=None,
            axis=alt.Axis(
                title=title or None,
                labelAngle=0,
                labelExpr=_WRAPPED,
                labelLimit=130,
                labelOverlap=True,
            ),
        ),
        y=alt.Y(
            field,
            type="quantitative",
            axis=None,
            scale=alt.Scale(domain=[expression("0"), expression("highest")], nice=False),
        ),
    )
    bars = (
        columns.mark_bar(color=theme.NORMAL, cornerRadiusEnd=2, width={"band": 0.72})
        .encode(opacity=picked_opacity(), **said())
        .properties(name="bars")
        .add_params(pick("label"))
    )
    figures = columns.mark_text(
        dy=-9, style=theme.NAME, fontSize=theme.BODY, aria=False, tooltip=None
    ).encode(text=alt.Text(text, type="nominal"))
    return built(bars + figures, variables=("highest",))
