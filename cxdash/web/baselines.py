"""The stretch of time that limits are kept from: set by a person with a reason, changed, undone."""

from datetime import date

import streamlit as st

from cxdash.answers.answer import Answer
from cxdash.answers.baselines import require_enough
from cxdash.answers.charted import baseline_of, has_registers, segment_of
from cxdash.answers.rules_told import NOT_COMPLETE
from cxdash.answers.words import day_of, days_of
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Period
from cxdash.web import cache, faults, shelf


def kept(metric: Metric, question: Question, answer: Answer) -> None:
    """Draw the baselines of a metric, to read, to change and to take back.

    Args:
        metric: Whose limits.
        question: Which rows; a baseline is for all of them or for one segment.
        answer: The trend, whose periods it is chosen from.
    """
    baselines = cache.workspace().registers.baselines
    st.markdown("**Limits kept from** · later points are judged by these periods, and move nothing")
    mine = [one for one in baselines.list() if one.metric == metric.name]
    for one in mine:
        of, at = one.segment or "all segments", date.fromisoformat(one.set_at[:10])
        days = days_of(Period(one.first_on, one.last_on))
        text = f"{days} · {of} · {one.note} ({one.set_by}, {day_of(at)})"
        shelf.line(text, f"baseline_{one.id}", baselines.remove, one.id)
    if not mine:
        st.caption("None: limits come from all complete periods of a level.")
    if not answer.panels["trend"].is_empty and has_registers(question.filters):
        _choose(metric, question, answer)


def _choose(metric: Metric, question: Question, answer: Answer) -> None:
    """Draw the form that keeps limits from some periods, or changes those they are kept from."""
    trend = answer.panels["trend"]
    points = trend.frames["points"]
    labels, keys = points["label"].tolist(), points["key"].tolist()
    places = list(range(len(labels)))
    now = baseline_of(cache.reader(), metric, question.filters)
    inside = [
        place
        for place, start in enumerate(points["start"])
        if now is not None and now.first_on <= start.date() <= now.last_on
    ] or places
    with st.form("new_baseline", border=False, clear_on_submit=now is None):
        with st.container(horizontal=True):
            first = st.selectbox("From", places, inside[0], format_func=labels.__getitem__)
            last = st.selectbox("To", places, inside[-1], format_func=labels.__getitem__)
        note = st.text_input(
            "Why these periods", now.note if now else "", placeholder="The year before the move"
        )
        who = st.text_input("Set by", placeholder="Your name")
        done = st.form_submit_button(
            "Change" if now else "Keep limits from these", icon=":material/lock:"
        )
    if not done:
        return
    with faults.told():
        require_enough(labels, points["state"].ne(NOT_COMPLETE).tolist(), (first, last))
        periods = [trend.rows[keys[place]].filters.period for place in (first, last)]
        days = [period for period in periods if period is not None]
        chosen = (days[0].first, days[-1].last)
        baselines = cache.workspace().registers.baselines
        if now is None:
            segment = segment_of(question.filters)
            baselines.add(metric.name, chosen, segment=segment, note=note, set_by=who)
        else:
            baselines.change(now.id, chosen, note=note, set_by=who)
        st.rerun()
