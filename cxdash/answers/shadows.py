"""Cells that look good only because another one is bad, or bad because another is good."""

from collections.abc import Sequence
from dataclasses import replace

from cxdash.answers.groups import SCREEN_RATE, Look, is_sure
from cxdash.answers.judge import Amount, difference_of
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import FEWEST_CASES


def without_shadows(
    metric: Metric,
    columns: Sequence[str],
    cells: Sequence[Amount],
    wholes: Sequence[Amount],
    looks: Sequence[Look],
) -> list[Look]:
    """Return the looks, a cell not sure any more that differs from the rest only by an odd cell.

    In each column the clearest difference stands. Every other one is held against the column
    without the cells that stand already, by the p-value that was asked of all. Its own
    answers stay in what it is held against (cells overlap: an answer stands in each process that
    touched its case), which makes the difference smaller, never larger. Where without them hardly
    anything is left it stands: of two cells that differ nobody can say which is odd.

    Args:
        metric: What is compared.
        columns: The column of each cell.
        cells: The parts of each cell.
        wholes: The parts of its column, each answer once.
        looks: How each cell differs from the rest of its column, screened.
    """
    found = list(looks)
    chances = [look.difference.p_value if look.difference else 1.0 for look in looks]
    # What Benjamini and Hochberg asked of the last one they let through.
    tried = sum(look.difference is not None for look in looks)
    asked = SCREEN_RATE * sum(look.sure for look in looks) / max(tried, 1)
    for column in dict.fromkeys(columns):
        sure = [at for at, name in enumerate(columns) if name == column and looks[at].sure]
        left: Amount | None = None
        for place in sorted(sure, key=chances.__getitem__):
            one = cells[place]
            is_apart = left is not None and left.n - one.n >= FEWEST_CASES
            difference = difference_of(metric, one, left) if left and is_apart else None
            if difference is None or is_sure(difference, difference.p_value, asked):
                left = (left or wholes[place]) - one
            else:
                found[place] = replace(looks[place], difference=difference, sure=False)
    return found
