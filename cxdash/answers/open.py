"""Ask a workspace one of the product's questions."""

from collections.abc import Callable
from types import MappingProxyType

from cxdash.answers.actions import actions
from cxdash.answers.answer import Answer
from cxdash.answers.complaints import complaints
from cxdash.answers.drivers import drivers
from cxdash.answers.early import early
from cxdash.answers.enough import needed
from cxdash.answers.funnel import funnel
from cxdash.answers.overview import overview
from cxdash.answers.pace import pace
from cxdash.answers.people import people
from cxdash.answers.touchpoints import touchpoints
from cxdash.answers.trend import trend
from cxdash.answers.weights import weights
from cxdash.answers.who_answered import mix
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

ANSWERS: MappingProxyType[str, Callable[[Reader, Question], Answer]] = MappingProxyType(
    {
        "overview": overview,
        "trend": trend,
        "early": early,
        "mix": mix,
        "drivers": drivers,
        "needed": needed,
        "weights": weights,
        "complaints": complaints,
        "actions": actions,
        "pace": pace,
        "touchpoints": touchpoints,
        "funnel": funnel,
        "people": people,
    }
)
"""The product's questions by name."""


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
    return ANSWERS[name](reader, question)
