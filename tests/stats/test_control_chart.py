"""Does the chart call news what is news, and nothing else?"""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from cxdash.stats import (
    Season,
    beyond_limits,
    cases_between,
    control_chart,
    long_run,
    process_limits,
    time_between,
)
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
    assert beyond_limits([-1.0, 1.0], 0.0, math.inf).tolist() == [True, False]


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
    assert chart.hollow.nonzero()[0].tolist() == [20]
    assert not chart.outside.any()
    assert chart.center[0] == steady().center[0]


def test_an_excluded_point_leaves_the_limits_alone_and_is_still_a_signal() -> None:
    reasons = {20: "The line was down for a week."}
    chart = control_chart("share", [*STEADY, 10], [*HUNDRED, 100], excluded=reasons)
    assert chart.lower[0] == steady().lower[0]
    assert chart.outside.nonzero()[0].tolist() == [20]
    assert chart.excluded == ((20, "The line was down for a week."),)


@pytest.mark.parametrize("reasons", [{3: ""}, {3: "  "}, {99: "outside the chart"}])
def test_a_point_is_not_excluded_without_a_reason(reasons: dict[int, str]) -> None:
    with pytest.raises(ValueError, match=r"reason|outside"):
        steady(excluded=reasons)


def test_an_excluded_point_gives_the_revised_limits_of_the_textbook() -> None:
    """Montgomery, example 7.1: without samples 15 and 23 the centre is 301 of 1400."""
    hits = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
    hits += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
    reasons = {14: "Different material.", 22: "An inexperienced operator."}
    chart = control_chart("share", hits, [50] * 30, variation="none", excluded=reasons)
    assert chart.center[0] == pytest.approx(301 / 1400)
    assert chart.upper[0] == pytest.approx(0.3893, abs=5e-5)
    assert chart.lower[0] == pytest.approx(0.0407, abs=5e-5)


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


def test_a_baseline_may_be_a_stretch_in_the_middle() -> None:
    chart = control_chart("share", [60, *STEADY, 60], [100] * 22, baseline=(1, 21))
    assert chart.center[0] == steady().center[0]
    assert chart.outside.nonzero()[0].tolist() == [0, 21]


def test_a_phase_without_any_of_the_baseline_uses_its_own_points() -> None:
    shifted = [*STEADY[:12], *[hits - 15 for hits in STEADY[:12]]]
    chart = control_chart("share", shifted, [100] * 24, phase_starts=[12], baseline=(0, 12))
    assert chart.center[12] == pytest.approx(chart.center[0] - 0.15)


def test_the_limits_of_a_phase_do_not_move_when_a_new_one_begins() -> None:
    shifted = [*STEADY, *[hits - 15 for hits in STEADY]]
    two = control_chart("share", shifted, [100] * 40, phase_starts=[20])
    assert np.array_equal(two.upper[:20], steady().upper)


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


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(9, 30)), min_size=12, max_size=30),
    st.sampled_from(["none", "laney", "floor", "exact"]),
)
def test_limits_never_leave_the_scale(parts: list[tuple[int, int]], variation) -> None:
    hits, trials = zip(*parts, strict=True)
    share = control_chart("share", hits, trials, variation=variation)
    assert share.lower.min() >= 0
    assert share.upper.max() <= 1
    assert np.all(share.lower <= share.center)
    assert np.all(share.center <= share.upper)
    assert control_chart("rate", hits, trials, variation=variation).lower.min() >= 0


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


def test_times_between_events_are_judged_on_the_scale_of_their_roots() -> None:
    gaps = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492]
    lines = time_between(gaps)
    chart = control_chart("time_between", [*gaps, 9000], baseline=16)
    assert (chart.center[0], chart.lower[0], chart.upper[0]) == pytest.approx(tuple(lines))
    assert chart.outside.nonzero()[0].tolist() == [16]
    assert np.all((chart.z > 3) == (chart.values > lines.upper))


