"""Is anything lost when a loading process is killed?

Kills it at every step it takes in turn (`benchmarks.killing` says what a step is), at random
moments, and as the real command (all of it, the command alone, its reading child alone). After each
kill a new process opens the workspace, reads every upload to its end, asks the warehouse for the
rows, and loads the same file again. Three numbers must be 0: workspaces that do not open,
acknowledged uploads that are lost, and uploads of which a part is there.

    python -m benchmarks.kills --kills 500
"""

import argparse
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

import pyarrow.parquet as pq  # noqa: E402 - found through the line above

from benchmarks import killing  # noqa: E402 - as above
from cxdash.ingest.importer import load_here  # noqa: E402 - as above
from cxdash.store.originals import open_original  # noqa: E402 - as above
from cxdash.store.upload import Upload  # noqa: E402 - as above
from cxdash.store.workspace import Workspace  # noqa: E402 - as above

KILLS: Final = 500
ROWS: Final = 40
A_WORKSPACE: Final = 20
"""Kills that one workspace lives through before the next one begins."""

KINDS: Final = ("step", "step", "step", "moment", "step", "moment", "step", "command")
"""What is killed how, in turn."""

FAULTS: Final = ("does not open", "acknowledged upload lost", "half an upload", "does not go on")

Pipe = tuple[int, int]


def written(folder: Path, number: int) -> Path:
    """Write a file of `ROWS` answers, and one that is refused, whose ids begin with its number."""
    lines = [
        f"K{number}-{row},2025-{row % 12 + 1:02d}-{row % 27 + 1:02d},C{row % 9},"
        f"{('Retail', 'Hotels')[row % 2]},{row % 5 + 1}"
        for row in range(ROWS)
    ]
    header = "Answer ID,Date,Customer,Segment,Satisfaction (1-5)"
    path = folder / f"answers {number}.csv"
    text = "\n".join([header, *lines, f"K{number}-no,2025-01-01,C1,Retail,9", ""])
    path.write_text(text, encoding="utf-8")
    return path


