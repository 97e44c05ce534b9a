"""Do the parts of a change add up to it, and how sure are they?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import (
    crossed_mix,
    crossed_mix_intervals,
    crossed_rate_mix_intervals,
    kitagawa,
    kitagawa_intervals,
)

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


def test_a_mix_that_only_moved_across_both_dimensions_is_found() -> None:
    """Both margins stay; the cells in which both dimensions agree grew, and are good."""
    before, after = np.full((2, 2), 50.0), np.array([[80.0, 20.0], [20.0, 80.0]])
    rate = np.array([[0.9, 0.5], [0.5, 0.9]])
    alone = kitagawa(after.sum(1), (after * rate).sum(1), before.sum(1), (before * rate).sum(1))
    crossed = crossed_mix(after, after * rate, before, before * rate)
    # By hand: .4 x .5 + .1 x .9 = .7 before; .2 x .5 + .8 x .9 = .82 after: all of it mix.
    assert alone.mix == pytest.approx(0, abs=1e-12)
    assert crossed.change == pytest.approx(0.12)
    assert crossed.row_mix + crossed.column_mix == pytest.approx(0.12)
    assert crossed.within == pytest.approx(0, abs=1e-12)


def test_answers_added_up_have_the_intervals_of_single_ones() -> None:
    after, group, hits, customers = answers()
    channel = np.where(customers % 2, "phone", "mail")
    single = crossed_mix_intervals(after, group, channel, hits, customers=customers, rounds=50)
    cells = np.column_stack([after, group, channel, customers]).astype(str)
    added, codes = np.unique(cells, axis=0, return_inverse=True)
    found = crossed_mix_intervals(
        added[:, 0] == "True",
        added[:, 1],
        added[:, 2],
        np.bincount(codes, hits),
        customers=added[:, 3].astype(int),
        sizes=np.bincount(codes),
        rounds=50,
    )
    assert np.ravel(found[3:]) == pytest.approx(np.ravel(single[3:]), abs=1e-12)


def test_both_mixes_together_are_as_sure_as_the_cells_taken_as_one_dimension() -> None:
    after, group, hits, customers = answers()
    channel = np.where(customers % 2, "phone", "mail")
    crossed = crossed_mix_intervals(after, group, channel, hits, customers=customers)
    cells = np.char.add(np.asarray(group, dtype=str), channel)
    plain = kitagawa_intervals(after, cells, hits, customers=customers)
    assert np.ravel(crossed.mix) == pytest.approx(np.ravel(plain.mix), abs=1e-12)
    assert np.ravel(crossed.within) == pytest.approx(np.ravel(plain.within), abs=1e-12)


def test_the_change_of_a_rate_is_as_sure_as_its_poisson_counts() -> None:
    """Mix unchanged, so the change is within: 300 a 1000 against 400 a 1000, both Poisson."""
    after, rows, columns = [False] * 4 + [True] * 4, [*"aabb"] * 2, [*"xy"] * 4
    found = crossed_rate_mix_intervals(
        after, rows, columns, [100] * 4 + [75] * 4, exposures=[250] * 8, rounds=4000
    )
    assert found.parts.change == pytest.approx(-0.1)
    assert found.parts.within == pytest.approx(-0.1)
    reach = 1.96 * np.sqrt(700) / 1000
    assert found.within.low == pytest.approx(-0.1 - reach, abs=0.003)
    assert found.within.high == pytest.approx(-0.1 + reach, abs=0.003)
    assert np.ravel(found.mix) == pytest.approx([0, 0], abs=1e-12)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: crossed_mix([1], [1], [1], [1]),
        lambda: crossed_mix([[0]], [[0]], [[1]], [[1]]),
        lambda: kitagawa_intervals([True], ["a"], [1, 2], customers=[1]),
        lambda: crossed_mix_intervals([True], ["a"], ["b", "c"], [1], customers=[1]),
        lambda: crossed_rate_mix_intervals([0, 1], [*"aa"], [*"bb"], [1, -1], exposures=[9, 9]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
