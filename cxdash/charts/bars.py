"""Bars: how many of each, counted and labelled directly, so that no axis has to be read."""

from typing import Final

import altair as alt
import pandas as pd

from cxdash.charts import rows, theme, words
from cxdash.charts.drawing import (
    Drawing,
    Spec,
    built,
    expression,
    framed,
    kept,
    pick,
    picked_opacity,
    said,
    source,
)

ROW: Final = 44

AIR: Final = 1.14
"""How much higher than the highest bar the plot is: room for the figure above it."""

_WRAPPED: Final = (
    "6.4 * length(datum.label) < bandwidth('x') ? datum.label"
    r" : split(replace(datum.label, regexp('\\s(?=\\S+$)'), '\n'), '\n')"
)
"""A label that does not fit under its bar has its last word on a second line."""


def touches(frame: pd.DataFrame) -> Drawing:
    """Draw how often each process, team or person touched customers, most to least.

    Args:
        frame: `name` and `touches`, in any order.

    Returns:
        A drawing that picks `name`.
    """
    most_first = frame.sort_values(["touches", "name"], ascending=[False, True])
    names, counts = most_first["name"].tolist(), most_first["touches"].tolist()
    figures = [f"{count:,.0f}" for count in counts]
    tips = [
        f"{name}: {words.counted(count, 'touches')}"
        for name, count in zip(names, counts, strict=True)
    ]
    bars = framed(
        text={"name": names, "figure": figures, "tip": tips},
        numbers={"touches": counts, "room": rows.room_for(figures)},
    )
    return Drawing(
        spec=_lying_spec() | {"height": {"step": ROW}},
        datasets={"bars": bars},
        alt="Touches with customers, most to least",
        picks="name",
    )


@kept
def _lying_spec() -> Spec:
    lines = rows.named_rows("bars", "name")
    bars = lines.mark_bar(color=theme.NORMAL, cornerRadiusEnd=2, height=12, yOffset=10).encode(
        x=alt.X("touches:Q", axis=None, scale=alt.Scale(domainMin=0, nice=False)),
        opacity=picked_opacity(),
        **said(),
    )
    names = rows.names(lines, "name", lift=8, limit="width - datum.room")
    figures = rows.figures(lines, "datum.figure", lift=8)
    return built([bars, names, figures, rows.clicks(lines, "bars", "name")])


@kept
def standing(field: str, *, text: str, title: str) -> Spec:
    """Return the spec of standing bars with their figures above; it lacks its height.

    Args:
        field: The column of the source "bars" that sets the height of a bar.
        text: The column with the figure above a bar.
        title: What the bars stand for, below them; empty for none.
    """
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
            scale=alt.Scale(domain=[expression("0"), expression(f"{AIR} * highest")], nice=False),
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
    return built(
        [bars, figures], variables={"highest": f"extent(pluck(data('bars'), '{field}'))[1] || 1"}
    )
