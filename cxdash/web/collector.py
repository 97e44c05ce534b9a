"""When Python looks for waste: seldom while a first page loads, and never again at what it loaded.

Each look goes through every object of pandas, Streamlit and the rest, and finds next to nothing.
"""

import functools
import gc
from collections.abc import Generator
from contextlib import contextmanager
from threading import Event
from typing import Final

MADE_BETWEEN_LOOKS: Final = 100_000
"""Objects made between two looks while a first page loads. Python's own 700 cost it a twentieth of
its time; some hundred thousand small objects are still few megabytes."""

_USUAL: Final = gc.get_threshold()

_DRAWN: Final = Event()
"""Set as soon as this process has drawn a page to its end."""


@contextmanager
def spared() -> Generator[None]:
    """Keep the collector out of the way of a run: of all that loads and draws it."""
    if _DRAWN.is_set():
        _forget_what_is_loaded()
        yield
        return
    gc.set_threshold(MADE_BETWEEN_LOOKS, *_USUAL[1:])
    try:
        yield
        _DRAWN.set()
    finally:
        gc.set_threshold(*_USUAL)


@functools.cache
def _forget_what_is_loaded() -> None:
    """Take what is loaded by now out of the garbage collector's sight, once in a process.

    Each full collection looks at every object of pandas, Altair and the rest again, which took a
    third of what a filter change costs while Streamlit collected after every run; we do not let it
    (`postScriptGC`). The first page need not wait for this, and the little waste it left stays.
    """
    gc.freeze()
