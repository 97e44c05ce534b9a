"""What a page lets a reader choose beside the shared filters; all of it is in the address bar.

Keys: `m` metric, `by` split, `g` grain, and those of `chart_settings`; on the touchpoints page
`rows` and `score`; on the complaints page `of`, what the complaints are counted by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, cast

import streamlit as st

from cxdash.answers.touchpoints import ROW_CHOICES, SCORE_CHOICES
from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.choices import tells_apart
from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.filters import CHART_LABELS, Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import GRAINS, Grain
from cxdash.web import cache, chart_settings, links

_TOGETHER: Final = "All together"
_SUITED: Final = "Suits the period"
_COUNTED_BY: Final = ("cause", "subcause", "process", "product", "channel", "site", "team")

_LABELS: Final = {metric.name: metric.label for metric in METRICS}
_DIMENSION_LABELS: Final = {one.key: one.label for one in DIMENSIONS}
_NAMES: Final = {one.key: one.name for one in DIMENSIONS}
_KEYS: Final = {one.name: one.key for one in DIMENSIONS}


def trend(question: Question) -> Question | None:
    """Let the reader choose metric, split and time step; None where nothing is measured over time.

    Args:
        question: What the shared filters ask.
    """
    metrics = [metric for metric in cache.measurable() if metric.parts is not None]
    if not metrics:
        return None
    columns = st.columns([2, 2, 1.4, 1.3], vertical_alignment="bottom")
    with columns[0]:
        name = _choice("Metric", links.METRIC, [metric.name for metric in metrics], _LABELS)
    metric = next(metric for metric in metrics if metric.name == name)
    with columns[1]:
        split = _choice("Split by", links.SPLIT, ["", *_splits(metric)], _DIMENSION_LABELS)
    with columns[2]:
        grain = _choice("Time step", links.GRAIN, ["", *GRAINS], links.NAMED[links.GRAIN])
    step = cast("Grain", grain) if grain else None
    with columns[3]:
        judging = chart_settings.judging(step, _choice)
    return replace(question, metric=name, split=_NAMES.get(split), grain=step, judging=judging)


def complaints(question: Question) -> Question:
    """Let the reader choose what complaints are counted by, and how they are drawn over time."""
    known = [_KEYS[name] for name in _COUNTED_BY if name in cache.choices()]
    columns = st.columns([2, 1.3, 2.1], vertical_alignment="bottom")
    if len(known) > 1:
        with columns[0]:
            key = _choice("Count by", links.COUNTED, known, _DIMENSION_LABELS)
        question = replace(question, split=_NAMES[key])
    with columns[1]:
        judging = chart_settings.judging(None, _choice, charts=list(CHART_LABELS))
    return replace(question, judging=judging)


def touchpoints(question: Question) -> Question:
    """Let the reader choose the rows of the touch map and the score in its cells."""
    known = [_KEYS[name] for name in ROW_CHOICES if name in cache.choices()]
    measured = {metric.name for metric in cache.measurable()}
    scores = [name for name in SCORE_CHOICES if name in measured]
    columns = st.columns([2, 2, 1.4])
    if known:
        with columns[0]:
            key = _choice("Who touches", links.ROWS, known, _DIMENSION_LABELS)
        question = replace(question, split=_NAMES[key])
    if scores:
        with columns[1]:
            name = _choice("How it went", links.SCORE, scores, _LABELS)
        question = replace(question, metric=name)
    return question


def _splits(metric: Metric) -> list[str]:
    """Return the keys of the dimensions that tell at least two groups of a metric apart."""
    choices = cache.choices()
    return [
        one.key
        for one in DIMENSIONS
        if metric.table in one.tables
        and len(choices.get(one.name, ())) > 1
        and (metric.table != "scores" or tells_apart(cache.reader(), "scores", one.name))
    ]


def _choice(label: str, key: str, options: Sequence[str], labels: Mapping[str, str]) -> str:
    """Draw one choice; the first option is the default and stays out of the address bar."""
    open_label = _TOGETHER if key == links.SPLIT else _SUITED

    def read(option: str) -> str:
        return labels.get(option, open_label)

    links.check(key, options, read)
    chosen = st.selectbox(
        label,
        options,
        format_func=read,
        key=key,
        bind="query-params",
        persist_state="session",
    )
    links.settle(key)
    return chosen
