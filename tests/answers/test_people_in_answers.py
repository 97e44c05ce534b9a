"""Nothing is said about a person under ten cases, and nobody is judged: looked for everywhere."""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import ANSWERS, answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.choices import choices
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import measure
from cxdash.metrics.people import PeoplePolicy
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.rows import RowsAsked, rows_behind
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

CASES = {"few": 9, "ten": 10, "some": 31, "most": 120}
"""How many rated contacts each person has; each has a third as many complaints."""

VERDICTS = {"better", "worse", "higher", "lower", "outside limits", "run of 8"}


@pytest.fixture(scope="module")
def reader(tmp_path_factory) -> Reader:
    workspace = Workspace(tmp_path_factory.mktemp("people"))
    rated: list[dict[str, Any]] = []
    heard: list[dict[str, Any]] = []
    for person, cases in CASES.items():
        for n in range(cases):
            when = f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
            shared = {"employee": person, "process": f"Process {n % 2}", "occurred_at": when}
            shared |= {"segment": "North" if n % 3 else "South", "team": "Team"}
            rated.append({**shared, "metric_kind": "csat", "score": 1 + n % 5, "scale_low": 1,
                          "scale_high": 5, "survey": "S", "case_id": f"{person} {n}"})  # fmt: skip
            if n % 3 == 0:
                heard.append({**shared, "complaint_id": f"{person} {n}", "cause": "Late",
                              "case_id": f"{person} {n}"})  # fmt: skip
    keep(workspace, {"responses": rated, "complaints": heard})
    return reader_of(workspace)


@pytest.fixture(scope="module")
def code(reader: Reader) -> Callable[[str], str]:
    """Return a person's code, found by how many answers name it."""
    rows = reader.facts.rows("select count(*), employee from responses group by 2")
    by_cases = {int(n): str(employee) for n, employee in rows}
    return lambda person: by_cases[CASES[person]]


def everything(found: Answer) -> str:
    """Return all a reader could get out of an answer, frames and keys of rows included."""
    frames = [
        frame.to_csv()
        for panel in found.panels.values()
        for frame in (*panel.frames.values(), panel.table)
    ]
    keys = [key for panel in found.panels.values() for key in panel.rows]
    return "\n".join([*frames, *keys, json.dumps(found.to_json())])


SPLIT_BY_PEOPLE = [
    ("trend", Question(split="employee")),
    ("trend", Question(split="employee", compare="rest")),
    ("trend", Question(split="employee", metric="touches")),
    ("trend", Question(split="employee", metric="complaints")),
    ("touchpoints", Question(split="employee")),
    ("touchpoints", Question(split="employee", metric="complaints")),
    ("touchpoints", Question()),
    ("overview", Question()),
    ("complaints", Question()),
]


@pytest.mark.parametrize(("name", "question"), SPLIT_BY_PEOPLE)
def test_a_person_with_nine_cases_is_nowhere(
    name: str, question: Question, reader: Reader, code
) -> None:
    assert code("few") not in everything(answer_from(name, reader, question))


@pytest.mark.parametrize(("name", "question"), SPLIT_BY_PEOPLE)
def test_no_person_has_a_verdict(name: str, question: Question, reader: Reader, code) -> None:
    found = answer_from(name, reader, question)

    codes = {code(person) for person in CASES}
    for panel in found.panels.values():
        for frame in panel.frames.values():
            about = frame[frame.isin(codes).any(axis=1)]
            assert not about.isin(VERDICTS).any(axis=None)
            assert "change" not in about or about["change"].isna().all()


WHY_NOTHING = (
    "ewer than 10",
    "Nothing is measured",
    "People are neither compared nor judged here",
    "People are compared only when everyone is in view",
)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("split", [None, "segment", "process"])
def test_nothing_is_told_of_nine_cases_one_asks_for(
    name: str, split: str | None, reader: Reader, code
) -> None:
    where = Filters().only("employee", code("few"))

    found = answer_from(name, reader, Question(where, split=split))

    for panel in found.panels.values():
        for frame in panel.frames.values():
            numbers = frame.select_dtypes("number").drop(columns=["phase"], errors="ignore")
            assert numbers.fillna(0).eq(0).all(axis=None), (panel.title, frame)
    words = " ".join(found.sentences)
    assert any(why in words for why in WHY_NOTHING), words


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("split", [None, "segment", "process"])
def test_a_person_one_asks_for_has_numbers_and_no_verdict(
    name: str, split: str | None, reader: Reader, code
) -> None:
    where = Filters().only("employee", code("most"))

    found = answer_from(name, reader, Question(where, split=split))

    assert not found.findings
    for panel in found.panels.values():
        for frame in panel.frames.values():
            assert not frame.isin(VERDICTS).any(axis=None), panel.title
            counted = frame.get("n", pd.Series(dtype=float)).dropna()
            assert not counted.between(1, 9).any(), (panel.title, frame)


