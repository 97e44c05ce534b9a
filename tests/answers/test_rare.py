"""Complaints too rare to count by period are drawn from one to the next, and the page says why."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.answers.rare_sentences import between_sentence, open_sentence, rare_sentence
from cxdash.metrics.filters import ChartAsked, Filters, Judging, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import reader_of
from cxdash.metrics.rows import rows_behind
from cxdash.stats import chart_signals, control_chart
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

DAYS_APART = [20, 50, 30, 61, 44, 25, 38, 70, 15, 33, 47, 29, 52]
FIRST = date(2024, 1, 10)


def complaints_on(gaps: list[int], until: date = date(2025, 12, 31)) -> dict[str, list[dict]]:
    """Return rare falls at these distances, a daily touch, and one newer complaint of its own."""
    days = [FIRST + timedelta(days=int(total)) for total in np.cumsum([0, *gaps])]
    rows = [
        {"complaint_id": f"F{place}", "occurred_at": str(day), "cause": "Fall", "segment": "A"}
        for place, day in enumerate(days)
    ]
    rows.append({"complaint_id": "L", "occurred_at": str(until), "cause": "Late", "segment": "A"})
    every = (until - FIRST).days + 1
    touches = [
        {"touch_id": str(place), "occurred_at": str(FIRST + timedelta(days=place)), "segment": "A"}
        for place in range(every)
    ]
    return {"complaints": rows, "touches": touches}


@pytest.fixture
def of(tmp_path) -> Callable[..., Answer]:
    def asked(tables: dict[str, list[dict]], chart: ChartAsked = "auto", **also: str) -> Answer:
        workspace = Workspace(tmp_path)
        keep(workspace, tables)
        filters = Filters().only("cause", "Fall")
        judging = Judging(chart=chart, **also)  # pyright: ignore[reportArgumentType] - as given
        question = Question(filters, grain="month", judging=judging)
        return answer_from("complaints", reader_of(workspace), question)

    return asked


def test_rare_complaints_are_drawn_by_the_days_between_them(of) -> None:
    found = of(complaints_on(DAYS_APART))

    assert "rate" not in found.panels
    panel = found.panels["time_between"]
    points = panel.frames["points"]
    # 514 days after 10 January 2024 is 7 June 2025; from there to the newest complaint of any
    # cause, 31 December 2025, it is 207 days.
    assert points["value"].tolist() == [*DAYS_APART, 207]
    assert points["state"].tolist()[-1] == "not complete"
    # Nelson's T chart by hand: the mean of the 3.6th roots, to the power of 3.6.
    roots = [gap ** (1 / 3.6) for gap in DAYS_APART]
    step = sum(abs(b - a) for a, b in pairwise(roots)) / 12 / 1.128
    mean = sum(roots) / 13
    assert points["center"].iloc[0] == pytest.approx(mean**3.6)
    assert points["upper"].iloc[0] == pytest.approx((mean + 3 * step) ** 3.6)
    assert panel.title.startswith(
        "The newest complaint, of 7 Jun 2025, came 52 days after the one before: within the usual "
    )
    assert "207 days have passed since without one" in panel.title


def test_the_reason_is_said_and_the_rows_stand_behind_each_point(of, tmp_path) -> None:
    found = of(complaints_on(DAYS_APART))

    (why,) = [told for told in found.sentences if told.startswith("These complaints are rare")]
    assert why.endswith(
        "so the days from one to the next are drawn: they tell more than counts by month."
    )
    panel = found.panels["time_between"]
    assert "**Chart.** T chart." in panel.how
    assert "Nelson (1994)" in panel.how
    keys = panel.frames["points"]["key"].tolist()
    assert list(panel.rows) == keys[:-1], "nothing stands behind a wait that still runs"
    behind = rows_behind(reader_of(Workspace(tmp_path)), panel.rows[keys[0]])
    assert (behind.total, str(behind.frame["Date"].iloc[0])[:10]) == (1, "2024-01-30")


@pytest.mark.parametrize(("chart", "name"), [("periods", "rate"), ("t", "time_between")])
def test_a_reader_may_ask_for_the_other_chart(chart: ChartAsked, name: str, of) -> None:
    found = of(complaints_on(DAYS_APART), chart)
    assert set(found.panels) & {"rate", "time_between", "cases_between"} == {name}


def test_touches_between_complaints_have_their_median_and_benneyans_limits(of) -> None:
    found = of(complaints_on(DAYS_APART), "g")

    points = found.panels["cases_between"].frames["points"]
    # A touch a day: as many touches as days.
    assert points["value"].tolist() == [*DAYS_APART, 207]
    assert points["center"].iloc[0] == 38
    mean = 514 / 13
    assert points["upper"].iloc[0] == pytest.approx(mean + 3 * (mean * (mean + 1)) ** 0.5)
    assert found.panels["cases_between"].table["Middle"].tolist() == [38.0] * 14
    assert "Benneyan (2001)" in found.panels["cases_between"].how


def test_many_on_one_day_are_told_apart_by_the_touches_between(of) -> None:
    tied = [*DAYS_APART[:6], 0, 0, *DAYS_APART[6:]]
    assert "cases_between" in of(complaints_on(tied)).panels


def test_too_few_to_judge_stay_counts_by_period(of) -> None:
    found = of(complaints_on(DAYS_APART[:11]))
    assert "rate" in found.panels
    assert not any("rare" in told for told in found.sentences)


def test_frequent_complaints_stay_counts_by_period(of) -> None:
    assert "rate" in of(complaints_on([3] * 200)).panels


def test_people_are_not_judged_by_what_lies_between_their_complaints(of, tmp_path) -> None:
    tables = complaints_on(DAYS_APART)
    for row in (*tables["complaints"], *tables["touches"]):
        row["employee"] = "P1"
    of(tables)
    filters = Filters(Period(FIRST, date(2025, 12, 31))).only("employee", "P1")
    question = Question(filters, judging=Judging(chart="t"))
    found = answer_from("complaints", reader_of(Workspace(tmp_path)), question)
    assert "time_between" not in found.panels


def told(gaps: list[float], *, runs: bool = False) -> tuple[str, str]:
    counted = [True] * len(gaps)
    if runs:
        counted[-1] = False
    chart = control_chart("time_between", gaps, counted=counted)
    labels = [f"day {place}" for place in range(len(gaps))]
    signals = chart_signals(chart, "standard")
    return between_sentence("days", chart, signals, labels), open_sentence("days", chart)


def test_what_is_said_of_the_newest_wait() -> None:
    steady = [10.0, 12.0] * 8
    said, _ = told([*steady, 60.0])
    assert said.startswith("The newest complaint, of day 16, came 60 days after the one before: ")
    assert said.endswith("Complaints have become rarer.")
    said, _ = told([*steady, 0.0])
    assert ": shorter than the usual " in said
    assert said.endswith("Complaints have become more frequent.")
    said, _ = told([*[10.0, 14.0] * 8, *[14.5, 15.0] * 4])
    assert "waits from one complaint to the next all lie above the middle of" in said
    assert told([5.0] * 3)[0] == (
        "The newest complaint, of day 2, came 5 days after the one before. 3 such waits are too "
        "few to tell a change from the usual ups and downs; at least 12 are needed."
    )


def test_what_is_said_of_a_wait_that_still_runs() -> None:
    steady = [10.0, 12.0] * 8
    assert told([*steady, 11.0], runs=True)[1] == "11 days have passed since without one."
    assert told([*steady, 90.0], runs=True)[1] == (
        "90 days have passed since without one, longer than usual already."
    )
    assert told(steady)[1] == ""


def test_why_complaints_are_drawn_from_one_to_the_next() -> None:
    assert rare_sentence(0.84, "month", "days", asked=False) == (
        "These complaints are rare (0.8 a month), so the days from one to the next are drawn: they "
        "tell more than counts by month."
    )
    assert rare_sentence(9, "month", "touches", asked=True) == (
        "Drawn are the touches from one complaint to the next, because you asked for them."
    )
