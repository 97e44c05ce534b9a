"""Did the actions work? The verdicts, the numbers behind and the words, in every situation."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from cxdash.answers.action_sentences import (
    NO_EVENT,
    NO_MONTHS,
    action_sentence,
    chance_sentence,
    summary_sentence,
    waiting_sentence,
)
from cxdash.answers.action_views import Judged, Months, Peak, judged, screened
from cxdash.answers.actions import actions, causes_named
from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.answers.words import NOT_JUDGED
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.rows import rows_behind
from cxdash.stats import ActionVerdict, Interruption, RateRatio
from cxdash.store.registers.notes import Event
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
ACTED = date(2024, 12, 1)
"""23 whole months before and 11 after: the newest row of December 2025 is of the 28th."""

EFFECTIVE, NOT_SHOWN, WORSE = (
    ActionVerdict.EFFECTIVE,
    ActionVerdict.NOT_SHOWN,
    ActionVerdict.WORSE,
)


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.fixture(scope="module")
def found(reader: Reader) -> Answer:
    return answer_from("actions", reader, Question())


def complaints(counts: Mapping[str, Sequence[int]]) -> list[Row]:
    """Return complaints of each cause, so many in each month."""
    return [
        {
            "complaint_id": f"{cause} {month} {number}",
            "occurred_at": f"{month}-{number % 28 + 1:02d}",
            "cause": cause,
            "employee": "P1",
        }
        for cause, by_month in counts.items()
        for month, many in zip(MONTHS, by_month, strict=True)
        for number in range(many)
    ]


def orders(each: int = 60) -> list[Row]:
    return [
        {"case_id": f"{month}-{number}", "occurred_at": f"{month}-{number % 28 + 1:02d}"}
        for month in MONTHS
        for number in range(each)
    ]


def steady(before: int, after: int) -> list[int]:
    """Return counts that wobble by one around a level, and around another from 2025 on."""
    levels = [before if month < "2025" else after for month in MONTHS]
    return [max(0, level + (-1) ** place) for place, level in enumerate(levels)]


@pytest.fixture
def asked(tmp_path) -> Callable[..., Answer]:
    """Return the answer for rows and events of a workspace made for it."""

    def ask(
        rows: Mapping[str, list[Row]], *events: tuple[date, str], question: Question | None = None
    ) -> Answer:
        workspace = Workspace(tmp_path)
        if rows:
            keep(workspace, rows)
        for day, label in events:
            workspace.registers.events.add(day, label)
        return actions(reader_of(workspace), question or Question())

    return ask


def verdicts(found: Answer) -> dict[str, str]:
    table = found.panels["actions"].table
    return dict(zip(table["Cause"], table["Verdict"], strict=True))


# The sample company (TRUTHS.md, 6).


def test_6_the_address_check_worked_and_the_reminders_are_not_shown_to(found: Answer) -> None:
    table = found.panels["actions"].table.set_index("Cause")

    assert table.loc["Invoice error", "Verdict"] == "effective"
    assert table.loc["Invoice error", "Ratio"] == pytest.approx(0.52, abs=0.02)
    assert table.loc["Refund delay", "Verdict"] == "not shown yet"
    assert table.loc["Refund delay", "Ratio"] == pytest.approx(0.98, abs=0.05)
    assert found.sentences[0] == (
        "Effective: Invoice error after “Corrective action: address check”; not shown yet: Refund "
        "delay after “Corrective action: refund reminders”."
    )


def test_6_by_hand(reader: Reader, found: Answer) -> None:
    """Counts from the tables, the month of the action left out; the step by statsmodels' GLM."""
    by_month = pd.DataFrame(
        reader.facts.rows(
            """
            select m, (select count(*) from complaints
                       where cause = 'Invoice error' and strftime(occurred_on, '%Y-%m') = m),
                   (select count(*) from touches where strftime(occurred_on, '%Y-%m') = m)
            from (select distinct strftime(occurred_on, '%Y-%m') as m from complaints) order by m
            """
        ),
        columns=["month", "events", "size"],
    )
    by_month["time"] = range(len(by_month))
    by_month = by_month[by_month["month"] != "2025-11"]
    after = by_month["month"] > "2025-11"
    sides = by_month.groupby(after)[["events", "size"]].sum()
    rates = sides["events"] / sides["size"]
    design = sm.add_constant(np.column_stack([by_month["time"], after]).astype("float64"))
    model = sm.GLM(
        by_month["events"], design, family=sm.families.Poisson(), exposure=by_month["size"]
    ).fit()
    error = model.bse.iloc[2] * math.sqrt(max(1.0, model.pearson_chi2 / model.df_resid))
    low, high = (math.exp(model.params.iloc[2] + side * 1.959964 * error) for side in (-1, 1))

    row = found.panels["actions"].table.set_index("Cause").loc["Invoice error"]

    assert (row["Before"], row["After"]) == (372, 151)
    assert (row["Months before"], row["Months after"]) == (13, 10)
    assert row["Ratio"] == pytest.approx(rates[True] / rates[False])
    assert row["Ratio, trend apart"] == pytest.approx(math.exp(model.params.iloc[2]))
    assert row["Trend apart, from"] == pytest.approx(low, rel=1e-4)
    assert row["Trend apart, to"] == pytest.approx(high, rel=1e-4)
    assert high < 1


