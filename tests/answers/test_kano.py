"""Kano's pairs are found by their wording and told in a manager's words."""

from pathlib import Path
from typing import Any

import pytest

from cxdash.answers.answer import Panel
from cxdash.answers.kano_pairs import kano_pairs
from cxdash.answers.open import answer_from
from cxdash.metrics.filters import Question
from cxdash.metrics.reader import reader_of
from cxdash.metrics.submissions import Together
from cxdash.metrics.surveys import Instrument
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

WITH, WITHOUT = "Evening delivery (functional)", "Evening delivery (dysfunctional)"

MUST_BE, ONE_DIMENSIONAL, ATTRACTIVE, INDIFFERENT, QUESTIONABLE = (
    (3, 5), (1, 5), (1, 3), (3, 3), (1, 1),
)  # fmt: skip
"""Answers to both sides, as Kano's table reads them."""


def asked(question: str, *, survey: str = "S", high: float = 5) -> Together:
    return Together(Instrument(f"{survey} {question}", survey, question, 1, high, 50), "rating")


def panels(home: Path, answers: list[tuple[int, int]]) -> dict[str, Panel]:
    rows: list[dict[str, Any]] = [
        {
            "response_id": str(number), "survey": "S", "metric_kind": "rating",
            "scale_low": 1, "scale_high": 5, "question": question, "score": score,
        }
        for number, pair in enumerate(answers)
        for question, score in zip((WITH, WITHOUT), pair, strict=True)
    ]  # fmt: skip
    workspace = Workspace(home)
    keep(workspace, {"responses": rows})
    return dict(answer_from("drivers", reader_of(workspace), Question()).panels)


@pytest.mark.parametrize(
    ("present", "absent", "name"),
    [
        (WITH, WITHOUT, "Evening delivery"),
        ("[Functional] Live map", "[Dysfunctional] Live map", "Live map"),
        (
            "How would you feel if we delivered in the evening?",
            "How would you feel if we did not deliver in the evening?",
            "we delivered in the evening",
        ),
        (
            "How would you feel if the app had a live map?",
            "How would you feel if the app didn't have a live map?",
            "the app had a live map",
        ),
    ],
)
def test_a_pair_is_known_by_its_wording(present: str, absent: str, name: str) -> None:
    (pair,) = kano_pairs([asked(absent), asked("How satisfied are you?"), asked(present)])

    assert pair.name == name
    assert (pair.present, pair.absent) == (asked(present), asked(absent))


@pytest.mark.parametrize(
    "other",
    [
        asked(WITHOUT, survey="T"),
        asked(WITHOUT, high=7),
        asked("Live map (dysfunctional)"),
        asked("Evening delivery, not wanted"),
    ],
)
def test_what_is_no_pair_stays_apart(other: Together) -> None:
    assert kano_pairs([asked(WITH), other]) == []


def test_an_attribute_is_told_with_what_its_presence_and_absence_do(tmp_path: Path) -> None:
    """50 must-be, 20 one-dimensional, 10 attractive, 20 indifferent, 4 contradictory.

    With it (10 + 20) / 100 are more satisfied, without it (20 + 50) / 100 less; Wilson by hand.
    """
    answers = (
        [MUST_BE] * 50 + [ONE_DIMENSIONAL] * 20 + [ATTRACTIVE] * 10 + [INDIFFERENT] * 20
        + [QUESTIONABLE] * 4
    )  # fmt: skip

    found = panels(tmp_path / "home", answers)

    assert set(found) == {"kano"}
    assert found["kano"].title == (
        "“Evening delivery” is taken for granted to customers: with it 30 % are more satisfied "
        "(likely 22 to 40 %), without it 70 % less (likely 60 to 78 %; 104 answers)"
    )
    row = found["kano"].table.iloc[0]
    assert row[["Attribute", "Category", "Clear"]].tolist() == ["Evening delivery", "M", "yes"]
    assert row[["Satisfies", "Dissatisfies"]].tolist() == [0.3, 0.7]


def test_a_category_without_a_clear_lead_only_may_be(tmp_path: Path) -> None:
    found = panels(tmp_path / "home", [MUST_BE] * 21 + [ATTRACTIVE] * 19)
    assert found["kano"].title.startswith("“Evening delivery” may be taken for granted")


@pytest.mark.parametrize(
    ("answers", "counted"), [([MUST_BE] * 29, "29 answers"), ([QUESTIONABLE] * 40, "0 answers")]
)
def test_too_few_answers_say_so(
    answers: list[tuple[int, int]], counted: str, tmp_path: Path
) -> None:
    found = panels(tmp_path / "home", answers)
    assert found["kano"].is_empty
    assert found["kano"].title == (
        f"Too few to say what is taken for granted and what delights: {counted} to both sides of "
        "a question, contradictory ones and those who do not want it left out; 30 are needed."
    )
