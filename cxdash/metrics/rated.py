"""Who and what touched the answers held in memory: each answer once for each that it rates.

An answer stands in `ratings` once for each process, team, employee and channel that met its case.
Here it is a place among the answers held, so that nothing of an answer is held a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.filters import Where
from cxdash.metrics.held import Coded, Held, coded_as_read
from cxdash.metrics.picked import fits, picked
from cxdash.metrics.sources import RATINGS
from cxdash.store.coded import Codes
from cxdash.store.rollups import TOUCHED

ROOM = 2**26
"""Pairs of an answer and a group up to which each has a place; beyond, only those there are."""


@dataclass(frozen=True)
class Rated:
    """Answers and what touched them, each pair once, in the order of the answers' days.

    Attributes:
        answers: (pairs,) the place of each pair's answer among those held.
        touched: For each column it is told apart by, (pairs,) the place of its word.
    """

    answers: NDArray[np.int32]
    touched: Mapping[str, Codes]

    @property
    def nbytes(self) -> int:
        """Return what it takes in memory."""
        return self.answers.nbytes + sum(codes.nbytes for codes in self.touched.values())


def rated(answers: Held, where: Where, by: tuple[str, ...]) -> Rated:
    """Return the answers of any day that fit, once for each combination of what touched them.

    Args:
        answers: All answers.
        where: Which of them, by columns of their own or of what touched them.
        by: Columns of what touched them, to tell the pairs apart by.
    """
    return answers.once(
        ("rated", where, by), lambda: _rated(answers, where, by), lambda found: found.nbytes
    )


def touched_by(answers: Held, name: str) -> Coded:
    """Return a column of what touched the answers: a code for each row of `ratings`."""
    sql = f'select "{name}" as found from {RATINGS}'
    return answers.once(
        ("touched by", name),
        lambda: coded_as_read(answers.facts, sql),
        lambda found: found.nbytes,
    )


def _rated(answers: Held, where: Where, by: tuple[str, ...]) -> Rated:
    pairs = _answer_of(answers)
    kept = np.ones(len(pairs), dtype=bool)
    for name, values in where:
        if name in TOUCHED:
            kept &= fits(name, touched_by(answers, name), values)
    own = tuple(one for one in where if one[0] not in TOUCHED)
    if own:
        is_wanted = np.zeros(answers.rows, dtype=bool)
        is_wanted[picked(answers, own)] = True
        kept &= is_wanted[pairs]
    columns = {name: touched_by(answers, name) for name in by}
    pairs, groups = pairs[kept].astype(np.int64), 1
    for column in columns.values():
        pairs = pairs * len(column.words) + column.codes[kept]
        groups *= len(column.words)
    pairs = _different(pairs, answers.rows * groups)
    found: dict[str, Codes] = {}
    for name in reversed(by):
        pairs, codes = np.divmod(pairs, len(columns[name].words))
        found[name] = codes.astype(columns[name].codes.dtype)
    return Rated(pairs.astype(np.int32), found)


def _answer_of(answers: Held) -> NDArray[np.int32]:
    """Return for each row of `ratings` the place of its answer."""
    return answers.once(("answer of",), lambda: _found_by_key(answers), lambda found: found.nbytes)


def _found_by_key(answers: Held) -> NDArray[np.int32]:
    keys = answers.numbers("response_key")
    order = np.argsort(keys)
    wanted = answers.facts.columns(f"select response_key as found from {RATINGS}")["found"]
    return order[np.searchsorted(keys, wanted, sorter=order)].astype(np.int32)


def _different(numbers: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """Return the different ones of some numbers from 0 to below an end, ascending."""
    if end > ROOM:
        ordered = np.sort(numbers)
        return ordered[np.diff(ordered, prepend=-1) > 0]
    is_there = np.zeros(end, dtype=bool)
    is_there[numbers] = True
    return np.flatnonzero(is_there)
