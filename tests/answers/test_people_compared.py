"""People and processes are compared fairly or not at all: by code, for like customers, guarded."""

import json
import random
from collections.abc import Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cxdash.answers import people_sentences as words
from cxdash.answers.answer import Answer
from cxdash.answers.open import answer_from
from cxdash.charts.effects import effects
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.people import FEWEST_CASES, PeoplePolicy
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.metrics.rows import rows_behind
from cxdash.stats import PeopleGuards
from cxdash.stats.people_guards import FEWEST_TO_SHOW
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]

SEGMENTS = {"Easy": 0.9, "Hard": 0.6}
PROCESSES = ("Hotline", "Delivery", "Billing", "Returns", "Repairs", "Orders", "Refunds", "Visits")
QUESTION = {"metric_kind": "csat", "scale_low": 1, "scale_high": 5, "survey": "S", "question": "Q"}
TEN = [f"P{number}" for number in range(10)]
LAST_YEAR = Filters(Period(date(2025, 10, 1), date(2026, 9, 30)))


def rated(  # noqa: PLR0913 - all that makes one person's answers
    person: str | None,
    answers: int,
    *,
    hard: float = 0.5,
    less: float = 0.0,
    processes: Sequence[str] = PROCESSES,
    worse: str = "",
) -> list[Row]:
    """Return one person's answers: exactly the share of them satisfied that the segment allows.

    Args:
        person: Who touched the case.
        answers: How many.
        hard: The share of them from the hard segment.
        less: How much less often this person satisfies.
        processes: Who dealt with them, in turn.
        worse: A process that satisfies 30 points less often.
    """
    rows: list[Row] = []
    numbers = count(1)
    difficult = round(answers * hard)
    for segment, size in (("Hard", difficult), ("Easy", answers - difficult)):
        for place in range(size):
            process = processes[place % len(processes)]
            chance = SEGMENTS[segment] - less - (0.3 if process == worse else 0)
            turn = place // len(processes)
            # Satisfied answers are spread evenly over each process.
            is_satisfied = int((turn + 1) * chance + 0.5) > int(turn * chance + 0.5)
            n = next(numbers)
            rows.append({**QUESTION, "employee": person, "process": process, "segment": segment,
                         "score": 5 if is_satisfied else 2, "case_id": f"{person} {n}",
                         "occurred_at": f"2025-{n % 12 + 1:02d}-{n % 28 + 1:02d}"})  # fmt: skip
    return rows


def reader_on(folder: Path, rows: list[Row]) -> Reader:
    workspace = Workspace(folder)
    if rows:
        keep(workspace, {"responses": rows})
    return reader_of(workspace)


def company(**of: Row) -> list[Row]:
    """Return ten people with 200 answers each; some are told to be otherwise."""
    return [row for name in TEN for row in rated(name, **{"answers": 200, **of.get(name, {})})]


def standings(found: Answer, panel: str = "employees") -> pd.DataFrame:
    return found.panels[panel].frames["standings"].set_index("group")


def code_of(reader: Reader, answers: int) -> str:
    """Return the code of the person with so many answers."""
    [[code]] = reader.facts.rows(
        "select employee from responses where employee is not null group by 1 "
        "having count(*) = $n", {"n": answers},
    )  # fmt: skip
    return str(code)


def everything(found: Answer) -> str:
    """Return all a reader could get out of an answer: frames, tips, keys of rows, JSON."""
    frames = [
        frame.to_csv()
        for panel in found.panels.values()
        for drawn in panel.frames.values()
        for frame in (drawn, panel.table, *effects(drawn, metric_named("csat")).datasets.values())
    ]
    keys = [key for panel in found.panels.values() for key in panel.rows]
    return "\n".join([*frames, *keys, *(p.how for p in found.panels.values()),
                      json.dumps(found.to_json(), ensure_ascii=False)])  # fmt: skip


# The sample company: truths 1 and 4.


@pytest.fixture(scope="module")
def sampled(sample: Workspace) -> Reader:
    return reader_of(sample)


def agents(reader: Reader) -> tuple[str, str]:
    """Return the codes of HB-107, who satisfies fewest, and HB-104, in the hard segment."""
    [[low, hard]] = reader.facts.rows(
        """
        select arg_min(employee, share), arg_max(employee, retail) from (
            select employee, avg(satisfied::int) as share,
                   avg((segment = 'Retail partners')::int) as retail
            from ratings where instrument like 'After a contact%' and employee is not null
            group by employee having count(*) >= 10)
        """
    )
    return str(low), str(hard)


