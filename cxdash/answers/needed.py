"""What the answers at hand can show, and how many it takes to show a difference that matters.

The temptation it resists: reading "no clear difference" as "no difference".
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from cxdash.answers.asked import Asked
from cxdash.answers.judge import Amount
from cxdash.metrics.metric import Metric
from cxdash.stats import (
    answers_needed_mean,
    answers_needed_nps,
    answers_needed_share,
    events_needed_rate,
    smallest_change_mean,
    smallest_change_nps,
    smallest_change_rate,
    smallest_change_share,
)

WORTH_SHARE: Final = 0.05
"""The difference of two shares that matters where no target says otherwise. Our choice."""

WORTH_POINTS: Final = 10.0
"""The same of two NPS: their scale is twice as long. Our choice."""

WORTH_OF_SCALE: Final = 0.05
"""The same of two means, as a part of the scale: 0.2 on a scale of 1 to 5. Our choice."""

WORTH_OF_SPREAD: Final = 0.2
"""The same where the scale is not known, in standard deviations. Source: Cohen (1988), a small
effect."""

WORTH_SEEING: Final = 0.8
"""The ratio of two rates that matters: a fall of a fifth. Our choice."""

LEAST_OF_WORTH: Final = 0.2
"""Part of the usual difference that must be missing to a target, so that it is planned for."""

_POINTS: Final = 100.0


class Worth(NamedTuple):
    """A difference that matters.

    Attributes:
        size: In the metric's unit; for rates the ratio. NaN for `WORTH_OF_SPREAD`.
        target: The target it leads to; None for the usual size.
    """

    size: float
    target: float | None = None


@dataclass(frozen=True)
class Need:
    """What two amounts can show.

    Attributes:
        sizes: Answers of either side; of rates and counts, what was counted.
        visible: The smallest difference that is found in four of five cases, in the metric's unit;
            infinite where none that is possible would be. Of rates, the largest ratio; 0 for none.
        worth: The difference that matters.
        needed: Answers either side needs for it; of rates, what must be counted to begin with.
        is_ratio: Whether `visible` and the difference that matters are ratios of rates.
    """

    sizes: tuple[float, float]
    visible: float
    worth: Worth
    needed: int
    is_ratio: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether a difference that matters would be found in four of five cases."""
        if self.is_ratio:
            return self.visible >= self.worth.size
        return self.visible <= self.worth.size


def worth_of(asked: Asked, value: float) -> Worth:
    """Return the difference that matters: what a target lacks, or the usual size.

    Args:
        asked: The question; its targets are those of the metric and the segment.
        value: The metric's value now.
    """
    metric = asked.metric
    usual = Worth(_usual(asked))
    if not asked.targets or metric.chart == "count" or metric.direction == "neither":
        return usual
    target = asked.targets[-1].value
    missing = target - value if metric.direction == "up" else value - target
    if metric.chart == "rate":
        ratio = target / value if value > 0 else math.nan
        planned = 0 < ratio <= 1 - LEAST_OF_WORTH * (1 - WORTH_SEEING)
        return Worth(ratio, target) if planned else usual
    least = LEAST_OF_WORTH * usual.size
    return Worth(missing, target) if missing > 0 and not missing < least else usual


def _usual(asked: Asked) -> float:
    if asked.metric.chart == "mean":
        ends = asked.instrument.ends if asked.instrument else None
        return WORTH_OF_SCALE * (ends[1] - ends[0]) if ends else math.nan
    return {"share": WORTH_SHARE, "nps": WORTH_POINTS}.get(asked.metric.chart, WORTH_SEEING)


def need_of(metric: Metric, one: Amount, other: Amount, worth: Worth) -> Need | None:
    """Return what two amounts can show; None where no method fits or there is nothing to go by.

    Sides of unequal size count as two of the size that is as sure (their harmonic mean).

    Args:
        metric: What is compared.
        one: The parts of one side.
        other: The parts it is compared with.
        worth: The difference that matters.
    """
    find = _NEEDS.get(metric.chart)
    if find is None or not (one.n > 0 and other.n > 0):
        return None
    return find(one, other, worth)


def _shares(one: Amount, other: Amount, worth: Worth) -> Need:
    n = one.n + other.n
    # All or none has no spread to plan by: half an answer less than all has.
    share = min(max((one.total + other.total) / n, 0.5 / n), 1 - 0.5 / n)
    visible = smallest_change_share(share, _each(one, other))
    room = max(share, 1 - share)
    return Need(
        (one.n, other.n),
        visible if visible <= room else math.inf,
        worth,
        answers_needed_share(share, worth.size),
    )


def _promoters(one: Amount, other: Amount, worth: Worth) -> Need:
    n = one.n + other.n
    nps = (one.total + other.total) / n
    # As of shares: where nobody differs, half an answer does.
    variance = max((_squares(one) + _squares(other)) / n / _POINTS**2, 0.5 / n)
    visible = smallest_change_nps(nps, _each(one, other), variance=variance)
    return Need(
        (one.n, other.n),
        visible if visible <= _POINTS + abs(nps) else math.inf,
        worth,
        answers_needed_nps(nps, worth.size, variance=variance),
    )


def _means(one: Amount, other: Amount, worth: Worth) -> Need | None:
    freedom = one.n + other.n - 2
    squares = _squares(one) + _squares(other)
    if not (min(one.n, other.n) >= 1 and freedom > 0 and squares > 0):
        return None
    spread = math.sqrt(squares / freedom)
    size = WORTH_OF_SPREAD * spread if math.isnan(worth.size) else worth.size
    return Need(
        (one.n, other.n),
        smallest_change_mean(spread, max(2.0, _each(one, other))),
        worth._replace(size=size),
        answers_needed_mean(spread, size),
    )


def _rates(one: Amount, other: Amount, worth: Worth) -> Need | None:
    if not other.total > 0:
        return None
    exposures = one.n / other.n
    return Need(
        (one.total, other.total),
        smallest_change_rate(other.total, exposure_ratio=exposures),
        worth,
        events_needed_rate(worth.size, exposure_ratio=exposures),
        is_ratio=True,
    )


_NEEDS: Final[dict[str, Callable[[Amount, Amount, Worth], Need | None]]] = {
    "share": _shares,
    "mean": _means,
    "nps": _promoters,
    "rate": _rates,
    "count": _rates,
}


def _each(one: Amount, other: Amount) -> float:
    return 2 / (1 / one.n + 1 / other.n)


def _squares(one: Amount) -> float:
    """Return the sum of squares around the mean."""
    return max(0.0, one.total_sq - one.total**2 / one.n)
