"""Are units judged by what they did, and not by luck or by whom they served?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate
from scipy import stats as scipy_stats

from cxdash.stats import (
    agreements,
    arcsine_funnel,
    binomial_funnel,
    case_mix_means,
    case_mix_rates,
    case_mix_shares,
    cronbach_alpha,
    direct_rate,
    direct_share,
    dispersion,
    dispersion_of,
    extra_variation_rates,
    extra_variation_shares,
    garwood,
    james_stein,
    james_stein_shares,
    normal_funnel,
    one_way,
    poisson_funnel,
    pooled_shares,
    rate_dispersion,
    standard_ratio,
    widened_funnel,
    wilson,
)
from cxdash.stats.one_way import LARGEST_RATIO


def test_extra_variation_is_the_test_of_homogeneity() -> None:
    hits, trials = [8, 15, 22, 9], [50, 45, 60, 40]
    table = [hits, np.subtract(trials, hits)]
    expected = scipy_stats.chi2_contingency(table, correction=False)
    found = extra_variation_shares(hits, trials)
    assert found.chi_square == pytest.approx(expected.statistic, rel=1e-12)
    assert found.p_value == pytest.approx(expected.pvalue, rel=1e-10)
    assert found.degrees == 3


def test_a_level_set_in_advance_costs_no_degree_of_freedom() -> None:
    found = extra_variation_rates([4, 16], [1, 1], level=10)
    assert (found.chi_square, found.degrees) == (pytest.approx(7.2), 2)
    assert extra_variation_rates([4, 16], [1, 1]).degrees == 1


@given(st.floats(1e-3, 1e3))
def test_another_unit_of_exposure_changes_no_judgement(scale: float) -> None:
    events, exposures = np.array([3, 14, 9]), np.array([20.0, 30, 25])
    one, other = (extra_variation_rates(events, exposures * f) for f in (1, scale))
    assert one.chi_square == pytest.approx(other.chi_square)
    assert rate_dispersion(events, exposures, 0.3).z == pytest.approx(
        rate_dispersion(events, exposures * scale, 0.3 / scale).z
    )


def test_one_stratum_standardises_to_itself() -> None:
    """The gamma interval of one stratum is Garwood's."""
    found = direct_rate([12], [400.0], [7.0])
    assert found.value == pytest.approx(0.03) == found.crude
    assert (found.low, found.high) == pytest.approx(tuple(garwood(12, exposure=400)))


def test_a_rate_on_a_standard_is_weighed_by_the_standard() -> None:
    """Fay and Feuer's formula by hand: rates 0.01 and 0.04, weights 3/4 and 1/4."""
    found = direct_rate([10, 20], [1000, 500], [300, 100])
    assert found.value == pytest.approx(0.0175)
    variance = 0.75**2 * 10 / 1000**2 + 0.25**2 * 20 / 500**2
    assert found.error == pytest.approx(math.sqrt(variance))
    low = variance / (2 * 0.0175) * scipy_stats.chi2.ppf(0.025, 2 * 0.0175**2 / variance)
    above, wider = 0.0175 + 0.75 / 1000, variance + 0.75**2 / 1000**2
    high = wider / (2 * above) * scipy_stats.chi2.ppf(0.975, 2 * above**2 / wider)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert direct_rate([0, 0], [10, 10], [1, 1]).low == 0


def test_a_share_on_a_standard_is_wilson_where_there_is_one_stratum() -> None:
    found = direct_share([8], [10], [1])
    assert (found.low, found.high) == pytest.approx(tuple(wilson(8, 10)))
    assert found.value == 0.8
    assert 0 <= direct_share([0, 10], [10, 10], [1, 1]).low < 0.5


def test_a_unit_with_hard_customers_is_not_blamed_for_them() -> None:
    """Both do as well as everybody in each stratum; only their customers differ."""
    found = case_mix_shares([9, 18, 16, 2], [10, 20, 80, 10], [*"aabb"], [*"xxyy"])
    assert found.expected.tolist() == [27, 18]
    assert found.z.tolist() == [0, 0]
    assert found.ratio.tolist() == [1, 1]
    assert found.variance[0] == pytest.approx(30 * 0.9 * 0.1)


