"""A full disk is a sentence, said beforehand where that can be known, and the app goes on."""

import errno
import os
import shutil
import stat
import tempfile
from collections import namedtuple
from pathlib import Path

import pytest

from cxdash.errors import WorkspaceError
from cxdash.ingest import feed_stream, importer, opened
from cxdash.store import disk
from cxdash.store.backup import backup
from cxdash.store.room import RESERVE_BYTES, told_when_full
from cxdash.store.workspace import Workspace
from tests.ingest.loading import staged, written

ORDERS = ("Order ID,Order date,Status", "O1,2024-01-05,open", "O2,2024-01-06,open")
MORE = (ORDERS[0], "O3,2024-02-05,open")
FULL = OSError(errno.ENOSPC, "No space left on device")

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 (as shutil's own)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "workspace"
    importer.load_here(written(tmp_path, "orders.csv", *ORDERS), home=home)
    return home


def still_serves(home: Path) -> None:
    """Ask as the app does, and look that nothing is left of what did not fit."""
    assert Workspace(home).snapshot().rows("select count(*) from cases") == [(2,)]
    assert [upload.number for upload in Workspace(home).uploads.all()] == [1]
    assert not list((home / "uploads").glob(".staging-*"))


def fail(*_: object, **__: object) -> None:
    raise FULL


def test_a_file_that_will_not_fit_is_refused_before_anything_is_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = written(tmp_path, "more.csv", *MORE)
    needed = 3 * more.stat().st_size + RESERVE_BYTES
    free = [needed - 1]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - free[0], free[0]))

    with pytest.raises(WorkspaceError, match=r"Loading more\.csv needs about 67 MB") as refused:
        importer.load_here(more, home=home)

    assert "; 67 MB are free" in refused.value.what
    assert "Nothing was changed" in refused.value.next_step
    monkeypatch.undo()
    still_serves(home)
    free[0] = needed
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - free[0], free[0]))
    for warehouse in home.glob("warehouse-*"):
        warehouse.unlink()
    assert importer.load_here(more, home=home).kept


def on_two_disks(monkeypatch: pytest.MonkeyPatch, temporary: Path, free: int) -> None:
    """Put the folder for temporary files on a disk of its own, with this much room."""
    status = Path.stat

    def other_disk(path: Path, **more: bool) -> os.stat_result:
        fields = list(status(path, **more))
        fields[stat.ST_DEV] += path == temporary
        return os.stat_result(fields)

    def usage(path: Path) -> Usage:
        return Usage(10**9, 0, free if path == temporary else 10**9)

    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(Path, "stat", other_disk)
    monkeypatch.setattr(shutil, "disk_usage", usage)


@pytest.mark.parametrize("do", ["examine", "stage"])
def test_the_disk_of_temporary_files_is_asked_too(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, do: str
) -> None:
    more = written(tmp_path, "more.csv", *MORE)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    mapping = importer.examine(more, home=home).mapping
    needed = 3 * more.stat().st_size + RESERVE_BYTES

    def work() -> None:
        if do == "examine":
            importer.examine(more, home=home)
        else:
            importer.discard(importer.stage(more, mapping, home=home))

    on_two_disks(monkeypatch, temporary, needed - 1)
    with pytest.raises(WorkspaceError, match=r"more\.csv needs about 67 MB on the disk of .*temp"):
        work()
    on_two_disks(monkeypatch, temporary, needed)
    work()


def test_a_disk_of_temporary_files_that_fills_is_the_one_that_is_named(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    on_two_disks(monkeypatch, temporary, 0)
    with (
        pytest.raises(WorkspaceError, match=r"stopped: the disk of .*temporary is full"),
        told_when_full(home, doing="Reading more.csv"),
    ):
        raise FULL


@pytest.mark.parametrize("where", ["rows", "original"])
def test_a_disk_that_fills_while_a_file_is_checked_is_a_sentence(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    if where == "rows":
        monkeypatch.setattr(feed_stream.GroupedParquet, "close", fail)
    else:
        monkeypatch.setattr(opened, "keep_original", fail)
    with pytest.raises(WorkspaceError, match=r"stopped: the disk of .* is full"):
        importer.load_here(written(tmp_path, "more.csv", *MORE), home=home)
    monkeypatch.undo()
    still_serves(home)


def test_a_disk_that_fills_while_a_file_is_accepted_is_a_sentence(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = staged(written(tmp_path, "more.csv", *MORE), home)
    monkeypatch.setattr(disk.json, "dump", fail)
    with pytest.raises(WorkspaceError, match=r"Keeping more\.csv was stopped: the disk"):
        importer.accept(ready, home=home)
    monkeypatch.undo()
    assert importer.accept(ready, home=home).number == 2, "with room again it is accepted"


def test_a_backup_that_will_not_fit_is_refused_beforehand(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 0))
    with pytest.raises(WorkspaceError, match=r"The backup to all\.zip needs about"):
        backup(home, tmp_path / "all.zip")
    assert not list(tmp_path.glob("*all.zip*"))


def test_an_undo_that_will_not_fit_is_a_sentence_and_the_rows_stay(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk.json, "dump", fail)
    with pytest.raises(WorkspaceError, match="Undoing upload 1 was stopped: the disk"):
        Workspace(home).uploads.undo(1)
    monkeypatch.undo()
    still_serves(home)
