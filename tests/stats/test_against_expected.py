"""What is seen against what a mix lets expect: exact limits, by other hands."""

import numpy as np
import pytest
from scipy.stats import binom, poisson

from cxdash.stats import (
    AgainstExpected,
    case_mix_rates,
    case_mix_shares,
    rates_against_expected,
    ratio_limits,
    share_apart_limits,
    shares_against_expected,
)

TAILS = (0.001, 0.025, 0.975, 0.999)


def spiegelhalter(chances, tail: float) -> float:
    """Return the limit in hits: r is the smallest with this chance, drawn back by its surplus."""
    r = int(chances.ppf(tail))
    return r - (chances.cdf(r) - tail) / (chances.cdf(r) - chances.cdf(r - 1))


@pytest.mark.parametrize(("n", "whole"), [(50, 0.6), (143, 0.1196), (900, 0.78)])
def test_limits_of_shares_are_those_of_the_binomial(n: int, whole: float) -> None:
    by_hand = [spiegelhalter(binom(n, whole), tail) / n - whole for tail in TAILS]

    assert share_apart_limits([n], whole, 0.0)[0] == pytest.approx(by_hand, abs=1e-9)


@pytest.mark.parametrize("expected", [4.2, 25.0, 310.0])
def test_limits_of_rates_are_those_of_the_poisson(expected: float) -> None:
    by_hand = [max(0.0, spiegelhalter(poisson(expected), tail) / expected) for tail in TAILS]

    assert ratio_limits([expected], 0.0)[0] == pytest.approx(by_hand, abs=1e-6)


def test_a_unit_with_everybody_s_mix_counts_as_many_answers_as_it_has() -> None:
    mix = case_mix_shares([30, 50], [60, 60], [*"ab"], [*"xx"])

    found = shares_against_expected(mix, 80 / 120)

    assert found.sizes.tolist() == [60, 60]
    assert found.apart == pytest.approx([-10 / 60, 10 / 60])
    # By hand: half of P(X = 30) and all below, of 60 at 2/3, twice.
    p = 2 * (binom.cdf(29, 60, 2 / 3) + binom.pmf(30, 60, 2 / 3) / 2)
    assert found.p_values[0] == pytest.approx(p)


def test_a_unit_counts_as_many_answers_as_make_it_as_sure() -> None:
    """All of a's answers are of a kind where nine in ten are satisfied: its share varies less."""
    hits, trials = [90, 90, 100], [100, 100, 200]
    mix = case_mix_shares(hits, trials, [*"abb"], [*"xxy"])

    found = shares_against_expected(mix, 0.7)

    # Variance of a by chance: 100 x 0.9 x 0.1 = 9; of n at 0.7 it is 0.21 / n = 9 / 100^2.
    assert found.sizes[0] == round(0.21 * 100**2 / 9)
    assert found.apart[0] == pytest.approx(0)


def test_ten_of_ten_are_no_rarity_though_the_limit_lies_a_hair_inside() -> None:
    mix = case_mix_shares([10, 790], [10, 990], [*"ab"], [*"xx"])

    found = shares_against_expected(mix, 0.8)

    assert found.apart[0] > found.limits[0, 3]
    # By hand: half of 0.8^10 = 0.0537, twice.
    assert found.p_values[0] == pytest.approx(0.8**10)
    assert found.beyond[0] == 0


def test_a_rate_far_beyond_its_limits_is_outside_both() -> None:
    mix = case_mix_rates([60, 40, 20], [100, 100, 100], [*"abc"], [*"xxx"])

    found = rates_against_expected(mix)

    assert found.apart.tolist() == [1.5, 1.0, 0.5]
    # Of 40: P(X >= 61) and half of P(X = 60), twice; P(X <= 19) likewise.
    upper = 2 * (poisson.sf(60, 40) + poisson.pmf(60, 40) / 2)
    lower = 2 * (poisson.cdf(19, 40) + poisson.pmf(20, 40) / 2)
    assert found.p_values[[0, 2]] == pytest.approx([upper, lower])
    assert (round(upper, 4), round(lower, 4)) == (0.0031, 0.0005)
    assert found.beyond.tolist() == [1, 0, 2]


def test_limits_widen_only_from_ten_units_on() -> None:
    rng = np.random.default_rng(7)
    events = rng.poisson(100 * rng.uniform(0.4, 1.6, 12))

    def found(units: int) -> AgainstExpected:
        names = [f"u{number:02d}" for number in range(units)]
        return rates_against_expected(
            case_mix_rates(events[:units], [100] * units, names, ["x"] * units)
        )

    assert found(9).between == 0
    many = found(12)
    assert many.between > 0
    errors = 1 / np.sqrt(many.sizes)
    by_hand = 1 + (ratio_limits(many.sizes, 0)[:, 3] - 1) * np.sqrt(1 + many.between / errors**2)
    assert many.limits[:, 3] == pytest.approx(by_hand)


def test_twenty_units_that_only_chance_tells_apart_are_left_alone() -> None:
    """Of 400 x 20 units alike, about 5 % lie outside the 95 % limits and 0.2 % outside the rest."""
    rng = np.random.default_rng(11)
    beyond = []
    for _ in range(400):
        trials = rng.integers(60, 400, 20)
        mix = case_mix_shares(
            rng.binomial(trials, 0.8), trials, [f"u{n:02d}" for n in range(20)], ["x"] * 20
        )
        beyond.append(shares_against_expected(mix, float(mix.observed.sum() / trials.sum())).beyond)

    outside = np.concatenate(beyond)
    assert (outside >= 1).mean() <= 0.055
    assert (outside == 2).mean() <= 0.004


def test_what_is_expected_may_come_from_some_of_the_units() -> None:
    hits, trials, units, strata = [10, 40, 45, 5], [50, 50, 50, 10], [*"abca"], [*"xxxy"]

    found = case_mix_shares(hits, trials, units, strata, standard=[False, True, True, False])

    # x: 85 of 100 without a; y has nobody but a, so it is told by a itself.
    assert found.expected.tolist() == pytest.approx([50 * 0.85 + 5, 42.5, 42.5])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: shares_against_expected(case_mix_shares([1], [1], ["a"], ["x"]), 1.0),
        lambda: shares_against_expected(case_mix_shares([0], [0], ["a"], ["x"]), 0.5),
        lambda: rates_against_expected(case_mix_rates([0], [9], ["a"], ["x"])),
        lambda: case_mix_shares([1], [1], ["a"], ["x"], standard=[True, False]),
    ],
)
def test_what_cannot_be_held_against_anything_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()
