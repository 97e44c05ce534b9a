"""What an answer says in words: the question, the verdict, and what changed for real."""

from html import escape

import streamlit as st

from cxdash.answers.answer import Answer, Finding
from cxdash.web import links, places

_ICONS = {
    True: ":material/trending_up:",
    False: ":material/trending_down:",
    None: ":material/info:",
}
_WORDS = {True: "better", False: "worse", None: "changed"}
_COLOURS = {True: "green", False: "orange", None: "blue"}


def question(doc: str | None) -> None:
    """Draw the question a page answers: the first line of its docstring."""
    st.title((doc or "").strip().splitlines()[0], anchor=False)


def verdict(answer: Answer) -> None:
    """Draw what an answer says: the verdict large, the rest below it."""
    first, *rest = answer.sentences
    told = f'<p class="headline">{escape(first)}</p>'
    if rest:
        told += "".join(f'<p class="detail">{escape(sentence)}</p>' for sentence in rest)
    st.html(f'<div class="cx-verdict" role="status">{told}</div>')


def findings(answer: Answer) -> None:
    """Draw what changed beyond chance, the weightiest first, each with the way to its proof."""
    st.subheader("What changed beyond chance, and where", anchor=False)
    if not answer.findings:
        st.markdown(
            "Nothing in this view: no group of any metric changed more than chance explains."
        )
        return
    for number, found in enumerate(answer.findings):
        # One element each, the whole sentence its own link: a page is as quick as it has few.
        st.button(
            f":{_COLOURS[found.better]}-badge[{_ICONS[found.better]} {_WORDS[found.better]}] "
            f"{plain(found.sentence)}",
            key=f"show_{number}",
            on_click=show,
            args=(found,),
            type="tertiary",
            icon=":material/arrow_forward:",
            icon_position="right",
            width="stretch",
            wrap=True,
        )
    st.caption(
        "Corrected for the number of looks (Benjamini and Hochberg): of these findings expect "
        "about one in ten to be chance."
    )


def show(found: Finding) -> None:
    """Set what a finding speaks of and go to the page that shows it; a callback."""
    for key, value in found.link.items():
        links.ask(key, value)
    places.go(found.page)


def plain(sentence: str) -> str:
    """Return a sentence that Markdown leaves alone: names come from files."""
    for mark in "\\`*_[]<>$#:~":
        sentence = sentence.replace(mark, f"\\{mark}")
    return sentence