def test_the_rows_behind_are_those_that_were_counted(reader: Reader, found: Answer) -> None:
    panel = found.panels["actions"]
    table = panel.table.set_index("Cause")

    totals = {key: rows_behind(reader, rows).total for key, rows in panel.rows.items()}

    day = "Corrective action: refund reminders, 1 Dec 2025"
    assert totals[f"Refund delay before {day}"] == table.loc["Refund delay", "Before"] == 340
    assert totals[f"Refund delay after {day}"] == table.loc["Refund delay", "After"] == 224
    assert set(panel.frames["actions"]["key"]) <= set(totals)


def test_actions_too_early_or_too_late_are_named_with_what_they_lack(found: Answer) -> None:
    assert found.sentences[-1] == (
        "Cannot be judged: “New delivery partner” of 1 Jun 2025 (8 of 12 whole months before it), "
        "“Online chat for everyone” of 1 Apr 2026 (5 of 6 whole months after it) and “App update "
        "4.2” of 1 Aug 2026 (1 of 6 whole months after it)."
    )


def test_the_period_above_changes_nothing(reader: Reader, found: Answer) -> None:
    month = Question(Filters(Period(date(2026, 9, 1), date(2026, 9, 30))))

    assert answer_from("actions", reader, month).to_json() == found.to_json()


def test_how_says_method_source_n_and_a_sentence_to_say_aloud(found: Answer) -> None:
    how = found.panels["actions"].how

    for word in ("exact conditional", "Przyborowski", "quasi-Poisson", "Lopez Bernal", "washout",
                 "Regression to the mean", "1,087 complaints", "Benjamini"):  # fmt: skip
        assert word in how
    assert how.endswith(f"**To say aloud:** {found.sentences[1]}")


# Planted in companies of our own.


def test_an_action_that_names_no_cause_is_held_against_all(asked) -> None:
    counts = {"Late": steady(12, 4), "Lost": steady(9, 9), "Rude": steady(6, 6)}

    told = asked(
        {"complaints": complaints(counts), "cases": orders()}, (ACTED, "A new way of working")
    )

    assert verdicts(told) == dict.fromkeys(("Lost", "Rude"), "not shown yet") | {
        "Late": "effective"
    }
    chance = (
        "Of 3 comparisons that no action asked for, 1 stands out; expect at most 1 of such to be "
        "chance."
    )
    assert chance in told.sentences


def test_a_rise_in_both_views_is_worse(asked) -> None:
    rows = {"complaints": complaints({"Late": steady(5, 15)}), "cases": orders()}

    told = asked(rows, (ACTED, "Fewer drivers"))

    assert verdicts(told) == {"Late": "worse"}
    assert told.sentences[0] == "Worse: Late after “Fewer drivers”."
    assert told.sentences[1].startswith("Late rose to 2.99 times the rate before (")


