"""What is planted in the sample company is found, and its noise is left alone (TRUTHS.md)."""

from datetime import date

import pandas as pd
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

SIGNALS = {"outside limits", "run of 8"}
LAST_YEAR = Filters(Period(date(2025, 10, 1), date(2026, 9, 30)))


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.fixture(scope="module")
def overview(reader: Reader) -> Answer:
    return answer_from("overview", reader, Question(LAST_YEAR))


def monthly(reader: Reader, metric: str, filters: Filters, **asked: str) -> pd.DataFrame:
    question = Question(filters, metric=metric, grain="month", **asked)
    return answer_from("trend", reader, question).panels["trend"].frames["points"]


def in_segment(name: str) -> Filters:
    return Filters().only("segment", name)


def test_1_landlords_fell_for_good(reader: Reader, overview: Answer) -> None:
    points = monthly(reader, "csat", in_segment("Landlords & housing")).set_index("key")

    assert points["state"].isin(SIGNALS).sum() >= 8
    assert points.loc["2026-09", "state"] in SIGNALS
    assert points.loc["2026-09", "value"] < points.loc["2026-09", "center"]
    compared = answer_from("trend", reader, Question(LAST_YEAR, split="segment"))
    groups = compared.panels["comparison"].frames["groups"].set_index("group")
    assert groups.loc["Landlords & housing", "better"] == "worse"
    assert groups["better"].eq("worse").sum() == 1
    assert any(
        found.sentence.startswith("Landlords & housing: satisfied customers fell")
        and found.better is False
        for found in overview.findings
    )


def test_2_a_low_month_of_retail_partners_is_only_noise(reader: Reader) -> None:
    points = monthly(reader, "csat", in_segment("Retail partners")).set_index("key")

    assert points.loc["2025-05", "state"] == "normal"
    assert points.loc["2025-05", "value"] == pytest.approx(69 / 117)
    may = Filters(Period(date(2025, 5, 1), date(2025, 5, 31)))
    groups = answer_from("trend", reader, Question(may, split="segment")).panels["comparison"]
    verdicts = groups.frames["groups"].set_index("group")["verdict"]
    assert verdicts["Retail partners"] == "no clear difference"


@pytest.mark.parametrize(
    "segment", ["Retail partners", "Private households", "Hotels & hospitality"]
)
def test_noise_is_no_news(segment: str, reader: Reader) -> None:
    for metric in ("csat", "nps"):
        assert not monthly(reader, metric, in_segment(segment))["state"].isin(SIGNALS).any()


def test_3_the_overall_series_stays_inside_its_limits(reader: Reader) -> None:
    assert not monthly(reader, "csat", Filters())["state"].eq("outside limits").any()


def test_3_the_fall_is_one_of_who_answered(reader: Reader) -> None:
    half_year = Filters(Period(date(2026, 4, 1), date(2026, 9, 30)))

    mix = answer_from("trend", reader, Question(half_year)).panels["mix"]

    # By hand (TRUTHS.md): -3.9 points, mix -4.3, within +0.4.
    assert mix.title.startswith("Of −3.9 points, −4.3 (likely −5.3 to −3.5) comes from a changed")
    assert "(Online chat: 10 % of answers before, 33 % now)" in mix.title
    assert "+0.4 " in mix.title
    assert mix.title.endswith("from within channels, which is no clear change")
    assert mix.table[["From the mix", "From within"]].sum().tolist() == pytest.approx(
        [-0.0432, 0.0038], abs=5e-5
    )


def test_4_nothing_is_said_about_two_agents(reader: Reader) -> None:
    found = answer_from("touchpoints", reader, Question(LAST_YEAR, split="employee"))

    cells = found.panels["matrix"].frames["cells"]
    assert set(cells["verdict"]) <= {"not compared", "too few"}
    assert cells["change"].isna().all()
    assert cells["row"].str.fullmatch("E-[0-9A-F]{6,}").all()
    assert "HB-1" not in str(found.to_json())
    compared = answer_from("trend", reader, Question(LAST_YEAR, split="employee"))
    assert set(compared.panels["comparison"].frames["groups"]["better"]) == {"unclear"}


def test_4_two_people_with_six_and_seven_answers_have_no_score(reader: Reader) -> None:
    few = reader.facts.rows(
        "select employee from ratings where employee is not null group by 1 "
        "having count(distinct response_key) < 10"
    )

    found = answer_from("trend", reader, Question(split="employee"))

    assert len(few) == 2
    for (code,) in few:
        assert str(code) not in str(found.to_json())
    assert len(found.panels["comparison"].frames["groups"]) > 20


def test_5_one_cause_leads_by_count_another_by_cost(reader: Reader) -> None:
    found = answer_from("complaints", reader, Question())

    title = found.panels["pareto"].title
    assert "Late delivery leads with 25 %" in title
    assert "by cost Transport damage leads with" in title
    table = found.panels["pareto"].table.set_index("Cause")
    assert table.loc["Late delivery", "Complaints"] == 1523
    assert table.loc["Transport damage", "Cost"] == pytest.approx(230_361, abs=1)


