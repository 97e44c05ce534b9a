"""What drives satisfaction, for answers whose drivers are known by hand."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.no_driver_sentences import NO_TOGETHER, NONE_HERE
from cxdash.answers.open import answer_from
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]
OVERALL, DELIVERY, PRODUCT = "Overall, how was it?", "Delivery", "Product"
EVERYTHING = Question()


def submission(number: int, scores: dict[str, float | None], **shared: object) -> list[Row]:
    """Return one respondent's answers, a row for each question that is answered."""
    return [
        {
            "response_id": f"R{number}",
            "customer_id": f"C{number}",
            "occurred_at": "2025-03-14 10:00",
            "survey": "Review",
            "question": question,
            "metric_kind": "csat",
            "score": score,
            "scale_low": 1,
            "scale_high": 5,
        }
        | shared
        for question, score in scores.items()
        if score is not None
    ]


def balanced(times: int) -> list[dict[str, float | None]]:
    """Return every combination of two aspects equally often; overall is 1 + 3 of one + 1 of other.

    The aspects do not go together, so each explains its own part of the variance: 9 to 1, and
    both all of it.
    """
    return [
        {OVERALL: 1.0 + 3 * good + fine, DELIVERY: 1.0 + 4 * good, PRODUCT: 1.0 + 4 * fine}
        for good in (0, 1)
        for fine in (0, 1)
        for _ in range(times)
    ]


@pytest.fixture
def reader_for(tmp_path: Path) -> Callable[[Sequence[Row]], Reader]:
    def made(rows: Sequence[Row]) -> Reader:
        workspace = Workspace(tmp_path / "workspace")
        if rows:
            keep(workspace, {"responses": rows})
        return reader_of(workspace)

    return made


def asked(reader: Reader, question: Question = EVERYTHING) -> Answer:
    return answer_from("drivers", reader, question)


def rows_of(scores: Sequence[dict[str, float | None]], **shared: object) -> list[Row]:
    return [row for number, one in enumerate(scores) for row in submission(number, one, **shared)]


def shares(found: Answer) -> dict[str, float]:
    frame = found.panels["drivers"].frames["aspects"]
    return dict(zip(frame["aspect"], frame["share"].round(6), strict=True))


def test_two_aspects_that_do_not_go_together_share_as_their_variances(reader_for) -> None:
    found = asked(reader_for(rows_of(balanced(100))))

    assert shares(found) == {DELIVERY: 0.9, PRODUCT: 0.1}
    assert found.sentences[0].startswith(
        "“Delivery” goes with “Overall, how was it?” most: 90 % of what the 2 aspects explain"
    )
    assert found.sentences[1].startswith("Together they explain all differences")
    assert "400 answers to every aspect" in found.sentences[1]
    assert "Goes with, not causes" in found.sentences[-1]


def test_two_aspects_that_say_the_same_share_alike(reader_for) -> None:
    """Both always rated alike, overall follows: each order gives the first one everything."""
    scores: list[dict[str, float | None]] = [
        {OVERALL: float(step), DELIVERY: float(step), PRODUCT: float(step)}
        for step in range(1, 6)
        for _ in range(80)
    ]
    assert shares(asked(reader_for(rows_of(scores)))) == {DELIVERY: 0.5, PRODUCT: 0.5}


def test_the_map_counts_the_two_best_boxes_of_everybody_who_rated(reader_for) -> None:
    scores = balanced(100)
    for one in scores[:40]:  # both aspects were a 1
        one[PRODUCT] = None

    found = asked(reader_for(rows_of(scores)))

    places = found.panels["driver_map"].frames["aspects"].set_index("aspect")
    assert places.loc[DELIVERY, ["well", "n"]].tolist() == [0.5, 400]
    assert places.loc[PRODUCT, ["well", "n"]].tolist() == [200 / 360, 360]
    table = found.panels["driver_map"].table.set_index("Aspect")
    assert table.loc[DELIVERY, "Mean score"] == 3
    assert (
        "40 of 400 (10 %) who answered the overall question skipped an aspect and are left out of "
        "the shares." in found.sentences
    )


def test_fewer_than_300_answers_stand_in_the_order_of_the_alphabet(reader_for) -> None:
    rows = rows_of([{**one, "Z": one[DELIVERY]} for one in balanced(25)])
    found = asked(reader_for(rows))

    frame = found.panels["drivers"].frames["aspects"]
    assert frame["aspect"].tolist() == [DELIVERY, PRODUCT, "Z"]
    assert set(frame["place"]) == {""}
    assert "100 answers do not settle which comes first" in found.sentences[0]


