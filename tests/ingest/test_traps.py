"""What exports do to mislead a reader: each trap is settled by evidence that is shown, or asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxdash.errors import RefusedUploadError
from cxdash.ingest import importer
from cxdash.ingest.answered import answered
from cxdash.ingest.formats.hubspot import FEEDBACK
from cxdash.ingest.legends import legend
from tests.ingest.loading import rows, staged, written

if TYPE_CHECKING:
    from pathlib import Path

    from cxdash.ingest.examination import Examination


def survey(folder: Path, question: str, answers: list[object], name: str = "s.csv") -> Path:
    """Write a survey of one question."""
    lines = [f'R{at},2026-01-{at % 28 + 1:02},"{answer}"' for at, answer in enumerate(answers)]
    return written(folder, name, f'Response ID,Submitted,"{question}"', *lines)


def examined(path: Path, tmp_path: Path) -> Examination:
    return importer.examine(path, home=tmp_path / "workspace")


def scores(path: Path, tmp_path: Path, **answers: str) -> list[object]:
    """Return the scores of a survey in the file's order, its questions answered so."""
    found = examined(path, tmp_path)
    mapping = answered(found.mapping, found.questions, answers)
    upload = staged(path, tmp_path / "workspace", mapping)
    return [score for (score,) in rows(upload, "responses", "score::double")]


@pytest.mark.parametrize(
    ("question", "answers", "kept"),
    [
        ("Satisfied? (1 = very satisfied, 5 = very dissatisfied)", [1, 2, 5], [5, 4, 1]),
        ("Wie zufrieden sind Sie? (1=sehr gut; 6=ungenügend)", [1, 2, 6], [6, 5, 1]),
        ("Satisfaction: excellent (1) to very poor (5)", [1, 3, 5], [5, 3, 1]),
        ("How satisfied are you? (1 = very dissatisfied, 5 = very satisfied)", [1, 5], [1, 5]),
    ],
)  # fmt: skip
def test_a_reversed_scale_is_turned_round_where_its_header_says_so(
    question, answers, kept, tmp_path
) -> None:
    assert scores(survey(tmp_path, question, answers), tmp_path) == kept


def test_a_turned_scale_is_said_and_the_question_carries_it(tmp_path) -> None:
    path = survey(tmp_path, "Satisfaction (1 = very good, 5 = very poor)", [1, 2, 5])
    found = examined(path, tmp_path)
    assert (
        "In 'Satisfaction (1 = very good, 5 = very poor)' 1 is the best answer and 5 the worst, "
        "as its header says: the scale is turned round, 1 counts as 5."
    ) in found.notes
    question = found.mapping.feeds[0].fields["question"].constant
    assert question == (
        "Satisfaction (1 = very good, 5 = very poor) (turned round: more is better)"
    )


def test_numbered_answers_whose_words_run_down_are_turned_round(tmp_path) -> None:
    answers = ["1 - Very satisfied", "3 - Neutral", "5 - Very dissatisfied", "9 - Don't know"]
    assert scores(survey(tmp_path, "How was our service?", answers * 3), tmp_path) == [5, 3, 1] * 3


def test_a_scale_labelled_at_its_ends_counts_the_numbers_in_the_labels(tmp_path) -> None:
    answers = ["Extremely likely - 10", 7, "Not at all likely - 0", 9]
    path = survey(tmp_path, "How likely are you to recommend us?", answers * 3)
    assert scores(path, tmp_path) == [10, 7, 0, 9] * 3
    (feed,) = examined(path, tmp_path).mapping.feeds
    assert (feed.fields["metric_kind"].constant, feed.fields["scale_high"].constant) == (
        "nps",
        "10",
    )


def test_a_recommendation_nobody_refused_still_begins_at_zero(tmp_path) -> None:
    answers = ["10 (Extremely likely)", 7, 8, "1 (Hardly)"]
    path = survey(tmp_path, "How likely are you to recommend us?", answers * 3)
    assert scores(path, tmp_path) == [10, 7, 8, 1] * 3
    (feed,) = examined(path, tmp_path).mapping.feeds
    assert (feed.fields["metric_kind"].constant, feed.fields["scale_low"].constant) == ("nps", "0")


def test_numbers_behind_words_alone_are_no_scale(tmp_path) -> None:
    answers = ["Line - 1", "Line - 2", "Line - 5"]
    found = examined(survey(tmp_path, "Where was it made?", answers * 3), tmp_path)
    assert found.mapping.feeds == ()


def test_effort_without_the_word_easy_is_asked_which_end_is_better(tmp_path) -> None:
    asked = "How much effort did you have to put forth?"
    path = survey(tmp_path, asked, [1, 2, 5, 4])
    found = examined(path, tmp_path)
    assert [question.id for question in found.questions] == ["direction"]
    assert found.questions[0].text == (
        f"Which answer to '{asked}' is the better one for the customer, 1 or 5?"
    )
    assert scores(path, tmp_path, direction="low is better") == [5, 4, 1, 2]
    assert scores(path, tmp_path, direction="high is better") == [1, 2, 5, 4]


