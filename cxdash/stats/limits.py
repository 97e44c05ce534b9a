"""Centre and limits of one steady stretch of time, for every kind of measure by one formula.

Limits are centre ± 3 · s, where s is what chance alone would do to a period of that size, widened
when periods differ by more than that. Textbook limits ignore the second part and, with a thousand
answers a month, call almost every chart unstable.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from cxdash.stats.checks import Bools, Floats, row_of_answers, row_of_numbers

Kind: TypeAlias = Literal["share", "rate", "count", "mean", "nps", "individuals"]
Variation: TypeAlias = Literal["none", "laney", "floor"]
Bounds: TypeAlias = tuple[float, float]

SIGMAS = 3.0
"""Width of the limits in standard errors. Source: Shewhart (1931)."""

D2_OF_PAIRS = 1.128
"""Mean distance of two normal numbers, in standard deviations, to the three digits of the tables:
the exact 1.12838 misses the printed limits of NIST/SEMATECH e-Handbook 6.3.2.2."""

SCALES: dict[Kind, Bounds] = {
    "share": (0.0, 1.0),
    "rate": (0.0, np.inf),
    "count": (0.0, np.inf),
    "mean": (-np.inf, np.inf),
    "nps": (-100.0, 100.0),
    "individuals": (-np.inf, np.inf),
}
"""Where a limit of each kind is cut: no share passes 1, no count falls below 0."""

UNSIZED: frozenset[Kind] = frozenset({"count", "individuals"})
"""Kinds whose periods all weigh the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Periods:
    """One measure over time, as parts that add up.

    Attributes:
        kind: What the parts are.
        totals: Hits, events, sums of scores or of points, or the values themselves.
        sizes: Trials, exposure or answers of each period; 1 where all weigh the same.
        squares: Sums of squares; NaN for kinds that need none.
        values: Totals over sizes; NaN at gaps.
        usable: False at gaps: no size, or nothing measured.
    """

    kind: Kind
    totals: Floats
    sizes: Floats
    squares: Floats
    values: Floats
    usable: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """Centre and limits of one stretch.

    Attributes:
        center: Mean of the baseline, each period weighing by its size.
        lower: Lower limit of each period, cut to the scale; NaN at gaps.
        upper: Upper limit, in the same way.
        sigma: A third of the uncut distance from centre to limit; NaN at gaps.
        sigma_z: How many times as far neighbouring periods lie apart as chance alone explains;
            NaN for single values, and where there is no spread within periods.
    """

    center: float
    lower: Floats
    upper: Floats
    sigma: Floats
    sigma_z: float


def periods(
    kind: Kind, totals: ArrayLike, sizes: ArrayLike | None, *, squares: ArrayLike | None = None
) -> Periods:
    """Return checked parts of a measure over time.

    Args:
        kind: What the parts are; see `control_chart`.
        totals: One number a period, in time order; NaN is a gap.
        sizes: One number a period, 0 or NaN is a gap; None for counts and single values.
        squares: Sums of squares, for means and NPS.

    Raises:
        ValueError: If parts are missing, differ in length, or cannot be (more hits than trials,
            negative counts).
    """
    total = row_of_numbers("totals", totals)
    size = _row_like(total, "sizes", None if kind in UNSIZED else sizes, unless=kind in UNSIZED)
    square = _row_like(total, "squares", squares, unless=kind not in {"mean", "nps"})
    usable = np.isfinite(total) & (size > 0) & np.isfinite(size)
    values = np.full(len(total), np.nan)
    np.divide(total, size, out=values, where=usable)
    if kind in {"share", "rate", "count"} and np.any(values[usable] < 0):
        raise ValueError(f"A {kind} cannot be negative.")
    low, high = SCALES[kind]
    if np.any((values[usable] < low) | (values[usable] > high)):
        raise ValueError(f"A {kind} lies outside {low} to {high}.")
    return Periods(kind, total, size, square, values, usable)


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
    center = float(parts.totals[baseline].sum() / parts.sizes[baseline].sum())
    within = _spread_within(parts, baseline, center=center)
    between = _spread_between(parts, baseline, center=center)
    spread = {"none": within, "laney": between, "floor": float(np.fmax(within, between))}
    sigma = np.full(len(parts.totals), np.nan)
    chosen = between if parts.kind == "individuals" else spread[variation]
    sigma[parts.usable] = chosen / np.sqrt(parts.sizes[parts.usable])
    low, high = bounds or SCALES[parts.kind]
    return Limits(
        center=center,
        lower=np.clip(center - SIGMAS * sigma, low, high),
        upper=np.clip(center + SIGMAS * sigma, low, high),
        sigma=sigma,
        sigma_z=between / within if within > 0 else float("nan"),
    )


def _spread_within(parts: Periods, baseline: Bools, *, center: float) -> float:
    """Return the standard deviation of one trial, event or answer; NaN where none shows."""
    sizes, totals, squares = parts.sizes[baseline], parts.totals[baseline], parts.squares[baseline]
    match parts.kind:
        case "share":
            variance = center * (1 - center)
        case "rate" | "count":
            variance = center
        case "nps":
            # At the pooled shares of promoters and detractors, as a share does at its centre.
            variance = squares.sum() / sizes.sum() - center * center
        case "mean":
            freedom = np.sum(sizes - 1)
            about_mean = np.sum(squares - totals * totals / sizes)
            variance = about_mean / freedom if freedom > 0 else np.nan
        case "individuals":
            return float("nan")
    return float(np.sqrt(np.maximum(variance, 0.0)))


def _spread_between(parts: Periods, baseline: Bools, *, center: float) -> float:
    """Return the same standard deviation as neighbouring periods show it.

    Laney's sigma-z times the spread within, put so that nothing is divided by a spread of 0.
    """
    scaled = (parts.values[baseline] - center) * np.sqrt(parts.sizes[baseline])
    return float(np.mean(np.abs(np.diff(scaled))) / D2_OF_PAIRS)


def _row_like(total: Floats, name: str, values: ArrayLike | None, *, unless: bool) -> Floats:
    """Return `values` as a row as long as `total`; ones where the kind needs none of them."""
    if values is None:
        if not unless:
            raise ValueError(f"{name} is missing.")
        return np.ones(len(total))
    row = row_of_numbers(name, values)
    if row.shape != total.shape:
        raise ValueError(f"{name} has {len(row)} numbers; there are {len(total)} totals.")
    return row
