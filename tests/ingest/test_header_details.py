"""Units, types, letters and questions below the names belong to the header, and are no row."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, row_lines, rows, skips

NAMES = ("Ticket", "Opened", "Wait", "Amount", "Score")
ROWS = "".join(f"T-{at},2025-03-{at + 10},{at * 3},{at}.5,{at % 5 + 1}\n" for at in range(1, 10))


def _table(*lines: str) -> str:
    return "".join(f"{line}\n" for line in (",".join(NAMES), *lines)) + ROWS


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (",YYYY-MM-DD,(min),k€,", ("Ticket", "Opened", "Wait (min)", "Amount (k€)", "Score")),
        ("-,date,[s],EUR,1-5", ("Ticket", "Opened", "Wait (s)", "Amount (EUR)", "Score (1-5)")),
        (",,min,,", ("Ticket", "Opened", "Wait (min)", "Amount", "Score")),
        ("text,date,number,number,number", NAMES),
        ("A,B,C,D,E", NAMES),
        ("1,2,3,4,5", NAMES),
    ],
)
def test_a_line_below_the_names_is_named_as_header(
    line: str, names: tuple[str, ...], tmp_path: Path
) -> None:
    table = read(tmp_path, _table(line))

    assert table.columns == names
    assert table.report.header_lines == (1, 2)
    assert row_lines(table) == [3, 4, 5, 6, 7, 8, 9, 10, 11]


def test_the_unit_behind_a_name_is_said(tmp_path: Path) -> None:
    table = read(tmp_path, _table(",,(min),,"))

    assert table.report.notes == (
        (
            "The line below the names gives units: they stand behind the names now, as in "
            "'Wait (min)'."
        ),
    )


def test_questions_below_the_names_are_kept_as_the_questions_behind_them(tmp_path: Path) -> None:
    asked = "Ticket number,When it was opened,How long?,Amount paid,How satisfied are you?"
    table = read(tmp_path, _table(asked, "char,date,num,num,num"))

    assert table.columns == NAMES
    assert table.report.header_lines == (1, 2, 3)
    assert table.header_rows == (NAMES, tuple(asked.split(",")))


def test_lines_of_a_statistical_office_are_header_up_to_the_last_of_them(tmp_path: Path) -> None:
    years = "".join(f"{2010 + at},{at}03,{at + 20}\n" for at in range(9))
    head = "Title,Calls,Wait\nCDID,K222,K223\nPreUnit,,\nUnit,Number,Seconds\n"

    table = read(tmp_path, head + "Release Date,12-02-2025,12-02-2025\n" + years)

    assert table.columns == ("Title", "Calls", "Wait (Seconds)")
    assert table.report.header_lines == (1, 2, 3, 4, 5)
    assert rows(table)[0] == ["2010", "003", "20"]


@pytest.mark.parametrize("count", ["A,B,C,D,E", "1,2,3,4,5"])
def test_letters_or_numbers_above_the_names_are_no_header(count: str, tmp_path: Path) -> None:
    table = read(tmp_path, f"{count}\n{_table()}")

    assert table.columns == NAMES
    assert skips(table) == [(1, 1, "above the header")]


@pytest.mark.parametrize(
    "line",
    [
        "T-0,not known,pending,none,five",
        "T-0,last week,long,high,good",
        "n/a,n/a,n/a,n/a,n/a",
        "Anna,last week,a while,a lot,five",
        "T-0,2025-03-10,min,EUR,4",
        ",,5,,",
    ],
)
def test_a_first_row_with_faults_is_no_header(line: str, tmp_path: Path) -> None:
    table = read(tmp_path, _table(line))

    assert table.columns == NAMES
    assert table.report.header_lines == (1,)
    assert 2 in row_lines(table)


def test_answers_of_one_to_five_in_order_are_a_row(tmp_path: Path) -> None:
    answers = "".join(f"{at},{at % 5 + 1},{at % 4 + 1},{at % 3 + 1}\n" for at in range(2, 12))

    table = read(tmp_path, "id,q1,q2,q3\n1,2,3,4\n" + answers)

    assert rows(table)[0] == ["1", "2", "3", "4"]


def test_a_row_of_words_above_rows_of_words_is_a_row(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "name,team,comment\nAnn,North,min\nBo,South,Was fine?\nCy,West,text\nDi,East,good\n",
    )

    assert row_lines(table) == [2, 3, 4, 5]
