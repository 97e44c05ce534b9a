"""A backup brings back exactly what there was, or refuses; nothing is ever half restored."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from cxdash.__main__ import main
from cxdash.errors import QuestionError, WorkspaceError
from cxdash.store.backup import backup
from cxdash.store.restore import restore
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ROOT = Path(__file__).parents[2]
ROWS = {"responses": [{"response_id": f"R{n}", "occurred_at": "2025-03-14", "score": n % 5 + 1}
                      for n in range(20)]}  # fmt: skip
OTHER = {"complaints": [{"complaint_id": "C1", "occurred_at": "2025-03-15", "cause": "late"}]}
EVERYTHING = "select * from responses order by response_key"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two uploads, the second undone; an event, an alias and a time zone."""
    keep(workspace, ROWS, file_name="march.csv")
    keep(workspace, OTHER)
    workspace.uploads.undo(2, by="Mia")
    workspace.registers.events.add(date(2025, 3, 4), "Price rise")
    workspace.registers.aliases.add("channel", "Tel.", "Phone")
    workspace.registers.settings.set("time_zone", "Europe/Berlin")
    workspace.version()  # draws the salt of the codes
    return workspace


def files_of(home: Path) -> dict[str, str]:
    """Return the hash of every file of the uploads, by its path."""
    kept = sorted(path for path in (home / "uploads").rglob("*") if path.is_file())
    return {
        str(path.relative_to(home)): sha256(path.read_bytes()).hexdigest()
        for path in kept
        if not path.name.startswith(".")
    }


def rewritten(
    source: Path, target: Path, change: Callable[[dict[str, bytes]], None], *, relist: bool = False
) -> Path:
    """Write a backup again with its files changed; `relist` makes its list fit them."""
    with zipfile.ZipFile(source) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    if relist:
        listed = json.loads(files["backup.json"])
        listed["files"] = [
            {"name": name, "bytes": len(content), "sha256": sha256(content).hexdigest()}
            for name, content in files.items()
            if name != "backup.json"
        ]
        files["backup.json"] = json.dumps(listed).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def test_a_backup_brings_back_every_file_and_every_register(
    filled: Workspace, tmp_path: Path
) -> None:
    made = backup(filled.home, tmp_path / "all.zip")
    put = restore(tmp_path / "new", tmp_path / "all.zip")

    again = Workspace(tmp_path / "new")
    assert (made.uploads, put.uploads, put.before) == (2, 2, None)
    assert files_of(again.home) == files_of(filled.home)
    assert again.version() == filled.version()
    assert again.snapshot().rows(EVERYTHING) == filled.snapshot().rows(EVERYTHING)
    assert [upload.undone for upload in again.uploads.all()] == [False, True]
    assert again.registers.events.list() == filled.registers.events.list()
    assert again.registers.aliases.list() == filled.registers.aliases.list()
    assert again.registers.settings.salt == filled.registers.settings.salt
    assert again.registers.settings.time_zone == "Europe/Berlin"
    assert sorted(path.name for path in again.home.glob(".rest*")) == [".restoring.lock"]


