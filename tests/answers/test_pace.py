"""Causes are held against each other with segments and channels equal."""

from typing import Any

import numpy as np
import pytest
from statsmodels.duration.hazard_regression import PHReg

from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.answers.pace_sentences import Paced, pace_how, pace_title
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Rows = list[dict[str, Any]]


def complaints(cells: dict[tuple[str, str], tuple[int, float]], *, open_from: int = 10) -> Rows:
    """Return so many complaints of each cause and segment, resolved after so many days on average.

    Their durations are those of an exponential, at even steps of its chances: no dice. Of each ten
    those from a place on are still open; usually none.
    """
    rows: Rows = []
    for (cause, segment), (n, mean) in cells.items():
        for place in range(n):
            days = -mean * np.log(1 - (place + 0.5) / n)
            resolved = np.datetime64("2025-01-01T08:00") + np.timedelta64(round(1440 * days), "m")
            row = {"complaint_id": str(len(rows)), "occurred_at": "2025-01-01 08:00",
                   "cause": cause, "segment": segment}  # fmt: skip
            is_open = place % 10 >= open_from
            rows.append(row if is_open else row | {"resolved_at": str(resolved).replace("T", " ")})
    newest = {"complaint_id": "N", "occurred_at": "2026-06-01 08:00", "cause": "Other"}
    return [*rows, newest | {"resolved_at": "2026-06-01 09:00"}]


def asked(tmp_path, rows: Rows, question: Question | None = None) -> Answer:
    workspace = Workspace(tmp_path)
    keep(workspace, {"complaints": rows})
    return answer_from("pace", reader_of(workspace), question or Question())


MIXED = {
    ("Late", "Firms"): (200, 4.0),
    ("Late", "People"): (60, 12.0),
    ("Lost", "Firms"): (60, 4.0),
    ("Lost", "People"): (180, 12.0),
}
"""Firms are served three times as fast; within a segment both causes take as long."""


def test_a_cause_is_not_slow_for_arising_where_all_is_slow(tmp_path) -> None:
    found = asked(tmp_path, complaints(MIXED))
    row = found.panels["pace"].table.iloc[0]
    assert row["Pace"] == pytest.approx(1, abs=0.05)
    assert row["Verdict"] == "no difference beyond chance"
    assert found.sentences == (
        "With segment held equal, no cause is resolved slower than Late beyond chance",
    )


def test_a_cause_that_is_slow_everywhere_is_named(tmp_path) -> None:
    slow = MIXED | {("Lost", "Firms"): (60, 8.0), ("Lost", "People"): (180, 24.0)}
    found = asked(tmp_path, complaints(slow))
    row = found.panels["pace"].table.iloc[0]
    assert (row["Cause"], row["Verdict"]) == ("Lost", "slower")
    assert row["Pace likely from"] < 0.5 < row["Pace likely to"]
    assert found.sentences[0].startswith("With segment held equal, slower than Late: Lost 0.")


def test_the_pace_is_the_one_of_a_regression_written_out(tmp_path) -> None:
    rows = complaints(MIXED | {("Lost", "Firms"): (60, 7.0)}, open_from=9)
    found = asked(tmp_path, rows).panels["pace"].table.iloc[0]

    as_of, begun = np.datetime64("2026-06-02"), np.datetime64("2025-01-01T08:00")
    kept = rows[:-1]
    days = [
        float((np.datetime64(row.get("resolved_at", as_of)) - begun) / np.timedelta64(1, "m"))
        for row in kept
    ]
    closed = ["resolved_at" in row for row in kept]
    design = [[row["cause"] == "Lost", row["segment"] == "People"] for row in kept]
    fit = PHReg(
        np.array(days), np.array(design, float), status=np.array(closed), ties="efron"
    ).fit()
    assert found["Pace"] == pytest.approx(np.exp(fit.params[0]), rel=0.01)
    low, high = np.exp(fit.conf_int()[0])
    assert (found["Pace likely from"], found["Pace likely to"]) == pytest.approx(
        (low, high), rel=0.01
    )
    assert found["Complaints"] == 240


def test_too_few_are_not_compared(tmp_path) -> None:
    found = asked(tmp_path, complaints({("Late", "Firms"): (200, 4.0), ("Lost", "Firms"): (20, 4)}))
    assert found.panels["pace"].is_empty
    assert found.sentences[0].startswith("Fewer than two kinds of cause have 30 complaints")


def test_where_all_take_as_long_no_cause_is_slower(tmp_path) -> None:
    rows = [
        {"complaint_id": str(n), "occurred_at": "2025-01-01 08:00", "cause": "AB"[n % 2],
         "resolved_at": "2025-01-02 08:00"}
        for n in range(80)
    ]  # fmt: skip
    assert asked(tmp_path, rows).sentences == (
        "All complaints are resolved after the same time: no cause takes longer.",
    )


def test_what_is_the_cause_by_another_name_is_not_held_equal(tmp_path) -> None:
    same = {("Late", "Firms"): (100, 4.0), ("Lost", "People"): (90, 9.0)}
    found = asked(tmp_path, complaints(same))
    assert found.sentences[0].startswith("With nothing to hold equal, slower than Late: Lost")


def test_people_are_not_compared_by_their_pace(tmp_path) -> None:
    rows = complaints(MIXED)
    with pytest.raises(QuestionError):
        asked(tmp_path, rows, Question(split="employee"))
    found = asked(tmp_path, rows, Question(Filters().only("employee", "P1")))
    assert found.panels["pace"].is_empty


def test_what_is_said_of_pace() -> None:
    paced = [Paced(name, 40, 0.5, 0.4, 0.6, is_sure=True) for name in "ABCDE"]
    assert pace_title(paced, "Late", ["segment"]) == (
        "With segment held equal, slower than Late: A 0.50 times as fast (likely 0.40 to 0.60), "
        "B 0.50 times as fast (likely 0.40 to 0.60), C 0.50 times as fast (likely 0.40 to 0.60); "
        "2 causes more"
    )
    how = pace_how("T", "Late (9 complaints)", [], (10_000, 9_000), most=10_000)
    assert "Held equal: nothing: no other column" in how
    assert "**Behind it.** 10,000 complaints, the newest 10,000; 9,000 of them resolved." in how
    assert "**To say aloud.** “T.”" in how
