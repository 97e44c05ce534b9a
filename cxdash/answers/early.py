"""Is a small shift adding up? CUSUM and EWMA: sooner than limits, harder to explain."""

from typing import Final

import numpy as np
import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.early_sentences import (
    Sums,
    cusum_how,
    cusum_title,
    early_sentence,
    ewma_how,
    ewma_title,
    too_early_sentence,
)
from cxdash.answers.series import Series, series_of
from cxdash.answers.words import GRAIN_WORDS, NOT_JUDGED
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import Reader
from cxdash.stats import FEWEST_POINTS, cusum, ewma
from cxdash.stats.early_warning import CUSUM_DECISION

ABOVE, BELOW, AVERAGE = "above average", "below average", "weighted average"
"""The lines that are drawn."""

STANDARD: Final = 1.0
"""Standard deviation of a value in standard errors from its centre."""


def early(reader: Reader, question: Question) -> Answer:
    """Answer whether a small shift of a metric is adding up.

    Panels: `cusum` and `ewma`, each with frame `lines`: `start`, `label`, `line` (which one),
    `value`, `lower`, `upper`, `signal`. People are not watched.
    """
    asked = asked_of(reader, question)
    series = series_of(reader, asked.metric, asked.course(question.filters))
    told, panels = _told(asked, series)
    return Answer("early", reader.facts.version, question, asked.metric, (told,), panels)


def _told(asked: Asked, series: Series | None) -> tuple[str, dict[str, Panel]]:
    if asked.question.filters.is_about_people:
        return NOT_JUDGED, {}
    points = _standardised(series) if series else pd.DataFrame()
    if series is None or len(points) < FEWEST_POINTS:
        return too_early_sentence(int(_in_newest_level(series).sum()) if series else 0), {}
    sums, frames = _sums(points)
    words = GRAIN_WORDS[series.grain][1]
    panels = {
        "cusum": Panel(
            cusum_title(sums), {"lines": frames[0]}, _table(frames[0]), cusum_how(sums, words)
        ),
        "ewma": Panel(
            ewma_title(sums), {"lines": frames[1]}, _table(frames[1]), ewma_how(sums, words)
        ),
    }
    return early_sentence(asked.metric, series.grain, sums), panels


def _standardised(series: Series) -> pd.DataFrame:
    """Return the points of the newest level: `start`, `label`, `z` (standard errors from centre).

    Points that are not complete, left out or without limits add nothing.
    """
    chart = series.chart
    known = _in_newest_level(series) & np.isfinite(chart.z)
    return series.points.loc[known, ["start", "label"]].assign(z=chart.z[known])


def _in_newest_level(series: Series) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return which points are complete, of the newest level and not left out."""
    chart = series.chart
    inside = chart.counted & np.isfinite(chart.values) & (chart.phase == chart.phase[-1])
    inside[[place for place, _ in chart.excluded]] = False
    return inside


def _sums(points: pd.DataFrame) -> tuple[Sums, tuple[pd.DataFrame, pd.DataFrame]]:
    """Return what the newest point has added up to, and the lines of both charts."""
    z, labels = points["z"].to_numpy("float64"), [str(label) for label in points["label"]]
    added, averaged = cusum(z, 0.0, sigma=STANDARD), ewma(z, 0.0, sigma=STANDARD)
    reach = np.full(len(z), CUSUM_DECISION)
    sides = [
        points.assign(line=ABOVE, value=added.above, signal=added.above > CUSUM_DECISION),
        points.assign(line=BELOW, value=-added.below, signal=added.below > CUSUM_DECISION),
    ]
    frames = (
        pd.concat([side.assign(lower=-reach, upper=reach) for side in sides], ignore_index=True),
        points.assign(
            line=AVERAGE,
            value=averaged.averages,
            lower=averaged.lower,
            upper=averaged.upper,
            signal=averaged.signal,
        ),
    )
    sums = Sums(
        points=len(z),
        newest=labels[-1],
        above=float(added.above[-1]),
        below=float(added.below[-1]),
        since_above=labels[_began(added.above)],
        since_below=labels[_began(added.below)],
        average=float(averaged.averages[-1]),
        reach=float(averaged.upper[-1]),
    )
    return sums, frames


def _began(sums: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> int:
    """Return where the newest sum began to grow from nothing; the newest point where it is 0."""
    zeros = np.flatnonzero(sums == 0)
    return min(int(zeros[-1]) + 1 if len(zeros) else 0, len(sums) - 1)


def _table(lines: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "label": "Period",
        "line": "Line",
        "value": "Standard errors",
        "lower": "Signal below",
        "upper": "Signal above",
        "signal": "Signals",
    }
    return lines[list(columns)].rename(columns=columns)
