"""What is remembered of one version of the data, within bounds."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

_Found = TypeVar("_Found")


class Memory:
    """Things found once; beyond a number of things, or of bytes, the longest unasked is forgotten.

    Several threads may ask at once; what two of them miss at the same time is found twice.
    """

    def __init__(self, most: int, most_bytes: int) -> None:
        self._most = most
        self._most_bytes = most_bytes
        self._known: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def once(
        self, key: Hashable, find: Callable[[], _Found], size: Callable[[_Found], int] | None
    ) -> _Found:
        """Return what `find` gives, asked only while it is not remembered.

        Args:
            key: What it is remembered as.
            find: How it is found.
            size: How many bytes it takes; None where that does not matter.
        """
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key][0]
        found = find()
        with self._lock:
            self._forget(key)
            self._known[key] = found, size(found) if size else 0
            self._bytes += self._known[key][1]
            while len(self._known) > self._most or self._bytes > self._most_bytes:
                self._forget(next(iter(self._known)))
        return found

    def _forget(self, key: Hashable) -> None:
        self._bytes -= self._known.pop(key, (None, 0))[1]
