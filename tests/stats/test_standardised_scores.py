"""Are means, NPS and differences on the same mix those of the books?"""

import numpy as np
import pytest
from scipy import stats as scipy_stats

from cxdash.stats import (
    StandardRate,
    direct_mean,
    direct_nps,
    direct_share,
    mean_interval,
    nps_interval,
    share_difference,
    standard_difference,
)


def test_one_stratum_is_the_plain_mean_with_its_t_interval() -> None:
    scores = np.array([1.0, 2, 4, 5, 5, 3, 4])
    parts = (7, scores.sum(), (scores**2).sum())
    found = direct_mean(*([part] for part in parts), [1000])
    low, high = mean_interval(*parts)
    assert (found.value, found.low, found.high) == pytest.approx((24 / 7, low, high))


def test_a_mean_over_strata_has_the_variance_of_each_stratum_and_welchs_freedom() -> None:
    """Equal weights of two strata: half the sum of two means, so half of Welch's interval."""
    dice = np.random.default_rng(4)
    one, other = dice.normal(4, 1, 12), dice.normal(2, 3, 30)
    rows = [one, -other]
    found = direct_mean(
        [12, 30], [row.sum() for row in rows], [(row**2).sum() for row in rows], [5, 5]
    )
    welch = scipy_stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    assert 2 * found.low == pytest.approx(welch.low)
    assert 2 * found.high == pytest.approx(welch.high)


def test_one_stratum_is_the_plain_nps_with_its_adjusted_interval() -> None:
    plain = nps_interval(20, 30, 50)
    found = direct_nps([100], [3000], [700_000], [7])
    assert (found.value, found.low, found.high) == pytest.approx((plain.nps, plain.low, plain.high))


def test_the_nps_of_strata_covers_the_truth() -> None:
    """Two strata of 25 and 15 answers; the standard weighs them 30 to 70."""
    dice = np.random.default_rng(8)
    chances = np.array([[0.1, 0.3, 0.6], [0.4, 0.3, 0.3]])
    truth = 0.3 * 50 + 0.7 * -10
    points, held = np.array([-100.0, 0, 100]), 0
    for _ in range(2000):
        counts = np.array(
            [dice.multinomial(n, row) for n, row in zip((25, 15), chances, strict=True)]
        )
        found = direct_nps(counts.sum(1), counts @ points, counts @ points**2, [30, 70])
        held += int(found.low <= truth <= found.high)
    assert 0.93 <= held / 2000 <= 0.98


def test_a_difference_of_shares_in_one_stratum_is_newcombes() -> None:
    """Newcombe (1998), table II, (a): 56/70 against 48/80."""
    one, other = direct_share([56], [70], [1]), direct_share([48], [80], [1])
    found, newcombe = standard_difference(one, other), share_difference(56, 70, 48, 80)
    assert (found.estimate, found.low, found.high) == pytest.approx(newcombe[:3])
    assert (found.low, found.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_difference_of_values_without_spread_is_certain_or_none() -> None:
    sure = StandardRate(1.0, 1.0, 1.0, 0.0, 1.0)
    assert standard_difference(sure, sure).p_value == 1
    assert standard_difference(sure, sure._replace(value=0.5)).p_value == 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: direct_mean([2, 1], [4, 2], [8, 4], [1, 1]),
        lambda: direct_mean([2, 2], [4, 2], [8], [1, 1]),
        lambda: direct_nps([2, 0], [4, 0], [8, 0], [1, 1]),
        lambda: direct_share([-1], [3], [1]),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()
