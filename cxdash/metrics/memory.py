"""What is remembered of one version of the data, within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Event, Lock, get_ident
from typing import Any, TypeVar

_Found = TypeVar("_Found")


class Memory:
    """Things found once; beyond a number of things, or of bytes, the longest unasked is forgotten.

    Several threads may ask at once: who asks for what another is finding waits for it, so that no
    column is read twice. A thread that asks for what it is itself finding finds it there and then.
    Two things must not be found from each other: their two threads would wait for ever.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._finding: dict[Hashable, tuple[int, Event]] = {}

    def once(
        self, key: Hashable, find: Callable[[], _Found], size: Callable[[_Found], int] | None
    ) -> _Found:
        """Return what `find` gives, asked only while it is not remembered.

        Args:
            key: What it is remembered as.
            find: How it is found.
            size: How many bytes it takes; None where that does not matter.
        """
        while True:
            with self._lock:
                if key in self._known:
                    self._known.move_to_end(key)
                    return self._known[key][0]
                finder, is_done = self._finding.get(key, (0, Event()))
                if not finder:
                    self._finding[key] = get_ident(), is_done
                    break
            if finder == get_ident():
                return find()
            # It may not be remembered even then: whoever sought it failed, or it is forgotten.
            is_done.wait()
        try:
            found = find()
            self._remember(key, found, size(found) if size else 0)
        finally:
            with self._lock:
                self._finding.pop(key)
            is_done.set()
        return found

    def _remember(self, key: Hashable, found: object, size: int) -> None:
        with self._lock:
            self._forget(key)
            self._known[key] = found, size
            self._bytes += size
            while len(self._known) > self._most or self._bytes > self._most_bytes:
                self._forget(next(iter(self._known)))

    def _forget(self, key: Hashable) -> None:
        self._bytes -= self._known.pop(key, (None, 0))[1]
