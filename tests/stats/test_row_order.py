"""Does the order of the rows change anything? It must not, wherever rows have no order in time."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from cxdash.stats import (
    case_mix_means,
    case_mix_rates,
    case_mix_shares,
    cox,
    cronbach_alpha,
    crossed_effects,
    dispersion,
    expectation_gap,
    extra_variation_rates,
    kitagawa,
    lmg,
    log_rank,
    one_way,
    poisson_regression,
    pooled_shares,
    rake,
    relative_weights,
)

N = 60
DICE = np.random.default_rng(12)
GROUP, STRATUM = DICE.integers(0, 4, N), DICE.integers(0, 3, N)
TRIALS = DICE.integers(5, 40, N)
HITS = DICE.binomial(TRIALS, 0.3)
SCORE = DICE.normal(4, 1, N)
TABLE = DICE.normal(size=(N, 3)) + SCORE[:, None]
DAYS, CLOSED = DICE.exponential(9, N).round() + 1, DICE.random(N) < 0.7

Numbers = Callable[[np.ndarray], Any]

WHOLES: dict[str, Numbers] = {
    "case_mix_shares": lambda o: case_mix_shares(HITS[o], TRIALS[o], GROUP[o], STRATUM[o]).expected,
    "case_mix_rates": lambda o: case_mix_rates(HITS[o], TRIALS[o], GROUP[o], STRATUM[o]).z,
    "case_mix_means": lambda o: (
        case_mix_means(
            TRIALS[o], (TRIALS * SCORE)[o], (TRIALS * SCORE**2 + TRIALS)[o], GROUP[o], STRATUM[o]
        ).z
    ),
    "cox": lambda o: cox(DAYS[o], CLOSED[o], TABLE[o]).coefficients,
    "cronbach": lambda o: cronbach_alpha(TABLE[o]).alpha,
    "crossed": lambda o: [
        factor.spread
        for factor in crossed_effects(
            np.ones(N), SCORE[o], SCORE[o] ** 2, [GROUP[o], STRATUM[o]]
        ).factors
    ],
    "dispersion": lambda o: dispersion(HITS[o], TRIALS[o], 0.3).between,
    "expectation_gap": lambda o: expectation_gap(TABLE[o, 0], TABLE[o, 1]).gap_interval,
    "extra_variation": lambda o: extra_variation_rates(HITS[o], TRIALS[o]).chi_square,
    "kitagawa": lambda o: kitagawa(TRIALS[o], HITS[o], TRIALS[o] + 1, (TRIALS - HITS)[o]).within,
    "lmg": lambda o: lmg(SCORE[o], TABLE[o]),
    "log_rank": lambda o: log_rank(DAYS[o], CLOSED[o], GROUP[o]).chi_square,
    "one_way": lambda o: (
        one_way(TRIALS[o], (TRIALS * SCORE)[o], (TRIALS * SCORE**2 + TRIALS)[o]).icc
    ),
    "poisson": lambda o: (
        poisson_regression(
            HITS[o], np.column_stack([np.ones(N), TABLE[o]]), exposures=TRIALS[o]
        ).coefficients
    ),
    "relative_weights": lambda o: relative_weights(SCORE[o], TABLE[o]),
}
"""Results that belong to all rows together, from rows in a given order."""


@pytest.mark.parametrize("name", WHOLES)
def test_a_result_of_all_rows_is_the_same_in_any_order(name: str) -> None:
    found = WHOLES[name]
    one = np.ravel(np.asarray(found(np.arange(N)), dtype="float64"))
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(N)
        other = np.ravel(np.asarray(found(order), dtype="float64"))
        assert other == pytest.approx(one, rel=1e-6, abs=1e-9, nan_ok=True)


def test_weights_go_along_with_their_rows() -> None:
    margins = {"group": {str(place): 10.0 + place for place in range(4)}}
    margins["stratum"] = {"0": 20.0, "1": 15.0, "2": 11.0}
    members = {"group": GROUP.astype(str), "stratum": STRATUM.astype(str)}
    one = rake(np.ones(N), {name: of.tolist() for name, of in members.items()}, margins)
    order = np.random.default_rng(5).permutation(N)
    other = rake(np.ones(N), {name: of[order].tolist() for name, of in members.items()}, margins)
    assert other == pytest.approx(one[order], rel=1e-6)


def test_pooled_shares_go_along_with_their_units() -> None:
    order = np.random.default_rng(6).permutation(N)
    one, other = pooled_shares(HITS, TRIALS), pooled_shares(HITS[order], TRIALS[order])
    assert other.low == pytest.approx(one.low[order], rel=1e-6)
