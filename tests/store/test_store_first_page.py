"""What a first page showed is kept beside the warehouse, and believed only where it is whole."""

import json
import zipfile
from pathlib import Path

import pytest

from cxdash.store.backup import backup
from cxdash.store.first_page import FOLDER, MOST_BYTES, FirstPage
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ONE = {"responses": [{"response_id": "1", "occurred_at": "2025-03-14", "score": 4}]}
TWO = {"responses": [{"response_id": "2", "occurred_at": "2025-03-15", "score": 5}]}


def test_a_part_is_given_back_under_its_key_and_no_other(tmp_path: Path) -> None:
    page = FirstPage(tmp_path / "home")
    page.keep("overview", "today", {"value": 0.1, "of": ["a", None]})
    assert page.kept("overview", "today") == {"value": 0.1, "of": ["a", None]}
    assert page.kept("overview", "yesterday") is None
    assert page.kept("choices", "today") is None


def test_what_is_kept_anew_takes_the_place_of_the_old(tmp_path: Path) -> None:
    page = FirstPage(tmp_path)
    page.keep("overview", "yesterday", 1)
    page.keep("overview", "today", 2)
    assert page.kept("overview", "yesterday") is None
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["overview.json"]


@pytest.mark.parametrize(
    "bytes_there",
    [
        b"",
        b'{"seal": "1", "content": ',
        b'["today"]',
        b"5",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"\x80\x04.",
    ],
    ids=["empty", "cut", "list", "number", "no text", "deep", "pickle"],
)
def test_a_file_that_is_not_what_was_kept_counts_as_not_there(
    bytes_there: bytes, tmp_path: Path
) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "overview.json").write_bytes(bytes_there)
    assert FirstPage(tmp_path).kept("overview", "today") is None


def test_a_part_of_which_one_digit_changed_counts_as_not_there(tmp_path: Path) -> None:
    page = FirstPage(tmp_path)
    page.keep("overview", "today", {"value": 0.81})
    path = tmp_path / FOLDER / "overview.json"
    path.write_text(path.read_text("utf-8").replace("0.81", "0.91"), "utf-8")
    assert page.kept("overview", "today") is None


def test_a_file_that_has_grown_too_large_is_not_read(tmp_path: Path) -> None:
    page = FirstPage(tmp_path)
    page.keep("overview", "today", 1)
    with (tmp_path / FOLDER / "overview.json").open("ab") as file:
        file.write(b" " * MOST_BYTES)
    assert page.kept("overview", "today") is None


def test_what_is_too_large_is_not_kept(tmp_path: Path) -> None:
    page = FirstPage(tmp_path)
    page.keep("choices", "today", ["x" * MOST_BYTES])
    assert not (tmp_path / FOLDER).exists()


def test_a_folder_that_takes_nothing_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where the folder should be")
    page = FirstPage(tmp_path)
    page.keep("overview", "today", 1)
    assert page.kept("overview", "today") is None


def test_other_data_or_a_rebuild_leave_nothing_of_the_page_behind(workspace: Workspace) -> None:
    def kept() -> object:
        return workspace.first_page.kept("overview", "today")

    keep(workspace, ONE)
    workspace.snapshot()
    workspace.first_page.keep("overview", "today", 1)
    workspace.snapshot()
    assert kept() == 1

    keep(workspace, TWO)
    workspace.snapshot()
    assert kept() is None

    workspace.first_page.keep("overview", "today", 2)
    workspace.rebuild()
    assert kept() is None


def test_a_backup_leaves_the_page_out(workspace: Workspace, tmp_path: Path) -> None:
    keep(workspace, ONE)
    workspace.first_page.keep("overview", "today", 1)
    backup(workspace.home, tmp_path / "today.zip")
    with zipfile.ZipFile(tmp_path / "today.zip") as archive:
        assert not [name for name in archive.namelist() if FOLDER in name]


def test_it_is_a_file_that_anyone_can_read(tmp_path: Path) -> None:
    FirstPage(tmp_path).keep("overview", "today", {"title": "Größer"})
    said = json.loads((tmp_path / FOLDER / "overview.json").read_text("utf-8"))
    assert said["content"] == {"title": "Größer"}
