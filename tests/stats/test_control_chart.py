"""Does the chart call news what is news, and nothing else?"""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import beyond_limits, control_chart, long_run, process_limits
from cxdash.stats.control import FEWEST_POINTS, FIRM_POINTS

STEADY = [80, 84, 79, 81, 83, 78, 80, 82, 79, 81, 80, 83, 78, 82, 81, 79, 84, 80, 81, 79]
HUNDRED = [100] * len(STEADY)


def steady(**changed: Any) -> Any:  # noqa: ANN401 - passes any argument of the chart through
    return control_chart("share", STEADY, HUNDRED, **changed)


def test_a_short_series_has_no_limits_and_no_signals() -> None:
    chart = control_chart("share", [80] * 10 + [5], [100] * 11)
    assert chart.status == ("none",)
    assert np.isnan(chart.lower).all()
    assert np.isnan(chart.center).all()
    assert not chart.outside.any()


@pytest.mark.parametrize(
    ("points", "status"),
    [
        (FEWEST_POINTS - 1, "none"),
        (FEWEST_POINTS, "provisional"),
        (FIRM_POINTS - 1, "provisional"),
        (FIRM_POINTS, "final"),
    ],
)
def test_limits_grow_firm_with_the_points(points: int, status: str) -> None:
    assert control_chart("count", [4, 6] * 20, baseline=points).status == (status,)


def test_a_point_on_a_limit_is_no_signal() -> None:
    limits = process_limits("individuals", [1.0, 3.0, 2.0, 4.0, 2.0, 3.0])
    on_it = [float(limits.upper[0]), float(limits.lower[0]), float(limits.upper[0]) + 0.001]
    assert beyond_limits(on_it, limits.lower[0], limits.upper[0]).tolist() == [False, False, True]


def test_eight_on_one_side_are_a_run_and_seven_are_not() -> None:
    assert long_run([1] * 8 + [-1], 0.0).tolist() == [True] * 8 + [False]
    assert not long_run([1] * 7 + [-1], 0.0).any()


def test_a_gap_and_a_point_on_the_line_neither_add_to_a_run_nor_end_it() -> None:
    marked = long_run([1, 1, 1, 1, 0, math.nan, 1, 1, 1, 1], 0.0)
    assert marked.tolist() == [True] * 4 + [False] * 2 + [True] * 4


def test_rounding_does_not_lift_a_point_off_the_line() -> None:
    values = [0.1 + 0.2] * 12
    assert not long_run(values, 0.3).any()


def test_an_incomplete_period_is_drawn_but_takes_no_part() -> None:
    counted = [True] * 20 + [False]
    chart = control_chart("share", [*STEADY, 10], [*HUNDRED, 100], counted=counted)
    assert chart.values[-1] == pytest.approx(0.10)
    assert not chart.outside.any()
    assert chart.center[0] == steady().center[0]


def test_an_excluded_point_leaves_the_limits_alone_and_is_still_a_signal() -> None:
    excluded = [False] * 20 + [True]
    chart = control_chart("share", [*STEADY, 10], [*HUNDRED, 100], excluded=excluded)
    assert chart.lower[0] == steady().lower[0]
    assert chart.outside.nonzero()[0].tolist() == [20]


def test_a_period_without_answers_is_a_gap() -> None:
    chart = control_chart("share", [*STEADY[:5], 0, *STEADY[5:]], [*[100] * 5, 0, *[100] * 15])
    assert math.isnan(chart.values[5])
    assert math.isnan(chart.upper[5])
    assert np.allclose(np.delete(chart.upper, 5), steady().upper)


def test_a_new_phase_has_its_own_centre_and_breaks_runs() -> None:
    shifted = [*STEADY[:12], *[hits - 15 for hits in STEADY[:12]]]
    one = control_chart("share", shifted, [100] * 24, baseline=12)
    two = control_chart("share", shifted, [100] * 24, phase_starts=[12])
    assert one.in_run[12:].all()
    assert not two.in_run.any()
    assert two.status == ("provisional", "provisional")
    assert two.phase.tolist() == [0] * 12 + [1] * 12
    assert two.center[12] == pytest.approx(two.center[0] - 0.15)


def test_a_frozen_baseline_does_not_move_with_new_points() -> None:
    later = control_chart("share", [*STEADY, 60, 61, 62], [100] * 23, baseline=20)
    assert later.center[-1] == steady().center[0]
    assert later.outside[20:].all()


