"""How many answers a change takes: on the overview, worked out when a reader opens it."""

import streamlit as st

from cxdash.metrics.filters import Question
from cxdash.web import cache, cards, drill


def section(question: Question) -> None:
    """Draw what the comparisons of the overview can show behind an expander.

    Args:
        question: What the overview was asked.
    """
    place = st.expander(
        "How many answers does a change take?",
        icon=":material/calculate:",
        key="needed",
        on_change="rerun",
    )
    if not place.open:
        return
    with place:
        answer = cache.answer("needed", question)
        if not answer.panels["needed"].is_empty:
            st.markdown(f"**{cards.plain(answer.sentences[0])}**")
        drill.panel(answer, "needed")
        st.caption(
            "A change can also be one of who answered: open a metric, and the satisfaction page "
            "takes its change apart into mix and within."
        )