def test_cases_between_events_have_their_median_as_centre() -> None:
    gaps = [22, 38, 14, 33, 2, 80, 5, 17, 41, 9, 28, 60]
    lines = cases_between(gaps)
    chart = control_chart("cases_between", [*gaps, 400], baseline=12)
    assert (chart.center[0], chart.lower[0], chart.upper[0]) == pytest.approx(tuple(lines))
    assert chart.outside.nonzero()[0].tolist() == [12]


def test_exact_limits_leave_no_more_than_their_tails_outside() -> None:
    chart = control_chart("share", [0, 1, 0, 2, 1, 0] * 4, [20] * 24, variation="exact")
    most = round(20 * chart.upper[0])
    share = chart.center[0]
    assert binom.sf(most, 20, share) <= 0.00135 < binom.sf(most - 1, 20, share)
    assert chart.small_counts
    rate = control_chart("rate", [0, 1, 0, 2, 1, 0] * 4, [2.0] * 24, variation="exact")
    assert poisson.sf(2 * rate.upper[0], 2 * rate.center[0]) <= 0.00135


def test_screened_limits_leave_a_leap_out_of_the_spread() -> None:
    values = [5, 6, 5, 4, 5, 6, 5, 4, 5, 6, 30, 5, 4, 5, 6, 5]
    plain = control_chart("individuals", values)
    screened = control_chart("individuals", values, variation="screened")
    assert screened.center[0] == plain.center[0]
    assert screened.sigma[0] < plain.sigma[0] / 2


def test_an_individuals_chart_in_its_units_is_one_in_any_other() -> None:
    one = control_chart("individuals", STEADY)
    other = control_chart("individuals", [9 / 5 * value + 32 for value in STEADY])
    assert np.allclose(other.upper, 9 / 5 * one.upper + 32)


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


@given(st.permutations(range(len(STEADY))))
def test_textbook_limits_do_not_depend_on_the_order_of_periods(order: list[int]) -> None:
    trials = np.linspace(90, 110, len(STEADY))
    one = control_chart("share", STEADY, trials, variation="none")
    hits = np.array(STEADY)[order]
    other = control_chart("share", hits, trials[order], variation="none")
    assert np.allclose(other.upper, one.upper[order])
    assert np.allclose(other.lower, one.lower[order])


@given(st.lists(st.integers(5, 45), min_size=12, max_size=30))
def test_laney_limits_are_the_textbook_ones_times_sigma_z(hits: list[int]) -> None:
    trials = np.full(len(hits), 50)
    none = control_chart("share", hits, trials, variation="none")
    laney = control_chart("share", hits, trials, variation="laney")
    assert np.allclose(laney.sigma, none.sigma * laney.sigma_z[0])


@pytest.mark.parametrize("kind", ["share", "rate"])
def test_laney_limits_are_the_textbook_ones_where_sigma_z_is_one(kind) -> None:
    """Neighbours 1.128 standard errors apart, as chance alone puts them on average."""
    variance = 0.8 * 0.2 if kind == "share" else 0.8
    swing = 1.128 / 2 * math.sqrt(variance / 100)
    totals = 100 * (0.8 + swing * np.array([1, -1] * 10))
    none = control_chart(kind, totals, HUNDRED, variation="none")
    laney = control_chart(kind, totals, HUNDRED, variation="laney")
    assert laney.sigma_z[0] == pytest.approx(1)
    assert np.allclose(laney.upper, none.upper)
    assert np.allclose(laney.lower, none.lower)


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
        lambda: control_chart("count", [1, 4], baseline=(1, 9)),
        lambda: control_chart("count", [1, 4], baseline=0),
        lambda: control_chart("count", [1, 4], season=Season()),
        lambda: control_chart("mean", [4] * 12, [1] * 12, squares=[16] * 12, variation="exact"),
        lambda: control_chart("count", [4] * 12, variation="screened"),
        lambda: process_limits("count", [1]),
        lambda: long_run([1], 0.0, 0),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
