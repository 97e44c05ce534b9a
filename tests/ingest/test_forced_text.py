"""Ids that a file keeps a spreadsheet from shortening: ="0001" means 0001."""

from pathlib import Path

import pytest

from tests.ingest.reading import read, rows

HEADER = "id,name,score\n"


@pytest.mark.parametrize(
    "cell", ['="0001"', '"=""0001"""', "=0001", '=""0001""', "'0001"], ids=range(5)
)
def test_an_id_forced_to_stay_text_is_read_as_the_id_and_said(cell: str, tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}{cell},Ann,5\n0002,Bo,4\n{cell},Cy,3\n")

    assert [row[0] for row in rows(table)] == ["0001", "0002", "0001"]
    written = cell.replace('"=""0001"""', '="0001"')
    assert table.report.notes == (
        (
            "'id' holds 2 cells written to stay text in a spreadsheet, such as "
            f"{written} in line 2: read as 0001."
        ),
    )


def test_a_formula_that_works_something_out_stays_as_it_is(tmp_path: Path) -> None:
    table = read(tmp_path, f'{HEADER}1,=SUM(A1:A2),5\n2,=A1&"x",4\n3,@cmd,3\n4,=1+1,3\n')

    assert [row[1] for row in rows(table)] == ["=SUM(A1:A2)", '=A1&"x"', "@cmd", "=1+1"]
    assert table.report.notes == ()


def test_words_that_begin_with_an_apostrophe_keep_it(tmp_path: Path) -> None:
    table = read(tmp_path, f"{HEADER}1,'tis fine,5\n2,'90s,4\n3,plain,3\n4,'n' so,3\n")

    assert [row[1] for row in rows(table)] == ["'tis fine", "'90s", "plain", "'n' so"]


def test_names_of_columns_lose_the_wrapper_too(tmp_path: Path) -> None:
    table = read(tmp_path, '="id",="order no",score\n="01",="7",5\n="02",="8",4\n')

    assert table.columns == ("id", "order no", "score")
    assert rows(table) == [["01", "7", "5"], ["02", "8", "4"]]


def test_a_number_forced_to_be_text_counts_as_one_when_a_row_is_judged(tmp_path: Path) -> None:
    table = read(tmp_path, 'id;day;score\n="1";="2025-03-01";="5"\n="2";="2025-03-02";="4"\n')

    assert rows(table) == [["1", "2025-03-01", "5"], ["2", "2025-03-02", "4"]]
    assert table.report.refused == ()


def test_a_header_that_comes_again_in_wrappers_is_no_row(tmp_path: Path) -> None:
    table = read(tmp_path, 'id,name\n1,Ann\n"=""id""","=""name"""\n2,Bo\n')

    assert rows(table) == [["1", "Ann"], ["2", "Bo"]]


def test_forced_ids_far_down_a_long_file_are_found(tmp_path: Path) -> None:
    body = "".join(f"{at},name {at},4\n" for at in range(20_000))
    table = read(tmp_path, f'{HEADER}{body}"=""020001""",Zoe,5\n="020002",Zed,5\n')

    assert [row[0] for row in rows(table)[-2:]] == ["020001", "020002"]
