"""Do the intervals hold what they promise?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from cxdash.stats import (
    clopper_pearson,
    excess,
    garwood,
    mean_interval,
    nps_from_parts,
    nps_interval,
    wilson,
)

TRIALS_AND_HITS = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
COUNTS = st.tuples(*[st.integers(0, 400)] * 3).filter(any)


@given(TRIALS_AND_HITS)
def test_the_interval_of_a_share_lies_in_0_to_1_and_holds_the_share(
    hits_and_trials: tuple[int, int],
) -> None:
    hits, trials = hits_and_trials
    for method in (wilson, clopper_pearson):
        low, high = method(hits, trials)
        assert 0 <= low <= hits / trials <= high <= 1


@given(TRIALS_AND_HITS)
def test_counting_misses_mirrors_the_interval(hits_and_trials: tuple[int, int]) -> None:
    hits, trials = hits_and_trials
    low, high = wilson(hits, trials)
    mirrored_low, mirrored_high = wilson(trials - hits, trials)
    assert math.isclose(low, 1 - mirrored_high, abs_tol=1e-12)
    assert math.isclose(high, 1 - mirrored_low, abs_tol=1e-12)


@given(st.integers(0, 10_000), st.floats(0.01, 1e6))
def test_more_exposure_scales_a_rate_and_nothing_else(events: int, exposure: float) -> None:
    low, high = garwood(events, exposure=exposure)
    scaled_low, scaled_high = garwood(events, exposure=1000 * exposure)
    assert math.isclose(low, 1000 * scaled_low, rel_tol=1e-12)
    assert math.isclose(high, 1000 * scaled_high, rel_tol=1e-12)


@given(COUNTS)
def test_an_nps_and_its_interval_stay_on_the_scale(counts: tuple[int, int, int]) -> None:
    score = nps_interval(*counts)
    assert -100 <= score.low <= score.high <= 100
    assert -100 <= score.nps <= 100


@given(COUNTS)
def test_sums_of_points_say_all_that_counts_say(counts: tuple[int, int, int]) -> None:
    detractors, passives, promoters = counts
    n = detractors + passives + promoters
    points = 100 * (promoters - detractors)
    squares = 10_000 * (promoters + detractors)
    assert nps_from_parts(n, points, squares) == nps_interval(*counts)


@pytest.mark.parametrize("population", [(0.20, 0.30, 0.50), (0.02, 0.07, 0.91)])
@pytest.mark.parametrize("n", [10, 20, 50])
def test_the_nps_interval_covers_the_truth_at_small_n(
    population: tuple[float, float, float], n: int
) -> None:
    """Every possible sample, weighed by its chance: no simulation."""
    true_score = 100 * (population[2] - population[0])
    covered = 0.0
    for detractors in range(n + 1):
        for promoters in range(n + 1 - detractors):
            counts = (detractors, n - detractors - promoters, promoters)
            score = nps_interval(*counts)
            if score.low <= true_score <= score.high:
                covered += float(scipy_stats.multinomial.pmf(counts, n, population))

    assert covered >= 0.92


def test_the_interval_of_a_mean_is_that_of_its_numbers() -> None:
    scores = np.array([1, 5, 4, 4, 3, 5, 5, 2])
    low, high = mean_interval(len(scores), scores.sum(), (scores**2).sum())
    expected = scipy_stats.ttest_1samp(scores, 0).confidence_interval(0.95)
    assert low == pytest.approx(expected.low, rel=1e-12)
    assert high == pytest.approx(expected.high, rel=1e-12)


def test_equal_scores_give_an_interval_without_width() -> None:
    assert mean_interval(10, 41.0, 168.1) == (4.1, 4.1)


@given(st.integers(0, 60), st.floats(0.1, 40))
def test_a_cell_far_from_expected_is_more_surprising(observed: int, expected: float) -> None:
    here = excess(observed, expected)
    away = observed + 1 if observed > expected else observed - 1
    assert 0 <= here <= 1
    if away >= 0 and abs(observed - expected) > 1:
        assert excess(away, expected) <= here


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: wilson(1, 0),
        lambda: wilson(3, 2),
        lambda: wilson(-1, 2),
        lambda: wilson(float("nan"), 2),
        lambda: wilson(1, 2, confidence=1.0),
        lambda: clopper_pearson(3, 2),
        lambda: garwood(-1),
        lambda: garwood(1, exposure=0),
        lambda: mean_interval(1, 5, 25),
        lambda: mean_interval(3, 9, 1),
        lambda: nps_interval(0, 0, 0),
        lambda: nps_interval(-1, 2, 3),
        lambda: nps_from_parts(10, 50, 20_000),
        lambda: nps_from_parts(1, 0, 20_000),
        lambda: excess(-1, 2.0),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
