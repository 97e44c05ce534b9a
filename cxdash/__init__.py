"""cxdash: is satisfaction really changing, what causes complaints, and who touches whom?

The public names load what they need when they are first used, so that a process that only parses
a file never imports pandas.
"""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxdash.answers.answer import Answer
    from cxdash.answers.open import answer
    from cxdash.metrics.catalogue import METRICS
    from cxdash.metrics.filters import Filters, Question
    from cxdash.metrics.periods import Period
    from cxdash.store.workspace import Workspace

_WHERE = {
    "METRICS": "cxdash.metrics.catalogue",
    "Answer": "cxdash.answers.answer",
    "Filters": "cxdash.metrics.filters",
    "Period": "cxdash.metrics.periods",
    "Question": "cxdash.metrics.filters",
    "Workspace": "cxdash.store.workspace",
    "answer": "cxdash.answers.open",
}

__all__ = [
    "METRICS",
    "Answer",
    "Filters",
    "Period",
    "Question",
    "Workspace",
    "answer",
    "open_workspace",
]


def open_workspace(home: Path | str | None = None) -> "Workspace":
    """Return a workspace: the folder given, else $CXDASH_HOME, else `workspace` beside app.py."""
    from cxdash.store.home import default_home  # noqa: PLC0415 - see the module's first lines
    from cxdash.store.workspace import Workspace  # noqa: PLC0415 - see the module's first lines

    return Workspace(default_home() if home is None else Path(home))


def __getattr__(name: str) -> object:
    """Return a public name, importing its module on first use."""
    if name not in _WHERE:
        raise AttributeError(f"cxdash has no public name {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(_WHERE[name]), name)
