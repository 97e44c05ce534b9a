"""What people type beside the numbers: events, targets, levels, points left out, baselines."""

from datetime import date
from typing import Final

import streamlit as st

from cxdash.answers.answer import Answer
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric, Unit, shown
from cxdash.web import baselines, cache, faults, levels, shelf

_SHARE_AS_PERCENT: Final = 100.0

_ENDS: Final[dict[Unit, tuple[float | None, float | None]]] = {
    "share": (0.0, _SHARE_AS_PERCENT),
    "points": (-100.0, 100.0),
    "score": (None, None),
}
"""The least and the most a target may be, as it is typed; scores have scales of their own."""


def editor(question: Question, answer: Answer) -> None:
    """Draw the notes, targets and levels of a metric, to add to and remove from.

    Args:
        question: The metric, and the segment a target is for where one is chosen.
        answer: The trend, whose periods may be left out of its limits.
    """
    metric = metric_named(question.metric)
    segments = question.filters.values("segment")
    segment = segments[0] if len(segments) == 1 else None
    place = st.expander(
        "Notes, targets and levels", icon=":material/edit_note:", key="notes", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        left, right = st.columns(2, gap="large")
        with left:
            _events()
        with right:
            _targets(metric, segment)
        left, right = st.columns(2, gap="large")
        with left:
            levels.kept(metric, question)
        with right:
            levels.left_out(metric, question, answer)
        baselines.kept(metric, question, answer)


def _events() -> None:
    registers = cache.workspace().registers
    st.markdown("**What happened** · drawn as a line in every chart over time")
    for event in registers.events.list():
        day = f"{event.on_date.day} {event.on_date:%b %Y}"
        text = f"{day} · {event.label}" + (f" · {event.note}" if event.note else "")
        shelf.line(text, f"event_{event.id}", registers.events.remove, event.id)
    with (
        st.form("new_event", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        on_date = st.date_input("Day", value=_newest(), format="YYYY-MM-DD", width=140)
        label = st.text_input("What happened", placeholder="New phone system")
        note = st.text_input("Note", placeholder="Callers are told how long they will wait")
        added = st.form_submit_button("Add", icon=":material/add:")
    if added:
        with faults.told():
            registers.events.add(on_date, label, note=note)
            st.rerun()


def _targets(metric: Metric, segment: str | None) -> None:
    registers = cache.workspace().registers
    whom = f"for {segment}" if segment else "for all segments; choose one segment for its own"
    st.markdown(f"**Target for {metric.label.lower()}** · {whom}")
    for target in registers.targets.list():
        if target.metric == metric.name:
            reads = f"{shown(target.value, metric.unit)} · {target.segment or 'all segments'}"
            shelf.line(reads, f"target_{target.id}", registers.targets.remove, target.id)
    scale = _SHARE_AS_PERCENT if metric.unit == "share" else 1.0
    unit = " (%)" if metric.unit == "share" else ""
    low, high = _ENDS.get(metric.unit, (0.0, None))
    with (
        st.form("new_target", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        value = st.number_input(
            f"Value{unit}",
            min_value=low,
            max_value=high,
            value=None,
            step=1.0,
            placeholder="–",
        )
        added = st.form_submit_button("Set", icon=":material/flag:")
    if added and value is not None:
        registers.targets.add(metric.name, value / scale, segment=segment)
        st.rerun()


def _newest() -> date:
    span = cache.reader().span
    return span.last if span else date.today()  # noqa: DTZ011 - a day for a person, no moment
