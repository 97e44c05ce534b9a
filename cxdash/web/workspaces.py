"""Whose data a reader looks at: her own folder, or the sample company's until she has some."""

import importlib
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal

from cxdash.store.workspace import Workspace

HOME: Final = "CXDASH_HOME"
"""The environment variable with the workspace folder."""

ROOT: Final = Path(__file__).resolve().parents[2]
"""The folder of `app.py`."""

Owner = Literal["own", "sample"]
OWNERS: Final[dict[Owner, str]] = {"own": "Your data", "sample": "Sample company"}
"""Whose data can be shown, by their key in links."""


def home() -> Path:
    """Return the reader's own workspace folder: `CXDASH_HOME`, or `workspace` beside `app.py`."""
    return Path(os.environ.get(HOME) or ROOT / "workspace").resolve()


def own() -> Workspace:
    """Return the reader's own workspace; it may be empty."""
    return Workspace(home())


def has_own() -> bool:
    """Whether the reader has loaded a file of her own, undone ones included."""
    return bool(own().uploads.all())


def has_sample() -> bool:
    """Whether the sample company is loaded."""
    loader = _sample()
    return loader is not None and bool(loader.is_loaded(home()))


def can_load_sample() -> bool:
    """Whether this installation brings the sample company along."""
    return _sample() is not None


def load_sample(progress: Callable[[float, str], None]) -> None:
    """Load the sample company.

    Args:
        progress: Called with the share done, 0 to 1, and what is being done.

    Raises:
        CxdashError: If it cannot be loaded, with the reason.
    """
    loader = _sample()
    if loader is not None:
        loader.load_sample(home(), progress=progress)


def of(owner: Owner) -> Workspace:
    """Return the workspace of an owner."""
    loader = _sample()
    return own() if owner == "own" or loader is None else Workspace(loader.sample_home(home()))


def _sample() -> Any:  # noqa: ANN401 - a module, or None where the sample company is not installed
    """Return what loads the sample company."""
    name = "cxdash.ingest.sample"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None
