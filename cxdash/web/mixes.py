"""Who answered, over two dimensions at once: worked out only when a reader opens it.

Keys: `mix` the dimension whose mix is told, `by2` the one it is crossed with.
"""

from dataclasses import replace
from typing import Final

import streamlit as st

from cxdash.answers.answer import Answer
from cxdash.answers.mix_cells import MIXED_BY
from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.filters import USUAL, Question
from cxdash.web import cache, cards, drill, links

SEARCHED: Final = "What moves most"

_KEYS: Final = {one.name: one.key for one in DIMENSIONS}
_NAMES: Final = {one.key: one.name for one in DIMENSIONS}
_LABELS: Final = {one.key: one.label for one in DIMENSIONS}


def section(question: Question, title: str = "Only who answered? Two dimensions at once") -> None:
    """Draw how much of a change is one of who answered behind an expander.

    Args:
        question: What the comparison above was asked; time step and rules play no part.
        title: What the expander asks.
    """
    is_linked = any(key in st.query_params for key in (links.MIXED, links.CROSSED))
    place = st.expander(
        title,
        expanded=is_linked,
        icon=":material/grid_on:",
        key="mixes",
        on_change="rerun",
    )
    if not (place.open or is_linked):
        return
    with place:
        asked = replace(question, grain=None, judging=USUAL, mixed_by=_chosen())
        answer = cache.answer("mix", asked)
        if not answer.panels["crossed"].is_empty:
            # Said by the answer, so that the panel right below does not say it again.
            st.markdown(f"**{cards.plain(answer.sentences[0])}**")
        _searched(answer)
        for name in answer.panels:
            drill.panel(answer, name)


def _searched(answer: Answer) -> None:
    """Draw what the search for dimensions found, where there was one: no panel's own finding."""
    titles = {panel.title.rstrip(".") for panel in answer.panels.values()}
    for told in answer.sentences:
        if told.rstrip(".") not in titles:
            st.caption(cards.plain(told))


def _chosen() -> tuple[str, ...]:
    """Let the reader choose the two dimensions; what is left open is searched for."""
    known = [_KEYS[name] for name in MIXED_BY if len(cache.choices().get(name, ())) > 1]
    left, right = st.columns(2)
    with left:
        first = _choice("Mix of", links.MIXED, known)
    with right:
        second = _choice("Crossed with", links.CROSSED, [key for key in known if key != first])
    return tuple(_NAMES[key] for key in (first, second) if key)


def _choice(label: str, key: str, options: list[str]) -> str:
    offered = ["", *options]

    def read(option: str) -> str:
        return _LABELS.get(option, SEARCHED)

    links.check(key, offered, read)
    chosen = st.selectbox(
        label, offered, format_func=read, key=key, bind="query-params", persist_state="session"
    )
    links.settle(key)
    return chosen
