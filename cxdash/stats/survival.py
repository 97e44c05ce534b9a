"""How long cases stay open, counting those that still are.

The average of closed cases flatters a growing backlog: the slow ones are not in it yet.
"""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from cxdash.stats.checks import Bools, Floats, critical_z, row_of_answers, row_of_numbers


class Reading(NamedTuple):
    """A value read off a survival curve with its interval; NaN where the curve does not say."""

    value: float
    low: float
    high: float


class LogRank(NamedTuple):
    """Whether groups close at the same pace: the statistic, its degrees of freedom, p-value."""

    chi_square: float
    degrees: int
    p_value: float


@dataclass(frozen=True, slots=True, eq=False)
class Survival:
    """A Kaplan-Meier curve: one entry for each time at which any case closed, in time order.

    Attributes:
        times: When cases closed, in the unit of the durations.
        survival: Share still open after that time, 0 to 1.
        low: Lower end of its log-log interval; NaN once every case is closed.
        high: Upper end, in the same way.
        error: Greenwood's standard error of the share.
        at_risk: Cases open just before that time.
        closed: Cases that closed at that time.
        longest: Longest duration seen, open or closed: the curve says nothing beyond.
    """

    times: Floats
    survival: Floats
    low: Floats
    high: Floats
    error: Floats
    at_risk: Floats
    closed: Floats
    longest: float

    def quantile(self, share: float) -> Reading:
        """Return the time by which `share` of all cases are closed; 0.5 gives the median.

        Raises:
            ValueError: If `share` is not between 0 and 1.

        Examples:
            >>> kaplan_meier([2, 3, 5, 9], [1, 1, 1, 0]).quantile(0.5).value
            3.0
        """
        if not 0 < share < 1:
            raise ValueError(f"share is {share}; it must lie between 0 and 1.")

        def first_time(curve: Floats) -> float:
            reached = np.flatnonzero(curve <= 1 - share + 1e-12)
            return float(self.times[reached[0]]) if len(reached) else math.nan

        return Reading(first_time(self.survival), first_time(self.low), first_time(self.high))

    def at(self, time: float) -> Reading:
        """Return the share still open after `time`; NaN beyond the longest duration seen.

        Before the first case closes the share is 1, with no interval.

        Examples:
            >>> kaplan_meier([2, 3, 5, 9], [1, 1, 1, 0]).at(4).value
            0.5
        """
        if time > self.longest and not (len(self.survival) and self.survival[-1] == 0):
            return Reading(math.nan, math.nan, math.nan)
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        if step < 0:
            return Reading(1.0, math.nan, math.nan)
        return Reading(float(self.survival[step]), float(self.low[step]), float(self.high[step]))

    def mean_until(self, horizon: float) -> float:
        """Return the mean time open, counting at most `horizon`; says something without a median.

        Raises:
            ValueError: If `horizon` is negative, or beyond the longest duration while cases are
                still open there.

        Examples:
            >>> kaplan_meier([2, 3, 5, 9], [1, 1, 1, 0]).mean_until(4)
            3.25
        """
        all_closed = len(self.survival) > 0 and self.survival[-1] == 0
        if horizon < 0 or (horizon > self.longest and not all_closed):
            raise ValueError(f"horizon is {horizon}; the curve reaches from 0 to {self.longest}.")
        before = self.times < horizon
        edges = np.concatenate(([0.0], self.times[before], [horizon]))
        return float(np.sum(np.diff(edges) * np.concatenate(([1.0], self.survival[before]))))


class _Steps(NamedTuple):
    """Counts at each time at which any case closed."""

    times: Floats
    at_risk: Floats
    closed: Floats


