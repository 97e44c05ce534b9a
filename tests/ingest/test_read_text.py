"""Text files: encodings, delimiters, quotes, line ends, and lines that are no rows."""

import json
from pathlib import Path

import pytest

from cxdash.errors import UnreadableFileError
from tests.ingest.reading import COPIES, read, refusals, row_lines, rows, skips

SPECTRUM = sorted(path.stem for path in (COPIES / "csv_spectrum" / "csvs").iterdir())
KIT = COPIES / "csvkit"


@pytest.mark.parametrize("name", SPECTRUM)
def test_every_file_of_the_csv_spectrum_reads_as_its_json_says(name: str, tmp_path: Path) -> None:
    content = (COPIES / "csv_spectrum" / "csvs" / f"{name}.csv").read_bytes()
    if name.endswith("_crlf"):  # the copies were checked out with \n; the originals end in \r\n
        content = content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    expected = json.loads((COPIES / "csv_spectrum" / "json" / f"{name}.json").read_text("utf-8"))

    table = read(tmp_path, content)

    assert [dict(zip(table.columns, row, strict=True)) for row in rows(table)] == expected


ONE_ROW = [["1", "2", "3"]]


@pytest.mark.parametrize(
    ("name", "columns", "expected"),
    [
        ("dummy.tsv", ("a", "b", "c"), ONE_ROW),
        ("sniff_limit.csv", ("a", "b", "c"), ONE_ROW),
        ("test_skip_lines.csv", ("a", "b", "c"), ONE_ROW),
        ("optional_quote_characters.csv", ("a", "b", "c"), ONE_ROW),
        ("test_utf8_bom.csv", ("foo", "bar", "baz"), [*ONE_ROW, ["4", "5", "ʤ"]]),
        ("test_utf16_big.csv", ("a", "b", "c"), [*ONE_ROW, ["4", "5", "ʤ"]]),
        ("test_utf16_little.csv", ("a", "b", "c"), [*ONE_ROW, ["4", "5", "ʤ"]]),
        ("test_latin1.csv", ("a", "b", "c"), [*ONE_ROW, ["4", "5", "©"]]),
        ("mac_newlines.csv", ("a", "b", "c"), [*ONE_ROW, ["Once upon\ra time", "5", "6"]]),
        ("test_header_newline.csv", ("start end", "b", "c"), [["d", "e", "f"]]),
        ("test_locale.csv", ("a", "b", "c"), [["1,7", "200.000.000", ""]]),
        (
            "no_header_row3.csv",
            ("column 1", "column 2", "column 3"),
            [["1", "2", "3"], ["4", "5", "6"]],
        ),
    ],
)
def test_the_files_of_csvkit_read_as_their_names_promise(
    name: str, columns: tuple[str, ...], expected: list[list[str]], tmp_path: Path
) -> None:
    table = read(tmp_path, KIT / name)

    assert (table.columns, rows(table)) == (columns, expected)


def test_a_nul_character_is_taken_out_and_said(tmp_path: Path) -> None:
    table = read(tmp_path, KIT / "null_byte.csv")

    assert rows(table) == [["", "2", "3"]]
    assert "NUL characters were taken out: 1." in table.report.notes


def test_a_file_that_ends_in_nuls_is_read_up_to_them_and_said_to_be_cut_off(
    tmp_path: Path,
) -> None:
    """As a download does that was given its room and never filled it."""
    table = read(tmp_path, b"id,score\n1,5\n2,4\n" + bytes(9_000))

    assert rows(table) == [["1", "5"], ["2", "4"]]
    assert "NUL characters were taken out: 9,000." in table.report.notes
    assert any("ends in NUL characters" in note for note in table.report.notes)


def test_rows_of_another_width_are_refused_with_their_line(tmp_path: Path) -> None:
    table = read(tmp_path, KIT / "bad.csv")

    assert rows(table) == [["0", "mixed types.... uh oh", "17"]]
    assert refusals(table) == [
        (2, "has 4 fields where the header has 3"),
        (3, "has 2 fields where the header has 3"),
    ]
    assert table.report.refused[0].value == '1,27,,"I\'m too long!"'


