"""Uploads are kept whole or not at all, numbered once, and undone without a trace."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from cxdash.errors import QuestionError, RefusedUploadError, WorkspaceError
from cxdash.store.originals import keep_original, open_original
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep, prepare

ROOT = Path(__file__).parents[2]
ONE_ANSWER = {"responses": [{"response_id": "R1", "occurred_at": "2025-03-14", "score": 4}]}


def ask(workspace: Workspace, sql: str) -> list[tuple[object, ...]]:
    return workspace.snapshot().rows(sql)


def run_python(script: str, *arguments: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)], cwd=ROOT
    )


def test_an_empty_workspace_has_no_folder_until_something_is_kept(workspace: Workspace) -> None:
    assert workspace.uploads.all() == []
    assert workspace.registers.revision() == 0
    assert not workspace.home.exists()


def test_an_accepted_upload_has_its_number_its_hash_and_its_rows(workspace: Workspace) -> None:
    upload = keep(workspace, ONE_ANSWER, sha256="3fa2c81b90d4" + "0" * 52, file_name="march.csv")

    assert upload.folder.name == "0001-3fa2c81b90d4"
    assert upload.facts.file_name == "march.csv"
    assert upload.facts.number == 1
    assert list(upload.parquet()) == ["responses"]
    assert upload.refused() is None
    assert not list(workspace.uploads.folder.glob(".staging-*"))


def test_numbers_are_never_given_twice(workspace: Workspace) -> None:
    first = keep(workspace, ONE_ANSWER)
    workspace.uploads.undo(first.number)
    assert keep(workspace, ONE_ANSWER).number == 2


def test_two_processes_that_accept_at_once_get_different_numbers(workspace: Workspace) -> None:
    script = """
        import sys
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        from tests.uploads_by_hand import keep
        for _ in range(10):
            keep(Workspace(Path(sys.argv[1])), {"volumes": [{"count": 1}]})
    """
    running = [run_python(script, workspace.home) for _ in range(2)]

    assert [process.wait(60) for process in running] == [0, 0]
    assert [upload.number for upload in workspace.uploads.all()] == list(range(1, 21))


def test_the_same_file_staged_twice_is_accepted_once(workspace: Workspace) -> None:
    twins = [prepare(workspace, ONE_ANSWER, sha256="ab" * 32) for _ in range(2)]
    workspace.uploads.accept(twins[0])

    with pytest.raises(RefusedUploadError, match="upload 1 already"):
        workspace.uploads.accept(twins[1])


def test_a_folder_still_in_preparation_does_not_count(workspace: Workspace) -> None:
    prepare(workspace, ONE_ANSWER)

    assert workspace.uploads.all() == []
    assert ask(workspace, "select count(*) from responses") == [(0,)]


@pytest.mark.parametrize("moment", ["upload.json", "0001-"])
def test_a_kill_while_accepting_leaves_nothing(workspace: Workspace, moment: str) -> None:
    staging = prepare(workspace, ONE_ANSWER)
    script = """
        import os, signal, sys
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        renamed = os.replace
        def stop_before(source, target):
            if Path(target).name.startswith(sys.argv[3]):
                os.kill(os.getpid(), signal.SIGKILL)
            renamed(source, target)
        os.replace = stop_before
        Workspace(Path(sys.argv[1])).uploads.accept(Path(sys.argv[2]))
    """
    assert run_python(script, workspace.home, staging, Path(moment)).wait(60) == -9

    assert workspace.uploads.all() == []
    assert workspace.uploads.accept(staging).number == 1, "nothing keeps the lock"


def test_a_kill_just_after_the_rename_leaves_the_upload_whole(workspace: Workspace) -> None:
    staging = prepare(workspace, ONE_ANSWER)
    script = """
        import os, signal, sys
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        renamed = os.replace
        def stop_after(source, target):
            renamed(source, target)
            if Path(target).name.startswith("0001-"):
                os.kill(os.getpid(), signal.SIGKILL)
        os.replace = stop_after
        Workspace(Path(sys.argv[1])).uploads.accept(Path(sys.argv[2]))
    """
    assert run_python(script, workspace.home, staging).wait(60) == -9

    assert ask(workspace, "select response_id, score::integer from responses") == [("R1", 4)]


def test_a_kill_while_building_leaves_the_next_reader_a_whole_warehouse(
    workspace: Workspace,
) -> None:
    keep(workspace, ONE_ANSWER)
    script = """
        import os, signal, sys
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        os.replace = lambda source, target: os.kill(os.getpid(), signal.SIGKILL)
        Workspace(Path(sys.argv[1])).snapshot()
    """
    assert run_python(script, workspace.home).wait(60) == -9
    assert list(workspace.home.glob(".building-*")), "the kill came after the build"

    assert ask(workspace, "select count(*) from responses") == [(1,)]
    assert not list(workspace.home.glob(".building-*"))


def test_undo_and_redo_bring_back_exactly_the_rows_there_were(workspace: Workspace) -> None:
    everything = "select * from responses order by response_key"
    keep(workspace, ONE_ANSWER)
    first_version, first = workspace.version(), ask(workspace, everything)
    correction = [{"response_id": "R1", "occurred_at": "2025-03-14", "score": 2}, {"score": 3}]
    keep(workspace, {"responses": correction})
    second_version, second = workspace.version(), ask(workspace, everything)
    assert len(second) == 2

    workspace.uploads.undo(2)
    assert (workspace.version(), ask(workspace, everything)) == (first_version, first)
    workspace.uploads.redo(2)
    assert (workspace.version(), ask(workspace, everything)) == (second_version, second)


def test_undoing_twice_changes_nothing(workspace: Workspace) -> None:
    keep(workspace, ONE_ANSWER)
    assert workspace.uploads.undo(1, by="Mia").undone
    marker = (workspace.uploads.folder / workspace.uploads.all()[0].folder.name) / "undone.json"
    written = marker.read_bytes()
    workspace.uploads.undo(1)
    assert marker.read_bytes() == written
    assert json.loads(written)["by"] == "Mia"


def test_an_unknown_number_names_the_known_ones(workspace: Workspace) -> None:
    keep(workspace, ONE_ANSWER)
    with pytest.raises(QuestionError, match="no upload 7; there are: 1"):
        workspace.uploads.undo(7)


def test_the_same_file_mapped_the_same_way_is_found_until_it_is_undone(
    workspace: Workspace,
) -> None:
    digest = "ab" * 32
    keep(workspace, ONE_ANSWER, sha256=digest, mapping={"score": "Q1"})
    uploads = workspace.uploads

    found = uploads.with_digest(digest, {"score": "Q1"}, "by hand")
    assert found is not None
    assert found.number == 1
    assert uploads.with_digest(digest, {"score": "Q2"}) is None
    assert uploads.with_digest(digest, {"score": "Q1"}, "a newer reader") is None
    uploads.undo(1)
    assert uploads.with_digest(digest) is None


def test_accepting_a_folder_that_is_gone_says_so(workspace: Workspace) -> None:
    staging = prepare(workspace, ONE_ANSWER)
    workspace.uploads.accept(staging)
    with pytest.raises(RefusedUploadError, match="no longer there"):
        workspace.uploads.accept(staging)


def test_a_damaged_description_names_the_folder(workspace: Workspace) -> None:
    folder = keep(workspace, ONE_ANSWER).folder
    (folder / "upload.json").write_text("{")
    with pytest.raises(WorkspaceError, match=folder.name):
        workspace.uploads.all()


def test_a_damaged_table_names_the_upload_to_undo(workspace: Workspace) -> None:
    keep(workspace, ONE_ANSWER)
    (keep(workspace, ONE_ANSWER).folder / "responses.parquet").write_bytes(b"PAR1")
    with pytest.raises(WorkspaceError, match="Undo upload 2"):
        workspace.snapshot()


def test_the_original_comes_back_byte_for_byte(workspace: Workspace, tmp_path: Path) -> None:
    source = tmp_path / "march.csv"
    source.write_bytes(b"id;score\r\n1;\xe4\r\n" * 100_000)
    staging = prepare(workspace, ONE_ANSWER)
    kept = keep_original(source, staging)
    upload = workspace.uploads.accept(staging)

    assert kept.name == "source.csv.zst"
    with open_original(upload) as original:
        assert original.read() == source.read_bytes()


def test_an_original_that_was_not_kept_says_so(workspace: Workspace) -> None:
    upload = keep(workspace, ONE_ANSWER)
    with pytest.raises(QuestionError, match=r"x\.csv, was not kept"):
        open_original(upload)
