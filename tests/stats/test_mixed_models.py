"""Do variances and effects come out as theory says, however the rows are given?"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxdash.stats import (
    CrossedEffects,
    Touches,
    crossed_effects,
    dummies,
    membership_matrix,
    multi_membership,
    one_way,
    reliability,
    sharing,
)
from cxdash.stats.normal_equations import equations_of_cells, equations_of_columns
from cxdash.stats.reml import best_ratios, criterion

ROWS = 240


def rows(
    seed: int = 3, *, people: float = 0.5, processes: float = 0.3
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Scores of 20 people in 6 processes and 3 segments, spread unevenly."""
    dice = np.random.default_rng(seed)
    who = np.minimum(dice.integers(0, 20, ROWS), dice.integers(0, 25, ROWS))
    where, segment = dice.integers(0, 6, ROWS), dice.integers(0, 3, ROWS)
    score = 4 + 0.3 * segment + dice.normal(size=ROWS)
    score += people * dice.normal(size=20)[who] + processes * dice.normal(size=6)[where]
    return score, who, where, segment


def fitted(score: np.ndarray, who: np.ndarray, where: np.ndarray, segment: np.ndarray):  # noqa: ANN201 - a fit
    ones = np.ones(len(score))
    return crossed_effects(ones, score, score**2, [who, where], design=dummies(segment))


def same(one: CrossedEffects, other: CrossedEffects, *, rel: float = 1e-6) -> None:
    assert one.fixed == pytest.approx(other.fixed, rel=rel, abs=1e-7)
    assert one.residual == pytest.approx(other.residual, rel=rel)
    for ours, theirs in zip(one.factors, other.factors, strict=True):
        assert ours.names == theirs.names
        assert ours.spread == pytest.approx(theirs.spread, rel=rel, abs=1e-7)
        assert ours.effects == pytest.approx(theirs.effects, rel=rel, abs=1e-6)
        assert ours.prediction_errors == pytest.approx(theirs.prediction_errors, rel=rel, abs=1e-6)


def test_the_order_of_the_rows_does_not_matter() -> None:
    table = rows()
    order = np.random.default_rng(1).permutation(ROWS)
    same(fitted(*(column[order] for column in table)), fitted(*table), rel=1e-7)


def test_rows_added_up_to_cells_give_the_same_answer() -> None:
    score, who, where, segment = rows()
    cell, at = np.unique(np.column_stack([who, where, segment]), axis=0, return_inverse=True)
    n, total = np.bincount(at), np.bincount(at, weights=score)
    total_sq = np.bincount(at, weights=score**2)
    of_cells = crossed_effects(
        n, total, total_sq, [cell[:, 0], cell[:, 1]], design=dummies(cell[:, 2])
    )
    same(of_cells, fitted(score, who, where, segment), rel=1e-7)
    assert len(cell) < ROWS


@settings(deadline=None, max_examples=15)
@given(st.floats(-1000, 1000), st.floats(0.01, 100))
def test_another_unit_or_origin_only_changes_the_unit(shift: float, scale: float) -> None:
    score, who, where, segment = rows()
    plain = fitted(score, who, where, segment)
    moved = fitted(shift + scale * score, who, where, segment)
    assert moved.residual == pytest.approx(scale * plain.residual, rel=1e-5)
    assert moved.fixed[0] == pytest.approx(shift + scale * plain.fixed[0], rel=1e-5, abs=1e-4)
    for ours, theirs in zip(moved.factors, plain.factors, strict=True):
        assert ours.share == pytest.approx(theirs.share, rel=1e-4, abs=1e-7)
        assert ours.effects == pytest.approx(scale * theirs.effects, rel=1e-4, abs=1e-5 * scale)


def test_names_in_another_order_carry_their_effects_along() -> None:
    score, who, where, segment = rows()
    plain = fitted(score, who, where, segment).factors[0]
    renamed = fitted(score, 19 - who, where, segment).factors[0]
    assert renamed.effects[::-1] == pytest.approx(plain.effects, rel=1e-6, abs=1e-8)


def test_people_who_do_not_differ_have_a_spread_of_exactly_0() -> None:
    """The variance may lie on its boundary: with equal means nothing is left between people."""
    score = np.array([1.0, 2, 3, 3, 2, 1, 2, 1, 3, 1, 3, 2])
    found = crossed_effects(
        np.ones(12), score, score**2, [["a"] * 3 + ["b"] * 3 + ["c"] * 3 + ["d"] * 3]
    )
    assert found.factors[0].spread == 0
    assert found.factors[0].effects.tolist() == [0, 0, 0, 0]
    assert found.factors[0].reliabilities.tolist() == [0, 0, 0, 0]
    assert found.residual == pytest.approx(score.std(ddof=1), rel=1e-12)