@pytest.mark.parametrize("filters", [Filters(), LAST_YEAR])
def test_4_one_agent_is_clearly_below_and_the_one_with_hard_customers_is_not(
    filters: Filters, sampled: Reader
) -> None:
    low, hard = agents(sampled)

    found = answer_from("people", sampled, Question(filters))

    people = standings(found)
    assert people.loc[low, "standing"] == "clearly below"
    assert people.loc[hard, "standing"] == "within normal variation"
    # Raw, the unjust one is further from the average than 6 points; adjusted, not even 2.
    assert people.loc[hard, "raw"] < -0.06
    assert people.loc[hard, "effect"] > -0.02
    flagged = people["standing"].isin(["clearly above", "clearly below"])
    assert people.index[flagged].tolist() == [low]
    assert f"{low} is clearly below" in " ".join(found.sentences)


def test_4_two_people_with_six_and_seven_answers_are_nowhere(sampled: Reader) -> None:
    few = sampled.facts.rows(
        "select employee from ratings where employee is not null group by 1 "
        "having count(distinct response_key) < 10"
    )

    told = everything(answer_from("people", sampled, Question()))

    assert len(few) == 2
    assert not any(str(code) in told for (code,) in few)
    assert "HB-1" not in told
    assert "2 are not shown, for too few cases" in told


def test_external_and_internal_customers_answer_questions_of_their_own(sampled: Reader) -> None:
    outside = answer_from("people", sampled, Question())
    inside = answer_from(
        "people", sampled, Question(Filters().only("segment", "Internal: Billing"))
    )

    assert (
        "“After a contact · How satisfied are you with this contact?”"
        in outside.panels["processes"].how
    )
    [[most]] = sampled.facts.rows(
        "select count(distinct response_key) from ratings where process = 'Delivery' and satisfied "
        "is not null and instrument like 'After a contact%'"
    )
    assert standings(outside, "processes").loc["Delivery", "n"] == most
    assert not any("After a contact" in panel.how for panel in inside.panels.values())


def test_8_the_worse_hand_over_is_the_process_and_not_its_people(sampled: Reader) -> None:
    where = Filters().only("segment", "Internal: Billing")

    found = answer_from("people", sampled, Question(where))

    processes = standings(found, "processes")["standing"]
    assert processes["Sales back office"] == "clearly below"
    assert not standings(found)["standing"].isin(["clearly above", "clearly below"]).any()


def test_the_volume_says_how_much_of_a_comparison_is_signal(sampled: Reader) -> None:
    found = answer_from("people", sampled, Question())

    assert "At today's volume, comparing people here is 73 % signal." in found.sentences
    assert any("explain almost nothing" in said for said in found.sentences)


# The guards, on people made by hand.


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    rows = company(P0={"answers": 220, "less": 0.35}, P1={"answers": 240, "hard": 0.9})
    rows += rated("new", 9) + rated("newer", 8) + rated("some", 29, less=0.6)
    return reader_on(tmp_path_factory.mktemp("mixed"), rows)


def test_who_is_worse_is_below_and_who_has_harder_customers_is_not(mixed: Reader) -> None:
    people = standings(answer_from("people", mixed, Question()))

    worse, harder = code_of(mixed, 220), code_of(mixed, 240)
    assert people["standing"].value_counts().to_dict() == {
        "within normal variation": 9, "clearly below": 1, "not compared": 1,
    }  # fmt: skip
    assert people.loc[worse, "standing"] == "clearly below"
    assert people.loc[worse, "high"] < 0
    assert people.loc[harder, "raw"] < -0.05
    assert abs(people.loc[harder, "effect"]) < 0.05


def test_under_ten_rated_contacts_nothing_is_said(mixed: Reader) -> None:
    told = everything(answer_from("people", mixed, Question()))

    assert code_of(mixed, 9) not in told
    assert code_of(mixed, 8) not in told


def test_from_ten_to_29_there_is_an_own_interval_and_nothing_to_compare_it_with(
    mixed: Reader,
) -> None:
    found = answer_from("people", mixed, Question())

    some = standings(found).loc[code_of(mixed, 29)]
    assert some["standing"] == "not compared"
    assert some[["effect", "low", "high", "raw", "raw_low", "raw_high"]].isna().all()
    assert 0 < some["value_low"] < some["value"] < some["value_high"] < 1


def test_people_stand_by_code_and_no_number_ranks_them(mixed: Reader) -> None:
    panel = answer_from("people", mixed, Question()).panels["employees"]

    listed = panel.table["Employee"].tolist()
    assert listed == sorted(listed)
    assert panel.frames["standings"]["group"].tolist() == listed
    assert list(panel.rows) == listed
    assert not [name for name in panel.table if "rank" in name.lower() or "#" in name]


