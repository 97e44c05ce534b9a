"""Situation by situation, the exact sentence a reader is told."""

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from cxdash.answers.cause_sentences import heat_sentence, linked_sentence, pareto_sentence
from cxdash.answers.judge import Verdict
from cxdash.answers.mix_sentences import Shift, mix_sentence
from cxdash.answers.multiples_sentences import by_chance_sentence
from cxdash.answers.newest import Newest
from cxdash.answers.sentences import (
    change_sentence,
    compared_sentence,
    earlier_sentence,
    finding_sentence,
    groups_sentence,
    instrument_sentence,
    overview_sentence,
    signal_sentence,
    trend_sentence,
    value_sentence,
)
from cxdash.answers.series import Series
from cxdash.answers.touch_sentences import matrix_sentence, people_sentence, touches_sentence
from cxdash.answers.words import percent
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.customers import Touched
from cxdash.metrics.linked import Linked
from cxdash.metrics.periods import Compare, Period, label_of
from cxdash.metrics.surveys import Instrument
from cxdash.stats import (
    Difference,
    Interval,
    Kitagawa,
    KitagawaIntervals,
    chart_signals,
    control_chart,
    pareto,
)


@pytest.mark.parametrize(
    ("metric", "value", "interval", "n", "sentence"),
    [
        ("csat", 0.8214, (0.761, 0.87), 1234,
         "Satisfied customers: 82.1 % (likely 76.1 to 87.0 %; 1,234 answers)."),
        ("csat", 0.5, (0.1, 0.9), 9,
         "Satisfied customers: too few to say (9 answers; at least 10 are needed)."),
        ("csat", math.nan, (math.nan, math.nan), 1,
         "Satisfied customers: too few to say (1 answer; at least 10 are needed)."),
        ("csat", math.nan, (math.nan, math.nan), math.nan,
         "Satisfied customers: fewer than 10 cases, too few to show for one person."),
        ("nps", 32.4, (24.1, 39.2), 400,
         "Net Promoter Score: +32 (likely +24 to +39; 400 answers)."),
        ("nps", -5.2, (-14, 4.4), 100,
         "Net Promoter Score: −5 (likely −14 to +4; 100 answers)."),
        ("nps", 32.4, (-10, 60), 19,
         "Net Promoter Score: too few to say (19 answers; at least 20 are needed)."),
        ("mean_score", 4.268, (4.19, 4.34), 80,
         "Mean score: 4.27 (likely 4.19 to 4.34; 80 answers)."),
        ("complaint_rate", 99.04, (95.5, 102.6), 30940,
         "Complaint rate: 99.0 per 1,000 touches (likely 95.5 to 102.6; 30,940 touches)."),
        ("complaints", 1234, (1166, 1305), 1234, "Complaints: 1,234."),
        ("kept_promises", 1.0, (0.7, 1.0), 12,
         "Promises kept: 100.0 % (likely 70.0 to 100.0 %; 12 orders and tickets)."),
    ],
)  # fmt: skip
def test_a_value(
    metric: str, value: float, interval: tuple[float, float], n: float, sentence: str
) -> None:
    assert value_sentence(metric_named(metric), value, interval, n) == sentence


@pytest.mark.parametrize(
    ("metric", "difference", "verdict", "compare", "sentence"),
    [
        ("csat", (-0.021, -0.04, -0.002), "worse", "previous",
         ("Satisfied customers down 2.1 points against the period before "
         "(likely −4.0 to −0.2 points).")),
        ("csat", (0.05, 0.01, 0.09), "better", "year",
         ("Satisfied customers up 5.0 points against the same period last year "
         "(likely +1.0 to +9.0 points).")),
        ("csat", (0.05, 0.01, 0.09), "better", "rest",
         ("Satisfied customers 5.0 points higher than everything else "
         "(likely +1.0 to +9.0 points).")),
        ("csat", (0.01, -0.02, 0.04), "no clear difference", "previous",
         "No clear difference from the period before (likely −2.0 to +4.0 points)."),
        ("nps", (-24.2, -35.0, -14.1), "worse", "previous",
         ("Net Promoter Score down 24 points against the period before "
         "(likely −35 to −14 points).")),
        ("complaints", (30.2, 5.4, 55.1), "worse", "previous",
         "Complaints up 30 against the period before (likely +5 to +55)."),
        ("complaint_rate", (-5.41, -6.93, -3.88), "better", "previous",
         "Complaint rate down 5.4 against the period before (likely −6.9 to −3.9)."),
        ("csat", None, "too few", "previous",
         "There is too little to compare with the period before."),
    ],
)  # fmt: skip
def test_a_change(
    metric: str,
    difference: tuple[float, float, float] | None,
    verdict: Verdict,
    compare: Compare,
    sentence: str,
) -> None:
    found = Difference(*difference, p_value=0.01) if difference else None

    assert change_sentence(metric_named(metric), found, verdict, compare) == sentence