def test_the_criterion_is_the_restricted_likelihood_of_all_rows() -> None:
    """Against the textbook formula with the full covariance of the rows, and nowhere lower."""
    score, who, where, segment = rows()
    design = np.column_stack([np.ones(ROWS), dummies(segment)])
    z = [np.eye(20)[who], np.eye(6)[where]]

    def by_rows(ratios: np.ndarray) -> float:
        v = np.eye(ROWS) + sum(r * part @ part.T for r, part in zip(ratios, z, strict=True))
        inner = design.T @ np.linalg.solve(v, design)
        beta = np.linalg.solve(inner, design.T @ np.linalg.solve(v, score))
        left = score - design @ beta
        freedom = ROWS - 3
        noise = left @ np.linalg.solve(v, left) / freedom
        both = np.linalg.slogdet(v)[1] + np.linalg.slogdet(inner)[1]
        return both + freedom * (1 + math.log(2 * math.pi * noise))

    sums = equations_of_cells(np.ones(ROWS), score, score**2, [who, where], dummies(segment))
    best = best_ratios(sums)
    assert best.criterion == pytest.approx(by_rows(best.ratios), rel=1e-10)
    for ratios in ([0.0, 0.0], [0.3, 0.0], [2.0, 0.5], *(best.ratios * f for f in (0.99, 1.01))):
        assert criterion(sums, np.array(ratios)) == pytest.approx(
            by_rows(np.array(ratios)), rel=1e-9
        )
        assert by_rows(np.array(ratios)) >= best.criterion


def test_effects_and_errors_are_the_conditional_ones() -> None:
    """Against the inverse of the whole covariance: BLUP, and the variance of what it misses."""
    score, who, where, segment = rows()
    found = fitted(score, who, where, segment)
    z = np.column_stack([np.eye(20)[who], np.eye(6)[where]])
    design = np.column_stack([np.ones(ROWS), dummies(segment)])
    g = np.diag(np.repeat([factor.spread**2 for factor in found.factors], [20, 6]))
    v_inverse = np.linalg.inv(z @ g @ z.T + found.residual**2 * np.eye(ROWS))
    of_fixed = np.linalg.inv(design.T @ v_inverse @ design)
    projection = v_inverse - v_inverse @ design @ of_fixed @ design.T @ v_inverse
    effects = np.concatenate([factor.effects for factor in found.factors])
    errors = np.concatenate([factor.errors for factor in found.factors])
    full = np.concatenate([factor.prediction_errors for factor in found.factors])
    assert effects == pytest.approx(g @ z.T @ projection @ score, rel=1e-8, abs=1e-10)
    assert errors**2 == pytest.approx(np.diag(g - g @ z.T @ v_inverse @ z @ g), rel=1e-8)
    assert full**2 == pytest.approx(np.diag(g - g @ z.T @ projection @ z @ g), rel=1e-8)
    assert np.all(full >= errors)
    assert found.fixed_errors**2 == pytest.approx(np.diag(of_fixed), rel=1e-8)


def test_shares_of_the_variance_add_up_to_one() -> None:
    found = fitted(*rows())
    assert sum(each.share for each in found.factors) + found.residual_share == pytest.approx(1)


def test_statsmodels_agrees_on_two_crossed_factors() -> None:
    """From one run of statsmodels 0.15 `MixedLM` (REML) on the same seeded rows."""
    dice = np.random.default_rng(5)
    who, where, segment = (dice.integers(0, k, 5000) for k in (80, 15, 5))
    score = 4 + 0.1 * segment + dice.normal(0, 0.20, 80)[who] + dice.normal(0, 0.13, 15)[where]
    found = fitted(score + dice.normal(0, 1, 5000), who, where, segment)
    assert [each.spread for each in found.factors] == pytest.approx(
        [0.25903716, 0.10437163], rel=1e-4
    )
    assert found.residual == pytest.approx(1.0095511, rel=1e-6)
    assert found.criterion == pytest.approx(14454.294176587653, abs=1e-5)


def test_many_levels_are_no_burden() -> None:
    dice = np.random.default_rng(2)
    who, where = dice.integers(0, 250, 20_000), dice.integers(0, 15, 20_000)
    score = dice.normal(size=250)[who] * 0.3 + dice.normal(size=20_000)
    found = crossed_effects(np.ones(20_000), score, score**2, [who, where])
    assert found.factors[0].spread == pytest.approx(0.3, abs=0.04)
    assert found.factors[1].spread < 0.1


DYESTUFF = (
    (1545, 1440, 1440, 1520, 1580),
    (1540, 1555, 1490, 1560, 1495),
    (1595, 1550, 1605, 1510, 1560),
    (1445, 1440, 1595, 1465, 1545),
    (1595, 1630, 1515, 1635, 1625),
    (1520, 1455, 1450, 1480, 1445),
)
"""Yields of six batches. Source: Davies and Goldsmith (1972), Statistical Methods in Research and
Production, table 6.3."""


def test_dyestuff_is_as_lme4_prints_it() -> None:
    """Bates (2010), lme4: Mixed-effects Modeling with R, section 1.3.1."""
    table = np.array(DYESTUFF, dtype=float)
    parts = np.full(6, 5.0), table.sum(axis=1), (table**2).sum(axis=1)
    found = crossed_effects(*parts, [np.arange(6)])
    assert found.factors[0].spread ** 2 == pytest.approx(1764.05, abs=0.01)
    assert found.residual**2 == pytest.approx(2451.25, abs=0.01)
    assert found.criterion == pytest.approx(319.6543, abs=0.0001)
    assert (found.fixed[0], found.fixed_errors[0]) == pytest.approx((1527.5, 19.383), abs=0.001)
    assert one_way(*parts, estimator="anova").between == pytest.approx(1764.05, abs=0.01)


