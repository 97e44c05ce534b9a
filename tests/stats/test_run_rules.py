"""Does each rule find its pattern, name its points, and nothing else?"""

import math

import numpy as np
import pytest

from cxdash.stats import (
    RULE_SETS,
    Signal,
    chart_signals,
    control_chart,
    find_signals,
    newest_signals,
    run_chart,
    special_causes,
)

UP = [0.1, -0.1] * 3
"""Points too near the centre to be part of anything."""


def signal(rules, rule: str, values) -> Signal:
    (found,) = (one for one in find_signals(rules, values) if one.rule == rule)
    return found


def where(mask: np.ndarray) -> list[int]:
    return mask.nonzero()[0].tolist()


@pytest.mark.parametrize(
    ("rules", "rule", "values", "points", "completed"),
    [
        ("nelson", "beyond_limits", [0, 3.1, 0, -3.1], [1, 3], [1, 3]),
        ("nelson", "beyond_limits", [0, 3.0, 0, -3.0], [], []),
        ("nelson", "run_of_9", [0.5] * 9 + [-0.5], list(range(9)), [8]),
        ("nelson", "run_of_9", [0.5] * 8 + [0.0] + [0.5] * 8, [], []),
        ("nelson", "trend_of_6", [0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0], [1, 2, 3, 4, 5, 6], [6]),
        ("nelson", "trend_of_6", [0, 0.1, 0.2, 0.2, 0.3, 0.4, 0.5], [], []),
        ("nelson", "trend_of_6", [0, 0.1, 0.1 + 0.2, 0.3, 0.4, 0.5, 0.6], [], []),
        ("nelson", "trend_of_6", [6, 5, 4, 3, 2, 1], list(range(6)), [5]),
        ("nelson", "alternating_14", [0.1, -0.1] * 7, list(range(14)), [13]),
        ("nelson", "alternating_14", [0.1, -0.1] * 6 + [0.1, 0.1], [], []),
        ("nelson", "two_of_three", [2.1, 0, 2.1, 0], [0, 2], [2]),
        ("nelson", "two_of_three", [2.1, 0, 0, 2.1], [], []),
        ("nelson", "two_of_three", [2.1, 0, -2.1], [], []),
        ("nelson", "two_of_three", [2.0, 2.0, 2.0], [], []),
        ("nelson", "two_of_three", [3.5, 0, 2.1], [0, 2], [2]),
        ("nelson", "four_of_five", [1.1, 1.1, 0, 1.1, 1.1], [0, 1, 3, 4], [4]),
        ("nelson", "four_of_five", [1.1, 1.1, 0, -1.1, 1.1], [], []),
        ("nelson", "within_15", [0.9, -0.9] * 7 + [0.5], list(range(15)), [14]),
        ("nelson", "within_15", [0.9, -0.9] * 7 + [1.0], [], []),
        ("nelson", "outside_8", [1.1, -1.1] * 4, list(range(8)), [7]),
        ("nelson", "outside_8", [1.1] * 8, list(range(8)), [7]),
        ("western_electric", "run_of_8", [0.5] * 8, list(range(8)), [7]),
        ("standard", "run_of_8", [0.5] * 4 + [0.0] + [0.5] * 4, [0, 1, 2, 3, 5, 6, 7, 8], [8]),
        ("nhs", "run_of_7", [-0.5] * 7, list(range(7)), [6]),
        ("nhs", "trend_of_7", [0, 1, 2, 3, 4, 5, 6], list(range(7)), [6]),
        ("nhs", "trend_of_7", [0, 1, 2, 3, 4, 5], [], []),
        ("nhs", "two_of_three", [2.5, 0.1, 2.5], [0, 2], [2]),
        ("nhs", "two_of_three", [2.5, 2.5, 0.1], [0, 1], [2]),
        ("nhs", "two_of_three", [2.5, -0.1, 2.5], [], []),
        ("nhs", "two_of_three", [3.5, 0.1, 2.5], [], []),
        ("nhs", "two_of_three", [2.5, 2.5], [], []),
    ],
)
def test_a_rule_marks_its_pattern(rules, rule, values, points, completed) -> None:
    found = signal(rules, rule, values)
    assert where(found.points) == points
    assert where(found.completed) == completed


@pytest.mark.parametrize("rules", RULE_SETS)
def test_a_rule_says_what_it_found_in_a_sentence(rules) -> None:
    for rule in RULE_SETS[rules]:
        assert rule.sentence[0].isupper() or rule.sentence[0].isdigit()
        assert rule.sentence.endswith(".")
    assert len({rule.name for rule in RULE_SETS[rules]}) == len(RULE_SETS[rules])


