"""The rows that charts over time draw, derived from the frames that answers hand over."""

from typing import Final

import pandas as pd

from cxdash.charts import layout, theme, words
from cxdash.charts.drawing import plain
from cxdash.metrics.metric import Metric, shown

MOST_NOTES: Final = 4
"""Flagged points that carry their value as text; more would cover one another."""

MONTHS_FROM: Final = pd.Timedelta(days=100)
"""From this span on the time axis counts months, below it days."""

_TEXT = ["key", "label", "state"]
_NUMBERS = ["value", "center", "lower", "upper", "low", "high", "n", "phase"]


def trend_points(points: pd.DataFrame, metric: Metric, *, text: list[str]) -> pd.DataFrame:
    """Return the points in plain types, with `tip` and `line` (the value where the line runs).

    The line leaves out a period that is not complete: its fall would be the calendar's.
    """
    marks = plain(
        points,
        text=[*_TEXT, *text],
        numbers=_NUMBERS,
        flags=["provisional"],
        dates=["start"],
    )
    complete = marks["value"].where(marks["state"] != "not complete")
    return marks.assign(tip=words.point_tips(marks, metric), line=complete)


def control_points(points: pd.DataFrame, metric: Metric) -> pd.DataFrame:
    """Return the points of a control chart.

    Returns:
        The columns of `trend_points` and `whisker_low`, `whisker_high` (the interval, only
        where there are no limits to say how sure), `note` (the value, at a few flagged points
        or a single one) and `above` (whether the point is above its mean).
    """
    marks = trend_points(points, metric, text=[])
    alone = marks["lower"].isna() & (marks["state"] != "too few")
    outside = marks["state"] == "outside limits"
    noted = outside & (outside.sum() <= MOST_NOTES) | (len(marks) == 1)
    return marks.assign(
        whisker_low=marks["low"].where(alone),
        whisker_high=marks["high"].where(alone),
        above=marks["value"] >= marks["center"],
        note=[
            (f"{label}: " if len(marks) == 1 else "") + shown(value, metric.unit) if note else ""
            for label, value, note in zip(marks["label"], marks["value"], noted, strict=True)
        ],
    )


def limits(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the limits of one series of `trend_points` as steps; see `layout.limit_steps`."""
    return plain(
        layout.limit_steps(marks),
        text=["stretch"],
        numbers=["center", "lower", "upper"],
        flags=["provisional"],
        dates=["at"],
    )


def span(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the first and the last moment shown, as two rows of `at`; none without points."""
    begins, ends = layout.period_edges(marks["start"].drop_duplicates().sort_values())
    edges = pd.concat([begins.head(1), ends.tail(1)])
    return plain(pd.DataFrame({"at": edges}), dates=["at"])


def control_range(
    marks: pd.DataFrame, steps: pd.DataFrame, targets: pd.DataFrame, metric: Metric
) -> tuple[float, float]:
    """Return the ends of the value axis: everything drawn fits."""
    drawn = [marks[name] for name in ("value", "whisker_low", "whisker_high")]
    drawn += [steps["lower"], steps["upper"], targets["value"].astype("float64")]
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
    last = steps.tail(1)
    lines = [
        ("limit", name, value)
        for name, column in (("Upper", "upper"), ("Mean", "center"), ("Lower", "lower"))
        for value in last[column]
    ] + [
        ("target", str(label), float(value))
        for label, value in zip(targets["label"], targets["value"], strict=True)
    ]
    gap = layout.LABEL_GAP / theme.CHART_HEIGHT * (high - low)
    rows = pd.DataFrame(
        {
            "kind": [kind for kind, _, _ in lines],
            "words": [
                f"{layout.shortened(name, 16)} {shown(value, metric.unit)}"
                for _, name, value in lines
            ],
            "short": [shown(value, metric.unit) for _, _, value in lines],
            "place": layout.spread([value for _, _, value in lines], gap, low, high),
        }
    )
    return plain(rows, text=["kind", "words", "short"], numbers=["place"])


def happenings(events: pd.DataFrame, shown_span: pd.DataFrame) -> pd.DataFrame:
    """Return the events within the span, with the place of each label on a page and a phone.

    Returns:
        `on`, `side` (where the text ends: "left" reads to the right), `label_wide`,
        `label_narrow` (empty where there is no room), `lift_wide`, `lift_narrow` (pixels above
        the plot) and `tip`.
    """
    dated = plain(events, text=["label", "note"], dates=["on"]).sort_values("on")
    ends = shown_span["at"]
    rows = dated[dated["on"].between(ends.min(), ends.max())]
    length = ends.max() - ends.min()
    shares = [(day - ends.min()) / length for day in rows["on"]]
    columns: dict[str, list[object]] = {
        "side": ["right" if layout.reads_left(share) else "left" for share in shares],
        "tip": [
            f"{day:%d %b %Y}: {words.sentence(label, note)}"
            for day, label, note in zip(rows["on"], rows["label"], rows["note"], strict=True)
        ],
    }
    for name, width, longest in (("wide", layout.WIDE, 34), ("narrow", layout.NARROW, 18)):
        cut = [layout.shortened(label, longest) for label in rows["label"]]
        lanes = layout.event_lanes(shares, cut, width)
        columns[f"label_{name}"] = [
            label if lane >= 0 else "" for label, lane in zip(cut, lanes, strict=True)
        ]
        columns[f"lift_{name}"] = [max(lane, 0) * layout.LANE + 4 for lane in lanes]
    return plain(
        pd.DataFrame(columns | {"on": rows["on"].tolist()}),
        text=["side", "label_wide", "label_narrow", "tip"],
        numbers=["lift_wide", "lift_narrow"],
        dates=["on"],
    )


def headroom(rows: pd.DataFrame) -> float:
    """Return the pixels above the plot that the labels of the events and the title take."""
    if rows.empty:
        return 18.0
    return float(rows[["lift_wide", "lift_narrow"]].to_numpy().max()) + 28.0


def point_size(count: int) -> int:
    """Return the area of a point in square pixels: smaller when there are many."""
    return next(size for most, size in ((60, 62), (150, 30), (count, 12)) if count <= most)


def day_format(shown_span: pd.DataFrame) -> str:
    """Return how the time axis writes a tick: months over a long span, days over a short one.

    Nothing for a single period: its label stands beside its point.
    """
    ends = shown_span["at"]
    if shown_span.empty or ends.max() - ends.min() <= layout.LONE_PERIOD:
        return ""
    return "%b" if ends.max() - ends.min() >= MONTHS_FROM else "%d %b"