@pytest.mark.parametrize(
    ("times", "panels"), [(12, set()), (13, {"drivers", "driver_map", "contrast"})]
)
def test_under_fifty_complete_answers_nothing_is_said_of_drivers(
    times: int, panels: set[str], reader_for
) -> None:
    found = asked(reader_for(rows_of(balanced(times))))

    assert set(found.panels) == panels
    assert found.sentences[0].startswith("Too few to say") == (not panels)


def test_the_reader_may_choose_another_outcome(reader_for) -> None:
    reader = reader_for(rows_of([{**one, "Invoice": one[PRODUCT]} for one in balanced(100)]))

    found = asked(reader, Question(Filters().only("question", DELIVERY)))

    # Delivery and the others do not go together; the question about the whole is no aspect.
    assert set(shares(found)) == {PRODUCT, "Invoice"}
    assert "“Delivery”" in found.sentences[0]


def test_the_metric_decides_between_two_questions_about_the_whole(reader_for) -> None:
    likely = "How likely are you to recommend us?"
    rows = rows_of(balanced(100))
    for number, one in enumerate(balanced(100)):
        rows += submission(
            number, {likely: 2 * (one[OVERALL] or 0)}, metric_kind="nps", scale_low=0, scale_high=10
        )
    reader = reader_for(rows)

    assert f"“{OVERALL}”" in asked(reader).sentences[0]
    recommend = asked(reader, Question(metric="nps"))
    assert f"“{likely}”" in recommend.sentences[0]
    assert set(shares(recommend)) == {DELIVERY, PRODUCT}


def test_an_aspect_that_few_rated_or_all_rated_alike_is_not_weighed(reader_for) -> None:
    scores = [
        {**one, "Installation": 4.0 if number % 4 == 0 else None, "Packaging": 5.0}
        for number, one in enumerate(balanced(100))
    ]
    found = asked(reader_for(rows_of(scores)))

    assert set(shares(found)) == {DELIVERY, PRODUCT}
    assert (
        "Not weighed, because fewer than half rated it: “Installation”. Not weighed, because "
        "everybody rated it alike: “Packaging”." in found.sentences
    )


def test_one_aspect_has_nothing_to_be_weighed_against(reader_for) -> None:
    scores = [{OVERALL: one[OVERALL], DELIVERY: one[DELIVERY]} for one in balanced(100)]
    found = asked(reader_for(rows_of(scores)))

    assert found.panels == {}
    assert found.sentences[0].startswith("“Delivery” alone stands beside “Overall, how was it?”")
    assert "explains 90 % of its differences" in found.sentences[0]


def test_a_score_that_never_differs_has_no_drivers(reader_for) -> None:
    found = asked(reader_for(rows_of([{**one, OVERALL: 5.0} for one in balanced(100)])))

    assert found.panels == {}
    assert found.sentences[0].startswith("All 400 answers to “Overall, how was it?” are the same")


def test_aspects_that_never_differ_are_no_drivers(reader_for) -> None:
    scores = [{**one, DELIVERY: 5.0, PRODUCT: 4.0} for one in balanced(100)]
    found = asked(reader_for(rows_of(scores)))

    assert found.panels == {}
    assert found.sentences[0].startswith("No aspect can be weighed")


