"""Is a value against its target judged as its own interval judges it?"""

import math

import numpy as np
import pytest
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportions_ztest

from cxdash.stats import (
    garwood,
    mean_against,
    mean_interval,
    nps_against,
    nps_interval,
    rate_against,
    share_against,
    wilson,
)

SCORES = np.array([4, 5, 4, 3, 5, 4, 5, 4, 4, 4, 2, 5], dtype=float)
PARTS = (float(len(SCORES)), float(SCORES.sum()), float((SCORES**2).sum()))


@pytest.mark.parametrize(("hits", "trials", "target"), [(84, 100, 0.75), (3, 40, 0.2), (9, 9, 0.8)])
def test_a_share_is_tested_as_statsmodels_tests_it(hits: int, trials: int, target: float) -> None:
    _, p_value = proportions_ztest(hits, trials, target, prop_var=target)

    assert share_against(hits, trials, target).p_value == pytest.approx(p_value, rel=1e-12)


def test_a_mean_is_tested_as_scipy_tests_it() -> None:
    expected = scipy_stats.ttest_1samp(SCORES, 4.5).pvalue

    assert mean_against(*PARTS, 4.5).p_value == pytest.approx(expected, rel=1e-12)


def test_a_rate_is_tested_by_the_smaller_poisson_tail_twice() -> None:
    low = 2 * scipy_stats.poisson.cdf(10, 20)
    high = 2 * scipy_stats.poisson.sf(29, 20)

    assert rate_against(10, 2, 10).p_value == pytest.approx(low, rel=1e-12)
    assert rate_against(30, 2, 10).p_value == pytest.approx(high, rel=1e-12)
    assert rate_against(20, 2, 10).p_value == 1


@pytest.mark.parametrize("end", [0, 1], ids=["low", "high"])
def test_an_end_of_the_interval_is_a_target_at_just_five_percent(end: int) -> None:
    of_nps = nps_interval(10, 20, 70)

    found = [
        share_against(84, 100, wilson(84, 100)[end]),
        mean_against(*PARTS, mean_interval(*PARTS)[end]),
        nps_against(100, 6000, 800_000, (of_nps.low, of_nps.high)[end]),
        rate_against(12, 500, garwood(12, exposure=500)[end]),
    ]

    assert [one.p_value for one in found] == pytest.approx([0.05] * 4, rel=1e-6)


def test_what_is_needed_is_what_the_textbooks_ask_for() -> None:
    """By hand, 1.95996 and 0.84162.

    Share: (1.95996 sqrt(.75 x .25) + .84162 sqrt(.84 x .16))^2 / .09^2 = 165.3.
    Mean: spread 0.5, 0.1 away: 7.8489 x .25 / .01 = 196.2. Rate: 7.8489 / (ln 0.8)^2 = 157.6.
    """
    n = 100
    squares = (n - 1) * 0.25 + n * 4.1**2

    assert share_against(84, 100, 0.75).needed == 166
    assert mean_against(n, n * 4.1, squares, 4.0).needed == 197
    assert rate_against(80, 1.0, 100.0).needed == 158


def test_more_targets_ask_for_more_answers() -> None:
    """At 5 % / 4: z 2.49771 instead of 1.95996."""
    one, four = (share_against(84, 100, 0.75, confidence=1 - 0.05 / m).needed for m in (1, 4))

    assert four == math.ceil(
        (2.49771 * math.sqrt(0.1875) + 0.84162 * math.sqrt(0.1344)) ** 2 / 0.0081
    )
    assert one < four


def test_a_value_on_its_target_is_told_by_no_number_of_answers() -> None:
    assert share_against(75, 100, 0.75) == (1.0, math.inf)
    assert rate_against(0, 10, 0) == (1.0, math.inf)


def test_without_any_spread_the_distance_says_all() -> None:
    assert mean_against(10, 40, 160, 4.0).p_value == 1
    assert mean_against(10, 40, 160, 4.5).p_value == 0
    assert share_against(100, 100, 1.0).p_value == 1
    assert share_against(99, 100, 1.0).p_value == 0
    assert rate_against(1, 10, 0).p_value == 0


@pytest.mark.parametrize(
    "refused",
    [
        lambda: share_against(11, 10, 0.5),
        lambda: share_against(5, 10, 1.5),
        lambda: mean_against(1, 4, 16, 4.0),
        lambda: nps_against(0, 0, 0, 10),
        lambda: rate_against(-1, 10, 0.5),
        lambda: rate_against(1, 0, 0.5),
        lambda: share_against(5, 10, 0.5, power=1.0),
    ],
)
def test_what_cannot_be_is_refused(refused) -> None:
    with pytest.raises(ValueError, match=r"."):
        refused()
