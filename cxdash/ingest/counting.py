"""The texts of a column, counted while they pass: each of few, or the different ones of many."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

from collections.abc import Generator, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import pyarrow as pa

from cxdash.ingest.arrow_columns import Numbers, are_filled, number_array, places_of, text_array
from cxdash.ingest.distinct import different_in, firsts
from cxdash.ingest.rising import Rising
from cxdash.ingest.text_hashes import Hashes, hashes_of

SAMPLE_VALUES: Final = 10_000
"""Different values of a column looked at when proposing, drawn by their hash. Decisions about
dates and decimals count every row."""

_HELD_TIMES: Final = 5
"""How many times the sample's size is held before the texts that fell out of it are let go."""


_MOST_HELD: Final = 50_000
"""Hashes of a column that are held in memory before they are written."""

MOST_COUNTED: Final = 1_000_000
"""Filled cells up to which different texts are counted where some repeat; of more they are told
from the sample, to about one in a hundred: no decision needs more, and sorting ten million hashes
takes as long as reading a tenth of their file."""


class Sample:
    """The texts with the smallest hashes of all that are seen, with how often each was seen."""

    def __init__(self) -> None:
        self._size = SAMPLE_VALUES
        self._bound = np.uint64(np.iinfo(np.uint64).max)
        self._texts: list[pa.StringArray] = []
        self._hashes: list[Hashes] = []
        self._times: list[Numbers] = []
        self._held = 0
        self.repeats = False
        """Whether one of the texts is known to stand twice."""

    @property
    def different(self) -> int:
        """How many different texts were seen; where many were, to about one in a hundred."""
        if not self._held:
            return 0
        self._let_go()
        self._hold_once()
        hashes = np.sort(self._hashes[0])
        if hashes.size < self._size:
            return int(hashes.size)
        # Hashes are spread evenly: so many lie below the largest one held, so many in all.
        share = float(hashes[self._size - 1]) / float(np.iinfo(np.uint64).max)
        return round((self._size - 1) / share)

    def see(self, texts: pa.StringArray, hashes: Hashes, times: Numbers | None = None) -> None:
        """Look at further texts, with their hashes and how often each stands there; else once."""
        few = np.flatnonzero(hashes <= self._bound)
        if not few.size:
            return
        self._texts.append(texts.take(number_array(few)))
        self._hashes.append(hashes[few])
        self._times.append(np.ones(few.size, np.int64) if times is None else times[few])
        self._held += few.size
        if self._held > _HELD_TIMES * self._size:
            self._let_go()
            if self._held > _HELD_TIMES // 2 * self._size:
                self._hold_once()

    def table(self) -> pa.Table:
        """Return the texts as `v`, and how often each was seen as `k`; at least one was seen."""
        self._let_go()
        self._hold_once()
        return pa.Table.from_arrays([*self._texts, *map(number_array, self._times)], ["v", "k"])

    def _let_go(self) -> None:
        """Hold only the texts with the smallest hashes."""
        hashes = np.concatenate(self._hashes)
        rising = np.sort(hashes)
        different = rising[firsts(rising)]
        self.repeats = self.repeats or different.size < rising.size
        if different.size > self._size:
            self._bound = different[self._size - 1]
        stay = np.flatnonzero(hashes <= self._bound)
        self._texts = [pa.concat_arrays(self._texts).take(number_array(stay))]
        self._hashes, self._times = [hashes[stay]], [np.concatenate(self._times)[stay]]
        self._held = stay.size

    def _hold_once(self) -> None:
        """Hold each text once."""
        found = pa.concat_arrays(self._texts).dictionary_encode()
        places, count = places_of(found), len(found.dictionary)
        hashes = np.zeros(count, np.uint64)
        hashes[places] = np.concatenate(self._hashes)
        times = np.bincount(places, np.concatenate(self._times), count)
        self._texts, self._hashes = [found.dictionary], [hashes]
        self._times, self._held = [times.astype(np.int64)], count


