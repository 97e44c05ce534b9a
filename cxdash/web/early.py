"""Early warning on a page: asked for only when a reader opens it."""

import streamlit as st

from cxdash.metrics.filters import Question
from cxdash.web import cache, cards, drill


def section(question: Question) -> None:
    """Draw early warning of a metric behind an expander.

    Args:
        question: What the trend above was asked.
    """
    place = st.expander(
        "Early warning", icon=":material/notification_important:", key="early", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        answer = cache.answer("early", question)
        st.markdown(f"**{cards.plain(answer.sentences[0])}**")
        for name in answer.panels:
            drill.panel(answer, name)
