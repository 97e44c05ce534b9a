"""Rare delimiters and tables of fixed width: never one column without a word."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, refusals, rows, skips

ROWS = (
    ("id", "name", "score"),
    ("1", "Ann, Oslo", "5"),
    ("2", "Bo", "4"),
    ("13", "Cyra Li", "3"),
)


@pytest.mark.parametrize("mark", [*"^~¦¬\x01\x1f"], ids=ascii)
def test_a_rare_delimiter_is_found_where_lines_have_as_many(mark: str, tmp_path: Path) -> None:
    table = read(tmp_path, "".join(mark.join(row) + "\n" for row in ROWS))

    assert table.report.delimiter == mark
    assert table.columns == ROWS[0]
    assert rows(table) == [list(row) for row in ROWS[1:]]
    assert table.report.notes == ()


def test_a_caret_in_the_text_of_a_usual_table_is_text(tmp_path: Path) -> None:
    table = read(tmp_path, "id,note\n1,a^b\n2,c^d\n3,e^f\n")

    assert rows(table) == [["1", "a^b"], ["2", "c^d"], ["3", "e^f"]]


def test_a_line_with_too_few_of_a_rare_delimiter_is_refused(tmp_path: Path) -> None:
    body = "".join(f"{at}^name {at}^4\n" for at in range(20))
    table = read(tmp_path, f"id^name^score\n{body}21^Zed\n22^Zoe^3\n")

    assert refusals(table) == [(22, "has 2 fields where the header has 3")]


FIXED = """\
id    customer      opened at         score
0001  Ann Lee       2025-03-01 10:15      5
0002  Bo            2025-03-02 09:00      4
0013  Cyra van Dam  2025-03-02 17:30     10
0014                2025-03-03 08:05      3
"""


def test_a_table_of_fixed_width_is_cut_where_every_line_has_a_blank(tmp_path: Path) -> None:
    table = read(tmp_path, FIXED)

    assert table.columns == ("id", "customer", "opened at", "score")
    assert rows(table) == [
        ["0001", "Ann Lee", "2025-03-01 10:15", "5"],
        ["0002", "Bo", "2025-03-02 09:00", "4"],
        ["0013", "Cyra van Dam", "2025-03-02 17:30", "10"],
        ["0014", "", "2025-03-03 08:05", "3"],
    ]
    assert "its columns were cut where every line has a blank" in table.report.notes[0]


def test_lines_of_dashes_titles_and_a_count_around_such_a_table_are_no_rows(
    tmp_path: Path,
) -> None:
    names, *lines = FIXED.splitlines()
    dashes = "----  ------------  ----------------  -----"
    text = "\n".join(
        ["Cases of March by customer", "", names, dashes, *lines, "", "4 rows selected"]
    )
    table = read(tmp_path, text + "\n")

    assert table.report.rows == 4
    assert rows(table)[3] == ["0014", "", "2025-03-03 08:05", "3"]
    assert skips(table)[-1] == (10, 10, "total or footer at the end")


def test_a_line_that_does_not_keep_the_columns_is_refused_with_its_line(tmp_path: Path) -> None:
    body = "".join(f"{at:04}  name {at:07}  2025-03-01 10:15      5\n" for at in range(20_000))
    broken = "9999  a name that is much too long 2025-03-01 10:15      5\n"
    lines = (FIXED + body).splitlines(keepends=True)
    lines.insert(4_000, broken)
    table = read(tmp_path, "".join(lines))

    assert refusals(table) == [(4_001, "has 1 field where the header has 4")]


def test_columns_that_are_not_certain_are_said_and_not_guessed(tmp_path: Path) -> None:
    text = "id  name  score\n1  Ann  5\n1234567  Bobby Brown  4\n12  Al  3\n123  Cleo  3\n"
    table = read(tmp_path, text)

    assert len(table.columns) == 1
    assert table.report.notes[0].startswith(
        "The file was read as one column, but it looks like a table of fixed width"
    )


def test_another_mark_between_columns_is_named(tmp_path: Path) -> None:
    table = read(tmp_path, "id#name#score\n1#Ann#5\n2#Bo#4\n3#Cy#3\n")

    assert table.report.notes[0].startswith(
        "The file was read as one column, but every line has as many '#'"
    )


def test_one_column_of_comments_has_nothing_to_say(tmp_path: Path) -> None:
    table = read(tmp_path, "comment\nvery good\nnot bad at all\nfine\nslow  but kind\n")

    assert (table.columns, table.report.notes) == (("comment",), ())
