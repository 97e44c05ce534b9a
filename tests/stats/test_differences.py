"""Do differences say the same whichever way round they are asked?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from cxdash.stats import (
    answers_needed_nps,
    answers_needed_share,
    benjamini_hochberg,
    bonferroni,
    expected_false_charts,
    holm,
    mean_difference,
    nps_difference,
    pareto,
    rate_difference,
    rate_ratio,
    share_difference,
)

EVENTS = st.integers(0, 300)
EXPOSURES = st.floats(0.5, 500)


@given(st.integers(0, 50), st.integers(0, 80))
def test_swapping_the_groups_turns_a_difference_round(hits_1: int, hits_0: int) -> None:
    there = share_difference(hits_1, 50, hits_0, 80)
    back = share_difference(hits_0, 80, hits_1, 50)
    assert there.estimate == -back.estimate
    assert math.isclose(there.low, -back.high, abs_tol=1e-12)
    assert math.isclose(there.p_value, back.p_value, abs_tol=1e-12)
    assert -1 <= there.low <= there.estimate <= there.high <= 1


def test_the_p_value_of_shares_is_the_score_test() -> None:
    table = [[56, 14], [48, 32]]
    expected = scipy_stats.chi2_contingency(table, correction=False).pvalue
    assert share_difference(56, 70, 48, 80).p_value == pytest.approx(expected, rel=1e-10)


def test_two_shares_of_one_are_no_difference() -> None:
    found = share_difference(10, 10, 20, 20)
    assert found.p_value == 1.0
    assert found.low < 0 < found.high


def test_means_are_compared_as_welch_does() -> None:
    after, before = np.array([5, 4, 5, 3, 5, 4]), np.array([2, 5, 1, 4, 3, 2, 1])
    found = mean_difference(
        len(after), after.sum(), (after**2).sum(), len(before), before.sum(), (before**2).sum()
    )
    expected = scipy_stats.ttest_ind(after, before, equal_var=False)
    interval = expected.confidence_interval(0.95)
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-10)
    assert found.low == pytest.approx(interval.low, rel=1e-10)
    assert found.high == pytest.approx(interval.high, rel=1e-10)


def test_means_without_spread_differ_or_do_not() -> None:
    assert mean_difference(10, 50, 250, 10, 40, 160) == (1.0, 1.0, 1.0, 0.0)
    assert mean_difference(10, 50, 250, 20, 100, 500) == (0.0, 0.0, 0.0, 1.0)


def test_an_nps_difference_needs_answers_on_both_sides() -> None:
    with pytest.raises(ValueError, match="at least one answer"):
        nps_difference((0, 0, 0), (10, 100, 50_000 * 2))


@given(EVENTS, EXPOSURES, EVENTS, EXPOSURES)
def test_swapping_the_groups_inverts_a_rate_ratio(
    events_1: int, exposure_1: float, events_0: int, exposure_0: float
) -> None:
    there = rate_ratio(events_1, exposure_1, events_0, exposure_0)
    back = rate_ratio(events_0, exposure_0, events_1, exposure_1)
    assert there.low * back.high == pytest.approx(1, rel=1e-6) or there.low == 0
    assert there.p_value == pytest.approx(back.p_value, rel=1e-6, abs=1e-12)


@given(EVENTS, EXPOSURES, EVENTS, EXPOSURES)
def test_the_p_value_of_rates_is_the_exact_binomial_one(
    events_1: int, exposure_1: float, events_0: int, exposure_0: float
) -> None:
    found = rate_difference(events_1, exposure_1, events_0, exposure_0)
    assert found.low <= found.estimate <= found.high
    if events_1 + events_0:
        share = exposure_1 / (exposure_1 + exposure_0)
        expected = scipy_stats.binomtest(events_1, events_1 + events_0, share).pvalue
        assert found.p_value == pytest.approx(expected, rel=1e-4, abs=1e-12)


def test_no_events_at_all_say_nothing() -> None:
    found = rate_ratio(0, 10.0, 0, 20.0)
    assert math.isnan(found.ratio)
    assert (found.low, found.high, found.p_value) == (0.0, math.inf, 1.0)


@given(st.lists(st.floats(0, 1) | st.just(math.nan), max_size=30), st.randoms())
def test_the_order_of_the_tests_does_not_matter(p_values: list[float], dice) -> None:
    shuffled = list(range(len(p_values)))
    dice.shuffle(shuffled)
    for method in (benjamini_hochberg, holm, bonferroni):
        there = method([p_values[i] for i in shuffled])
        assert np.array_equal(there, method(p_values)[shuffled], equal_nan=True)
        assert np.array_equal(np.isnan(there), np.isnan([p_values[i] for i in shuffled]))
        tested = there[~np.isnan(there)]
        assert np.all((tested >= 0) & (tested <= 1))


def test_what_was_not_tested_is_not_counted() -> None:
    assert benjamini_hochberg([0.01, math.nan, 0.02]).tolist()[::2] == [0.02, 0.02]


@pytest.mark.parametrize(
    ("change", "needed"), [(20, 240), (15, 426), (10, 958), (5, 3831), (3, 10_640)]
)
def test_the_answers_an_nps_change_needs(change: float, needed: int) -> None:
    """At NPS +30 with three passives in ten, 80 % power."""
    assert answers_needed_nps(30, change) == pytest.approx(needed, rel=0.01)


@pytest.mark.parametrize(
    ("change", "needed"), [(0.10, 252), (0.05, 1005), (0.03, 2791), (0.02, 6280)]
)
def test_the_answers_a_change_of_satisfaction_needs(change: float, needed: int) -> None:
    assert answers_needed_share(0.80, change) == pytest.approx(needed, rel=0.01)


def test_many_charts_flag_some_by_chance() -> None:
    assert expected_false_charts(11, 40) == 0
    assert expected_false_charts(12, 100) == pytest.approx(3)
    assert expected_false_charts(36, 100) == pytest.approx(15)
    assert 23 < expected_false_charts(104, 100) < 60
    assert expected_false_charts(100_000, 100) <= 100


def test_other_comes_last_and_is_never_vital() -> None:
    causes = pareto(["Other", "late", "rude"], [90, 6, 4], last="Other")
    assert causes.labels == ("late", "rude", "Other")
    assert causes.vital == ("late", "rude")
    assert causes.cumulative_percent[-1] == 100


def test_nothing_happened_so_nothing_is_vital() -> None:
    causes = pareto(["late", "rude"], [0, 0])
    assert causes.percent == (0, 0)
    assert causes.vital == ()


@given(st.dictionaries(st.text(max_size=5), st.integers(1, 99), min_size=1, max_size=12))
def test_the_vital_few_are_the_fewest_that_reach_80_percent(weights: dict[str, int]) -> None:
    causes = pareto(list(weights), list(weights.values()))
    whole, vital = sum(weights.values()), [weights[name] for name in causes.vital]
    assert 5 * sum(vital) >= 4 * whole
    assert 5 * sum(vital[:-1]) < 4 * whole
