"""Centre and limits of one steady stretch of time, for every kind of measure by one formula.

Limits are centre ± 3 · s, where s is what chance alone would do to a period of that size, widened
when periods differ by more than that. Textbook limits ignore the second part and, with a thousand
answers a month, call almost every chart unstable.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_answers
from cxdash.stats.constants import D2_OF_PAIRS, SIGMAS
from cxdash.stats.exact_limits import binomial_limits, poisson_limits
from cxdash.stats.moving_range import mean_moving_range
from cxdash.stats.periods import GAPS, SCALES, Bounds, Kind, Periods, Variation, periods
from cxdash.stats.skewed import Skewed, cases_between_limits, time_between_limits


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Centre and limits of one stretch.

    Attributes:
        center: Mean of the baseline, each period weighing by its size.
        lower: Lower limit of each period, cut to the scale; NaN at gaps.
        upper: Upper limit, in the same way.
        sigma: A third of the uncut distance from centre to (upper) limit; NaN at gaps. With exact
            limits, the standard error of the period.
        sigma_z: How many times as far neighbouring periods lie apart as chance alone explains;
            NaN for single values, and where there is no spread within periods.
        z: Distance of each value from the centre in sigmas; for times between events on the
            scale on which they are nearly normal; NaN at gaps.
    """

    center: float
    lower: Floats
    upper: Floats
    sigma: Floats
    sigma_z: float
    z: Floats


def process_limits(  # noqa: PLR0913 - the parts of a measure, and how to judge them
    kind: Kind,
    totals: ArrayLike,
    sizes: ArrayLike | None = None,
    *,
    squares: ArrayLike | None = None,
    variation: Variation = "floor",
    baseline: ArrayLike | None = None,
    bounds: Bounds | None = None,
) -> Limits:
    """Return centre and limits of one stretch, however short; `control_chart` guards the length.

    Args:
        kind: What the parts are; see `control_chart`.
        totals: One number a period, in time order; NaN is a gap.
        sizes: One number a period, 0 or NaN is a gap; None for counts and single values.
        squares: Sums of squares, for means and NPS.
        variation: How limits allow for periods that differ by more than chance; see
            `control_chart`.
        baseline: Which periods the centre and the spread come from; all of them by default.
        bounds: Ends of the scale, to cut the limits of a mean.

    Returns:
        Limits of every period of the stretch, in and out of the baseline.

    Raises:
        ValueError: If parts are missing or cannot be, or fewer than 2 periods are usable.

    Source:
        Montgomery, Introduction to Statistical Quality Control; Laney (2002), Quality
        Engineering 14:531-537.

    Examples:
        >>> flow = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
        >>> limits = process_limits("individuals", flow)
        >>> f"{limits.lower[0]:.4f} to {limits.upper[0]:.4f}"
        '45.8159 to 55.8041'
    """
    parts = periods(kind, totals, sizes, squares=squares)
    chosen = row_of_answers("baseline", baseline, length=len(parts.totals), default=True)
    return limits_of(parts, chosen & parts.usable, variation=variation, bounds=bounds)


def limits_of(
    parts: Periods, baseline: Bools, *, variation: Variation, bounds: Bounds | None
) -> Limits:
    """Return centre and limits of parts that have been checked; as `process_limits`."""
    if np.count_nonzero(baseline) < 2:  # noqa: PLR2004 - one point has no neighbour
        raise ValueError("Limits need at least two usable periods.")
    _require_known(parts.kind, variation)
    if parts.kind in GAPS:
        return _of_gaps(parts, baseline)
    rows = (row[baseline] for row in (parts.totals, parts.sizes, parts.squares))
    center, within, between = (
        float(number) for number in center_and_spreads(parts.kind, *rows, variation=variation)
    )
    spread = between if parts.kind == "individuals" else _chosen(variation, within, between)
    sigma = np.where(parts.usable, spread / np.sqrt(parts.sizes), np.nan)
    low, high = bounds or SCALES[parts.kind]
    if variation == "exact":
        lower, upper = _exact(parts, center)
    else:
        lower, upper = center - SIGMAS * sigma, center + SIGMAS * sigma
    return Limits(
        center=center,
        lower=np.minimum(np.maximum(lower, low), high),
        upper=np.minimum(np.maximum(upper, low), high),
        sigma=sigma,
        sigma_z=between / within if within > 0 else float("nan"),
        z=in_sigmas(parts.values, center, sigma),
    )


