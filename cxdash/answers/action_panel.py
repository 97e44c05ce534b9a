"""The panel of actions: what is drawn, the table beside it, and the complaints behind."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from cxdash.answers.action_sentences import (
    action_sentence,
    day_of,
    how_acted,
    summary_sentence,
    why_waiting,
)
from cxdash.answers.action_views import Judged
from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.needed import WORTH_SEEING
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.periods import Period
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import events_needed_rate
from cxdash.stats.pareto_order import FEWEST_COMPLAINTS
from cxdash.store.registers.notes import Event

MOST_DRAWN = 12
"""Comparisons drawn; the table has all of them."""


class Window(NamedTuple):
    """The whole months around an action, its own left out, oldest first."""

    event: Event
    before: tuple[date, ...]
    after: tuple[date, ...]


def actions_panel(
    asked: Asked,
    cause: str,
    found: list[Judged],
    windows: Sequence[Window],
    waiting: Sequence[Window],
) -> Panel:
    """Return the panel of comparisons that could be judged.

    Args:
        asked: The question.
        cause: The dimension whose values are judged.
        found: The comparisons, in the order to show; at least one.
        windows: The months around every action.
        waiting: Those of actions that cannot be judged.
    """
    drawn = found[:MOST_DRAWN]
    apart = [one.step.shown if one.step else None for one in drawn]
    frame = pd.DataFrame(
        {
            "key": [_key(one, "after") for one in drawn],
            "cause": [one.cause for one in drawn],
            "action": [f"{one.event.label}, {day_of(one.event.on_date)}" for one in drawn],
            "verdict": [str(one.verdict) for one in drawn],
            "ratio": [one.ratio.ratio for one in drawn],
            "low": [one.ratio.low for one in drawn],
            "high": [one.ratio.high for one in drawn],
            "step": [step.ratio if step else np.nan for step in apart],
            "step_low": [step.low if step else np.nan for step in apart],
            "step_high": [step.high if step else np.nan for step in apart],
            "before": [one.before[0] for one in drawn],
            "after": [one.after[0] for one in drawn],
        }
    )
    label = dimension_named(cause).label
    return Panel(
        summary_sentence(found),
        {"actions": frame},
        pd.DataFrame([*_lines(found, label), *_waiting_lines(waiting, label)]),
        how_acted(asked.metric, found, fewest=FEWEST_COMPLAINTS),
        _rows(asked, cause, drawn, {one.event.id: one for one in windows}),
    )


def _lines(found: Iterable[Judged], label: str) -> list[dict[str, object]]:
    """Return the comparisons as lines of the table; what is infinite is left empty."""
    return [
        {
            "Action": one.event.label,
            "Day": pd.Timestamp(one.event.on_date),
            label: one.cause,
            "Verdict": str(one.verdict),
            "Ratio": _known(one.ratio.ratio),
            "Likely from": _known(one.ratio.low),
            "Likely to": _known(one.ratio.high),
            "Ratio, trend apart": _known(one.step.shown.ratio) if one.step else None,
            "Trend apart, from": _known(one.step.shown.low) if one.step else None,
            "Trend apart, to": _known(one.step.shown.high) if one.step else None,
            "Before": one.before[0],
            "After": one.after[0],
            "Needed before": _needed(one),
            "Months before": one.months[0],
            "Months after": one.months[1],
            "In words": action_sentence(one),
        }
        for one in found
    ]


def _waiting_lines(waiting: Iterable[Window], label: str) -> list[dict[str, object]]:
    return [
        {
            "Action": one.event.label,
            "Day": pd.Timestamp(one.event.on_date),
            label: "",
            "Verdict": "cannot be judged",
            "Months before": len(one.before),
            "Months after": len(one.after),
            "In words": why_waiting(len(one.before), len(one.after)),
        }
        for one in waiting
    ]


def _known(number: float) -> float | None:
    return number if np.isfinite(number) else None


def _needed(one: Judged) -> int:
    """Return the complaints before with which a fall of a fifth would be shown."""
    return events_needed_rate(WORTH_SEEING, exposure_ratio=one.after[1] / one.before[1])


def _key(one: Judged, side: str) -> str:
    return f"{one.cause} {side} {one.event.label}, {day_of(one.event.on_date)}"


def _rows(
    asked: Asked, cause: str, found: Iterable[Judged], windows: Mapping[int, Window]
) -> dict[str, RowsAsked]:
    """Return the complaints after and before each action, of its cause."""
    rows: dict[str, RowsAsked] = {}
    for one in found:
        window = windows[one.event.id]
        filters = asked.question.filters.only(cause, one.cause)
        for side, months in (("after", window.after), ("before", window.before)):
            last = months[-1]
            end = last.replace(day=monthrange(last.year, last.month)[1])
            rows[_key(one, side)] = RowsAsked("complaints", filters.within(Period(months[0], end)))
    return rows
