"""How sure a value is and whether two differ: picks the method that fits the metric."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from cxdash.metrics.metric import Metric
from cxdash.stats import (
    Difference,
    Interval,
    garwood,
    mean_difference,
    mean_interval,
    nps_difference,
    nps_from_parts,
    rate_difference,
    share_difference,
    wilson,
)

UNKNOWN = Interval(math.nan, math.nan)

Verdict = Literal["better", "worse", "higher", "lower", "no clear difference", "too few"]


@dataclass(frozen=True)
class Amount:
    """The additive parts of one value.

    Attributes:
        n: Rows, or the exposure of a rate, or the days a count ran.
        total: What is divided by n.
        total_sq: The sum of squares; NaN where the method needs none.
    """

    n: float
    total: float
    total_sq: float = math.nan

    def __sub__(self, other: "Amount") -> "Amount":
        """Return what is left when a part of the whole is taken out."""
        return Amount(self.n - other.n, self.total - other.total, self.total_sq - other.total_sq)


def interval_of(metric: Metric, amount: Amount) -> Interval:
    """Return the 95 % interval of a value, on the metric's own scale; NaN where there is none."""
    if not amount.n > 0 or math.isnan(amount.total):
        return UNKNOWN
    if metric.chart == "share":
        return wilson(min(amount.total, amount.n), amount.n)
    if metric.chart == "nps":
        found = nps_from_parts(amount.n, amount.total, amount.total_sq)
        return Interval(found.low, found.high)
    if metric.chart == "mean":
        few = amount.n < 2  # noqa: PLR2004 - one value has no spread
        return UNKNOWN if few else mean_interval(amount.n, amount.total, amount.total_sq)
    if metric.chart == "rate":
        low, high = garwood(amount.total, exposure=amount.n)
        return Interval(low * metric.scale, high * metric.scale)
    return garwood(amount.total) if metric.chart == "count" else UNKNOWN


def difference_of(metric: Metric, one: Amount, other: Amount) -> Difference | None:
    """Return one value minus the other with its interval; None where no method fits.

    Counts are compared as counts for each day, so that a longer period is not a rise, and told
    for as many days as the first one ran.
    """
    if not (one.n > 0 and other.n > 0) or metric.chart not in _DIFFERENCES:
        return None
    found = _DIFFERENCES[metric.chart](one, other)
    if found is None:
        return None
    scale = one.n if metric.chart == "count" else metric.scale
    estimate, low, high = (end * scale for end in found[:3])
    return Difference(estimate, low, high, found.p_value)


def _shares(one: Amount, other: Amount) -> Difference:
    return share_difference(min(one.total, one.n), one.n, min(other.total, other.n), other.n)


def _means(one: Amount, other: Amount) -> Difference | None:
    if min(one.n, other.n) < 2:  # noqa: PLR2004 - one value has no spread
        return None
    return mean_difference(one.n, one.total, one.total_sq, other.n, other.total, other.total_sq)


def _promoters(one: Amount, other: Amount) -> Difference:
    return nps_difference((one.n, one.total, one.total_sq), (other.n, other.total, other.total_sq))


def _rates(one: Amount, other: Amount) -> Difference:
    return rate_difference(int(one.total), one.n, int(other.total), other.n)


_DIFFERENCES: dict[str, Callable[[Amount, Amount], Difference | None]] = {
    "share": _shares,
    "mean": _means,
    "nps": _promoters,
    "rate": _rates,
    "count": _rates,
}


def verdict_of(metric: Metric, difference: Difference | None, *, sure: bool) -> Verdict:
    """Return the verdict on a difference in words.

    Args:
        metric: Says which way is better.
        difference: The difference; None where it cannot be told.
        sure: Whether it is beyond chance after correcting for the number of looks.
    """
    if difference is None:
        return "too few"
    if not sure:
        return "no clear difference"
    rose = difference.estimate > 0
    if metric.direction == "neither":
        return "higher" if rose else "lower"
    return "better" if rose == (metric.direction == "up") else "worse"
