"""What the usual dashboard computes for each of the pages' questions: pandas, by hand.

Each function takes the three exports as frames, filters them with masks, and returns the figures it
would show. None of them has an interval, a limit or a test: that is what is usual.
"""

from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from benchmarks.asks import Ask
from cxdash.metrics.periods import Period

Frames = Mapping[str, pd.DataFrame]
"""The exports by the name of their table."""

Figures = dict[str, float]

DIMENSIONS: Final = ["segment", "process", "channel", "product"]
COLUMNS: Final = {
    "responses": [
        "occurred_at", *DIMENSIONS, "region", "employee", "survey", "metric_kind", "score",
        "expected_score", "customer_id",
    ],
    "complaints": ["occurred_at", *DIMENSIONS, "cause", "resolved_at", "cost"],
    "touches": ["occurred_at", *DIMENSIONS, "employee", "customer_id"],
}  # fmt: skip
SATISFIED, PROMOTER, DETRACTOR = 4, 9, 6


def overview(frames: Frames, ask: Ask, period: Period, before: Period) -> Figures:
    """Return every score and count of a period, each with its change."""
    figures: Figures = {}
    for which, days in (("", period), (" before", before)):
        answers, complaints, touches = (_of(frames[name], ask, days) for name in COLUMNS)
        kinds = answers.groupby("metric_kind")["score"]
        figures |= {f"mean {kind}{which}": mean for kind, mean in kinds.mean().items()}
        figures[f"csat{which}"] = _satisfied(answers).mean()
        figures[f"nps{which}"] = _points(answers).mean()
        figures[f"complaints{which}"] = len(complaints)
        figures[f"touches{which}"] = len(touches)
        figures[f"cost{which}"] = complaints["cost"].sum()
        figures[f"days{which}"] = _days(complaints).median()
    return figures


def trend(frames: Frames, ask: Ask, period: Period, before: Period) -> Figures:
    """Return satisfaction by month since the earlier period began, and what it is made of."""
    answers = _of(frames["responses"], ask, Period(before.first, period.last))
    csat = answers.assign(satisfied=_satisfied(answers))
    months = csat.groupby(csat["occurred_at"].dt.to_period("M"))["satisfied"].mean()
    newest = csat[csat["occurred_at"] >= pd.Timestamp(period.first)]
    newest.groupby("segment")["satisfied"].agg(["mean", "size"])
    newest.groupby("channel")["satisfied"].agg(["mean", "size"])
    newest["score"].value_counts()
    return {str(month): value for month, value in months.items()}


def complaints(frames: Frames, ask: Ask, period: Period, before: Period) -> Figures:
    """Return complaints by cause, and beside it by month, by segment, and their days open."""
    found = _of(frames["complaints"], ask, period)
    causes = found.groupby("cause").size()
    both = _of(frames["complaints"], ask, Period(before.first, period.last))
    both.groupby(both["occurred_at"].dt.to_period("M")).size()
    found.groupby(["cause", "segment"]).size()
    found.assign(days=_days(found)).groupby("cause")["days"].median()
    return {str(cause): count for cause, count in causes.items()}


def touchpoints(frames: Frames, ask: Ask, period: Period, _before: Period) -> Figures:
    """Return who touches whom, and how satisfied they were."""
    touches = _of(frames["touches"], ask, period)
    answers = _of(frames["responses"], ask, period)
    cells = touches.groupby(["process", "segment"]).size()
    answers.assign(satisfied=_satisfied(answers)).groupby(["process", "segment"])[
        "satisfied"
    ].mean()
    touches.groupby("employee").size()
    touches["customer_id"].nunique()
    return {" | ".join(cell): count for cell, count in cells.items()}


def people(frames: Frames, ask: Ask, period: Period, _before: Period) -> Figures:
    """Return the satisfaction of each process's and each employee's customers."""
    answers = _of(frames["responses"], ask, period)
    csat = answers.assign(satisfied=_satisfied(answers)).dropna(subset=["satisfied"])
    csat.groupby("process")["satisfied"].agg(["mean", "size"])
    employees = csat.groupby("employee")["satisfied"].agg(["mean", "size"])
    return {str(code): mean for code, mean in employees["mean"].items()}


ANSWERS: Final[Mapping[str, Callable[[Frames, Ask, Period, Period], Figures]]] = {
    "overview": overview,
    "trend": trend,
    "complaints": complaints,
    "touchpoints": touchpoints,
    "people": people,
}


def _of(frame: pd.DataFrame, ask: Ask, days: Period) -> pd.DataFrame:
    label, option = ask
    first, after = pd.Timestamp(days.first), pd.Timestamp(days.last) + pd.Timedelta(days=1)
    during = (frame["occurred_at"] >= first) & (frame["occurred_at"] < after)
    return frame[during & (frame[label.lower()] == option)]


def _satisfied(answers: pd.DataFrame) -> pd.Series:
    csat = answers[answers["metric_kind"] == "csat"]
    return (csat["score"] >= SATISFIED).astype(float)


def _points(answers: pd.DataFrame) -> pd.Series:
    scores = answers.loc[answers["metric_kind"] == "nps", "score"]
    return 100 * ((scores >= PROMOTER).astype(float) - (scores <= DETRACTOR).astype(float))


def _days(complaints: pd.DataFrame) -> pd.Series:
    return (complaints["resolved_at"] - complaints["occurred_at"]).dt.total_seconds() / 86_400
