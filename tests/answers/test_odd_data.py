"""Whatever a workspace holds, every answer says something true in a sentence and never breaks."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from cxdash.answers.answer import Answer
from cxdash.answers.open import ANSWERS, answer_from
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.filters import Filters, Question
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


@pytest.fixture(scope="module", params=ODD)
def odd(request, tmp_path_factory) -> Reader:
    workspace = Workspace(tmp_path_factory.mktemp("odd"))
    rows = {name: lines for name, lines in ODD[request.param]().items() if lines}
    if rows:
        keep(workspace, rows)
    return reader_of(workspace)


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
def test_every_answer_says_something(name: str, odd: Reader) -> None:
    for split in ("segment", "process") if name != "overview" else (None,):
        checked(answer_from(name, odd, Question(split=split)))
        checked(answer_from(name, odd, Question(split=split, compare="rest")))


@pytest.mark.parametrize("name", ["trend", "touchpoints"])
def test_every_metric_can_be_asked_for(name: str, odd: Reader) -> None:
    for metric in METRICS:
        question = Question(metric=metric.name)
        if metric.parts is None:
            with pytest.raises(QuestionError, match=metric.label):
                answer_from("trend", odd, question)
        else:
            checked(answer_from(name, odd, question))


@pytest.mark.parametrize("name", ANSWERS)
def test_a_value_nobody_has_is_said_in_a_sentence(name: str, odd: Reader) -> None:
    where = Filters().only("segment", "Nobody")

    checked(answer_from(name, odd, Question(where)))