def center_and_spreads(
    kind: Kind, totals: Floats, sizes: Floats, squares: Floats, *, variation: Variation = "floor"
) -> tuple[Floats, Floats, Floats]:
    """Return the centre and the two spreads of one trial, event or answer: within and between.

    The one place where limits come from; it takes one series or, along the last axis, thousands.

    Args:
        kind: What the parts are; not a gap between events.
        totals: One number a period along the last axis, in time order, without gaps.
        sizes: As `totals`; ones where all weigh the same.
        squares: As `totals`; anything for kinds that need none.
        variation: Only "screened" matters here.

    Returns:
        Three numbers a series: the mean by size; the standard deviation that chance gives a
        single trial, event or answer (NaN for single values); the same as neighbouring periods
        show it, which is Laney's sigma-z times the first.

    Examples:
        >>> hits, trials = np.array([8.0, 9.0, 7.0]), np.array([10.0, 10.0, 10.0])
        >>> [round(float(x), 3) for x in center_and_spreads("share", hits, trials, trials)]
        [0.8, 0.4, 0.421]
    """
    every = sizes.sum(axis=-1)
    center = np.asarray(totals.sum(axis=-1) / every)
    match kind:
        case "share":
            variance = center * (1 - center)
        case "rate" | "count":
            variance = center
        case "nps":
            # At the pooled shares of promoters and detractors, as a share does at its centre.
            variance = squares.sum(axis=-1) / every - center * center
        case "mean":
            about_mean = (squares - totals * totals / sizes).sum(axis=-1)
            freedom = np.asarray((sizes - 1).sum(axis=-1))
            variance = np.where(freedom > 0, about_mean / np.where(freedom > 0, freedom, 1), np.nan)
        case _:
            variance = np.full_like(center, np.nan)
    # Put so that nothing is divided by a spread within of 0.
    scaled = (totals / sizes - center[..., None]) * np.sqrt(sizes)
    screening = "once" if variation == "screened" else "none"
    between = mean_moving_range(scaled, screening=screening) / D2_OF_PAIRS
    return center, np.sqrt(np.maximum(variance, 0.0)), between


def _chosen(variation: Variation, within: float, between: float) -> float:
    """Return the spread the limits are drawn from."""
    if variation == "laney":
        return between
    return float(np.fmax(within, between)) if variation == "floor" else within


def _require_known(kind: Kind, variation: Variation) -> None:
    """Raise ValueError where a way to draw limits does not fit what is measured."""
    if variation == "exact" and kind not in {"share", "rate", "count"}:
        raise ValueError(f"Exact limits are for shares, rates and counts, not for {kind}.")
    if variation == "screened" and kind != "individuals":
        raise ValueError(f"Screening is for single values, not for {kind}.")


def _exact(parts: Periods, center: float) -> tuple[Floats, Floats]:
    sizes = np.where(parts.usable, parts.sizes, np.nan)
    if parts.kind == "share":
        lower, upper = binomial_limits(center, sizes)
    else:
        lower, upper = poisson_limits(center * sizes)
    return lower / sizes, upper / sizes


def _of_gaps(parts: Periods, baseline: Bools) -> Limits:
    """Return limits of what lies between events: skewed, so not as far down as up."""
    lines: Skewed = (time_between_limits if parts.kind == "time_between" else cases_between_limits)(
        parts.values[baseline]
    )
    known = np.where(parts.usable, 1.0, np.nan)
    return Limits(
        center=lines.center,
        lower=lines.lower * known,
        upper=lines.upper * known,
        sigma=(lines.upper - lines.center) / SIGMAS * known,
        sigma_z=float("nan"),
        z=lines.in_sigmas(parts.values),
    )


def in_sigmas(values: Floats, center: float | Floats, sigma: Floats) -> Floats:
    """Return the distance of values from the centre in sigmas; infinite where sigma is 0.

    Examples:
        >>> in_sigmas(np.array([3.0, 1.0]), 1.0, np.array([0.5, 0.0])).tolist()
        [4.0, 0.0]
    """
    distance = values - center
    z = np.where(distance == 0, distance, np.copysign(np.inf, distance))
    np.divide(distance, sigma, out=z, where=sigma > 0)
    z[np.isnan(values)] = np.nan
    return z