def test_a_map_of_a_person_has_each_cell_once_where_a_segment_is_too_small_to_be_told(
    tmp_path,
) -> None:
    touched = [
        {"employee": "Ann", "process": "Delivery", "segment": segment, "occurred_at": "2025-03-01",
         "case_id": f"{segment} {n}"}
        for segment, touches in (("North", 40), ("West", 14), ("South", 12))
        for n in range(touches)
    ]  # fmt: skip
    rated = [
        {**one, "metric_kind": "csat", "score": 4, "scale_low": 1, "scale_high": 5, "survey": "S"}
        for one in touched
        if one["case_id"] not in {f"South {n}" for n in range(6, 12)}
    ]
    workspace = Workspace(tmp_path / "home")
    keep(workspace, {"touches": touched, "responses": rated})
    reader = reader_of(workspace)
    [(ann,)] = reader.facts.rows("select distinct employee from responses")
    of_ann = Question(Filters().only("employee", str(ann)))

    cells = answer_from("touchpoints", reader, of_ann).panels["matrix"].frames["cells"]

    # Six answers from the South are too few, and the West's go along: else both could be told.
    told = dict(zip(cells["column"], cells["n"], strict=True))
    assert len(cells) == len(told) == 3
    assert told["North"] == 40
    assert pd.isna(told["South"])
    assert pd.isna(told["West"])


def test_one_persons_months_of_few_cases_are_gaps(reader: Reader, code) -> None:
    """31 answers over twelve months: two or three a month, none of them shown."""
    where = Filters().only("employee", code("some"))

    found = answer_from("trend", reader, Question(where, grain="month"))

    assert found.panels["trend"].frames["points"]["value"].isna().all()
    assert found.sentences[1].startswith("Satisfied customers: ")
    assert "31 answers" in found.sentences[1]


def test_people_are_listed_by_code(reader: Reader) -> None:
    found = answer_from("touchpoints", reader, Question(split="employee"))

    listed = found.panels["people"].table["Employee"].tolist()
    rows = found.panels["matrix"].frames["cells"]["row"].drop_duplicates().tolist()
    groups = answer_from("trend", reader, Question(split="employee")).panels["comparison"]
    compared = groups.frames["groups"]["group"].tolist()
    assert listed == sorted(listed)
    assert rows == sorted(rows)
    assert compared == sorted(compared)


def test_the_choices_offer_people_by_code_and_only_with_ten_cases(reader: Reader, code) -> None:
    # "few" has 9 answers and 3 complaints of the same cases: 9 contacts, not 12.
    assert choices(reader)["employee"] == sorted(
        code(person) for person in CASES if person != "few"
    )


def test_complaints_are_never_ranked_by_person(reader: Reader) -> None:
    with pytest.raises(QuestionError, match="not ranked by employee"):
        answer_from("complaints", reader, Question(split="employee"))


def test_a_rate_of_one_person_needs_ten_events_where_its_exposure_is_everyones(tmp_path) -> None:
    """Orders name nobody's cause: a rate by cause of one person rests on its complaints."""
    workspace = Workspace(tmp_path)
    shared = {"employee": "P", "occurred_at": "2025-03-01"}
    keep(
        workspace,
        {
            "complaints": [
                {**shared, "complaint_id": f"C{n}", "cause": "Rare" if n < 3 else "Common"}
                for n in range(40)
            ],
            "touches": [{**shared, "touch_id": f"T{n}"} for n in range(500)],
        },
    )
    reader = reader_of(workspace)
    person = reader.facts.rows("select distinct employee from contacts")[0][0]
    where = Filters().only("employee", str(person))

    found = measure(reader, metric_named("complaint_rate"), filters=where, by=("cause",))

    # One hidden cause would follow from the total, so the other is hidden too.
    assert found["suppressed"].tolist() == [True, True]
    assert found["value"].isna().all()


