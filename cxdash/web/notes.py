"""What people type beside the numbers: events on the time axis, and targets."""

from datetime import date
from typing import Final

import streamlit as st

from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric, shown
from cxdash.web import cache, faults

_SHARE_AS_PERCENT: Final = 100.0


def editor(question: Question) -> None:
    """Draw the notes and targets of a metric, to add to and remove from.

    Args:
        question: The metric, and the segment a target is for where one is chosen.
    """
    metric = metric_named(question.metric)
    segments = question.filters.values("segment")
    segment = segments[0] if len(segments) == 1 else None
    shelf = st.expander(
        "Notes and targets", icon=":material/edit_note:", key="notes", on_change="rerun"
    )
    if not shelf.open:
        return
    with shelf:
        left, right = st.columns(2, gap="large")
        with left:
            _events()
        with right:
            _targets(metric, segment)


def _events() -> None:
    registers = cache.workspace().registers
    st.markdown("**What happened** · drawn as a line in every chart over time")
    for event in registers.events.list():
        day = f"{event.on_date.day} {event.on_date:%b %Y}"
        _line(f"{day} · {event.label}", f"event_{event.id}", registers.events.remove, event.id)
    with (
        st.form("new_event", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        on_date = st.date_input("Day", value=_newest(), format="YYYY-MM-DD", width=140)
        label = st.text_input("What happened", placeholder="New phone system")
        added = st.form_submit_button("Add", icon=":material/add:")
    if added:
        with faults.told():
            registers.events.add(on_date, label)
            st.rerun()


def _targets(metric: Metric, segment: str | None) -> None:
    registers = cache.workspace().registers
    whom = f"for {segment}" if segment else "for all segments; choose one segment for its own"
    st.markdown(f"**Target for {metric.label.lower()}** · {whom}")
    for target in registers.targets.list():
        if target.metric == metric.name:
            reads = f"{shown(target.value, metric.unit)} · {target.segment or 'all segments'}"
            _line(reads, f"target_{target.id}", registers.targets.remove, target.id)
    scale = _SHARE_AS_PERCENT if metric.unit == "share" else 1.0
    unit = " (%)" if metric.unit == "share" else ""
    with (
        st.form("new_target", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        value = st.number_input(f"Value{unit}", value=None, step=1.0, placeholder="–")
        added = st.form_submit_button("Set", icon=":material/flag:")
    if added and value is not None:
        registers.targets.add(metric.name, value / scale, segment=segment)
        st.rerun()


def _line(text: str, key: str, remove: object, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.text(text)
        st.button(
            "Remove",
            key=f"remove_{key}",
            icon=":material/close:",
            type="tertiary",
            on_click=remove,  # pyright: ignore[reportArgumentType] - a register's remove
            args=(number,),
        )


def _newest() -> date:
    span = cache.reader().span
    return span.last if span else date.today()  # noqa: DTZ011 - a day for a person, no moment