@pytest.mark.parametrize("rules", RULE_SETS)
@pytest.mark.parametrize("values", [[], [1.0], [1.0, 1.0], [math.nan] * 3, [0.0] * 30])
def test_nothing_is_found_where_there_is_nothing(rules, values) -> None:
    for found in find_signals(rules, values):
        is_hugging = found.rule == "within_15" and len(values) == 30
        assert found.found == is_hugging
        assert len(found.points) == len(values)


@pytest.mark.parametrize("rules", RULE_SETS)
def test_a_gap_neither_adds_to_a_pattern_nor_ends_it(rules) -> None:
    dice = np.random.default_rng(8)
    values = np.cumsum(dice.standard_normal(60))
    at = np.sort(dice.choice(80, size=60, replace=False))
    with_gaps = np.full(80, np.nan)
    with_gaps[at] = values
    for plain, gappy in zip(
        find_signals(rules, values), find_signals(rules, with_gaps), strict=True
    ):
        assert np.array_equal(gappy.points[at], plain.points)
        assert gappy.points.sum() == plain.points.sum()


@pytest.mark.parametrize("rules", RULE_SETS)
def test_a_mirrored_series_has_the_same_signals_the_other_way(rules) -> None:
    values = np.cumsum(np.random.default_rng(9).standard_normal(80))
    for one, other in zip(find_signals(rules, values), find_signals(rules, -values), strict=True):
        assert np.array_equal(one.points, other.points)
        assert np.array_equal(one.direction, -other.direction)


@pytest.mark.parametrize("rules", ["standard", "nhs", "western_electric", "nelson"])
def test_center_and_sigma_are_only_a_change_of_unit(rules) -> None:
    z = np.cumsum(np.random.default_rng(10).standard_normal(80))
    for plain, scaled in zip(
        find_signals(rules, z), find_signals(rules, 50 + 4 * z, center=50, sigma=4), strict=True
    ):
        assert np.array_equal(plain.completed, scaled.completed)


def test_no_pattern_reaches_over_a_new_phase() -> None:
    """Five points above the centre end one phase, five begin the next."""
    values = [4, 6, 4, 6, 4, 4, 4, 6, 6, 6, 6, 6, 16, 16, 16, 16, 16, 14, 14, 14, 16, 14, 16, 14]
    together = control_chart("individuals", values, baseline=12)
    apart = control_chart("individuals", values, phase_starts=[12])
    assert chart_signals(together, "nelson")[1].found
    assert not chart_signals(apart, "nelson")[1].found
    assert len(chart_signals(apart, "nelson")[1].points) == 24


def test_the_standard_rules_are_what_the_chart_itself_marks() -> None:
    counts = np.random.default_rng(3).poisson(np.repeat([9, 14, 9], 15))
    chart = control_chart("count", counts, baseline=15)
    limits, run = chart_signals(chart)
    assert np.array_equal(limits.points, chart.outside)
    assert np.array_equal(run.points, chart.in_run)


def test_a_chart_without_limits_can_still_be_read_as_a_run_chart() -> None:
    chart = control_chart("individuals", [3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19])
    assert chart.status == ("none",)
    assert not any(one.found for one in chart_signals(chart, "nelson"))
    long_run, crossings = chart_signals(chart, "run_chart")
    assert crossings.found
    assert not long_run.found


def test_run_chart_signals_are_those_of_the_run_chart() -> None:
    dice = np.random.default_rng(11)
    for _ in range(200):
        values = dice.standard_normal(24) + np.repeat([0, 1], 12)
        found = any(one.found for one in find_signals("run_chart", values))
        assert found == run_chart(values).signal


def test_an_old_signal_stays_a_mark_and_only_the_newest_is_an_alert() -> None:
    old = control_chart("count", [8, 2, 6, 3, 7, 6, 3, 4, 8, 5, 25, 6, 4])
    new = control_chart("count", [8, 2, 6, 3, 7, 6, 3, 4, 8, 5, 4, 6, 25])
    assert newest_signals(old, chart_signals(old)) == ()
    assert [one.rule for one in newest_signals(new, chart_signals(new))] == ["beyond_limits"]


@pytest.mark.parametrize(
    ("improvement", "words"),
    [
        ("increase", ("common cause", "improving", "concerning")),
        ("decrease", ("common cause", "concerning", "improving")),
        ("neutral", ("common cause", "neutral", "neutral")),
    ],
)
def test_a_special_cause_is_good_or_bad_by_its_direction(improvement, words) -> None:
    assert special_causes(find_signals("nhs", [0.1, 3.2, -3.5]), improvement) == words


def test_an_unknown_rule_set_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="western_electric"):
        find_signals("westgard", UP)
    with pytest.raises(ValueError, match="sigma"):
        find_signals("nelson", UP, sigma=0)