def test_a_fall_that_had_begun_before_is_no_effect(asked) -> None:
    """A twentieth fewer each month, on and on: after is far below before, and nobody did it."""
    falling = [round(40 * 0.95**place) for place in range(36)]
    rows = {"complaints": complaints({"Late": falling}), "cases": orders()}

    told = asked(rows, (ACTED, "A poster against Late"))

    row = told.panels["actions"].table.iloc[0]
    assert row["Likely to"] < 1
    assert row["Verdict"] == "not shown yet"
    assert told.sentences[1].endswith("the two views do not agree.")


def test_complaints_that_vanish_altogether_are_an_effect(asked) -> None:
    silent = [8 if month <= "2024-12" else 0 for month in MONTHS]
    rows = {"complaints": complaints({"Late": silent, "Lost": steady(6, 6)}), "cases": orders()}

    told = asked(rows, (ACTED, "No more Late"))

    assert verdicts(told) == {"Late": "effective"}
    assert told.sentences[1].startswith("Late fell by 100 % (likely 9")


def test_a_cause_that_nobody_had_before_has_no_ratio(asked) -> None:
    new = [0 if month < "2025" else 6 for month in MONTHS]
    rows = {"complaints": complaints({"App": new, "Late": steady(6, 6)}), "cases": orders()}

    told = asked(rows, (ACTED, "App update"))

    assert told.sentences[1] == (
        "App after “App update” of 1 Dec 2024: not shown yet. There was no such complaint before, "
        "and 66 after."
    )
    assert pd.isna(told.panels["actions"].table.iloc[0]["Ratio"])


def test_pure_chance_is_rarely_called_an_effect() -> None:
    """200 companies of 8 causes in which nothing changes: hardly one comparison stands out."""
    dice = np.random.default_rng(5)
    event = Event(1, ACTED, "Nothing", "", "")
    after = np.arange(36) >= 24
    hits = 0
    for _ in range(200):
        told = screened(
            [
                judged(
                    event,
                    str(cause),
                    Months(np.arange(36.0), dice.poisson(9, 36) * 1.0, np.ones(36), after),
                    named=False,
                )
                for cause in range(8)
            ]
        )
        hits += any(one.verdict is not NOT_SHOWN for one in told)
    assert hits <= 10


def test_without_exposure_complaints_are_counted_a_day(asked) -> None:
    told = asked({"complaints": complaints({"Late": steady(12, 4)})}, (ACTED, "Fewer Late"))

    row = told.panels["actions"].table.iloc[0]
    before, after = row["Before"] / (365 + 366 - 31), row["After"] / (365 - 31)
    assert row["Ratio"] == pytest.approx(after / before)
    assert "nothing to count them against" in told.panels["actions"].how


# Odd data.


@pytest.mark.parametrize(
    ("rows", "events", "sentence"),
    [
        ({}, [], NO_EVENT),
        ({}, [(ACTED, "Something")], NO_MONTHS),
        ({"complaints": complaints({"Late": steady(5, 5)})}, [], NO_EVENT),
        ({"complaints": complaints({"Late": steady(5, 5)})}, [(date(2019, 1, 1), "Long ago")],
         "No noted action lies within the days of the data."),
        ({"complaints": complaints({"Late": steady(5, 5)})}, [(date(2025, 11, 2), "Just now")],
         "No action can be judged yet."),
        ({"complaints": [row | {"occurred_at": None} for row in complaints({"A": steady(1, 1)})]},
         [(ACTED, "Something")], NO_MONTHS),
        ({"cases": orders(1)}, [(ACTED, "Something")], "No action can be judged yet."),
    ],
    ids=["empty", "only an event", "no event", "before all data", "too new", "no dates",
         "no complaint"],
)  # fmt: skip
def test_what_cannot_be_judged_is_said(rows, events, sentence: str, asked) -> None:
    told = asked(rows, *events)

    assert told.sentences[0] == sentence
    assert told.panels["actions"].title.startswith(sentence)
    assert told.panels["actions"].is_empty


def test_one_cause_with_a_handful_of_complaints_is_too_few_to_screen(asked) -> None:
    few = [1 if number % 6 == 0 else 0 for number in range(36)]

    told = asked({"complaints": complaints({"Late": few})}, (ACTED, "Something"))

    assert told.sentences == (
        "No action can be judged yet.",
        "Cannot be judged: “Something” of 1 Dec 2024 (no cause with enough complaints around it).",
    )


