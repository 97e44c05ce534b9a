"""Places in the funnel of chance: on the touchpoints page, worked out when a reader opens it."""

from dataclasses import replace

import streamlit as st

from cxdash.answers.funnel import METRICS_DRAWN, PLACES
from cxdash.metrics.filters import Question
from cxdash.web import cache, cards, drill, links, selectors


def section(question: Question) -> None:
    """Draw places against what their mix lets expect behind an expander.

    Nothing is drawn of a workspace that has no share and no rate, or names no place.

    Args:
        question: What the page was asked; its split and metric are the first choice.
    """
    metrics = [one.name for one in cache.measurable() if one.name in METRICS_DRAWN]
    places = [name for name in PLACES if name in cache.choices()]
    if not metrics or not places:
        return
    shelf = st.expander(
        "Which places lie beyond chance and their mix of customers?",
        icon=":material/filter_list:",
        key="funnel",
        on_change="rerun",
    )
    if not shelf.open:
        return
    with shelf:
        asked = replace(question, **_chosen(question, places, metrics))
        answer = cache.answer("funnel", asked)
        if answer.panels["funnel"].is_empty:
            st.info(answer.sentences[0], icon=":material/info:")
            return
        cards.verdict(answer)
        drill.panel(answer, "funnel")


def _chosen(question: Question, places: list[str], metrics: list[str]) -> dict[str, str]:
    """Let the reader choose; what the page shows already comes first."""
    left, right, _ = st.columns([2, 2, 1.4])
    with left:
        split = selectors.dimension("Places", links.PLACES, _first(places, question.split))
    with right:
        metric = selectors.metric("Held by", links.HELD, _first(metrics, question.metric))
    return {"split": split, "metric": metric}


def _first(names: list[str], wanted: str | None) -> list[str]:
    return sorted(names, key=lambda name: name != wanted)