def kaplan_meier(
    durations: ArrayLike,
    closed: ArrayLike,
    *,
    weights: ArrayLike | None = None,
    confidence: float = 0.95,
) -> Survival:
    """Return the share of cases still open by time since they began.

    Args:
        durations: Time from start to close, or to now for a case still open; 0 or more.
        closed: True where the case closed, False where it is still open.
        weights: How many cases each entry stands for, whole; 1 by default.
        confidence: Chance that an interval covers the true share, 0 to 1.

    Returns:
        The curve. No closed case gives a curve without entries.

    Raises:
        ValueError: If rows differ in length, a duration is negative or no number, a weight is
            negative or not whole, or `confidence` is not between 0 and 1.

    Source:
        Kaplan and Meier (1958), JASA 53:457-481; Greenwood (1926); log-log interval of
        Kalbfleisch and Prentice (1980).

    Examples:
        >>> curve = kaplan_meier([6, 6, 6, 6, 7, 9, 10], [1, 1, 1, 0, 1, 0, 1])
        >>> curve.times.tolist(), curve.survival.round(3).tolist()
        ([6.0, 7.0, 10.0], [0.571, 0.381, 0.0])
    """
    z = critical_z(confidence)
    duration, ended, weight = _cases(durations, closed, weights)
    times, at_risk, ends = _steps(duration, ended, weight)
    survival: Floats = np.multiply.accumulate(1 - ends / at_risk)
    left = at_risk - ends
    open_still = left > 0
    hazard_var = np.full(len(times), np.nan)
    np.divide(ends, at_risk * left, out=hazard_var, where=open_still)
    hazard_var = np.add.accumulate(hazard_var)
    log_survival = np.log(survival, out=np.full(len(times), np.nan), where=open_still)
    reach = z * np.sqrt(hazard_var) / np.abs(log_survival)
    return Survival(
        times=times,
        survival=survival,
        low=survival ** np.exp(reach),
        high=survival ** np.exp(-reach),
        error=survival * np.sqrt(hazard_var),
        at_risk=at_risk,
        closed=ends,
        longest=float(np.max(duration[weight > 0], initial=0.0)),
    )


def log_rank(
    durations: ArrayLike,
    closed: ArrayLike,
    groups: ArrayLike,
    *,
    weights: ArrayLike | None = None,
) -> LogRank:
    """Return whether groups of cases close at the same pace.

    Args:
        durations: As for `kaplan_meier`.
        closed: As for `kaplan_meier`.
        groups: Name or number of the group of each case; at least two different ones.
        weights: As for `kaplan_meier`.

    Raises:
        ValueError: If rows cannot be cases, lengths differ, or there are fewer than two groups.

    Source:
        Mantel (1966), Cancer Chemotherapy Reports 50:163-170; the k-group form of Peto and Peto
        (1972), JRSS A 135:185-207.

    Examples:
        >>> test = log_rank([1, 2, 3, 7, 8, 9], [1] * 6, ["a"] * 3 + ["b"] * 3)
        >>> f"{test.chi_square:.2f}, p = {test.p_value:.3f}"
        '5.05, p = 0.025'
    """
    duration, ended, weight = _cases(durations, closed, weights)
    group = np.asarray(groups)
    names = np.unique(group)
    if group.shape != duration.shape or len(names) < 2:  # noqa: PLR2004 - one group has no other
        raise ValueError("Every case needs a group, and there must be at least two groups.")
    times, at_risk, ends = _steps(duration, ended, weight)
    member = group == names[:, None]
    open_at = duration >= times[:, None]
    ended_at = (duration == times[:, None]) & ended
    risk_by_group = (member * weight) @ open_at.T
    ends_by_group = (member * weight) @ ended_at.T
    share = risk_by_group / at_risk
    gap = np.sum(ends_by_group - share * ends, axis=1)[:-1]
    spread = ends * (at_risk - ends) / np.maximum(at_risk - 1, 1)
    covariance: Floats = np.diag(share @ spread) - (share * spread) @ share.T
    degrees = len(names) - 1
    chi_square = float(gap @ np.linalg.pinv(covariance[:-1, :-1]) @ gap)
    return LogRank(chi_square, degrees, float(chdtrc(degrees, chi_square)))


def _cases(
    durations: ArrayLike, closed: ArrayLike, weights: ArrayLike | None
) -> tuple[Floats, Bools, Floats]:
    duration = row_of_numbers("durations", durations)
    ended = row_of_answers("closed", closed, length=len(duration), default=True)
    weight = np.ones(len(duration)) if weights is None else row_of_numbers("weights", weights)
    if weight.shape != duration.shape or not np.all((weight >= 0) & (weight == np.round(weight))):
        raise ValueError("Every case needs one whole weight of 0 or more.")
    if not np.all(duration >= 0):
        raise ValueError("A duration is negative or no number.")
    return duration, ended, weight


def _steps(duration: Floats, ended: Bools, weight: Floats) -> _Steps:
    """Return who was open and who closed at each time at which any case closed."""
    times, where = np.unique(duration, return_inverse=True)
    leaving, ends = np.zeros(len(times)), np.zeros(len(times))
    np.add.at(leaving, where, weight)
    np.add.at(ends, where, weight * ended)
    at_risk = np.cumsum(leaving[::-1])[::-1]
    kept = ends > 0
    return _Steps(times[kept], at_risk[kept], ends[kept])
