"""Lines that leave most of what every row fills empty: headings, subtotals, rows cut short."""

from collections.abc import Collection
from typing import Final

MOST: Final = 0.5
"""Share of the rows that fill a column before a line without it lacks something."""

FEWEST: Final = 2
"""Columns that a line must lack before it is looked at for what it lacks alone."""


def steady_columns(rows: list[list[str]], width: int) -> tuple[int, ...]:
    """Return the columns that more than half of the rows fill, in their order.

    Examples:
        >>> steady_columns([["T-1", "5", ""], ["T-2", "4", ""], ["North", "", ""]], 3)
        (0, 1)
    """
    return tuple(
        at for at in range(width) if sum(bool(cells[at]) for cells in rows) > MOST * len(rows)
    )


def lacking(cells: list[str], steady: Collection[int]) -> list[int]:
    """Return which of some columns a line leaves empty, or ends before.

    Examples:
        >>> lacking(["North", "", ""], (0, 1, 2)), lacking(["North"], (0, 2))
        ([1, 2], [2])
    """
    return [at for at in steady if at >= len(cells) or not cells[at]]


def is_sparse(count: int, steady: Collection[int]) -> bool:
    """Whether a line that lacks so many of the steady columns lacks at least half of them."""
    return count >= FEWEST and count >= MOST * len(steady)
