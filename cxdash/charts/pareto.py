"""Which few causes make most of the complaints, and how sure the order is."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import rows as lines
from cxdash.charts import theme, words
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    built,
    expression,
    filled,
    kept,
    picked_opacity,
    plain,
    said,
)
from cxdash.metrics.metric import shown

ROW: Final = 46
_LIFT: Final = 11
_DROP: Final = 9
"""Pixels from the middle of a row up to its words and down to its marks."""

MARK: Final = 0.8
"""Where the vital few end. Source: Juran, Quality Control Handbook (1951)."""

_WHO: Final = ("the first 80 %", "the rest")


def pareto(frame: pd.DataFrame) -> Drawing:
    """Draw the causes from most to least, with the cumulative share beside them.

    Bars and line share one scale: the whole width is all complaints, so a bar shows its share.

    Args:
        frame: `cause`, `n`, `share`, `cumulative` (0 to 1), `low`, `high` (of the count) and
            `vital`, most first.

    Returns:
        A drawing that picks `cause`.
    """
    causes = plain(
        frame,
        text=["cause"],
        numbers=["n", "share", "cumulative", "low", "high"],
        flags=["vital"],
    )
    total = float(causes["n"].sum()) or 1.0
    rows = causes.assign(
        low=causes["low"] / total,
        high=causes["high"] / total,
        clear=(causes["cumulative"] - 0.6 * causes["share"]).where(causes.index > 0, 1.0),
        who=[_WHO[0] if vital else _WHO[1] for vital in causes["vital"]],
        count=[f"{n:,.0f}" for n in causes["n"]],
        part=[f"{100 * share:.0f} %" for share in causes["share"].fillna(0)],
        tip=_tips(causes),
    )
    return Drawing(
        spec=filled(_spec(), height=max(len(rows), 1) * ROW),
        datasets={"causes": rows},
        alt="Pareto chart of complaints by cause",
        picks="cause",
    )


def _tips(causes: pd.DataFrame) -> list[str]:
    names = ("cause", "n", "low", "high", "share", "cumulative")
    return [
        f"{cause}: "
        + words.sentence(
            words.counted(n, "complaints"),
            "" if pd.isna(low) else f"likely {low:,.0f} to {high:,.0f}",
            f"{shown(share, 'share')} of all",
            f"{shown(cumulative, 'share')} together with the causes above",
        )
        for cause, n, low, high, share, cumulative in zip(
            *(causes[name] for name in names), strict=True
        )
    ]


@kept
def _spec() -> dict[str, Any]:
    axis = alt.Axis(
        labelExpr=theme.tick_text("share"),
        orient="bottom",
        values=[0, 0.2, 0.4, 0.6, MARK, 1],
        title="Share of all complaints",
    )
    scale = alt.Scale(domain=[0, 1], nice=False)

    def share(field: str) -> alt.X:
        return alt.X(field, type="quantitative", axis=axis, scale=scale)

    causes = lines.named_rows("causes", "cause")
    return built(_bars(causes, share) + _line(causes, share) + _margins(causes))


def _bars(causes: alt.Chart, share: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    bars = causes.mark_bar(cornerRadiusEnd=2, height=16, yOffset=_DROP).encode(
        x=share("share"),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=_WHO, range=[theme.NORMAL, theme.QUIET]),
            legend=alt.Legend(orient="top", title=None, symbolType="square"),
        ),
        opacity=picked_opacity(),
        **said(),
    )
    whiskers = causes.mark_rule(
        color=theme.TEXT, strokeWidth=1.5, aria=False, tooltip=None, yOffset=_DROP
    ).encode(x=share("low"), x2="high:Q")
    return bars + whiskers


def _line(causes: alt.Chart, share: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    """Return the cumulative line, and where it has to pass for the vital few."""
    quiet: dict[str, Any] = {"color": theme.RUN, "aria": False, "tooltip": None, "yOffset": _DROP}
    line = causes.mark_line(**quiet, strokeWidth=2, order=False).encode(x=share("cumulative"))
    dots = causes.mark_point(**quiet, filled=True, size=34, opacity=1).encode(x=share("cumulative"))
    rule = (
        causes.mark_rule(color=theme.TEXT, strokeDash=[4, 4], aria=False, tooltip=None)
        .encode(x=alt.value(expression(f"{MARK} * width")), y=alt.value(0))
        .encode(y2=alt.value(expression("height")))
    )
    return rule + line + dots


def _margins(causes: alt.Chart) -> Layers:
    """Return the names above the bars, and count and share at the right, clear of the line."""
    right: dict[str, Any] = {"align": "left", "dx": 12, "style": theme.NAME, "aria": False}
    edge = alt.value(expression("width"))
    counts = causes.mark_text(**right, dy=1, fontSize=theme.BODY, fontWeight="bold").encode(
        x=edge, text="count:N"
    )
    parts = causes.mark_text(**right, dy=15, fontSize=theme.SMALL).encode(x=edge, text="part:N")
    # A name ends where the line passes it on its way down from the cause above.
    names = lines.names(causes, "cause", lift=_LIFT, limit="datum.clear * width - 6")
    return names + counts + parts + lines.clicks(causes, "causes", "cause")
