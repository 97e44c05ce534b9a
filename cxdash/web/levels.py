"""New levels and points left out: offered, confirmed by a person with a reason, listed, undone."""

from datetime import date
from typing import Final

import streamlit as st

from cxdash.answers.answer import Answer
from cxdash.answers.charted import has_registers, segment_of
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.stats import FEWEST_POINTS
from cxdash.web import cache, cards, faults, shelf

_ONLY_WHOLE: Final = (
    "Levels and left-out periods belong to all rows or to one segment: clear the other filters to "
    "add one."
)


def offers(answer: Answer, question: Question) -> None:
    """Draw where a new level may have begun, each with the way to confirm it.

    Args:
        answer: The trend; without a panel `levels` nothing is drawn.
        question: The metric, and the segment that is asked for.
    """
    found = answer.panels.get("levels")
    if found is None:
        return
    rows = found.frames["levels"]
    for start, label, sentence in zip(
        *(rows[name].tolist() for name in ("start", "label", "sentence")), strict=True
    ):
        with st.container(key=f"level_{label}"):
            st.markdown(f":material/stairs: {cards.plain(str(sentence))}")
            asked = st.popover(
                f"Confirm a new level from {label}",
                icon=":material/check:",
                key=f"confirm_{label}",
                on_change="rerun",
            )
            if asked.open:
                with asked:
                    _confirm(question, start.date(), str(label))


def _confirm(question: Question, starts_on: date, label: str) -> None:
    """Draw the form that confirms a level; who and why are kept with it."""
    with st.form(f"level_form_{label}", border=False):
        note = st.text_input("What changed then", placeholder="New phone system since 1 June")
        who = st.text_input("Confirmed by", placeholder="Your name")
        confirmed = st.form_submit_button("Confirm", icon=":material/check:")
    if confirmed:
        with faults.told():
            cache.workspace().registers.phases.add(
                question.metric,
                starts_on,
                segment=segment_of(question.filters),
                note=note,
                confirmed_by=who,
            )
            st.rerun()


def kept(metric: Metric, question: Question) -> None:
    """Draw the confirmed levels of a metric, to read and to take back."""
    phases = cache.workspace().registers.phases
    st.markdown(
        f"**Confirmed levels** · each of {FEWEST_POINTS} points or more has limits of its own"
    )
    mine = [one for one in phases.list() if one.metric == metric.name]
    for one in mine:
        of = one.segment or "all segments"
        day, at = _day(one.starts_on), _day(date.fromisoformat(one.confirmed_at[:10]))
        text = f"from {day} · {of} · {one.note} ({one.confirmed_by}, {at})"
        shelf.line(text, f"phase_{one.id}", phases.remove, one.id)
    if not mine:
        st.caption("None yet. Where a level may have shifted for good, the page offers it.")
    if not has_registers(question.filters):
        st.caption(_ONLY_WHOLE)


def left_out(metric: Metric, question: Question, answer: Answer) -> None:
    """Draw the periods left out of a metric's limits, to read, to take back and to add to."""
    exclusions = cache.workspace().registers.exclusions
    st.markdown("**Left out of the limits** · still drawn, hollow, with the reason")
    for one in exclusions.list():
        if one.metric == metric.name:
            of, at = one.segment or "all segments", date.fromisoformat(one.excluded_at[:10])
            days = f"{_day(one.first_on)} to {_day(one.last_on)}"
            text = f"{days} · {of} · {one.reason} ({one.excluded_by}, {_day(at)})"
            shelf.line(text, f"exclusion_{one.id}", exclusions.remove, one.id)
    if answer.panels["trend"].is_empty or not has_registers(question.filters):
        return
    _leave_out(metric, question, answer)


def _leave_out(metric: Metric, question: Question, answer: Answer) -> None:
    """Draw the form that leaves one period out; the reason and the name are kept with it."""
    trend = answer.panels["trend"]
    points = trend.frames["points"]
    labels = dict(zip(points["key"].tolist(), points["label"].tolist(), strict=True))
    with st.form("new_exclusion", border=False, clear_on_submit=True):
        key = st.selectbox("Period", list(labels)[::-1], format_func=labels.__getitem__)
        reason = st.text_input("Reason", placeholder="The hotline was down for a week")
        who = st.text_input("Left out by", placeholder="Your name")
        added = st.form_submit_button("Leave out", icon=":material/remove_circle:")
    days = trend.rows[key].filters.period if key else None
    if added and days is not None:
        with faults.told():
            cache.workspace().registers.exclusions.add(
                metric.name,
                (days.first, days.last),
                segment=segment_of(question.filters),
                reason=reason,
                excluded_by=who,
            )
            st.rerun()


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
