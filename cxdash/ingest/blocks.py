"""Which of the first records belong together: those up to a blank line."""

from cxdash.ingest.text_table import Row

FEWEST_ROWS = 3
"""Rows above a blank line that show what a table's columns hold."""


def first_block(head: list[Row], after: int) -> list[list[str]]:
    """Return the rows below a line up to the first blank one, or all where those are too few.

    What stands below a blank line may be another table.
    """
    below = [row for row in head if row.line > after]
    blank = (at for at, row in enumerate(below) if not any(row.cells) and not row.problem)
    block = below[: next(blank, len(below))]
    kept = block if len(block) >= FEWEST_ROWS else below
    return [row.cells for row in kept if any(row.cells)]
