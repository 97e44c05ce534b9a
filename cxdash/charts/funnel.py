"""Places in the funnel of chance: how far each lies from what its mix lets expect.

By size and distance, never in an order of merit.
"""

from typing import Any, Final

import altair as alt
import numpy as np
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
    plain,
    said,
    source,
)
from cxdash.metrics.metric import Metric, shown

HEIGHT: Final = 340
_LIMITS: Final = ("far_low", "near_low", "near_high", "far_high")
_LONGEST: Final = 26
"""Letters of a place's name in the funnel; the table shows all of it."""

_KINDS: Final = {
    "better than expected": ("better", theme.BETTER),
    "worse than expected": ("worse", theme.WORSE),
    "outside 95 %, no finding": ("edge", theme.RUN),
}
_RATE_TICKS: Final = "format(datum.value, '.3~f') + ' ×'"
_SHARE_TICKS: Final = "datum.value == 0 ? '0' : format(100 * datum.value, '+.3~f')"


def funnel(places: pd.DataFrame, limits: pd.DataFrame, metric: Metric) -> Drawing:
    """Draw how far each place lies from what is expected of it, within the limits of chance.

    Args:
        places: `group`, `n`, `value`, `low`, `high`, `due` (the value expected), `apart` (for a
            rate seen over expected, else the difference of shares), `size` (place along the
            axis), `far_low`, `near_low`, `near_high`, `far_high` (its limits) and `standing`.
        limits: `size` and the same four limits, ascending.
        metric: A share or a rate; gives the name, unit and noun.

    Returns:
        A drawing that picks `group`.
    """
    is_rate = metric.chart == "rate"
    curves = plain(limits, numbers=("size", *_LIMITS))
    return Drawing(
        spec=_spec(_axis_title(metric), is_rate=is_rate) | {"height": HEIGHT},
        datasets={"places": _marked(places, curves, metric), "limits": curves},
        alt=f"{metric.label}: how far places lie from what their mix lets expect, with the 95 % "
        "and 99.8 % limits of chance",
        picks="group",
    )


def _axis_title(metric: Metric) -> str:
    if metric.chart == "rate":
        return f"{metric.table} expected"
    return f"{metric.noun}, at the mix of all"


