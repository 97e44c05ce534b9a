"""Charts of rare complaints keep levels, left-out days and kept limits, and know the clock."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.answers.rare_sentences import aloud, not_drawn_sentence, waited
from cxdash.metrics.filters import ChartAsked, Filters, Judging, Question
from cxdash.metrics.reader import reader_of
from cxdash.stats import RuleSet, chart_signals, control_chart
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import Rows, keep

FIRST = datetime(2023, 1, 1)  # noqa: DTZ001 - a file's wall clock

SLOW = [30, 34, 28, 31, 35, 27, 33, 29, 32, 30, 31, 28, 34, 30]
QUICK = [10, 12, 9, 11, 13, 8, 12, 10, 11, 9, 12, 10, 11, 10]
"""Days from one complaint to the next, before and after something changed."""


def complaints(gaps: list[float]) -> Rows:
    """Return complaints at these distances in days, the first of them at FIRST."""
    moments = [FIRST + timedelta(days=float(total)) for total in np.cumsum([0, *gaps])]
    return {
        "complaints": [
            {"complaint_id": str(place), "occurred_at": at.isoformat(sep=" "), "cause": "Fall"}
            for place, at in enumerate(moments)
        ]
    }


def day_after(gaps: list[int]) -> date:
    """Return the day on which the complaint after these waits came."""
    return FIRST.date() + timedelta(days=sum(gaps))


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture
def of(workspace: Workspace) -> Callable[..., Answer]:
    def asked(chart: ChartAsked = "t", rules: RuleSet = "standard", **more: str) -> Answer:
        judging = Judging(rules, chart=chart)
        filters = Filters()
        for name, value in more.items():
            filters = filters.only(name, value)
        return answer_from(
            "complaints", reader_of(workspace), Question(filters, grain="month", judging=judging)
        )

    return asked


def limits_by_hand(gaps: list[int]) -> tuple[float, float, float]:
    """Return Nelson's limits of a T chart, worked out step by step."""
    roots = [gap ** (1 / 3.6) for gap in gaps]
    step = sum(abs(b - a) for a, b in pairwise(roots)) / (len(gaps) - 1) / 1.128
    mean = sum(roots) / len(roots)
    return (mean - 3 * step) ** 3.6, mean**3.6, (mean + 3 * step) ** 3.6


def test_a_confirmed_level_has_limits_of_its_own(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    start = day_after(SLOW) + timedelta(days=1)
    workspace.registers.phases.add("complaints", start, note="New rota", confirmed_by="Ada")

    panel = of().panels["time_between"]

    points = panel.frames["points"]
    assert points["phase"].tolist() == [0] * 14 + [1] * 14
    for phase, gaps in enumerate((SLOW, QUICK)):
        own = points[points["phase"] == phase].iloc[0]
        assert (own["lower"], own["center"], own["upper"]) == pytest.approx(limits_by_hand(gaps))
    assert set(points["state"]) == {"normal"}
    assert "2 confirmed levels, each with limits of its own" in panel.how


def test_without_that_level_the_change_is_a_signal(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    panel = of().panels["time_between"]
    assert "run of 8" in set(panel.frames["points"]["state"])
    assert panel.title == (
        "The newest complaint, of 3 Aug 2024, came 10 days after the one before: shorter than the "
        "usual 10.4 to 31.1. Complaints have become more frequent."
    )


def test_a_wait_that_ends_in_days_left_out_is_no_part_of_the_limits(of, workspace) -> None:
    odd = [*SLOW[:6], 200, *SLOW[6:]]
    keep(workspace, complaints(odd))
    ended = day_after(odd[:7])
    workspace.registers.exclusions.add(
        "complaints", (ended, ended), reason="The hotline was shut", excluded_by="Ada"
    )

    panel = of().panels["time_between"]

    points = panel.frames["points"]
    assert points["value"].tolist() == odd
    assert points["state"].tolist()[6] == "left out"
    assert points["told"].tolist()[6] == "The hotline was shut"
    # The mean is of the 14 others; their neighbours are those that are left.
    assert points["center"].iloc[0] == pytest.approx(limits_by_hand(SLOW)[1])
    assert points["upper"].iloc[0] == pytest.approx(limits_by_hand(SLOW)[2])
    assert f"Left out of the limits, with a written reason: complaints of {ended.day} " in panel.how


@pytest.mark.parametrize("rules", ["standard", "run_chart"])
def test_limits_kept_from_some_days_judge_what_came_after(of, workspace, rules) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    kept = (FIRST.date() - timedelta(days=30), day_after(SLOW))
    workspace.registers.baselines.add("complaints", kept, note="The old rota", set_by="Ada")

    panel = of(rules=rules).panels["time_between"]

    points = panel.frames["points"]
    middle = sorted(SLOW)[6:8]
    by_order = sum(middle) / 2
    expected = by_order if rules == "run_chart" else limits_by_hand(SLOW)[1]
    assert set(points["center"].round(9)) == {round(expected, 9)}
    assert points["baseline"].tolist() == [True] * 14 + [False] * 14
    line = "The median is" if rules == "run_chart" else "Limits are"
    assert f"{line} kept from 2 Dec 2022 to 8 Mar 2024 (14 waits), whatever came after" in panel.how


def test_kept_limits_older_than_the_newest_sixty_are_reached(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK * 5]))
    kept = (FIRST.date(), day_after(SLOW))
    workspace.registers.baselines.add("complaints", kept, note="The old rota", set_by="Ada")
    points = of().panels["time_between"].frames["points"]
    assert len(points) == 14 + 70
    assert points["center"].tolist() == pytest.approx([limits_by_hand(SLOW)[1]] * 84)


