"""Did the score change, or only who answered? A change split into mix and service."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Floats, row_of_numbers


class Kitagawa(NamedTuple):
    """A change of an overall rate and what it is made of; the parts add up to it.

    Attributes:
        before: Overall rate before, in the unit of the rates.
        after: Overall rate after.
        change: After minus before.
        mix: Part of the change from groups weighing differently.
        within: Part of the change from rates inside groups.
        mix_by_group: The mix part of each group.
        within_by_group: The within part of each group.
    """

    before: float
    after: float
    change: float
    mix: float
    within: float
    mix_by_group: Floats
    within_by_group: Floats


def kitagawa(
    sizes_1: ArrayLike, totals_1: ArrayLike, sizes_0: ArrayLike, totals_0: ArrayLike
) -> Kitagawa:
    """Return how much of a change comes from the mix of groups and how much from within them.

    A group that is empty on one side has no rate there; its rate on the other side is taken for
    both, so that its coming or going counts as mix.

    Args:
        sizes_1: Answers of each group after; 0 or more.
        totals_1: Sums of what is averaged (hits, scores, points) of each group after.
        sizes_0: Answers of each group before, groups in the same order.
        totals_0: Sums of each group before.

    Returns:
        Both parts, overall and by group, in the unit of totals over sizes.

    Raises:
        ValueError: If rows differ in length, a size is negative, or a side is empty.

    Source:
        Kitagawa (1955), JASA 50:1168-1194; Das Gupta (1993), US Bureau of the Census P23-186.

    Examples:
        >>> split = kitagawa([20, 80], [18, 48], [80, 20], [72, 12])
        >>> f"{split.change:+.2f} = {split.mix:+.2f} mix {split.within:+.2f} within"
        '-0.18 = -0.18 mix +0.00 within'
    """
    size_1, total_1 = row_of_numbers("sizes_1", sizes_1), row_of_numbers("totals_1", totals_1)
    size_0, total_0 = row_of_numbers("sizes_0", sizes_0), row_of_numbers("totals_0", totals_0)
    if not size_1.shape == total_1.shape == size_0.shape == total_0.shape:
        raise ValueError("Sizes and totals differ in length.")
    if not (np.all(size_1 >= 0) and np.all(size_0 >= 0) and size_1.sum() and size_0.sum()):
        raise ValueError("A size is negative, or one side has no answers at all.")
    weight_1, weight_0 = size_1 / size_1.sum(), size_0 / size_0.sum()
    rate_1, rate_0 = _rates(total_1, size_1), _rates(total_0, size_0)
    rate_1, rate_0 = (
        np.where(size_1 > 0, rate_1, rate_0),
        np.where(size_0 > 0, rate_0, rate_1),
    )
    mix = (weight_1 - weight_0) * (rate_1 + rate_0) / 2
    within = (rate_1 - rate_0) * (weight_1 + weight_0) / 2
    before, after = float(total_0.sum() / size_0.sum()), float(total_1.sum() / size_1.sum())
    return Kitagawa(
        before=before,
        after=after,
        change=after - before,
        mix=float(mix.sum()),
        within=float(within.sum()),
        mix_by_group=mix,
        within_by_group=within,
    )


def _rates(totals: Floats, sizes: Floats) -> Floats:
    return np.divide(totals, sizes, out=np.zeros(len(sizes)), where=sizes > 0)
