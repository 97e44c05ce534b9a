"""What loading a large CSV costs beside reading it: time, and peak memory of all processes.

cxdash hashes the file, checks every row, and keeps rows and original in an upload folder, counted
from the start of the worker; the others only read it, counted without their start. Files are made
anew, the same each time.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks.ingest_files import write_file  # noqa: E402 - found through the line above

RESULTS: Final = Path(__file__).with_name("INGEST.md")
TIME_BAR, MEMORY_BAR, BAD_BAR = 2.0, 0.3, 1.2
LOOK_EVERY: Final = 0.02
"""Seconds between two looks at the memory."""

PROGRAMS: Final = {
    "pandas, pyarrow engine": "import pandas, time; begun = time.perf_counter(); "
    "kept = pandas.read_csv(path, engine='pyarrow')",
    "polars": "import polars, time; begun = time.perf_counter(); kept = polars.read_csv(path)",
    "DuckDB, plain typed load": "import duckdb, time; begun = time.perf_counter(); "
    "duckdb.sql('CREATE TABLE kept AS SELECT * FROM read_csv($1)', params=[path])",
    "the bytes alone": "import time; begun = time.perf_counter(); "
    "file = open(path, 'rb')\nwhile file.read(1 << 20): pass",
}
"""Each reads `path`; `begun` is set once its libraries are loaded."""

LOAD: Final = """
import time; begun = time.perf_counter()
from pathlib import Path
from cxdash.ingest.importer import load
kept = load(Path(path), home=Path(path).with_suffix('.home'), yes=True)
assert kept.kept, kept.message
"""
BUILD: Final = """
import time
from pathlib import Path
from cxdash.store.workspace import Workspace
begun = time.perf_counter()
Workspace(Path(path).with_suffix('.home')).snapshot()
"""


@dataclass(frozen=True)
class Cost:
    """What one run took.

    Attributes:
        seconds: Wall time.
        processor: Processor seconds of the process and all below it, its start among them.
        megabytes: Peak resident memory of the process and all below it, added up.
    """

    seconds: float
    processor: float
    megabytes: float


def run(program: str, path: Path) -> Cost:
    """Run a program on a file in a process of its own and watch its memory."""
    timed = f"path = {str(path)!r}\n{program}\nprint(time.perf_counter() - begun)"
    before = _processor_seconds()
    process = subprocess.Popen(
        [sys.executable, "-c", timed],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    peak = [0.0]
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    said, _ = process.communicate()
    watch.join()
    if process.returncode:
        message = f"a program ended with status {process.returncode}"
        raise RuntimeError(message)
    return Cost(float(said.split()[-1]), _processor_seconds() - before, peak[0])


def _processor_seconds() -> float:
    """Return what all processes that have ended below this one took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _watch(process: subprocess.Popen[str], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(_megabytes(each) for each in _tree(process.pid)))
        time.sleep(LOOK_EVERY)


def _tree(pid: int) -> list[int]:
    try:
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return []
    return [pid, *(each for child in said.split() for each in _tree(int(child)))]


def _megabytes(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    except OSError:  # it has just ended
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def measure(rows: int, folder: Path) -> dict[str, Cost]:
    """Return what each way costs for files of so many rows."""
    clean, bad = folder / "clean.csv", folder / "bad.csv"
    write_file(clean, rows, bad=False)
    write_file(bad, rows, bad=True)
    costs = {
        name: run(program, clean)
        for name, program in PROGRAMS.items()
        if name != "polars" or find_spec("polars")
    }
    costs["cxdash, clean"] = run(LOAD, clean)
    costs["cxdash, 1 % bad rows"] = run(LOAD, bad)
    costs["cxdash, the warehouse version after it"] = run(BUILD, clean)
    return costs


def report(rows: int, size: int, costs: dict[str, Cost]) -> str:
    """Return the results as Markdown, with what holds and what does not."""
    base = costs["pandas, pyarrow engine"]
    clean, bad = costs["cxdash, clean"], costs["cxdash, 1 % bad rows"]
    lines = [
        f"| {name} | {cost.seconds:.1f} | {cost.seconds / base.seconds:.2f} "
        f"| {cost.processor:.1f} | {cost.processor / base.processor:.2f} "
        f"| {cost.megabytes:,.0f} | {cost.megabytes / base.megabytes:.2f} |"
        for name, cost in costs.items()
    ]
    bars = [
        ("time against pandas", clean.seconds / base.seconds, TIME_BAR),
        ("processor time against pandas", clean.processor / base.processor, TIME_BAR),
        ("memory against pandas", clean.megabytes / base.megabytes, MEMORY_BAR),
        ("1 % bad rows against the clean file", bad.seconds / clean.seconds, BAD_BAR),
        ("the same in processor time", bad.processor / clean.processor, BAD_BAR),
    ]
    told = [
        f"- {what}: **{value:.2f}**, at most {bar}: {'holds' if value <= bar else 'does not hold'}."
        for what, value, bar in bars
    ]
    versions = ", ".join(f"{name} {_version(name)}" for name in ("pandas", "pyarrow", "duckdb"))
    polars = "" if "polars" in costs else "polars (it is not installed), "
    return "\n".join(
        [
            "# What loading a large CSV costs",
            "",
            f"Written by `make bench-ingest`: {rows:,} rows, {size / 1e6:,.0f} MB. One run each.",
            "cxdash hashes, recognises, checks every row and keeps rows and original, counted from",
            "the start of its process; the others only read, counted without their start.",
            "",
            "| | s | times pandas | processor s | times pandas | peak MB | times pandas |",
            "|---|---|---|---|---|---|---|",
            *lines,
            "",
            *told,
            "",
            f"- **Machine:** {platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "  shared with other work: read the ratios.",
            f"- **Versions:** Python {platform.python_version()}, {versions}.",
            f"- **Not measured:** {polars}other machines, files colder than the disk's cache,",
            "  the upload through the browser, several loads at once. Ten million rows, and where",
            "  the time goes: `docs/decisions/0010-large-files.md`.",
            "",
        ]
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def main() -> None:
    """Measure, print and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        costs = measure(rows, Path(folder))
        size = (Path(folder) / "clean.csv").stat().st_size
    said = report(rows, size, costs)
    RESULTS.write_text(said, encoding="utf-8")
    print(said)


if __name__ == "__main__":
    main()
