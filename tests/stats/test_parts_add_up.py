"""Do parts add up to the whole they were taken from?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import (
    answers_for_reliability,
    binomial_funnel,
    cusum,
    dispersion,
    effective_answers,
    ewma,
    expectation_gap,
    kitagawa,
    lmg,
    mantel_haenszel,
    rake,
    relative_weights,
    reliability,
    run_chart,
    time_between,
)

GROUP = st.tuples(*[st.integers(0, 200)] * 2, *[st.floats(0, 1)] * 2)


@given(st.lists(GROUP, min_size=1, max_size=8))
def test_mix_and_within_are_the_whole_change(groups: list[tuple[int, int, float, float]]) -> None:
    n_1, n_0, rate_1, rate_0 = (np.array(column) for column in zip(*groups, strict=True))
    if n_1.sum() == 0 or n_0.sum() == 0:
        return
    split = kitagawa(n_1, n_1 * rate_1, n_0, n_0 * rate_0)
    assert split.mix + split.within == pytest.approx(split.change, abs=1e-12)
    assert split.mix == pytest.approx(split.mix_by_group.sum(), abs=1e-12)


def test_a_group_that_comes_new_is_mix() -> None:
    split = kitagawa([10, 10], [8, 2], [10, 0], [8, 0])
    assert split.within == pytest.approx(0, abs=1e-12)
    assert split.change == pytest.approx(-0.3)


def test_raked_answers_meet_every_margin() -> None:
    dice = np.random.default_rng(7)
    kind, region = dice.choice(["a", "b"], 200).tolist(), dice.choice(list("xyz"), 200).tolist()
    margins = {"kind": {"a": 300.0, "b": 700.0}, "region": {"x": 200.0, "y": 300.0, "z": 500.0}}
    weights = rake(np.ones(200), {"kind": kind, "region": region}, margins)
    for name, groups in {"kind": kind, "region": region}.items():
        for group, wanted in margins[name].items():
            assert weights[np.array(groups) == group].sum() == pytest.approx(wanted, rel=1e-6)
    assert effective_answers(weights) < 200


def test_margins_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="together"):
        rake([1, 1], {"a": "xy", "b": "xy"}, {"a": {"x": 1, "y": 1}, "b": {"x": 5, "y": 1}})


def test_drivers_share_out_exactly_what_is_explained() -> None:
    dice = np.random.default_rng(3)
    drivers = dice.normal(size=(80, 4)) + dice.normal(size=(80, 1))
    overall = drivers @ [3, 2, 1, 0] + dice.normal(size=80)
    design = np.column_stack([np.ones(80), drivers])
    fitted = design @ np.linalg.lstsq(design, overall)[0]
    r_squared = np.var(fitted) / np.var(overall)
    assert lmg(overall, drivers).sum() == pytest.approx(r_squared, rel=1e-10)
    assert relative_weights(overall, drivers).sum() == pytest.approx(r_squared, rel=1e-10)


@given(st.floats(0.01, 0.9), st.floats(0.1, 0.95))
def test_the_answers_for_a_reliability_reach_it(icc: float, target: float) -> None:
    assert reliability(answers_for_reliability(target, icc), icc) == pytest.approx(target)


@pytest.mark.parametrize("n", [1, 2, 30, 2000])
def test_funnel_limits_lie_in_order(n: int) -> None:
    assert np.all(np.diff(binomial_funnel([n], 0.2)[0]) >= 0)


def test_units_that_differ_by_chance_alone_leave_nothing_between() -> None:
    assert dispersion([20, 41, 59], [100, 200, 300], 0.2).between == 0


def test_a_flat_series_has_no_runs() -> None:
    found = run_chart([4, 4, 4, float("nan"), 4])
    assert (found.useful, found.signal) == (0, False)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: kitagawa([0], [0], [1], [1]),
        lambda: kitagawa([1], [1], [1, 2], [1]),
        lambda: rake([0], {"a": "x"}, {"a": {"x": 1}}),
        lambda: rake([1], {"a": "x"}, {"a": {"x": 1, "y": 1}}),
        lambda: effective_answers([0]),
        lambda: lmg([1, 1], [[1], [2]]),
        lambda: lmg([1, 2], [1, 2]),
        lambda: lmg(range(40), np.eye(40)[:, :13]),
        lambda: reliability(-1, 0.1),
        lambda: reliability(5, 1.1),
        lambda: answers_for_reliability(1.0, 0.1),
        lambda: binomial_funnel([0], 0.1),
        lambda: dispersion([1], [2], 0.5),
        lambda: run_chart([float("nan")]),
        lambda: time_between([5]),
        lambda: ewma([1.0], 1.0, sigma=0),
        lambda: cusum([float("nan")], 1.0, sigma=1),
        lambda: expectation_gap([1, 2], [1]),
        lambda: expectation_gap([float("nan")], [1]),
        lambda: mantel_haenszel([1], [1], [1], [1]),
        lambda: mantel_haenszel([2], [1], [1], [1]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
