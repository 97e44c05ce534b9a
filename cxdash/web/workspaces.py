"""Whose data a reader looks at: her own folder, or the sample company's until she has some."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from cxdash.ingest import sample
from cxdash.store.home import default_home
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
    return default_home().resolve()


def own() -> Workspace:
    """Return the reader's own workspace; it may be empty."""
    return Workspace(home())


def has_own() -> bool:
    """Whether the reader has loaded a file of her own, undone ones included."""
    return bool(own().uploads.all())


def has_sample() -> bool:
    """Whether the sample company is loaded, from the files as they are now."""
    return sample.is_loaded(home())


def can_load_sample() -> bool:
    """Whether this installation brings the sample company along."""
    return (sample.FILES / "mappings.json").is_file()


def load_sample(progress: Callable[[float, str], None]) -> None:
    """Load the sample company.

    Args:
        progress: Called with the share done, 0 to 1, and what is being done.

    Raises:
        CxdashError: If it cannot be loaded, with the reason.
    """
    sample.load_sample(home(), progress=progress)


def of(owner: Owner) -> Workspace:
    """Return the workspace of an owner."""
    return own() if owner == "own" else Workspace(sample.sample_home(home()))
