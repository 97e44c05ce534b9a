"""The touch matrix: who touches which segment how often, and how that segment rates it."""

from typing import Final

import pandas as pd

from cxdash.charts import cells, words
from cxdash.charts.cells import Tone
from cxdash.charts.drawing import Columns, Drawing, framed
from cxdash.metrics.metric import Metric, shown

_TONES: Final[dict[str, Tone]] = {
    "better": "good",
    "worse": "bad",
    "too few": "few",
}
_ARROWS: Final = {"better": "▲ ", "worse": "▼ "}
_LEGEND: Final[dict[Tone, str]] = {
    "good": "▲ better than the rest",
    "bad": "▼ worse than the rest",
    "plain": "as the rest, or not compared",
    "few": "too few to say",
}


def touch_matrix(frame: pd.DataFrame, metric: Metric, corner: tuple[str, str]) -> Drawing:
    """Draw the value, its n and the touches in each cell.

    Args:
        frame: `row`, `column`, `touches`, `value`, `low`, `high`, `n`, `verdict` and `key`; rows
            and columns in the order to show.
        metric: Gives the name, unit, noun and the fewest n that is shown.
        corner: What the rows and what the columns are: ("Process", "Segment").

    Returns:
        A drawing that picks `key`.
    """
    few = frame["verdict"].eq("too few")
    counted = frame.assign(
        n=frame["n"].fillna(0),
        touches=frame["touches"].fillna(0),
        **{name: frame[name].mask(few) for name in ("value", "low", "high")},
    )
    columns = {str(name): counted[name].tolist() for name in counted}
    verdicts = columns["verdict"]
    marked = framed(
        text={
            "row": columns["row"],
            "column": columns["column"],
            "key": columns["key"],
            "tone": [_TONES.get(verdict, "plain") for verdict in verdicts],
            "main": [
                _ARROWS.get(verdict, "") + shown(value, metric.unit) if verdict != "too few" else ""
                for verdict, value in zip(verdicts, columns["value"], strict=True)
            ],
            "second": [
                f"n<{metric.fewest}" if verdict == "too few" else f"n {n:,.0f}"
                for verdict, n in zip(verdicts, columns["n"], strict=True)
            ],
            "third": [words.counted(touches, "touches") for touches in columns["touches"]],
            "tip": _tips(columns, metric),
        },
    )
    spec, datasets = cells.grid(marked, corner=corner, legend=_LEGEND)
    return Drawing(
        spec=spec,
        datasets=datasets,
        alt=f"{metric.label} and touches by {corner[0].lower()} and {corner[1].lower()}",
        picks="key",
    )


def _tips(columns: Columns, metric: Metric) -> list[str]:
    names = ("row", "column", "value", "low", "high", "n", "touches", "verdict")
    return [
        f"{row} and {column}: "
        + words.sentence(
            f"fewer than {metric.fewest} {metric.noun}, too few to say"
            if verdict == "too few"
            else f"{metric.label} {shown(value, metric.unit)}",
            words.likely(low, high, metric),
            "" if verdict == "too few" else words.counted(n, metric.noun),
            words.counted(touches, "touches"),
            "" if verdict == "too few" else _read(verdict),
        )
        for row, column, value, low, high, n, touches, verdict in zip(
            *(columns[name] for name in names), strict=True
        )
    ]


def _read(verdict: str) -> str:
    return f"{verdict} than the rest" if verdict in _ARROWS else verdict
