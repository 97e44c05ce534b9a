"""People or processes beside the average: the adjusted difference, and the score as answered.

In the order they come, never by size: this is no ranking.
"""

from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd

from cxdash.charts import layout, rows, theme, words
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
from cxdash.metrics.metric import Metric, Unit, shown
from cxdash.stats import Standing

ROW: Final = 50
_LIFT: Final = 13
_DROP: Final = 9
"""Pixels from the middle of a row up to its words and down to its marks."""

STANDINGS: Final = tuple(str(word) for word in Standing)
_SHAPES: Final = {
    Standing.ABOVE: "triangle-up",
    Standing.NORMAL: "circle",
    Standing.BELOW: "triangle-down",
    Standing.NOT_COMPARED: "circle",
}
_ARROWS: Final = {Standing.ABOVE: "▲ ", Standing.BELOW: "▼ "}
_COLOURS: Final = {Standing.ABOVE: theme.BETTER, Standing.BELOW: theme.WORSE}
_TICKS: Final = {
    "share": "format(100 * datum.value, '+.3~f')",
    "points": "format(datum.value, '+.3~f')",
}
_STEPS: Final = "format(datum.value, '+.2f')"
_POINTS: Final = frozenset(_TICKS)


def effects(frame: pd.DataFrame, metric: Metric) -> Drawing:
    """Draw how far each person or process lies from the average.

    Args:
        frame: `group`, `value` (as answered), `value_low`, `value_high`, `n`, `effect` (adjusted
            difference from the average), `low`, `high` (these three NaN where not compared),
            `raw` (the value's own difference), `raw_low`, `raw_high` (these three NaN where it
            may not be held against the average), `reliability` and `standing` (a word of
            `Standing`), in the order to show.
        metric: Gives the name, unit and noun.

    Returns:
        A drawing that picks `group`.
    """
    return Drawing(
        spec=_spec(metric.unit) | {"height": {"step": ROW}},
        datasets={"groups": _marked(frame, metric)},
        alt=f"{metric.label}: difference from the average, adjusted, with 95 % intervals",
        picks="group",
    )