def test_the_rows_behind_a_person_are_the_answers_counted(mixed: Reader) -> None:
    panel = answer_from("people", mixed, Question()).panels["employees"]
    code = code_of(mixed, 220)

    behind = rows_behind(mixed, panel.rows[code])

    assert behind.total == 220
    assert set(behind.frame["Employee"]) == {code}


def test_chosen_people_are_not_compared(mixed: Reader) -> None:
    where = Filters().only("employee", code_of(mixed, 220), code_of(mixed, 240))

    found = answer_from("people", mixed, Question(where))

    assert found.sentences == (words.ONLY_SOME,)
    assert not found.panels


def test_a_process_is_compared_before_its_people_and_they_do_not_answer_for_it(tmp_path) -> None:
    """Half the people work in the bad process alone, among others who also work elsewhere."""
    of: dict[str, Row] = {name: {"worse": "Delivery"} for name in TEN}
    of |= {name: {"worse": "Delivery", "processes": ("Delivery", "Hotline")} for name in TEN[:3]}
    reader = reader_on(tmp_path, company(**of))

    found = answer_from("people", reader, Question())

    assert list(found.panels) == ["processes", "employees"]
    processes, people = standings(found, "processes"), standings(found)
    assert processes.index[processes["standing"] == "clearly below"].tolist() == ["Delivery"]
    assert not people["standing"].isin(["clearly above", "clearly below"]).any()
    assert found.sentences[0].startswith("1 of 8 processes compared stands clearly apart")
    assert "adjusted for which segments they serve" in found.sentences[0]


def test_where_people_do_not_differ_the_process_is_pointed_to(tmp_path) -> None:
    reader = reader_on(tmp_path, company(**{name: {"worse": "Delivery"} for name in TEN}))

    found = answer_from("people", reader, Question())

    assert f"Nobody is compared: {words.ALMOST_NOTHING}." in found.sentences
    assert set(standings(found)["standing"]) == {"not compared"}


def test_an_answer_two_processes_of_one_person_share_counts_once(tmp_path) -> None:
    rows = company(P0={"answers": 220, "less": 0.35})
    again = [{"occurred_at": row["occurred_at"], "case_id": row["case_id"], "touch_id": str(n),
              "employee": row["employee"], "process": "Second look"}
             for n, row in enumerate(rows)]  # fmt: skip
    workspace = Workspace(tmp_path)
    keep(workspace, {"responses": rows, "touches": again})
    twice = standings(answer_from("people", reader_of(workspace), Question()))
    once = standings(answer_from("people", reader_on(tmp_path / "once", rows), Question()))

    assert sorted(twice["n"]) == sorted(once["n"])
    assert sorted(twice["reliability"]) == pytest.approx(sorted(once["reliability"]), abs=0.02)


# Cases that several people touched.


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """Return 3,000 cases of 20 people, each touched by one to four; P0 lowers what it touches.

    P1 works beside P0 on most of its cases; P18 and P19 are always together.
    """
    chance = random.Random(7)  # noqa: S311 - the same company in every run
    answers: list[Row] = []
    touches: list[Row] = []
    for case in range(3000):
        who = set(chance.sample(range(18), chance.randint(1, 4)))
        who |= {1} if 0 in who and chance.random() < 0.8 else set()
        who |= {18, 19} if chance.random() < 0.1 else set()
        when = f"2025-{case % 12 + 1:02d}-{case % 28 + 1:02d}"
        segment = "Hard" if case % 3 == 0 else "Easy"
        level = SEGMENTS[segment] - (0.4 if 0 in who else 0)
        score = 5 if chance.random() < level else 2
        shared = {"case_id": f"K{case}", "occurred_at": when, "segment": segment}
        answers.append({**QUESTION, **shared, "score": score, "response_id": f"R{case}"})
        touches += [{**shared, "touch_id": f"T{case}-{one}", "employee": f"P{one}",
                     "process": PROCESSES[case % 5]} for one in who]  # fmt: skip
    workspace = Workspace(tmp_path_factory.mktemp("shared"))
    keep(workspace, {"responses": answers, "touches": touches})
    return reader_of(workspace)


def test_who_works_beside_a_weak_colleague_is_not_blamed(shared: Reader) -> None:
    found = answer_from("people", shared, Question())

    people = standings(found)
    worst = people["value"].idxmin()
    flagged = people["standing"].isin(["clearly above", "clearly below"])
    assert people.index[flagged].tolist() == [worst]
    # As answered, the innocent colleague is far below, too.
    beside = people["raw"].drop(worst).idxmin()
    assert people.loc[beside, "raw"] < -0.05
    assert people.loc[beside, "standing"] == "within normal variation"
    assert "is shared out among all that touched its case" in found.panels["employees"].how


