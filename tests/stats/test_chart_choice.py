"""Is the chart the one a textbook would draw, and does it say why?"""

import numpy as np
import pytest

from cxdash.stats import choose_chart, control_chart

HUNDRED = [100] * 24


@pytest.mark.parametrize(
    ("outcome", "totals", "sizes", "form", "kind"),
    [
        ("yes_no", [80, 84] * 12, HUNDRED, "p", "share"),
        ("events", [30, 34] * 12, HUNDRED, "u", "rate"),
        ("events", [30, 34] * 12, None, "c", "count"),
        ("scores", [430, 420] * 12, HUNDRED, "mean", "mean"),
        ("nps", [-3000, 3400] * 12, HUNDRED, "nps", "nps"),
        ("single", [3.1, 2.9] * 12, None, "xmr", "individuals"),
    ],
)
def test_an_outcome_has_its_chart_and_its_reason(outcome, totals, sizes, form, kind) -> None:
    choice = choose_chart(outcome, totals, sizes)
    assert (choice.form, choice.kind, choice.variation) == (form, kind, "floor")
    assert choice.reason.endswith(".")
    assert choice.merge == 1


def test_counts_without_exposure_come_with_a_warning() -> None:
    assert "volume" in choose_chart("events", [30] * 24).notes[0]


def test_a_young_series_is_a_run_chart() -> None:
    choice = choose_chart("yes_no", [80] * 11, [100] * 11)
    assert (choice.form, choice.kind) == ("run", "share")
    assert "11 points" in choice.reason


@pytest.mark.parametrize("counts", [[0, 0, 0, 9] * 6, [1, 2, 1, 1] * 6])
def test_rare_events_are_offered_a_chart_of_their_gaps(counts: list[int]) -> None:
    assert choose_chart("events", counts).offers == ("t", "g")
    assert choose_chart("events", [9, 8, 7, 9] * 6).offers == ()


def test_small_periods_have_exact_limits_and_a_longer_period_is_proposed() -> None:
    choice = choose_chart("yes_no", [1, 2] * 24, [30] * 48)
    assert (choice.variation, choice.merge) == ("exact", 4)
    assert "put 4 periods together" in choice.notes[-1]
    merged = np.array([1, 2] * 24).reshape(-1, 4).sum(axis=1)
    assert not control_chart("share", merged, [120] * 12).small_counts


def test_a_longer_period_is_not_proposed_where_it_would_leave_no_chart() -> None:
    choice = choose_chart("yes_no", [1, 2] * 8, [30] * 16)
    assert (choice.variation, choice.merge) == ("exact", 1)


def test_a_reader_may_ask_for_another_chart_and_is_told_what_would_suit() -> None:
    choice = choose_chart("yes_no", [80] * 24, HUNDRED, override="xmr")
    assert (choice.form, choice.kind, choice.variation) == ("xmr", "individuals", "floor")
    assert "p chart" in choice.reason
    run = choose_chart("yes_no", [80] * 24, HUNDRED, override="run")
    assert (run.form, run.kind) == ("run", "share")


def test_perfect_scores_and_empty_series_are_chosen_for_too() -> None:
    assert choose_chart("yes_no", HUNDRED, HUNDRED).variation == "exact"
    assert choose_chart("yes_no", [], []).form == "run"
    assert choose_chart("events", [0] * 24, HUNDRED).variation == "exact"
