"""Headers of one to three lines, none at all, and what stands above and below the table."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, refusals, row_lines, rows, skips


def test_names_are_trimmed_numbered_and_never_empty(tmp_path: Path) -> None:
    table = read(tmp_path, 'score ,,score,"What\n is it?",Q&apos;s\n1,2,3,4,x\n')

    assert table.columns == ("score", "column 2", "score (2)", "What is it?", "Q's")
    assert table.report.header_lines == (1, 2)


QUALTRICS = (
    "StartDate,EndDate,RecordedDate,ResponseId,Q1\n"
    'Start Date,End Date,Recorded Date,Response ID,"How satisfied\nare you?"\n'
    '"{""ImportId"":""startDate""}","{""ImportId"":""endDate""}","{""ImportId"":""recordedDate""}",'
    '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n'
    "2025-03-01 10:00:00,2025-03-01 10:05:00,2025-03-01 10:05:01,R_1,5\n"
)


def test_a_qualtrics_header_has_three_lines(tmp_path: Path) -> None:
    table = read(tmp_path, QUALTRICS)

    assert table.columns == ("StartDate", "EndDate", "RecordedDate", "ResponseId", "Q1")
    assert len(table.header_rows) == 3
    assert table.header_rows[1][4] == "How satisfied\nare you?"
    assert (table.report.header_lines, row_lines(table)) == ((1, 2, 3, 4), [5])


def test_an_older_qualtrics_header_is_named_by_its_second_line(tmp_path: Path) -> None:
    table = read(tmp_path, "V1,V2,Q1\nResponseID,StartDate,How satisfied?\nR_1,2017-07-18,5\n")

    assert table.columns == ("ResponseID", "StartDate", "Q1")
    assert rows(table) == [["R_1", "2017-07-18", "5"]]


def test_a_surveymonkey_header_joins_question_and_option(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Respondent ID,Start Date,How satisfied?,Which apply?,,Anything else?\n"
        ",,Response,Fast,Friendly,Open-Ended Response\n"
        "11,03/01/2025,5,Fast,,no\n"
        "12,03/02/2025,4,,Friendly,\n",
    )

    assert table.columns == (
        "Respondent ID",
        "Start Date",
        "How satisfied?",
        "Which apply?: Fast",
        "Which apply?: Friendly",
        "Anything else?",
    )
    assert row_lines(table) == [3, 4]


def test_a_first_row_with_an_empty_id_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, "id,comment,score\n,good,5\n2,bad,1\n3,fine,4\n")

    assert row_lines(table) == [2, 3, 4]


def test_titles_above_the_header_are_skipped_with_a_reason(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Complaints report\nFrom:,2025-01-01\n\nid,opened,cause,score\n1,2025-01-03,late,2\n"
        "2,2025-01-04,rude,1\n",
    )

    assert table.columns == ("id", "opened", "cause", "score")
    assert skips(table) == [(1, 2, "above the header"), (3, 3, "blank line")]
    assert row_lines(table) == [5, 6]


def test_titles_padded_to_the_width_of_the_table_are_skipped(tmp_path: Path) -> None:
    table = read(tmp_path, "Report,,,\n,,,\nid,day,cause,n\n1,2025-01-03,late,2\n2,,rude,1\n")

    assert table.columns == ("id", "day", "cause", "n")
    assert row_lines(table) == [4, 5]


@pytest.mark.parametrize(
    ("content", "header_lines"),
    [
        ("1,2,3\n4,5,6\n", ()),
        ("4711,Ann,2025-03-01\n4712,Bo,2025-03-02\n", ()),
        ("0,1,2\n5,6,7\n", (1,)),
        ("region,2023,2024\nNorth,5,6\nSouth,7,8\n", (1,)),
        ("segment,2025-01-01,2025-02-01\nNorth,5,6\nSouth,7,8\n", (1,)),
    ],
)
def test_a_first_row_of_values_is_no_header(
    content: str, header_lines: tuple[int, ...], tmp_path: Path
) -> None:
    assert read(tmp_path, content).report.header_lines == header_lines


def test_a_header_that_leaves_out_the_first_name_is_completed(tmp_path: Path) -> None:
    table = read(tmp_path, '"csat","wait"\n"1",4,10\n"2",5,12\n"3",3,9\n')

    assert table.columns == ("column 1", "csat", "wait")
    assert rows(table)[0] == ["1", "4", "10"]


def test_totals_and_footers_at_the_end_are_skipped(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Case Number,Subject,Score\n1,late,2\n2,rude,1\n\nTotal,,3\n"
        "Complaints by month\nCopyright (c) 2000-2025 example.com\n",
    )

    assert row_lines(table) == [2, 3]
    assert skips(table) == [(4, 4, "blank line"), (5, 7, "total or footer at the end")]


@pytest.mark.parametrize(
    "footer",
    [
        "Reporting period 2026-01-01 to 2026-03-31",
        "Zeitraum: 01.01.2026 - 31.03.2026",
        "Exportado el 3 de marzo por Ana",
        "Seite 1 von 1",
        "Number of records: 2",
    ],
)
def test_a_period_or_who_made_the_report_below_names_is_a_footer(
    footer: str, tmp_path: Path
) -> None:
    table = read(
        tmp_path, f"Agent,Rating,Link\nAnn Ash,5,x\n\nBo Elm,4,y\n\nCy Oak,3,z\n\n{footer}\n"
    )

    assert row_lines(table) == [2, 4, 6]
    assert skips(table)[-1] == (8, 8, "total or footer at the end")
    assert refusals(table) == []


def test_a_torn_last_line_says_that_the_file_is_not_whole(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause,n\n1,late,2\n2,rude,1\n3,la")

    (note,) = table.report.notes
    assert note.startswith("The file seems to end in the middle of line 4: rows after it may be")
    assert table.report.refused[0].next_step.startswith("The file seems to end in the middle")


def test_a_last_line_without_its_line_end_is_not_torn(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause,n\n1,late,2\n2,rude,1\n3,late,4,5,6")

    assert table.report.notes == ()
    assert refusals(table) == [(4, "has 5 fields where the header has 3")]


def test_a_line_with_too_few_fields_is_to_be_filled(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause,n\n1,late,2\n2,rude\n3,late,4\n4,late,5\n")

    assert refusals(table) == [(3, "has 2 fields where the header has 3")]
    assert table.report.refused[0].next_step.startswith("Write what is missing")


def test_a_total_in_the_middle_and_a_torn_last_line_are_no_footers(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause,n\n1,late,2\nTotal,x,5\n2,rude,1\n3,la")

    assert row_lines(table) == [2, 3, 4]
    assert refusals(table) == [(5, "has 2 fields where the header has 3")]


def test_a_last_row_with_only_its_id_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, "id,q1,q2\n1,5,4\n2,3,\n3,,\n")

    assert row_lines(table) == [2, 3, 4]


def test_the_header_again_is_skipped(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause\n1,late\nid,cause\n2,rude\n")

    assert row_lines(table) == [2, 4]
    assert skips(table) == [(3, 3, "the header again")]


def test_a_header_without_rows_is_a_table_without_rows(tmp_path: Path) -> None:
    table = read(tmp_path, "id,cause\n")

    assert (table.columns, table.report.rows) == (("id", "cause"), 0)
    assert table.report.notes == ("The file has a header and no rows.",)


LAYERS = [
    "Ticket,,Satisfaction,,\nNumber,Opened,Speed,Tone,Comment\n",
    "Report of March,,,,\nTicket,,Satisfaction,,\nNumber,Opened,Speed,Tone,Comment\n",
]


@pytest.mark.parametrize("header", LAYERS)
def test_groups_with_gaps_above_full_names_join_them(header: str, tmp_path: Path) -> None:
    table = read(tmp_path, header + "T1,2026-03-01,4,5,ok\nT2,2026-03-02,3,1,slow\n")

    assert table.columns == (
        "Ticket Number", "Ticket Opened", "Satisfaction Speed", "Satisfaction Tone",
        "Satisfaction Comment",
    )  # fmt: skip
    assert row_lines(table) == [header.count("\n") + 1, header.count("\n") + 2]
    assert table.report.header_lines[-1] == header.count("\n")


def test_a_group_whose_name_is_in_its_columns_name_is_not_said_twice(tmp_path: Path) -> None:
    table = read(
        tmp_path, "Case,,Ratings\nCase no,Date,Overall\nK1,2026-03-01,4\nK2,2026-03-02,5\n"
    )

    assert table.columns == ("Case no", "Case Date", "Ratings Overall")


def test_a_first_row_of_words_below_a_header_with_a_gap_is_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, "Ticket,,Cause\nA,open,late\nB,closed,rude\nC,open,late\n")

    assert row_lines(table) == [2, 3, 4]


def test_a_delimiter_in_the_brackets_of_a_name_belongs_to_it(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "ID,Date,How satisfied? (1 = very, 5 = not at all)\n1,2026-03-01,4\n2,2026-03-02,5\n",
    )

    assert table.columns == ("ID", "Date", "How satisfied? (1 = very, 5 = not at all)")
    assert rows(table) == [["1", "2026-03-01", "4"], ["2", "2026-03-02", "5"]]
    assert table.report.notes == (
        "The header was mended: it has a delimiter or quote mark too many, or too few.",
    )
