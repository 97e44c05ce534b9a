"""What goes with satisfaction: how much of the overall score each aspect shares in."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import layout, rows, theme, words
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
from cxdash.metrics.metric import shown

ROW: Final = 48
_LIFT: Final = 12
_DROP: Final = 9
"""Pixels from the middle of a row up to its words and down to its bar."""

_PALE: Final = 0.45
"""Opacity of a bar, so that its interval stands out on it."""


def driver_bars(frame: pd.DataFrame) -> Drawing:
    """Draw how much each aspect shares in what all explain.

    Args:
        frame: `aspect`, `share`, `low`, `high` (0 to 1; NaN where the ends are not known),
            `against` (whether the outcome falls where it rises), `place` (words, or empty) and
            `n`, in the order to show.

    Returns:
        A drawing that picks `aspect`.
    """
    figures = _figures(frame)
    short = [shown(share, "share") for share in frame["share"].tolist()]
    highest = layout.value_range([frame["share"].to_numpy(), frame["high"].to_numpy()], "share")[1]
    marks = framed(
        text={
            "aspect": frame["aspect"].tolist(),
            "figure": figures,
            "short": short,
            "tip": _bar_tips(frame),
        },
        numbers={
            **{name: frame[name].to_numpy("float64") for name in ("share", "low", "high")},
            "none": [0.0] * len(frame),
            "room": rows.room_for(figures),
            "room_short": rows.room_for(short),
            "highest": [highest] * len(frame),
        },
    )
    return Drawing(
        spec=_bars() | {"height": {"step": ROW}},
        datasets={"aspects": marks},
        alt="How much each aspect goes with the overall score, with 95 % intervals",
        picks="aspect",
    )


def _figures(frame: pd.DataFrame) -> list[str]:
    names = ("share", "low", "high", "against")
    return [
        " · ".join(
            part
            for part in ("runs against" if against else "", words.ranged(share, low, high, "share"))
            if part
        )
        for share, low, high, against in zip(*(frame[name].tolist() for name in names), strict=True)
    ]


def _bar_tips(frame: pd.DataFrame) -> list[str]:
    columns = (frame[name].tolist() for name in ("aspect", "place", "n"))
    return [
        f"{aspect}: "
        + words.sentence(figure, f"place {place}" if place else "", words.counted(n, "answers"))
        for aspect, place, n, figure in zip(*columns, _figures(frame), strict=True)
    ]


@kept
def _bars() -> Spec:
    scale = alt.Scale(domain=[0, expression("highest")], nice=False)
    axis = alt.Axis(
        labelExpr=theme.tick_text("share"), tickCount=expression("max(2, width / 90)"), grid=True
    )

    def value(field: str) -> alt.X:
        title = "share of what all aspects explain"
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=title)

    aspects = rows.named_rows("aspects", "aspect")
    bars = aspects.mark_bar(
        color=theme.NORMAL, fillOpacity=_PALE, height=12, yOffset=_DROP, cornerRadiusEnd=2
    ).encode(x=value("share"), x2="none:Q", opacity=picked_opacity(), **said())
    quiet: dict[str, Any] = {"aria": False, "tooltip": None, "yOffset": _DROP}
    sure = aspects.mark_rule(color=theme.NORMAL, strokeWidth=3, strokeCap="round", **quiet).encode(
        x=value("low"), x2="high:Q"
    )
    figures = f"{theme.PHONE} ? datum.short : datum.figure"
    room = f"({theme.PHONE} ? datum.room_short : datum.room)"
    return built(
        [
            rows.names(aspects, "aspect", lift=_LIFT, limit=f"width - {room}"),
            rows.figures(aspects, figures, lift=_LIFT),
            bars,
            sure,
            rows.clicks(aspects, "aspects", "aspect"),
        ],
        variables=first_row("aspects", highest="1"),
    )