def series(shares: list[float], n: int = 1000, *, about_people: bool = False) -> Series:
    """Return a monthly series of shares from January 2024 on, the last month complete."""
    starts = pd.date_range("2024-01-01", periods=len(shares), freq="MS")
    chart = control_chart("share", [share * n for share in shares], [n] * len(shares))
    states = np.where(chart.outside, "outside limits", np.where(chart.in_run, "run of 8", "normal"))
    points = pd.DataFrame(
        {
            "start": starts,
            "label": [label_of(start.date(), "month") for start in starts],
            "value": shares,
            "center": chart.center,
            "lower": chart.lower,
            "upper": chart.upper,
            "state": states,
        }
    )
    signals = () if about_people else chart_signals(chart)
    return Series(points, chart, "month", about_people, signals=signals)


UP_AND_DOWN = [0.80, 0.82] * 6


# Limits by hand: centre ± 3·√(centre·(1 − centre)/1000)·σz, σz the mean step / 1.128.
@pytest.mark.parametrize(
    ("shares", "sentence"),
    [
        ([], "No month is complete yet, so nothing can be said about change."),
        ([0.8], ("1 month of data is too few to tell a change from the usual ups and downs; at "
                "least 12 are needed.")),
        ([0.8] * 11, ("11 months of data are too few to tell a change from the usual ups and "
                     "downs; at least 12 are needed.")),
        (UP_AND_DOWN, ("Satisfied customers: 82.0 % in Dec 2024 lies within the usual ups and "
                      "downs (75.7 to 86.3 %).")),
        ([*UP_AND_DOWN, 0.60], ("Satisfied customers: 60.0 % in Jan 2025 is outside the usual "
                               "69.6 to 89.1 %. Something real happened.")),
    ],
)  # fmt: skip
def test_a_trend(shares: list[float], sentence: str) -> None:
    assert trend_sentence(metric_named("csat"), series(shares)) == sentence


def test_a_run_names_its_length_and_side() -> None:
    told = trend_sentence(metric_named("csat"), series([0.82, 0.81] * 4 + [0.80, 0.79] * 4 + [0.8]))

    assert told == (
        "Satisfied customers: the last 9 months all lie below the average of 80.5 %. The level "
        "has shifted."
    )


def test_a_persons_trend_is_not_judged() -> None:
    told = trend_sentence(metric_named("csat"), series(UP_AND_DOWN, about_people=True))

    assert told == (
        "People are neither compared nor judged here: differences between the customers they serve "
        "are not accounted for. The touchpoints page compares them fairly."
    )


def test_groups_that_are_all_too_small_are_not_said_to_be_alike() -> None:
    groups = pd.DataFrame({"group": ["Retail"], "verdict": ["too few"], "change": [math.nan]})

    told = groups_sentence(metric_named("csat"), groups, "Segment", compare="previous")

    assert told == "By segment: too few to compare"


def test_earlier_signals_are_named() -> None:
    shares = [*UP_AND_DOWN, 0.6, *UP_AND_DOWN]

    assert earlier_sentence(series(shares), None) == (
        "Outside the usual earlier in this period: Jan 2025."
    )
    assert not earlier_sentence(series(UP_AND_DOWN), None)


def causes(**counts: int) -> str:
    found = pareto(list(counts), list(counts.values()))
    return pareto_sentence(found, dict.fromkeys(counts, 0.0), "process", causes=len(counts))


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"Late": 29}, "29 complaints: too few to speak of leading causes"),
        ({"Late": 1}, "1 complaint: too few to speak of leading causes"),
        ({"Late": 40}, "All 40 complaints have one process: Late"),
        ({"Late": 90, "Lost": 10}, "Late alone makes up 90 % of 100 complaints"),
        ({"Late": 50, "Lost": 35, "Rude": 15},
         "2 of 3 processes make up 85 % of 100 complaints; Late leads with 50 %"),
    ],
)  # fmt: skip
def test_leading_causes(counts: dict[str, int], sentence: str) -> None:
    assert causes(**counts) == sentence


