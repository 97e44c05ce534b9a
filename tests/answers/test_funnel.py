"""Places are held against what their mix lets expect; what is planted is found, noise is not."""

from datetime import date
from typing import Any

import pandas as pd
import pytest
from scipy.stats import poisson

from cxdash.answers.answer import Answer
from cxdash.answers.funnel import METRICS_DRAWN, funnel
from cxdash.answers.open import answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Rows = list[dict[str, Any]]
CSAT = {"metric_kind": "csat", "scale_low": 1, "scale_high": 5, "survey": "S", "question": "Q"}
LAST_YEAR = Filters(Period(date(2025, 10, 1), date(2026, 9, 30)))
SINCE_JUNE = Filters(Period(date(2025, 6, 1), date(2026, 9, 30)))
APART = ["better than expected", "worse than expected"]


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def answers(cells: dict[tuple[str, str], tuple[int, int]]) -> Rows:
    """Return so many satisfied of so many answers of each process and segment."""
    return [
        {**CSAT, "response_id": f"{process} {segment} {place}", "occurred_at": "2025-03-01",
         "score": 5 if place < hits else 2, "process": process, "segment": segment}
        for (process, segment), (hits, n) in cells.items()
        for place in range(n)
    ]  # fmt: skip


def asked(tmp_path, rows: dict[str, Rows], question: Question | None = None) -> Answer:
    workspace = Workspace(tmp_path)
    keep(workspace, rows)
    return answer_from("funnel", reader_of(workspace), question or Question(split="process"))


def table_of(found: Answer) -> pd.DataFrame:
    table = found.panels["funnel"].table
    return table.set_index(table.columns[0])


HARD = {
    ("Desk", "Easy"): (270, 300),
    ("Desk", "Hard"): (50, 100),
    ("Field", "Easy"): (90, 100),
    ("Field", "Hard"): (150, 300),
}
"""Nine in ten of the easy are satisfied and half of the hard, wherever they are served."""


def test_who_serves_the_hard_ones_is_as_expected(tmp_path) -> None:
    found = asked(tmp_path, {"responses": answers(HARD)})

    table = table_of(found)
    # By hand: Desk 300 x 0.9 + 100 x 0.5 = 320 of 400; Field 90 + 150 = 240 of 400.
    assert table["Expected of its mix"].tolist() == pytest.approx([0.8, 0.6])
    assert table["Satisfied customers"].tolist() == pytest.approx([0.8, 0.6])
    assert set(table["Verdict"]) == {"as expected"}
    assert found.sentences[0] == (
        "Satisfied customers: no process lies beyond what chance and its mix of segments explain "
        "(2 compared)."
    )


def test_without_segments_the_same_place_stands_out_and_it_says_nothing_is_held(tmp_path) -> None:
    rows = [row | {"segment": None} for row in answers(HARD)]

    found = asked(tmp_path, {"responses": rows})

    assert set(table_of(found)["Verdict"]) == set(APART)
    assert "lie beyond what chance explains: Desk is better, 80.0 % (likely" in found.sentences[0]
    assert "Nothing is held equal" in found.panels["funnel"].how


BAD = HARD | {
    ("Gate", "Easy"): (45, 100),
    ("Shop", "Easy"): (91, 100),
    ("Van", "Hard"): (48, 100),
}


def test_one_bad_place_is_named_and_makes_nobody_else_look_good(tmp_path) -> None:
    found = asked(tmp_path, {"responses": answers(BAD)})

    table = table_of(found)
    assert table.index[table["Verdict"].isin(APART)].tolist() == ["Gate"]
    # By hand: without Gate 451 of 500 easy ones are satisfied.
    assert table.loc["Gate", "Expected of its mix"] == pytest.approx(451 / 500)
    assert found.sentences[0] == (
        "Satisfied customers: 1 of 5 processes lies beyond what chance and its mix of segments "
        "explain: Gate is worse, 45.0 % (likely 35.6 to 54.8 %) where 90.2 % is expected."
    )
    assert found.sentences[1] == (
        "What is expected comes from the others: Gate is left out of it, so as to make nobody "
        "else look odd."
    )
    assert found.sentences[2].startswith("Fewer than 10 processes are compared, too few to tell")


