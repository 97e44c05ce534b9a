"""The rows that charts over time draw, derived from the frames that answers hand over."""

from typing import Any, Final

import numpy as np
import pandas as pd

from cxdash.charts import layout, theme, words
from cxdash.charts.drawing import framed, plain
from cxdash.metrics.metric import Metric, shown

MOST_NOTES: Final = 4
"""Flagged points that carry their value as text; more would cover one another."""

MONTHS_FROM: Final = np.timedelta64(100, "D")
"""From this span on the time axis counts months, below it days."""

_TEXT = ("key", "label", "state")
_NUMBERS = ("value", "center", "lower", "upper", "low", "high", "n", "phase")
_STEPS = ("at", "center", "lower", "upper", "stretch", "provisional")


def trend_points(points: pd.DataFrame, metric: Metric, *, text: tuple[str, ...]) -> pd.DataFrame:
    """Return the points in plain types, with `tip` and `line` (the value where the line runs).

    The line leaves out a period that is not complete: its fall would be the calendar's.
    """
    marks = plain(
        points,
        text=(*_TEXT, *text),
        numbers=_NUMBERS,
        flags=("provisional",),
        dates=("start",),
    )
    complete = marks["state"].ne("not complete").to_numpy()
    told = [str(note) for note in points["told"]] if "told" in points else None
    marks["tip"] = words.point_tips(marks, metric, told=told)
    marks["line"] = np.where(complete, marks["value"].to_numpy(), np.nan)
    return marks


def control_points(points: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Return the points of a control chart.

    Returns:
        The columns of `trend_points` and `whisker_low`, `whisker_high` (the interval, only
        where there are no limits to say how sure), `note` (the value, at a few flagged points
        or a single one) and `above` (whether the point is above its mean).
    """
    marks = trend_points(points, metric, text=())
    states, values = marks["state"].to_numpy(), marks["value"].to_numpy()
    alone = np.isnan(marks["lower"].to_numpy()) & (states != "too few")
    outside = states == "outside limits"
    noted = (outside & (outside.sum() <= MOST_NOTES)) | (len(marks) == 1)
    marks["whisker_low"] = np.where(alone, marks["low"].to_numpy(), np.nan)
    marks["whisker_high"] = np.where(alone, marks["high"].to_numpy(), np.nan)
    marks["above"] = values >= marks["center"].to_numpy()
    marks["note"] = [
        (f"{label}: " if len(marks) == 1 else "") + shown(value, metric.unit) if note else ""
        for label, value, note in zip(marks["label"], values.tolist(), noted, strict=True)
    ]
    return marks


def limits(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the limits of one series of `trend_points` as steps; see `layout.limit_steps`."""
    return steps_framed(layout.limit_steps(marks))


def steps_framed(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows of `layout.limit_steps` as a frame."""
    columns = zip(*rows, strict=True) if rows else [()] * len(_STEPS)
    cells = dict(zip(_STEPS, columns, strict=True))
    return framed(
        text={"stretch": cells["stretch"]},
        numbers={name: cells[name] for name in ("center", "lower", "upper")},
        flags={"provisional": cells["provisional"]},
        dates={"at": cells["at"]},
    )


def span(marks: pd.DataFrame) -> layout.Moments:
    """Return the first and the last moment shown; none without points."""
    starts = np.unique(marks["start"].to_numpy("datetime64[ms]"))
    begins, ends = layout.period_edges(starts)
    return np.concatenate([begins[:1], ends[-1:]])


def kept_from(points: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Return the stretch that limits are kept from; no row where they come from all points.

    Args:
        points: As an answer hands them over; `baseline` says which lie in the stretch, if any do.
        marks: The same points of `trend_points`.

    Returns:
        `at` and `until`: where the stretch begins and ends on the time axis.
    """
    inside = np.zeros(len(marks), dtype=np.bool_)
    if "baseline" in points:
        inside = points["baseline"].to_numpy("bool")
    places = np.flatnonzero(inside)[[0, -1]] if inside.any() else np.array([], dtype="int64")
    begins, ends = layout.period_edges(marks["start"].to_numpy("datetime64[ms]"))
    return framed(dates={"at": begins[places[:1]], "until": ends[places[1:]]})


def control_range(
    marks: pd.DataFrame, steps: pd.DataFrame, targets: pd.DataFrame, metric: Metric
) -> tuple[float, float]:
    """Return the ends of the value axis: everything drawn fits."""
    drawn = [marks[name].to_numpy() for name in ("value", "whisker_low", "whisker_high")]
    drawn += [steps[name].to_numpy() for name in ("lower", "center", "upper")]
    drawn.append(targets["value"].to_numpy("float64"))
    return layout.value_range(drawn, metric.unit)


def end_labels(
    steps: pd.DataFrame, targets: pd.DataFrame, ends: tuple[float, float], metric: Metric
) -> pd.DataFrame:
    """Return the words at the right end of the lines.

    Returns:
        `kind` ("limit" or "target"), `words`, `short` (for a phone) and `place` (a value, moved
        where two labels would touch).
    """
    low, high = ends
    middle = "Median" if steps["lower"].isna().all() else "Mean"
    lines = [
        ("limit", name, value)
        for name, column in (("Upper", "upper"), (middle, "center"), ("Lower", "lower"))
        for value in steps[column].tolist()[-1:]
        if not np.isnan(value)
    ] + [
        ("target", str(label), float(value))
        for label, value in zip(targets["label"], targets["value"], strict=True)
    ]
    gap = layout.LABEL_GAP / theme.CHART_HEIGHT * (high - low)
    figures = [shown(value, metric.unit) for _, _, value in lines]
    return framed(
        text={
            "kind": [kind for kind, _, _ in lines],
            "words": [
                f"{layout.shortened(name, 16)} {figure}"
                for (_, name, _), figure in zip(lines, figures, strict=True)
            ],
            "short": figures,
        },
        numbers={"place": layout.spread([value for _, _, value in lines], gap, low, high)},
    )


def point_size(count: int) -> int:
    """Return the area of a point in square pixels: smaller when there are many."""
    return next(size for most, size in ((60, 62), (150, 30), (count, 12)) if count <= most)


def day_format(ends: layout.Moments) -> str:
    """Return how the time axis writes a tick: months over a long span, days over a short one.

    Nothing for a single period: its label stands beside its point.
    """
    if not len(ends) or ends[1] - ends[0] <= layout.LONE_PERIOD:
        return ""
    return "%b" if ends[1] - ends[0] >= MONTHS_FROM else "%d %b"
