"""Which months are news? One control chart for every kind of measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cxdash.stats.checks import Bools, Floats, row_of_answers
from cxdash.stats.limits import Bounds, Kind, Periods, Variation, limits_of, periods
from cxdash.stats.rules import beyond_limits, long_run

Status: TypeAlias = Literal["none", "provisional", "final"]

FEWEST_POINTS = 12
"""Points a baseline needs before limits are drawn at all; below, the chart is a plain line.
Source: NHS England, Making Data Count (warns below 13); Montgomery asks for 20 or more."""

FIRM_POINTS = 20
"""Points from which limits are final rather than provisional. Source: Montgomery, Introduction to
Statistical Quality Control (20 to 25 samples)."""

FEWEST_EXPECTED = 5.0
"""Expected successes, and failures, below which 3-sigma limits alarm far too often."""

ENOUGH_PERIODS = 0.8
"""Share of periods that must reach `FEWEST_EXPECTED`. Source: the rule for expected counts of
Cochran (1954), Biometrics 10:417-451."""


@dataclass(frozen=True, slots=True, eq=False)
class ControlChart:
    """Values over time with their limits and signals; one entry a period, phases one a phase.

    Attributes:
        values: What was measured; NaN at gaps.
        center: Centre line; NaN in phases without limits.
        lower: Lower limit, cut to the scale; NaN at gaps and in phases without limits.
        upper: Upper limit, in the same way.
        sigma: A third of the uncut distance from centre to limit; NaN as the limits.
        sigma_z: For each phase, how many times as far neighbouring periods lie apart as chance
            alone explains; NaN for single values and phases without limits.
        outside: True where a counted point lies beyond its limits; on a limit is no signal.
        in_run: True for every point of a run of `RUN_LENGTH` on one side of the centre.
        status: For each phase "none" (too few points for limits), "provisional" or "final".
        phase: Number of the phase each period belongs to, from 0.
        counted: False for a point that is drawn but takes no part, and at gaps.
        small_counts: True when periods are so small that limits of a share, rate or count alarm
            too often; propose longer periods.
    """

    values: Floats
    center: Floats
    lower: Floats
    upper: Floats
    sigma: Floats
    sigma_z: tuple[float, ...]
    outside: Bools
    in_run: Bools
    status: tuple[Status, ...]
    phase: NDArray[np.intp]
    counted: Bools
    small_counts: bool


class _Lines(NamedTuple):
    """What the phases fill in, a slice each."""

    center: Floats
    lower: Floats
    upper: Floats
    sigma: Floats


def control_chart(  # noqa: PLR0913 - the parts of a measure, and what a manager decides about it
    kind: Kind,
    totals: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    squares: ArrayLike | None = None,
    variation: Variation = "floor",
    baseline: int | None = None,
    phase_starts: Sequence[int] = (),
    excluded: ArrayLike | None = None,
    counted: ArrayLike | None = None,
    bounds: Bounds | None = None,
) -> ControlChart:
    """Return values, limits and signals of a measure over time.

    Args:
        kind: What the parts are. "share": hits and trials; "rate": events and exposure;
            "count": events; "mean": sums of scores and answers, with sums of squares; "nps": sums
            of points (-100, 0, 100 each) and answers, with sums of squares; "individuals": the
            values themselves.
        totals: Hits, events, sums or values: one a period, in time order; NaN is a gap.
        sizes: Trials, exposure or answers, one a period; 0 or NaN is a gap. Ignored for counts
            and individuals.
        squares: Sums of squares, one a period; needed for "mean" and "nps".
        variation: "floor" widens limits when periods differ by more than chance explains and
            never narrows them; "laney" does both; "none" gives the textbook chart. Individuals
            have their own limits whatever it says.
        baseline: How many usable points, from the start of each phase, centre and limits come
            from; all of the phase by default.
        phase_starts: Positions at which a confirmed new phase begins; each phase has its own
            baseline and centre.
        excluded: True for points left out of the baseline, for a reason the caller keeps; they
            may still be signals.
        counted: False for points that are drawn but take no part in limits or signals, such as a
            period that is not complete.
        bounds: Ends of the scale, to cut the limits of a mean.

    Returns:
        The chart; phases with fewer than `FEWEST_POINTS` points have no limits and no signals.

    Raises:
        ValueError: If parts are missing, differ in length or cannot be, or a phase starts
            outside the periods.

    Source:
        Montgomery, Introduction to Statistical Quality Control; Laney (2002), Quality
        Engineering 14:531-537; Mohammed et al. (2013), Quality and Safety in Health Care.

    Examples:
        >>> chart = control_chart("share", [80] * 12 + [40], [100] * 13)
        >>> chart.status, chart.outside.nonzero()[0].tolist()
        (('provisional',), [12])
    """
    parts = periods(kind, totals, sizes, squares=squares)
    n = len(parts.totals)
    counts = parts.usable & row_of_answers("counted", counted, length=n, default=True)
    allowed = counts & ~row_of_answers("excluded", excluded, length=n, default=False)
    lines = _Lines(*(np.full(n, np.nan) for _ in _Lines._fields))
    in_run, phase = np.zeros(n, dtype=np.bool_), np.zeros(n, dtype=np.intp)
    judged = np.where(counts, parts.values, np.nan)
    statuses: list[Status] = []
    sigma_zs: list[float] = []
    for number, stretch in enumerate(_stretches(phase_starts, n)):
        chosen = _first(allowed[stretch], baseline)
        statuses.append(_status(int(np.count_nonzero(chosen))))
        sigma_zs.append(
            _draw(lines, _cut(parts, stretch), chosen, at=stretch, how=(variation, bounds))
            if statuses[-1] != "none"
            else float("nan")
        )
        # A run never reaches over a new phase: its centre is another one.
        in_run[stretch] = long_run(judged[stretch], lines.center[stretch])
        phase[stretch] = number
    return ControlChart(
        values=parts.values,
        **lines._asdict(),
        sigma_z=tuple(sigma_zs),
        outside=beyond_limits(judged, lines.lower, lines.upper),
        in_run=in_run,
        status=tuple(statuses),
        phase=phase,
        counted=counts,
        small_counts=_has_small_counts(parts, counts, lines.center),
    )


def _stretches(phase_starts: Sequence[int], n: int) -> list[slice]:
    starts = sorted({0, *phase_starts})
    if starts[0] < 0 or (n and starts[-1] >= n):
        raise ValueError(f"A phase starts outside the {n} periods: {tuple(phase_starts)}.")
    return [slice(start, end) for start, end in zip(starts, [*starts[1:], n], strict=True)]


def _first(allowed: Bools, baseline: int | None) -> Bools:
    """Return the first `baseline` allowed points, or all of them."""
    return allowed if baseline is None else allowed & (np.cumsum(allowed) <= baseline)


def _status(points: int) -> Status:
    if points < FEWEST_POINTS:
        return "none"
    return "provisional" if points < FIRM_POINTS else "final"


def _cut(parts: Periods, stretch: slice) -> Periods:
    return Periods(
        kind=parts.kind,
        totals=parts.totals[stretch],
        sizes=parts.sizes[stretch],
        squares=parts.squares[stretch],
        values=parts.values[stretch],
        usable=parts.usable[stretch],
    )


def _draw(
    lines: _Lines,
    parts: Periods,
    baseline: Bools,
    *,
    at: slice,
    how: tuple[Variation, Bounds | None],
) -> float:
    """Write the lines of one phase and return its sigma-z."""
    variation, bounds = how
    limits = limits_of(parts, baseline, variation=variation, bounds=bounds)
    lines.center[at] = limits.center
    lines.lower[at] = limits.lower
    lines.upper[at] = limits.upper
    lines.sigma[at] = limits.sigma
    return limits.sigma_z


def _has_small_counts(parts: Periods, counted: Bools, center: Floats) -> bool:
    """Return whether too many periods expect too few successes or failures for 3-sigma limits."""
    drawn = counted & np.isfinite(center)
    if parts.kind not in {"share", "rate", "count"} or not drawn.any():
        return False
    rarest = np.minimum(center, 1 - center) if parts.kind == "share" else center
    enough = parts.sizes[drawn] * rarest[drawn] >= FEWEST_EXPECTED
    return bool(np.mean(enough) < ENOUGH_PERIODS)
