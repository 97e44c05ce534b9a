"""Known exports are recognised by their headers and read in their own way."""

from pathlib import Path

import pytest

from cxdash.ingest import importer
from cxdash.ingest.formats.templates import TEMPLATES, template
from cxdash.ingest.recognise import FORMATS, recognise
from cxdash.model import TABLES
from tests.ingest.loading import rows, staged, written


def test_every_format_has_a_name_of_its_own_and_says_where_it_is_known_from() -> None:
    assert len({form.name for form in FORMATS}) == len(FORMATS)
    assert all(form.source and form.label for form in FORMATS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_template_is_recognised_as_its_table(table) -> None:
    header = tuple(template(table).strip().split(","))
    found = recognise(header).form
    assert found is not None
    assert found.name == f"template_{table.name}"
    assert len(TEMPLATES) == len(TABLES)


def test_an_unknown_header_names_the_closest_format() -> None:
    found = recognise(("Ticket ID", "Agent", "Group", "Created time"))
    assert found.form is None
    assert found.evidence == (
        "It is no known export; the closest is Freshdesk tickets, "
        "which also has 'first response time (in hrs)'."
    )


def test_a_zendesk_rating_that_was_only_offered_is_no_answer(tmp_path: Path) -> None:
    path = written(
        tmp_path, "export.csv",
        "Id,Requester,Requester id,Assignee,Group,Created at,Solved at,Satisfaction Score,Via",
        "11,Ana,7,Ben,Tier 1,2024-01-05 10:00,2024-01-05 12:00,Good,Web",
        "12,Cleo,8,Ben,Tier 1,2024-01-06 10:00,2024-01-06 12:00,Offered,Web",
        "13,Dan,9,Eve,Tier 2,2024-01-07 10:00,,Bad,Mail",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "cases", "case_id, employee") == [
        ("11", "Ben"),
        ("12", "Ben"),
        ("13", "Eve"),
    ]
    scores = rows(upload, "responses", "case_id, score::INTEGER, metric_kind")
    assert scores == [("11", 1, "csat")]
    assert upload.feeds[1].refused == 1


def test_a_qualtrics_preview_is_left_out_and_the_question_is_its_text(tmp_path: Path) -> None:
    path = written(
        tmp_path, "q.csv",
        "StartDate,EndDate,Status,RecordedDate,ResponseId,UserLanguage,Q1",
        "Start Date,End Date,Response Type,Recorded Date,Response ID,Language,"
        "How satisfied are you?",
        '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""status""}",'
        '"{""ImportId"":""recordedDate""}","{""ImportId"":""_recordId""}","{""ImportId"":""userLanguage""}",'
        '"{""ImportId"":""QID1""}"',
        "2024-01-05 10:00:00,2024-01-05 10:05:00,IP Address,2024-01-05 10:05:01,R_1,EN,4",
        "2024-01-05 10:00:00,2024-01-05 10:05:00,Survey Preview,2024-01-05 10:05:01,R_2,EN,1",
        "2024-01-06 10:00:00,2024-01-06 10:05:00,IP Address,2024-01-06 10:05:01,R_3,DE,5",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "responses", "response_id, score::INTEGER, question") == [
        ("R_1", 4, "How satisfied are you?"),
        ("R_3", 5, "How satisfied are you?"),
    ]


def test_typeform_times_are_utc(tmp_path: Path) -> None:
    path = written(
        tmp_path, "t.csv",
        "#,How would you rate us?,Start Date (UTC),Submit Date (UTC),Network ID",
        "a1,4,2024-01-05 10:00:00,2024-01-05 10:05:00,n1",
        "a2,5,2024-01-06 10:00:00,2024-01-06 10:05:00,n2",
    )  # fmt: skip
    assert importer.examine(path, home=tmp_path / "workspace").format == "typeform"
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "responses", "zone_known") == [(True,), (True,)]


def test_a_surveymonkey_export_is_dated_by_its_end(tmp_path: Path) -> None:
    path = written(
        tmp_path, "sm.csv",
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,"
        "How satisfied are you?,Anything else?",
        ",,,,,Response,Open-Ended Response",
        "1,9,01/05/2024 10:00:00 AM,01/25/2024 10:05:00 AM,1.1.1.1,"
        "Very satisfied,Thank you so much for the help",
        "2,9,01/06/2024 10:00:00 AM,01/26/2024 10:05:00 PM,1.1.1.2,Dissatisfied,",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "responses", "occurred_at::VARCHAR, score::INTEGER") == [
        ("2024-01-25 10:05:00", 5),
        ("2024-01-26 22:05:00", 2),
    ]


def test_a_surveymonkey_question_is_what_it_asks_and_not_the_word_below_it(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path, "sm.csv",
        "Respondent ID,Collector ID,Start Date,End Date,"
        '"Overall, how satisfied are you?",How satisfied are you with,',
        ",,,,Response,Delivery,Invoices",
        "1,9,01/05/2024 10:00:00,01/25/2024 10:05:00,4,5,2",
        "2,9,01/06/2024 10:00:00,01/26/2024 10:05:00,2,1,3",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert sorted(set(rows(upload, "responses", "question, metric_kind"))) == [
        ("How satisfied are you with: Delivery", "csat"),
        ("How satisfied are you with: Invoices", "csat"),
        ("Overall, how satisfied are you?", "csat"),
    ]


HCAHPS = (
    "Facility ID,Facility Name,State,HCAHPS Measure ID,HCAHPS Question,HCAHPS Answer Description,"
    "HCAHPS Answer Percent,Number of Completed Surveys,Survey Response Rate Percent,End Date"
)


def test_hcahps_answers_go_by_their_description_and_bring_their_surveys(tmp_path: Path) -> None:
    path = written(
        tmp_path, "HCAHPS-Hospital.csv",
        HCAHPS,
        "10001,Oak,AL,H_COMP_1_A_P,Nurses,Nurses always listened,80,420,23,09/30/2023",
        "10001,Oak,AL,H_COMP_1_STAR_RATING,Stars,Stars,Not Applicable,420,23,09/30/2023",
        "10002,Elm,AL,H_COMP_1_A_P,Nurses,Nurses always listened,Not Available,"
        "Not Available,Not Available,09/30/2023",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert upload.refused_lines == 0
    assert upload.feeds[0].nothing == 2
    found = rows(upload, "scores", "metric, question, value::DOUBLE, n, site, region")
    assert found == [
        ("Share of patients by hospital", "Nurses always listened", 0.8, 420, "Oak-10001", "AL"),
    ]


def test_a_band_of_answers_is_no_number_and_refuses_no_row(tmp_path: Path) -> None:
    path = written(
        tmp_path, "HCAHPS-Hospital.csv",
        HCAHPS,
        "10001,Oak,AL,H_RECMND_DY,Recommend,YES,70,300 or more,23,09/30/2023",
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    assert rows(upload, "scores", "value::DOUBLE, n") == [(0.7, None)]
    assert upload.refused_lines == 0


def test_results_of_an_unknown_source_go_by_their_words_and_not_by_their_codes(
    tmp_path: Path,
) -> None:
    path = written(
        tmp_path, "hotel.csv",
        "Quarter end,Measure ID,Measure name,Mean score,Answers",
        *(f"2024-0{3 * n}-28,M_0{m},{name},4.{m}{n},12{n}"
          for n in (1, 2, 3) for m, name in ((1, "Quiet at night"), (2, "Friendly staff"))),
    )  # fmt: skip
    upload = staged(path, tmp_path / "workspace")
    found = rows(upload, "scores", "question, n")
    assert found[:2] == [("Quiet at night", 121), ("Friendly staff", 121)]
