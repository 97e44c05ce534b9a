"""Which months are news? One control chart for every kind of measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_answers
from cxdash.stats.limits import limits_of
from cxdash.stats.periods import GAPS, Bounds, Kind, Periods, Variation, periods
from cxdash.stats.phases import Baseline, baseline_of, left_out, stretches
from cxdash.stats.rules import beyond_limits, long_run
from cxdash.stats.season import Season, season_effects
from cxdash.stats.small_counts import has_small_counts

Status: TypeAlias = Literal["none", "provisional", "final"]

FEWEST_POINTS = 12
"""Points a baseline needs before limits are drawn at all; below, the chart is a plain line.
Source: NHS England, Making Data Count (warns below 13); Montgomery asks for 20 or more."""

FIRM_POINTS = 20
"""Points from which limits are final rather than provisional. Source: Montgomery, Introduction to
Statistical Quality Control (20 to 25 samples)."""


@dataclass(frozen=True, slots=True, eq=False)
class ControlChart:
    """Values over time with their limits and signals; one entry a period, phases one a phase.

    Attributes:
        kind: What was measured.
        values: What was measured, less the season if one was taken out; NaN at gaps.
        raw: What was measured, season and all.
        center: Centre line; NaN in phases without limits.
        lower: Lower limit, cut to the scale; NaN at gaps and in phases without limits.
        upper: Upper limit, in the same way.
        sigma: A third of the uncut distance from centre to (upper) limit, or with exact limits the
            standard error; NaN as the limits.
        z: Distance of each value from its centre in sigmas; NaN as the limits.
        sigma_z: For each phase, how many times as far neighbouring periods lie apart as chance
            alone explains; NaN for single values, gaps between events and phases without limits.
        outside: True where a counted point lies beyond its limits; on a limit is no signal.
        in_run: True for every point of a run of `RUN_LENGTH` on one side of the centre.
        status: For each phase "none" (too few points for limits), "provisional" or "final".
        phase: Number of the phase each period belongs to, from 0.
        counted: False for a point that is drawn but takes no part, and at gaps.
        excluded: Position and reason of each point left out of the baseline.
        small_counts: True when periods are so small that limits of a share, rate or count alarm
            too often; propose longer periods, or exact limits.
    """

    kind: Kind
    values: Floats
    raw: Floats
    center: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    z: Floats
    sigma_z: tuple[float, ...]
    outside: Bools
    in_run: Bools
    status: tuple[Status, ...]
    phase: NDArray[np.intp]
    counted: Bools
    excluded: tuple[tuple[int, str], ...]
    small_counts: bool

    @property
    def hollow(self) -> Bools:
        """Points to draw hollow: measured, but not complete or otherwise not counted."""
        return np.isfinite(self.values) & ~self.counted


class _Lines(NamedTuple):
    """What the phases fill in, a slice each."""

    center: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    z: Floats


class _Drawn(NamedTuple):
    """All lines, and what each phase has of its own."""

    lines: _Lines
    in_run: Bools
    status: tuple[Status, ...]
    sigma_z: tuple[float, ...]


def control_chart(  # noqa: PLR0913 - the parts of a measure, and what a manager decides about it
    kind: Kind,
    totals: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    squares: ArrayLike | None = None,
    variation: Variation = "floor",
    baseline: Baseline = None,
    phase_starts: Sequence[int] = (),
    excluded: Mapping[int, str] | None = None,
    counted: ArrayLike | None = None,
    bounds: Bounds | None = None,
    season: Season | None = None,
) -> ControlChart:
    """Return values, limits and signals of a measure over time.

    Args:
        kind: What the parts are. "share": hits and trials; "rate": events and exposure;
            "count": events; "mean": sums of scores and answers, with sums of squares; "nps": sums
            of points (-100, 0, 100 each) and answers, with sums of squares; "individuals": the
            values themselves; "time_between" and "cases_between": the time, or the cases, from
            each rare event to the next.
        totals: Hits, events, sums or values: one a period, in time order; NaN is a gap.
        sizes: Trials, exposure or answers, one a period; 0 or NaN is a gap. Ignored for
            counts, individuals and gaps between events.
        squares: Sums of squares, one a period; needed for "mean" and "nps".
        variation: "floor" widens limits when periods differ by more than chance explains and
            never narrows them; "laney" does both; "none" gives the textbook chart; "exact" gives
            binomial or Poisson limits, for shares, rates and counts too small for the others.
            Individuals and gaps have their own limits whatever it says, but for "screened", which
            leaves leaps out of the spread of individuals.
        baseline: Where centre and limits come from, later points being judged by them: the first
            so many usable points of each phase; a pair of positions, the second one left out; all
            of the phase by default.
        phase_starts: Positions at which a confirmed new phase begins; each phase has its own
            baseline and centre.
        excluded: The written reason for each position left out of the baseline; such points may
            still be signals.
        counted: False for points that are drawn but take no part in limits or signals, such as a
            period that is not complete.
        bounds: Ends of the scale, to cut the limits of a mean.
        season: The season to take out before judging; none by default.

    Returns:
        The chart; phases with fewer than `FEWEST_POINTS` points have no limits and no signals.

    Raises:
        ValueError: If parts are missing, differ in length or cannot be, a phase or baseline lies
            outside the periods, a point is excluded without a reason, the season cannot be known,
            or the variation does not fit the kind.

    Source:
        Montgomery, Introduction to Statistical Quality Control; Laney (2002), Quality
        Engineering 14:531-537; Mohammed et al. (2013), Quality and Safety in Health Care.

    Examples:
        >>> chart = control_chart("share", [80] * 12 + [40], [100] * 13)
        >>> chart.status, chart.outside.nonzero()[0].tolist()
        (('provisional',), [12])
    """
    measured = periods(kind, totals, sizes, squares=squares)
    n = len(measured.totals)
    counts = measured.usable & row_of_answers("counted", counted, length=n, default=True)
    allowed = counts & ~left_out(excluded, n) if excluded else counts
    phases = stretches(phase_starts, n)
    phase = np.repeat(np.arange(len(phases)), [at.stop - at.start for at in phases])
    parts = _less_season(measured, season, allowed, phase)
    judged = np.where(counts, parts.values, np.nan)
    baselines = [(at, baseline_of(allowed, at, baseline)) for at in phases]
    drawn = _draw(parts, judged, baselines, how=(variation, bounds))
    return ControlChart(
        kind=kind,
        values=parts.values,
        raw=measured.values,
        **drawn.lines._asdict(),
        sigma_z=drawn.sigma_z,
        outside=beyond_limits(judged, drawn.lines.lower, drawn.lines.upper),
        in_run=drawn.in_run,
        status=drawn.status,
        phase=phase,
        counted=counts,
        excluded=tuple((excluded or {}).items()),
        small_counts=has_small_counts(kind, parts.sizes, drawn.lines.center, drawn=counts),
    )


def _less_season(
    parts: Periods, season: Season | None, allowed: Bools, phase: NDArray[np.intp]
) -> Periods:
    if season is None:
        return parts
    if parts.kind in GAPS:
        raise ValueError("What lies between events has no periods a season could be seen in.")
    return parts.less(season_effects(parts.values, season, known=allowed, phase=phase))


def _status(points: int) -> Status:
    if points < FEWEST_POINTS:
        return "none"
    return "provisional" if points < FIRM_POINTS else "final"


def _draw(
    parts: Periods,
    judged: Floats,
    baselines: Sequence[tuple[slice, Bools]],
    *,
    how: tuple[Variation, Bounds | None],
) -> _Drawn:
    """Return the lines of every phase that has enough points for them, and the runs about them."""
    variation, bounds = how
    lines = _Lines(*np.full((len(_Lines._fields), len(judged)), np.nan))
    in_run = np.zeros(len(judged), dtype=np.bool_)
    statuses: tuple[Status, ...] = tuple(
        _status(int(np.count_nonzero(chosen))) for _, chosen in baselines
    )
    sigma_zs = [float("nan")] * len(baselines)
    for number, (at, chosen) in enumerate(baselines):
        if statuses[number] == "none":
            continue
        limits = limits_of(parts.cut(at), chosen, variation=variation, bounds=bounds)
        sigma_zs[number] = limits.sigma_z
        for name, line in lines._asdict().items():
            line[at] = getattr(limits, name)
        # A run never reaches over a new phase: its centre is another one.
        in_run[at] = long_run(judged[at], limits.center)
    return _Drawn(lines, in_run, statuses, tuple(sigma_zs))
