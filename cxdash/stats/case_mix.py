"""Does a unit do well, or does it have easy customers? What was seen against what was to expect.

Adjust for what a unit meets (segment, channel, category, month), never for what it controls.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from cxdash.stats.checks import Floats, row_of_answers, row_of_numbers
from cxdash.stats.normal_equations import Codes, levels, sums_by


@dataclass(frozen=True, slots=True, eq=False)
class CaseMix:
    """What was seen of each unit and what was to expect of its mix of strata.

    Attributes:
        names: The units, sorted.
        sizes: Trials, exposure or answers of each unit.
        observed: Hits, events or the sum of scores seen.
        expected: The same, if each stratum did as it does everywhere.
        variance: Variance of `observed` by chance alone.
        z: Observed minus expected, in standard errors; NaN where chance leaves no room.
        p_values: Two-sided p-values of `z`, to go through `benjamini_hochberg`; NaN likewise.
        ratio: Observed over expected; NaN where nothing was expected.
    """

    names: tuple[object, ...]
    sizes: Floats
    observed: Floats
    expected: Floats
    variance: Floats
    z: Floats
    p_values: Floats
    ratio: Floats


def case_mix_shares(
    hits: ArrayLike,
    trials: ArrayLike,
    units: ArrayLike,
    strata: ArrayLike,
    *,
    standard: ArrayLike | None = None,
) -> CaseMix:
    """Return expected hits of each unit from the share of each stratum over all units.

    Args:
        hits: Hits of each cell, a unit in a stratum; 0 to its trials.
        trials: Trials of each cell; 0 or more.
        units: The unit of each cell.
        strata: The stratum of each cell; for several dimensions, their combination.
        standard: For each cell, whether it says what is to expect; None for all of them. A
            stratum without any such trial is told by all of its cells.

    Raises:
        ValueError: If rows differ in length, or hits lie outside trials.

    Source:
        Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, section 3; Breslow and Day
        (1987), Statistical Methods in Cancer Research II (indirect standardisation).

    Examples:
        >>> found = case_mix_shares([9, 2, 27, 10], [10, 10, 30, 50], [*"abab"], [*"xxyy"])
        >>> found.expected.round(1).tolist(), found.z.round(1).tolist()
        ([19.4, 28.6], [5.3, -4.3])
    """
    x, n = _cells(hits, trials)
    if not np.all(x <= n):
        raise ValueError("Hits lie outside trials.")
    share, stratum = _strata_rates(x, n, strata, standard)
    expected, spread = n * share[stratum], n * (share * (1 - share))[stratum]
    return _by_unit(x, n, expected, spread, units)


def case_mix_rates(
    events: ArrayLike,
    exposures: ArrayLike,
    units: ArrayLike,
    strata: ArrayLike,
    *,
    standard: ArrayLike | None = None,
) -> CaseMix:
    """Return expected events of each unit from the rate of each stratum over all units.

    Args:
        events: Events of each cell, a unit in a stratum; 0 or more.
        exposures: Exposure of each cell; 0 or more.
        units: The unit of each cell.
        strata: The stratum of each cell.
        standard: As in `case_mix_shares`.

    Raises:
        ValueError: If rows differ in length, or a number is negative.

    Source:
        As `case_mix_shares`, with Poisson variance.

    Examples:
        >>> found = case_mix_rates([4, 2, 6, 8], [100, 100, 100, 300], [*"abab"], [*"xxyy"])
        >>> found.expected.round(1).tolist(), found.ratio.round(2).tolist()
        ([6.5, 13.5], [1.54, 0.74])
    """
    x, exposure = _cells(events, exposures)
    rate, stratum = _strata_rates(x, exposure, strata, standard)
    expected = exposure * rate[stratum]
    return _by_unit(x, exposure, expected, expected, units)


def case_mix_means(
    n: ArrayLike, total: ArrayLike, total_sq: ArrayLike, units: ArrayLike, strata: ArrayLike
) -> CaseMix:
    """Return the sum of scores to expect of each unit from the mean of each stratum.

    Args:
        n: Answers of each cell, a unit in a stratum; 0 or more.
        total: Sum of their scores.
        total_sq: Sum of the squares of their scores.
        units: The unit of each cell.
        strata: The stratum of each cell.

    Returns:
        Sums of scores; `variance` from the spread of single answers inside each stratum.

    Raises:
        ValueError: If rows differ in length, or a count is negative.

    Source:
        As `case_mix_shares`, with the variance of each stratum.

    Examples:
        >>> found = case_mix_means([2, 2], [9, 5], [41, 13], [*"ab"], [*"xx"])
        >>> found.expected.tolist(), found.z.round(2).tolist()
        ([7.0, 7.0], [1.1, -1.1])
    """
    size, sums = row_of_numbers("n", n), row_of_numbers("total", total)
    squares = row_of_numbers("total_sq", total_sq)
    if not (size.shape == sums.shape == squares.shape and np.all(size >= 0)):
        raise ValueError("Every cell needs n of 0 or more, total and total_sq.")
    mean, stratum = _strata_rates(sums, size, strata)
    square_mean, _ = _strata_rates(squares, size, strata)
    answers = sums_by(stratum, size, len(mean))
    inside = np.maximum(square_mean - mean**2, 0) * answers / np.maximum(answers - 1, 1)
    return _by_unit(sums, size, size * mean[stratum], size * inside[stratum], units)


def _cells(counts: ArrayLike, sizes: ArrayLike) -> tuple[Floats, Floats]:
    x, n = row_of_numbers("counts", counts), row_of_numbers("sizes", sizes)
    if not (x.shape == n.shape and np.all(x >= 0) and np.all(n >= 0)):
        raise ValueError("Every cell needs a count and a size, neither below 0.")
    return x, n


def _strata_rates(
    totals: Floats, sizes: Floats, strata: ArrayLike, standard: ArrayLike | None = None
) -> tuple[Floats, Codes]:
    found = levels(strata)
    if found.codes.shape != sizes.shape:
        raise ValueError("Every cell needs a stratum.")
    counts = row_of_answers("standard", standard, length=len(sizes), default=True)
    told = sums_by(found.codes, sizes * counts, len(found.names))
    counts = counts | (told == 0)[found.codes]
    top = sums_by(found.codes, totals * counts, len(found.names))
    bottom = sums_by(found.codes, sizes * counts, len(found.names))
    return np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0), found.codes


def _by_unit(
    observed: Floats, sizes: Floats, expected: Floats, variance: Floats, units: ArrayLike
) -> CaseMix:
    found = levels(units)
    if found.codes.shape != sizes.shape:
        raise ValueError("Every cell needs a unit.")
    n, seen, due, spread = (
        sums_by(found.codes, row, len(found.names)) for row in (sizes, observed, expected, variance)
    )
    nothing = np.full(len(n), np.nan)
    z = np.divide(seen - due, np.sqrt(spread), out=nothing.copy(), where=spread > 0)
    return CaseMix(
        names=found.names,
        sizes=n,
        observed=seen,
        expected=due,
        variance=spread,
        z=z,
        p_values=np.asarray(2 * ndtr(-np.abs(z)), dtype=np.float64),
        ratio=np.divide(seen, due, out=nothing.copy(), where=due > 0),
    )
