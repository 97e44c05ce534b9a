"""Do models say what made a change, and how sure that is?"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdash.stats import (
    ActionVerdict,
    RateRatio,
    action_verdict,
    concordance,
    cox,
    interrupted_series,
    kaplan_meier,
    log_rank,
    poisson_regression,
    waits_until_next,
)


def test_a_hazard_that_doubles_is_found() -> None:
    dice = np.random.default_rng(3)
    fast = dice.integers(0, 2, 2000)
    time = dice.exponential(1 / (1.0 + fast))
    closed = time < 1.5
    found = cox(np.minimum(time, 1.5), closed, fast[:, None])
    assert found.low[0] < 2 < found.high[0]
    assert found.high[0] / found.low[0] < 1.3
    assert (found.cases, found.closed) == (2000, int(closed.sum()))


def test_ties_are_handled_as_asked() -> None:
    """Breslow lets who closes at the same time stay at risk for each other: nearer to 0."""
    time, closed = [1, 1, 2, 2, 2, 3, 4, 4, 5], [1, 1, 1, 1, 0, 1, 1, 0, 1]
    group = np.array([[1], [1], [1], [0], [0], [1], [0], [0], [0]])
    efron = cox(time, closed, group)
    breslow = cox(time, closed, group, ties="breslow")
    assert efron.coefficients[0] > breslow.coefficients[0] > 0


def test_without_ties_the_score_of_cox_is_close_to_the_log_rank() -> None:
    dice = np.random.default_rng(5)
    group, time = dice.integers(0, 2, 300), dice.exponential(size=300)
    wald = cox(time, np.ones(300), group[:, None])
    chi_square = (wald.coefficients[0] / wald.errors[0]) ** 2
    assert chi_square == pytest.approx(log_rank(time, np.ones(300), group).chi_square, rel=0.05)


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans(), st.integers(0, 4)), max_size=25))
def test_concordance_counts_every_pair_once(cases) -> None:
    right, pairs = 0.0, 0
    for t_1, closed_1, risk_1 in cases:
        for t_2, closed_2, risk_2 in cases:
            if closed_1 and (t_1 < t_2 or (t_1 == t_2 and not closed_2)):
                pairs += 1
                right += (risk_1 > risk_2) + (risk_1 == risk_2) / 2
    time, closed, risk = zip(*cases, strict=True) if cases else ([], [], [])
    found = concordance(time, closed, risk)
    assert math.isnan(found) if not pairs else found == pytest.approx(right / pairs)


def series(step: float, *, months: int = 36, noise: int = 0) -> tuple[np.ndarray, ...]:
    month = np.arange(months)
    after = month >= 24
    rate = np.exp(5 + 0.01 * month + 0.2 * np.sin(2 * np.pi * month / 12) + step * after)
    return np.random.default_rng(noise).poisson(rate), month, after


def test_a_step_is_told_from_trend_and_season() -> None:
    events, month, after = series(math.log(0.7))
    found = interrupted_series(events, month, after, harmonics=1)
    assert found.shown.low < 0.7 < found.shown.high < 1
    assert found.trend == pytest.approx(math.exp(0.01), abs=0.005)
    assert found.dispersion == pytest.approx(1, abs=0.6)
    assert found.enough
    assert found.expected[~after] == pytest.approx(found.without_step[~after])
    assert found.without_step[after] * found.shown.ratio == pytest.approx(found.expected[after])


def test_a_trend_alone_is_no_step() -> None:
    events, month, after = series(0.0, noise=4)
    found = interrupted_series(events, month, after, harmonics=1)
    assert found.shown.low < 1 < found.shown.high


def test_the_interval_shown_is_never_narrower_than_poisson() -> None:
    events = [50, 51, 50, 49, 50, 50, 51, 49, 50, 50, 49, 51, 40, 41, 40, 39, 40, 40]
    found = interrupted_series(events, range(18), [0] * 12 + [1] * 6)
    assert found.dispersion < 1
    assert found.quasi.low > found.poisson.low == found.shown.low


def test_a_slope_that_turns_is_told_from_a_step() -> None:
    month = np.arange(48)
    after = month >= 24
    rate = np.exp(6 + 0.01 * month - 0.03 * np.where(after, month - 24, 0))
    found = interrupted_series(np.round(rate), month, after, shape="level and slope")
    assert found.slope is not None
    assert found.slope.ratio == pytest.approx(math.exp(-0.03), abs=0.001)
    assert found.shown.ratio == pytest.approx(1, abs=0.02)
    assert interrupted_series(np.round(rate), month, after).slope is None


@given(st.floats(1e-3, 1e5))
def test_another_unit_of_exposure_changes_no_ratio(scale: float) -> None:
    events, month, after = series(-0.3)
    one = interrupted_series(events, month, after, exposures=np.full(36, 10.0))
    other = interrupted_series(events, month, after, exposures=np.full(36, 10.0 * scale))
    assert other.shown == pytest.approx(one.shown, rel=1e-7)


def test_the_order_of_the_months_does_not_matter() -> None:
    events, month, after = series(-0.3)
    order = np.random.default_rng(1).permutation(36)
    one = interrupted_series(events, month, after, harmonics=2)
    other = interrupted_series(events[order], month[order], after[order], harmonics=2)
    assert other.shown == pytest.approx(one.shown, rel=1e-8)


def test_a_regression_on_groups_gives_their_rates() -> None:
    found = poisson_regression([10, 20, 90], [[1, 0], [1, 0], [1, 1]], exposures=[100, 200, 300])
    assert np.exp(found.coefficients) == pytest.approx([0.1, 3.0])
    assert found.errors[1] == pytest.approx(math.sqrt(1 / 30 + 1 / 90))
    assert found.fitted == pytest.approx([10, 20, 90])
    assert found.dispersion == pytest.approx(0, abs=1e-9)


def test_a_verdict_needs_every_view() -> None:
    less, unclear = RateRatio(0.7, 0.5, 0.9, 0.01), RateRatio(0.9, 0.7, 1.2, 0.4)
    more = RateRatio(1.5, 1.1, 2.0, 0.01)
    assert action_verdict([less, less]) is ActionVerdict.EFFECTIVE
    assert action_verdict([less, unclear]) is ActionVerdict.NOT_SHOWN
    assert action_verdict([more, more]) is ActionVerdict.WORSE
    assert action_verdict([more, less]) is ActionVerdict.NOT_SHOWN


def test_customers_who_never_came_back_count_as_long_as_they_were_watched() -> None:
    waits = waits_until_next(["ann", "bob", "ann", "cid"], [10, 0, 4, 20], until=30)
    assert waits.durations.tolist() == [20, 30, 6, 10]
    assert waits.again.tolist() == [False, False, True, False]
    curve = kaplan_meier(*waits)
    assert curve.times.tolist() == [6]
    assert curve.survival[0] == pytest.approx(3 / 4)


def test_no_complaints_wait_for_nothing() -> None:
    assert len(waits_until_next([], [], until=1).durations) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: cox([1, 2], [1, 1], [[1], [1]]),
        lambda: cox([1, 2], [0, 0], [[1], [2]]),
        lambda: cox([1, 2], [1, 1], [1, 2]),
        lambda: concordance([1], [1], [1, 2]),
        lambda: interrupted_series([1, 2], [0, 1], [0, 1]),
        lambda: interrupted_series([5] * 9, range(9), [0] * 9),
        lambda: interrupted_series([5] * 9, range(9), [0] * 5 + [1] * 4, harmonics=3),
        lambda: interrupted_series([5, -1, 5], range(3), [0, 0, 1]),
        lambda: interrupted_series([5, 5], range(3), [0, 0, 1]),
        lambda: poisson_regression([1, 2], [[1, 1], [1, 1]]),
        lambda: poisson_regression([0, 0], [[1], [1]]),
        lambda: poisson_regression([1, 2], [1, 1]),
        lambda: action_verdict([]),
        lambda: waits_until_next(["a"], [5], until=4),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_a_step_that_two_events_and_a_season_cannot_settle_has_no_upper_end() -> None:
    """One event on either side fits any step: the interval holds every ratio, and no error."""
    events = [0] * 11 + [1, 1] + [0] * 11

    found = interrupted_series(events, range(24), [0] * 12 + [1] * 12, harmonics=2)

    assert (found.shown.low, found.shown.high) == (0.0, np.inf)
    assert found.shown.p_value > 0.9
