"""What the next clicks need of a large workspace is read while nobody waits for anything.

The first question under a filter reads columns of millions of rows; a reader who looks at the
first page for a moment need not wait for them later.
"""

import logging
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer, main_thread
from typing import Final

SECONDS_AFTER: Final = 1.0
"""How long after an answer reading ahead begins: its page is drawn by then, and Python does one of
the two at a time."""

SECONDS_BETWEEN: Final = 0.05
"""How long it then pauses between two steps, so that a click gets in."""

Step = Callable[[], object]
"""Something that reads what will be needed; its result is left."""

_LOG: Final = logging.getLogger("cxdash")


class Readying:
    """Takes steps one at a time, and none while an answer is being worked out."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._steps: Iterator[Step] | None = None
        self._timer: Timer | None = None
        self._is_stepping = False
        self._answering = 0

    def soon(self, steps: Iterable[Step]) -> None:
        """Take steps from here on, in place of those that were left.

        Args:
            steps: Each is made when it is its turn.
        """
        with self._lock:
            self._steps = iter(steps)
            self._wait(SECONDS_AFTER)

    @contextmanager
    def held_off(self) -> Generator[None]:
        """Begin no step while something is answered; one that has begun goes on beside it."""
        with self._lock:
            self._answering += 1
            self._cancel()
        try:
            yield
        finally:
            with self._lock:
                self._answering -= 1
                self._wait(SECONDS_AFTER)

    def _wait(self, seconds: float) -> None:
        """Take the next step in so many seconds, if there may be one; the lock is held."""
        # A process that ends is not kept by what it would have read.
        if self._steps and not (self._answering or self._is_stepping) and main_thread().is_alive():
            self._cancel()
            self._timer = Timer(seconds, self._go_on)
            self._timer.name = "cxdash reading ahead"
            self._timer.start()

    def _cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _go_on(self) -> None:
        with self._lock:
            if self._answering or self._is_stepping or self._steps is None:
                return
            self._is_stepping, steps = True, self._steps
        are_left = _taken(steps)
        with self._lock:
            self._is_stepping = False
            if self._steps is steps and not are_left:
                self._steps = None
            self._wait(SECONDS_BETWEEN)


READYING: Final = Readying()
"""The one of this process."""


def _taken(steps: Iterator[Step]) -> bool:
    """Take the next step; return whether there may be another."""
    try:
        step = next(steps, None)
        if step is not None:
            step()
    except Exception:  # noqa: BLE001 - a reader who asks meets the same fault, and is told
        _LOG.exception("Reading ahead failed")
        return False
    return step is not None