def test_nothing_is_said_about_single_people(asked) -> None:
    person = Question(Filters().only("employee", "P1"))
    rows = {"complaints": complaints({"Late": steady(9, 3)}), "cases": orders()}

    assert asked(rows, (ACTED, "Training"), question=person).sentences == (NOT_JUDGED,)
    with pytest.raises(QuestionError, match="not judged by employee"):
        asked({}, question=Question(split="employee"))


@pytest.mark.parametrize(
    ("text", "causes", "named"),
    [
        ("Cause: invoice error.", ["Invoice error", "Late"], ["Invoice error"]),
        ("Fewer invoice errors, less late", ["Late", "Invoice error"], ["Invoice error", "Late"]),
        ("Against late delivery", ["Delivery", "Late delivery"], ["Late delivery"]),
        ("One thing or other, not recorded", ["Other", "not recorded"], []),
        ("Relates to nothing", ["Late"], []),
        ("Boxes (new)", ["Box", "C++ (x)"], ["Box"]),
    ],
)
def test_the_cause_a_note_names(text: str, causes: list[str], named: list[str]) -> None:
    assert causes_named(text, causes) == named


# The words, each verdict by hand.

BEFORE_NINE = Event(1, date(2025, 3, 7), "Address check", "", "")
NOBODY = np.zeros(0)


def step(ratio: float, low: float, high: float) -> Interruption:
    view = RateRatio(ratio, low, high, 0.5)
    return Interruption(view, view, view, None, 1.0, 1.0, NOBODY, NOBODY, enough=True)


def one(
    ratio: tuple[float, float, float], apart: tuple[float, float, float] | None, **more: object
) -> Judged:
    usual = Judged(
        event=BEFORE_NINE,
        cause="Invoice error",
        named=True,
        before=(100, 1000.0),
        after=(40, 800.0),
        months=(14, 9),
        ratio=RateRatio(*ratio, 0.01),
        step=step(*apart) if apart else None,
        seen=NOT_SHOWN,
        p_value=0.01,
        peak=None,
    )
    return replace(usual, **more)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (one((0.5, 0.35, 0.72), (0.6, 0.4, 0.9), verdict=EFFECTIVE),
         ("Invoice error fell by 50 % (likely 28 to 65 %) after “Address check” of 7 Mar 2025, and "
          "by 40 % (10 to 60 %) with the trend held apart: effective.")),
        (one((1.8, 1.2, 2.7), (1.6, 1.1, 2.3), verdict=WORSE),
         ("Invoice error rose to 1.80 times the rate before (likely 1.20 to 2.70) after “Address "
          "check” of 7 Mar 2025, and to 1.60 times the rate before (1.10 to 2.30) with the trend "
          "held apart: worse.")),
        (one((0.9, 0.7, 1.2), (0.95, 0.6, 1.5)),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.90 "
          "times the rate before (likely 0.70 to 1.20), which may be no change at all. To show a "
          "fall of 20 % takes about 404 complaints before; there were 100, enough for a fall of "
          "39 % or more.")),
        (one((0.9, 0.7, 1.2), (0.95, 0.6, 1.5), before=(900, 1000.0)),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.90 "
          "times the rate before (likely 0.70 to 1.20), which may be no change at all. The 900 "
          "complaints before were enough to show a fall of 20 %.")),
        (one((0.7, 0.5, 0.9), (0.9, 0.6, 1.4)),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.70 "
          "times the rate before (likely 0.50 to 0.90), but with the trend held apart 0.90 (0.60 "
          "to 1.40): the two views do not agree.")),
        (one((0.7, 0.5, 0.9), (0.7, 0.5, 0.95), seen=EFFECTIVE),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.70 "
          "times the rate before (likely 0.50 to 0.90), with the trend held apart 0.70 (0.50 to "
          "0.95); among several planned comparisons that may be chance.")),
        (one((0.7, 0.5, 0.9), (0.7, 0.5, 0.95), seen=EFFECTIVE, named=False),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.70 "
          "times the rate before (likely 0.50 to 0.90), with the trend held apart 0.70 (0.50 to "
          "0.95); among so many comparisons that may be chance.")),
        (one((0.7, 0.5, 0.9), None),
         ("Invoice error after “Address check” of 7 Mar 2025: not shown yet. The rate is 0.70 "
          "times the rate before (likely 0.50 to 0.90), but these months cannot tell it from a "
          "trend.")),
        (one((0.5, 0.35, 0.72), (0.6, 0.4, 0.9), verdict=EFFECTIVE,
             peak=Peak(RateRatio(1.6, 1.2, 2.1, 0.01), RateRatio(0.58, 0.4, 0.85, 0.01))),
         ("Invoice error fell by 50 % (likely 28 to 65 %) after “Address check” of 7 Mar 2025, and "
          "by 40 % (10 to 60 %) with the trend held apart: effective. The 3 months before were a "
          "peak (1.6 times the months earlier), and a peak passes by itself: without them the "
          "ratio is 0.58 (0.40 to 0.85).")),
    ],
    ids=["effective", "worse", "too few", "enough", "no agreement", "one of several",
         "screened out", "no trend",
         "after a peak"],
)  # fmt: skip
def test_an_action_in_words(told: Judged, sentence: str) -> None:
    assert action_sentence(told) == sentence