def test_6_one_action_worked_and_the_other_is_not_shown_to(reader: Reader) -> None:
    since = Filters(Period(date(2025, 11, 1), date(2026, 9, 30)))

    found = answer_from("trend", reader, Question(since, metric="complaint_rate", split="cause"))

    groups = found.panels["comparison"].frames["groups"].set_index("group")
    assert groups.loc["Invoice error", "better"] == "better"
    assert groups.loc["Refund delay", "better"] == "unclear"


def test_7_a_theme_nobody_had_before_is_a_finding(reader: Reader, overview: Answer) -> None:
    faults = Filters().only("cause", "Product fault")

    points = monthly(reader, "complaint_rate", faults).set_index("key")

    assert points.loc["2026-09", "state"] == "outside limits"
    told = [found.sentence for found in overview.findings]
    assert any(sentence.startswith(("Product fault:", "App pairing")) for sentence in told)


def test_findings_name_no_person_and_no_false_channel(overview: Answer) -> None:
    assert overview.findings
    for found in overview.findings:
        assert found.p_adjusted <= 0.10
        assert not {"emp", "ch"} & set(found.link)


def test_8_the_worse_hand_over_between_internal_customers_is_found(reader: Reader) -> None:
    found = answer_from("touchpoints", reader, Question())
    cells = found.panels["matrix"].frames["cells"].set_index("key")

    back_office = cells.loc["Sales back office | Internal: Billing"]
    assert (back_office["n"], back_office["verdict"]) == (265, "worse")
    assert back_office["value"] == pytest.approx(148 / 265)
    # The same back office serves the other internal customer as well as anybody does.
    assert cells.loc["Sales back office | Internal: Logistics", "verdict"] == "as the rest"
    # Nobody else is odd: the others differ from their rest only by the two that are.
    assert set(cells.index[cells["verdict"].isin(["better", "worse"])]) == {
        "Sales back office | Internal: Billing",
        "Delivery | Landlords & housing",
    }
    assert "Internal: Billing is scored by the question" in found.panels["matrix"].how


def test_9_hotels_get_more_than_they_expected(reader: Reader) -> None:
    groups = {
        metric: answer_from(
            "trend", reader, Question(metric=metric, split="segment", compare="rest")
        )
        .panels["comparison"]
        .frames["groups"]
        .set_index("group")
        for metric in ("exceeded", "fell_short")
    }

    # By hand (TRUTHS.md): 1,028 above and 248 below of 1,652.
    hotels = "Hotels & hospitality"
    assert groups["exceeded"].loc[hotels, ["n", "total"]].tolist() == [1652, 1028]
    assert groups["fell_short"].loc[hotels, ["n", "total"]].tolist() == [1652, 248]
    assert groups["exceeded"]["better"].eq("better").sum() == 1
    assert {frame.loc[hotels, "better"] for frame in groups.values()} == {"better"}


def test_10_the_promised_day_drives_satisfaction(reader: Reader) -> None:
    found = answer_from("drivers", reader, Question())

    # By hand (TRUTHS.md): R² 0.556, shared out over all orders of entry.
    table = found.panels["drivers"].table.set_index("Aspect")
    assert table["Share"].round(3).to_dict() == {
        "Delivery on the promised day": 0.4,
        "Quality of the product": 0.239,
        "Reaching us when you need us": 0.218,
        "Friendliness of our people": 0.092,
        "Clarity of the invoice": 0.052,
    }
    assert table["Place"].tolist() == ["1", "2 to 3", "2 to 3", "4", "5"]
    assert "explain 56 % of the differences" in found.sentences[1]
    assert "1,429 answers to every aspect" in found.sentences[1]
    assert any(told.startswith("256 of 1,685 (15 %)") for told in found.sentences)
    places = found.panels["driver_map"].table.set_index("Aspect")
    well = places["Rated well"].round(3)
    assert well["Delivery on the promised day"] == 0.531
    assert well["Friendliness of our people"] == 0.807
    assert places.index[places["What to do"] == "work on first"].tolist() == [
        "Delivery on the promised day"
    ]
    assert places.loc["Clarity of the invoice", "What to do"] == "can wait"


def test_10_being_reached_drives_the_satisfaction_of_hotels(reader: Reader) -> None:
    found = answer_from("drivers", reader, Question(in_segment("Hotels & hospitality")))

    shares = found.panels["drivers"].table.set_index("Aspect")["Share"]
    assert shares.index[0] == "Reaching us when you need us"
    assert shares.round(3).tolist()[:3] == [0.502, 0.219, 0.15]
    assert found.sentences[0].startswith("“Reaching us when you need us” goes with “Overall, how")
    # Truth 9 stands beside it: 1,028 above and 248 below of 1,652.
    expected = found.panels["expected"].table.iloc[0]
    assert expected["Answers"] == 1652
    assert expected["Got more"] == pytest.approx(1028 / 1652)
    assert expected["Got less"] == pytest.approx(248 / 1652)


def test_10_the_review_changes_no_headline(reader: Reader) -> None:
    """The half-yearly review is a survey of its own: satisfaction still is that after a contact."""
    found = answer_from("trend", reader, Question())

    assert "How satisfied are you with this contact?" in found.sentences[-1]
    assert "13,041 answers" in found.sentences[1]
