"""Whatever a workspace holds, every answer says something true in a sentence and never breaks."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import ANSWERS, answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import METRICS, metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import measure
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

Row = dict[str, Any]
CSAT = {"metric_kind": "csat", "scale_low": 1, "scale_high": 5, "survey": "S", "question": "Q"}
MONTHS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]


def answers(months: list[str], each: int, **shared: object) -> list[Row]:
    """Return answers spread over months: 4 of 5 satisfied."""
    return [
        {**CSAT, "score": 2 if n % 5 == 0 else 5, "occurred_at": f"{month}-{n % 28 + 1:02d}"}
        | shared
        for month in months
        for n in range(each)
    ]


def complaints(months: list[str], each: int, **shared: object) -> list[Row]:
    return [
        {
            "complaint_id": f"{month} {n}",
            "occurred_at": f"{month}-{n % 28 + 1:02d} 09:00",
            "cause": f"Cause {n % 3}",
        }
        | shared
        for month in months
        for n in range(each)
    ]


ODD: dict[str, Callable[[], dict[str, list[Row]]]] = {
    "nothing at all": dict,
    "one answer": lambda: {"responses": answers(["2025-03"], 1)},
    "one complaint": lambda: {"complaints": complaints(["2025-03"], 1)},
    "one touch": lambda: {"touches": [{"touch_id": "T", "occurred_at": "2025-03-01"}]},
    "one order": lambda: {"cases": [{"case_id": "O", "occurred_at": "2025-03-01"}]},
    "no dates anywhere": lambda: {
        "responses": answers(["2025-03"], 40, occurred_at=None, segment="A", process="P"),
        "complaints": complaints(["2025-03"], 40, occurred_at=None, segment="A"),
    },
    "one segment": lambda: {"responses": answers(MONTHS, 20, segment="Only")},
    "no segment": lambda: {"responses": answers(MONTHS, 20)},
    "answers without a score": lambda: {
        "responses": answers(MONTHS, 5, score=None, comment="Thanks")
    },
    "only complaints": lambda: {"complaints": complaints(MONTHS, 12, segment="A")},
    "only orders, as from a service desk": lambda: {
        "cases": [
            {
                "case_id": f"{month}-{n}",
                "occurred_at": f"{month}-{n + 1:02d}",
                "promised_at": f"{month}-{n + 3:02d}",
                "closed_at": f"{month}-{n + 1 + n % 4:02d} 10:00",
                "team": "AB"[n % 2],
            }
            for month in MONTHS
            for n in range(14)
        ]
    },
    "two scales": lambda: {
        "responses": [
            *answers(MONTHS, 20, segment="A"),
            *answers(MONTHS, 8, segment="B", survey="Ten", scale_high=10),
        ]
    },
    "a segment that leaves the one question open and answers another": lambda: {
        "responses": [
            *answers(MONTHS, 20, segment="A", process="P"),
            *answers(MONTHS, 2, segment="B", process="P", score=None),
            *answers(MONTHS, 8, segment="B", process="P", survey="Ten", scale_high=10),
        ]
    },
    "every complaint open": lambda: {
        "complaints": complaints(MONTHS, 6, status="open", due_at="2025-01-01", segment="A")
    },
    "every score the same": lambda: {"responses": answers(MONTHS, 12, score=5, segment="A")},
    "one day only": lambda: {
        "responses": answers(["2025-03"], 60, occurred_at="2025-03-01", segment="A"),
        "complaints": complaints(["2025-03"], 60, occurred_at="2025-03-01", segment="A"),
    },
    "thirteen months exactly": lambda: {"responses": answers(MONTHS[:13], 30, segment="A")},
    "complaints with gaps": lambda: {
        "complaints": complaints([*MONTHS[:6], *MONTHS[14:]], 2, segment="A")
    },
    "a cause called Other among many": lambda: {
        "complaints": [
            *complaints(MONTHS, 3, cause="Other"),
            *[
                row | {"cause": f"Rare {place}", "complaint_id": f"R{place}"}
                for place, row in enumerate(complaints(MONTHS, 2))
            ],
        ]
    },
    "recommendations and effort only": lambda: {
        "responses": [
            *answers(MONTHS, 15, metric_kind="nps", scale_low=0, scale_high=10, survey="R"),
            *answers(MONTHS, 15, metric_kind="ces", scale_high=7, survey="E"),
        ]
    },
    "results already summed up": lambda: {
        "scores": [
            {"metric": "share", "value": 0.8, "n": 50, "occurred_at": f"{month}-01", "segment": "A"}
            for month in MONTHS
        ]
    },
    "one person does everything": lambda: {
        "responses": answers(MONTHS, 3, employee="P1", process="P", segment="A"),
        "complaints": complaints(MONTHS, 1, employee="P1", process="P", segment="A"),
    },
}


@pytest.fixture(scope="module")
def reader_named(tmp_path_factory) -> Callable[[str], Reader]:
    """Return the reader of an odd workspace; each is built once."""

    @cache
    def made(name: str) -> Reader:
        workspace = Workspace(tmp_path_factory.mktemp("odd"))
        rows = {table: lines for table, lines in ODD[name]().items() if lines}
        if rows:
            keep(workspace, rows)
        return reader_of(workspace)

    return made


def checked(found: Answer) -> Answer:
    """Return the answer after looking at everything it would show."""
    said = json.dumps(found.to_json(), allow_nan=False, ensure_ascii=False)
    told = [*found.sentences, *(panel.title for panel in found.panels.values())]
    told += [one.sentence for one in found.findings]
    assert found.sentences
    for sentence in told:
        assert sentence == sentence.strip() != ""
        assert not {"nan", "NaN", "None", "inf"} & set(sentence.replace("(", " ").split()), sentence
        assert ".." not in sentence
    assert "Infinity" not in said
    return found


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("odd", ODD)
def test_every_answer_says_something(odd: str, name: str, reader_named) -> None:
    reader = reader_named(odd)

    split = None if name == "overview" else "segment"
    checked(answer_from(name, reader, Question(split=split, compare="rest")))


@pytest.mark.parametrize("name", ["trend", "touchpoints"])
@pytest.mark.parametrize("odd", ["one touch", "no dates anywhere"])
def test_every_metric_can_be_asked_for(odd: str, name: str, reader_named) -> None:
    for metric in METRICS:
        question = Question(metric=metric.name)
        if metric.parts is None:
            with pytest.raises(QuestionError, match=metric.label):
                answer_from("trend", reader_named(odd), question)
        else:
            checked(answer_from(name, reader_named(odd), question))


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("odd", ["one day only"])
def test_a_value_nobody_has_is_said_in_a_sentence(odd: str, name: str, reader_named) -> None:
    where = Filters().only("segment", "Nobody")

    checked(answer_from(name, reader_named(odd), Question(where)))


def test_a_mean_never_crosses_two_scales_and_says_so(reader_named) -> None:
    found = answer_from("trend", reader_named("two scales"), Question(metric="mean_score"))

    # 4 of 20 answers a month on 1 to 5 are a 2, the rest a 5; nothing of the scale to 10 is in it.
    assert found.sentences[1].startswith("Mean score: 4.40 (likely ")
    assert found.sentences[1].endswith("; 480 answers).")
    assert found.sentences[-1] == (
        "Question: S · Q, scale 1 to 5. 1 other question is not mixed in; choose one in the "
        "filters."
    )


def test_split_by_survey_each_survey_speaks_of_its_own_question(reader_named) -> None:
    found = measure(
        reader_named("two scales"), metric_named("mean_score"), filters=Filters(), by=("survey",)
    )

    assert found[["survey", "n"]].to_numpy().tolist() == [["S", 480], ["Ten", 192]]


def test_a_touch_map_has_a_segment_once_by_the_question_it_answered(reader_named) -> None:
    reader = reader_named("a segment that leaves the one question open and answers another")

    cells = answer_from("touchpoints", reader, Question()).panels["matrix"].frames["cells"]

    # 24 months: 20 answers each of A; of B two that left S open, and eight to the survey Ten.
    assert cells[["column", "touches", "n"]].to_numpy().tolist() == [
        ["A", 480, 480],
        ["B", 240, 192],
    ]


def test_a_register_that_ends_early_is_no_good_news(tmp_path) -> None:
    """Twenty months of complaints, 24 of answers: the last four are not months without one."""
    workspace = Workspace(tmp_path)
    keep(
        workspace,
        {"complaints": complaints(MONTHS[:20], 20), "responses": answers(MONTHS, 28)},
    )

    found = answer_from("trend", reader_of(workspace), Question(metric="complaints"))

    points = found.panels["trend"].frames["points"]
    assert points["state"].tolist() == ["normal"] * 20 + ["not complete"] * 4
    assert "Aug 2025" in found.sentences[0]


def test_a_count_is_compared_over_the_days_the_data_cover(tmp_path) -> None:
    """Data from January on: the year before is no reason to say that complaints rose."""
    workspace = Workspace(tmp_path)
    keep(workspace, {"complaints": complaints(MONTHS[:9], 28)})
    summer = Filters(Period(date(2024, 5, 1), date(2024, 9, 30)))

    found = answer_from("trend", reader_of(workspace), Question(summer, metric="complaints"))

    # 140 against 112 in the four months there are before: 28 each month, no change.
    assert found.sentences[2].startswith("No clear difference from the period before (likely −")


def test_a_rate_names_what_it_divides_by(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    cases = [{"case_id": f"{m}-{n}", "occurred_at": f"{m}-10"} for m in MONTHS for n in range(50)]
    keep(workspace, {"complaints": complaints(MONTHS, 5), "cases": cases})

    found = answer_from("complaints", reader_of(workspace), Question())

    assert found.sentences[2].endswith("; 1,200 orders or tickets).")