def _marked(places: pd.DataFrame, curves: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Return what is drawn of the places; every row carries the ends of both axes."""
    names = ("apart", "size", *_LIMITS)
    known = {name: places[name].to_numpy("float64", na_value=np.nan) for name in names}
    low, high = layout.value_range([known[name] for name in ("apart", *_LIMITS)], "score")
    across = curves["size"].to_numpy()
    left, right = (float(across[0]), float(across[-1])) if len(across) else (1.0, 2.0)
    ends = {"lowest": low, "highest": high, "left": left, "right": right}
    ends["middle"] = 1.0 if metric.chart == "rate" else 0.0
    kinds = [_KINDS.get(str(word), ("", theme.NORMAL)) for word in places["standing"]]
    is_above = known["apart"] > ends["middle"]
    shapes = [
        ("diamond" if kind == "edge" else "triangle-up" if above else "triangle-down")
        if kind
        else "circle"
        for (kind, _), above in zip(kinds, is_above.tolist(), strict=True)
    ]
    gap = (high - low) * layout.LABEL_GAP / HEIGHT
    beside = known["apart"].copy()
    is_named = np.array([bool(kind) for kind, _ in kinds], dtype=bool)
    beside[is_named] = layout.spread(beside[is_named].tolist(), gap, low, high)
    shortened = [layout.shortened(str(name), _LONGEST) for name in places["group"]]
    middle = (np.sqrt(left) + np.sqrt(right)) / 2
    return framed(
        text={
            "group": places["group"].tolist(),
            "name": [
                name if kind else "" for name, (kind, _) in zip(shortened, kinds, strict=True)
            ],
            "colour": [colour for _, colour in kinds],
            "shape": shapes,
            "tip": _tips(places, metric),
        },
        numbers={
            **{name: known[name] for name in ("apart", "size")},
            "beside": beside,
            **{name: [end] * len(places) for name, end in ends.items()},
        },
        flags={"is_right": np.sqrt(known["size"]) > middle},
    )


def _tips(places: pd.DataFrame, metric: Metric) -> list[str]:
    names = ("group", "standing", "value", "low", "high", "due", "n")
    return [
        f"{group}: "
        + words.sentence(
            standing,
            f"{metric.label} {shown(value, metric.unit)}",
            words.likely(low, high, metric),
            f"expected of its mix {shown(due, metric.unit)}",
            words.counted(n, metric.noun),
        )
        for group, standing, value, low, high, due, n in zip(
            *(places[name].tolist() for name in names), strict=True
        )
    ]


@kept
def _spec(wide: str, *, is_rate: bool) -> Spec:
    far = "times the expected" if is_rate else "points from expected"

    def across(field: str) -> alt.X:
        ends = [expression("left"), expression("right")]
        scale = alt.Scale(type="sqrt", domain=ends, nice=False, zero=False)
        axis = alt.Axis(
            tickCount=expression("max(2, width / 90)"), labelExpr=theme.tick_text("count")
        )
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=wide)

    def upwards(field: str) -> alt.Y:
        ends = [expression("lowest"), expression("highest")]
        scale = alt.Scale(domain=ends, nice=False, zero=False)
        axis = alt.Axis(
            labelExpr=_RATE_TICKS if is_rate else _SHARE_TICKS, tickCount=5, titleAlign="left",
            titleAngle=0, titleBaseline="bottom", titleX=0, titleY=-6,
        )  # fmt: skip
        title = f"{far} · limits 95 and 99.8 %"
        return alt.Y(field, type="quantitative", scale=scale, axis=axis, title=title)

    return built(
        [*_limits(across, upwards), *_places(across, upwards)],
        variables=first_row("places", lowest="-1", highest="1", left="1", right="2", middle="0"),
    )


def _limits(across: Any, upwards: Any) -> Layers:  # noqa: ANN401 - channel makers of _spec
    """Return both bands, their edges, and the line of what is expected."""
    quiet: dict[str, Any] = {"aria": False, "tooltip": None, "clip": True}
    limits = source("limits").encode(x=across("size"))
    bands = [
        limits.mark_area(**quiet, color=theme.NORMAL, opacity=theme.BAND_OPACITY / 2).encode(
            y=upwards(low), y2=f"{high}:Q"
        )
        for low, high in (("far_low", "far_high"), ("near_low", "near_high"))
    ]
    edges = [
        limits.mark_line(
            **quiet, color=theme.NORMAL, strokeWidth=1, opacity=0.7, strokeDash=dash
        ).encode(y=upwards(name))
        for name, dash in zip(_LIMITS, ([1, 0], [4, 3], [4, 3], [1, 0]), strict=True)
    ]
    first = source("places").transform_window(number="row_number()")
    middle = first.transform_filter("datum.number == 1").mark_rule(**quiet, color=theme.TEXT)
    return [*bands, *edges, middle.encode(y=upwards("middle"))]


def _places(across: Any, upwards: Any) -> Layers:  # noqa: ANN401 - as above
    """Return the places, and the names of those that stand out: towards the middle."""
    places = source("places")
    points = places.mark_point(filled=True, size=110, opacity=1, cursor="pointer").encode(
        x=across("size"),
        y=upwards("apart"),
        color=alt.Color("colour:N", scale=None),
        shape=alt.Shape("shape:N", scale=None),
        opacity=picked_opacity(),
        **said(),
    )
    names = [
        places.transform_filter(test)
        .mark_text(
            align="right" if dx < 0 else "left",
            aria=False,
            dx=dx,
            fontSize=theme.BODY,
            limit=expression(f"width * ({theme.PHONE} ? 0.36 : 0.48)"),
            style=theme.NAME,
            tooltip=None,
        )
        .encode(x=across("size"), y=upwards("beside"), text="name:N", opacity=picked_opacity())
        for test, dx in (("datum.is_right", -10), ("!datum.is_right", 10))
    ]
    return [points.properties(name="places").add_params(pick("group")), *names]
