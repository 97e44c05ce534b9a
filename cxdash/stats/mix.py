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
    mix, within = effects(size_1, total_1, size_0, total_0)
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


def effects(
    sizes_1: Floats, totals_1: Floats, sizes_0: Floats, totals_0: Floats
) -> tuple[Floats, Floats]:
    """Return the mix and the within part of each group; the arithmetic of `kitagawa`.

    Args:
        sizes_1: Answers after; groups along the last axis, any number of tables along the others.
        totals_1: Their sums.
        sizes_0: Answers before.
        totals_0: Their sums.

    Returns:
        Two arrays of the same shape; NaN where a side of a table is empty.

    Examples:
        >>> tables = np.array([[1.0, 3.0], [1.0, 0.0], [3.0, 1.0], [3.0, 0.0]])
        >>> mix, within = effects(*tables)
        >>> mix.tolist(), within.tolist()
        ([-0.5, 0.0], [0.0, 0.0])
    """
    with np.errstate(invalid="ignore"):
        weight_1, weight_0 = (
            size / size.sum(axis=-1, keepdims=True) for size in (sizes_1, sizes_0)
        )
    rate_1, rate_0 = _rates(totals_1, sizes_1), _rates(totals_0, sizes_0)
    rate_1, rate_0 = (
        np.where(sizes_1 > 0, rate_1, rate_0),
        np.where(sizes_0 > 0, rate_0, rate_1),
    )
    mix = (weight_1 - weight_0) * (rate_1 + rate_0) / 2
    within = (rate_1 - rate_0) * (weight_1 + weight_0) / 2
    return mix, within


def _rates(totals: Floats, sizes: Floats) -> Floats:
    return np.divide(totals, sizes, out=np.zeros(sizes.shape), where=sizes > 0)
