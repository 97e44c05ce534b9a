"""How far may weights, silence and small numbers be trusted?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from cxdash.stats import (
    Difference,
    KanoCategory,
    PeopleGuards,
    Showing,
    Standing,
    answers_needed_mean,
    answers_needed_nps,
    answers_needed_share,
    answers_needed_two_shares,
    effective_answers,
    effective_weights,
    events_needed_rate,
    expectation_gap,
    kano,
    kano_category,
    nps_interval,
    rake,
    signal_share,
    smallest_change_mean,
    smallest_change_nps,
    smallest_change_rate,
    smallest_change_share,
    tipping_point,
    trim_weights,
    weigh,
    wilson,
)

WEIGHTS = st.lists(st.floats(0.01, 1000), min_size=1, max_size=60)


@given(WEIGHTS)
def test_trimmed_weights_keep_their_sum_and_pass_no_bar(weights: list[float]) -> None:
    trimmed = trim_weights(weights)
    assert trimmed.sum() == pytest.approx(sum(weights))
    assert trimmed.max() <= 5 * np.median(trimmed) * (1 + 1e-9)
    assert effective_answers(trimmed) >= effective_answers(weights) * (1 - 1e-9)


@given(WEIGHTS)
def test_weighted_answers_count_for_no_more_than_there_are(weights: list[float]) -> None:
    assert effective_weights(weights).sum() == pytest.approx(effective_answers(weights))
    assert 1 - 1e-9 <= effective_answers(weights) <= len(weights) * (1 + 1e-9)


def test_weights_that_leave_less_than_half_the_answers_are_not_usable() -> None:
    kind = ["shop"] * 95 + ["web"] * 5
    found = weigh({"kind": kind}, {"kind": {"shop": 200, "web": 800}})
    assert found.trimmed == 5
    assert found.largest == pytest.approx(5)
    assert found.furthest > 0.5
    assert not weigh({"kind": kind}, {"kind": {"shop": 700, "web": 300}}).usable
    assert weigh({"kind": kind}, {"kind": {"shop": 900, "web": 100}}).usable


def test_untrimmed_weights_meet_every_margin() -> None:
    dice = np.random.default_rng(7)
    members = {
        "kind": dice.choice(["a", "b"], 300).tolist(),
        "at": dice.choice(["x", "y", "z"], 300).tolist(),
    }
    margins = {"kind": {"a": 400.0, "b": 600.0}, "at": {"x": 300.0, "y": 300.0, "z": 400.0}}
    found = weigh(members, margins)
    assert found.trimmed == 0
    assert found.furthest < 1e-6
    assert found.usable
    order = dice.permutation(300)
    shuffled = {name: [groups[i] for i in order] for name, groups in members.items()}
    assert weigh(shuffled, margins).weights == pytest.approx(found.weights[order], rel=1e-9)


@given(st.lists(st.integers(1, 40), min_size=4, max_size=4), st.integers(1, 30))
def test_answers_added_up_are_weighted_as_if_written_out(sizes: list[int], shops: int) -> None:
    kind, at = ["a", "a", "b", "b"], ["x", "y", "x", "y"]
    margins = {"kind": {"a": shops, "b": 31 - shops}, "at": {"x": 10, "y": 21}}
    written = [place for place, size in enumerate(sizes) for _ in range(size)]
    members = {"kind": kind, "at": at}

    short = weigh(members, margins, sizes=sizes)
    long = weigh({name: [of[i] for i in written] for name, of in members.items()}, margins)

    assert short.weights[written] == pytest.approx(long.weights, rel=1e-6)
    for name in ("effective", "share_effective", "largest", "furthest"):
        assert getattr(short, name) == pytest.approx(getattr(long, name), rel=1e-6, abs=1e-7)
    assert (short.trimmed, short.usable) == (long.trimmed, long.usable)


def test_a_two_by_two_is_raked_as_by_hand() -> None:
    """Answers 30 10 / 20 40; customers 50 50 by row and 50 50 by column.

    The odds ratio 30 x 40 / (10 x 20) = 6 stays, so the first cell c solves
    (c / (50 - c))^2 = 6: c = 50 x sqrt(6) / (1 + sqrt(6)) = 35.505.
    """
    found = weigh(
        {"row": "aabb", "column": "xyxy"},
        {"row": {"a": 50, "b": 50}, "column": {"x": 50, "y": 50}},
        sizes=[30, 10, 20, 40],
    )
    first, second = 35.5051, 14.4949
    weights = [first / 30, second / 10, second / 20, first / 40]
    assert found.weights == pytest.approx(weights, rel=1e-5)
    squares = first**2 / 30 + second**2 / 10 + second**2 / 20 + first**2 / 40
    assert found.effective == pytest.approx(100**2 / squares, rel=1e-5)
    assert found.trimmed == 0


def test_a_row_without_answers_is_refused() -> None:
    with pytest.raises(ValueError, match="size above 0"):
        weigh({"kind": "ab"}, {"kind": {"a": 1, "b": 1}}, sizes=[1, 0])


def test_one_margin_is_post_stratification() -> None:
    found = rake([1, 1, 2, 1], {"kind": "aaab"}, {"kind": {"a": 80, "b": 20}})
    assert found.tolist() == [20, 20, 40, 20]


@pytest.mark.parametrize(
    ("members", "margins", "said"),
    [
        ({"kind": "aa"}, {"kind": {"a": 1, "c": 1}}, r"no answers in \['c'\]"),
        ({"kind": "ab"}, {"kind": {"a": 1}}, r"answers in \['b'\] and no customers"),
        ({"kind": "ab"}, {"kind": {"a": 1, "b": 0}}, "not above 0"),
        ({"kind": "ab", "at": "x"}, {"kind": {"a": 1, "b": 1}, "at": {"x": 2}}, "one group"),
        ({}, {}, "must be a dimension"),
    ],
)
def test_an_empty_cell_is_named(members, margins, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        weigh(members, margins)


def test_silence_undoes_a_change_only_if_it_is_bad_enough() -> None:
    found = tipping_point(Difference(0.10, 0.04, 0.16, 0.01), 0.9, 0.8, scale=(0, 1))
    assert found.gap == pytest.approx(0.5)
    assert found.silent == pytest.approx(0.4)
    assert found.gap_unsure == pytest.approx(0.2)
    assert found.possible
    assert not tipping_point(Difference(0.3, 0.2, 0.4, 0.0), 0.9, 0.8, scale=(0, 1)).possible


def test_the_whole_moves_by_what_the_silent_take_away() -> None:
    """Before: all at 0.7. Now a quarter answer 0.8; the silent at the tipping point keep 0.7."""
    found = tipping_point(Difference(0.1, 0.05, 0.15, 0.0), 0.8, 0.25, scale=(0, 1))
    assert 0.25 * 0.8 + 0.75 * found.silent == pytest.approx(0.7)


def test_a_change_not_shown_needs_no_silence_to_vanish() -> None:
    assert tipping_point(Difference(0.1, -0.1, 0.3, 0.4), 0.5, 0.5, scale=(0, 1)).gap_unsure == 0
    fallen = tipping_point(Difference(-0.1, -0.15, -0.05, 0.0), 0.5, 0.5, scale=(0, 1))
    assert (fallen.gap, fallen.gap_unsure) == pytest.approx((-0.2, -0.1))


def test_what_a_kano_answer_is_follows_the_table() -> None:
    assert kano_category(1, 1) is KanoCategory.QUESTIONABLE
    assert kano_category(1, 5) is KanoCategory.ONE_DIMENSIONAL
    assert kano_category(2, 5) is KanoCategory.MUST_BE
    assert kano_category(5, 1) is KanoCategory.REVERSE
    assert kano_category(3, 3) is KanoCategory.INDIFFERENT


def test_kano_ties_go_to_what_hurts_most() -> None:
    found = kano(20, 20, 20, 20)
    assert found.category is KanoCategory.MUST_BE
    assert not found.clear
    assert kano(0, 0, 25, 0).clear is False
    assert kano(0, 0, 40, 5).clear is True


def test_kano_coefficients_have_the_interval_of_their_share() -> None:
    found = kano(10, 20, 30, 40, 7, 3)
    assert found.better == 0.3
    assert found.better_interval == wilson(30, 100)
    assert found.worse == -0.5
    assert found.worse_interval == pytest.approx((-wilson(50, 100).high, -wilson(50, 100).low))
    assert found.answers == 110


def test_expectations_are_judged_in_pairs() -> None:
    ours, theirs = np.array([5, 7, 4, 6, 6, 7, 7, 7.0]), np.array([6, 6, 6, 6, 5, 5, 5, 6.0])
    found = expectation_gap(ours, theirs)
    expected = scipy_stats.ttest_rel(ours, theirs).confidence_interval()
    assert found.gap_interval == pytest.approx((expected.low, expected.high))
    assert found.exceeded_interval == wilson(5, 8)
    assert found.p_value == pytest.approx(scipy_stats.binomtest(5, 7).pvalue)
    score = nps_interval(2, 1, 5)
    assert found.net_interval == pytest.approx((score.low / 100, score.high / 100))
    assert math.isnan(expectation_gap([1], [2]).gap_interval.low)
    assert expectation_gap([1], [1]).p_value == 1


@given(st.floats(0.05, 0.95), st.floats(0.01, 0.2))
def test_the_answers_needed_see_just_that_change(share: float, change: float) -> None:
    needed = answers_needed_share(share, change)
    assert smallest_change_share(share, needed) <= change * (1 + 1e-9)
    assert smallest_change_share(share, needed - 1) > change * (1 - 1e-9) or needed == 2


@pytest.mark.parametrize("change", [3, 5, 10, 20])
def test_the_smallest_nps_change_is_the_one_planned_for(change: float) -> None:
    assert smallest_change_nps(30, answers_needed_nps(30, change)) == pytest.approx(
        change, rel=0.01
    )


def test_plans_agree_with_r() -> None:
    """Its help pages: power.prop.test gives 76.7 for .50 and .75, power.t.test 22.02 for 1 SD."""
    assert answers_needed_two_shares(0.5, 0.75, power=0.9) == 77
    assert answers_needed_mean(1, 1, power=0.9) == 23
    assert smallest_change_mean(1, 20, power=0.8690) == pytest.approx(1.0, abs=0.001)


@pytest.mark.parametrize(
    ("answers", "change"),
    [(2, 5.6535), (5, 2.0244), (54, 0.54411), (250, 0.25107), (950, 0.12861), (1000, 0.12535)],
)
def test_however_many_answers_the_smallest_change_is_that_of_statsmodels(answers, change) -> None:
    """TTestIndPower().solve_power(nobs1=answers, alpha=0.05, power=0.8), by statsmodels 0.15."""
    assert smallest_change_mean(1, answers) == pytest.approx(change, rel=1e-4)


@pytest.mark.parametrize(
    ("less", "events"), [(0.1, 1480), (0.2, 360), (0.3, 160), (0.5, 50), (0.7, 23)]
)
def test_the_events_needed_to_show_that_an_action_works(less: float, events: int) -> None:
    assert events_needed_rate(1 - less) == pytest.approx(events, rel=0.07)
    assert smallest_change_rate(events_needed_rate(1 - less)) == pytest.approx(1 - less, rel=0.03)


def test_a_change_nobody_can_see_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        answers_needed_mean(1, 1e-9)


@pytest.mark.parametrize(
    ("contacts", "reliability", "showing"),
    [
        (9, 1.0, Showing.NOTHING),
        (math.nan, 1.0, Showing.NOTHING),
        (10, 1.0, Showing.OWN_INTERVAL),
        (29, 1.0, Showing.OWN_INTERVAL),
        (30, 0.69, Showing.OWN_INTERVAL),
        (30, math.nan, Showing.OWN_INTERVAL),
        (30, 0.7, Showing.COMPARISON),
        (500, 0.9, Showing.CONSEQUENCES_AFTER_REVIEW),
    ],
)
def test_what_may_be_shown_of_a_person(contacts: float, reliability: float, showing) -> None:
    assert PeopleGuards().showing(contacts, reliability) is showing


def test_a_person_is_told_apart_only_beyond_their_error() -> None:
    guards = PeopleGuards()

    def of(effect: float, contacts: float = 100) -> Standing:
        return guards.standing(contacts, 0.8, effect=effect, error=1.0)

    assert [of(e) for e in (1.97, 1.95, -1.95, -1.97)] == [
        Standing.ABOVE,
        Standing.NORMAL,
        Standing.NORMAL,
        Standing.BELOW,
    ]
    assert of(5.0, contacts=29) is Standing.NOT_COMPARED
    assert guards.standing(100, 0.8, effect=1, error=0) is Standing.NOT_COMPARED


def test_a_screen_of_many_allows_for_the_looks() -> None:
    guards = PeopleGuards()
    assert guards.screened(100, 0.8, z=3, adjusted_p=0.09) is Standing.ABOVE
    assert guards.screened(100, 0.8, z=-3, adjusted_p=0.09) is Standing.BELOW
    assert guards.screened(100, 0.8, z=-3, adjusted_p=0.11) is Standing.NORMAL
    assert guards.screened(100, 0.8, z=-3, adjusted_p=math.nan) is Standing.NOT_COMPARED
    assert guards.screened(29, 0.8, z=-3, adjusted_p=0.0) is Standing.NOT_COMPARED
    assert guards.explains_almost_nothing(0.0)
    assert guards.explains_almost_nothing(math.nan)
    assert not guards.explains_almost_nothing(0.05)


def test_the_policy_may_be_stricter_and_never_laxer() -> None:
    assert PeopleGuards(fewest_to_show=20).is_hidden(19)
    for laxer in ({"fewest_to_show": 5}, {"screen_rate": 0.2}, {"reliable_to_compare": 0.5}):
        with pytest.raises(ValueError, match="laxer"):
            PeopleGuards(**laxer)


def test_how_much_of_a_comparison_is_people() -> None:
    assert signal_share([44, 44], 0.05) == pytest.approx(0.7, abs=0.002)
    assert signal_share([44], 0) == 0
    assert math.isnan(signal_share([], 0.1))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: trim_weights([0, 0, 1]),
        lambda: trim_weights([-1, 1]),
        lambda: effective_weights([0]),
        lambda: tipping_point(Difference(0, 0, 0, 1), 0.5, 1.0, scale=(0, 1)),
        lambda: tipping_point(Difference(0, 0, 0, 1), 2, 0.5, scale=(0, 1)),
        lambda: kano(0, 0, 0, 0, 5),
        lambda: kano(-1, 1, 1, 1),
        lambda: kano_category(0, 1),
        lambda: smallest_change_share(1, 10),
        lambda: smallest_change_share(0.5, 0),
        lambda: smallest_change_nps(101, 10),
        lambda: smallest_change_mean(1, 1),
        lambda: smallest_change_rate(0),
        lambda: answers_needed_two_shares(0.5, 0.5),
        lambda: answers_needed_mean(0, 1),
        lambda: events_needed_rate(1),
        lambda: events_needed_rate(0.5, power=1),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
