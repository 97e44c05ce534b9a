"""Does the interval of an NPS cover the true score, over every sample there can be?"""

from functools import cache

import numpy as np
import pytest
from scipy import stats as scipy_stats

from cxdash.stats import nps_interval, nps_wald

POPULATIONS = {
    30: (0.20, 0.30, 0.50),
    25: (0.25, 0.25, 0.50),
    60: (0.10, 0.20, 0.70),
    40: (0.20, 0.20, 0.60),
    89: (0.01, 0.09, 0.90),
}
"""Shares of detractors, passives and promoters behind an NPS."""

FALLS_SHORT = {(89, 11): 0.9104}
"""Where the adjusted Wald interval of Rocks (2016) covers less than .92, and how often it does.

The interval of 3 passives and 8 promoters, which is 1 sample of 11 in 19, ends at 88.2. One that
reached up to 89 would not be the published one, whose figures are a reference case.
"""


@cache
def samples(n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return every sample of n answers, with both ends of its interval."""
    counts = np.array([(d, p, n - d - p) for d in range(n + 1) for p in range(n + 1 - d)])
    found = [nps_interval(*row) for row in counts.tolist()]
    return counts, np.array([one.low for one in found]), np.array([one.high for one in found])


def coverage(n: int, shares: tuple[float, float, float]) -> float:
    """Return how often the interval holds the score of a population, over every possible sample."""
    score = 100 * (shares[2] - shares[0])
    counts, low, high = samples(n)
    holds = (low <= score) & (score <= high)
    return float(scipy_stats.multinomial.pmf(counts[holds], n, shares).sum())


@pytest.mark.parametrize("n", range(10, 61))
@pytest.mark.parametrize("nps", POPULATIONS)
def test_the_interval_of_an_nps_covers_it_from_ten_answers_on(nps: int, n: int) -> None:
    covered = coverage(n, POPULATIONS[nps])
    if (nps, n) in FALLS_SHORT:
        assert covered == pytest.approx(FALLS_SHORT[nps, n], abs=5e-5)
    else:
        assert covered >= 0.92


@pytest.mark.parametrize(
    ("nps", "published"),
    [(30, {5: 0.94, 10: 0.96, 20: 0.95, 50: 0.95}), (89, {5: 0.92, 10: 0.93, 20: 0.96, 50: 0.96})],
)
def test_it_covers_as_often_as_when_it_was_chosen(nps: int, published) -> None:
    for n, covered in published.items():
        assert coverage(n, POPULATIONS[nps]) == pytest.approx(covered, abs=0.006)


def test_the_textbook_interval_misses_every_third_time_at_ten_answers() -> None:
    counts = samples(10)[0]
    ends = np.array([nps_wald(*row) for row in counts.tolist()])
    holds = (ends[:, 0] <= 89) & (ends[:, 1] >= 89)
    shares = POPULATIONS[89]
    covered = scipy_stats.multinomial.pmf(counts[holds], 10, shares).sum()
    assert covered == pytest.approx(0.65, abs=0.005)