def test_another_cause_may_lead_by_cost() -> None:
    found = pareto(["Late", "Lost"], [60, 40])

    told = pareto_sentence(found, {"Late": 0.15, "Lost": 0.85}, "cause", causes=2)

    assert told == (
        "2 causes share 100 complaints; Late leads with 60 %, but by cost Lost leads with 85 %"
    )


def split_of(
    mix: tuple[float, float, float], within: tuple[float, float, float]
) -> tuple[Kitagawa, KitagawaIntervals]:
    nothing = np.zeros(2)
    parts = Kitagawa(0.8, 0.8 + mix[0] + within[0], mix[0] + within[0], mix[0], within[0],
                     nothing, nothing)  # fmt: skip
    ends = Interval(parts.change - 0.01, parts.change + 0.01)
    sure = KitagawaIntervals(parts, ("a", "b"), ends, Interval(*mix[1:]), Interval(*within[1:]))
    return parts, sure


@pytest.mark.parametrize(
    ("mix", "within", "words"),
    [
        ((-0.043, -0.053, -0.035), (0.004, -0.017, 0.029),
         ("Of −3.9 points, −4.3 (likely −5.3 to −3.5) comes from a changed mix of channels (Chat: "
         "10 % of answers before, 33 % now), and +0.4 (likely −1.7 to +2.9) from within channels, "
         "which is no clear change")),
        ((-0.043, -0.053, -0.035), (0.03, 0.01, 0.05),
         ("Of −1.3 points, −4.3 (likely −5.3 to −3.5) comes from a changed mix of channels (Chat: "
         "10 % of answers before, 33 % now), and +3.0 (likely +1.0 to +5.0) from within channels, "
         "inside the channels the score moved the other way")),
        ((-0.001, -0.004, 0.002), (-0.03, -0.05, -0.01),
         ("The change of −3.1 points is not one of who answered: a changed mix of channels makes "
          "up −0.1 (likely −0.4 to +0.2)")),
    ],
)  # fmt: skip
def test_who_answered_or_how_they_were_served(
    mix: tuple[float, float, float], within: tuple[float, float, float], words: str
) -> None:
    told = mix_sentence(
        metric_named("csat"), "channel", *split_of(mix, within), Shift("Chat", 0.1, 0.33)
    )

    assert told == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (Linked(100, 50, "touches"), ""),
        (Linked(100, 3, "orders or tickets"),
         ("3 % of the complaints belong to a case or customer among these orders or tickets: the "
         "rate sets two separate files side by side.")),
        (Linked(0, 0, "touches"),
         ("No complaint names a case or customer, so whether they belong to these touches cannot "
         "be checked: the rate sets two files side by side.")),
    ],
)  # fmt: skip
def test_a_rate_of_two_separate_files(found: Linked | None, words: str) -> None:
    assert linked_sentence(found) == words


def test_where_a_cause_strikes_a_segment() -> None:
    cells = pd.DataFrame(
        [("Late", "Hotels", 300, 172.4, "more than expected"),
         ("Late", "Homes", 20, 40.0, "fewer than expected")],
        columns=["row", "column", "n", "expected", "verdict"],
    )  # fmt: skip

    assert heat_sentence(cells) == (
        "More than expected: Late for Hotels (300 where 172 were expected)"
    )
    assert heat_sentence(cells.iloc[1:]) == (
        "No cause strikes one segment more than the others beyond chance"
    )


@pytest.mark.parametrize(
    ("verdicts", "compare", "sentence"),
    [
        (["no clear difference"], "rest", "No segment differs beyond chance"),
        (["no clear difference"], "previous", "No segment changed beyond chance"),
        (["lower"], "previous", "Beyond chance: A −15.7 points"),
        (["not compared"], "year", "By segment, with nothing earlier to compare"),
        (["not compared"], None, "By segment, not compared"),
    ],
)
def test_groups(verdicts: list[str], compare: Compare | None, sentence: str) -> None:
    groups = pd.DataFrame({"group": ["A"], "change": [-0.157], "verdict": verdicts})

    assert groups_sentence(metric_named("csat"), groups, "Segment", compare=compare) == sentence


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("worse", "1 cell differs from the rest beyond chance, most of all P for S (−23.0 points)"),
        ("as the rest", "No process differs beyond chance from the rest in any cell"),
        ("not compared", "Satisfied customers by process and segment; not a comparison"),
    ],
)
def test_the_touch_map(verdict: str, sentence: str) -> None:
    cells = pd.DataFrame(
        {"row": ["P"], "column": ["S"], "value": [0.5], "change": [-0.23], "verdict": [verdict]}
    )

    assert matrix_sentence(metric_named("csat"), cells, "Process", "Segment") == sentence


