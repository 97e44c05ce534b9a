"""The shape of an answer: what every page, table, alert, report and script shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.rows import RowsAsked


@dataclass(frozen=True)
class Panel:
    """One drawing's worth of an answer.

    Attributes:
        title: The finding, as a sentence; or, when there is nothing, why, and what would fill it.
        frames: What is drawn, by the names `cxdash.charts` asks for; empty when nothing is.
        table: The same numbers under readers' labels, for the table beside the chart.
        how: How it was computed, in words a manager can repeat.
        rows: For each mark that can be picked (its key), the rows behind it.
    """

    title: str
    frames: Mapping[str, pd.DataFrame] = field(default_factory=dict[str, pd.DataFrame])
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    how: str = ""
    rows: Mapping[str, RowsAsked] = field(default_factory=dict[str, RowsAsked])

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.frames


@dataclass(frozen=True)
class Finding:
    """Something that changed for real, and the view that proves it.

    Attributes:
        sentence: What changed, by how much, how sure.
        better: True for good news, False for bad, None where neither is better.
        page: The page that shows it.
        link: What to set there: keys of links and their values.
        weight: How much it matters: size of the change times what it touches; larger first.
        p_adjusted: The chance of a false alarm, corrected for the number of looks.
    """

    sentence: str
    better: bool | None
    page: str
    link: Mapping[str, str]
    weight: float
    p_adjusted: float


@dataclass(frozen=True, eq=False)
class Answer:
    """A frozen answer to one question about one version of the facts; equal only to itself.

    Attributes:
        name: Which question of the product it answers.
        version: The version of the facts.
        question: What was asked.
        metric: The metric it is about; None where there are several.
        sentences: What to say, the verdict first.
        panels: The drawings, by name.
        findings: What changed for real, the weightiest first.
    """

    name: str
    version: str
    question: Question
    metric: Metric | None
    sentences: tuple[str, ...]
    panels: Mapping[str, Panel] = field(default_factory=dict[str, Panel])
    findings: tuple[Finding, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain values, for `--json`; docs/cli.md lists the fields."""
        period = self.question.filters.period
        return {
            "answer": self.name,
            "version": self.version,
            "metric": self.metric.name if self.metric else None,
            "period": [period.first.isoformat(), period.last.isoformat()] if period else None,
            "where": {name: list(values) for name, values in self.question.filters.where},
            "sentences": list(self.sentences),
            "findings": [
                {"sentence": found.sentence, "better": found.better, "page": found.page}
                for found in self.findings
            ],
            "panels": {
                name: {"title": panel.title, "how": panel.how, "rows": _records(panel.table)}
                for name, panel in self.panels.items()
            },
        }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table as records; dates as ISO text, missing values as null."""
    plain = frame.copy()
    for name in plain.select_dtypes(include=["datetime"]).columns:
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return json.loads(plain.to_json(orient="records", double_precision=15))