def test_more_than_twelve_aspects_are_weighed_too(reader_for) -> None:
    scores = [
        {
            **one,
            **{
                f"Extra {place}": 1.0 + (number * place + number // 7) % 5 for place in range(1, 12)
            },
        }
        for number, one in enumerate(balanced(100))
    ]
    found = asked(reader_for(rows_of(scores)))

    told = shares(found)
    assert len(told) == 13
    assert sum(told.values()) == pytest.approx(1, abs=1e-5)
    assert max(told, key=lambda name: told[name]) == DELIVERY


@pytest.mark.parametrize("rows", [[], rows_of([{OVERALL: 4.0}] * 400)])
def test_without_two_questions_a_sentence_says_what_to_load(rows: list[Row], reader_for) -> None:
    found = asked(reader_for(rows))

    assert found.sentences == (NO_TOGETHER,)
    assert found.panels == {}


def test_filters_that_leave_none_of_such_answers_are_to_blame(reader_for) -> None:
    rows = [
        *rows_of(balanced(20), segment="Retail"),
        *submission(900, {"Easy?": 4.0}, survey="After a call", segment="Hotels"),
    ]
    found = asked(reader_for(rows), Question(Filters().only("segment", "Hotels")))

    assert found.sentences == (NONE_HERE,)


def test_a_question_that_was_asked_alone_has_no_drivers(reader_for) -> None:
    alone = {"survey": "After a call", "question": "Easy?", "response_id": "X1"}
    rows = [*rows_of(balanced(100)), *submission(900, {"Easy?": 4.0}, **alone)]
    found = asked(reader_for(rows), Question(Filters().only("question", "Easy?")))

    assert found.sentences[0].startswith("Nobody here answered “Easy?” together with another")


def test_two_surveys_with_the_same_answer_ids_stay_apart(reader_for) -> None:
    other = rows_of([{"Easy?": 5.0, "Quick?": 1.0}] * 400, survey="After a call")
    found = asked(reader_for([*rows_of(balanced(100)), *other]))

    assert set(shares(found)) == {DELIVERY, PRODUCT}


def test_without_an_answer_id_one_line_or_one_moment_is_one_submission(reader_for) -> None:
    """A file with a column for each question, and one with a line for each question."""
    by_line = [
        row | {"response_id": None, "customer_id": None, "source_line": number + 2}
        for number, one in enumerate(balanced(100))
        for row in submission(number, one)
    ]
    by_moment = [
        row | {"response_id": None, "survey": "Long", "occurred_at": "2025-04-02 12:00"}
        for number, one in enumerate(balanced(110))
        for row in submission(number, one)
    ]
    for place, row in enumerate(by_moment):
        row["source_line"] = 10_000 + place
    reader = reader_for([*by_line, *by_moment])

    for survey, people in (("Review", 400), ("Long", 440)):
        found = asked(reader, Question(Filters().only("survey", survey)))
        assert shares(found) == {DELIVERY: 0.9, PRODUCT: 0.1}
        assert f"{people} answers to every aspect" in found.sentences[1]


def test_a_segment_has_drivers_of_its_own(reader_for) -> None:
    swapped = [
        {OVERALL: one[OVERALL], DELIVERY: one[PRODUCT], PRODUCT: one[DELIVERY]}
        for one in balanced(100)
    ]
    rows = [
        *rows_of(balanced(100), segment="Retail"),
        *(
            row | {"response_id": f"H{row['response_id']}", "customer_id": f"H{row['customer_id']}"}
            for row in rows_of(swapped, segment="Hotels")
        ),
    ]
    reader = reader_for(rows)

    for segment, first in (("Retail", DELIVERY), ("Hotels", PRODUCT)):
        told = shares(asked(reader, Question(Filters().only("segment", segment))))
        assert told[first] == 0.9


def test_a_filter_by_process_takes_the_answers_it_touched(reader_for) -> None:
    rows = rows_of(balanced(100))
    for row in rows:
        row["process"] = "Billing" if int(row["response_id"][1:]) % 2 else "Delivery"
    found = asked(reader_for(rows), Question(Filters().only("process", "Billing")))

    assert "200 answers do not settle" in found.sentences[0]
    assert found.panels["drivers"].rows[DELIVERY].table == "ratings"


def test_people_are_not_judged_by_what_drives_their_customers(reader_for) -> None:
    rows = rows_of(balanced(100), employee="P1")
    found = asked(reader_for(rows), Question(Filters().only("employee", "P1")))

    assert found.sentences == (NOT_JUDGED,)
    assert found.panels == {}


def test_a_filter_that_answers_do_not_know_is_named(reader_for) -> None:
    found = asked(reader_for(rows_of(balanced(100))), Question(Filters().only("cause", "Late")))

    assert found.sentences == (
        "Survey answers do not name the cause: clear that filter to see what drives them.",
    )


def test_expectations_stand_beside_what_drives_satisfaction(reader_for) -> None:
    """40 answers: 20 a step above what was expected, 10 at it, 10 below."""
    scores = [4.0] * 20 + [3.0] * 10 + [2.0] * 10
    found = asked(reader_for(rows_of([{"Served?": one} for one in scores], expected_score=3)))

    row = found.panels["expected"].table.iloc[0]
    assert row[["Question", "Survey"]].tolist() == ["Served?", "Review"]
    assert row[["Got more", "As expected", "Got less"]].tolist() == [0.5, 0.25, 0.25]
    assert row[["Mean given", "Mean expected", "Mean gap", "Answers"]].tolist() == [
        3.25, 3.0, 0.25, 40,
    ]  # fmt: skip
    assert found.sentences == (NO_TOGETHER,)


def test_a_few_expectations_are_too_few(reader_for) -> None:
    found = asked(reader_for(rows_of([{"Served?": 4.0}] * 12, expected_score=3)))

    assert found.panels["expected"].is_empty
    assert found.panels["expected"].title.startswith("Too few to say whether expectations")
