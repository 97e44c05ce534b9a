"""Is an order told only where it is settled, and a driver only where it matters?"""

import numpy as np
import pytest
from scipy.special import ndtri

from cxdash.stats import (
    driver_shares,
    importance_map,
    lmg,
    pareto_order,
    percentile_intervals,
    rank_ranges,
    relative_weights,
    resampled,
)
from cxdash.stats.driver_shares import FEWEST_TO_ORDER
from cxdash.stats.importance import Quadrant


def scores(n: int = 400, *, drivers: int = 4) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(3)
    table = dice.normal(size=(n, drivers)) + dice.normal(size=(n, 1))
    return table @ np.arange(drivers, 0, -1) + 2 * dice.normal(size=n), table


def test_shares_sum_to_what_is_explained() -> None:
    overall, table = scores()
    found = driver_shares(overall, table, rounds=50)
    design = np.column_stack([np.ones(len(table)), table])
    fitted = design @ np.linalg.lstsq(design, overall)[0]
    assert found.r_squared == pytest.approx(np.var(fitted) / np.var(overall), rel=1e-10)
    assert found.shares * found.r_squared == pytest.approx(lmg(overall, table), rel=1e-10)
    assert found.shares.sum() == pytest.approx(1)
    assert np.all((found.low < found.shares) & (found.shares < found.high))


def test_every_order_of_entry_counts_alike() -> None:
    """Against the definition, for three drivers: the mean over six orders."""
    overall, table = scores(60, drivers=3)

    def explained(chosen: tuple[int, ...]) -> float:
        design = np.column_stack([np.ones(60), *(table[:, i] for i in chosen)])
        return float(np.var(design @ np.linalg.lstsq(design, overall)[0]) / np.var(overall))

    orders = [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)]
    first = [
        explained((*order[: order.index(0)], 0)) - explained(order[: order.index(0)])
        for order in orders
    ]
    assert lmg(overall, table)[0] == pytest.approx(np.mean(first), rel=1e-10)


def test_drivers_that_say_the_same_share_what_they_say() -> None:
    overall, table = scores(drivers=2)
    twice = np.column_stack([table, table[:, 0]])
    for method in (lmg, relative_weights):
        shares = method(overall, twice)
        assert shares[0] == pytest.approx(shares[2], rel=1e-6)
        assert shares.sum() == pytest.approx(lmg(overall, table).sum(), rel=1e-6)


def test_the_sign_is_the_one_of_the_correlation() -> None:
    overall, table = scores()
    found = driver_shares(overall, table * [1, -1, 1, -1], rounds=20)
    assert found.signs.tolist() == [1, -1, 1, -1]
    assert np.all(found.shares > 0)


def test_few_answers_put_no_driver_first() -> None:
    overall, table = scores(FEWEST_TO_ORDER)
    assert driver_shares(overall, table, rounds=20).may_be_ordered
    table[0, 1] = np.nan
    found = driver_shares(overall, table, rounds=20)
    assert (found.answers, found.left_out) == (FEWEST_TO_ORDER - 1, 1)
    assert not found.may_be_ordered


def test_more_drivers_than_can_be_ordered_are_weighed() -> None:
    overall, table = scores(200, drivers=14)
    found = driver_shares(overall, table, rounds=20)
    assert found.method == "johnson"
    assert found.shares * found.r_squared == pytest.approx(relative_weights(overall, table))


def test_the_order_of_the_answers_does_not_matter() -> None:
    overall, table = scores()
    customers = np.random.default_rng(2).integers(0, 100, 400)
    order = np.random.default_rng(1).permutation(400)
    for who in (None, customers):
        one = driver_shares(overall, table, customers=who, rounds=30)
        shuffled = None if who is None else who[order]
        other = driver_shares(overall[order], table[order], customers=shuffled, rounds=30)
        assert other.low == pytest.approx(one.low, abs=1e-10)
        assert other.shares == pytest.approx(one.shares, abs=1e-12)


def rated_well(*hits: int, answers: int = 1000) -> np.ndarray:
    """Return who rated each driver well, drivers side by side as if by chance."""
    dice = np.random.default_rng(3)
    return np.column_stack([dice.permutation(np.arange(answers) < well) for well in hits])


def test_a_map_says_where_to_work_and_where_it_does_not_know() -> None:
    found = importance_map(
        [0.4, 0.3, 0.2, 0.1],
        [0.36, 0.24, 0.16, 0.06],
        [0.44, 0.36, 0.24, 0.14],
        well=rated_well(300, 850, 420, 900),
    )
    assert found.quadrants == (
        Quadrant.WORK_ON,
        Quadrant.KEEP_UP,
        Quadrant.LOW_PRIORITY,
        Quadrant.OVERDONE,
    )
    assert found.importance_line == pytest.approx(0.25)
    # (300 + 850 + 420 + 900) / 4000; the first is .3 less the mean of .85, .42 and .9.
    assert found.performance_line == pytest.approx(0.6175)
    assert found.ahead[0] == pytest.approx(0.3 - 2.17 / 3)
    assert found.unsure.tolist() == [False, True, False, False]


def test_the_middle_one_of_an_odd_number_can_be_settled() -> None:
    found = importance_map(
        [0.5, 0.4, 0.1], [0.45, 0.36, 0.05], [0.55, 0.44, 0.15], well=rated_well(100, 450, 500)
    )
    # .45 against the mean of .1 and .5, .3: 15 points ahead, with an error of 2.
    assert found.ahead[1] == pytest.approx(0.15)
    assert found.unsure.tolist() == [False, False, False]
    assert found.quadrants[1] == Quadrant.KEEP_UP


