"""Answers of two sides, added up by group: what every split of a change is made of."""

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_answers, row_of_numbers
from cxdash.stats.normal_equations import Codes, sums_by


class SideCells:
    """Answers added up by side and group, each counted so often."""

    def __init__(
        self,
        after: ArrayLike,
        codes: Codes,
        groups: int,
        totals: ArrayLike,
        sizes: ArrayLike | None = None,
    ) -> None:
        self.totals = row_of_numbers("totals", totals)
        self.sizes = np.ones(len(self.totals)) if sizes is None else row_of_numbers("sizes", sizes)
        side = row_of_answers("after", after, length=len(self.totals), default=False)
        if not codes.shape == self.totals.shape == self.sizes.shape:
            raise ValueError("Every answer needs a side, a group and a number.")
        self.groups = groups
        self.cells = side * groups + codes

    def by_customer(self, customers: ArrayLike) -> tuple[Floats, Floats]:
        """Return sizes and totals of each customer in each cell: (customers, cells) each."""
        names, who = np.unique(np.asarray(customers), return_inverse=True)
        if who.shape != self.cells.shape:
            raise ValueError("Every answer needs a customer.")
        both = 2 * self.groups
        places = who * both + self.cells
        shape = (len(names), both)
        return (
            sums_by(places, self.sizes, shape[0] * both).reshape(shape),
            sums_by(places, self.totals, shape[0] * both).reshape(shape),
        )

    def sides(self, size: Floats, total: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return sizes and totals after, then sizes and totals before."""
        after, before = np.s_[..., self.groups :], np.s_[..., : self.groups]
        return size[after], total[after], size[before], total[before]

    def tables(self, weight: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return sizes and totals after, then sizes and totals before."""
        both = 2 * self.groups
        size = sums_by(self.cells, weight * self.sizes, both)
        total = sums_by(self.cells, weight * self.totals, both)
        return self.sides(size, total)
