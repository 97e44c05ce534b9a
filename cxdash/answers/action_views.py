"""Two views of what an action did to one cause: after over before, and with the trend held apart.

The temptation it resists: believing a fall that had begun before anybody acted.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.groups import SCREEN_RATE, SURE_ALONE
from cxdash.stats import (
    ActionVerdict,
    Interruption,
    RateRatio,
    action_verdict,
    benjamini_hochberg,
    holm,
    interrupted_series,
    rate_ratio,
)
from cxdash.stats.interrupted import FEWEST_AFTER, FEWEST_BEFORE
from cxdash.store.registers.notes import Event

SEASON_FROM = 24
"""Months, before and after together, from which a season is held apart too: fewer hold no second
year to know it by."""

PEAK_MONTHS = 3
"""The months before an action that are looked at for a peak."""


class Months(NamedTuple):
    """The whole months around an action, its own left out; one entry each, in time order.

    Attributes:
        number: Months counted on from year 0, so that the one left out stays a gap.
        complaints: Complaints of each.
        exposure: What they are counted against; above 0.
        after: True from the month after the action on.
    """

    number: NDArray[np.float64]
    complaints: NDArray[np.float64]
    exposure: NDArray[np.float64]
    after: NDArray[np.bool_]

    @property
    def are_enough(self) -> bool:
        """Whether there are months enough on both sides."""
        return self.after.sum() >= FEWEST_AFTER and (~self.after).sum() >= FEWEST_BEFORE

    def side(self, kept: NDArray[np.bool_]) -> tuple[int, float]:
        """Return complaints and exposure of some of the months."""
        return int(self.complaints[kept].sum()), float(self.exposure[kept].sum())


@dataclass(frozen=True)
class Peak:
    """A peak right before an action.

    Attributes:
        height: The rate of its months as a multiple of the months earlier.
        without: The rate after as a multiple of the rate before, the peak left out.
    """

    height: RateRatio
    without: RateRatio


@dataclass(frozen=True)
class Judged:
    """What became of one cause after one action.

    Attributes:
        event: The action.
        cause: The cause.
        named: Whether the action names it; else it is one of many that were looked at.
        before: Complaints and exposure before.
        after: Complaints and exposure after.
        months: Whole months before and after.
        ratio: The rate after as a multiple of the rate before.
        step: The same with trend and season held apart; None where that cannot be told.
        seen: What the two views say by themselves.
        p_value: Chance of the weaker of the two views if nothing had changed.
        peak: The peak before, if there was one.
        verdict: What may be said, allowing for the number of causes looked at.
    """

    event: Event
    cause: str
    named: bool
    before: tuple[int, float]
    after: tuple[int, float]
    months: tuple[int, int]
    ratio: RateRatio
    step: Interruption | None
    seen: ActionVerdict
    p_value: float
    peak: Peak | None
    verdict: ActionVerdict = ActionVerdict.NOT_SHOWN


def judged(event: Event, cause: str, months: Months, *, named: bool) -> Judged:
    """Return the two views of one cause around one action; the verdict waits for `screened`.

    Args:
        event: The action.
        cause: The cause.
        months: The whole months around it; enough on both sides, with a complaint among them.
        named: Whether the action names the cause.
    """
    before, after = months.side(~months.after), months.side(months.after)
    ratio = _plain(rate_ratio(*after, *before))
    step = _step(months)
    views = [ratio, step.shown] if step else []
    return Judged(
        event=event,
        cause=cause,
        named=named,
        before=before,
        after=after,
        months=(int((~months.after).sum()), int(months.after.sum())),
        ratio=ratio,
        step=step,
        seen=action_verdict(views) if views else ActionVerdict.NOT_SHOWN,
        p_value=max((view.p_value for view in views), default=1.0),
        peak=_peak(months),
    )


def screened(found: list[Judged]) -> list[Judged]:
    """Return each pair with its verdict, allowing for how many there are.

    Those that an action names were planned: together they may be wrong once in twenty (Holm).
    What nobody named must stand out among all that was looked at (Benjamini and Hochberg).
    """
    planned = np.array([one.named for one in found], dtype="bool")
    p_values = np.array([one.p_value for one in found], dtype="float64")
    holds = np.where(
        planned,
        holm(np.where(planned, p_values, np.nan)) <= SURE_ALONE,
        benjamini_hochberg(np.where(planned, np.nan, p_values)) <= SCREEN_RATE,
    )
    return [
        replace(one, verdict=one.seen if sure else one.verdict)
        for one, sure in zip(found, holds, strict=True)
    ]


def _step(months: Months) -> Interruption | None:
    """Return the step with trend and season held apart; None where the months cannot tell it."""
    events = months.complaints.copy()
    if not events[months.after].any():
        # A rate of 0 has no logarithm. One complaint where there was none is the careful side.
        events[np.flatnonzero(months.after)[int(np.argmax(months.exposure[months.after]))]] = 1
    try:
        return interrupted_series(
            events,
            months.number,
            months.after,
            exposures=months.exposure,
            harmonics=int(len(events) >= SEASON_FROM),
        )
    except ValueError:
        return None


def _peak(months: Months) -> Peak | None:
    """Return the peak of the last months before, if they were beyond chance above those earlier.

    None, too, where the rate did not fall after it: then no fall can have come by itself.
    """
    before = np.flatnonzero(~months.after)
    last, earlier = (np.zeros(len(months.after), dtype=bool) for _ in range(2))
    last[before[-PEAK_MONTHS:]] = True
    earlier[before[:-PEAK_MONTHS]] = True
    height = _plain(rate_ratio(*months.side(last), *months.side(earlier)))
    fell = rate_ratio(*months.side(months.after), *months.side(~months.after)).ratio < 1
    if not (fell and height.low > 1 and np.isfinite(height.ratio)):
        return None
    return Peak(height, _plain(rate_ratio(*months.side(months.after), *months.side(earlier))))


def _plain(found: RateRatio) -> RateRatio:
    return RateRatio(*(float(number) for number in found))
