"""From a file to a workspace: the same again, changed rows, questions, and files about nothing."""

from pathlib import Path

import pytest

from cxdash.errors import RefusedUploadError, UnreadableFileError
from cxdash.ingest import importer
from cxdash.ingest.mapping import Mapping
from cxdash.store.workspace import Workspace
from tests.ingest.loading import staged, written

ORDERS = ("Order ID,Order date,Promised date,Status", "O1,2024-01-05,2024-01-09,open",
          "O2,2024-01-06,2024-01-10,open")  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


def test_the_same_file_again_brings_nothing_and_names_the_first_upload(tmp_path, home) -> None:
    path = written(tmp_path, "orders.csv", *ORDERS)
    first = importer.load_here(path, home=home)

    again = importer.load_here(path, home=home)

    assert (first.kept, first.upload) == (True, 1)
    assert (again.kept, again.upload) == (False, 1)
    assert again.message == "orders.csv is upload 1 already, read in the same way: 0 new rows."


def test_an_undone_file_can_be_loaded_again(tmp_path, home) -> None:
    path = written(tmp_path, "orders.csv", *ORDERS)
    importer.load_here(path, home=home)
    Workspace(home).uploads.undo(1)

    assert importer.load_here(path, home=home).upload == 2


def test_an_overlapping_file_says_new_same_and_changed(tmp_path, home) -> None:
    importer.load_here(written(tmp_path, "orders 2024-01.csv", *ORDERS), home=home)
    later = written(
        tmp_path, "orders 2024-02.csv", ORDERS[0], ORDERS[1],
        "O2,2024-01-06,2024-01-10,delivered", "O3,2024-02-01,2024-02-04,open",
        "O3,2024-02-01,2024-02-04,closed",
    )  # fmt: skip

    table = staged(later, home).tables[0]

    assert (table.rows, table.new, table.same, table.changed, table.updates) == (4, 1, 1, 1, 1)


def test_rows_without_an_id_that_are_there_already_are_asked_about(tmp_path, home) -> None:
    first = written(tmp_path, "sent.csv", "Date,Invited", "2024-01-05,20", "2024-01-06,30")
    importer.load_here(first, home=home)
    second = written(tmp_path, "sent 2.csv", "Date,Invited", "2024-01-06,30", "2024-01-07,40")

    with pytest.raises(RefusedUploadError, match=r"1 rows of sent 2\.csv have no id"):
        importer.load_here(second, home=home)
    report = importer.load_here(second, home=home, answers={"rows_already_there": "leave out"})

    assert [table.rows for table in report.staged.tables] == [1]
    counted = Workspace(home).snapshot().rows("SELECT sum(invited)::BIGINT FROM invitations")
    assert counted == [(90,)]


def test_dates_that_fit_both_orders_need_an_answer(tmp_path, home) -> None:
    path = written(
        tmp_path, "reviews.csv", "review id,rating,date", "1,4,03/04/2024", "2,1,05/06/2024"
    )

    examined = importer.examine(path, home=home)
    with pytest.raises(RefusedUploadError, match="in two ways"):
        importer.load_here(path, home=home, yes=True)
    importer.load_here(path, home=home, answers={"date_order": "mdy"})

    assert examined.needs_confirmation
    assert examined.questions[0].choices == {
        "dmy": "the day comes first: 3 April 2024",
        "mdy": "the month comes first: 4 March 2024",
    }
    dates = Workspace(home).snapshot().rows("SELECT occurred_on::VARCHAR FROM responses ORDER BY 1")
    assert dates == [("2024-03-04",), ("2024-05-06",)]


def test_a_file_about_nothing_gets_a_sentence_and_no_upload(tmp_path, home) -> None:
    path = written(tmp_path, "colours.csv", "hex,shade", "ff0000,warm", "0000ff,cold")
    report = importer.load_here(path, home=home)
    assert (report.kept, report.upload) == (False, None)
    assert "nothing is proposed" in report.message


def test_a_confirmed_mapping_is_used_for_the_next_file_with_that_header(tmp_path, home) -> None:
    examined = importer.examine(written(tmp_path, "a.csv", "hex,mark", "ff,3"), home=home)
    from_page = {"family": "paint", "feeds": [
        {"table": "scores", "fields": {"value": {"column": "mark"}}}]}  # fmt: skip
    importer.remember(examined, Mapping.from_json(from_page), home=home)

    later = importer.examine(written(tmp_path, "b.csv", "mark,hex", "4,00"), home=home)

    assert later.mapping.family == "paint"
    assert later.mapping.feeds[0].fields["value"].column == "mark"
    assert not later.needs_confirmation


def test_a_missing_file_is_said_plainly(tmp_path, home) -> None:
    with pytest.raises(UnreadableFileError, match="There is no file"):
        importer.examine(tmp_path / "nowhere.csv", home=home)
