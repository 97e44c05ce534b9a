"""Did our corrective actions work? Each noted action against the causes it was meant for."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from cxdash.answers.action_panel import Window, actions_panel
from cxdash.answers.action_sentences import (
    NO_EVENT,
    NO_MONTHS,
    action_sentence,
    chance_sentence,
    waiting_sentence,
)
from cxdash.answers.action_views import Judged, Months, judged, screened
from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.charted import Course
from cxdash.answers.series import series_of
from cxdash.answers.words import NOT_JUDGED
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import exposure_of, measured, require_known
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.periods import next_start
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.stats import ActionVerdict
from cxdash.stats.pareto_order import FEWEST_COMPLAINTS
from cxdash.store.registers.notes import Event

MOST_MONTHS = 36
"""Months looked at on each side: a trend is no straight line for longer."""

MOST_SAID = 3
"""Comparisons told in a sentence of their own; the table has one for each."""

_SAY_NOTHING = frozenset({"other", "others", "unknown", "none", "various", NOT_RECORDED})
"""Causes that a note does not mean when it uses the word."""

_Counted = dict[date, tuple[float, float]]
"""Complaints and exposure by the first day of their month."""

_ORDER = (ActionVerdict.WORSE, ActionVerdict.EFFECTIVE, ActionVerdict.NOT_SHOWN)


def actions(reader: Reader, question: Question) -> Answer:
    """Answer whether the noted actions lowered the complaints they were meant for.

    All data count, whatever the question's period: an action needs a time before and after.

    Panels: `actions`.

    Raises:
        QuestionError: If complaints are to be told apart by employee, or by what they do not know.
    """
    cause = question.split or "cause"
    if cause == EMPLOYEE:
        raise QuestionError(
            "Actions are not judged by employee.",
            next_step="Split them by cause, process or team.",
        )
    require_known(
        metric_named("complaints"), (cause, *(name for name, _ in question.filters.where))
    )
    rate = metric_named("complaint_rate")
    metric = rate if exposure_of(reader, rate) else metric_named("complaints")
    everything = replace(
        question, metric=metric.name, split=None, grain="month",
        filters=question.filters.within(reader.span),
    )  # fmt: skip
    sentences, panel = _told(asked_of(reader, everything), cause)
    plain = replace(question, filters=question.filters.within(None))
    return Answer("actions", reader.facts.version, plain, metric, sentences, {"actions": panel})


def _told(asked: Asked, cause: str) -> tuple[tuple[str, ...], Panel]:
    """Return what is said of all actions, and the panel."""
    if asked.question.filters.is_about_people:
        return _nothing(NOT_JUDGED)
    span, months = asked.reader.span, _whole_months(asked)
    if not asked.reader.events:
        return _nothing(NO_EVENT)
    if span is None or not months:
        return _nothing(NO_MONTHS)
    windows = [
        _window(event, months)
        for event in asked.reader.events
        if span.first <= event.on_date <= span.last
    ]
    if not windows:
        return _nothing("No noted action lies within the days of the data.")
    found, waiting = _judged(asked, cause, windows)
    late = [(one.event, len(one.before), len(one.after)) for one in waiting]
    if not found:
        return _nothing("No action can be judged yet.", waiting_sentence(late))
    panel = actions_panel(asked, cause, found, windows, waiting)
    said = [action_sentence(one) for one in found[:MOST_SAID]]
    told = [f"{panel.title}.", *said, chance_sentence(found), waiting_sentence(late)]
    return tuple(filter(None, told)), panel


def _nothing(*sentences: str) -> tuple[tuple[str, ...], Panel]:
    told = tuple(filter(None, sentences))
    return told, Panel(" ".join(told))


def _whole_months(asked: Asked) -> tuple[date, ...]:
    """Return the first days of the months that complaints and exposure cover wholly."""
    series = series_of(asked.reader, asked.metric, Course(asked.question.filters, "month"))
    if series is None:
        return ()
    starts = series.points["start"][series.chart.counted]
    return tuple(start.date() for start in starts)


def _window(event: Event, months: Sequence[date]) -> Window:
    own = event.on_date.replace(day=1)
    before = tuple(month for month in months if month < own)[-MOST_MONTHS:]
    return Window(event, before, tuple(month for month in months if month > own)[:MOST_MONTHS])


def _judged(
    asked: Asked, cause: str, windows: Sequence[Window]
) -> tuple[list[Judged], list[Window]]:
    """Return every comparison with its verdict, the planned first; and what cannot be judged."""
    by_cause = _by_cause(asked, cause)
    found: list[Judged] = []
    waiting: list[Window] = []
    for window in windows:
        named = causes_named(f"{window.event.label}. {window.event.note}", by_cause)
        fewest = 1 if named else FEWEST_COMPLAINTS
        pairs = [(name, _months(by_cause[name], window)) for name in named or by_cause]
        told = [
            judged(window.event, name, months, named=bool(named))
            for name, months in pairs
            if months.are_enough and months.complaints.sum() >= fewest
        ]
        found += told
        waiting += [] if told else [window]
    return sorted(screened(found), key=_rank), waiting


def _rank(one: Judged) -> tuple[bool, int, date, int]:
    place = _ORDER.index(one.verdict)
    return not one.named, 0 if one.named else place, one.event.on_date, -one.before[0]


def causes_named(text: str, causes: Iterable[str]) -> list[str]:
    """Return the causes that a text names, the longest name first.

    A name within a longer one does not count again: "late delivery" is not "delivery".

    Examples:
        >>> causes_named("Fewer invoice errors, CAPA-07", ["Invoice error", "Error", "Other"])
        ['Invoice error']
    """
    found: list[str] = []
    left = text.casefold()
    for name in sorted(causes, key=len, reverse=True):
        plain = name.casefold()
        shape = rf"(?<!\w){re.escape(plain)}(?:e?s)?(?!\w)"
        if plain not in _SAY_NOTHING and re.search(shape, left):
            found.append(name)
            left = re.sub(shape, " ", left)
    return found


def _by_cause(asked: Asked, cause: str) -> dict[str, _Counted]:
    """Return complaints and exposure of each cause by month; a count has the days of the month."""
    rows = measured(
        asked.reader, asked.metric, filters=asked.question.filters, by=(cause,), grain="month"
    )
    found: dict[str, _Counted] = {}
    starts = [pd.Timestamp(start).date() for start in rows[PERIOD]]
    for start, name, total, n in zip(starts, rows[cause], rows["total"], rows["n"], strict=True):
        found.setdefault(str(name), {})[start] = (float(total), float(n))
    if asked.metric.chart == "rate":
        return found
    return {
        name: {
            month: (counted.get(month, (0.0, 0.0))[0], float(_days(month)))
            for month in _every_month(starts)
        }
        for name, counted in found.items()
    }


def _every_month(starts: Sequence[date]) -> list[date]:
    first, last = min(starts), max(starts)
    months = [first]
    while months[-1] < last:
        months.append(next_start(months[-1], "month"))
    return months


def _days(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _months(counted: _Counted, window: Window) -> Months:
    """Return the months of one cause around an action; those without exposure are left out."""
    starts = [*window.before, *window.after]
    rows = [
        (start.year * 12 + start.month, *counted[start], place >= len(window.before))
        for place, start in enumerate(starts)
        if start in counted and counted[start][1] > 0
    ]
    number, complaints, exposure, after = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Months(
        np.array(number, np.float64),
        np.array(complaints, np.float64),
        np.array(exposure, np.float64),
        np.array(after, np.bool_),
    )
