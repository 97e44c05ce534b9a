"""Whom the answers speak for, on a page: asked for only when a reader opens it."""

import streamlit as st

from cxdash.answers.weights import can_be_weighted
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Question
from cxdash.web import cache, cards, drill


def section(question: Question) -> None:
    """Draw whom the answers speak for behind an expander; nothing for what is no survey score.

    Args:
        question: What the trend above was asked.
    """
    if not can_be_weighted(metric_named(question.metric)):
        return
    place = st.expander(
        "Do the answers speak for all customers?",
        icon=":material/groups:",
        key="weights",
        on_change="rerun",
    )
    if not place.open:
        return
    with place:
        answer = cache.answer("weights", question)
        if answer.panels:
            cards.verdict(answer)
            drill.panel(answer, "shares")
            drill.panel(answer, "weighted")
        else:
            st.info(answer.sentences[0], icon=":material/info:")
