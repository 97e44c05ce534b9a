"""A kept original is read again: a wrong mapping is mended, and every step can be taken back."""

import json
from pathlib import Path

import pytest

from cxdash.__main__ import main
from cxdash.errors import (
    QuestionError,
    RefusedUploadError,
    UnreadableFileError,
    WorkspaceError,
)
from cxdash.ingest import importer
from cxdash.ingest.mapping import Mapping
from cxdash.store.originals import original
from cxdash.store.scratch import Scratch
from cxdash.store.workspace import Workspace
from tests.ingest.loading import written
from tests.ingest.workbooks import book

ORDERS = ("Order ID,Order date,Promised date,Status", "O1,2024-01-05,2024-01-09,open",
          "O2,2024-01-06,2024-01-10,open")  # fmt: skip
LATER = (ORDERS[0], "O2,2024-01-06,2024-01-12,late", "O3,2024-02-01,2024-02-04,open")
CASES = "select case_id, promised_at::date::varchar from cases"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A workspace with two overlapping files: O2 is promised for another day in the second."""
    home = tmp_path / "workspace"
    importer.load_here(written(tmp_path, "orders 2024-01.csv", *ORDERS), home=home)
    importer.load_here(written(tmp_path, "orders 2024-02.csv", *LATER), home=home)
    return home


def cases(home: Path) -> set[tuple[object, ...]]:
    rows = Workspace(home).snapshot().rows(CASES)
    assert len(rows) == len(set(rows))
    return set(rows)


def mended(home: Path, number: int = 1) -> Mapping:
    """Return the mapping of an upload with the promised date taken from the order date."""
    said = json.loads(json.dumps(Workspace(home).uploads.numbered(number).facts.mapping))
    fields = said["feeds"][0]["fields"]
    fields["promised_at"] = fields["occurred_at"]
    return Mapping.from_json(said)


BEFORE = {("O1", "2024-01-09"), ("O2", "2024-01-12"), ("O3", "2024-02-04")}
MENDED = {("O1", "2024-01-05"), ("O2", "2024-01-12"), ("O3", "2024-02-04")}
"""O2 stays as the later file has it: a file that is read again keeps its place."""


def test_a_wrong_mapping_is_mended_and_later_files_still_count_over_it(home: Path) -> None:
    assert cases(home) == BEFORE
    report = importer.reread_here(1, home=home, mapping=mended(home))
    assert (report.kept, report.upload) == (True, 3)
    assert report.message.endswith("It replaces upload 1.")
    assert cases(home) == MENDED


def test_undoing_and_redoing_a_reading_brings_back_exactly_the_rows_there_were(
    home: Path,
) -> None:
    importer.reread_here(1, home=home, mapping=mended(home))
    uploads = Workspace(home).uploads
    uploads.undo(3)
    assert cases(home) == BEFORE
    uploads.redo(3)
    assert cases(home) == MENDED
    uploads.undo(1)
    assert cases(home) == MENDED, "it is replaced, so undoing it changes nothing"
    uploads.undo(3)
    assert cases(home) == {("O2", "2024-01-12"), ("O3", "2024-02-04")}


def test_a_reading_can_be_read_again_and_only_the_newest_counts(home: Path) -> None:
    wrong = Workspace(home).uploads.numbered(1).facts.mapping
    importer.reread_here(1, home=home, mapping=mended(home))
    report = importer.reread_here(3, home=home, mapping=Mapping.from_json(wrong))
    assert report.upload == 4
    assert cases(home) == BEFORE
    uploads = Workspace(home).uploads
    assert [(one.number, one.counts, one.replaced_by) for one in uploads.all()] == [
        (1, False, 4), (2, True, None), (3, False, 4), (4, True, None),
    ]  # fmt: skip
    uploads.undo(3)
    assert cases(home) == BEFORE
    uploads.undo(4)
    assert cases(home) == BEFORE, "the first reading counts again"


def test_reading_again_in_the_same_way_brings_nothing(home: Path) -> None:
    report = importer.reread_here(1, home=home)
    assert (report.kept, report.upload) == (False, 1)
    assert cases(home) == BEFORE


def test_a_reading_that_comes_too_late_is_refused(home: Path) -> None:
    upload = Workspace(home).uploads.numbered(1)
    path = written(home.parent, upload.facts.file_name, *ORDERS)
    staged = importer.stage(path, mended(home), home=home, replaces=1)
    Workspace(home).uploads.undo(1)
    with pytest.raises(RefusedUploadError, match="Upload 1 was undone or replaced"):
        importer.accept(staged, home=home)


def test_what_does_not_count_is_not_read_again(home: Path) -> None:
    importer.reread_here(1, home=home, mapping=mended(home))
    Workspace(home).uploads.undo(2)
    with pytest.raises(QuestionError, match="replaced by upload 3"):
        importer.reread_here(1, home=home)
    with pytest.raises(QuestionError, match="Upload 2 is undone"):
        importer.reread_here(2, home=home)


@pytest.mark.parametrize("damage", [b"", b"\x28\xb5\x2f\xfd nothing"])
def test_a_damaged_original_is_a_sentence_and_its_rows_stay(home: Path, damage: bytes) -> None:
    original(Workspace(home).uploads.numbered(1)).write_bytes(damage)
    with pytest.raises(WorkspaceError, match=r"original of upload 1, orders 2024-01\.csv, is dam"):
        importer.reread_here(1, home=home)
    assert cases(home) == BEFORE


def test_the_mended_mapping_is_used_for_the_next_file_with_that_header(home: Path) -> None:
    importer.reread_here(1, home=home, mapping=mended(home))
    march = written(home.parent, "orders 2024-03.csv", ORDERS[0], "O9,2024-03-01,2024-03-09,open")
    importer.load_here(march, home=home)
    assert cases(home) == MENDED | {("O9", "2024-03-01")}


def test_a_file_loaded_again_in_another_way_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """Without ids its rows would count twice, once for each way of reading their dates."""
    home = tmp_path / "w"
    path = written(
        tmp_path,
        "answers.csv",
        "Answered on,Segment,How satisfied are you? (1-5)",
        "03/04/2026,Retail,4",
        "05/06/2026,Hotels,2",
        "05/06/2026,Retail,5",
    )
    first = importer.load_here(path, home=home, yes=True, answers={"date_order": "dmy"})
    again = importer.load_here(path, home=home, yes=True, answers={"date_order": "dmy"})
    assert (first.upload, again.upload, again.kept) == (1, 1, False)
    assert again.message == "answers.csv is upload 1 already, read in the same way: 0 new rows."
    other = importer.load_here(path, home=home, yes=True, answers={"date_order": "mdy"})
    assert other.message.endswith("0 lines refused. It replaces upload 1.")
    days = "select occurred_on::varchar from responses order by 1"
    assert Workspace(home).snapshot().rows(days) == [
        ("2026-03-04",), ("2026-05-06",), ("2026-05-06",),
    ]  # fmt: skip


def test_reading_again_is_one_command_with_the_mapping_from_the_list(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["uploads", "--home", str(home), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["uploads"][0]["mapping"]
    fields = said["feeds"][0]["fields"]
    fields["promised_at"] = fields["occurred_at"]
    corrected = tmp_path / "corrected.json"
    corrected.write_text(json.dumps(said), encoding="utf-8")

    assert main(["reread", "1", "--mapping", str(corrected), "--home", str(home)]) == 0
    assert "It replaces upload 1." in capsys.readouterr().out
    assert cases(home) == MENDED
    assert main(["uploads", "--home", str(home)]) == 0
    assert "orders 2024-01.csv: 2 rows, 0 refused (read again as upload 3)" in (
        capsys.readouterr().out
    )
    corrected.write_text("{", encoding="utf-8")
    assert main(["reread", "2", "--mapping", str(corrected), "--home", str(home)]) == 1
    assert "corrected.json holds no mapping" in capsys.readouterr().err


def test_the_same_file_twice_adds_no_row_and_undo_of_an_overlap_restores_each_row(
    home: Path, tmp_path: Path
) -> None:
    """Both ways, by EXCEPT: no row is missing and none is there that was not."""
    workspace = Workspace(home)

    def kept(name: str) -> None:
        path = tmp_path / f"{name}.parquet"
        rows = workspace.snapshot().frame("select * from cases")
        rows.to_parquet(path)

    def differences(one: str, other: str) -> int:
        with Scratch(tmp_path) as scratch:
            files = [f"read_parquet('{tmp_path / name}.parquet')" for name in (one, other)]
            text = "select count(*) from (from {0} except all from {1})"
            both = (text.format(*files), text.format(*reversed(files)))
            return sum(int(str(scratch.rows(one_way)[0][0])) for one_way in both)

    kept("two")
    assert importer.load_here(tmp_path / "orders 2024-02.csv", home=home).upload == 2
    kept("again")
    workspace.uploads.undo(2)
    kept("one")
    workspace.uploads.redo(2)
    kept("redone")
    assert differences("two", "again") == 0
    assert differences("two", "redone") == 0
    assert differences("two", "one") == 3, "O2 both ways, and O3"


TWO_TABLES = (
    "Complaint ID,Date,Cause",
    "C-1,2026-01-05,late",
    "C-2,2026-01-06,rude",
    "C-3,2026-01-07,rude",
    "",
    *ORDERS,
    "O3,2024-01-07,2024-01-11,open",
)


def forgotten(home: Path, number: int) -> None:
    """Make an upload one of a build that told no tables of a file apart."""
    said = Workspace(home).uploads.numbered(number).folder / "upload.json"
    facts = json.loads(said.read_text())
    facts["mapping"].pop("sheet")
    facts["reader_version"] = "1"
    said.write_text(json.dumps(facts))


def kept_of(folder: Path, name: str, sheet: str) -> Path:
    """Keep one of two tables without the name of which, in a text file or on a sheet."""
    home = folder / "workspace"
    path = written(folder, "two.csv", *TWO_TABLES)
    if name.endswith(".xlsx"):
        path = folder / name
        path.write_bytes(book({"Sheet1": list(TWO_TABLES)}))
    importer.load_here(path, home=home, sheet=sheet, yes=True)
    forgotten(home, 1)
    return home


@pytest.mark.parametrize(
    ("name", "sheet", "table"),
    [
        ("two.csv", "Complaint ID, Date, Cause", "complaints"),
        ("two.csv", "Order ID, Order date, Promised date", "cases"),
        ("two.xlsx", "Sheet1", "complaints"),
        ("two.xlsx", "Sheet1: Order ID, Order date, Promised date", "cases"),
    ],
)
def test_an_upload_that_names_no_table_is_read_again_from_the_one_with_its_columns(
    name: str, sheet: str, table: str, tmp_path: Path
) -> None:
    home = kept_of(tmp_path, name, sheet)

    report = importer.reread_here(1, home=home, yes=True)

    assert report.staged
    assert [one.table for one in report.staged.tables] == [table]
    seen = importer.examine(
        tmp_path / name, home=home, sheet=importer.table_held(1, home=home)
    ).mapping
    assert [feed.table for feed in seen.feeds] == [table]


def test_an_upload_whose_columns_no_table_has_is_a_sentence(tmp_path: Path) -> None:
    home = kept_of(tmp_path, "two.csv", "Complaint ID, Date, Cause")
    said = Workspace(home).uploads.numbered(1).folder / "upload.json"
    said.write_text(said.read_text().replace('"Cause"', '"Reason"'))

    with pytest.raises(UnreadableFileError) as refused:
        importer.reread_here(1, home=home, yes=True)

    assert refused.value.what == (
        "No table of two.csv has all columns that upload 1 reads: 'Complaint ID', 'Reason', "
        "'Date'. Its tables begin with Complaint ID, Date, Cause; Order ID, Order date, Promised "
        "date."
    )
    assert refused.value.next_step == "Load the file anew, choose its table, and undo upload 1."