def test_limits_kept_from_too_few_complaints_come_from_all_and_it_is_said(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    kept = (FIRST.date(), day_after(SLOW[:5]))
    workspace.registers.baselines.add("complaints", kept, note="The old rota", set_by="Ada")
    panel = of().panels["time_between"]
    assert "too few waits that can serve lie in those days and this chart (5; " in panel.how
    assert panel.frames["points"]["center"].iloc[0] == pytest.approx(
        limits_by_hand([*SLOW, *QUICK])[1]
    )


def test_a_level_of_all_rows_does_not_judge_one_cause(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    workspace.registers.phases.add(
        "complaints", day_after(SLOW), note="New rota", confirmed_by="Ada"
    )
    points = of(cause="Fall").panels["time_between"].frames["points"]
    assert set(points["phase"]) == {0}


def test_a_burst_within_a_day_is_seen_by_the_clock(of, workspace) -> None:
    """All but the first come at 10:00; three more follow at 10:30, 11:00 and 23:30 of that day."""
    gaps = [SLOW[0] + 10 / 24, *SLOW[1:], 0.5 / 24, 0.5 / 24, 12.5 / 24]
    keep(workspace, complaints(gaps))

    panel = of().panels["time_between"]

    assert panel.frames["points"]["value"].tolist() == pytest.approx(gaps)
    assert panel.title.startswith("The newest complaint, of 8 Mar 2024, came 12 hours after")
    assert "Waits are measured by the clock, in parts of a day." in panel.how
    # The first alone came at midnight.
    assert "1 of 18 carry no time of day and count from midnight." in panel.how


def test_where_only_days_are_known_it_is_said(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, 0, 0]))
    panel = of().panels["time_between"]
    assert panel.frames["points"]["value"].tolist() == [*SLOW, 0, 0]
    assert "Only the day of these complaints is known, not the hour" in panel.how


def test_where_many_carry_no_time_the_clock_tells_nothing(of, workspace) -> None:
    """Two of five carry a time, and the days between are counted whole."""
    gaps = [2 / 3, 0, 7 + 1 / 3, 3, 4] * 4
    keep(workspace, complaints(gaps))
    points = of().panels["time_between"].frames["points"]
    assert points["value"].tolist() == [0, 0, 8, 3, 4] * 4


def test_complaints_that_mostly_share_a_day_are_not_rare(of, workspace) -> None:
    """Two of three waits are none at all, so each of the others would lie beyond the limits."""
    keep(workspace, complaints([2 / 3, 0, 7 + 1 / 3] * 6))
    found = of()
    assert "rate" in found.panels
    assert (
        "More than half of these complaints came on the day of the one before, with nothing "
        "between them that a date can tell: they are not rare, so they are counted by month."
    ) in found.sentences


def test_nothing_to_count_between_complaints_is_said(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    found = of("g")
    assert "rate" in found.panels
    assert (
        "A G chart counts the touches, orders or volumes from one complaint to the next, and none "
        "are loaded, so complaints are counted by month. A T chart needs only their dates."
    ) in found.sentences


def test_a_single_complaint_has_none_before_it_and_that_is_said(of, workspace) -> None:
    keep(workspace, complaints([]))
    assert not_drawn_sentence("t", "month", has_exposure=False) in of().sentences


def test_choices_that_have_no_part_in_waits_are_told(workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    judging = Judging(limits="laney", without_season=True, chart="t")
    question = Question(Filters(), grain="month", judging=judging)
    how = answer_from("complaints", reader_of(workspace), question).panels["time_between"].how
    assert "“Laney: widened or narrowed” is a choice for counts by period" in how
    assert "A season is not taken out of waits." in how


def test_counts_by_period_say_how_they_were_computed(of, workspace) -> None:
    keep(workspace, complaints([*SLOW, *QUICK]))
    how = of("periods").panels["rate"].how
    for part in ("Chart", "Limits", "Rules", "Behind it", "Sources", "To say aloud"):
        assert f"**{part}.**" in how
    assert how.startswith("No touches, orders or volumes are loaded")


def test_a_wait_reads_in_the_unit_that_suits_it() -> None:
    assert [waited(days, "days") for days in (0, 1, 1.5, 0.0417, 0.02, 2.4)] == [
        "0 days", "1 day", "36 hours", "1 hour", "29 minutes", "2 days",
    ]  # fmt: skip


def said_aloud(gaps: list[float]) -> str:
    chart = control_chart("time_between", gaps)
    return aloud("days", chart, chart_signals(chart, "standard"))


def test_what_a_manager_may_say_aloud_of_waits() -> None:
    steady = [10.0, 12.0] * 8
    assert said_aloud(steady) == (
        "Complaints come about as far apart as ever: the newest after 12 days. There is nothing to "
        "explain."
    )
    assert said_aloud([*steady, 60.0]) == (
        "The newest complaint came after 60 days: something real happened."
    )
    assert said_aloud([*[10.0, 14.0] * 8, *[14.5, 15.0] * 4]) == (
        "9 waits in a row were longer than the middle one. Complaints have become rarer."
    )
    assert said_aloud([5.0] * 3).startswith("There are too few complaints yet")
