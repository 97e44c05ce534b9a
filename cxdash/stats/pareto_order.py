"""Is the order of the bars settled, or would next month's complaints put another cause first?"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.bootstrap import ROUNDS, RankRanges, percentile_intervals, rank_ranges
from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.intervals import Interval
from cxdash.stats.normal_equations import levels, sums_by

FEWEST_COMPLAINTS = 30
"""Complaints below which nobody should speak of a vital few. Source: statistics of small counts."""


class ParetoOrder(NamedTuple):
    """Causes with what they weigh and which places they could as well take.

    Attributes:
        labels: The causes, sorted by name.
        counts: Complaints of each.
        weights: What they weigh together: their number, severity or cost.
        intervals: Range of each weight if complaints came anew.
        ranks: Places by weight, 1 for the heaviest; `settled` is False where the order of a bar
            is luck.
        complaints: How many complaints there are in all.
    """

    labels: tuple[object, ...]
    counts: Floats
    weights: Floats
    intervals: tuple[Interval, ...]
    ranks: RankRanges
    complaints: float


def pareto_order(  # noqa: PLR0913 - the cells, and how they are drawn anew
    causes: ArrayLike,
    counts: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    rounds: int = ROUNDS,
    seed: int = 1,
    confidence: float = 0.90,
) -> ParetoOrder:
    """Return how settled the order of causes is, by number, severity or cost.

    Args:
        causes: The cause of each cell; a cell is one complaint, or all of one cause and weight.
        counts: Complaints of each cell; whole, 0 or more.
        weights: What one complaint of the cell weighs, 0 or more; 1 by default.
        rounds: Resamples.
        seed: Start of the random numbers.
        confidence: Share of the resamples in a range, 0 to 1.

    Returns:
        Ranges when each complaint might have come or not (Poisson counts, as Garwood's whiskers).

    Raises:
        ValueError: If rows differ in length, a count or weight is negative, there are no
            complaints, or `confidence` is not between 0 and 1.

    Source:
        Goldstein and Spiegelhalter (1996), JRSS A 159:385-443; Chamandy et al. (2012), Estimating
        Uncertainty for Massive Data Streams (Poisson bootstrap).

    Examples:
        >>> found = pareto_order(["late", "rude", "lost"], [120, 18, 15])
        >>> found.labels, found.ranks.ranks.tolist(), found.ranks.settled.tolist()
        (('late', 'lost', 'rude'), [1.0, 3.0, 2.0], [True, False, False])
    """
    named, count = levels(causes), row_of_numbers("counts", counts)
    weight = np.ones(len(count)) if weights is None else row_of_numbers("weights", weights)
    if not named.codes.shape == count.shape == weight.shape:
        raise ValueError("Every cell needs a cause, a count and a weight.")
    if not (np.all(count >= 0) and np.all(weight >= 0) and count.sum() > 0):
        raise ValueError("Counts and weights cannot be negative, and there must be a complaint.")
    # In one order whatever the caller's, so that the same seed draws the same complaints.
    order = np.lexsort((count, weight, named.codes))
    codes, count, weight = named.codes[order], count[order], weight[order]
    causes_seen = len(named.names)
    dice = np.random.default_rng(seed)
    draws = np.array(
        [sums_by(codes, dice.poisson(count) * weight, causes_seen) for _ in range(rounds)]
    )
    totals = sums_by(codes, count * weight, causes_seen)
    return ParetoOrder(
        labels=named.names,
        counts=sums_by(codes, count, causes_seen),
        weights=totals,
        intervals=percentile_intervals(draws, confidence=confidence),
        ranks=rank_ranges(totals, draws, confidence=confidence),
        complaints=float(count.sum()),
    )
