"""Are the targets met? Tested together, not read off a line in a chart."""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import asked_of
from cxdash.answers.groups import SURE_ALONE, amounts, is_enough
from cxdash.answers.judge import Amount, interval_of
from cxdash.answers.target_sentences import (
    HOW_TARGETS,
    Aim,
    TargetVerdict,
    target_sentence,
    targets_title,
)
from cxdash.answers.words import spread
from cxdash.metrics.choices import measurable
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import is_known, measure
from cxdash.metrics.metric import ChartKind, Metric, shown
from cxdash.metrics.reader import Reader
from cxdash.stats import Against, holm, mean_against, nps_against, rate_against, share_against
from cxdash.store.registers.notes import Target

TESTED: Final[frozenset[ChartKind]] = frozenset({"share", "mean", "nps", "rate"})
"""Metrics whose value of a whole period can be held against a target: a count grows with it."""


def targets_panel(reader: Reader, question: Question) -> Panel | None:
    """Return which targets are met; None where none is set for what is shown, or for people.

    Frame `targets`, also the table: one row a target, in the order of the metrics.
    """
    if question.filters.is_about_people:
        return None
    metrics = {metric.name: metric for metric in measurable(reader) if metric.chart in TESTED}
    wanted = [one for one in _newest(reader, question) if one.metric in metrics]
    wanted.sort(key=lambda one: (list(metrics).index(one.metric), one.segment or ""))
    found = [pair for one in wanted if (pair := _measured(reader, question, one))]
    if not found:
        return None
    aims = _judged(found)
    table = pd.DataFrame([_row(aim) for aim in aims])
    return Panel(targets_title(aims), {"targets": table}, table, HOW_TARGETS)


def _newest(reader: Reader, question: Question) -> list[Target]:
    """Return the newest target of each metric and segment, of the chosen segments or of all."""
    chosen = question.filters.values("segment")
    kept: dict[tuple[str, str | None], Target] = {}
    for target in reader.targets:
        if not chosen or target.segment in chosen:
            kept[target.metric, target.segment] = target
    return list(kept.values())


def _measured(
    reader: Reader, question: Question, target: Target
) -> tuple[Metric, Target, Amount] | None:
    """Return the parts of the value that a target is for; None where it cannot be measured."""
    filters = question.filters
    if target.segment is not None:
        filters = filters.only("segment", target.segment)
    asked = replace(question, metric=target.metric, split=None, grain="month", filters=filters)
    metric = next(one for one in measurable(reader) if one.name == target.metric)
    is_way_known = metric.direction != "neither"
    if not (is_way_known and is_known(metric, (name for name, _ in filters.where))):
        return None
    found = asked_of(reader, asked)
    value = measure(reader, found.metric, filters=filters).fillna({"n": 0, "total": 0})
    return found.metric, target, amounts(value, found.metric, 1)[0]


def _judged(found: list[tuple[Metric, Target, Amount]]) -> list[Aim]:
    """Return the targets with their verdicts, corrected together (Holm)."""
    compared = sum(is_enough(metric, one) for metric, _, one in found)
    tests = [
        _against(metric, one, target.value, among=compared) if is_enough(metric, one) else None
        for metric, target, one in found
    ]
    adjusted = holm(np.array([test.p_value if test else np.nan for test in tests]))
    return [
        Aim(
            metric,
            target.segment,
            target.value,
            metric.scale * one.total / one.n if one.n > 0 else np.nan,
            interval_of(metric, one),
            one.n,
            _verdict(metric, one, target.value, float(p)),
            test.needed if test else np.nan,
        )
        for (metric, target, one), test, p in zip(found, tests, adjusted, strict=True)
    ]


def _against(metric: Metric, one: Amount, target: float, *, among: int) -> Against:
    """Return the test of a value against its target, planned as one of so many."""
    confidence = 1 - SURE_ALONE / among
    if metric.chart == "share":
        # A promise beyond all is held as one of all; an export may hold more than were invited.
        wanted = min(max(target, 0.0), 1.0)
        return share_against(min(one.total, one.n), one.n, wanted, confidence=confidence)
    if metric.chart == "rate":
        wanted = max(target, 0.0) / metric.scale
        return rate_against(one.total, one.n, wanted, confidence=confidence)
    test = mean_against if metric.chart == "mean" else nps_against
    return test(one.n, one.total, one.total_sq, target, confidence=confidence)


def _verdict(metric: Metric, one: Amount, target: float, p_adjusted: float) -> TargetVerdict:
    """Return whether a target is met; NaN for a target that was not tested."""
    if np.isnan(p_adjusted):
        return "too few"
    if p_adjusted > SURE_ALONE:
        return "cannot be told yet"
    is_above = metric.scale * one.total / one.n > target
    return "met" if is_above == (metric.direction == "up") else "missed"


def _row(aim: Aim) -> dict[str, object]:
    metric = aim.metric
    is_known_value = aim.verdict != "too few"
    return {
        "Metric": metric.label,
        "Segment": aim.segment or "all",
        "Value": shown(aim.value, metric.unit) if is_known_value else "",
        "Likely": spread(metric, *aim.interval) if is_known_value else "",
        "Target": shown(aim.target, metric.unit),
        "Verdict": aim.verdict,
        "Behind it": aim.n,
        "Needed": aim.needed if np.isfinite(aim.needed) else None,
        "In words": target_sentence(aim),
    }