def test_the_reliability_of_an_effect_is_that_of_its_answers() -> None:
    score, who, _, _ = rows()
    found = crossed_effects(np.ones(ROWS), score, score**2, [who]).factors[0]
    by_hand = [reliability(n, found.share) for n in np.bincount(who)]
    assert found.reliabilities == pytest.approx(by_hand, rel=1e-8)


def test_one_factor_is_the_one_way_model() -> None:
    score, who, _, _ = rows()
    n, total = np.bincount(who), np.bincount(who, weights=score)
    total_sq = np.bincount(who, weights=score**2)
    mixed = crossed_effects(n, total, total_sq, [np.arange(len(n))])
    plain = one_way(n, total, total_sq)
    assert plain.between == pytest.approx(mixed.factors[0].spread ** 2, rel=1e-6)
    assert plain.within == pytest.approx(mixed.residual**2, rel=1e-8)
    assert plain.icc == pytest.approx(mixed.factors[0].share, rel=1e-6)
    assert plain.mean == pytest.approx(mixed.fixed[0], rel=1e-8)
    assert plain.mean_error == pytest.approx(mixed.fixed_errors[0], rel=1e-6)
    assert plain.effects == pytest.approx(mixed.factors[0].effects, rel=1e-5, abs=1e-9)
    assert plain.errors == pytest.approx(mixed.factors[0].errors, rel=1e-5)


def test_journeys_touched_by_one_each_are_the_crossed_model() -> None:
    score, who, where, segment = rows()
    journeys = np.arange(ROWS)
    found = multi_membership(
        score, [Touches(journeys, who), Touches(journeys, where)], design=dummies(segment)
    )
    same(found, fitted(score, who, where, segment), rel=1e-7)


def test_averaged_touches_weigh_one_in_all() -> None:
    touches = Touches([0, 0, 0, 1], ["ann", "bob", "bob", "bob"], "average")
    names, weights = membership_matrix(touches, journeys=3)
    assert names == ("ann", "bob")
    assert weights == pytest.approx(np.array([[1 / 3, 2 / 3], [0, 1], [0, 0]]))


def test_journeys_find_who_makes_them_fail() -> None:
    """The one who touches most of the bad journeys, though seldom last."""
    dice = np.random.default_rng(8)
    journeys = np.repeat(np.arange(1500), 3)
    who = dice.integers(0, 25, len(journeys))
    effect = dice.normal(0, 0.4, 25)
    outcome = np.bincount(journeys, weights=effect[who]) + dice.normal(size=1500)
    found = multi_membership(outcome, [Touches(journeys, who)])
    assert np.corrcoef(found.factors[0].effects, effect)[0, 1] > 0.9
    assert found.factors[0].spread == pytest.approx(0.4, abs=0.15)


def test_two_who_always_work_together_are_one_team() -> None:
    found = sharing(Touches([0, 0, 1, 1, 2, 2, 3], list("ababcda")), journeys=4)
    assert found[1].together_with == ()
    assert sharing(Touches([0, 0, 1, 1, 2, 2], list("ababcd")), journeys=3)[0] == (
        "a",
        2,
        1,
        ("b",),
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (lambda: crossed_effects([1], [1], [1], []), "factor"),
        (lambda: crossed_effects([1, 1], [1, 2], [1, 4], [["a", "a"]]), "two levels"),
        (lambda: crossed_effects([1, 1], [1, 2], [1, 4], [["a", "b"]]), "fewer than"),
        (lambda: crossed_effects([1, 0], [1, 2], [1, 4], [["a", "b"]]), "one row"),
        (lambda: crossed_effects([2, 2], [2, 4], [2, 8], [["a", "b"]]), "no noise"),
        (lambda: crossed_effects([2, 2], [4, 4], [8, 8], [["a", "b"]]), "no noise"),
        (
            lambda: crossed_effects([2, 2], [3, 5], [5, 13], [["a", "b"]], design=[[1], [1]]),
            "say the same",
        ),
        (lambda: crossed_effects([2], [3], [5], [["a"]], design=[[math.nan]]), "no number"),
        (lambda: crossed_effects([2], [3], [5], [["a"]], design=[[1], [2]]), "one row for each"),
        (lambda: membership_matrix(Touches([0, 5], ["a", "b"]), journeys=2), "outside"),
        (lambda: membership_matrix(Touches([0, 1], ["a"]), journeys=2), "one journey"),
        (lambda: equations_of_columns([1.0], [np.ones((2, 1))], [("a",)]), "one weight"),
        (lambda: dummies([["a"]]), "dimensions"),
    ],
)
def test_rows_that_cannot_be_judged_are_refused(wrong, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        wrong()
