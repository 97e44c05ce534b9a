"""The frame around every page: navigation, shared filters, the data line, what went wrong."""

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    # Streamlit runs this file from its own folder; pages import cxdash from beside app.py.
    sys.path.insert(0, _ROOT)

from cxdash.web import collector  # noqa: E402 - found through the line above

with collector.spared():
    from cxdash.web import frame

    frame.draw()