def test_few_are_named_and_not_compared_and_under_ten_have_no_score(tmp_path) -> None:
    few = {("Lane", "Easy"): (10, 29), ("Hut", "Hard"): (1, 9)}

    found = asked(tmp_path, {"responses": answers(HARD | few)})

    table = table_of(found)
    assert table.loc[["Lane", "Hut"], "Verdict"].tolist() == ["too few to say"] * 2
    assert table.loc[["Lane", "Hut"], "Expected of its mix"].isna().all()
    assert table.loc["Lane", "Satisfied customers"] == pytest.approx(10 / 29)
    assert pd.isna(table.loc["Hut", "Satisfied customers"])
    assert found.sentences[-1] == "Too few to say (under 30 answers): Lane and Hut."
    assert set(found.panels["funnel"].frames["places"]["group"]) == {"Desk", "Field"}


def test_whose_customers_nobody_else_serves_is_not_held_against_itself(tmp_path) -> None:
    found = asked(tmp_path, {"responses": answers(HARD | {("Club", "Own"): (20, 60)})})

    assert table_of(found).loc["Club", "Verdict"] == "nobody to compare with"
    assert found.sentences[-1] == "Nobody else serves the customers of Club: not compared."


@pytest.mark.parametrize(
    "cells",
    [
        {("Desk", "Easy"): (40, 50)},
        {("Desk", "Easy"): (40, 40), ("Field", "Easy"): (50, 50)},
        {("Desk", "Easy"): (20, 29), ("Field", "Easy"): (20, 29)},
    ],
    ids=["one place", "all satisfied", "all small"],
)
def test_where_nothing_can_be_compared_a_sentence_says_what_it_takes(cells, tmp_path) -> None:
    found = asked(tmp_path, {"responses": answers(cells)})

    assert found.panels["funnel"].is_empty
    [told] = found.sentences
    assert told == (
        "Nothing to compare: it takes two processes of 30 answers each that serve like customers, "
        "and not all the same result."
    )


def test_people_are_refused_with_the_place_to_look(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="compared fairly"):
        funnel(reader, Question(split="employee"))

    [[code]] = reader.facts.rows("select min(employee) from touches")
    one = funnel(reader, Question(Filters().only("employee", str(code)), split="process"))
    assert one.panels["funnel"].is_empty
    assert one.sentences[0].startswith("People are neither compared nor judged here")


def test_a_mean_has_no_funnel_and_the_refusal_names_what_has(reader: Reader) -> None:
    assert METRICS_DRAWN == (
        "csat", "exceeded", "fell_short", "complaint_rate", "resolved_in_time", "kept_promises",
    )  # fmt: skip
    with pytest.raises(QuestionError, match="Use one of csat, exceeded"):
        funnel(reader, Question(metric="nps"))


def test_a_rate_that_touches_cannot_be_told_by_is_no_rate(reader: Reader) -> None:
    found = funnel(reader, Question(metric="complaint_rate", split="product"))

    [told] = found.sentences
    assert told == (
        "Too few touches say which product they are about, so nothing can be divided by them: "
        "choose another way to tell places apart, or a share in place of the rate."
    )


def test_rates_have_poisson_limits_and_silent_places_are_named(tmp_path) -> None:
    def many(process: str, touches: int, complaints: int) -> tuple[Rows, Rows]:
        shared = {"occurred_at": "2025-03-01", "process": process, "segment": "A"}
        return (
            [{"touch_id": f"{process}{n}", **shared} for n in range(touches)],
            [{"complaint_id": f"{process}{n}", **shared} for n in range(complaints)],
        )

    made = [many("Desk", 400, 40), many("Field", 400, 20), many("Shop", 200, 0)]
    touches, complaints = (
        [row for part in parts for row in part] for parts in zip(*made, strict=True)
    )

    found = asked(
        tmp_path, {"touches": touches, "complaints": complaints},
        Question(metric="complaint_rate", split="process"),
    )  # fmt: skip

    places = found.panels["funnel"].frames["places"].set_index("group")
    assert places["expected"].tolist() == [30, 30]
    assert places["apart"].tolist() == pytest.approx([4 / 3, 2 / 3])
    r = int(poisson(30).ppf(0.975))
    drawn_back = (poisson(30).cdf(r) - 0.975) / poisson(30).pmf(r)
    assert places.loc["Desk", "near_high"] == pytest.approx((r - drawn_back) / 30, abs=1e-6)
    assert any(
        told.startswith("No complaint in this view names Shop, which is")
        for told in found.sentences
    )