def test_what_was_expected_of_all_is_what_all_did() -> None:
    units, strata = [*"aabbcc"], [*"xyxyxy"]
    rates = case_mix_rates([5, 9, 2, 8, 7, 1], [10, 90, 30, 40, 25, 15.0], units, strata)
    assert rates.expected.sum() == pytest.approx(rates.observed.sum())
    means = case_mix_means(
        [2, 2, 2, 2, 2, 2], [9, 5, 8, 4, 7, 3], [41, 13, 32, 10, 25, 5], units, strata
    )
    assert means.expected.sum() == pytest.approx(means.observed.sum())
    assert means.expected.tolist() == [12, 12, 12]
    assert np.all((means.p_values > 0) & (means.p_values <= 1))


def test_a_stratum_where_all_do_the_same_leaves_nothing_to_judge() -> None:
    found = case_mix_shares([5, 8], [5, 8], ["a", "b"], ["x", "x"])
    assert np.isnan(found.z).all()
    assert np.isnan(found.p_values).all()


def test_observed_over_expected_has_the_exact_interval() -> None:
    found = standard_ratio(15, 10.0)
    assert found.ratio == 1.5
    assert (found.low, found.high) == pytest.approx(tuple(garwood(15, exposure=10)))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.9])
def test_poisson_limits_hold_their_chance_between_whole_counts(share: float) -> None:
    """Interpolated limits lie within one event of R's qpois."""
    limits = poisson_funnel([7, 40, 900], share, tails=(0.001, 0.025, 0.975, 0.999))
    for n, row in zip([7, 40, 900], limits, strict=True):
        whole = scipy_stats.poisson.ppf([0.001, 0.025, 0.975, 0.999], n * share)
        assert np.all((row * n <= whole + 1e-9) & (row * n >= np.maximum(whole - 1, 0) - 1e-9))


def test_poisson_limits_are_binomial_limits_of_rare_hits() -> None:
    rare = binomial_funnel([1_000_000], 30e-6)
    assert poisson_funnel([1_000_000], 30e-6) == pytest.approx(rare, rel=2e-3)


def test_units_that_differ_widen_the_limits_about_the_target() -> None:
    target, trials = 0.2, np.array([50, 400])
    error = np.sqrt(target * 0.8 / trials)
    wide = widened_funnel(normal_funnel(trials, target), target, error, 0.05**2)
    z = scipy_stats.norm.ppf(0.975)
    assert wide[:, 2] == pytest.approx(target + z * np.sqrt(error**2 + 0.05**2))
    exact = binomial_funnel(trials, target)
    assert widened_funnel(exact, target, error, 0.0) == pytest.approx(exact)
    assert np.all(np.abs(widened_funnel(exact, target, error, 0.01) - target) > abs(exact - target))


def test_arcsine_limits_stay_on_the_scale() -> None:
    limits = arcsine_funnel([3, 1000], 0.02, 0.01)
    assert np.all((limits >= 0) & (limits <= 1))
    assert limits[1, 1] < 0.02 < limits[1, 2]


def test_limits_are_never_narrowed_and_few_units_never_judged() -> None:
    calm = dispersion([20, 41, 59], [100, 200, 300], 0.2)
    assert calm.winsorised < 1
    assert calm.factor == 1
    assert not calm.is_judged
    assert dispersion_of([3, -3] * 5, [0.1] * 10).is_judged


def test_shares_of_units_that_do_not_differ_are_the_share_of_all() -> None:
    found = pooled_shares([10, 20, 30], [50, 100, 150])
    assert math.isinf(found.alpha)
    assert found.shares.tolist() == [0.2] * 3
    assert found.icc == 0
    assert found.low[0] < 0.2 < found.high[0]


def test_the_prior_is_where_the_likelihood_is_highest() -> None:
    hits, trials = np.array([2, 40, 9, 5, 18, 30]), np.array([10, 50, 30, 6, 40, 45])
    found = pooled_shares(hits, trials)

    def likelihood(alpha: float, beta: float) -> float:
        return float(np.sum(scipy_stats.betabinom.logpmf(hits, trials, alpha, beta)))

    best = likelihood(found.alpha, found.beta)
    for a in (0.99, 1, 1.01):
        for b in (0.99, 1, 1.01):
            assert likelihood(a * found.alpha, b * found.beta) <= best + 1e-9


