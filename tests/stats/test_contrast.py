"""Do penalty and reward say what low and high ratings go with, and no more than they can?"""

import numpy as np
import pytest
import statsmodels.api as sm

from cxdash.stats import ContrastKind, penalty_reward

BASIC, PERFORMANCE = ContrastKind.BASIC, ContrastKind.PERFORMANCE
EXCITEMENT, UNSETTLED = ContrastKind.EXCITEMENT, ContrastKind.UNSETTLED


def ratings(n: int = 1200, *, seed: int = 4) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return noise with a part of each customer, four aspects rated 1 to 5, and the customers."""
    dice = np.random.default_rng(seed)
    who = dice.integers(0, n // 3, n)
    table = dice.integers(1, 6, (n, 4)).astype(float)
    return 0.5 * dice.normal(size=n // 3)[who] + dice.normal(size=n), table, who


def test_estimates_and_ends_are_those_of_statsmodels_with_customers_held_together() -> None:
    noise, table, who = ratings()
    overall = noise - 1.5 * (table[:, 0] <= 2) + 0.8 * (table[:, 1] >= 4) + 0.4 * table[:, 2]
    found = penalty_reward(overall, table, [2] * 4, [4] * 4, customers=who)

    design = sm.add_constant(np.column_stack([table <= 2, table >= 4]).astype(float))
    fit = sm.OLS(overall, design).fit(cov_type="cluster", cov_kwds={"groups": who}, use_t=True)
    ends = fit.conf_int()
    assert found.penalty == pytest.approx(fit.params[1:5], rel=1e-9)
    assert found.reward == pytest.approx(fit.params[5:9], rel=1e-9)
    assert found.penalty_ends == pytest.approx(ends[1:5], rel=1e-9)
    assert found.reward_ends == pytest.approx(ends[5:9], rel=1e-9)


def test_the_asymmetry_is_the_contrast_of_statsmodels() -> None:
    """Low ratings lie 1.5 and high ones 1.5 from 3 on average, as far as they fell."""
    noise, table, who = ratings()
    found = penalty_reward(noise, table, [2] * 4, [4] * 4, customers=who)
    design = sm.add_constant(np.column_stack([table <= 2, table >= 4]).astype(float))
    fit = sm.OLS(noise, design).fit(cov_type="cluster", cov_kwds={"groups": who}, use_t=True)
    first = table[:, 0]
    weights = np.zeros(9)
    weights[1] = 1 / (3 - first[first <= 2].mean())
    weights[5] = 1 / (first[first >= 4].mean() - 3)

    told = fit.t_test(weights)

    assert found.asymmetry[0] == pytest.approx(told.effect.item(), rel=1e-9)
    assert found.asymmetry_ends[0] == pytest.approx(told.conf_int()[0], rel=1e-9)


def test_each_kind_is_found_where_it_is() -> None:
    noise, table, who = ratings()
    hurts, delights = table <= 2, table >= 4
    overall = (
        noise - 1.5 * hurts[:, 0] + 1.5 * delights[:, 1] - 1.5 * hurts[:, 2] + 1.5 * delights[:, 2]
    )

    found = penalty_reward(overall, table, [2] * 4, [4] * 4, customers=who)

    assert found.kinds == (BASIC, EXCITEMENT, PERFORMANCE, UNSETTLED)


def test_a_straight_line_is_performance_although_low_ratings_lie_further_away() -> None:
    """On 1 to 10 most rate 7 to 10: low ones lie 4.5 under the middle box, high ones 2 above."""
    dice = np.random.default_rng(5)
    scale = np.arange(1, 11)
    share = np.array([2, 2, 2, 3, 3, 8, 16, 24, 22, 18]) / 100
    table = dice.choice(scale, (6000, 2), p=share).astype(float)
    overall = table @ [0.5, 0.4] + dice.normal(size=6000)

    found = penalty_reward(overall, table, [5, 5], [9, 9])

    assert np.all(np.abs(found.penalty) > 1.5 * found.reward)
    assert found.kinds == (PERFORMANCE, PERFORMANCE)


def test_where_nothing_goes_with_the_score_hardly_anything_is_settled() -> None:
    """40 surveys of four aspects by chance: a tenth of the surveys may name one wrongly."""
    named = 0
    for seed in range(40):
        noise, table, who = ratings(400, seed=seed)
        found = penalty_reward(noise, table, [2] * 4, [4] * 4, customers=who)
        named += any(kind != UNSETTLED for kind in found.kinds)

    assert named <= 8


def test_incomplete_answers_are_left_out() -> None:
    noise, table, who = ratings(300)
    gap = table.copy()
    gap[:10, 1] = np.nan

    found = penalty_reward(noise, gap, [2] * 4, [4] * 4, customers=who)
    same = penalty_reward(noise[10:], table[10:], [2] * 4, [4] * 4, customers=who[10:])

    assert found.answers == 290
    assert found.penalty == pytest.approx(same.penalty)
    assert found.sizes.sum(axis=1).tolist() == [290] * 4


def test_two_aspects_that_are_always_rated_alike_are_not_settled() -> None:
    noise, table, _ = ratings(300)
    twins = table[:, [0, 0]]

    found = penalty_reward(noise - (twins[:, 0] <= 2), twins, [2, 2], [4, 4])

    assert found.kinds == (UNSETTLED, UNSETTLED)
    assert np.isnan(found.penalty_ends).all()


def test_the_order_of_the_rows_changes_nothing() -> None:
    noise, table, who = ratings(300)
    order = np.random.default_rng(1).permutation(300)

    one = penalty_reward(noise, table, [2] * 4, [4] * 4, customers=who)
    other = penalty_reward(noise[order], table[order], [2] * 4, [4] * 4, customers=who[order])

    assert other.asymmetry_ends == pytest.approx(one.asymmetry_ends, rel=1e-9)


@pytest.mark.parametrize(
    ("low", "high", "customers"),
    [([2] * 3, [4] * 4, None), ([4] * 4, [2] * 4, None), ([0] * 4, [4] * 4, None),
     ([2] * 4, [3] * 4, None), ([2] * 4, [4] * 4, [1] * 300)],
    ids=["ends", "crossed", "nobody low", "nobody between", "one customer"],
)  # fmt: skip
def test_what_cannot_be_contrasted_is_refused(low, high, customers) -> None:
    noise, table, _ = ratings(300)

    with pytest.raises(ValueError, match=r"."):
        penalty_reward(noise, table, low, high, customers=customers)
