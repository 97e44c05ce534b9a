"""What drives satisfaction, on a page: asked for only when a reader opens it."""

from dataclasses import replace

import streamlit as st

from cxdash.metrics.filters import USUAL, Question
from cxdash.web import cache, cards, drill


def section(question: Question) -> None:
    """Draw what goes with the overall score behind an expander.

    Args:
        question: What the trend above was asked; split, time step and rules play no part.
    """
    place = st.expander(
        "What drives satisfaction?", icon=":material/key:", key="drivers", on_change="rerun"
    )
    if not place.open:
        return
    asked = replace(question, split=None, grain=None, compare="previous", judging=USUAL)
    with place:
        answer = cache.answer("drivers", asked)
        st.markdown(f"**{cards.plain(answer.sentences[0])}**")
        titles = {panel.title.rstrip(".") for panel in answer.panels.values()}
        rest = [told for told in answer.sentences[1:] if told.rstrip(".") not in titles]
        if rest:
            st.caption(cards.plain(" ".join(rest)))
        for name in answer.panels:
            drill.panel(answer, name)
