"""The sample company: a workspace of its own, filled from `sample_data/` the way any file is.

The app asks at its start whether it is there, so what reads files is loaded only to make it.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from filelock import FileLock

from cxdash.errors import WorkspaceError
from cxdash.ingest.plainjson import list_of, object_of, text_of
from cxdash.store.workspace import Workspace

FILES: Final = Path(__file__).resolve().parents[2] / "sample_data"
_MARK: Final = "made_from.txt"

Progress = Callable[[float, str], None]


def sample_home(home: Path) -> Path:
    """Return the folder of the sample company inside a workspace folder."""
    return home / "sample"


def is_loaded(home: Path) -> bool:
    """Return whether the sample company is there, made from the files as they are now."""
    mark = sample_home(home) / _MARK
    return mark.is_file() and mark.read_text(encoding="utf-8") == _fingerprint()


def load_sample(home: Path, progress: Progress | None = None) -> Path:
    """Load the sample company, unless it is there; several processes may ask at once.

    Args:
        home: The workspace folder; the sample gets a folder of its own in it.
        progress: Called with the share done and what is being done.

    Returns:
        The sample's own workspace folder: whole, or not there at all.

    Raises:
        WorkspaceError: If the sample's files are not beside the app, or cannot be written.
    """
    if not (FILES / "mappings.json").is_file():
        raise WorkspaceError(
            f"The sample company's files are not in {FILES}.",
            next_step="Get cxdash again with its sample_data folder, or drop files of your own.",
        )
    home.mkdir(parents=True, exist_ok=True)
    ready = sample_home(home)
    with FileLock(home / ".sample.lock"):
        if is_loaded(home):
            return ready
        making = home / f".sample-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        _fill(making, progress or _silent)
        (making / _MARK).write_text(_fingerprint(), encoding="utf-8")
        shutil.rmtree(ready, ignore_errors=True)
        making.replace(ready)
    return ready


def _fill(folder: Path, progress: Progress) -> None:
    from cxdash.ingest.importer import accept, stage  # noqa: PLC0415 - see the first lines
    from cxdash.ingest.mapping import Mapping  # noqa: PLC0415 - as above

    planned = _planned()
    for done, (path, said) in enumerate(planned):
        progress(done / (len(planned) + 1), f"Reading {path.name}")
        mapping = Mapping.from_json(said)
        accept(stage(path, mapping, home=folder, by="sample company"), home=folder)
    workspace = Workspace(folder)
    with (FILES / "events.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            workspace.registers.events.add(
                date.fromisoformat(row["date"]), row["label"], note=row["note"]
            )
    progress(len(planned) / (len(planned) + 1), "Putting it together")
    workspace.snapshot()


def _planned() -> list[tuple[Path, object]]:
    """Return each file of the sample with its mapping as JSON, in the order they are loaded."""
    said: object = json.loads((FILES / "mappings.json").read_text(encoding="utf-8"))
    entries = [object_of(entry, "a file of the sample") for entry in list_of(said, "the sample")]
    return [(FILES / text_of(entry.get("file"), "file"), entry.get("mapping")) for entry in entries]


def _fingerprint() -> str:
    """Return what the sample is made from; sizes will do, the files never change in place."""
    plan = FILES / "mappings.json"
    return _fingerprint_of(plan, plan.stat().st_mtime_ns)


@functools.lru_cache(maxsize=4)
def _fingerprint_of(plan: Path, _changed_at: int) -> str:
    """Return the same, worked out once for each state of the plan: every click asks for it."""
    sizes = [f"{path.name} {path.stat().st_size}" for path, _ in _planned()]
    said = plan.read_bytes() + "\n".join(sizes).encode()
    return hashlib.sha256(said).hexdigest()


def _silent(_share: float, _step: str) -> None:
    """Tell nobody."""
