"""Are there answers enough? For every comparison what it can show, and what a real one takes."""

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.charted import SINGLE_VALUES
from cxdash.answers.compared import Compared, compared_of
from cxdash.answers.judge import Amount
from cxdash.answers.needed import Need, need_of, worth_of
from cxdash.answers.needed_sentences import (
    HOW_NEEDED,
    need_sentence,
    needed_among,
    needed_paragraph,
    needed_title,
    sizes_told,
)
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.choices import measurable
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import is_known
from cxdash.metrics.metric import Metric
from cxdash.metrics.reader import Reader

NOTHING_COMPARED = "Nothing here is compared with anything, so no number of answers can be told."


def needed(reader: Reader, question: Question) -> Answer:
    """Answer how many answers it takes, for every metric and what it is compared with.

    Panel `needed`: one row a metric.
    """
    found = [] if question.filters.is_about_people else list(_needs(reader, question))
    told = NOT_JUDGED if question.filters.is_about_people else NOTHING_COMPARED
    panel = Panel(told)
    if found:
        title = needed_title(sum(need.is_enough for _, need in found), len(found))
        rows = pd.DataFrame([_row(metric, need, question) for metric, need in found])
        panel = Panel(title, {"needed": rows}, rows, HOW_NEEDED)
    return Answer("needed", reader.facts.version, question, None, (panel.title,), {"needed": panel})


def _needs(reader: Reader, question: Question) -> Iterable[tuple[Metric, Need]]:
    for metric in measurable(reader):
        if not _is_compared(metric, question):
            continue
        asked = asked_of(reader, replace(question, metric=metric.name, split=None, grain="month"))
        need = _need(asked, compared_of(asked))
        if need is not None:
            yield asked.metric, need


def _is_compared(metric: Metric, question: Question) -> bool:
    """Whether a change of the metric would be news: counts of work are not."""
    named = (name for name, _ in question.filters.where)
    return (
        metric.parts is not None
        and metric.direction != "neither"
        and metric.chart not in SINGLE_VALUES
        and is_known(metric, named)
    )


def _row(metric: Metric, need: Need, question: Question) -> dict[str, object]:
    found, matters = sizes_told(metric, need)
    return {
        "Metric": metric.label,
        "Found from": found,
        "Matters": matters,
        "Behind it": need.sizes[0],
        "Compared with": need.sizes[1],
        "Needed": need.needed,
        "Enough": "yes" if need.is_enough else "no",
        "In words": need_sentence(metric, need, question.compare),
    }


def with_need(panel: Panel, asked: Asked, found: Compared) -> Panel:
    """Return a panel whose "how it was computed" says how many answers its comparison takes."""
    need = None if panel.is_empty else _need(asked, found)
    told = needed_paragraph(asked.metric, need, asked.question.compare)
    return replace(panel, how="\n\n".join(filter(None, [panel.how, told])))


def _need(asked: Asked, found: Compared) -> Need | None:
    if found.other is None or not found.one.n > 0:
        return None
    return need_of(asked.metric, found.one, found.other, worth_of(asked, found.value))


def needed_by_groups(asked: Asked, pairs: Iterable[tuple[str, Amount, Amount]]) -> str:
    """Return what groups side by side can show; empty where none is compared.

    Args:
        asked: The question.
        pairs: Name of each group that is compared, its parts, and those it is compared with.
    """
    sized = sorted(
        (
            (min(_counted(asked.metric, one), _counted(asked.metric, other)), name, one, other)
            for name, one, other in pairs
            if _counted(asked.metric, other) > 0
        ),
        key=lambda each: each[:2],
    )
    # Two tell the range: what lies between need not be worked out on every page.
    ends = [
        (name, need)
        for _, name, one, other in sized[:: max(1, len(sized) - 1)]
        if (need := _need(asked, Compared(_value(asked.metric, one), one, other)))
    ]
    if not ends:
        return ""
    return needed_among(asked.metric, ends[-1], ends[0], asked.question.compare)


def _counted(metric: Metric, one: Amount) -> float:
    """Return what a side shows more by: its answers, or the events of a rate."""
    return one.total if metric.chart in {"rate", "count"} else one.n


def _value(metric: Metric, one: Amount) -> float:
    return metric.scale * one.total / one.n
