"""Who and what touched the answers held in memory: each answer once for each that it rates.

An answer stands in `ratings` once for each process, team, employee and channel that met its case.
Here it is a place among the answers held, so that nothing of an answer is held a second time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.coded import Coded, coded_as_read
from cxdash.metrics.filters import Where
from cxdash.metrics.held import Held
from cxdash.metrics.picked import fits, picked
from cxdash.metrics.sources import RATINGS
from cxdash.store.coded import Codes
from cxdash.store.rollups import TOUCHED

ROOM = 2**26
"""Pairs of an answer and a group up to which each has a place; beyond, only those there are."""

SPARSE = 32
"""Places for each pair from which looking through all places costs more than sorting the pairs."""

FEW_ANSWERS = 4
"""One answer in so many, up to which its pairs are looked up; beyond, all pairs are looked at."""

Places = NDArray[np.int32] | slice
"""Which pairs: some of them, ascending, or all."""


@dataclass(frozen=True)
class Pairs:
    """Every answer with each that touched it, in the order of the answers.

    Attributes:
        answers: (pairs,) the place of each pair's answer among those held, ascending.
        begun: (answers + 1,) the place of each answer's first pair.
        touched: For each column of who or what touched it, the word of each pair.
    """

    answers: NDArray[np.int32]
    begun: NDArray[np.int32]
    touched: Mapping[str, Coded]

    @property
    def nbytes(self) -> int:
        """Return what they take in memory."""
        touched = sum(column.nbytes for column in self.touched.values())
        return self.answers.nbytes + self.begun.nbytes + touched


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
    """Return a column of what touched the answers: a code for each pair."""
    return _pairs(answers).touched[name]


def _rated(answers: Held, where: Where, by: tuple[str, ...]) -> Rated:
    pairs = _pairs(answers)
    places = _fitting(answers, where)
    columns = {name: pairs.touched[name] for name in by}
    keys, groups = pairs.answers[places].astype(np.int64), 1
    for column in columns.values():
        keys = keys * len(column.words) + column.codes[places]
        groups *= len(column.words)
    keys = _different(keys, answers.rows * groups)
    found: dict[str, Codes] = {}
    for name in reversed(by):
        keys, codes = np.divmod(keys, len(columns[name].words))
        found[name] = codes.astype(columns[name].codes.dtype)
    return Rated(keys.astype(np.int32), found)


def _fitting(answers: Held, where: Where) -> Places:
    """Return the places of the pairs that fit, ascending; a page tells them apart in many ways."""
    if not where:
        return slice(None)
    return answers.once(("fitting", where), lambda: _found(answers, where), _size)


def _found(answers: Held, where: Where) -> Places:
    """Return the places of the pairs that fit a filter; what leaves few is looked at first."""
    pairs = _pairs(answers)
    own = tuple(one for one in where if one[0] not in TOUCHED)
    touched = tuple(one for one in where if one[0] in TOUCHED)
    if not own:
        return _touched(pairs, touched, slice(None))
    chosen = picked(answers, own)
    if len(chosen) * FEW_ANSWERS <= answers.rows:
        return _touched(pairs, touched, _pairs_of(pairs, chosen))
    # A page asks this of each kind of answer: the same pairs, whatever was asked in them.
    places = _fitting(answers, touched)
    is_wanted = np.zeros(answers.rows, dtype=bool)
    is_wanted[chosen] = True
    return _narrowed(places, is_wanted[pairs.answers[places]])


def _touched(pairs: Pairs, where: Where, places: Places) -> Places:
    """Return those of some pairs that were touched by what a filter names."""
    for name, values in where:
        column = pairs.touched[name]
        among = replace(column, codes=column.codes[places])
        places = _narrowed(places, fits(name, among, values))
    return places


def _narrowed(places: Places, is_kept: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Return those of some places that are kept."""
    kept = np.flatnonzero(is_kept)
    return (kept if isinstance(places, slice) else places[kept]).astype(np.int32, copy=False)


def _size(places: Places) -> int:
    return 0 if isinstance(places, slice) else places.nbytes


def _pairs_of(pairs: Pairs, answers: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the places of the pairs of some answers, both ascending."""
    begun = pairs.begun[answers]
    sizes = pairs.begun[answers + 1] - begun
    ends = np.cumsum(sizes)
    every = np.arange(ends[-1] if len(ends) else 0, dtype=np.int32)
    return every + np.repeat(begun - (ends - sizes).astype(np.int32), sizes)


def _pairs(answers: Held) -> Pairs:
    """Return the pairs of all answers held."""
    return answers.once(("pairs",), lambda: _read(answers), lambda found: found.nbytes)


def _read(answers: Held) -> Pairs:
    keys = answers.numbers("response_key")
    wanted = answers.facts.columns(f"select response_key as found from {RATINGS}")["found"]
    answer_of = _found_by_key(keys, wanted)
    order = np.argsort(answer_of, kind="stable")
    counts = np.bincount(answer_of, minlength=len(keys))
    begun = np.append(0, np.cumsum(counts)).astype(np.int32)
    touched: dict[str, Coded] = {}
    for name in sorted(TOUCHED):
        column = coded_as_read(answers.facts, f'"{name}"', RATINGS)
        touched[name] = replace(column, codes=column.codes[order])
    return Pairs(answer_of[order], begun, touched)


def _found_by_key(keys: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the place of each wanted key among the keys, which are all different."""
    lowest = keys.min() if len(keys) else 0
    reach = int(keys.max() - lowest) + 1 if len(keys) else 0
    if reach > ROOM:
        order = np.argsort(keys)
        return order[np.searchsorted(keys, wanted, sorter=order)].astype(np.int32)
    place = np.zeros(reach, dtype=np.int32)
    place[keys - lowest] = np.arange(len(keys), dtype=np.int32)
    return place[wanted - lowest]


def _different(numbers: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """Return the different ones of some numbers from 0 to below an end, ascending."""
    if end > min(ROOM, SPARSE * len(numbers)):
        ordered = np.sort(numbers)
        return ordered[np.diff(ordered, prepend=-1) > 0]
    is_there = np.zeros(end, dtype=bool)
    is_there[numbers] = True
    return np.flatnonzero(is_there)