def test_rows_may_end_where_the_named_columns_end(tmp_path: Path) -> None:
    table = read(tmp_path, KIT / "test_empty_columns.csv")

    assert table.columns == ("a", "b", "c", "column 4", "column 5")
    assert rows(table) == [["a", "", "", "", ""], ["", "", "c", "", ""]]
    assert skips(table) == [(4, 4, "line without a value")]


ROWS = "id{0}comment{0}score\n1{0}good{0}5\n2{0}bad{0}2\n3{0}fine{0}4\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", ":"])
def test_a_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    table = read(tmp_path, ROWS.format(delimiter))

    assert table.report.delimiter == delimiter
    assert rows(table)[1] == ["2", "bad", "2"]


def test_decimal_commas_do_not_look_like_delimiters(tmp_path: Path) -> None:
    table = read(tmp_path, "id;x;y\n1;2,5;3,5\n2;4,5;1,0\n3;2,0;7,5\n")

    assert table.columns == ("id", "x", "y")
    assert rows(table)[0] == ["1", "2,5", "3,5"]


def test_sentences_with_commas_in_one_column_stay_whole(tmp_path: Path) -> None:
    table = read(tmp_path, "comment\nGood, thanks\nBad, really\nworld, again\n")

    assert table.columns == ("comment",)
    assert rows(table) == [["Good, thanks"], ["Bad, really"], ["world, again"]]