def test_how_far_ahead_is_a_paired_difference_where_there_are_two() -> None:
    """Two drivers of the same 100 people: 30 rated only the first well, 10 only the second."""
    well = np.repeat([[1, 1], [1, 0], [0, 1], [0, 0]], [20, 30, 10, 40], axis=0)
    found = importance_map([0.5, 0.5], [0.4, 0.4], [0.6, 0.6], well=well)
    # Variance of a paired difference: (b + c - (b - c)^2 / n) / (n (n - 1)).
    error = np.sqrt((40 - 20**2 / 100) / (100 * 99))
    assert found.ahead[0] == pytest.approx(0.2)
    assert found.ahead_low[0] == pytest.approx(0.2 - 1.959964 * error, abs=1e-6)
    assert found.ahead_high[1] == pytest.approx(-0.2 + 1.959964 * error, abs=1e-6)
    # Each answer twice, by the same customers, tells nothing new.
    twice = importance_map(
        [0.5, 0.5], [0.4, 0.4], [0.6, 0.6], well=[*well, *well], customers=[*range(100)] * 2
    )
    assert twice.ahead_low == pytest.approx(found.ahead_low)


def test_how_far_ahead_covers_the_truth_where_ratings_go_together() -> None:
    dice = np.random.default_rng(11)
    truth = np.array([0.5, 0.7, 0.8])
    held = 0
    for _ in range(400):
        mood = dice.normal(size=(150, 1))
        well = (mood + dice.normal(size=(150, 3))) / np.sqrt(2) < ndtri(truth)
        answered = np.where(dice.random((150, 3)) < 0.1, np.nan, well)
        found = importance_map([1 / 3] * 3, [0] * 3, [1] * 3, well=answered)
        held += int(found.ahead_low[1] <= 0.7 - 0.65 <= found.ahead_high[1])
    assert 0.92 <= held / 400 <= 0.98


def test_a_clear_first_is_settled_and_a_tie_is_not() -> None:
    found = pareto_order(["late", "rude", "lost", "late"], [200, 51, 49, 100])
    assert found.labels == ("late", "lost", "rude")
    assert found.counts.tolist() == [300, 49, 51]
    assert found.ranks.ranks.tolist() == [1, 3, 2]
    assert found.ranks.settled.tolist() == [True, False, False]
    assert found.intervals[0].low < 300 < found.intervals[0].high


def test_equal_causes_share_the_better_place() -> None:
    found = rank_ranges([5, 9, 5, 1], [[5, 9, 5, 1]] * 3)
    assert found.ranks.tolist() == [2, 1, 2, 4]
    assert found.settled.all()


def test_what_a_resample_does_not_know_takes_the_last_place() -> None:
    """Two unknown of four share the third place, whatever stands before and after them."""
    found = rank_ranges([4, 3, 2, 1], [[np.nan, 8, np.nan, 9]] * 3)
    assert found.low.tolist() == [3, 2, 3, 1]


def test_weights_can_put_a_rare_cause_first() -> None:
    found = pareto_order(["late", "lost"], [300, 40], [1.0, 25.0])
    assert found.weights.tolist() == [300, 1000]
    assert found.ranks.ranks.tolist() == [2, 1]


def test_the_order_of_the_complaints_does_not_matter() -> None:
    dice = np.random.default_rng(1)
    cause, cost = dice.choice(list("abcd"), 300), dice.exponential(size=300)
    order = dice.permutation(300)
    one = pareto_order(cause, np.ones(300), cost)
    other = pareto_order(cause[order], np.ones(300), cost[order])
    assert np.ravel(other.intervals) == pytest.approx(np.ravel(one.intervals))


def test_customers_are_drawn_whole() -> None:
    def seen(weight: np.ndarray) -> list[float]:
        assert weight[0] == weight[1]
        return [weight.sum()]

    draws = resampled(seen, ["ann", "ann", "bob"], rounds=40)
    assert set(draws[:, 0].tolist()) <= {2.0, 3.0, 4.0}


def test_a_bootstrap_interval_of_a_mean_is_about_the_normal_one() -> None:
    score = np.random.default_rng(5).normal(size=400)
    draws = resampled(lambda weight: np.average(score, weights=weight), np.arange(400), rounds=2000)
    (found,) = percentile_intervals(draws)
    error = score.std(ddof=1) / 20
    assert found.low == pytest.approx(score.mean() - 1.96 * error, abs=0.15 * error)
    assert found.high == pytest.approx(score.mean() + 1.96 * error, abs=0.15 * error)


def test_a_number_that_most_resamples_lack_has_no_interval() -> None:
    nan = float("nan")
    ((low, _), known) = percentile_intervals([[nan, 1.0], [nan, 2.0], [3.0, 3.0]])
    assert np.isnan(low)
    assert known.high == pytest.approx(2.95)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: resampled(lambda _: [1.0], []),
        lambda: percentile_intervals([[1.0]], confidence=1),
        lambda: rank_ranges([1, 2], [[1, 2, 3]]),
        lambda: pareto_order(["a"], [0]),
        lambda: pareto_order(["a"], [1, 2]),
        lambda: driver_shares([1, 2], [[1], [2], [3]]),
        lambda: driver_shares([1, 2, 3], [[1], [1], [1]]),
        lambda: importance_map([1], [1], [1], well=[[1]]),
        lambda: importance_map([0.5, 0.5], [0, 0], [1, 1], well=[[1, np.nan]]),
        lambda: importance_map([0.5, 0.4], [0, 0], [1, 1], well=[[1, 0]]),
        lambda: importance_map([0.5, 0.5], [0, 0], [1, 1], well=[[1, 0]], customers=[1, 2]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
