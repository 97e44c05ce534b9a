"""Which places the causes could as well take, and what they weigh by how serious they are."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from cxdash.metrics.filters import Filters
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.stats import RankRanges, rank_ranges
from cxdash.stats.bootstrap import ROUNDS

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


def places(counts: ArrayLike, *, seed: int = 1) -> RankRanges:
    """Return the places that causes could as well take if as many complaints came anew.

    Args:
        counts: Complaints of each cause, at least one in all.
        seed: Start of the random numbers.

    Source:
        Goldstein and Spiegelhalter (1996), JRSS A 159:385-443.

    Examples:
        >>> found = places([120, 18, 15])
        >>> found.low.tolist(), found.high.tolist()
        ([1.0, 2.0, 2.0], [1.0, 3.0, 3.0])
    """
    seen = np.asarray(counts, dtype=np.int64)
    dice = np.random.default_rng(seed)
    # All draws at once: a page asks for them on every click.
    return rank_ranges(seen, dice.multinomial(int(seen.sum()), seen / seen.sum(), ROUNDS))


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
