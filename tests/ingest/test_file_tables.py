"""A text file with several tables: one is read, the others are named, and the reader may choose."""

import json
from pathlib import Path

import pytest

from cxdash.__main__ import main
from cxdash.errors import UnreadableFileError
from cxdash.ingest import importer
from cxdash.ingest.read import read_table
from cxdash.store.workspace import Workspace
from tests.ingest.loading import written
from tests.ingest.reading import read, row_lines, rows, skips
from tests.ingest.workbooks import book

ORDERS = [
    "Order ID,Order date,Promised date,Status",
    *(f"O-{day},2025-03-{day:02d},2025-04-{day:02d},open" for day in range(1, 13)),
]
ANSWERS = [
    "Answer ID,Answered at,How satisfied are you? (1-5)",
    *(f"A-{day},2025-03-{day:02d},{day % 5 + 1}" for day in range(1, 11)),
]
ORDERS_NAME = "Order ID, Order date, Promised date"
ANSWERS_NAME = "Answer ID, Answered at, How satisfied are you? (1-5)"
TWO = [*ORDERS, "", "Answers of March", *ANSWERS]
READ_ANSWERS = (
    f"The table '{ANSWERS_NAME}' was read. Not read: '{ORDERS_NAME}' (from line 1, 13 filled "
    "rows). Load the file again to read another one."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, "march.csv", *TWO)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def test_the_chosen_table_is_read_with_its_own_lines_and_all_others_are_accounted_for(
    tmp_path: Path,
) -> None:
    table = read(tmp_path, text(TWO), sheet=ANSWERS_NAME)
    assert table.columns == ("Answer ID", "Answered at", "How satisfied are you? (1-5)")
    assert (table.report.header_lines, row_lines(table)) == ((16,), [*range(17, 27)])
    assert skips(table) == [(1, 15, "outside the table that is read")]
    assert table.report.sheets == (ANSWERS_NAME, ORDERS_NAME)
    assert table.report.sheet_rows == (11, 13)
    assert table.report.notes == (READ_ANSWERS,)


def test_the_fullest_table_is_read_where_none_is_named(tmp_path: Path) -> None:
    assert read(tmp_path, text([*ANSWERS, "", *ORDERS])).report.sheet == ORDERS_NAME
    assert read(tmp_path, text([*ORDERS, "", *ANSWERS])).report.sheet == ORDERS_NAME


def test_refused_lines_of_the_chosen_table_are_told_and_those_of_others_are_not(
    tmp_path: Path,
) -> None:
    broken = [*ORDERS, "O-99,2025-03-09", "", *ANSWERS, "A-99,2025-03-09"]
    table = read(tmp_path, text(broken), sheet=ANSWERS_NAME)
    assert [refused.line for refused in table.report.refused] == [27]


def test_a_quote_left_open_in_one_table_does_not_reach_the_other(tmp_path: Path) -> None:
    open_quote = [*ORDERS[:-1], 'O-12,2025-03-12,2025-04-12,"open', "", *ANSWERS]
    assert read(tmp_path, text(open_quote), sheet=ANSWERS_NAME).report.rows == 10


def test_a_header_right_below_the_rows_begins_another_table(tmp_path: Path) -> None:
    table = read(tmp_path, text([*ORDERS, *ANSWERS]))
    assert table.report.rows == 12
    assert skips(table) == [(14, 24, "another table")]
    assert table.report.refused == ()
    answers = read(tmp_path, text([*ORDERS, *ANSWERS]), sheet=ANSWERS_NAME)
    assert row_lines(answers) == [*range(15, 25)]


def test_one_line_of_words_below_the_rows_is_no_table(tmp_path: Path) -> None:
    table = read(tmp_path, text([*ORDERS[:6], "sent,back,again", *ORDERS[6:]]))
    assert (table.report.sheets, table.report.rows) == ((), 12)
    assert [refused.line for refused in table.report.refused] == [7]


def test_a_table_in_two_stretches_is_read_whole(tmp_path: Path) -> None:
    parts = [*ORDERS, "", *ANSWERS[:4], "", *ORDERS[:3], "", ANSWERS[0], *ANSWERS[4:]]
    table = read(tmp_path, text(parts), sheet=ANSWERS_NAME)
    assert [row[0] for row in rows(table)] == [f"A-{day}" for day in range(1, 11)]


