"""Who there is and who answered: each group's share of customers beside its share of answers."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import layout, rows, theme
from cxdash.charts.drawing import (
    Drawing,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    picked_opacity,
    said,
)

ROW: Final = 44
_LIFT: Final = 12
_DROP: Final = 8
"""Pixels from the middle of a row up to its words and down to its marks."""


def shares(groups: pd.DataFrame) -> Drawing:
    """Draw two shares of each group: of the customers, hollow, and of the answers, filled.

    Args:
        groups: `key`, `share_customers` and `share_answers` (0 to 1), `customers` and `answers`,
            in the order to show.

    Returns:
        A drawing that picks `key`.
    """
    names = ("key", "share_customers", "share_answers", "customers", "answers")
    columns = {name: groups[name].tolist() for name in names}
    pairs = list(zip(columns["share_customers"], columns["share_answers"], strict=True))
    figures = [f"{_percent(a)} of answers · {_percent(c)} of customers" for c, a in pairs]
    short = [f"{_percent(a)} · {_percent(c)}" for c, a in pairs]
    ends = layout.value_range(
        [columns["share_customers"], columns["share_answers"], [0.0]], "share"
    )
    frame = framed(
        text={
            "key": columns["key"],
            "figure": figures,
            "short": short,
            "tip": [
                f"{key}: {figure} ({answers:,.0f} answers, {customers:,.0f} customers)"
                for key, figure, answers, customers in zip(
                    columns["key"], figures, columns["answers"], columns["customers"], strict=True
                )
            ],
        },
        numbers={
            "share_customers": columns["share_customers"],
            "share_answers": columns["share_answers"],
            "room": rows.room_for(short),
            "lowest": [ends[0]] * len(groups),
            "highest": [ends[1]] * len(groups),
        },
    )
    return Drawing(
        spec=_spec() | {"height": {"step": ROW}},
        datasets={"groups": frame},
        alt="Share of the customers and share of the answers, by group",
        picks="key",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


@kept
def _spec() -> Spec:
    scale = alt.Scale(domain=[expression("lowest"), expression("highest")], nice=False, zero=False)
    axis = alt.Axis(
        labelExpr=theme.tick_text("share"), tickCount=expression("max(2, width / 90)"), grid=True
    )

    def share(field: str) -> alt.X:
        title = "Share of answers (filled) and of customers (hollow)"
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=title)

    groups = rows.named_rows("groups", "key")
    quiet: dict[str, Any] = {"aria": False, "tooltip": None, "yOffset": _DROP}
    way = groups.mark_rule(**quiet, color=theme.QUIET, strokeWidth=3).encode(
        x=share("share_customers"), x2="share_answers:Q"
    )
    customers = groups.mark_point(**quiet, color=theme.TEXT, size=90, strokeWidth=2).encode(
        x=share("share_customers"), shape=alt.value("circle")
    )
    answers = groups.mark_point(
        filled=True, size=110, opacity=1, yOffset=_DROP, color=theme.NORMAL
    ).encode(x=share("share_answers"), opacity=picked_opacity(), **said())
    figures = f"{theme.PHONE} ? datum.short : datum.figure"
    return built(
        [
            rows.names(groups, "key", lift=_LIFT, limit="width - datum.room"),
            rows.figures(groups, figures, lift=_LIFT),
            way,
            customers,
            answers,
            rows.clicks(groups, "groups", "key"),
        ],
        variables=first_row("groups", lowest="0", highest="1"),
    )
