"""One measure over time as parts that add up, and what can be done with them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_numbers

Kind: TypeAlias = Literal[
    "share", "rate", "count", "mean", "nps", "individuals", "time_between", "cases_between"
]
Variation: TypeAlias = Literal["none", "laney", "floor", "exact", "screened"]
Bounds: TypeAlias = tuple[float, float]

SCALES: dict[Kind, Bounds] = {
    "share": (0.0, 1.0),
    "rate": (0.0, np.inf),
    "count": (0.0, np.inf),
    "mean": (-np.inf, np.inf),
    "nps": (-100.0, 100.0),
    "individuals": (-np.inf, np.inf),
    "time_between": (0.0, np.inf),
    "cases_between": (0.0, np.inf),
}
"""Where a limit of each kind is cut: no share passes 1, no count falls below 0."""

GAPS: frozenset[Kind] = frozenset({"time_between", "cases_between"})
"""Kinds that measure what lies between one event and the next."""

UNSIZED: frozenset[Kind] = frozenset({"count", "individuals", *GAPS})
"""Kinds whose periods all weigh the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """One measure over time, as parts that add up.

    Attributes:
        kind: What the parts are.
        totals: Hits, events, sums of scores or of points, or the values themselves.
        sizes: Trials, exposure or answers of each period; 1 where all weigh the same, and at gaps.
        squares: Sums of squares; ones for kinds that need none.
        values: Totals over sizes; NaN at gaps.
        usable: False at gaps: no size, or nothing measured.
    """

    kind: Kind
    totals: Floats
    sizes: Floats
    squares: Floats
    values: Floats
    usable: Bools

    def cut(self, stretch: slice) -> "Periods":
        """Return the periods of one stretch of time."""
        if stretch.start == 0 and stretch.stop == len(self.totals):
            return self
        rows = (self.totals, self.sizes, self.squares, self.values)
        totals, sizes, squares, values = (row[stretch] for row in rows)
        return Periods(self.kind, totals, sizes, squares, values, self.usable[stretch])

    def less(self, effects: Floats) -> "Periods":
        """Return the periods as if every single answer had been less by its period's effect."""
        totals = self.totals - effects * self.sizes
        squares = self.squares - effects * (self.totals + totals)
        return Periods(self.kind, totals, self.sizes, squares, self.values - effects, self.usable)


def periods(
    kind: Kind, totals: ArrayLike, sizes: ArrayLike | None, *, squares: ArrayLike | None = None
) -> Periods:
    """Return checked parts of a measure over time.

    Args:
        kind: What the parts are; see `control_chart`.
        totals: One number a period, in time order; NaN is a gap.
        sizes: One number a period, 0 or NaN is a gap; ignored for kinds without sizes.
        squares: Sums of squares, for means and NPS.

    Raises:
        ValueError: If parts are missing, differ in length, or cannot be (more hits than trials,
            negative counts).
    """
    total = row_of_numbers("totals", totals)
    size = _row_like(total, "sizes", sizes, needed=kind not in UNSIZED)
    square = _row_like(total, "squares", squares, needed=kind in {"mean", "nps"})
    usable = np.isfinite(total)
    if kind not in UNSIZED:
        usable &= (size > 0) & np.isfinite(size)
        size[~usable] = 1.0
    values = total / size
    values[~usable] = np.nan
    low, high = SCALES[kind]
    if np.any(values < low) and low == 0:
        raise ValueError(f"A {kind} cannot be negative.")
    if np.any((values < low) | (values > high)):
        raise ValueError(f"A {kind} lies outside {low} to {high}.")
    return Periods(kind, total, size, square, values, usable)


def _row_like(total: Floats, name: str, values: ArrayLike | None, *, needed: bool) -> Floats:
    """Return `values` as a row as long as `total`; ones where the kind needs none of them."""
    if not needed:
        return np.ones(len(total))
    if values is None:
        raise ValueError(f"{name} is missing.")
    row = row_of_numbers(name, values)
    if row.shape != total.shape:
        raise ValueError(f"{name} has {len(row)} numbers; there are {len(total)} totals.")
    return row
