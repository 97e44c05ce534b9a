"""Files put together end to end: the byte order mark of each but the first stands inside."""

import codecs
from pathlib import Path

import pytest

from tests.ingest.reading import read, refusals, rows, skips

MARK = codecs.BOM_UTF8
PART = b"id,name,score\n1,Ann,5\n2,Bo,4\n"
MORE = b"id,name,score\n3,Cy,3\n4,Di,2\n"


@pytest.mark.parametrize("first", [MARK, b""], ids=["marked", "unmarked"])
def test_a_header_behind_a_mark_in_the_middle_is_the_header_again(
    first: bytes, tmp_path: Path
) -> None:
    table = read(tmp_path, first + PART + MARK + MORE)

    assert table.columns == ("id", "name", "score")
    assert [row[0] for row in rows(table)] == ["1", "2", "3", "4"]
    assert skips(table) == [(4, 4, "the header again")]
    assert table.report.notes == (
        (
            "Files were put together here: byte order marks that open a line were taken off: 1, "
            "the first in line 4."
        ),
    )


def test_a_row_behind_a_mark_keeps_its_id(tmp_path: Path) -> None:
    table = read(tmp_path, PART + MARK + b"3,Cy,3\n")

    assert rows(table)[2] == ["3", "Cy", "3"]


def test_a_mark_before_a_quoted_field_does_not_break_its_quotes(tmp_path: Path) -> None:
    table = read(tmp_path, PART + MARK + b'"3","Cy, jr.",3\n')

    assert rows(table)[2] == ["3", "Cy, jr.", "3"]


def test_marks_of_utf_16_parts_are_taken_off_too(tmp_path: Path) -> None:
    table = read(tmp_path, PART.decode().encode("utf-16") + MORE.decode().encode("utf-16"))

    assert [row[0] for row in rows(table)] == ["1", "2", "3", "4"]
    assert skips(table) == [(4, 4, "the header again")]


def test_a_file_with_two_marks_at_its_start_keeps_the_name_of_its_first_column(
    tmp_path: Path,
) -> None:
    assert read(tmp_path, MARK + MARK + PART).columns == ("id", "name", "score")


def test_a_mark_within_a_line_is_said_with_its_line(tmp_path: Path) -> None:
    table = read(tmp_path, PART.rstrip(b"\n") + MARK + MORE)

    assert refusals(table) == [(3, "has 5 fields where the header has 3")]
    assert table.report.notes[0] == (
        "A byte order mark stands within a line: 1, the first in line 3. Files seem to be put "
        "together without a line end between them: put one before the mark and upload again."
    )
