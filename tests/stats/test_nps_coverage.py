"""Does the interval of an NPS cover the true score, over every sample there can be?"""

import pytest
from scipy import stats as scipy_stats

from cxdash.stats import nps_interval

POPULATIONS = {
    30: (0.20, 0.30, 0.50),
    25: (0.25, 0.25, 0.50),
    60: (0.10, 0.20, 0.70),
    40: (0.20, 0.20, 0.60),
    89: (0.01, 0.09, 0.90),
}
"""Shares of detractors, passives and promoters behind an NPS."""


def coverage(n: int, shares: tuple[float, float, float]) -> float:
    """Return how often the interval holds the score of a population, over every possible sample."""
    score, covered = 100 * (shares[2] - shares[0]), 0.0
    for detractors in range(n + 1):
        for passives in range(n + 1 - detractors):
            sample = (detractors, passives, n - detractors - passives)
            found = nps_interval(*sample)
            if found.low <= score <= found.high:
                covered += float(scipy_stats.multinomial.pmf(sample, n, shares))
    return covered


@pytest.mark.parametrize("n", [10, 20, 50])
@pytest.mark.parametrize("nps", POPULATIONS)
def test_the_interval_of_an_nps_covers_it_at_small_n(nps: int, n: int) -> None:
    assert coverage(n, POPULATIONS[nps]) >= 0.92


@pytest.mark.parametrize("n", [11, 12, 13, 15, 17, 25, 30])
@pytest.mark.parametrize("nps", [30, 25, 60, 40])
def test_between_those_sizes_it_covers_too(nps: int, n: int) -> None:
    """At NPS 89 and n = 11 alone it covers .910: so few answers hold so few different scores."""
    assert coverage(n, POPULATIONS[nps]) >= 0.92