class ManyTexts:
    """A column of many different texts: their hashes, most kept in a file, and a sample.

    Args:
        path: Where the hashes go that are too many to be held.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[Hashes] = []
        self._held = 0
        self._different: int | None = None
        self._sorting = Lock()
        self._rising = Rising()
        self.sample = Sample()
        self.filled: int = 0
        """How many cells are filled."""

    def see(self, texts: pa.StringArray) -> None:
        """Look at further texts, without nulls; empty ones do not count."""
        filled = are_filled(texts)
        if not filled.all():
            texts = texts.take(number_array(np.flatnonzero(filled)))
        if not len(texts):
            return
        hashes = hashes_of(texts)
        self.sample.see(texts, hashes)
        self._rising.see(texts)
        self.filled += hashes.size
        if self._is_sampled:
            self._waiting, self._held = [], 0
            return
        self._waiting.append(hashes)
        self._held += hashes.size
        if self._held > _MOST_HELD:
            self._write()

    @property
    def different(self) -> int:
        """How many different texts they hold; of very many that repeat, about how many."""
        return self.count()

    def count(self) -> int:
        """Return how many different texts they hold; any thread may ask, and the first counts."""
        with self._sorting:
            if self._different is None:
                self._different = self._counted()
            return self._different

    @property
    def all_differ(self) -> bool:
        """Whether no text stands in two cells."""
        return not self._is_sampled and self.different == self.filled

    @property
    def _is_sampled(self) -> bool:
        """Whether the sample tells how many differ, so that no hash but its own is needed."""
        return self.sample.repeats and self.filled > MOST_COUNTED

    def _counted(self) -> int:
        if self._rising.holds:
            return self.filled
        return self.sample.different if self._is_sampled else different_in(self._sorted_hashes())

    def _write(self) -> None:
        with self._path.open("wb" if self._held == self.filled else "ab") as file:
            for hashes in self._waiting:
                hashes.tofile(file)
        self._waiting, self._held = [], 0

    def _sorted_hashes(self) -> Hashes:
        if self._held < self.filled:
            self._write()
            hashes = np.fromfile(self._path, np.uint64)
        else:
            hashes = np.concatenate([np.zeros(0, np.uint64), *self._waiting])
        hashes.sort()
        return hashes


class FewTexts:
    """A column of few texts that repeat: how often each stands there, and where first."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[int, int]] = {}

    def see(self, texts: pa.DictionaryArray, lines: Numbers) -> None:
        """Look at further texts, without nulls, and at the lines they stand on, which rise."""
        if len(self._found) > SAMPLE_VALUES:
            return
        places = places_of(texts)
        times = np.bincount(places, minlength=len(texts.dictionary)).tolist()
        first = np.zeros(len(texts.dictionary), np.int64)
        first[places[::-1]] = lines[::-1]
        for text, count, line in zip(
            texts.dictionary.to_pylist(), times, first.tolist(), strict=True
        ):
            before, begun = self._found.get(text, (0, line))
            if count:
                self._found[text] = (before + count, begun)

    def table(self, name: str) -> pa.Table | None:
        """Return the texts under a name, `k` and `line`; None where they are too many, or none."""
        if not 0 < len(self._found) <= SAMPLE_VALUES:
            return None
        counts, lines = zip(*self._found.values(), strict=True)
        columns = [text_array([*self._found]), number_array(counts), number_array(lines)]
        return pa.Table.from_arrays(columns, names=[name, "k", "line"])


Counted = Mapping[int, FewTexts | ManyTexts]
"""What was counted of the columns at some places while they were read."""


@contextmanager
def sorting(counted: Iterable[FewTexts | ManyTexts]) -> Generator[None]:
    """Count the different texts of columns of many in threads of their own meanwhile."""
    with ThreadPoolExecutor(max_workers=2) as beside:
        for column in counted:
            if isinstance(column, ManyTexts):
                beside.submit(column.count)
        yield
