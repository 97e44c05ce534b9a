"""Where to work first: how much each aspect matters against how many rate it well."""

from typing import Any, Final

import altair as alt
import pandas as pd

from cxdash.charts import layout, theme, words
from cxdash.charts.drawing import (
    Drawing,
    Layers,
    Spec,
    built,
    expression,
    first_row,
    framed,
    kept,
    pick,
    picked_opacity,
    said,
    source,
)

MAP_HEIGHT: Final = 380
FIRST: Final = "work on first"
_CORNERS: Final = ((0, 0, FIRST), (1, 0, "keep up"), (0, 1, "can wait"), (1, 1, "good enough"))
"""Words in the corners of the map: right or left, bottom or top."""

_LONGEST: Final = 34
"""Letters of an aspect's name on the map; the bars show all of it."""


def driver_map(frame: pd.DataFrame) -> Drawing:
    """Draw how much each aspect matters against how many rate it well.

    Args:
        frame: `aspect`, `share`, `low`, `high`, `well`, `well_low`, `well_high` (all 0 to 1),
            `n`, `corner` (words), `unsure`, `share_line` and `well_line` (the same in every row).

    Returns:
        A drawing that picks `aspect`.
    """
    numbers = ("share", "low", "high", "well", "well_low", "well_high", "share_line", "well_line")
    known = {name: frame[name].to_numpy("float64") for name in numbers}
    left, right = layout.value_range([known["well_low"], known["well_high"]], "share")
    bottom, top = layout.value_range([known["low"], known["high"], known["share"]], "share")
    ends = {"left": left, "right": right, "bottom": bottom, "top": top}
    is_right = (known["well"] > (left + right) / 2).tolist()
    gap = (top - bottom) * layout.LABEL_GAP / MAP_HEIGHT
    marks = framed(
        text={
            "aspect": frame["aspect"].tolist(),
            "name": [layout.shortened(str(name), _LONGEST) for name in frame["aspect"]],
            "state": [
                "not settled" if unsure else FIRST if word == FIRST else "settled"
                for word, unsure in zip(frame["corner"], frame["unsure"].tolist(), strict=True)
            ],
            "tip": _map_tips(frame),
        },
        numbers={
            **known,
            "beside": layout.spread(known["share"].tolist(), gap, bottom, top),
            **{name: [end] * len(frame) for name, end in ends.items()},
        },
        flags={"is_right": is_right},
    )
    return Drawing(
        spec=_map() | {"height": MAP_HEIGHT},
        datasets={"aspects": marks},
        alt="How much each aspect matters against how many rate it well, with 95 % intervals",
        picks="aspect",
    )


def _map_tips(frame: pd.DataFrame) -> list[str]:
    names = ("aspect", "corner", "share", "low", "high", "well", "well_low", "well_high", "n")
    return [
        f"{aspect}: "
        + words.sentence(
            corner,
            f"goes with the overall score {words.ranged(share, low, high, 'share')}",
            f"rated well {words.ranged(well, well_low, well_high, 'share')}",
            words.counted(n, "answers"),
        )
        for aspect, corner, share, low, high, well, well_low, well_high, n in zip(
            *(frame[name].tolist() for name in names), strict=True
        )
    ]


@kept
def _map() -> Spec:
    def across(field: str) -> alt.X:
        scale = alt.Scale(domain=[expression("left"), expression("right")], nice=False, zero=False)
        axis = alt.Axis(
            labelExpr=theme.tick_text("share"), tickCount=expression("max(2, width / 90)")
        )
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title="rate it well")

    def upwards(field: str) -> alt.Y:
        scale = alt.Scale(domain=[expression("bottom"), expression("top")], nice=False, zero=False)
        axis = alt.Axis(
            labelExpr=theme.tick_text("share"), tickCount=5, titleAlign="left", titleAngle=0,
            titleBaseline="bottom", titleX=0, titleY=-6,
        )  # fmt: skip
        title = "goes with the overall score · ○ corner not settled"
        return alt.Y(field, type="quantitative", scale=scale, axis=axis, title=title)

    aspects = source("aspects")
    return built(
        [
            *_cross(aspects, across, upwards),
            *_corner_words(aspects),
            *_aspects(aspects, across, upwards),
            *_names(aspects, across, upwards),
        ],
        variables=first_row("aspects", left="0", right="1", bottom="0", top="1"),
    )


def _cross(aspects: alt.Chart, across: Any, upwards: Any) -> Layers:  # noqa: ANN401 - channel makers of _map
    """Return the means of both, and the intervals of each aspect."""
    first = _first(aspects)
    quiet: dict[str, Any] = {"color": theme.QUIET, "aria": False, "tooltip": None}
    return [
        first.mark_rule(**quiet, strokeDash=[3, 3]).encode(x=across("well_line")),
        first.mark_rule(**quiet, strokeDash=[3, 3]).encode(y=upwards("share_line")),
        aspects.mark_rule(**quiet, strokeWidth=1.5).encode(
            x=across("well"), y=upwards("low"), y2="high:Q"
        ),
        aspects.mark_rule(**quiet, strokeWidth=1.5).encode(
            x=across("well_low"), x2="well_high:Q", y=upwards("share")
        ),
    ]


def _first(aspects: alt.Chart) -> alt.Chart:
    """Return the first row alone: what every row says would lie over itself and grow bold."""
    return aspects.transform_window(number="row_number()").transform_filter("datum.number == 1")


def _corner_words(aspects: alt.Chart) -> Layers:
    first = _first(aspects)
    return [
        first.mark_text(
            align="right" if right else "left",
            aria=False,
            baseline="bottom" if bottom else "top",
            color=theme.TEXT,
            fontSize=theme.SMALL,
            fontStyle="italic",
            text=text,
            tooltip=None,
        ).encode(
            x=alt.value(expression("width - 4" if right else "4")),
            y=alt.value(expression("height - 4" if bottom else "4")),
        )
        for right, bottom, text in _CORNERS
    ]


def _aspects(aspects: alt.Chart, across: Any, upwards: Any) -> Layers:  # noqa: ANN401 - as above
    states = (FIRST, "settled", "not settled")
    colours = alt.Scale(domain=states, range=[theme.WORSE, theme.NORMAL, theme.NORMAL])
    fills = alt.Scale(domain=states, range=[theme.WORSE, theme.NORMAL, "transparent"])
    shapes = alt.Scale(domain=states, range=["diamond", "circle", "circle"])
    points = aspects.mark_point(size=130, strokeWidth=2, cursor="pointer").encode(
        x=across("well"),
        y=upwards("share"),
        color=alt.Color("state:N", scale=colours, legend=None),
        fill=alt.Fill("state:N", scale=fills, legend=None),
        shape=alt.Shape("state:N", scale=shapes, legend=None),
        opacity=picked_opacity(),
        **said(),
    )
    return [points.properties(name="aspects").add_params(pick("aspect"))]


def _names(aspects: alt.Chart, across: Any, upwards: Any) -> Layers:  # noqa: ANN401 - as above
    """Return the names: at the left of an aspect in the right half, else at its right."""
    return [
        aspects.transform_filter(test)
        .mark_text(
            align="right" if dx < 0 else "left",
            aria=False,
            baseline="bottom",
            dx=dx,
            dy=-3,
            fontSize=theme.BODY,
            limit=expression(f"width * ({theme.PHONE} ? 0.36 : 0.48)"),
            style=theme.NAME,
            tooltip=None,
        )
        .encode(x=across("well"), y=upwards("beside"), text="name:N", opacity=picked_opacity())
        for test, dx in (("datum.is_right", -9), ("!datum.is_right", 9))
    ]
