"""Exports as teams really upload them, each read rightly or refused for what is wrong with it."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, refusals, row_lines, rows, skips
from tests.ingest.workbooks import book

NAMES = ("ticket", "day", "channel", "comment", "score")
SAID = ("Solved", "Friendly and quick", "Had to wait", "No answer at all")
ROWS = [
    (
        f"T-{1000 + at}",
        f"2025-03-{at + 10}",
        ("web", "phone")[at % 2],
        SAID[at % 4],
        str(at % 5 + 1),
    )
    for at in range(1, 13)
]
PLAIN = "".join(f"{','.join(row)}\n" for row in (NAMES, *ROWS))
DASHES = "+--------+------------+---------+---------+-------+\n"


def test_exports_one_behind_the_other_with_columns_in_another_order_are_put_in_order(
    tmp_path: Path,
) -> None:
    turned = "score,day,ticket,comment,channel\n4,2025-04-01,T-2000,Late,web\n"

    table = read(tmp_path, PLAIN + turned + PLAIN)

    assert rows(table)[12] == ["T-2000", "2025-04-01", "web", "Late", "4"]
    assert rows(table)[13] == ["T-1001", "2025-03-11", "phone", "Friendly and quick", "2"]
    assert skips(table) == [(14, 14, "the header again"), (16, 16, "the header again")]
    assert table.report.notes == (
        (
            "The header stands again with its columns in another order, and rows below it were "
            "put in the order of the first; lines: 1, the first is line 14."
        ),
    )


def test_a_column_added_from_a_line_on_is_not_taken_for_commas_in_comments(tmp_path: Path) -> None:
    wider = "".join(f"{','.join(row)},{at}\n" for at, row in enumerate(ROWS[:9]))

    table = read(tmp_path, PLAIN + wider)

    assert row_lines(table) == list(range(2, 14))
    assert refusals(table)[0] == (
        14,
        (
            "has 6 fields where the header has 5, as have all lines from line 14 to the end: a "
            "column seems to have been added there"
        ),
    )


def test_commas_in_the_last_comments_are_kept_in_them(tmp_path: Path) -> None:
    said = "".join(f"{','.join([*row[:3], 'Slow, but kind', row[4]])}\n" for row in ROWS[:6])

    table = read(tmp_path, PLAIN + said)

    assert rows(table)[-1] == ["T-1006", "2025-03-16", "web", "Slow, but kind", "2"]


def test_amounts_with_a_comma_and_no_quotes_do_not_move_the_names(tmp_path: Path) -> None:
    lines = "".join(f"K{at},{at + 10}.03.2025,{at}0,50\n" for at in range(1, 13))

    table = read(tmp_path, "Kunde,Datum,Betrag\n" + lines)

    assert table.columns == ("column 1", "column 2", "column 3", "column 4")
    assert "Line 1 has 3 names for 4 columns" in table.report.notes[0]


def test_names_of_rows_without_a_name_of_their_own_are_said(tmp_path: Path) -> None:
    table = read(tmp_path, "mpg,cyl\nMazda RX4,21.0,6\nDatsun 710,22.8,4\nHornet,21.4,6\n")

    assert table.columns == ("column 1", "mpg", "cyl")
    assert table.report.notes == (
        (
            "The header has one name less than the rows have fields: the first column is called "
            "'column 1'."
        ),
    )


def test_a_line_of_dashes_below_the_names_is_header(tmp_path: Path) -> None:
    drawn = ",".join("-" * len(name) for name in NAMES)
    table = read(
        tmp_path, PLAIN.replace("score\n", f"score\n{drawn}\n", 1) + "\n(12 rows affected)\n"
    )

    assert table.report.header_lines == (1, 2)
    assert row_lines(table) == list(range(3, 15))


def test_a_table_as_mysql_prints_it_is_read_and_its_count_named(tmp_path: Path) -> None:
    lines = "".join(f"| {' | '.join(row)} |\n" for row in ROWS)
    printed = f"{DASHES}| {' | '.join(NAMES)} |\n{DASHES}{lines}{DASHES}"

    table = read(tmp_path, printed + "12 rows in set (0.00 sec)\n", "printed.txt")

    assert len(row_lines(table)) == 12
    assert skips(table)[-1] == (17, 17, "total or footer at the end")


def test_ids_alone_have_no_header_where_the_first_is_like_the_others(tmp_path: Path) -> None:
    table = read(tmp_path, "T-1001\nT-1002\nT-1003\nT-1004\n")

    assert rows(table) == [["T-1001"], ["T-1002"], ["T-1003"], ["T-1004"]]


def test_a_closing_balance_below_the_rows_is_named(tmp_path: Path) -> None:
    days = "".join(
        f"{at + 10}.03.2025;{at + 10}.03.2025;Rechnung {at};-{at},50\n" for at in range(9)
    )

    table = read(tmp_path, f"Buchung;Wert;Zweck;Betrag\n{days}\nEndsaldo;;;1.234,56\n")

    assert skips(table)[-1] == (12, 12, "total or footer at the end")


@pytest.mark.parametrize("margin", [0, 1, 2])
def test_a_sheet_with_empty_columns_at_its_left_keeps_its_first_columns(
    margin: int, tmp_path: Path
) -> None:
    lines = ["," * margin + ",".join(row) for row in (NAMES, *ROWS)]

    table = read(tmp_path, book({"Answers": ["", *lines]}), "answers.xlsx")

    assert table.columns == NAMES
    assert rows(table)[0] == list(ROWS[0])


def test_a_line_of_totals_above_the_names_is_no_header(tmp_path: Path) -> None:
    table = read(tmp_path, "Total,,,,37\n" + PLAIN)

    assert table.columns == NAMES
    assert skips(table) == [(1, 1, "above the header")]


def test_quotes_around_whole_lines_are_taken_off(tmp_path: Path) -> None:
    lines = [",".join([*row[:3], '"Slow, but kind"', row[4]]) for row in ROWS]
    whole = "".join('"' + line.replace('"', '""') + '"\n' for line in [",".join(NAMES), *lines])

    table = read(tmp_path, whole)

    assert table.columns == NAMES
    assert rows(table)[0] == ["T-1001", "2025-03-11", "phone", "Slow, but kind", "2"]
    assert table.report.notes == (
        "Quotes stood around whole lines; they were taken off, and the lines split.",
    )


def test_a_column_of_quoted_sentences_with_a_comma_each_stays_one_column(tmp_path: Path) -> None:
    table = read(tmp_path, '"Comment, if any"\n"Slow, but kind"\n"Late, again"\n"Kind, quick"\n')

    assert table.columns == ("Comment, if any",)


def test_words_of_the_header_in_another_order_may_be_a_row(tmp_path: Path) -> None:
    table = read(tmp_path, "first,second\nthird,first\nsecond,first\nfirst,third\n")

    assert row_lines(table) == [2, 3, 4]


def test_codes_above_codes_are_names_where_words_stand_above_numbers(tmp_path: Path) -> None:
    table = read(tmp_path, "K100,Score\nK101,5\nK102,4\nK103,3\n")

    assert table.columns == ("K100", "Score")