def test_a_pooled_share_is_the_middle_of_its_posterior() -> None:
    hits, trials = np.array([2, 40, 9, 5]), np.array([10, 50, 30, 6])
    found = pooled_shares(hits, trials)
    posterior = scipy_stats.beta(found.alpha + 9, found.beta + 21)
    assert found.shares[2] == pytest.approx(posterior.mean())
    assert (found.low[2], found.high[2]) == pytest.approx(posterior.interval(0.95))
    mean, _ = integrate.quad(lambda p: p * posterior.pdf(p), 0, 1)
    assert found.shares[2] == pytest.approx(mean)


@pytest.mark.parametrize("fit", ["likelihood", "moments"])
def test_pooling_finds_the_spread_between_units(fit) -> None:
    dice = np.random.default_rng(4)
    trials = dice.integers(5, 200, 400)
    truth = dice.beta(12, 8, 400)
    found = pooled_shares(dice.binomial(trials, truth), trials, fit=fit)
    assert found.mean == pytest.approx(0.6, abs=0.02)
    assert found.alpha + found.beta == pytest.approx(20, rel=0.3)
    assert np.mean((found.low <= truth) & (truth <= found.high)) == pytest.approx(0.95, abs=0.03)


def test_small_units_are_drawn_in_further() -> None:
    found = pooled_shares([1, 90, 2, 30], [1, 100, 10, 60])
    assert found.kept.argsort().tolist() == [0, 2, 3, 1]
    assert found.mean < found.shares[0] < 1
    assert pooled_shares([0, 1, 9, 4], [0, 4, 10, 20]).shares[0] == pytest.approx(
        pooled_shares([1, 9, 4], [4, 10, 20]).mean
    )


def test_units_that_share_nothing_are_hardly_drawn_in() -> None:
    for fit in ("likelihood", "moments"):
        found = pooled_shares([0, 10], [10, 10], fit=fit)
        assert found.shares == pytest.approx([0, 1], abs=0.01)
        assert found.icc == pytest.approx(1, abs=0.002)


def test_the_order_of_the_units_does_not_matter() -> None:
    hits, trials = np.arange(30) % 11, np.full(30, 20)
    order = np.random.default_rng(1).permutation(30)
    one, other = pooled_shares(hits, trials), pooled_shares(hits[order], trials[order])
    assert other.shares == pytest.approx(one.shares[order], rel=1e-6)


def test_chance_alone_draws_every_mean_to_the_middle() -> None:
    found = james_stein([1.0, 2.0, 3.0, 6.0], 100.0)
    assert found.shrinkage == 0
    assert found.estimates.tolist() == [3.0] * 4
    assert james_stein([2.0] * 5, 1.0).shrinkage == 0


def test_equal_units_have_the_textbook_components() -> None:
    """Mean squares 24 and 6 of 3 units with 4 answers: (24 - 6) / 4 = 4.5 between."""
    n, total = [4, 4, 4], [20.0, 28.0, 36.0]
    # Means 5, 7, 9: mean square between is 4 * (4 + 0 + 4) / 2 = 16.
    total_sq = [100 + 18, 196 + 18, 324 + 18]
    for estimator in ("reml", "anova"):
        found = one_way(n, total, total_sq, estimator=estimator)
        assert found.within == pytest.approx(6)
        assert found.between == pytest.approx((16 - 6) / 4)
        assert found.icc == pytest.approx(2.5 / 8.5)
        assert found.mean == pytest.approx(7)
    f_low, f_high = scipy_stats.f.ppf([0.025, 0.975], 2, 9)
    ends = [(16 / 6 / f - 1) / (16 / 6 / f + 3) for f in (f_high, f_low)]
    assert (found.interval.low, found.interval.high) == pytest.approx((max(0, ends[0]), ends[1]))
    assert found.p_value == pytest.approx(scipy_stats.f.sf(16 / 6, 2, 9))