def test_a_table_above_the_one_with_the_most_columns_is_offered_and_titles_are_not(
    tmp_path: Path,
) -> None:
    above = ["Survey,Customers", "Sent by,Ann", "", "Team,Answers", "North,7", "South,3", ""]
    table = read(tmp_path, text([*above, *ORDERS]))
    assert table.report.sheets == (ORDERS_NAME, "Team, Answers")
    teams = read(tmp_path, text([*above, *ORDERS]), sheet="Team, Answers")
    assert rows(teams) == [["North", "7"], ["South", "3"]]


def test_three_tables_are_told_apart_and_keep_their_names_when_they_grow(tmp_path: Path) -> None:
    teams = ["Team,Answers", "North,7", "South,3"]
    three = [*ORDERS, "", *ANSWERS, "", *teams]
    grown = [*ORDERS, "O-13,2025-03-13,2025-04-13,open", "", *ANSWERS, "", *teams]
    names = (ORDERS_NAME, ANSWERS_NAME, "Team, Answers")
    assert read(tmp_path, text(three)).report.sheets == names
    assert read(tmp_path, text(grown)).report.sheets == names


def test_two_tables_with_like_headers_get_names_of_their_own(tmp_path: Path) -> None:
    other = [line + ",x" for line in ORDERS[:5]]
    other[0] = ORDERS[0] + ",Depot"
    table = read(tmp_path, text([*ORDERS, "", *other]))
    assert table.report.sheets == (ORDERS_NAME, f"{ORDERS_NAME} (2)")


def test_an_unknown_table_names_the_known_ones(path: Path, home: Path) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        importer.examine(path, home=home, sheet="Returns")
    assert refused.value.what == (
        f"march.csv has no table named 'Returns'; it has '{ORDERS_NAME}', '{ANSWERS_NAME}'."
    )


def test_two_tables_of_one_file_are_two_uploads_and_each_is_read_again_as_it_was(
    path: Path, home: Path
) -> None:
    for name in (ORDERS_NAME, ANSWERS_NAME):
        importer.load_here(path, home=home, sheet=name, yes=True)
    assert [len(Workspace(home).uploads.active()), tables(home)] == [2, (12, 10)]
    assert importer.reread_here(2, home=home, yes=True).upload == 2
    Workspace(home).rebuild()
    assert tables(home) == (12, 10)


def tables(home: Path) -> tuple[int, int]:
    """Return how many orders and answers count."""
    snapshot = Workspace(home).snapshot()
    orders, answers = (
        snapshot.rows(f"select count(*) from {name}")[0][0] for name in ("cases", "responses")
    )
    return orders, answers


def test_the_table_a_reader_confirmed_is_read_of_next_months_file(
    path: Path, home: Path, tmp_path: Path
) -> None:
    chosen = importer.examine(path, home=home, sheet=ANSWERS_NAME)
    importer.remember(chosen, chosen.mapping, home=home)
    april = written(tmp_path, "april.csv", *ORDERS, ORDERS[-1], "", "Answers of April", *ANSWERS)
    assert importer.examine(april, home=home).mapping.sheet == ANSWERS_NAME
    alone = written(tmp_path, "alone.csv", *ANSWERS)
    assert importer.examine(alone, home=home).mapping.sheet is None


def test_the_command_line_loads_the_named_table(path: Path, home: Path, capsys) -> None:
    asked = ["load", str(path), "--sheet", ANSWERS_NAME, "--home", str(home), "--json"]
    assert main(asked) == 0
    (report,) = json.loads(capsys.readouterr().out)["files"]
    assert (report["rows"], report["notes"][0]) == (10, READ_ANSWERS)


def test_a_wider_table_below_a_narrower_one_on_a_sheet_is_another_table(tmp_path: Path) -> None:
    lines = [
        "Complaint ID,Date,Cause",
        "C-1,2026-01-05,late",
        "C-2,2026-01-06,rude",
        "C-3,2026-01-07,rude",
        "C-4,2026-01-08,rude",
        "",
        "Order ID,Order date,Promised date,Status",
        "O1,2024-01-05,2024-01-09,open",
        "O2,2024-01-06,2024-01-10,open",
    ]
    path = tmp_path / "two.xlsx"
    path.write_bytes(book({"Sheet1": lines}))

    table = read_table(path, tmp_path)

    assert table.report.sheets == ("Sheet1", "Sheet1: Order ID, Order date, Promised date")
    assert row_lines(table) == [2, 3, 4, 5]
