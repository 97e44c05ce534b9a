"""Results already summed up: how they are averaged, and by what they are compared, is said."""

from typing import Any

import pytest

from cxdash import Question, answer
from cxdash.answers.answer import Answer
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

SHARES = Question(metric="reported_share")


def results(*answers: int | None) -> dict[str, list[dict[str, Any]]]:
    """Two results of one question: 0.9 in the north and 0.6 in the south."""
    return {
        "scores": [
            {"occurred_at": "2025-03-31", "metric": "Top box", "question": "Overall rating",
             "region": region, "value": value, "n": n}
            for region, value, n in zip(("North", "South"), (0.9, 0.6), answers, strict=True)
        ]
    }  # fmt: skip


def trend(workspace: Workspace, *answers: int | None) -> Answer:
    keep(workspace, results(*answers))
    return answer("trend", workspace, SHARES)


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path)


def test_results_count_by_their_answers_where_every_one_tells_them(workspace) -> None:
    found = trend(workspace, 300, 100)
    assert "Reported share: 82.5 % (400 answers)." in found.sentences
    assert "each counts by the number of its answers." in found.sentences[-1]


@pytest.mark.parametrize("answers", [(300, None), (300, 0), (None, None)])
def test_one_result_without_its_answers_leaves_all_unweighted_and_says_so(
    workspace, answers
) -> None:
    found = trend(workspace, *answers)
    assert "Reported share: 75.0 % (2 results)." in found.sentences
    assert "averaged without weights" in found.sentences[-1]


def test_results_without_a_segment_stand_side_by_side_by_what_they_name(workspace) -> None:
    comparison = trend(workspace, 300, 100).panels["comparison"]
    assert comparison.table["Region"].tolist() == ["North", "South"]