def test_the_list_in_a_backup_names_every_file_with_its_hash(
    filled: Workspace, tmp_path: Path
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        listed = json.loads(archive.read("backup.json"))["files"]
    hashes = {file["name"]: file["sha256"] for file in listed}
    hashes.pop("registers.sqlite")
    assert hashes == files_of(filled.home)


def test_a_backup_replaces_no_file(filled: Workspace, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_text("mine")
    with pytest.raises(QuestionError, match="is there already"):
        backup(filled.home, tmp_path / "all.zip")
    assert (tmp_path / "all.zip").read_text() == "mine"


def test_an_empty_workspace_has_nothing_to_back_up(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="nothing to back up"):
        backup(workspace.home, tmp_path / "all.zip")


def test_a_backup_into_a_folder_that_is_not_there_is_a_sentence(
    filled: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(WorkspaceError, match="cannot be written"):
        backup(filled.home, tmp_path / "nowhere" / "all.zip")


def test_a_workspace_that_holds_something_is_not_restored_over(
    filled: Workspace, tmp_path: Path
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    keep(filled, ROWS)
    before = files_of(filled.home)
    with pytest.raises(QuestionError, match="already"):
        restore(filled.home, tmp_path / "all.zip")
    assert files_of(filled.home) == before


def test_replacing_keeps_what_stood_there_as_a_workspace_of_its_own(
    filled: Workspace, tmp_path: Path
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    version = filled.version()
    keep(filled, ROWS)
    filled.registers.events.add(date(2025, 3, 5), "Later")
    later, inbox = filled.version(), filled.home / "inbox"
    inbox.mkdir()

    put = restore(filled.home, tmp_path / "all.zip", replace=True)

    assert filled.version() == version
    assert put.before is not None
    assert Workspace(put.before).version() == later
    assert inbox.is_dir(), "what waits to be loaded stays"


def test_a_workspace_that_was_only_opened_counts_as_empty(
    filled: Workspace, tmp_path: Path
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    opened = Workspace(tmp_path / "new")
    opened.snapshot()
    assert restore(opened.home, tmp_path / "all.zip").before is None
    assert opened.version() == filled.version()


def _flipped(filled: Workspace, file: Path, at: float) -> None:
    """Write a backup with one bit turned over at that share of its length."""
    backup(filled.home, file)
    content = bytearray(file.read_bytes())
    content[int(at * len(content))] ^= 0x10
    file.write_bytes(content)


@pytest.mark.parametrize("at", [0.0, 0.3, 0.6])
def test_a_flipped_byte_in_a_file_restores_nothing(
    filled: Workspace, tmp_path: Path, at: float
) -> None:
    _flipped(filled, tmp_path / "all.zip", at)

    with pytest.raises(WorkspaceError, match="no whole backup"):
        restore(tmp_path / "new", tmp_path / "all.zip")
    assert Workspace(tmp_path / "new").uploads.all() == []


@pytest.mark.parametrize("at", [0.9, 0.95, 0.98, 0.99, 0.999])
def test_a_flipped_byte_in_the_list_of_files_restores_nothing_or_all(
    filled: Workspace, tmp_path: Path, at: float
) -> None:
    """A zip ends with a list that also holds times and rights, which no restore reads."""
    _flipped(filled, tmp_path / "all.zip", at)

    with suppress(WorkspaceError):
        restore(tmp_path / "new", tmp_path / "all.zip")

    restored = Workspace(tmp_path / "new")
    assert restored.uploads.all() == [] or restored.version() == filled.version()


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_backup_that_is_cut_off_restores_nothing(
    filled: Workspace, tmp_path: Path, share: float
) -> None:
    file = tmp_path / "all.zip"
    backup(filled.home, file)
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    with pytest.raises(WorkspaceError, match="no whole backup"):
        restore(tmp_path / "new", file)
    assert not list((tmp_path / "new").glob("*"))


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "/etc/outside.txt",
        "uploads/../../outside.txt",
        "uploads/0003-000000000000/../../../outside.txt",
        "uploads/0003-000000000000/..",
        "uploads\\0003-000000000000\\outside.txt",
        "C:/outside.txt",
        "warehouse-0.duckdb",
        ".restored/outside.txt",
    ],
)
def test_a_name_that_is_not_a_backups_is_refused(
    filled: Workspace, tmp_path: Path, name: str
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    evil = rewritten(
        tmp_path / "all.zip",
        tmp_path / "evil.zip",
        lambda files: files.update({name: b"x"}),
        relist=True,
    )
    with pytest.raises(WorkspaceError, match="holds a file named"):
        restore(tmp_path / "deep" / "new", evil)
    assert not list(tmp_path.rglob("outside.txt"))


def test_a_file_that_is_not_listed_or_not_there_is_refused(
    filled: Workspace, tmp_path: Path
) -> None:
    backup(filled.home, tmp_path / "all.zip")
    changes: list[Callable[[dict[str, bytes]], None]] = [
        lambda files: files.update({"uploads/0009-000000000000/x.parquet": b"x"}),
        lambda files: files.pop("registers.sqlite") and None,
    ]
    for number, change in enumerate(changes):
        other = rewritten(tmp_path / "all.zip", tmp_path / f"{number}.zip", change)
        with pytest.raises(WorkspaceError, match="does not name the files"):
            restore(tmp_path / "new", other)


def test_a_file_other_than_listed_is_refused_by_name(filled: Workspace, tmp_path: Path) -> None:
    backup(filled.home, tmp_path / "all.zip")

    def change(files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.endswith("responses.parquet"))
        files[name] = files[name][:-1] + b"x"

    other = rewritten(tmp_path / "all.zip", tmp_path / "other.zip", change)
    with pytest.raises(WorkspaceError, match=r"responses\.parquet is damaged"):
        restore(tmp_path / "new", other)


def test_an_upload_without_its_rows_is_refused(filled: Workspace, tmp_path: Path) -> None:
    backup(filled.home, tmp_path / "all.zip")

    def change(files: dict[str, bytes]) -> None:
        del files[next(name for name in files if name.endswith("responses.parquet"))]

    other = rewritten(tmp_path / "all.zip", tmp_path / "other.zip", change, relist=True)
    with pytest.raises(WorkspaceError, match=r"responses\.parquet of upload 1 is missing"):
        restore(tmp_path / "new", other)


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from cxdash.store.backup import backup
    from cxdash.store.restore import restore
    renamed, left = os.replace, [int(sys.argv[4])]
    def stop_at(source, target):
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        renamed(source, target)
    os.replace = stop_at
    home, file = Path(sys.argv[2]), Path(sys.argv[3])
    backup(home, file) if sys.argv[1] == "backup" else restore(home, file, replace=True)
"""


def killed_at(rename: int, what: str, home: Path, file: Path) -> int:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), what, str(home), str(file), str(rename)],
        cwd=ROOT, check=False,
    )  # fmt: skip
    return done.returncode


def test_a_kill_while_backing_up_leaves_no_file_of_that_name(
    filled: Workspace, tmp_path: Path
) -> None:
    assert killed_at(0, "backup", filled.home, tmp_path / "all.zip") == -signal.SIGKILL
    assert not (tmp_path / "all.zip").exists()
    assert backup(filled.home, tmp_path / "all.zip").uploads == 2


def test_a_kill_at_every_rename_of_a_restore_leaves_the_old_or_the_new(
    filled: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    backup(filled.home, file)
    ends: list[str] = []
    for rename in range(8):
        standing = Workspace(tmp_path / f"home {rename}")
        keep(standing, OTHER)
        old = standing.version()
        status = killed_at(rename, "restore", standing.home, file)
        now = Workspace(standing.home)
        ends.append({old: "old", filled.version(): "new"}[now.version()])
        assert now.snapshot().rows("select count(*) from responses")
        if ends[-1] == "new":
            (before,) = standing.home.glob("before-restore-*")
            assert Workspace(before).version() == old
        if status == 0:
            break
        assert status == -signal.SIGKILL
    assert ends == ["old", "new", "new", "new", "new", "new", "new"], "each rename was met"


def test_backing_up_and_restoring_are_one_command_each(
    filled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, new = tmp_path / "all.zip", tmp_path / "new"
    assert main(["backup", str(file), "--home", str(filled.home), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["uploads"] == 2
    assert main(["restore", str(file), "--home", str(new), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["before"] is None
    assert main(["restore", str(file), "--home", str(new)]) == 1
    assert "--replace" in capsys.readouterr().err
    assert main(["restore", str(file), "--home", str(new), "--replace"]) == 0
    assert f"is in {new}{os.sep}before-restore-" in capsys.readouterr().out
