"""Which of the results a file reports is the headline."""

import pytest

from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.reader import reader_of
from cxdash.metrics.reported import Reported, narrowed_to_one, reported
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

SHARE = metric_named("reported_share")


def results(*questions: str) -> list[dict[str, object]]:
    return [
        {"occurred_at": "2025-03-31", "metric": "Share", "question": question, "value": 0.5}
        for question in questions
    ]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path)


def kinds(workspace: Workspace, *questions: str) -> list[str]:
    keep(workspace, {"scores": results(*questions)})
    return [kind.question for kind in reported(reader_of(workspace), SHARE, Filters())]


def test_the_overall_rating_comes_first_and_the_best_answer_before_the_others(workspace) -> None:
    assert kinds(
        workspace,
        'Patients who gave a rating of "6" or lower (low)',
        'Patients who gave a rating of "9" or "10" (high)',
        '"NO", patients would not recommend the hospital',
        '"YES", patients would definitely recommend the hospital',
        '"YES", patients would probably recommend the hospital',
        'Nurses "always" communicated well',
    ) == [
        'Patients who gave a rating of "9" or "10" (high)',
        '"YES", patients would definitely recommend the hospital',
        'Nurses "always" communicated well',
        '"NO", patients would not recommend the hospital',
        '"YES", patients would probably recommend the hospital',
        'Patients who gave a rating of "6" or lower (low)',
    ]


def test_without_an_overall_verdict_the_most_frequent_comes_first(workspace) -> None:
    assert kinds(workspace, "Cleanliness", "Quietness", "Quietness") == ["Quietness", "Cleanliness"]


@pytest.mark.parametrize(
    ("question", "rank"),
    [
        ("Gesamtzufriedenheit", 0),
        ("H_HSP_RATING", 0),
        ("H_HSP_RATING_9_10", 0),
        ("Weiterempfehlung", 1),
        ("H_RECMND_DY", 1),
        ("Promoters", 1),
        ("Parking", 2),
        ("H_HSP_RATING_0_6", 3),
        ("H_RECMND_DN", 3),
        ("Detractors", 3),
        ("Overall dissatisfied", 3),
    ],
)
def test_a_result_is_ranked_by_its_words(question: str, rank: int) -> None:
    assert Reported("Share", question).rank == rank


def test_the_rows_behind_the_headline_are_of_one_question(workspace) -> None:
    keep(workspace, {"scores": results("Quietness", "Quietness", "Overall rating")})
    filters = narrowed_to_one(reader_of(workspace), SHARE, Filters(), ())
    assert filters.values("question") == ("Overall rating",)
