"""Which places the causes could as well take, and what they weigh by how serious they are."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.metrics.filters import Filters
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.reader import Reader

ROUNDS: Final = 500
"""Times the complaints are drawn anew."""

TAIL: Final = 0.05
"""Share of the draws beyond each end of a range of places: the range holds 90 %."""

STEP: Final = 3.0
"""How many times the next level of severity weighs: 1, 3, 9, as in quality function deployment.
Source: Akao (1990), Quality Function Deployment."""

_LEVELS: Final = (
    ("trivial", "negligible", "cosmetic", "information"),
    ("minor", "low", "niedrig", "gering"),
    ("medium", "moderate", "normal", "mittel"),
    ("major", "high", "hoch"),
    ("serious", "severe", "schwer"),
    ("critical", "urgent", "blocker", "very high", "kritisch"),
)
"""Words for severity, the lightest first; words of one line weigh the same."""


class Places(NamedTuple):
    """The places that each cause could take, 1 for the most frequent; one entry a cause."""

    low: NDArray[np.int64]
    high: NDArray[np.int64]

    def unsettled(self) -> list[tuple[int, int]]:
        """Return the stretches of places whose order is not settled, each with both ends.

        Examples:
            >>> Places(np.array([1, 2, 2, 4]), np.array([1, 3, 3, 4])).unsettled()
            [(2, 3)]
        """
        pairs = zip(self.low.tolist(), self.high.tolist(), strict=True)
        found: list[tuple[int, int]] = []
        for low, high in sorted((low, high) for low, high in pairs if low < high):
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]))
            else:
                found.append((low, high))
        return found


def places(counts: ArrayLike, *, seed: int = 1) -> Places:
    """Return the places that causes could as well take if as many complaints came anew.

    The same ranges as `cxdash.stats.rank_ranges` gives, for all draws at once: a page asks for
    them on every click.

    Args:
        counts: Complaints of each cause, at least one in all.
        seed: Start of the random numbers.

    Source:
        Goldstein and Spiegelhalter (1996), JRSS A 159:385-443.

    Examples:
        >>> found = places([120, 18, 15])
        >>> found.low.tolist(), found.high.tolist()
        ([1, 2, 2], [1, 3, 3])
    """
    seen = np.asarray(counts, dtype=np.int64)
    dice = np.random.default_rng(seed)
    drawn = dice.multinomial(int(seen.sum()), seen / seen.sum(), ROUNDS)
    ranks = 1 + (drawn[:, :, None] < drawn[:, None, :]).sum(axis=2)
    ranks.sort(axis=0)
    ends = [int(np.ceil(share * ROUNDS)) - 1 for share in (TAIL, 1 - TAIL)]
    return Places(ranks[ends[0]], ranks[ends[1]])


def severity_weights(reader: Reader) -> Mapping[str, float]:
    """Return what each level of severity weighs; empty where none is recorded or one is unknown.

    Numbers weigh what they say. Words are put in order by what they mean.
    """
    return reader.once("severity weights", lambda: _weights(_levels(reader)))


def _levels(reader: Reader) -> list[str]:
    asked = "select distinct severity from complaints where severity is not null"
    return [str(level) for (level,) in reader.facts.rows(asked)]


def _weights(levels: Sequence[str]) -> dict[str, float]:
    """Return the weight of each level.

    Examples:
        >>> _weights(["Critical", "Minor", "Major"])
        {'Minor': 1.0, 'Major': 3.0, 'Critical': 9.0}
        >>> _weights(["2", "5"]), _weights(["Minor", "Purple"])
        ({'2': 2.0, '5': 5.0}, {})
    """
    if len(levels) < 2:  # noqa: PLR2004 - one level weighs all the same
        return {}
    if all(level.strip().isdecimal() for level in levels):
        return {level: float(level) for level in sorted(levels, key=float)}
    place = {word: number for number, words in enumerate(_LEVELS) for word in words}
    known = [(place.get(level.strip().casefold()), level) for level in levels]
    named = sorted((number, level) for number, level in known if number is not None)
    if len(named) < len(levels):
        return {}
    steps = np.cumsum([0, *(one[0] != other[0] for one, other in pairwise(named))])
    return {level: STEP ** int(step) for (_, level), step in zip(named, steps, strict=True)}


def weighed(reader: Reader, filters: Filters, cause: str) -> dict[str, float]:
    """Return what the complaints of each cause weigh by severity; empty where none is recorded.

    A complaint without a severity weighs as the lightest.
    """
    weights = severity_weights(reader)
    if not weights or filters.is_about_people:
        return {}
    found = add_up(reader, Ask("complaints", ("complaints",), filters, (cause, "severity")))
    least = min(weights.values())
    total: dict[str, float] = {}
    for name, level, n in zip(found[cause], found["severity"], found["complaints"], strict=True):
        total[str(name)] = total.get(str(name), 0.0) + weights.get(str(level), least) * float(n)
    return total
