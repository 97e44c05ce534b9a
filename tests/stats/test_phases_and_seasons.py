"""Does the chart see a new level, a season and an echo for what they are?"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import (
    Season,
    autocorrelation,
    change_points,
    control_chart,
    knows_season,
    lag_one,
    season_effects,
    suggested_phases,
)

STEADY = [80, 84, 79, 81, 83, 78, 80, 82, 79, 81, 80, 83, 78, 82, 81, 79, 84, 80, 81, 79]


def test_a_steady_series_has_no_steps() -> None:
    assert change_points(STEADY).starts == ()
    assert change_points([5.0] * 30).starts == ()


def test_steps_are_found_where_they_are_gaps_or_not() -> None:
    values = np.array([*STEADY, *(value - 15 for value in STEADY), *STEADY], dtype=float)
    assert change_points(values).starts == (20, 40)
    values[[3, 25]] = np.nan
    assert change_points(values).starts == (20, 40)


def test_a_level_lasts_for_the_fewest_points_it_must() -> None:
    values = [*STEADY, 20, 20, 20]
    assert change_points(values).starts == (17,)
    assert change_points(values, fewest=3).starts == (20,)


@given(st.lists(st.integers(0, 9), min_size=12, max_size=30), st.integers(1, 3))
def test_more_steps_never_leave_more_unexplained(values: list[int], steps: int) -> None:
    fewer = change_points(values, steps=steps - 1, fewest=1)
    more = change_points(values, steps=steps, fewest=1)
    assert len(more.starts) == steps
    assert more.squares <= fewer.squares + 1e-9
    assert fewer.squares <= fewer.squares_without + 1e-9


@pytest.mark.parametrize("wrong", [{"steps": 9}, {"fewest": 0}])
def test_steps_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="few"):
        change_points(STEADY, **wrong)


def test_a_lasting_change_of_level_is_suggested_with_its_size() -> None:
    hits = [*STEADY, *(value - 15 for value in STEADY)]
    (found,) = suggested_phases(control_chart("share", hits, [100] * 40))
    assert (found.start, found.points) == (20, 20)
    assert found.after == pytest.approx(found.before - 0.15)
    assert "run_of_8" in found.rules
    assert "lower" in found.sentence


def test_seven_points_of_a_new_level_are_not_enough() -> None:
    hits = [*STEADY, *(value - 15 for value in STEADY[:7])]
    assert suggested_phases(control_chart("share", hits, [100] * 27)) == ()


def test_a_confirmed_phase_is_not_suggested_again() -> None:
    hits = [*STEADY, *(value - 15 for value in STEADY)]
    assert suggested_phases(control_chart("share", hits, [100] * 40, phase_starts=[20])) == ()


def test_nothing_is_suggested_on_a_steady_or_a_young_chart() -> None:
    assert suggested_phases(control_chart("share", STEADY, [100] * 20)) == ()
    assert suggested_phases(control_chart("share", STEADY[:9], [100] * 9)) == ()


def test_a_season_is_taken_out_and_the_raw_values_stay() -> None:
    wave = 10 * np.sin(np.arange(36) * np.pi / 6)
    hits = 10 * (np.array([*STEADY, *STEADY[:16]]) + np.round(wave) - 20)
    raw = control_chart("share", hits, [1000] * 36)
    chart = control_chart("share", hits, [1000] * 36, season=Season())
    assert raw.outside.any()
    assert not chart.outside.any()
    assert np.array_equal(chart.raw, raw.values)
    assert chart.sigma[0] < raw.sigma[0]
    assert (chart.raw - chart.values).sum() == pytest.approx(0, abs=1e-9)


def test_a_shift_of_level_is_not_taken_for_season() -> None:
    levels = np.repeat([50.0, 60.0], 18)
    effects = season_effects(levels, phase=np.repeat([0, 1], 18))
    assert np.allclose(effects, 0)


def test_a_period_that_takes_no_part_teaches_no_season() -> None:
    values = 50 + 10 * np.sin(np.arange(25) * np.pi / 6)
    values[24] = 500
    effects = season_effects(values, known=[True] * 24 + [False])
    assert np.allclose(values[:24] - effects[:24], 50)


def test_means_of_months_follow_a_season_of_any_shape() -> None:
    peak = np.tile([0.0] * 11 + [12.0], 4)
    effects = season_effects(100 + peak, Season("means"))
    assert np.allclose(100 + peak - effects, 101)
    assert effects[:12].sum() == pytest.approx(0)


@pytest.mark.parametrize(
    ("points", "season", "known"),
    [
        (23, Season(), False),
        (24, Season(), True),
        (47, Season("means"), False),
        (48, Season("means"), True),
        (104, Season(periods_a_year=52.18), False),
        (105, Season(periods_a_year=52.18), True),
    ],
)
def test_a_season_is_known_after_two_years_or_four(points, season, known) -> None:
    assert knows_season(points, season) is known


@pytest.mark.parametrize(
    "season", [Season("means", 52.18), Season(periods_a_year=2), Season(periods_a_year=200)]
)
def test_a_season_that_cannot_be_known_is_refused(season: Season) -> None:
    with pytest.raises(ValueError, match=r"."):
        season_effects(np.arange(240.0), season)


def test_a_season_of_nps_leaves_the_spread_of_single_answers_alone() -> None:
    wave = np.round(10 * np.sin(np.arange(24) * np.pi / 6))
    totals = 100 * (30 + wave)
    plain = control_chart("nps", [3000] * 24, [100] * 24, squares=[600_000] * 24)
    chart = control_chart("nps", totals, [100] * 24, squares=[600_000] * 24, season=Season())
    assert chart.center[0] == pytest.approx(plain.center[0])
    assert chart.upper == pytest.approx(plain.upper, abs=0.3)


def test_neighbours_that_lean_on_each_other_are_warned_of() -> None:
    dice = np.random.default_rng(5)
    noise = dice.standard_normal(40)
    leaning = np.array([0.0] * 40)
    for i in range(1, 40):
        leaning[i] = 0.7 * leaning[i - 1] + noise[i]
    assert autocorrelation(control_chart("individuals", leaning)).misleads
    alone = autocorrelation(control_chart("individuals", noise))
    assert not alone.misleads
    assert alone.sentence == ""
    assert alone.bound == pytest.approx(2 / np.sqrt(40))


def test_alike_neighbours_are_told_in_words() -> None:
    found = lag_one(np.arange(20.0))
    assert found.misleads
    assert "Longer periods" in found.sentence


def test_a_phase_of_its_own_takes_the_echo_of_a_shift_away() -> None:
    hits = [*STEADY, *(value - 15 for value in STEADY)]
    shifted = control_chart("share", hits, [100] * 40)
    phased = control_chart("share", hits, [100] * 40, phase_starts=[20])
    assert autocorrelation(shifted).misleads
    assert not autocorrelation(phased).misleads


@pytest.mark.parametrize("values", [[], [1.0], [1.0, 2.0], [3.0] * 9])
def test_no_correlation_is_claimed_where_there_is_none(values: list[float]) -> None:
    assert not lag_one(values).misleads