@pytest.mark.parametrize(
    ("p_values", "verdicts"),
    [
        ((0.04,), (EFFECTIVE,)),
        # The smallest times 2, the other times 1 but not below it: 0.06 and 0.06.
        ((0.03, 0.04), (NOT_SHOWN, NOT_SHOWN)),
        # 3 x 0.012 = 0.036, 2 x 0.02 = 0.04, then 0.2.
        ((0.02, 0.2, 0.012), (EFFECTIVE, NOT_SHOWN, EFFECTIVE)),
    ],
)
def test_several_planned_comparisons_share_one_chance_of_a_false_claim(p_values, verdicts) -> None:
    flat = (0.5, 0.3, 0.8)
    planned = [one(flat, flat, seen=EFFECTIVE, p_value=p) for p in p_values]

    assert tuple(told.verdict for told in screened(planned)) == verdicts


def test_what_was_planned_is_not_held_against_what_was_looked_at() -> None:
    flat = (0.5, 0.3, 0.8)
    looked_at = [one(flat, flat, seen=EFFECTIVE, p_value=0.9, named=False) for _ in range(30)]
    planned = one(flat, flat, seen=EFFECTIVE, p_value=0.04)

    told = screened([*looked_at, planned])

    assert [found.verdict for found in told] == [NOT_SHOWN] * 30 + [EFFECTIVE]


def test_all_actions_in_one_sentence() -> None:
    flat = (1.0, 0.8, 1.2)
    same = [one(flat, flat, cause=f"Cause {number}") for number in range(5)]

    assert summary_sentence(same[:2]) == (
        "Not shown yet: Cause 0 and Cause 1 after “Address check”"
    )
    assert summary_sentence(same) == "Not shown yet: 5 comparisons of 1 action"
    better = [replace(each, verdict=EFFECTIVE) for each in same]
    assert summary_sentence(better) == (
        "Effective: Cause 0, Cause 1, Cause 2 and 2 more after “Address check”"
    )


def test_what_chance_would_call_an_effect() -> None:
    flat = (1.0, 0.8, 1.2)
    looked = [one(flat, flat, named=False) for _ in range(12)]

    assert not chance_sentence([one(flat, flat)])
    assert chance_sentence(looked) == (
        "Of 12 comparisons that no action asked for, none stands out beyond chance."
    )
    looked[:2] = [replace(each, verdict=EFFECTIVE) for each in looked[:2]]
    assert chance_sentence(looked) == (
        "Of 12 comparisons that no action asked for, 2 stand out; expect at most 1 of such to be "
        "chance."
    )


def test_of_many_waiting_actions_the_rest_are_counted() -> None:
    assert not waiting_sentence([])
    told = waiting_sentence([(BEFORE_NINE, 3, 20)] * 5)
    assert told.endswith(
        "“Address check” of 7 Mar 2025 (3 of 12 whole months before it) and 2 more."
    )
