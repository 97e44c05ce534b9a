"""Which few causes make up most of the trouble."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import row_of_numbers

VITAL_PERCENT = 80.0
"""Share of the total, in percent, that the vital few make up. Source: Juran (1951), Quality
Control Handbook."""


class Pareto(NamedTuple):
    """Causes from the heaviest to the lightest.

    Attributes:
        labels: Names of the causes.
        counts: Their weights, in the same order.
        percent: Their shares of the total, 0 to 100; 0 when there is nothing at all.
        cumulative_percent: The running sum of the shares.
        vital: The fewest leading causes that make up `VITAL_PERCENT`.
    """

    labels: tuple[str, ...]
    counts: tuple[float, ...]
    percent: tuple[float, ...]
    cumulative_percent: tuple[float, ...]
    vital: tuple[str, ...]


def pareto(labels: Sequence[str], weights: ArrayLike, *, last: str | None = None) -> Pareto:
    """Return causes by falling weight, with what they add up to.

    Args:
        labels: Names of the causes, each once.
        weights: How often each happened, or what it cost; 0 or more.
        last: A cause that goes to the end whatever it weighs, and is never vital: "Other" is no
            cause to work on.

    Returns:
        One entry a cause; causes of equal weight keep the order given.

    Raises:
        ValueError: If names repeat, lengths differ, or a weight is negative or no number.

    Source:
        Juran (1951), Quality Control Handbook; the chart as in R package qcc.

    Examples:
        >>> causes = pareto(["late", "rude", "lost"], [50, 10, 40])
        >>> causes.labels, causes.vital
        (('late', 'lost', 'rude'), ('late', 'lost'))
    """
    row = row_of_numbers("weights", weights)
    if len(set(labels)) != len(labels) or len(row) != len(labels):
        raise ValueError("Every cause needs one name of its own and one weight.")
    if not np.all(row >= 0):
        raise ValueError("A weight is negative or no number.")
    order = sorted(range(len(labels)), key=lambda i: (labels[i] == last, -row[i]))
    ordered = row[order]
    whole = float(ordered.sum())
    percent = 100 * ordered / whole if whole > 0 else np.zeros(len(ordered))
    # Sums first, division last: the last entry is 100 exactly.
    cumulative = 100 * np.cumsum(ordered) / whole if whole > 0 else np.zeros(len(ordered))
    names = tuple(labels[i] for i in order)
    reached = int(np.searchsorted(cumulative, VITAL_PERCENT - 1e-9))
    return Pareto(
        labels=names,
        counts=tuple(ordered.tolist()),
        percent=tuple(percent.tolist()),
        cumulative_percent=tuple(cumulative.tolist()),
        vital=tuple(name for name in names[: reached + 1] if name != last) if whole > 0 else (),
    )