def test_school_grades_are_asked_about_for_two_countries_count_them_two_ways(tmp_path) -> None:
    path = survey(tmp_path, "Schulnote für unseren Service", [1, 2, 6, 3, 5, 4])
    found = examined(path, tmp_path)
    assert [question.id for question in found.questions] == ["direction"]
    assert found.mapping.feeds[0].fields["scale_high"].constant == "6"


@pytest.mark.parametrize("code", ["99", "-1", "98"])
def test_a_usual_code_off_the_scale_is_no_answer_and_does_not_widen_it(code, tmp_path) -> None:
    path = survey(tmp_path, "How satisfied are you?", [1, 2, 3, 4, 5, code, code, 4, 5, 3])
    found = examined(path, tmp_path)
    asked = found.mapping.feeds[0].fields
    assert (asked["scale_low"].constant, asked["scale_high"].constant) == ("1", "5")
    assert (
        f"In 'How satisfied are you?' {code} lies off the scale and is a code for no answer."
    ) in found.notes
    assert scores(path, tmp_path) == [1, 2, 3, 4, 5, 4, 5, 3]


def test_a_code_that_the_header_explains_is_no_answer(tmp_path) -> None:
    question = "How satisfied are you? (1 = not at all, 5 = completely, 6 = don't know)"
    assert scores(survey(tmp_path, question, [1, 6, 5, 6, 3]), tmp_path) == [1, 5, 3]


def test_nines_above_a_full_scale_are_asked_about_once_and_remembered(tmp_path) -> None:
    answers = [*[1, 2, 3, 4, 5] * 6, *[9] * 4]
    path = survey(tmp_path, "How satisfied are you?", answers, "service 2026-01.csv")
    home = tmp_path / "workspace"
    with pytest.raises(RefusedUploadError, match=r"lies off the scale of 1 to 5 \(4 answers"):
        importer.load_here(path, home=home)

    found = examined(path, tmp_path)
    mapping = answered(found.mapping, found.questions, {"codes": "no answer"})
    upload = importer.stage(path, mapping, home=home)
    kept = [score for (score,) in rows(upload, "responses", "score::int")]
    assert (len(kept), max(kept)) == (30, 5)
    importer.accept(upload, home=home)
    importer.remember(found, mapping, home=home)

    next_month = survey(tmp_path, "How satisfied are you?", [5, 9, 4], "service 2026-02.csv")
    again = examined(next_month, tmp_path)
    assert again.questions == ()
    assert scores(next_month, tmp_path) == [5, 4]


def test_a_few_stray_numbers_are_refused_and_nobody_is_asked(tmp_path) -> None:
    path = survey(tmp_path, "How satisfied are you? (1-5)", [*[1, 2, 3, 4, 5] * 10, 9, 0])
    found = examined(path, tmp_path)
    assert found.questions == ()
    assert staged(path, tmp_path / "workspace").feeds[0].refused == 2


def test_tens_of_a_recommendation_are_no_codes(tmp_path) -> None:
    path = survey(tmp_path, "How likely are you to recommend us?", [1, 2, 3, 4, 5, 9, 9, 9])
    asked = examined(path, tmp_path)
    assert asked.questions == ()
    assert asked.mapping.feeds[0].fields["scale_high"].constant == "10"


GROUPS = ["Promoter", "Passive", "Detractor", "Promoter"]


def test_promoter_words_alone_are_no_nps_until_the_reader_says_so(tmp_path) -> None:
    path = survey(tmp_path, "Sentiment", GROUPS)
    found = examined(path, tmp_path)
    assert "metric_kind" not in found.mapping.feeds[0].fields
    assert [question.id for question in found.questions] == ["survey_type"]
    assert list(found.questions[0].choices) == ["nps 0-10", "csat 0-2", "ces 1-3"]
    assert scores(path, tmp_path, survey_type="csat 0-2") == [2, 1, 0, 2]
    assert scores(path, tmp_path, survey_type="nps 0-10") == [10, 8, 3, 10]


def test_promoter_words_under_a_header_of_recommending_need_no_question(tmp_path) -> None:
    found = examined(survey(tmp_path, "NPS group", GROUPS), tmp_path)
    assert found.questions == ()
    assert found.mapping.feeds[0].fields["metric_kind"].constant == "nps"


def test_hubspot_ratings_without_a_survey_type_are_asked_about(tmp_path) -> None:
    path = written(
        tmp_path, "feedback.csv",
        "Record ID,Date,Survey name,Rating,Sentiment",
        "1,2026-01-13,After contact,2,Promoter",
        "2,2026-01-14,After contact,0,Detractor",
    )  # fmt: skip
    found = examined(path, tmp_path)
    assert found.format == FEEDBACK.name
    assert next(iter(found.questions[0].choices)) == "nps 0-10"
    assert "csat 0-2" in found.questions[0].choices
    assert scores(path, tmp_path, survey_type="csat 0-2") == [2, 0]


