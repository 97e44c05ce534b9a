"""Do open cases count for as long as they have been open?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import kaplan_meier, log_rank

CASES = st.lists(st.tuples(st.integers(0, 30), st.booleans()), min_size=1, max_size=60)


@given(CASES, st.randoms())
def test_the_order_of_the_cases_does_not_matter(cases: list[tuple[int, bool]], dice) -> None:
    shuffled = list(cases)
    dice.shuffle(shuffled)
    one = kaplan_meier(*zip(*cases, strict=True))
    other = kaplan_meier(*zip(*shuffled, strict=True))
    assert np.array_equal(one.survival, other.survival)
    assert np.array_equal(one.low, other.low, equal_nan=True)


@given(CASES)
def test_the_interval_lies_in_0_to_1_and_holds_the_share(cases: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier(*zip(*cases, strict=True))
    still_open = curve.survival > 0
    assert np.all(np.diff(curve.survival) <= 0)
    assert np.all(curve.low[still_open] <= curve.survival[still_open])
    assert np.all(curve.high[still_open] >= curve.survival[still_open])
    assert np.all((curve.survival >= 0) & (curve.survival <= 1))


def test_grouped_counts_are_the_cases_written_once() -> None:
    each = kaplan_meier([1, 1, 1, 2, 2, 5], [True, True, True, False, False, True])
    grouped = kaplan_meier([1, 2, 5], [True, False, True], weights=[3, 2, 1])
    assert np.array_equal(each.survival, grouped.survival)
    assert np.array_equal(each.high, grouped.high, equal_nan=True)


def test_a_median_that_is_not_reached_is_not_invented() -> None:
    curve = kaplan_meier([1, 2, 3, 4, 5, 6], [1, 1, 0, 0, 0, 0])
    assert math.isnan(curve.quantile(0.5).value)
    assert curve.quantile(0.25).value == 2
    assert math.isnan(curve.at(7).value)
    assert curve.at(0.5).value == 1


def test_nothing_closed_leaves_everything_open() -> None:
    curve = kaplan_meier([3, 4], [False, False])
    assert len(curve.times) == 0
    assert curve.at(4).value == 1
    assert curve.mean_until(4) == 4
    assert math.isnan(curve.quantile(0.5).value)


def test_all_closed_needs_no_interval() -> None:
    curve = kaplan_meier([1, 2], [True, True])
    assert curve.survival.tolist() == [0.5, 0.0]
    assert math.isnan(curve.high[-1])
    assert curve.at(99).value == 0
    assert curve.mean_until(10) == 1.5


def test_three_groups_are_compared_at_once() -> None:
    """Against statsmodels 0.15 `survdiff`."""
    test = log_rank(
        [1, 2, 3, 4, 2, 4, 6, 8, 3, 6, 9, 12],
        [1, 1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 1],
        ["a"] * 4 + ["b"] * 4 + ["c"] * 4,
    )
    assert test.degrees == 2
    assert test.chi_square == pytest.approx(4.604593415731568, rel=1e-9)
    assert test.p_value == pytest.approx(0.10002884267152501, rel=1e-9)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: kaplan_meier([-1], [True]),
        lambda: kaplan_meier([1, 2], [True]),
        lambda: kaplan_meier([1], [True], weights=[0.5]),
        lambda: log_rank([1, 2], [True, True], ["a", "a"]),
        lambda: kaplan_meier([1], [False]).mean_until(2),
        lambda: kaplan_meier([1], [True]).quantile(1.0),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
