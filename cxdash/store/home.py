"""Where the workspace is."""

import os
from pathlib import Path


def default_home() -> Path:
    """Return $CXDASH_HOME, or the folder `workspace` beside app.py."""
    stated = os.environ.get("CXDASH_HOME")
    return Path(stated) if stated else Path(__file__).resolve().parents[2] / "workspace"
