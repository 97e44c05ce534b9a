"""Whether the figures on a line add up what the rows above it, or below it, hold."""

# pyarrow ships no types, so what it gives is unknown here; nothing else in this module is.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportUnknownParameterType=false, reportAttributeAccessIssue=false

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cxdash.ingest.arrow_columns import places_of
from cxdash.ingest.cells import cell_kind
from cxdash.ingest.digits import western

MOST_GROUPS: Final = 40
"""Groups that one total may stand for: the totals of each may stand between."""

_ORNAMENT: Final = re.compile(r"[^\d.,()+\-−]+")
_GROUPED: Final = {".": ",", ",": "."}

Sums = np.ndarray[tuple[int], np.dtype[np.float64]]


class GroupSums:
    """The numbers of a table's columns, added up from its first row.

    Args:
        column: Gives a column's texts by its place, one for each row in order.
        is_row: For each of them whether it is one: what is judged itself is none.
    """

    def __init__(
        self,
        column: Callable[[int], pa.StringArray],
        is_row: np.ndarray[tuple[int], np.dtype[np.bool_]],
    ) -> None:
        self._column, self._is_row = column, is_row
        self._added: dict[tuple[int, str], tuple[Sums, Sums]] = {}
        self._rows = np.concatenate([[0], np.cumsum(is_row)])

    def agree(self, figures: dict[int, str], first: int, last: int) -> bool:
        """Whether figures are the sums, means or counts of the rows from `first` up to `last`.

        At least one must be a sum or mean other than nothing, of two rows or more.
        """
        rows = int(self._rows[last] - self._rows[first])
        if rows < 2:  # noqa: PLR2004 - a sum
            return False
        found = [self._fits(at, text, first, last) for at, text in figures.items()]
        return all(fits is not None for fits in found) and any(found)

    def _fits(self, at: int, text: str, first: int, last: int) -> bool | None:
        """Whether a figure proves the group; None where it speaks against it."""
        rows = int(self._rows[last] - self._rows[first])
        for decimal in _GROUPED:
            value = number(text, decimal)
            if math.isnan(value):
                continue
            sums, counts = self._sums(at, decimal)
            total, count = float(sums[last] - sums[first]), float(counts[last] - counts[first])
            step = half_step(text, decimal)
            if abs(total - value) <= step or (count and abs(total / count - value) <= step):
                return value != 0
            if value in (rows, count):
                return False
        return None

    def _sums(self, at: int, decimal: str) -> tuple[Sums, Sums]:
        if (at, decimal) not in self._added:
            texts = pc.dictionary_encode(self._column(at))
            known = np.array(
                [number(text, decimal) for text in texts.dictionary.to_pylist()], np.float64
            )
            values = known[places_of(texts)]
            counted = self._is_row & ~np.isnan(values)
            self._added[at, decimal] = (
                np.concatenate([[0.0], np.cumsum(np.where(counted, values, 0.0))]),
                np.concatenate([[0.0], np.cumsum(counted)]),
            )
        return self._added[at, decimal]


def spans(place: int, others: Sequence[int], rows: int) -> Iterator[tuple[int, int]]:
    """Yield the groups of rows that a line may sum up: those above it, the nearest first, or below.

    Args:
        place: How many rows stand above the line.
        others: The same of every such line, rising.
        rows: How many rows there are.
    """
    at, behind = bisect_left(others, place), bisect_right(others, place)
    nearest = dict.fromkeys(reversed(others[max(at - MOST_GROUPS, 0) : at]))
    for start in dict.fromkeys([*nearest, 0]):
        yield start, place
    for end in dict.fromkeys([*others[behind : behind + MOST_GROUPS], rows]):
        yield place, end


def number(text: str, decimal: str) -> float:
    """Return the number in a text as one decimal sign reads it, NaN where there is none.

    Examples:
        >>> number("1.250,50 €", ","), number("(12.50)", "."), number("North", ".")
        (1250.5, -12.5, nan)
    """
    if cell_kind(text) != "number":
        return math.nan
    plain = _ORNAMENT.sub("", western(text)).replace("−", "-")
    is_below = plain.startswith(("-", "(")) or plain.endswith("-")
    plain = plain.strip("()+-").replace(_GROUPED[decimal], "").replace(decimal, ".")
    try:
        return -float(plain) if is_below else float(plain)
    except ValueError:
        return math.nan


def half_step(text: str, decimal: str) -> float:
    """Return half of the last place a number is written with: a total may be rounded."""
    _, sign, behind = _ORNAMENT.sub("", western(text)).rpartition(decimal)
    places = len(behind.strip("()+-")) if sign else 0
    return 0.5 * 10.0**-places + 1e-9 if places else 1e-6
