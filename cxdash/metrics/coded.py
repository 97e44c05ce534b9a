"""A column of words as places in their list: numbers are compared, where words would be read."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.reader import Facts
from cxdash.store.coded import Codes
from cxdash.store.excerpt import Excerpt

MOST_LISTED = 255
"""Different words up to which the database itself looks each up in their list: it does so once for
each block's own list, in a third of the time that handing out the words takes."""


@dataclass(frozen=True)
class Coded:
    """A column of words as places in their list.

    Attributes:
        words: The words in order, as they are shown; the last stands for nothing recorded.
        values: What filters compare with, one for each word but the last.
        codes: (rows,) the place of each row's word, in the smallest type that holds it.
    """

    words: NDArray[np.object_]
    values: tuple[object, ...]
    codes: Codes

    @property
    def nbytes(self) -> int:
        """Return what it takes in memory; a word is about a hundred bytes."""
        return self.codes.nbytes + 100 * len(self.values)


def coded_as_read(facts: Facts | Excerpt, sql: str, source: str) -> Coded:
    """Return a column of words, its rows as they are stored.

    Args:
        facts: Where it is read.
        sql: How it is worked out from a row.
        source: The FROM of the rows.
    """
    found = None if isinstance(facts, Excerpt) else _listed(facts, sql, source)
    values, codes = found or facts.coded(f"select {sql} as found from {source}")
    return Coded(np.array([*map(str, values), NOT_RECORDED], dtype=object), values, codes)


def _listed(facts: Facts, sql: str, source: str) -> tuple[tuple[object, ...], Codes] | None:
    """Return the words of a column and the place of each row's; None unless they are few words."""
    few = f"select distinct {sql} as found from {source} limit {MOST_LISTED + 2}"
    words = [word for (word,) in facts.rows(few) if word is not None]
    if len(words) > MOST_LISTED or not all(isinstance(word, str) for word in words):
        return None
    values = sorted(map(str, words))
    place = f"coalesce(list_position($words, {sql}) - 1, {len(values)})::utinyint"
    found = facts.columns(f"select {place} as found from {source}", {"words": values})["found"]
    return tuple(values), found.astype(np.uint8, copy=False)
