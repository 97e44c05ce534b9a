"""Made workspaces of any size, kept between runs: making one takes far longer than measuring it.

They lie in the folder that CXDASH_BENCH names, or in the user's cache. Each step is kept as soon as
it is done, so an interrupted run goes on where it stopped. Another `make_data.py` makes another
workspace, and a changed build builds again.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
KEPT_IN: Final = "CXDASH_BENCH"
"""The environment variable with the folder of made workspaces."""

BUILD: Final = """
import json, sys, time
from pathlib import Path
from benchmarks.processes import memory
from cxdash.store.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
begun, worked = time.perf_counter(), time.process_time()
workspace.snapshot()
print(json.dumps({
    "version": workspace.version(),
    "seconds": time.perf_counter() - begun,
    "cpu_seconds": time.process_time() - worked,
    "peak_mb": memory("self", "VmHWM"),
}))
"""


@dataclass(frozen=True)
class Made:
    """One made workspace.

    Attributes:
        home: Its folder.
        rows: Lines of touches asked for.
        version: Of the data its warehouse holds.
        seconds: Wall time of the warehouse's build.
        cpu_seconds: Processor time of that, over all cores.
        peak_mb: The most resident memory of that.
    """

    home: Path
    rows: int
    version: str
    seconds: float
    cpu_seconds: float
    peak_mb: float

    def megabytes(self, pattern: str) -> float:
        """Return the size of the workspace's files whose names match."""
        return sum(path.stat().st_size for path in self.home.rglob(pattern)) / 1e6

    def table(self, name: str) -> Path:
        """Return the file with a canonical table's accepted rows."""
        return next(self.home.glob(f"uploads/*/{name}.parquet"))


def folder() -> Path:
    """Return where made workspaces lie."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(os.environ.get(KEPT_IN) or cache / "cxdash-bench")


def made(rows: int) -> Made:
    """Return the workspace of so many touches with its warehouse, made where it is missing."""
    recipe = sha256((ROOT / "benchmarks" / "make_data.py").read_bytes()).hexdigest()[:8]
    home = folder() / f"{rows}-{recipe}"
    whole = home.with_suffix(".whole")
    if not whole.exists():
        shutil.rmtree(home, ignore_errors=True)
        print(f"Making {rows:,} touches in {home} …", file=sys.stderr)
        _run("-m", "benchmarks.make_data", "--rows", str(rows), "--out", str(home))
        whole.touch()
    return _built(home, rows)


def _built(home: Path, rows: int) -> Made:
    noted = home.with_suffix(".built.json")
    known = json.loads(noted.read_text(encoding="utf-8")) if noted.exists() else {}
    if not known or known["version"] != _version(home) or not _has_warehouse(home):
        print(f"Building the warehouse of {home} …", file=sys.stderr)
        for path in home.glob("warehouse-*"):
            path.unlink()  # that of another version: its size would count
        known = json.loads(_run("-c", BUILD, str(home)))
        noted.write_text(json.dumps(known), encoding="utf-8")
    return Made(home=home, rows=rows, **known)


def _has_warehouse(home: Path) -> bool:
    return any(home.glob("warehouse-*.duckdb"))


def _version(home: Path) -> str:
    from cxdash.store.workspace import Workspace  # noqa: PLC0415 - only where there is a file

    return Workspace(home).version()


def _run(*command: str) -> str:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def described(rows: int) -> str:
    """Return a workspace's size in words."""
    return f"{rows:,} touches with the answers, complaints and orders made for them"
