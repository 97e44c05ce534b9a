"""Lines with one fault are mended when only one reading fits, and left alone when two do."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, refusals, row_lines, rows, skips

ROWS = [
    f"{4700 + at},2025-03-{at:02},{('phone', 'web', 'e-mail')[at % 3]},"
    f"{('Quick and kind', 'Had to wait long', 'No answer came')[at % 3]},{at % 5 + 1}"
    for at in range(1, 13)
]
HEADER = "id,day,channel,comment,score"


def with_line(line: str) -> str:
    return "\n".join([HEADER, *ROWS[:5], line, *ROWS[5:]]) + "\n"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("4799,2025-03-30phone,Good,5", ["4799", "2025-03-30", "phone", "Good", "5"]),
        ("4799,2025-03-30,phone,Good5", ["4799", "2025-03-30", "phone", "Good", "5"]),
        ('4799,2025-03-30,phone"Good, or so",5',
         ["4799", "2025-03-30", "phone", "Good, or so", "5"]),
        ('4799,2025-03-30,"phone""Good, or so",5',
         ["4799", "2025-03-30", "phone", "Good, or so", "5"]),
        ("4799,,2025-03-30,phone,Good,5", ["4799", "2025-03-30", "phone", "Good", "5"]),
        ("4799,2025-03-30,phone,Good, and kind, too,5",
         ["4799", "2025-03-30", "phone", "Good, and kind, too", "5"]),
        ('4799,2025-03-30,phone,"Good,5', ["4799", "2025-03-30", "phone", '"Good', "5"]),
        ('4799,2025-03-30,phone,"Good, 5"",5', ["4799", "2025-03-30", "phone", 'Good, 5"', "5"]),
        ("4799;2025-03-30;phone;Good, really;5",
         ["4799", "2025-03-30", "phone", "Good, really", "5"]),
        ("4799 2025-03-30 phone Good and kind 5",
         ["4799", "2025-03-30", "phone", "Good and kind", "5"]),
    ],
)  # fmt: skip
def test_a_line_with_one_fault_is_read_in_the_only_way_that_fits(
    line: str, cells: list[str], tmp_path: Path
) -> None:
    table = read(tmp_path, with_line(line))

    assert rows(table)[5] == cells
    assert (table.report.rows, table.report.refused) == (13, ())
    assert any("the first is line 7" in note for note in table.report.notes)


@pytest.mark.parametrize(
    "line",
    [
        "4799,2025-03-30,phoneGood,5",  # two words run together may be parted anywhere
        "47992025-03-30phone,Good,5",  # two faults
        "4799,2025-03-30,phone,5",  # a field is missing
        "4799,2025-03-30",
        "4799,soon,phone,Good,fine,5",  # no date where the others have one
    ],
)
def test_a_line_that_fits_in_no_way_or_in_several_is_refused(line: str, tmp_path: Path) -> None:
    table = read(tmp_path, with_line(line))

    assert [number for number, _ in refusals(table)] == [7]
    assert table.report.rows == 12


@pytest.mark.parametrize("lost", range(5))
def test_a_field_that_is_missing_is_never_made_up(lost: int, tmp_path: Path) -> None:
    fields = ["4799", "2025-03-30", "phone", "Quick and kind", "5"]
    table = read(tmp_path, with_line(",".join([*fields[:lost], *fields[lost + 1 :]])))

    assert refusals(table) == [(7, "has 4 fields where the header has 5")]


@pytest.mark.parametrize("kept", range(6, 40, 3))
def test_a_line_that_breaks_off_is_never_read_as_whole(kept: int, tmp_path: Path) -> None:
    table = read(tmp_path, with_line("4799,2025-03-30,phone,Quick and kind,5"[:kept]))

    assert table.report.rows == (13 if kept > 37 else 12)


def test_nothing_is_mended_where_too_few_rows_show_the_columns(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}\n{ROWS[0]}\n{ROWS[1]}\n4799,2025-03-30phone,Good,5\n")

    assert [number for number, _ in refusals(table)] == [4]


def test_numbers_are_never_parted_between_their_digits(tmp_path: Path) -> None:
    body = "".join(f"{at % 7},{at + 10},{at % 9}\n" for at in range(20))
    table = read(tmp_path, f"a,b,c\n{body}1,234\n")

    assert refusals(table) == [(22, "has 2 fields where the header has 3")]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("id,,day,channel,comment,score", ("id", "day", "channel", "comment", "score")),
        ("id;day;channel;comment;score", ("id", "day", "channel", "comment", "score")),
        ('id,day,channel,"comment"score', ("id", "day", "channel", "comment", "score")),
        ('id,"day,channel,comment,score', ("id", '"day', "channel", "comment", "score")),
        ("id,daychannel,comment,score", tuple(f"column {at}" for at in range(1, 6))),
    ],
)
def test_a_header_with_a_fault_does_not_make_the_first_row_the_header(
    header: str, columns: tuple[str, ...], tmp_path: Path
) -> None:
    table = read(tmp_path, "\n".join([header, *ROWS]) + "\n")

    assert table.columns == columns
    assert (table.report.header_lines, table.report.rows) == ((1,), 12)
    assert table.report.notes


def test_groups_above_repeated_names_tell_them_apart(tmp_path: Path) -> None:
    table = read(tmp_path, "control,,fire,\nX,Y,X,Y\n1.5,2.5,3.5,4.5\n2.5,3.5,4.5,5.5\n")

    assert table.columns == ("control X", "control Y", "fire X", "fire Y")
    assert table.report.header_lines == (1, 2)


def test_parts_below_blank_names_complete_them(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "Day,Place,Travel,,Total\n,,Air,Rail,\n2025-03-01,Oslo,10,20,30\n,Rome,,15,15\n",
    )

    assert table.columns == ("Day", "Place", "Travel Air", "Travel Rail", "Total")
    assert row_lines(table) == [3, 4]


def test_another_table_below_is_named_and_not_mixed_in(tmp_path: Path) -> None:
    below = (
        "\nBy team,,,,\nteam,lead,place,note,kind\nnorth,Ann,Oslo,none,x\nsouth,Bo,Rome,none,y\n"
    )
    table = read(tmp_path, "\n".join([HEADER, *ROWS]) + "\n" + below)

    assert table.report.rows == 12
    assert skips(table)[1:] == [
        (15, 15, "title of a further part"),
        (16, 18, "another table"),
    ]
    assert table.report.notes[-1] == (
        "The table 'id, day, channel' was read. Not read: 'team, lead, place' (from line 16, 3 "
        "filled rows). Load the file again to read another one."
    )


def test_the_same_table_again_below_its_title_is_read_on(tmp_path: Path) -> None:
    first, second = [HEADER, *ROWS[:6]], ["April,,,,", HEADER, *ROWS[6:]]
    table = read(tmp_path, "\n".join([*first, "", *second]) + "\n")

    assert table.report.rows == 12
    assert [why for _, _, why in skips(table)] == [
        "blank line",
        "title of a further part",
        "the header again",
    ]


def test_spaces_between_delimiter_and_quote_belong_to_no_field(tmp_path: Path) -> None:
    table = read(tmp_path, 'id, comment, score\n1, "good, really", 5\n2, "bad", 1\n')

    assert (table.columns, rows(table)[0]) == (
        ("id", "comment", "score"),
        ["1", "good, really", "5"],
    )


def test_a_log_may_separate_its_values_by_spaces(tmp_path: Path) -> None:
    table = read(tmp_path, "id day wait\n1 2025-03-01 12\n2 2025-03-02 15\n3 2025-03-03 9\n")

    assert (table.report.delimiter, rows(table)[0]) == (" ", ["1", "2025-03-01", "12"])


def test_letters_saved_as_control_codes_are_put_right_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, "id,comment\n1,It\x92s good \x96 really\n2,fine\n")

    assert rows(table)[0] == ["1", "It’s good – really"]
    assert table.report.notes == ("Letters that were saved as control codes were put right: 2.",)


def test_control_characters_are_counted_with_their_first_line(tmp_path: Path) -> None:
    table = read(tmp_path, "id,comment\n1,fine and quick\n2,a\x02b and so on\n3,c\x03 and more\n")

    assert table.report.notes == ("Control characters stand in the text: 2, the first in line 3.",)


def test_text_of_an_old_macintosh_is_known_by_its_letters(tmp_path: Path) -> None:
    table = read(tmp_path, "id,comment\n1,très café\n2,Größe\n".encode("mac_roman"))

    assert (table.report.encoding, [row[1] for row in rows(table)]) == (
        "mac_roman",
        ["très café", "Größe"],
    )


def test_a_name_too_few_at_the_end_is_made_up_where_only_blanks_stand_below(tmp_path: Path) -> None:
    table = read(tmp_path, 'a;"b"\n1;2;"\n"\n')

    assert (table.columns, rows(table)) == (("a", "b", "column 3"), [["1", "2", "\n"]])


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_like_one_refused_before_is_refused_and_a_total_of_its_shape_is_not(
    tmp_path: Path, quote: str
) -> None:
    def line(lot: str) -> str:
        return f"{quote}{lot}{quote},2025-03-30,phone"

    lines = [*ROWS[:5], line("Lot 9"), *ROWS[5:8], line("Lot 8"), *ROWS[8:]]
    table = read(tmp_path, "\n".join([HEADER, *lines, line("Sum 7")]) + "\n")

    why = "has 3 fields where the header has 5"
    assert refusals(table) == [(7, why), (11, why)]
    assert skips(table) == [(16, 16, "total or footer at the end")]
