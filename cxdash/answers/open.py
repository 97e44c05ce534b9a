"""Ask a workspace one of the product's questions."""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from cxdash.answers.answer import Answer
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: Final = MappingProxyType(
    {
        "overview": "overview",
        "trend": "trend",
        "early": "early",
        "mix": "who_answered",
        "drivers": "drivers",
        "needed": "enough",
        "weights": "weights",
        "complaints": "complaints",
        "actions": "actions",
        "pace": "pace",
        "touchpoints": "touchpoints",
        "funnel": "funnel",
        "people": "people",
    }
)
"""The product's questions by name, and the module that answers each with a function of that name.

Loaded when asked: a first page needs one of them.
"""


def answer(name: str, workspace: Workspace, question: Question | None = None) -> Answer:
    """Return the answer to one of the product's questions on the newest data.

    Raises:
        QuestionError: If there is no such question, metric or dimension.
    """
    return answer_from(name, reader_of(workspace), question or Question())


def answer_from(name: str, reader: Reader, question: Question) -> Answer:
    """Return the answer to one of the product's questions from a reader's view; see `answer`."""
    if name not in ANSWERS:
        raise QuestionError(
            f"There is no answer called {name!r}.", next_step=f"Use one of {', '.join(ANSWERS)}."
        )
    module = import_module(f"cxdash.answers.{ANSWERS[name]}")
    asked = cast("Callable[[Reader, Question], Answer]", getattr(module, name))
    return asked(reader, question)