def test_people_who_are_always_together_are_not_compared(shared: Reader) -> None:
    found = answer_from("people", shared, Question())

    assert standings(found)["standing"].eq("not compared").sum() == 2
    assert "2 people nearly always worked with the same colleagues" in found.sentences[-1]


# Where nothing can be compared, a sentence says why and what helps.


def test_an_empty_workspace(tmp_path) -> None:
    found = answer_from("people", reader_on(tmp_path, []), Question())

    assert found.sentences == (words.NO_SCORES,)


def test_no_scores(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    keep(workspace, {"complaints": [{"complaint_id": "1", "occurred_at": "2025-01-01",
                                     "employee": "P", "process": "Delivery"}]})  # fmt: skip

    assert answer_from("people", reader_of(workspace), Question()).sentences == (words.NO_SCORES,)


def test_no_answer_in_the_period(mixed: Reader) -> None:
    where = Filters(Period(date(2031, 1, 1), date(2031, 1, 31)))

    assert answer_from("people", mixed, Question(where)).sentences == (words.NOT_IN_VIEW,)


def test_no_employee_column(tmp_path) -> None:
    found = answer_from(
        "people", reader_on(tmp_path, rated(None, 400, worse="Delivery")), Question()
    )

    assert "No answer in this view tells its employee" in found.panels["employees"].title
    assert found.panels["employees"].is_empty
    assert not found.panels["processes"].is_empty


def test_one_employee(tmp_path) -> None:
    reader = reader_on(tmp_path, rated("P", 400, worse="Delivery"))

    found = answer_from("people", reader, Question())

    assert "Only one employee is named" in found.panels["employees"].title
    assert code_of(reader, 400) not in everything(found)
    worst = standings(found, "processes").loc["Delivery"]
    assert worst["standing"] == "clearly below"


def test_one_process(tmp_path) -> None:
    rows = [{**row, "process": "Hotline"} for row in company(P0={"answers": 220, "less": 0.35})]
    reader = reader_on(tmp_path, rows)

    found = answer_from("people", reader, Question())

    assert "Only one process is named" in found.sentences[0]
    assert standings(found).loc[code_of(reader, 220), "standing"] == "clearly below"


def test_without_segments_and_processes_people_are_not_compared(tmp_path) -> None:
    rows = company(P0={"answers": 220, "less": 0.35})
    bare = [{**row, "segment": None, "process": None} for row in rows]

    found = answer_from("people", reader_on(tmp_path, bare), Question())

    assert found.panels["employees"].title == words.NO_CASE_MIX
    assert set(standings(found)["standing"]) == {"not compared"}


def test_people_of_too_few_answers_each_are_a_sentence(tmp_path) -> None:
    rows = [row for name in TEN for row in rated(name, 8)]
    reader = reader_on(tmp_path, rows)

    found = answer_from("people", reader, Question())

    assert found.panels["employees"].title == (
        "Nobody has 10 rated contacts or more in this view: too few to show."
    )
    codes = reader.facts.rows("select distinct employee from responses")
    assert not any(str(code) in everything(found) for (code,) in codes)


@pytest.mark.parametrize("score", [5, 2])
def test_answers_that_are_all_alike_compare_nobody(score: int, tmp_path) -> None:
    rows = [{**row, "score": score} for row in company()]

    found = answer_from("people", reader_on(tmp_path, rows), Question())

    assert set(standings(found)["standing"]) == {"not compared"}


def test_a_segment_and_a_channel_that_say_the_same_are_no_obstacle(tmp_path) -> None:
    rows = company(P0={"answers": 220, "less": 0.35})
    alike = [{**row, "channel": f"For {row['segment']}"} for row in rows]
    reader = reader_on(tmp_path, alike)

    found = answer_from("people", reader, Question())

    assert standings(found).loc[code_of(reader, 220), "standing"] == "clearly below"


@pytest.mark.parametrize(("metric", "size"), [("mean_score", "−0.88"), ("csat", "−29.")])
def test_each_score_speaks_in_its_own_unit(metric: str, size: str, mixed: Reader) -> None:
    found = answer_from("people", mixed, Question(metric=metric))

    assert f"is clearly below ({size}" in found.sentences[1]


def test_one_policy_decides() -> None:
    assert FEWEST_CASES == FEWEST_TO_SHOW == PeoplePolicy().guards.fewest_to_show
    assert PeoplePolicy(PeopleGuards(fewest_to_show=20)) != PeoplePolicy()
