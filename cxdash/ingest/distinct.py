"""How many different values there are, by their hashes: millions in little time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cxdash.store.scratch import Scratch

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]

_ROWS = 122_880
"""Hashes fetched at a time."""


def sorted_hashes(scratch: Scratch, value: str, source: str, *, most: int) -> Hashes:
    """Return the hash of each value, NULL left out, rising.

    Two of ten million different values have the same hash of 64 bits once in 370,000 files.

    Args:
        scratch: Where the values are.
        value: SQL for the value.
        source: The table, view or query with the rows.
        most: Rows that it has at most.
    """
    hashes, taken = np.empty(most, np.uint64), 0
    wanted = f"SELECT hash(v) AS h FROM (SELECT {value} AS v FROM {source}) WHERE v IS NOT NULL"
    for batch in scratch.stream(wanted, rows=_ROWS):
        held = batch.column(0)
        some = np.frombuffer(held.buffers()[1], np.uint64)[held.offset :][: len(held)]
        hashes[taken : taken + some.size] = some
        taken += some.size
    found = hashes[:taken]
    found.sort()
    return found


def firsts(hashes: Hashes) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which of rising hashes is the first of its like."""
    found = np.ones(hashes.size, np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=found[1:])
    return found


def different_in(hashes: Hashes) -> int:
    """Return how many different ones there are among rising hashes."""
    return int(np.count_nonzero(firsts(hashes)))
