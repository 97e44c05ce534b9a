"""The words of Making Data Count, and the textbook's charts of subgroups."""

import numpy as np
import pytest

from cxdash.stats import (
    assurance,
    control_constants,
    ewma,
    moving_ranges,
    nhs_chart,
    xbar_r,
    xbar_s,
)

CALM = [5, 6, 4, 5, 6, 5, 4, 5, 6, 5, 4, 5]


@pytest.mark.parametrize(
    ("added", "words"),
    [
        ([15], ["Above UCL"]),
        ([-15], ["Below LCL"]),
        ([7.1, 5.1, 7.1], ["2 in 3 Above CL", "Common Cause", "2 in 3 Above CL"]),
        ([5.2] * 7, ["7 Points Above CL"] * 7),
        ([4.4, 4.6, 4.8, 5.0, 5.2, 5.4, 5.6], ["7 Point Trend (Increasing)"] * 7),
        ([6.6, 6.4, 6.2, 5.8, 5.4, 4.8, 4.4], ["7 Point Trend (Decreasing)"] * 7),
    ],
)
def test_a_point_bears_the_words_of_the_programme(added, words) -> None:
    chart = nhs_chart([*CALM, *added], fix_after=12)
    assert list(chart.special_cause[12:]) == words


def test_a_falling_trend_above_the_mean_is_a_concern_where_more_is_better() -> None:
    chart = nhs_chart([*CALM, 6.6, 6.5, 6.4, 6.3, 6.2, 6.1, 6.0], fix_after=12)
    assert set(chart.point_type[12:]) == {"special_cause_concern"}


@pytest.mark.parametrize(
    ("improvement", "kind"),
    [
        ("increase", "special_cause_improvement"),
        ("decrease", "special_cause_concern"),
        ("neutral", "special_cause_neutral_high"),
    ],
)
def test_a_high_point_is_good_or_bad_by_the_direction(improvement, kind) -> None:
    assert nhs_chart([*CALM, 15], fix_after=12, improvement=improvement).point_type[-1] == kind


def test_limits_begin_anew_with_a_phase() -> None:
    chart = nhs_chart([*CALM, *(value + 20 for value in CALM)], phase_starts=[12])
    assert chart.center[[0, -1]].tolist() == [5, 25]
    assert set(chart.special_cause) == {"Common Cause"}


def test_a_leap_is_screened_out_of_the_spread() -> None:
    values = [*CALM, 40, *CALM]
    screened, plain = nhs_chart(values), nhs_chart(values, screening="none")
    assert screened.upper[0] < plain.upper[0]


@pytest.mark.parametrize(
    ("target", "improvement", "expected"),
    [
        (0.95, "increase", "consistent_fail"),
        (0.95, "decrease", "consistent_pass"),
        (0.75, "increase", "consistent_pass"),
        (0.75, "decrease", "consistent_fail"),
        (0.85, "increase", "inconsistent"),
        (0.90, "increase", "inconsistent"),
        (0.95, "neutral", None),
    ],
)
def test_a_process_meets_its_target_always_never_or_by_luck(target, improvement, expected) -> None:
    assert assurance(0.80, 0.90, target=target, improvement=improvement) == expected


def test_a_steady_series_without_any_spread_is_common_cause() -> None:
    chart = nhs_chart([5.0] * 14, target=5.0)
    assert set(chart.special_cause) == {"Common Cause"}
    assert chart.assurance == "inconsistent"


@pytest.mark.parametrize("wrong", [{"values": [1, np.nan]}, {"values": [1]}, {"fix_after": 1}])
def test_a_chart_that_cannot_be_drawn_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        nhs_chart(**{"values": CALM, **wrong})


def test_a_trend_turns_at_its_peak() -> None:
    up_and_down = [3, 4, 5, 6, 7, 8, 9, 8, 7, 6, 5, 4, 3]
    words = nhs_chart([0, 12] * 6 + up_and_down, fix_after=12).special_cause[12:]
    assert words[:6] == ("7 Point Trend (Increasing)",) * 6
    assert words[6:] == ("7 Point Trend (Decreasing)",) * 7


def test_subgroups_of_one_size_take_the_mean_of_their_spreads() -> None:
    """Montgomery, section 6.3.1, as against the pooled spread of 6.3.2."""
    rows = np.array([[1.0, 2, 3], [2, 6, 4], [3, 4, 8]])
    parts = ([3, 3, 3], rows.sum(axis=1), (rows**2).sum(axis=1))
    spreads = rows.std(axis=1, ddof=1)
    assert xbar_s(*parts).spread_center == pytest.approx(spreads.mean())
    pooled = xbar_s(*parts, pooling="pooled").spread_center
    assert pooled == pytest.approx(np.sqrt((spreads**2).mean()))


def test_a_subgroup_left_out_gives_revised_limits() -> None:
    rows = [[1, 2, 3], [2, 3, 4], [50, 60, 90]]
    revised = xbar_r(rows, baseline=[True, True, False])
    assert revised.center == pytest.approx(2.5)
    assert revised.means[2] > revised.upper


@pytest.mark.parametrize(
    "wrong", [[[1, 2], [3]], [[1, np.nan]], [[1], [2]], [1, 2, 3], np.empty((0, 3))]
)
def test_subgroups_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        xbar_r(wrong)


def test_constants_of_large_subgroups_are_known_too() -> None:
    """ASTM prints d2 of 25 as 3.931; of 100, Tippett (1925) gives 5.0152."""
    assert control_constants(25).d2 == pytest.approx(3.931, abs=5e-4)
    assert control_constants(100).d2 == pytest.approx(5.01519, abs=1e-4)
    with pytest.raises(ValueError, match="two"):
        control_constants(1)


def test_a_moving_range_reaches_over_no_gap() -> None:
    chart = moving_ranges([1, 3, np.nan, 9, 8])
    assert chart.center == pytest.approx(1.5)
    assert np.isnan(chart.ranges[[0, 2, 3]]).all()
    with pytest.raises(ValueError, match="neighbours"):
        moving_ranges([1, np.nan, 2])


def test_an_average_beyond_its_limits_is_a_signal() -> None:
    chart = ewma([50.0] * 5 + [53.0] * 10, 50.0, sigma=1.0)
    assert chart.signal.nonzero()[0].tolist() == list(range(6, 15))
