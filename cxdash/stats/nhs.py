"""The XmR chart of NHS England's Making Data Count programme, as its own software draws it.

Kept apart from `control_chart` for what differs: moving ranges are screened, the factor is 2.66,
and every point bears the programme's own words. The rules alone fit any chart: they are the set
"nhs" of `rule_sets`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_numbers
from cxdash.stats.constants import SIGMAS
from cxdash.stats.limits import in_sigmas
from cxdash.stats.moving_range import Screening, mean_moving_range
from cxdash.stats.phases import stretches
from cxdash.stats.rules import beyond_limits
from cxdash.stats.signals import Stretch, judge
from cxdash.stats.verdicts import Improvement

Assurance: TypeAlias = Literal["consistent_pass", "consistent_fail", "inconsistent"]

NHS_FACTOR = 2.66
"""Limits from the mean moving range, to the digits the programme uses."""

COMMON = "Common Cause"


@dataclass(frozen=True, slots=True, eq=False)
class NhsChart:
    """Lines of each period, and the programme's words for each point.

    Attributes:
        center: Mean of the baseline of each phase.
        lower: Lower process limit.
        upper: Upper process limit.
        special_cause: "Common Cause", or the first rule that marks the point: "Above UCL", "Below
            LCL", "7 Point Trend (Increasing)" or "(Decreasing)", "2 in 3 Above CL" or "Below CL",
            "7 Points Above CL" or "Below CL".
        point_type: "common_cause", "special_cause_improvement", "special_cause_concern", or where
            neither direction is better "special_cause_neutral_high" or "_low".
        assurance: Whether the newest limits keep to a target; None without one.
    """

    center: Floats
    lower: Floats
    upper: Floats
    special_cause: tuple[str, ...]
    point_type: tuple[str, ...]
    assurance: Assurance | None


def nhs_chart(  # noqa: PLR0913 - the options of the programme's own software
    values: ArrayLike,
    *,
    improvement: Improvement = "increase",
    fix_after: int | None = None,
    screening: Screening = "once",
    phase_starts: Sequence[int] = (),
    target: float | None = None,
) -> NhsChart:
    """Return the chart of single values under the rules of Making Data Count.

    Args:
        values: One number a period, in time order, without gaps.
        improvement: Which way is better; "neutral" if neither.
        fix_after: How many points, from the start of each phase, limits come from; all by default.
        screening: Whether moving ranges of 3.267 times their mean and more are dropped once.
        phase_starts: Positions at which limits are computed anew.
        target: What the measure should reach.

    Raises:
        ValueError: If a value is no number, a phase has fewer than 2 points or starts outside the
            periods, or `fix_after` is below 2.

    Source:
        NHS England, Making Data Count, as coded in NHSRplotthedots 0.2.2.

    Examples:
        >>> chart = nhs_chart([5, 6, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 15], fix_after=12)
        >>> chart.special_cause[-1], chart.point_type[-1]
        ('Above UCL', 'special_cause_improvement')
    """
    row = row_of_numbers("values", values)
    if not np.isfinite(row).all():
        raise ValueError("A value is no number; this chart takes no gaps.")
    lines = np.full((3, len(row)), np.nan)
    words: list[str] = []
    for at in stretches(phase_starts, len(row)):
        baseline = row[at][:fix_after]
        if len(baseline) < 2:  # noqa: PLR2004 - one point has no neighbour
            raise ValueError("Limits need at least two points in every phase.")
        mean = baseline.mean()
        reach = NHS_FACTOR * mean_moving_range(baseline, screening=screening)
        lines[:, at] = np.array([mean, mean - reach, mean + reach])[:, None]
        words += _special_causes(row[at], *lines[:, at])
    types = tuple(_point_type(word, improvement) for word in words)
    newest = (float(lines[1, -1]), float(lines[2, -1])) if len(row) else (np.nan, np.nan)
    met = None if target is None else assurance(*newest, target=target, improvement=improvement)
    return NhsChart(*lines, special_cause=tuple(words), point_type=types, assurance=met)


def assurance(
    lower: float, upper: float, *, target: float, improvement: Improvement
) -> Assurance | None:
    """Return whether a process can be relied on to reach a target.

    Args:
        lower: Its newest lower limit.
        upper: Its newest upper limit.
        target: What it should reach.
        improvement: Which way is better.

    Returns:
        "consistent_pass" or "consistent_fail" when the target lies outside the limits,
        "inconsistent" when it lies between or on them; None when neither direction is better.

    Source:
        NHS England, Making Data Count, as coded in NHSRplotthedots 0.2.2.

    Examples:
        >>> assurance(0.80, 0.90, target=0.75, improvement="increase")
        'consistent_pass'
    """
    if improvement == "neutral":
        return None
    if target > upper:
        return "consistent_fail" if improvement == "increase" else "consistent_pass"
    if target < lower:
        return "consistent_pass" if improvement == "increase" else "consistent_fail"
    return "inconsistent"


def _special_causes(row: Floats, center: Floats, lower: Floats, upper: Floats) -> list[str]:
    """Return the words for each point of one phase."""
    sigma = (upper - center) / SIGMAS
    z = in_sigmas(row, center, sigma)
    outside = beyond_limits(row, lower, upper)
    limits, trend, two, run = judge("nhs", Stretch(row, center, z, outside))
    above = row > center
    side = np.where(above, "Above", "Below")
    words = np.full(len(row), COMMON, dtype="<U32")
    # From the weakest claim to the strongest, so that the strongest is left standing.
    for marks, said in (
        (run.points, np.strings.add("7 Points ", np.strings.add(side, " CL"))),
        (two.points, np.strings.add("2 in 3 ", np.strings.add(side, " CL"))),
        (trend.points, _trend_words(row, trend.points)),
        (limits.points, np.where(above, "Above UCL", "Below LCL")),
    ):
        words[marks] = said[marks]
    return words.tolist()


def _trend_words(row: Floats, marks: Bools) -> NDArray[np.str_]:
    """Return which way each point goes: as the step after it if that leads on in a trend."""
    steps = np.sign(np.diff(row))
    after, before = np.append(steps, 0.0), np.insert(steps, 0, 0.0)
    leads_on = marks & np.append(marks[1:], [False] if len(marks) else [])
    rises = np.where(leads_on, after, before) == 1
    return np.where(rises, "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)")


def _point_type(special_cause: str, improvement: Improvement) -> str:
    if special_cause == COMMON:
        return "common_cause"
    is_high = "Above" in special_cause or "Increasing" in special_cause
    if improvement == "neutral":
        return f"special_cause_neutral_{'high' if is_high else 'low'}"
    better = is_high == (improvement == "increase")
    return f"special_cause_{'improvement' if better else 'concern'}"