def test_a_kind_of_survey_that_hubspot_does_not_name_is_asked_about_and_not_lost(tmp_path) -> None:
    path = written(
        tmp_path, "feedback.csv",
        "Record ID,Date,Survey type,Rating,Sentiment",
        "1,2026-01-13,NPS,10,Promoter",
        "2,2026-01-14,Onboarding,4,Passive",
    )  # fmt: skip
    found = examined(path, tmp_path)
    assert [question.id for question in found.questions] == ["survey_type"]
    upload = staged(
        path, tmp_path / "workspace",
        answered(found.mapping, found.questions, {"survey_type": "csat 1-5"}),
    )  # fmt: skip
    assert rows(upload, "responses", "response_id, metric_kind, score::int") == [
        ("1", "nps", 10),
        ("2", "csat", 4),
    ]


@pytest.mark.parametrize(
    ("header", "utc"),
    [
        ("Submitted (America/New_York)", "2026-01-13 15:30:00"),
        ("Submitted (UTC)", "2026-01-13 10:30:00"),
        ("Submitted (UTC+02:00)", "2026-01-13 08:30:00"),
        ("Submitted [Europe/Berlin]", "2026-01-13 09:30:00"),
    ],
)
def test_the_zone_in_a_header_is_used_and_said(header, utc, tmp_path) -> None:
    path = written(tmp_path, "s.csv", f"Response ID,{header},CSAT", "1,2026-01-13 10:30,4")
    found = examined(path, tmp_path)
    assert any("names its time zone" in note for note in found.notes)
    upload = staged(path, tmp_path / "workspace", found.mapping)
    assert rows(upload, "responses", "occurred_at::varchar, zone_known") == [(utc, True)]


def test_letters_that_name_no_single_zone_are_said_and_not_used(tmp_path) -> None:
    path = written(tmp_path, "s.csv", "Response ID,Submitted (PST),CSAT", "1,2026-01-13 10:30,4")
    found = examined(path, tmp_path)
    assert any("PST, which is not the same everywhere" in note for note in found.notes)
    upload = staged(path, tmp_path / "workspace", found.mapping)
    assert rows(upload, "responses", "occurred_at::varchar, zone_known") == [
        ("2026-01-13 10:30:00", False)
    ]


def test_durations_are_read_by_how_they_are_written_not_by_their_header(tmp_path) -> None:
    path = written(
        tmp_path, "calls.csv",
        "Call ID,Agent,Start time,Talk time (in hrs)",
        "1,Ana,2026-01-13 10:00,0:06:30", "2,Ben,2026-01-13 11:00,1:30:00",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "touches", "duration_min::double") == [(6.5,), (90.0,)]


def test_a_time_left_that_is_none_is_refused_with_what_it_should_be(tmp_path) -> None:
    path = written(
        tmp_path, "jira.csv",
        "Summary,Issue key,Issue id,Created,Custom field (Time to resolution)",
        "A,HB-1,1,05/Jan/26 3:14 PM,4:30", "B,HB-2,2,05/Jan/26 3:14 PM,-0:45",
        "C,HB-3,3,05/Jan/26 3:14 PM,soon",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "cases", "case_id, in_time") == [("HB-1", True), ("HB-2", False)]
    assert upload.refused_lines == 1


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["Muy satisfecho", "Insatisfecho", "No sabe"], [5, 2]),
        (["Très satisfait", "Insatisfait", "Ne sait pas"], [5, 2]),
        (["Molto soddisfatto", "Insoddisfatto", "Non so"], [5, 2]),
        (["Zeer tevreden", "Ontevreden", "Weet niet"], [5, 2]),
        (["Muito satisfeito", "Insatisfeito", "Não sei"], [5, 2]),
        (["Sehr zufrieden", "Unzufrieden", "Keine Angabe"], [5, 2]),
    ],
)
def test_words_stand_on_a_scale_in_every_language_and_dont_know_says_nothing(
    words, kept, tmp_path
) -> None:
    assert scores(survey(tmp_path, "Q1", words), tmp_path) == kept


def test_a_legend_that_tells_no_direction_decides_none() -> None:
    assert legend("Rate us (1 = red, 5 = blue)").lowest_is_best is None
    assert legend("Ratio 1:5").ends is None


@pytest.mark.parametrize(
    ("question", "values", "first", "then"),
    [
        ("How much effort was it?", [1, 2, 5], {"direction": "low is better"},
         {"direction": "high is better"}),
        ("How satisfied are you?", [*[1, 2, 3, 4, 5] * 6, *[9] * 4], {"codes": "no answer"},
         {"codes": "mistake"}),
        ("Sentiment", GROUPS, {"survey_type": "nps 0-10"}, {"survey_type": "csat 0-2"}),
    ],
)  # fmt: skip
def test_an_answer_can_be_changed_as_if_the_first_had_not_been_given(
    question, values, first, then, tmp_path
) -> None:
    found = examined(survey(tmp_path, question, values), tmp_path)
    changed = answered(answered(found.mapping, found.questions, first), found.questions, then)
    assert changed == answered(found.mapping, found.questions, then)