# --- The sample company: by hand-written queries, and against TRUTHS.md.

BY_HAND = """
with answered as (
    select distinct response_key, process, segment, channel, satisfied
    from ratings join instruments using (instrument)
    where instrument = (
            select instrument from instruments where metric_kind = 'csat' order by n desc limit 1
        )
        and score is not null and process is not null
        and occurred_on between '2025-10-01' and '2026-09-30'
),
standard as (
    select segment, channel, avg(satisfied::int) as share
    from answered where process <> 'Delivery' group by all
)
select process, count(*), sum(satisfied::int), sum(share)
from answered join standard using (segment, channel) group by process
"""


def test_observed_and_expected_are_those_of_a_query_by_hand(reader: Reader) -> None:
    found = funnel(reader, Question(LAST_YEAR, split="process"))

    by_hand = {row[0]: row[1:] for row in reader.facts.rows(BY_HAND)}
    places = found.panels["funnel"].frames["places"].set_index("group")
    assert set(by_hand) == set(places.index)
    for name, (n, seen, expected) in by_hand.items():
        assert places.loc[name, ["n", "total"]].tolist() == [n, seen]
        assert places.loc[name, "expected"] == pytest.approx(float(expected), rel=1e-9)


def flagged(reader: Reader, metric: str, split: str, filters: Filters | None = None) -> set[str]:
    table = table_of(funnel(reader, Question(filters or Filters(), metric=metric, split=split)))
    return set(table.index[table["Verdict"].isin(APART)])


def test_1_delivery_to_landlords_is_the_process_that_fell(reader: Reader) -> None:
    landlords = SINCE_JUNE.only("segment", "Landlords & housing")

    assert flagged(reader, "csat", "process", landlords) == {"Delivery"}
    assert flagged(reader, "csat", "team", landlords) == {"Delivery"}
    assert flagged(reader, "csat", "process", LAST_YEAR) == {"Delivery"}


@pytest.mark.parametrize(
    "segment", ["Retail partners", "Private households", "Hotels & hospitality"]
)
def test_noise_in_segments_nothing_happened_to_is_not_flagged(segment: str, reader: Reader) -> None:
    assert flagged(reader, "csat", "process", Filters().only("segment", segment)) == set()
    assert flagged(reader, "exceeded", "process", Filters().only("segment", segment)) == set()


def test_products_and_channels_that_no_truth_touches_are_not_flagged(reader: Reader) -> None:
    assert flagged(reader, "kept_promises", "product") == set()
    assert flagged(reader, "resolved_in_time", "product") == set()
    assert flagged(reader, "resolved_in_time", "channel") == set()


def test_3_each_channel_has_its_own_level_and_chat_the_lowest(reader: Reader) -> None:
    table = table_of(funnel(reader, Question(split="channel")))

    assert table["Verdict"].to_dict() == {
        "Phone": "better than expected",
        "E-mail": "worse than expected",
        "Online chat": "worse than expected",
    }


def test_processes_that_all_differ_widen_the_limits_and_it_says_so(reader: Reader) -> None:
    found = funnel(reader, Question(metric="complaint_rate", split="process"))

    assert "and the spread among all of them explain (10 compared)" in found.sentences[0]
    assert any(
        told.startswith("Processes differ by more than chance explains") for told in found.sentences
    )
    assert "Order taking and Sales back office" in found.sentences[-1]


def test_how_names_method_formula_n_sources_and_words_to_say(reader: Reader) -> None:
    how = funnel(reader, Question(LAST_YEAR, split="process")).panels["funnel"].how

    for part in ("Method", "Formula", "Rules", "Behind it", "Sources", "To say aloud"):
        assert f"**{part}.**" in how
    assert "exact binomial limits" in how
    assert "Held equal: the mix of segments and channels." in how
    assert "this is no ranking" in how
    assert "an answer counts once in each place that touched its case" in how