def test_the_floor_widens_and_never_narrows() -> None:
    none, laney, floor = (steady(variation=v) for v in ("none", "laney", "floor"))
    assert laney.sigma_z[0] < 1
    assert np.all(laney.sigma < none.sigma)
    assert np.array_equal(floor.sigma, none.sigma)


def test_limits_stay_on_the_scale() -> None:
    share = control_chart("share", [9, 10] * 10, [10] * 20)
    assert share.upper.max() == 1
    assert share.small_counts
    assert control_chart("count", [0, 1] * 10).lower.min() == 0
    nps = control_chart("nps", [800, 1000] * 10, [10] * 20, squares=[80_000, 100_000] * 10)
    assert nps.upper.max() == 100
    mean = control_chart(
        "mean", [49, 50] * 10, [10] * 20, squares=[241, 250] * 10, bounds=(1.0, 5.0)
    )
    assert mean.upper.max() == 5


def test_an_nps_of_the_same_hits_is_a_share_chart_on_its_own_scale() -> None:
    """Promoters and detractors only: NPS = 200 · share − 100, and so are its limits."""
    hits, n = np.array(STEADY), np.array(HUNDRED)
    nps = control_chart("nps", 100 * (2 * hits - n), n, squares=10_000 * n)
    assert np.allclose(nps.upper, np.minimum(200 * steady().upper - 100, 100))
    assert np.allclose(nps.lower, 200 * steady().lower - 100)


def test_means_without_spread_within_periods_are_judged_between_them() -> None:
    values = np.array([4.0, 4.2, 4.1, 4.3, 3.9, 4.0] * 4)
    single = control_chart("individuals", values)
    mean = control_chart("mean", values, np.ones(24), squares=values**2)
    assert np.allclose(single.upper, mean.upper)


def test_a_perfect_series_draws_no_signal_and_no_warning() -> None:
    chart = control_chart("share", [10] * 24, [10] * 24)
    assert not chart.outside.any()
    assert not chart.in_run.any()
    assert math.isnan(chart.sigma_z[0])


def test_an_empty_series_is_an_empty_chart() -> None:
    chart = control_chart("share", [], [])
    assert chart.status == ("none",)
    assert len(chart.values) == 0


@given(st.lists(st.integers(0, 50), min_size=12, max_size=30), st.floats(0.001, 1000))
def test_scaling_the_exposure_scales_rates_only(events: list[int], factor: float) -> None:
    exposure = np.linspace(5, 9, len(events))
    one = control_chart("rate", events, exposure)
    other = control_chart("rate", events, factor * exposure)
    assert np.allclose(one.upper, factor * other.upper)
    assert np.allclose(one.sigma_z, other.sigma_z, equal_nan=True)
    assert np.array_equal(one.outside, other.outside)


def test_the_chart_leaves_the_callers_rows_alone() -> None:
    hits, trials = np.array(STEADY, dtype=float), np.array(HUNDRED, dtype=float)
    control_chart("share", hits, trials, baseline=12)
    assert hits.tolist() == STEADY
    assert trials.tolist() == HUNDRED


@pytest.mark.parametrize("n", [100, 1000])
@pytest.mark.parametrize("between_sd", [0.0, 0.03])
def test_steady_satisfaction_seldom_leaves_its_limits(n: int, between_sd: float) -> None:
    """2,000 stable series each: 85 % satisfied, 24 periods, true level moving by `between_sd`."""
    dice = np.random.default_rng([n, int(1000 * between_sd)])
    level = np.clip(dice.normal(0.85, between_sd, size=(2000, 24)), 0, 1)
    hits = dice.binomial(n, level)
    trials = np.full(24, n)

    flagged = np.mean([control_chart("share", row, trials).outside.any() for row in hits])

    assert flagged <= 0.09


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: control_chart("share", [5], [4]),
        lambda: control_chart("share", [5, 4]),
        lambda: control_chart("share", [5, 4], [6]),
        lambda: control_chart("mean", [5, 4], [6, 6]),
        lambda: control_chart("count", [-1, 4]),
        lambda: control_chart("count", [1, 4], phase_starts=[2]),
        lambda: control_chart("count", [1, 4], counted=[True]),
        lambda: process_limits("count", [1]),
        lambda: long_run([1], 0.0, 0),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
