"""A workbook of several sheets: one is read, the others are named, and the reader may choose."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxdash.__main__ import main
from cxdash.errors import UnreadableFileError
from cxdash.ingest import importer
from cxdash.ingest.read import read_table
from cxdash.store.workspace import Workspace
from tests.ingest.loading import written
from tests.ingest.workbooks import book

ORDERS = [
    "Order ID,Order date,Promised date,Status",
    *(f"O-{day},2025-03-{day:02d},2025-04-{day:02d},open" for day in range(1, 13)),
]
ANSWERS = [
    "Answer ID,Answered at,Segment,How satisfied are you? (1-5)",
    *(f"A-{day},2025-03-{day:02d},Retail,{day % 5 + 1}" for day in range(1, 11)),
]
TWO = {"Orders": ORDERS, "Answers": ANSWERS, "Empty": []}
READ_ORDERS = (
    "The sheet 'Orders' was read. Not read: 'Answers' (11 filled rows), 'Empty'. Load the workbook "
    "again to read another one."
)
READ_ANSWERS = (
    "The sheet 'Answers' was read. Not read: 'Orders' (13 filled rows), 'Empty'. Load the workbook "
    "again to read another one."
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "quarter.xlsx"
    path.write_bytes(book(TWO))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def tables(home: Path) -> dict[str, int]:
    """Return how many rows each table has of all that counts."""
    snapshot = Workspace(home).snapshot()
    return {
        name: snapshot.rows(f"select count(*) from {name}")[0][0] for name in ("cases", "responses")
    }


def test_the_fullest_sheet_is_read_and_the_others_are_named_with_their_rows(
    path: Path, home: Path
) -> None:
    found = importer.examine(path, home=home)
    assert found.notes[0] == READ_ORDERS
    assert (found.rows, found.mapping.sheet) == (12, "Orders")
    assert found.read_report["sheet_rows"] == (13, 11, 0)


def test_another_sheet_is_read_with_its_own_columns(path: Path, home: Path) -> None:
    found = importer.examine(path, home=home, sheet="Answers")
    assert found.notes[0] == READ_ANSWERS
    assert [feed.table for feed in found.mapping.feeds] == ["responses"]
    staged = importer.stage(path, found.mapping, home=home)
    assert (staged.rows, staged.notes.count(READ_ANSWERS)) == (10, 1)


def test_two_sheets_of_one_workbook_are_two_uploads_and_none_replaces_the_other(
    path: Path, home: Path
) -> None:
    for sheet in ("Orders", "Answers"):
        found = importer.examine(path, home=home, sheet=sheet)
        assert found.seen_before is None
        importer.accept(importer.stage(path, found.mapping, home=home), home=home)
    assert tables(home) == {"cases": 12, "responses": 10}
    assert importer.examine(path, home=home, sheet="Orders").seen_before == 1
    again = importer.load_here(path, home=home, sheet="Answers")
    assert again.message == "quarter.xlsx is upload 2 already, read in the same way: 0 new rows."


def test_a_sheet_that_was_kept_is_read_again_whatever_was_chosen_since(
    path: Path, home: Path
) -> None:
    importer.load_here(path, home=home, sheet="Answers")
    importer.load_here(path, home=home, sheet="Orders")
    mapping = importer.examine(path, home=home, sheet="Orders").mapping
    examination = importer.examine(path, home=home, sheet="Orders")
    importer.remember(examination, mapping, home=home)
    report = importer.reread_here(1, home=home)
    assert not report.kept
    assert report.upload == 1
    Workspace(home).rebuild()
    assert tables(home) == {"cases": 12, "responses": 10}


def test_the_sheet_a_reader_confirmed_is_read_of_next_months_workbook(
    path: Path, home: Path
) -> None:
    chosen = importer.examine(path, home=home, sheet="Answers")
    importer.remember(chosen, chosen.mapping, home=home)
    assert importer.examine(path, home=home).mapping.sheet == "Answers"
    renamed = path.with_name("april.xlsx")
    renamed.write_bytes(book({"Orders": ORDERS, "Answers 2": ANSWERS[:9]}))
    other = importer.examine(renamed, home=home)
    assert other.mapping.sheet == "Orders"


def test_a_mapping_confirmed_for_one_sheet_reads_a_sheet_of_another_name(
    path: Path, home: Path
) -> None:
    chosen = importer.examine(path, home=home, sheet="Answers")
    importer.remember(chosen, replace(chosen.mapping, family="our survey"), home=home)
    april = path.with_name("april.xlsx")
    april.write_bytes(book({"April": ANSWERS, "Notes": ["Nothing"]}))
    found = importer.examine(april, home=home)
    assert (found.mapping.sheet, found.family) == ("April", "our survey")


def test_a_workbook_with_one_sheet_names_none(path: Path, home: Path) -> None:
    path.write_bytes(book({"Orders": ORDERS}))
    found = importer.examine(path, home=home)
    assert found.mapping.sheet is None
    assert "sheet" not in found.mapping.to_json()


def test_a_sheet_of_a_text_file_is_refused_in_a_sentence(tmp_path: Path, home: Path) -> None:
    path = written(tmp_path, "orders.csv", *ORDERS)
    with pytest.raises(UnreadableFileError) as refused:
        importer.examine(path, home=home, sheet="Orders")
    assert refused.value.what == (
        "orders.csv is no workbook and holds one table, so there is no 'Orders' to choose."
    )


def test_the_command_line_loads_the_named_sheet(path: Path, home: Path, capsys) -> None:
    assert main(["load", str(path), "--sheet", "Answers", "--home", str(home), "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)["files"]
    assert (report["rows"], report["notes"][0]) == (10, READ_ANSWERS)
    assert main(["load", str(path), "--sheet", "Returns", "--home", str(home)]) == 1
    assert "has no sheet named 'Returns'; it has 'Orders', 'Answers', 'Empty'." in (
        capsys.readouterr().err
    )


TEAMS = ["Team,Answers", "North,7", "South,3"]
BOTH = {"March": [*TEAMS, "", "", *ANSWERS], "Notes": ["Made by Ann"]}
TEAMS_ON_MARCH = "March: Team, Answers"


def test_the_fullest_table_of_a_sheet_is_read_and_the_others_are_offered(
    path: Path, home: Path
) -> None:
    path.write_bytes(book({"March": [*ANSWERS, "", *TEAMS]}))
    found = importer.examine(path, home=home)
    assert (found.rows, found.mapping.sheet) == (10, "March")
    assert found.read_report["sheets"] == ("March", TEAMS_ON_MARCH)
    assert found.read_report["sheet_rows"] == (11, 3)
    assert (
        "The table 'March' was read. Not read: 'March: Team, Answers' (from line 13, 3 filled "
        "rows). Load the file again to read another one."
    ) in found.notes


def test_each_table_of_a_sheet_can_be_read_and_every_row_is_accounted_for(
    path: Path, tmp_path: Path
) -> None:
    path.write_bytes(book(BOTH))
    for name, rows in (("March", 10), (TEAMS_ON_MARCH, 2)):
        table = read_table(path, tmp_path, sheet=name)
        assert (table.report.rows, table.report.sheet) == (rows, name)
        assert table.report.accounted() == table.report.lines
        assert {*table.report.sheets} == {"March", TEAMS_ON_MARCH, "Notes"}


def test_a_table_of_a_sheet_is_read_again_as_it_was(path: Path, home: Path) -> None:
    path.write_bytes(book({"March": [*ORDERS, "", *ANSWERS]}))
    on_march = "March: Answer ID, Answered at, Segment"
    for name in ("March", on_march):
        assert importer.load_here(path, home=home, sheet=name, yes=True).kept
    assert importer.reread_here(2, home=home, yes=True).upload == 2
    assert tables(home) == {"cases": 12, "responses": 10}


def test_the_table_a_reader_confirmed_is_read_of_next_months_sheet_while_it_is_there(
    path: Path, home: Path
) -> None:
    path.write_bytes(book(BOTH))
    chosen = importer.examine(path, home=home, sheet="March")
    importer.remember(chosen, chosen.mapping, home=home)
    assert importer.examine(path, home=home).mapping.sheet == "March"
    chosen = importer.examine(path, home=home, sheet=TEAMS_ON_MARCH)
    importer.remember(chosen, chosen.mapping, home=home)
    assert importer.examine(path, home=home).mapping.sheet == TEAMS_ON_MARCH
    path.write_bytes(book(BOTH | {"March": ANSWERS}))
    assert importer.examine(path, home=home).rows == 10


def test_an_unknown_table_of_a_sheet_names_the_known_ones(path: Path, home: Path) -> None:
    path.write_bytes(book(BOTH))
    with pytest.raises(UnreadableFileError) as refused:
        importer.examine(path, home=home, sheet="March: Returns")
    assert refused.value.what == (
        "quarter.xlsx has no table named 'March: Returns'; the sheet has '"
        f"{TEAMS_ON_MARCH}', 'March'."
    )