def test_the_exact_interval_covers_as_often_as_it_says() -> None:
    dice = np.random.default_rng(11)
    sizes, hit = np.array([2, 3, 5, 8, 13, 4, 30]), 0
    codes = np.repeat(np.arange(7), sizes)
    for _ in range(400):
        score = dice.normal(0, 0.5, 7)[codes] + dice.normal(size=len(codes))
        parts = [np.bincount(codes, weights=w) for w in (np.ones(len(codes)), score, score**2)]
        low, high = one_way(*parts, estimator="anova").interval
        hit += low <= 0.25 / 1.25 <= high
    assert hit / 400 == pytest.approx(0.95, abs=0.03)


def test_units_far_apart_have_an_interval_that_ends_at_one() -> None:
    spread = 1e-4
    found = one_way([2, 2], [0.0, 2e3], [spread, 2e6 + spread], confidence=1 - 1e-5)
    assert found.interval.high == 1
    assert found.between / found.within < LARGEST_RATIO**2


def test_judges_and_psych_agree_on_the_intervals() -> None:
    """R psych::ICC on the table of Shrout and Fleiss."""
    found = agreements(
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    )
    assert (found.icc1.low, found.icc1.high) == pytest.approx((-0.13, 0.72), abs=0.006)
    assert (found.icc2.low, found.icc2.high) == pytest.approx((0.019, 0.76), abs=0.006)
    assert (found.icc3.low, found.icc3.high) == pytest.approx((0.342, 0.946), abs=0.001)


def test_the_average_of_fixed_judges_is_cronbachs_alpha() -> None:
    table = np.random.default_rng(6).normal(size=(40, 5)) + np.arange(40)[:, None] / 20
    assert agreements(table).icc3k.value == pytest.approx(cronbach_alpha(table).alpha)


def test_an_item_that_fits_badly_is_told_by_the_scale_without_it() -> None:
    dice = np.random.default_rng(9)
    trait = dice.normal(size=200)
    items = np.column_stack([trait + dice.normal(size=200) for _ in range(4)])
    items[:, 3] = dice.normal(size=200)
    found = cronbach_alpha(np.vstack([items, [math.nan] * 4]))
    assert found.answers == 200
    assert found.without.argmax() == 3 == found.item_rest.argmin()
    assert found.without[3] > found.alpha
    assert math.isnan(cronbach_alpha(items[:, :2]).without[0])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: extra_variation_shares([1, 9], [5, 5]),
        lambda: extra_variation_shares([0, 0], [5, 5]),
        lambda: extra_variation_rates([1], [5]),
        lambda: extra_variation_rates([1, 2], [5, 5], level=0),
        lambda: direct_rate([1, 1], [10, 0], [5, 5]),
        lambda: direct_rate([1], [10, 10], [5, 5]),
        lambda: direct_share([11], [10], [1]),
        lambda: standard_ratio(3, 0),
        lambda: case_mix_shares([2], [1], ["a"], ["x"]),
        lambda: case_mix_shares([1], [1], ["a", "b"], ["x"]),
        lambda: case_mix_rates([-1], [1], ["a"], ["x"]),
        lambda: case_mix_means([1], [1, 2], [1], ["a"], ["x"]),
        lambda: case_mix_shares([1], [1], ["a"], ["x", "y"]),
        lambda: poisson_funnel([0], 1),
        lambda: rate_dispersion([1, 2], [1, 2], 0),
        lambda: widened_funnel([[1, 2]], 1, [0.1, 0.1], 0),
        lambda: widened_funnel([[1, 2]], 1, [0.1], -1),
        lambda: arcsine_funnel([1], 0.5, -1),
        lambda: arcsine_funnel([1], 1.5, 0),
        lambda: dispersion_of([1.0], [1.0]),
        lambda: pooled_shares([1], [2]),
        lambda: pooled_shares([3, 1], [2, 2]),
        lambda: pooled_shares([0, 0], [2, 2]),
        lambda: james_stein([1, 2, 3], 1),
        lambda: james_stein_shares([1, 2, 3, 4], 3),
        lambda: one_way([1, 1], [1, 2], [1, 4]),
        lambda: one_way([2, 2], [2, 4], [2, 8]),
        lambda: one_way([2], [3], [5]),
        lambda: agreements([[1, 2]]),
        lambda: agreements([[1, 2], [2, 3]]),
        lambda: cronbach_alpha([[1], [2], [3]]),
        lambda: cronbach_alpha([[1, 2], [2, 2], [3, 2]]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
