"""Do the parts of a change add up to it, and how sure are they?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import crossed_mix, crossed_mix_intervals, kitagawa, kitagawa_intervals

CELL = st.tuples(*[st.integers(0, 200)] * 2, *[st.floats(0, 1)] * 2)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=2, max_size=4))
def test_two_mixes_and_within_are_the_whole_change(cells) -> None:
    n_1, n_0, rate_1, rate_0 = np.moveaxis(np.array(cells), 2, 0)
    if n_1.sum() == 0 or n_0.sum() == 0:
        return
    split = crossed_mix(n_1, n_1 * rate_1, n_0, n_0 * rate_0)
    assert split.row_mix + split.column_mix + split.within == pytest.approx(split.change, abs=1e-12)
    assert split.row_mix_by_row.sum() == pytest.approx(split.row_mix, abs=1e-12)
    assert split.column_mix_by_column.sum() == pytest.approx(split.column_mix, abs=1e-12)
    assert split.within_by_cell.sum() == pytest.approx(split.within, abs=1e-12)
    turned = crossed_mix(n_1.T, (n_1 * rate_1).T, n_0.T, (n_0 * rate_0).T)
    assert turned.row_mix == pytest.approx(split.column_mix, abs=1e-12)
    assert turned.within == pytest.approx(split.within, abs=1e-12)


def test_a_dimension_that_does_not_move_has_no_part() -> None:
    """Rows keep their share, and each row's columns are the same: only columns move."""
    split = crossed_mix(
        [[40, 10], [40, 10]], [[20, 9], [20, 9]], [[20, 30], [20, 30]], [[10, 27], [10, 27]]
    )
    assert split.row_mix == pytest.approx(0, abs=1e-12)
    assert split.within == pytest.approx(0, abs=1e-12)
    assert split.column_mix == pytest.approx(split.change) == pytest.approx(-0.16)


def test_one_column_is_kitagawa() -> None:
    n_1, hits_1, n_0, hits_0 = ([20], [80]), ([18], [48]), ([80], [20]), ([72], [12])
    crossed = crossed_mix(n_1, hits_1, n_0, hits_0)
    plain = kitagawa([20, 80], [18, 48], [80, 20], [72, 12])
    assert crossed.row_mix == pytest.approx(plain.mix)
    assert crossed.within == pytest.approx(plain.within)


def answers() -> tuple[np.ndarray, ...]:
    dice = np.random.default_rng(2)
    after, group = np.arange(400) >= 200, dice.choice(["post", "shop", "web"], 400)
    hits = (dice.random(400) < np.where(after, 0.6, 0.8)).astype(float)
    return after, group, hits, dice.integers(0, 150, 400)


def test_the_parts_of_a_change_lie_in_their_intervals() -> None:
    after, group, hits, customers = answers()
    found = kitagawa_intervals(after, group, hits, customers=customers)
    assert found.groups == ("post", "shop", "web")
    assert found.parts.change == pytest.approx(hits[after].mean() - hits[~after].mean())
    assert found.change.high < 0
    assert found.within.low < found.parts.within < found.within.high
    assert found.mix.low < found.parts.mix < found.mix.high


def test_the_order_of_the_answers_does_not_matter_to_the_intervals() -> None:
    after, group, hits, customers = answers()
    order = np.random.default_rng(1).permutation(400)
    one = kitagawa_intervals(after, group, hits, customers=customers)
    other = kitagawa_intervals(after[order], group[order], hits[order], customers=customers[order])
    assert np.ravel(other[2:]) == pytest.approx(np.ravel(one[2:]), abs=1e-12)


def test_customers_who_answer_often_make_a_change_less_sure() -> None:
    after, group, hits, _ = answers()
    times = np.repeat(np.arange(400), 4)
    copied = [row[times] for row in (after, group, hits)]
    alone = kitagawa_intervals(*copied, customers=np.arange(1600))
    together = kitagawa_intervals(*copied, customers=times)
    assert np.ptp(together.within) > 1.7 * np.ptp(alone.within)


def test_crossed_parts_have_intervals_too() -> None:
    after, group, hits, customers = answers()
    channel = np.where(customers % 2, "phone", "mail")
    found = crossed_mix_intervals(after, group, channel, hits, customers=customers, rounds=200)
    assert found.rows == ("post", "shop", "web")
    assert found.columns == ("mail", "phone")
    for part, interval in (
        (found.parts.row_mix, found.row_mix),
        (found.parts.column_mix, found.column_mix),
        (found.parts.within, found.within),
    ):
        assert interval.low <= part <= interval.high


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: crossed_mix([1], [1], [1], [1]),
        lambda: crossed_mix([[0]], [[0]], [[1]], [[1]]),
        lambda: kitagawa_intervals([True], ["a"], [1, 2], customers=[1]),
        lambda: crossed_mix_intervals([True], ["a"], ["b", "c"], [1], customers=[1]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
