"""A second library, written by others, finds the same limits and the same patterns."""

import numpy as np
import pytest
import shewhart

from cxdash.stats import control_chart, find_signals, process_limits

EXACT_D2 = 1.128379167
"""That library divides by the exact constant, ours by the three digits of the tables."""

RULES = {
    "nelson": [f"nelson_{test}" for test in range(1, 9)],
    "western_electric": [f"we_{test}" for test in range(1, 5)],
}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("seed", range(100))
def test_the_same_points_break_the_same_rules(rules, seed: int) -> None:
    dice = np.random.default_rng(seed)
    wander = np.cumsum(dice.normal(0, 0.3, size=60))
    z = dice.standard_normal(60) * dice.choice([0.4, 1.0, 1.6]) + wander
    frozen = {"i_center": 0.0, "sigma_within": 1.0, "mr_center": 1.128}

    theirs = shewhart.imr(z, rules=rules, limits=frozen).signals
    ours = find_signals(rules, z)

    for name, found in zip(RULES[rules], ours, strict=True):
        marked = {p for one in theirs if one.rule == name and one.chart == "i" for p in one.points}
        assert set(found.points.nonzero()[0].tolist()) == marked, name


def test_the_same_limits_of_single_values() -> None:
    values = np.random.default_rng(1).normal(50, 4, size=40)
    theirs = shewhart.imr(values, rules="none").stats
    ours = process_limits("individuals", values)
    assert ours.center == pytest.approx(theirs["i_center"])
    assert ours.sigma[0] * 1.128 / EXACT_D2 == pytest.approx(theirs["sigma_within"])


@pytest.mark.parametrize(
    ("kind", "chart"), [("share", shewhart.p_chart), ("rate", shewhart.u_chart)]
)
def test_the_same_limits_of_shares_and_rates(kind, chart) -> None:
    dice = np.random.default_rng(2)
    sizes = dice.integers(50, 300, size=30)
    totals = dice.binomial(sizes, 0.2)
    theirs = chart(totals, size=sizes).to_frame()
    ours = control_chart(kind, totals, sizes, variation="none")
    assert ours.upper == pytest.approx(theirs["ucl"].to_numpy())
    assert ours.lower == pytest.approx(theirs["lcl"].to_numpy())


@pytest.mark.parametrize(
    ("kind", "chart"), [("share", shewhart.laney_p), ("rate", shewhart.laney_u)]
)
def test_the_same_laney_limits_but_for_the_digits_of_a_constant(kind, chart) -> None:
    dice = np.random.default_rng(3)
    sizes = dice.integers(500, 3000, size=30)
    totals = dice.binomial(sizes, np.clip(dice.normal(0.2, 0.03, size=30), 0, 1))
    theirs = chart(totals, size=sizes)
    ours = control_chart(kind, totals, sizes, variation="laney")
    assert ours.sigma_z[0] * 1.128 / EXACT_D2 == pytest.approx(theirs.stats["sigma_z"])