def grid(*counts: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(counts, columns=["employee", "segment", "n"]).assign(value=1.0)


def told(frame: pd.DataFrame, *by: str) -> dict[tuple[str, str], bool]:
    guarded = PeoplePolicy().guard(frame, count="n", by=by)
    keys = zip(guarded["employee"], guarded["segment"], strict=True)
    return dict(zip(keys, ~guarded["suppressed"], strict=True))


def test_exactly_one_hidden_person_takes_the_next_smallest_along() -> None:
    found = told(grid(("A", "-", 9), ("B", "-", 50), ("C", "-", 12)), "employee")

    assert found == {("A", "-"): False, ("B", "-"): True, ("C", "-"): False}


def test_two_hidden_people_hide_each_other() -> None:
    found = told(grid(("A", "-", 9), ("B", "-", 1), ("C", "-", 12)), "employee")

    assert found == {("A", "-"): False, ("B", "-"): False, ("C", "-"): True}


def test_what_is_hidden_along_may_not_be_given_away_in_its_turn() -> None:
    """A's row hides A North, so A South goes along; then column South must hide one more."""
    frame = grid(
        ("A", "North", 5), ("A", "South", 40), ("B", "North", 6), ("B", "South", 50),
        ("C", "North", 70), ("C", "South", 60),
    )  # fmt: skip

    found = told(frame, "employee", "segment")

    for row in "ABC":
        assert sum(not found[row, column] for column in ("North", "South")) != 1
    for column in ("North", "South"):
        assert sum(not found[row, column] for row in "ABC") != 1


def test_one_persons_hidden_segment_takes_another_along() -> None:
    frame = grid(("A", "North", 5), ("A", "South", 40), ("A", "West", 60))

    found = told(frame, "segment")

    assert [found["A", name] for name in ("North", "South", "West")] == [False, False, True]


def test_rows_of_too_few_cases_are_not_shown_nor_counted(reader: Reader, code) -> None:
    where = Filters().only("employee", code("few"))

    for table in ("responses", "ratings", "contacts", "complaints"):
        for most in (500, None):
            found = rows_behind(reader, RowsAsked(table, where), most=most)
            assert found.frame.empty
            assert found.total == 0
            assert found.why_none == "Fewer than 10 cases: too few to show."


def test_rows_name_only_people_with_ten_cases_among_them(reader: Reader, code) -> None:
    south = Filters().only("segment", "South")

    for most in (500, None):
        found = rows_behind(reader, RowsAsked("responses", south), most=most)
        named = found.frame["Employee"].dropna().value_counts()
        # South has a third of everyone's answers: 3, 4, 11 and 40.
        assert found.total == len(found.frame) == 58
        assert named.to_dict() == {code("some"): 11, code("most"): 40}


def test_every_row_names_its_file_and_line(reader: Reader) -> None:
    found = rows_behind(reader, RowsAsked("complaints", Filters()))

    assert found.frame.columns[:2].tolist() == ["File", "Line"]
    assert set(found.frame["File"]) == {"x.csv"}
    assert found.frame["Line"].min() == 2


def test_everyone_but_one_does_not_give_that_one_away(
    reader: Reader, code: Callable[[str], str]
) -> None:
    all_but_few = tuple(code(person) for person in CASES if person != "few")
    all_but_ten = tuple(code(person) for person in CASES if person != "ten")
    csat = metric_named("csat")

    hidden = measure(reader, csat, filters=Filters().only("employee", *all_but_few))
    shown = measure(reader, csat, filters=Filters().only("employee", *all_but_ten))

    # 9 answers are left over by the first, 10 by the second.
    assert hidden[["n", "total", "value"]].isna().all(axis=None)
    assert shown["n"].tolist() == [sum(CASES.values()) - CASES["ten"]]
    rows = rows_behind(reader, RowsAsked("responses", Filters().only("employee", *all_but_few)))
    assert (len(rows.frame), rows.total) == (0, 0)


def test_everyone_but_one_in_one_process_does_not_give_that_one_away(
    reader: Reader, code: Callable[[str], str]
) -> None:
    # "ten" has 10 answers, but only 5 in each process.
    filters = Filters().only("employee", *(code(person) for person in CASES if person != "ten"))

    found = measure(reader, metric_named("csat"), filters=filters, by=("process",))

    assert found["suppressed"].all()
    assert found["n"].isna().all()
