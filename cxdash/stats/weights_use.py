"""May these weights be used? Weighting mends a little; weights that shout drown the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers
from cxdash.stats.nps import Nps, nps_interval, nps_kinds
from cxdash.stats.weighting import effective_answers, rake

MOST_TIMES_MEDIAN = 5.0
"""A weight above so many times the median is trimmed. Source: Potter (1990), Proceedings of the
Survey Research Methods Section, ASA, 225-230, for trimming; the number is our own choice."""

FEWEST_EFFECTIVE = 0.5
"""Share of the answers that must be left in effect, so that weights may be used at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighting:
    """Weights with what using them costs.

    Attributes:
        weights: One an answer; they sum to the customers they stand for.
        effective: How many equal answers carry as much as these weights (Kish).
        share_effective: Share of the answers that would be left in effect without trimming, 0 to
            1: how hard the margins pull.
        largest: Largest weight over the median weight.
        furthest: Furthest any margin is missed, as a share of it; above 0 after trimming.
        trimmed: How many weights were drawn in.
        usable: False where `share_effective` is below `FEWEST_EFFECTIVE`: merge groups.
    """

    weights: Floats
    effective: float
    share_effective: float
    largest: float
    furthest: float
    trimmed: int
    usable: bool


def weigh(
    members: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
    *,
    base: ArrayLike | None = None,
    sizes: ArrayLike | None = None,
) -> Weighting:
    """Return answers weighted to known numbers of customers, trimmed and judged.

    One dimension is post-stratification, several are raked.

    Args:
        members: For each dimension, the group of each answer.
        margins: For each dimension, how many customers each group has.
        base: Weight of each answer to start from, above 0; 1 by default.
        sizes: For answers added up already, how many each row holds, whole and above 0; weights
            are still those of one answer. None for one answer a row.

    Raises:
        ValueError: If a group has customers and no answers (merge it with a neighbour), groups
            differ, the margins cannot be met together, or a size is not above 0.

    Source:
        Deville and Särndal (1992), JASA 87:376-382; Kish (1965), Survey Sampling.

    Examples:
        >>> kind = ["shop"] * 60 + ["web"] * 40
        >>> found = weigh({"kind": kind}, {"kind": {"shop": 300, "web": 700}})
        >>> round(found.effective, 1), found.trimmed, found.usable
        (72.7, 0, True)
    """
    lengths = {len(groups) for groups in members.values()}
    if len(lengths) != 1:
        raise ValueError("There must be a dimension, and every dimension one group an answer.")
    start = np.ones(lengths.pop()) if base is None else row_of_numbers("base", base)
    held = np.ones(len(start)) if sizes is None else row_of_numbers("sizes", sizes)
    if held.shape != start.shape or not np.all(held > 0):
        raise ValueError("Every row needs a size above 0.")
    raked = rake(start * held, members, margins) / held
    weights = trim_weights(raked, sizes=held)
    # Trimmed weights all but always pass: the guard looks at what the margins ask for.
    share = effective_answers(raked, sizes=held) / float(held.sum())
    return Weighting(
        weights=weights,
        effective=effective_answers(weights, sizes=held),
        share_effective=share,
        largest=float(weights.max() / _median(weights, held)),
        furthest=_furthest(weights * held, members, margins),
        trimmed=int(held[raked > MOST_TIMES_MEDIAN * _median(raked, held)].sum()),
        usable=share >= FEWEST_EFFECTIVE,
    )


def trim_weights(
    weights: ArrayLike, *, most: float = MOST_TIMES_MEDIAN, sizes: ArrayLike | None = None
) -> Floats:
    """Return weights of which none passes so many times the median, with the same sum.

    Args:
        weights: One weight an answer; 0 or more, not all 0.
        most: Times the median that a weight may reach; at least 1.
        sizes: How many answers have each weight, whole and above 0; None for one each.

    Returns:
        Weights drawn in, then scaled all alike; those that were not drawn in keep their ratios.

    Raises:
        ValueError: If a weight is negative, all are 0, or `most` is below 1.

    Source:
        As `MOST_TIMES_MEDIAN`.

    Examples:
        >>> trim_weights([1, 1, 1, 9]).round(3).tolist()
        [1.5, 1.5, 1.5, 7.5]
    """
    row = row_of_numbers("weights", weights)
    held = np.ones(row.shape) if sizes is None else row_of_numbers("sizes", sizes)
    if not (np.all(row >= 0) and row.sum() > 0 and most >= 1):
        raise ValueError("A weight is negative, all are 0, or `most` is below 1.")
    middle = _median(row, held)
    if not middle > 0:
        raise ValueError("Half the weights are 0: there is no median weight to trim to.")
    drawn_in = np.minimum(row, most * middle)
    return drawn_in * (np.sum(row * held) / np.sum(drawn_in * held))


def effective_weights(weights: ArrayLike) -> Floats:
    """Return weights scaled to sum to the effective number of answers.

    Counts of weighted answers in this scale go into `wilson`, `nps_interval` or a chart's limits
    as if they were plain counts.

    Args:
        weights: One weight an answer; 0 or more, not all 0.

    Raises:
        ValueError: If a weight is negative or all are 0.

    Source:
        Kish (1965), Survey Sampling; Korn and Graubard (1998), Survey Methodology 24:193-201.

    Examples:
        >>> effective_weights([1, 1, 2]).round(3).tolist()
        [0.667, 0.667, 1.333]
    """
    row = row_of_numbers("weights", weights)
    return row * (effective_answers(row) / row.sum())


def nps_from_weighted(n: float, total: float, total_sq: float) -> Nps:
    """Return an NPS from sums of weighted points, whose kinds are no whole numbers.

    Args:
        n: How many answers the weights leave in effect; above 0.
        total: Sum of their weighted points, the weights adding up to `n`.
        total_sq: Sum of the weighted squares of their points.

    Examples:
        >>> nps_from_weighted(100, 6000, 800_000) == nps_interval(10, 20, 70)
        True
        >>> round(nps_from_weighted(72.7, 2181, 508_900).nps)
        30
    """
    # What the division of weights leaves below 0 is none.
    detractors, passives, promoters = (max(0.0, count) for count in nps_kinds(n, total, total_sq))
    return nps_interval(detractors, passives, promoters)


def _median(row: Floats, held: Floats) -> float:
    """Return the median where each value is held so often, as if each were written out."""
    order = np.argsort(row, kind="stable")
    upto = np.cumsum(held[order])
    middles = np.array([(upto[-1] - 1) // 2, upto[-1] // 2])
    return float(row[order][np.searchsorted(upto, middles, side="right")].mean())


def _furthest(
    weights: Floats,
    members: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
) -> float:
    missed = [
        abs(float(weights[np.array(groups) == group].sum()) / wanted - 1)
        for name, groups in members.items()
        for group, wanted in margins[name].items()
    ]
    return max(missed)