def forked(does: Callable[[killing.Say], None], die_after: float | None = None) -> list[str]:
    """Do something in a process of its own, killed after so many seconds; return what it said."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        status = 1
        try:
            does(lambda text: _said(writing, text))
            status = 0
        except BaseException as error:  # noqa: BLE001 (this process ends here, whatever it was)
            _said(writing, f"failed: {type(error).__name__}: {error}")
        finally:
            os._exit(status)
    os.close(writing)
    if die_after is not None:
        time.sleep(die_after)
        os.kill(process, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as lines:
        said = lines.read().splitlines()
    os.waitpid(process, 0)
    return said


def _said(pipe: int, text: str) -> None:
    os.write(pipe, (text.replace("\n", " ") + "\n").encode())


def commanded(file: Path, home: Path, die_after: float, whom: str) -> list[str]:
    """Run the real command, kill it or a part of it, and return what it said."""
    command = subprocess.Popen(
        [sys.executable, "-m", "cxdash", "load", str(file), "--home", str(home), "--yes"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        cwd=ROOT,
    )  # fmt: skip
    time.sleep(die_after)
    children = Path(f"/proc/{command.pid}/task/{command.pid}/children")
    readers = [int(child) for child in children.read_text().split()] if children.exists() else []
    targets = {"all": [command.pid, *readers], "command": [command.pid], "child": readers}[whom]
    for target in targets:
        with contextlib.suppress(ProcessLookupError):
            os.kill(target, signal.SIGKILL)
    said = command.communicate()[0]
    for reader in readers:  # one whose command is gone goes on to its end
        while Path(f"/proc/{reader}").exists():
            time.sleep(0.02)
    return [killing.ACKNOWLEDGED] if " is upload " in said else []


def look(home: Path, file: Path, acknowledged: set[str], say: killing.Say) -> None:
    """Say what is wrong with a workspace after a kill; nothing when all is well."""
    try:
        workspace = Workspace(home)
        uploads = workspace.uploads.all()
        counted = _counted(workspace)
    except Exception as error:  # noqa: BLE001 (whatever it is, the workspace does not open)
        say(f"does not open: {error}")
        return
    names = {upload.facts.file_name for upload in uploads}
    for name in acknowledged:
        if name not in names or counted.get(name) != ROWS:
            say(f"acknowledged upload lost: {name}")
    for upload in uploads:
        if not _is_whole(upload) or counted.get(upload.facts.file_name) != ROWS:
            say(f"half an upload: {upload.folder.name}")
    for name in set(counted) - names:
        say(f"half an upload: rows of {name} and no folder")
    try:
        number = load_here(file, home=home, yes=True).upload
        if not _is_whole(workspace.uploads.numbered(number or 0)):
            say(f"does not go on: {file.name} is not whole")  # the next kill's look counts its rows
    except Exception as error:  # noqa: BLE001 (whatever it is, it does not go on)
        say(f"does not go on: {error}")


def _counted(workspace: Workspace) -> dict[str, int]:
    """Return how many answers the warehouse has of each file, by the ids in them."""
    rows = workspace.snapshot().rows(
        "select split_part(response_id, '-', 1), count(*) from responses group by 1"
    )
    return {f"answers {str(key)[1:]}.csv": int(str(count)) for key, count in rows}


def _is_whole(upload: Upload) -> bool:
    with open_original(upload) as original:
        if sha256(original.read()).hexdigest() != upload.facts.sha256:
            return False
    refused = upload.refused()
    return refused is not None and pq.read_table(refused).num_rows == 1 and all(
        pq.read_table(path).num_rows == upload.facts.tables[table]
        for table, path in upload.parquet().items()
    )  # fmt: skip


def measured(folder: Path) -> tuple[list[str], float, float]:
    """Return the steps of a load, and how long it and the real command take in seconds."""
    file, home = written(folder, 0), folder / "measured"
    began = time.monotonic()
    steps = forked(lambda say: killing.load(file, home, 0, say))
    loading = time.monotonic() - began
    if killing.ACKNOWLEDGED not in steps:
        raise RuntimeError(f"the load that is not killed fails: {steps[-1:]}")
    began = time.monotonic()
    command = [sys.executable, "-m", "cxdash", "load", str(file), "--home", str(folder / "c")]
    subprocess.run([*command, "--yes"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    steps.remove(killing.ACKNOWLEDGED)
    return steps, loading, time.monotonic() - began


def _order(steps: list[str]) -> list[int]:
    """Return the numbers of the steps, from 1: the first of each kind, then all the others."""
    firsts = [steps.index(kind) for kind in dict.fromkeys(steps)]
    others = [place for place in range(len(steps)) if place not in firsts]
    return [place + 1 for place in (*firsts, *others)]


def killed(kills: int, seed: int) -> dict[str, object]:
    """Kill so many times and return the figures."""
    draw = random.Random(seed)
    found: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    said: list[str] = []
    met: set[str] = set()
    acknowledged: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="cxdash-kills-") as name:
        folder = Path(name)
        steps, loading, commanding = measured(folder)
        order = _order(steps)
        for place in range(kills):
            if place % A_WORKSPACE == 0:
                acknowledged = set()
            home = folder / f"workspace {place // A_WORKSPACE}"
            file = written(folder, place + 1)
            kind = KINDS[place % len(KINDS)]
            if kind == "step":
                stop = order[kinds["step"] % len(order)]
                heard = forked(lambda say, f=file, h=home, s=stop: killing.load(f, h, s, say))
                met.add(steps[stop - 1])
            elif kind == "moment":
                heard = forked(
                    lambda say, f=file, h=home: killing.load(f, h, 0, say),
                    draw.uniform(0, loading),
                )
            else:
                whom = ("all", "command", "child")[kinds["command"] % 3]
                heard = commanded(file, home, draw.uniform(0, commanding), whom)
            kinds[kind] += 1
            if killing.ACKNOWLEDGED in heard:
                acknowledged.add(file.name)
            found["acknowledged before the kill"] += killing.ACKNOWLEDGED in heard
            faults = forked(lambda say, f=file, h=home, a=acknowledged: look(h, f, a, say))
            acknowledged.add(file.name)  # `look` has loaded it again, and nothing killed that
            for fault in faults:
                said.append(f"kill {place + 1} ({kind}, {heard[-1:]}): {fault}")
                found[next((one for one in FAULTS if fault.startswith(one)), "other")] += 1
    return {
        "kills": kills,
        "kinds": dict(kinds),
        "steps": len(steps),
        "kinds of steps": len(set(steps)),
        "kinds of steps met": len(met & set(steps)),
        "acknowledged before the kill": found.pop("acknowledged before the kill"),
        "faults": {fault: found[fault] for fault in (*FAULTS, "other")},
        "said": said,
    }


def main() -> int:
    """Print the figures; return 1 if anything was lost."""
    parser = argparse.ArgumentParser(description="Kill a loading process and look what is left.")
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = killed(asked.kills, asked.seed)
    if asked.json:
        print(json.dumps(figures, indent=1))
    else:
        for name, figure in figures.items():
            print(f"{name:30} {figure}")
    return int(bool(figures["said"]))


if __name__ == "__main__":
    sys.exit(main())
