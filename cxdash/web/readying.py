"""What a first page taken from the last start left unread is read while its reader reads.

Such a page reads no columns and loads nothing that answers, so the first click would wait for it.
"""

import logging
from collections.abc import Callable
from threading import Lock, Timer
from typing import Final

SECONDS_AFTER: Final = 1.0
"""How long after the page is answered reading begins: it is drawn by then, and Python does one of
the two at a time."""

_LOG: Final = logging.getLogger("cxdash")


class Readying:
    """One thing at a time that is done ahead; a click that comes first does it itself."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._next: Timer | None = None

    def soon(self, do: Callable[[], object]) -> None:
        """Do something in a moment, in place of what was to be done and has not begun.

        Args:
            do: What to do; its result is left.
        """
        with self._lock:
            if self._next is not None:
                self._next.cancel()
            self._next = Timer(SECONDS_AFTER, _done, (do,))
            self._next.name = "cxdash reading ahead"
            self._next.start()

    def settle(self) -> None:
        """Wait for what has begun, which reads what the caller needs; what has not is left."""
        with self._lock:
            awaited, self._next = self._next, None
        if awaited is not None:
            awaited.cancel()
            awaited.join()


READYING: Final = Readying()
"""The one of this process."""


def _done(do: Callable[[], object]) -> None:
    try:
        do()
    except Exception:  # noqa: BLE001 - a reader who asks meets the same fault, and is told
        _LOG.exception("Reading ahead failed")