def test_a_ragged_table_never_becomes_one_column(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name,score\n1,Ann,5\n2,Bo\n3,Cy,4,extra\n4,Di,3\n")

    assert table.columns == ("id", "name", "score")
    assert row_lines(table) == [2, 5]
    assert [line for line, _ in refusals(table)] == [3, 4]


def test_a_line_that_declares_the_delimiter_is_obeyed_and_skipped(tmp_path: Path) -> None:
    table = read(tmp_path, "sep=;\r\na;b\r\n1,5;2\r\n")

    assert table.columns == ("a", "b")
    assert rows(table) == [["1,5", "2"]]
    assert skips(table) == [(1, 1, "names the delimiter")]
    assert row_lines(table) == [3]


def test_single_quotes_enclose_fields_where_the_file_uses_them(tmp_path: Path) -> None:
    table = read(tmp_path, "id,comment\n1,'good, really'\n2,'it''s fine'\n3,'ok'\n")

    assert table.report.quote == "'"
    assert rows(table) == [["1", "good, really"], ["2", "it's fine"], ["3", "ok"]]


def test_backslashes_escape_quotes_and_nothing_else(tmp_path: Path) -> None:
    content = 'id,comment\n1,"she said \\"hi, you\\""\n2,"C:\\temp"\n3,"a \\"b\\" c"\n'

    assert [row[1] for row in rows(read(tmp_path, content))] == [
        'she said "hi, you"',
        "C:\\temp",
        'a "b" c',
    ]


def test_mixed_line_ends_and_line_breaks_in_fields_keep_their_lines(tmp_path: Path) -> None:
    table = read(tmp_path, 'id,comment\r\n1,"two\nlines"\n2,one\r3,"a\r\nb"\r\n4,end')

    assert row_lines(table) == [2, 4, 5, 7]
    assert [row[1] for row in rows(table)] == ["two\nlines", "one", "a\r\nb", "end"]


def test_an_unclosed_quote_costs_one_line_only(tmp_path: Path) -> None:
    body = "".join(f"{number},fine,{number % 5}\n" for number in range(3, 900))
    table = read(tmp_path, f'id,comment,score\n1,good,5\n2,"bad,1\n{body}')

    assert refusals(table) == [(3, "opens a quote that is never closed")]
    assert table.report.refused[0].raw == '2,"bad,1'
    assert table.report.rows == 898


def test_an_unclosed_quote_before_quoted_rows_costs_one_line_only(tmp_path: Path) -> None:
    table = read(tmp_path, 'id,comment,score\n1,"good,5\n2,"bad",3\n3,"fine",4\n')

    assert refusals(table) == [(2, "opens a quote that is never closed")]
    assert row_lines(table) == [3, 4]


def test_quotes_inside_a_quoted_field_are_kept_when_the_row_is_clear(tmp_path: Path) -> None:
    table = read(tmp_path, 'id,comment,score\n1,"she said "hi" to me",5\n2,"fine",4\n')

    assert rows(table)[0] == ["1", 'she said "hi" to me', "5"]


def test_windows_text_with_undefined_bytes_is_read_as_latin_1(tmp_path: Path) -> None:
    table = read(tmp_path, b"id,name\n1,caf\xe9\n2,\x81\n")

    assert table.report.encoding == "latin-1"
    assert rows(table) == [["1", "café"], ["2", "\x81"]]


def test_a_stray_byte_does_not_spoil_the_letters_of_a_utf8_file(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name\n1,Zoë\n2,Łódź\n3,café\n".encode() + b"4,na\xefve\n")

    assert [row[1] for row in rows(table)] == ["Zoë", "Łódź", "café", "naïve"]
    assert "1 bytes" in table.report.notes[0]


def test_utf16_without_a_mark_is_known_by_its_nuls(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name\n1,Zoë\n".encode("utf-16-le"))

    assert (table.report.encoding, rows(table)) == ("utf-16-le", [["1", "Zoë"]])


def test_a_surplus_empty_field_is_dropped_unless_the_row_was_moved(tmp_path: Path) -> None:
    table = read(tmp_path, "id,day,score\n1,2025-01-01,5\n2,2025-01-02,4,\n3,,2025-01-03,\n")

    assert rows(table) == [["1", "2025-01-01", "5"], ["2", "2025-01-02", "4"]]
    assert refusals(table) == [(4, "has 4 fields where the header has 3")]


def test_rows_are_filled_up_where_a_file_leaves_out_empty_ends(tmp_path: Path) -> None:
    table = read(tmp_path, "id,name,note,more\n1,Ann\n2,Bo,late\n3,Cy\n4,Di,x,y\n5,Ed\n")

    assert rows(table)[0] == ["1", "Ann", "", ""]
    assert table.report.refused == ()
    filled_up = "Fields left out at the end of the line were read as empty; "
    assert table.report.notes == (filled_up + "lines: 4, the first is line 2.",)


def test_a_field_that_is_too_long_is_refused_with_its_own_next_step(tmp_path: Path) -> None:
    table = read(tmp_path, f"id,comment\n1,{'x' * (1024**2 + 1)}\n2,short\n")

    (refused,) = table.report.refused
    assert (refused.line, refused.reason) == (2, "has a field of more than 1,048,576 characters")
    assert refused.next_step.startswith("Shorten the field")


def test_a_file_of_one_endless_line_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(tmp_path, "x" * (1024**2 + 1))

    assert refused.value.what == (
        "export.csv holds no table that can be read: line 1 has a field of more than 1,048,576 "
        "characters."
    )


def test_lines_of_dashes_and_a_total_marked_by_a_star_are_no_rows(tmp_path: Path) -> None:
    table = read(
        tmp_path, "|id |cost|\n----------\n|A-1|5,00|\n|A-2|7,00|\n----------\n|*  |12,00|\n"
    )

    assert rows(table) == [["", "A-1", "5,00", ""], ["", "A-2", "7,00", ""]]
    assert skips(table) == [
        (2, 2, "line of dashes"),
        (5, 5, "line of dashes"),
        (6, 6, "total or footer at the end"),
    ]


def test_a_sentence_with_commas_below_the_table_is_no_table(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "id,day,why\n1,2025-03-01,a\n2,2025-03-02,b\n3,2025-03-03,c\n\nNote: 2 was, late\n",
    )

    assert (table.report.sheets, table.report.rows) == ((), 3)
    assert skips(table)[-1] == (6, 6, "total or footer at the end")
