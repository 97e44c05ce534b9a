"""Two processes work on one workspace at the same time, and neither loses what the other does."""

import subprocess
import sys
import textwrap
from pathlib import Path

from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

ROOT = Path(__file__).parents[2]


def python(script: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)], cwd=ROOT
    )


def test_two_commands_that_load_at_once_keep_every_row(tmp_path: Path) -> None:
    home, running = tmp_path / "home", []
    for name in ("first", "second"):
        lines = [f"{name}-{row},2025-03-{row + 1:02d},{row % 5 + 1}" for row in range(20)]
        file = tmp_path / f"answers {name}.csv"
        file.write_text("\n".join(["Answer ID,Date,Satisfaction (1-5)", *lines, ""]))
        command = [sys.executable, "-m", "cxdash", "load", file, "--home", home, "--yes"]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL))

    assert [process.wait(120) for process in running] == [0, 0]
    rows = (
        Workspace(home)
        .snapshot()
        .rows(
            "select split_part(response_id, '-', 1), count(*) from responses group by 1 order by 1"
        )
    )
    assert rows == [("first", 20), ("second", 20)]


def test_reading_goes_on_while_another_process_undoes_and_redoes(workspace: Workspace) -> None:
    for place in range(2):
        rows = [{"response_id": f"{place}-{row}", "score": 4} for row in range(10)]
        keep(workspace, {"responses": rows})
    other = python(
        """
        import sys
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        workspace = Workspace(Path(sys.argv[1]))
        for turn in range(4):
            (workspace.uploads.redo if turn % 2 else workspace.uploads.undo)(2)
            workspace.snapshot()
        """,
        workspace.home,
    )
    seen: set[object] = set()
    while other.poll() is None:
        seen |= {row[0] for row in workspace.snapshot().rows("select count(*) from responses")}
    assert other.returncode == 0
    assert seen <= {10, 20}, "the whole upload or none of it"
    assert workspace.snapshot().rows("select count(*) from responses") == [(20,)]


def test_two_processes_that_type_at_once_lose_no_entry(workspace: Workspace) -> None:
    script = """
        import sys
        from datetime import date
        from pathlib import Path
        from cxdash.store.workspace import Workspace
        registers = Workspace(Path(sys.argv[1])).registers
        for entry in range(25):
            registers.events.add(date(2025, 3, 4), f"{sys.argv[2]} {entry}")
    """
    running = [python(script, workspace.home, name) for name in ("a", "b")]
    assert [process.wait(120) for process in running] == [0, 0]
    labels = {event.label for event in workspace.registers.events.list()}
    assert labels == {f"{name} {entry}" for name in ("a", "b") for entry in range(25)}
    assert workspace.registers.revision() == 50