def test_a_finding_and_a_signal() -> None:
    fell = Difference(-0.157, -0.198, -0.116, 0.0001)
    newest = Newest("Sep 2026", value=33.04, center=14.6, lower=6.9, upper=22.3)

    assert finding_sentence(metric_named("csat"), "Landlords", fell, 896, "previous") == (
        "Landlords: satisfied customers fell 15.7 points against the period before (likely −19.8 "
        "to −11.6 points; 896 answers)."
    )
    assert signal_sentence(metric_named("complaint_rate"), "Faults", newest) == (
        "Faults: complaint rate 33.0 per 1,000 touches in Sep 2026, where 6.9 to 22.3 is usual."
    )


def test_touches_and_people() -> None:
    assert touches_sentence(1, 1, None) == "1 touch in this view."
    assert touches_sentence(33957, 30940, Touched(3270, 3310)) == (
        "33,957 touches in this view: 30,940 recorded, 3,017 implied by answers, complaints and "
        "cases that say who dealt with them; 3,270 of 3,310 known customers were touched (99 %)."
    )
    assert touches_sentence(12, 0, None) == (
        "12 touches in this view, all implied by answers, complaints and cases that say who dealt "
        "with them."
    )
    assert people_sentence(1, 0) == "1 person touched these customers"
    assert people_sentence(40, 2) == (
        "40 people touched these customers; 2 are not shown, for too few cases"
    )


def test_the_overview() -> None:
    table = pd.DataFrame(
        [("ces", "Ease", "worse"), ("complaints", "Complaints", "better"),
         ("mean_score", "Mean score", "worse")],
        columns=["metric", "label", "verdict"],
    )  # fmt: skip

    assert overview_sentence(table) == "Ease and Mean score got worse; Complaints got better"
    assert overview_sentence(table.iloc[:0]) == (
        "No metric changed beyond chance against what it is compared with"
    )


def test_the_mean_of_answers_already_named_is_no_second_news() -> None:
    table = pd.DataFrame(
        [("csat", "Satisfied customers", "worse"), ("mean_score", "Mean score", "worse")],
        columns=["metric", "label", "verdict"],
    )

    assert overview_sentence(table) == "Satisfied customers got worse"


def test_which_days_are_compared() -> None:
    year, before = (Period(date(y, 1, 1), date(y, 12, 31)) for y in (2025, 2024))

    assert compared_sentence(year, before, "previous", narrowed=False) == (
        "1 Jan 2025 to 31 Dec 2025, compared with 1 Jan 2024 to 31 Dec 2024."
    )
    assert compared_sentence(year, None, "year", narrowed=False) == (
        "1 Jan 2025 to 31 Dec 2025; nothing earlier is loaded to compare it with."
    )
    assert compared_sentence(year, None, "rest", narrowed=True) == (
        "1 Jan 2025 to 31 Dec 2025, compared with everything else in the same days."
    )
    assert compared_sentence(year, None, "rest", narrowed=False).startswith("Everything is in view")
    assert compared_sentence(None, None, "previous", narrowed=False) == ""


def test_which_question_a_score_speaks_of() -> None:
    asked = Instrument("S · Q · (1–5)", "S", "Q", 1, 5, 100)

    assert instrument_sentence(asked, 0) == "Question: S · Q, scale 1 to 5."
    assert instrument_sentence(asked, 2) == (
        "Question: S · Q, scale 1 to 5. 2 other questions are not mixed in; choose one in the "
        "filters."
    )


def test_what_chance_alone_would_flag() -> None:
    assert by_chance_sentence(1.08, 12) == (
        "Of these 12 charts, expect about 1.1 to flag by chance alone."
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.424, "42 %"), (0.999, "over 99 %"), (1, "100 %"), (0.001, "under 1 %"), (0, "0 %")],
)
def test_a_share_in_whole_percent_never_rounds_to_all_or_none(share: float, words: str) -> None:
    assert percent(share) == words