def _marked(frame: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Return what is drawn: differences from the average, colours, words and tips.

    Every row carries the ends of the axis, `lowest` and `highest`, and the average: 0.
    """
    names = ("effect", "low", "high", "raw", "raw_low", "raw_high")
    numbers = {name: frame[name].to_numpy("float64", na_value=np.nan) for name in names}
    # Two intervals in one row would be read as two people.
    for name in ("raw_low", "raw_high"):
        numbers[name] = np.where(np.isnan(numbers["effect"]), numbers[name], np.nan)
    # A difference has no ends of its own, whatever the unit of the score.
    lowest, highest = layout.value_range([*numbers.values(), [0.0]], "score")
    standings = [str(word) for word in frame["standing"]]
    ranges = zip(frame["value_low"].tolist(), frame["value_high"].tolist(), strict=True)
    likely = [words.likely(low, high, metric) for low, high in ranges]
    figures = [
        _figure(standing, shown(value, metric.unit), own, n)
        for standing, value, own, n in zip(
            standings, frame["value"].tolist(), likely, frame["n"].tolist(), strict=True
        )
    ]
    short = [short for _, short in figures]
    return framed(
        text={
            "group": frame["group"].tolist(),
            "standing": standings,
            "colour": [_COLOURS.get(Standing(word), theme.NORMAL) for word in standings],
            "ink": [_COLOURS.get(Standing(word), "") for word in standings],
            "figure": [long for long, _ in figures],
            "short": short,
            "tip": _tips(frame, metric),
        },
        numbers={
            **numbers,
            "average": [0.0] * len(frame),
            "room": rows.room_for(short),
            "lowest": [lowest] * len(frame),
            "highest": [highest] * len(frame),
        },
    )


def _figure(standing: str, answered: str, likely: str, n: float) -> tuple[str, str]:
    """Return the words at the right end of a row, and those on a phone."""
    word = _ARROWS.get(Standing(standing), "") + standing
    size = f"n {n:,.0f}"
    if standing == Standing.NOT_COMPARED:
        return f"{word} · {answered}, {likely} · {size}", f"{word} · {answered}"
    brief = f"{answered} · {size}" if standing == Standing.NORMAL else f"{word} · {size}"
    return f"{word} · {answered} · {size}", brief


def _tips(frame: pd.DataFrame, metric: Metric) -> list[str]:
    names = ("group", "standing", "effect", "low", "high", "value", "value_low", "value_high",
             "n", "reliability")  # fmt: skip
    return [
        f"{group}: "
        + words.sentence(
            standing,
            _adjusted(effect, low, high, metric),
            f"as answered {shown(value, metric.unit)}",
            words.likely(value_low, value_high, metric),
            words.counted(n, metric.noun),
            f"reliability {kept:.2f}",
        )
        for group, standing, effect, low, high, value, value_low, value_high, n, kept in zip(
            *(frame[name].tolist() for name in names), strict=True
        )
    ]


def _adjusted(effect: float, low: float, high: float, metric: Metric) -> str:
    if pd.isna(effect):
        return ""
    middle, start, end = (shown(one, metric.unit, signed=True) for one in (effect, low, high))
    return f"adjusted {middle} (likely {start.removesuffix(' points')} to {end})"


@kept
def _spec(unit: Unit) -> Spec:
    scale = alt.Scale(domain=[expression("lowest"), expression("highest")], nice=False, zero=False)
    axis = alt.Axis(
        labelExpr=f"datum.value == 0 ? '0' : {_TICKS.get(unit, _STEPS)}",
        tickCount=expression("max(2, width / 90)"),
        grid=True,
    )
    title = f"● adjusted, ○ as answered: {'points' if unit in _POINTS else 'steps'} from average"

    def value(field: str) -> alt.X:
        return alt.X(field, type="quantitative", scale=scale, axis=axis, title=title)

    groups = rows.named_rows("groups", "group")
    return built(
        # Names first: rows stand in the order in which the first layer has them, and marks
        # without a number are left out of theirs.
        [
            *_words(groups),
            *_answered(groups, value),
            *_effects(groups, value),
            rows.clicks(groups, "groups", "group"),
        ],
        variables=first_row("groups", lowest="-1", highest="1"),
    )


def _answered(groups: alt.Chart, value: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    """Return the average, the score as answered (hollow), and the way from there to the effect."""
    quiet: dict[str, Any] = {"color": theme.QUIET, "aria": False, "tooltip": None, "yOffset": _DROP}
    average = groups.mark_tick(**quiet, thickness=1.5, size=ROW).encode(x=value("average"))
    way = groups.mark_rule(**quiet, strokeWidth=1.5, strokeDash=[3, 3]).encode(
        x=value("raw"), x2="effect:Q"
    )
    own = groups.mark_rule(**quiet, strokeWidth=4, strokeCap="round", opacity=0.55).encode(
        x=value("raw_low"), x2="raw_high:Q"
    )
    dots = groups.mark_point(**quiet, size=70, strokeWidth=2).encode(
        x=value("raw"), shape=alt.value("circle")
    )
    return [average, way, own, dots]


def _effects(groups: alt.Chart, value: Any) -> Layers:  # noqa: ANN401 - channel maker of _spec
    colour = alt.Color("colour:N", scale=None)
    shapes = alt.Scale(domain=STANDINGS, range=[_SHAPES[Standing(word)] for word in STANDINGS])
    intervals = groups.mark_rule(
        strokeWidth=5, strokeCap="round", aria=False, tooltip=None, opacity=0.55, yOffset=_DROP
    ).encode(x=value("low"), x2="high:Q", color=colour)
    dots = groups.mark_point(filled=True, size=110, opacity=1, yOffset=_DROP).encode(
        x=value("effect"),
        color=colour,
        shape=alt.Shape("standing:N", scale=shapes, legend=None),
        opacity=picked_opacity(),
        **said(),
    )
    return [intervals, dots]


def _words(groups: alt.Chart) -> Layers:
    figures = f"{theme.PHONE} ? datum.short : datum.figure"
    return [
        rows.names(groups, "group", lift=_LIFT, limit="width - datum.room"),
        rows.figures(groups, figures, lift=_LIFT, color="datum.ink"),
    ]
