"""How often does a chart cry wolf? Simulations, seeded, on the engine's own formulas."""

import numpy as np
import pytest

from cxdash.stats import (
    RULE_SETS,
    average_run_length,
    chart_signals,
    control_chart,
    expected_false_charts,
    find_signals,
)
from cxdash.stats.limits import center_and_spreads
from cxdash.stats.rule_sets import FOUR_OF_FIVE, LIMITS, TWO_OF_THREE

RUNS, POINTS = 20_000, 24

RUN_OF_8 = RULE_SETS["western_electric"][3]

CHAMP_AND_WOODALL = {
    "1": ([LIMITS], 370.4),
    "12": ([LIMITS, TWO_OF_THREE], 225.44),
    "13": ([LIMITS, FOUR_OF_FIVE], 166.05),
    "14": ([LIMITS, RUN_OF_8], 152.73),
    "1234": ([LIMITS, TWO_OF_THREE, FOUR_OF_FIVE, RUN_OF_8], 91.75),
}


def stable_hits(trials: int, between_sd: float) -> np.ndarray:
    """Stable series: 85 % satisfied on average, the true level moving by `between_sd`."""
    dice = np.random.default_rng([trials, round(1000 * between_sd)])
    level = np.clip(dice.normal(0.85, between_sd, size=(RUNS, POINTS)), 0, 1)
    return dice.binomial(trials, level).astype(float)


def leaves_its_limits(hits: np.ndarray, trials: int) -> np.ndarray:
    """Whether each series has a point outside its floor limits: all series at once."""
    sizes = np.full(hits.shape, float(trials))
    center, within, between = center_and_spreads("share", hits, sizes, sizes)
    sigma = np.fmax(within, between)[:, None] / np.sqrt(trials)
    reach = 3 * sigma * (1 + 1e-9)
    above = hits / trials > center[:, None] + reach
    below = hits / trials < center[:, None] - reach
    return (above | below).any(axis=1)


@pytest.mark.parametrize("trials", [30, 100, 1000, 20_000])
@pytest.mark.parametrize("between_sd", [0.0, 0.01, 0.02, 0.03])
def test_steady_satisfaction_seldom_leaves_its_limits(trials: int, between_sd: float) -> None:
    assert leaves_its_limits(stable_hits(trials, between_sd), trials).mean() <= 0.09


def test_the_many_series_at_once_are_the_charts_one_by_one() -> None:
    hits = stable_hits(100, 0.03)[:200]
    one_by_one = [control_chart("share", row, [100] * POINTS).outside.any() for row in hits]
    assert leaves_its_limits(hits, 100).tolist() == one_by_one


@pytest.mark.parametrize("name", CHAMP_AND_WOODALL)
def test_a_stable_series_runs_as_long_as_champ_and_woodall_say(name: str) -> None:
    """2,000 series of independent normal points, long enough that none goes without a signal."""
    rules, expected = CHAMP_AND_WOODALL[name]
    dice = np.random.default_rng(1987)
    lengths = []
    for _ in range(2000):
        first = None
        points = dice.standard_normal(int(4 * expected))
        while first is None:
            marks = [one.completed for one in find_signals(rules, points)]
            whole = np.flatnonzero(np.any(marks, axis=0))
            first = int(whole[0]) + 1 if len(whole) else None
            points = points if first else np.append(points, dice.standard_normal(2000))
        lengths.append(first)

    assert np.mean(lengths) == pytest.approx(expected, rel=0.08)
    assert average_run_length(rules) == pytest.approx(expected, rel=5e-4)


@pytest.mark.parametrize("rules", RULE_SETS)
def test_stable_charts_cry_wolf_as_often_as_readers_are_told(rules) -> None:
    """1,000 charts of single values, limits from the chart itself."""
    dice = np.random.default_rng(24)
    charts = [control_chart("individuals", dice.standard_normal(POINTS)) for _ in range(1000)]
    wrong = sum(any(one.found for one in chart_signals(chart, rules)) for chart in charts)
    assert wrong == pytest.approx(expected_false_charts(POINTS, 1000, rules=rules), abs=30)


def test_a_shift_is_found_sooner_the_larger_it_is() -> None:
    found = [average_run_length("standard", shift=shift) for shift in (0, 0.5, 1, 2, 3)]
    assert found == sorted(found, reverse=True)
    assert average_run_length("standard", shift=-1) == pytest.approx(found[2])


@pytest.mark.parametrize("rules", ["nelson", "nhs", "run_chart", []])
def test_no_exact_run_length_is_claimed_where_there_is_none(rules) -> None:
    with pytest.raises(ValueError, match=r"."):
        average_run_length(rules)
