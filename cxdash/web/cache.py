"""Answers kept for a while: keyed by version, question and what the reader may see.

Cached objects are shared between readers and frozen; nobody writes into their frames.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import streamlit as st

from cxdash.answers.answer import Answer
from cxdash.answers.first_page import keep_answer, kept_answer, kept_choices
from cxdash.answers.open import answer_from
from cxdash.metrics.choices import choices as choices_of
from cxdash.metrics.choices import measurable as measurable_of
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import PeoplePolicy
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.standing import Standing
from cxdash.metrics.standing import standing as standing_of
from cxdash.store.first_page import FirstPage
from cxdash.store.workspace import Workspace
from cxdash.web.ahead import first_clicks, is_large
from cxdash.web.readying import READYING, Step

_OPEN = "open workspace"
_OPENED = "folder and version of the open workspace"

Made = TypeVar("Made")
_MADE: WeakKeyDictionary[Answer, dict[Hashable, Any]] = WeakKeyDictionary()


def open_workspace(workspace: Workspace) -> Reader:
    """Look at the newest version of a workspace from here on, and return the view of it.

    The file of a version is built when it is missing; that shows its progress.
    """
    opened = (str(workspace.home), workspace.version())
    if st.session_state.get(_OPENED) != opened:
        _prepare(workspace)
        st.session_state[_OPENED] = opened
        st.session_state[_OPEN] = (workspace, _reader(*opened, workspace))
    return reader()


def workspace() -> Workspace:
    """Return the open workspace."""
    return st.session_state[_OPEN][0]


def reader() -> Reader:
    """Return the view of the open workspace."""
    return st.session_state[_OPEN][1]


def answer(name: str, question: Question) -> Answer:
    """Return the answer to one of the product's questions on the open workspace.

    Args:
        name: One of `cxdash.answers.open.ANSWERS`.
        question: Its dates resolved, so that a preset never outlives its meaning.
    """
    view = reader()
    return _answer(view.facts.version, view.policy, name, question, view, None)


def first_answer(name: str, question: Question) -> Answer:
    """Return an answer that a first page shows; it is kept beside the warehouse for the next start.

    Args:
        name: One of `cxdash.answers.open.ANSWERS`.
        question: What a reader asks who has set nothing.
    """
    view = reader()
    return _answer(view.facts.version, view.policy, name, question, view, workspace().first_page)


def choices() -> Mapping[str, Sequence[str]]:
    """Return the values of each dimension that has any, most rows first."""
    view = reader()
    return view.once("choices", lambda: kept_choices(workspace().first_page, view))


def measurable() -> list[Metric]:
    """Return the metrics the open workspace has rows for."""
    return measurable_of(reader())


def standing() -> Standing:
    """Return how many rows of how many files the open workspace holds."""
    view = reader()
    return view.once("standing", lambda: standing_of(view))


def kept_with(answer: Answer, key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gives, made once for as long as an answer is kept.

    What is kept is shared between readers, like the answer: never to be written into.
    """
    made = _MADE.setdefault(answer, {})
    if key not in made:
        made[key] = make()
    return made[key]


def has(metric: str) -> bool:
    """Whether the open workspace has rows that a metric counts."""
    return any(one.name == metric for one in measurable())


def _prepare(workspace: Workspace) -> None:
    """Build the file of the newest version where it is missing."""
    place = st.empty()

    def tell(share: float) -> None:
        place.progress(min(share, 1.0), "Preparing your data …")

    workspace.snapshot(tell)
    place.empty()


@st.cache_resource(max_entries=8, show_spinner=False)
def _reader(home: str, version: str, _workspace: Workspace) -> Reader:
    del home, version  # the key
    return reader_of(_workspace)


@st.cache_resource(max_entries=200, show_spinner="Looking at the rows …")
def _answer(
    version: str,
    policy: PeoplePolicy,
    name: str,
    question: Question,
    _reader: Reader,
    _page: FirstPage | None,
) -> Answer:
    del version, policy  # the key
    if _page is None:
        with READYING.held_off():
            return answer_from(name, _reader, question)
    found = kept_answer(_page, name, _reader, question)
    READYING.soon(_unread(name, question, _reader, is_kept=found is not None))
    if found is None:
        with READYING.held_off():
            found = answer_from(name, _reader, question)
        keep_answer(_page, found, _reader)
    return found


def _unread(name: str, question: Question, reader: Reader, *, is_kept: bool) -> Iterator[Step]:
    """Yield what reads what the clicks after a first page need."""
    if is_kept:
        yield lambda: answer_from(name, reader, question)
    if is_large(standing_of(reader)):
        yield from first_clicks(reader, question, choices_of(reader))
