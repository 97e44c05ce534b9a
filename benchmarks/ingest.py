"""What loading a large CSV costs beside reading it: time, and peak memory of all processes.

cxdash hashes the file, checks every row, and keeps rows and original in an upload folder; all are
counted without their start, cxdash from the first word of its worker. Files are made anew, the same
each time. Each way has its turn in every round, so that what else the machine does
falls on all of them.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks import results  # noqa: E402 - found through the line above
from benchmarks.ingest_files import write_file  # noqa: E402 - as above

MINUTES: Final = 9.0
"""How long rounds are begun that can end in that time; writing the files is not in it."""

TIME_BAR, MEMORY_BAR, BAD_BAR = 2.0, 0.3, 1.2
LOOK_EVERY: Final = 0.02
"""Seconds between two looks at the memory."""

PANDAS, CLEAN, BAD = "pandas, pyarrow engine", "cxdash, clean", "cxdash, 1 % bad rows"

PROGRAMS: Final = {
    PANDAS: "import pandas, time; begun = time.perf_counter(); "
    "kept = pandas.read_csv(path, engine='pyarrow')",
    "polars": "import polars, time; begun = time.perf_counter(); kept = polars.read_csv(path)",
    "DuckDB, plain typed load": "import duckdb, time; begun = time.perf_counter(); "
    "duckdb.sql('CREATE TABLE kept AS SELECT * FROM read_csv($1)', params=[path])",
    "the bytes alone": "import time; begun = time.perf_counter(); "
    "file = open(path, 'rb')\nwhile file.read(1 << 20): pass",
}
"""Each reads `path`; `begun` is set once its libraries are loaded."""

LOAD: Final = """
import time
from pathlib import Path
from cxdash.ingest.importer import load
asked, heard = time.perf_counter(), []
hear = lambda share, step: heard.append(time.perf_counter())
kept = load(Path(path), home=Path(path).with_suffix('.home'), yes=True, progress=hear)
assert kept.kept, kept.message
begun = heard[0]
print("started", begun - asked)
"""


@dataclass(frozen=True)
class Cost:
    """What one run took.

    Attributes:
        seconds: Wall time without its start.
        start: What starting the worker took before that; 0 without one.
        processor: Processor seconds of the process and all below it, its start among them.
        megabytes: Peak resident memory of the process and all below it, added up.
    """

    seconds: float
    start: float
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
    words = said.split()  # DuckDB's progress may be among them
    start = float(words[words.index("started") + 1]) if "started" in words else 0.0
    return Cost(float(words[-1]), start, _processor_seconds() - before, peak[0])


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


def measure(rows: int, folder: Path, *, runs: int, minutes: float) -> list[dict[str, Cost]]:
    """Return what each way costs for files of so many rows, round by round.

    Args:
        rows: The rows of each file.
        folder: Where the files go.
        runs: How many rounds there are at most.
        minutes: After what time no round is begun that would not end in it.
    """
    clean, bad = folder / "clean.csv", folder / "bad.csv"
    write_file(clean, rows, bad=False)
    write_file(bad, rows, bad=True)
    begun, done = time.perf_counter(), list[dict[str, Cost]]()
    while len(done) < runs:
        each = time.perf_counter()
        done.append(_round(clean, bad))
        now = time.perf_counter()
        if now - begun + now - each > minutes * 60:
            break
    return done


def _round(clean: Path, bad: Path) -> dict[str, Cost]:
    costs = {
        name: run(program, clean)
        for name, program in PROGRAMS.items()
        if name != "polars" or find_spec("polars")
    }
    costs[CLEAN], costs[BAD] = run(LOAD, clean), run(LOAD, bad)
    for file in (clean, bad):
        shutil.rmtree(file.with_suffix(".home"))
    return costs


def report(rows: int, size: int, rounds: list[dict[str, Cost]]) -> str:
    """Return the results as Markdown, with what holds and what does not."""
    table = "\n".join(_line(name, rounds) for name in rounds[0])
    start = median(each[CLEAN].start for each in rounds)
    bars = "\n".join(
        results.bar(what, _ratio(rounds, way, base, of), at_most=at_most)
        for what, way, base, of, at_most in (
            ("time against pandas", CLEAN, PANDAS, _seconds, TIME_BAR),
            ("processor time against pandas", CLEAN, PANDAS, _processor, TIME_BAR),
            ("memory against pandas", CLEAN, PANDAS, _megabytes_of, MEMORY_BAR),
            ("1 % bad rows against the clean file", BAD, CLEAN, _seconds, BAD_BAR),
            ("the same in processor time", BAD, CLEAN, _processor, BAD_BAR),
        )
    )
    polars = "" if "polars" in rounds[0] else "polars (measured where it is installed), "
    packages = ("pandas", "pyarrow", "duckdb", *(() if polars else ("polars",)))
    return f"""# What loading a large CSV costs

Written by `make bench-ingest`: {rows:,} rows, {size / 1e6:,.0f} MB. {results.counted(len(rounds))}
Medians; each ratio is the median of those within a round. cxdash hashes, recognises, checks every
row and keeps rows and original; the others only read. All are counted without their start: cxdash
from the first word of its worker, which took {start:.1f} s to start. Processor time is that of all
processes with their start, which of cxdash are two. The bars are meant for ten million rows.

| | s | times pandas | processor s | times pandas | peak MB | times pandas |
|---|---|---|---|---|---|---|
{table}

{bars}

{results.machine(*packages)}
- **Not measured:** {polars}other machines, files colder than the disk's cache,
  the upload through the browser, several loads at once, the warehouse version that follows (`make
  bench-growth`). Ten million rows, and where the time goes: `docs/decisions/0010-large-files.md`.
"""


def _line(name: str, rounds: list[dict[str, Cost]]) -> str:
    told = [
        f"{median(of(each[name]) for each in rounds):,.{digits}f} | "
        f"{_ratio(rounds, name, PANDAS, of):.2f}"
        for of, digits in ((_seconds, 1), (_processor, 1), (_megabytes_of, 0))
    ]
    return f"| {name} | {' | '.join(told)} |"


def _ratio(
    rounds: list[dict[str, Cost]], way: str, base: str, of: Callable[[Cost], float]
) -> float:
    return median(of(each[way]) / of(each[base]) for each in rounds)


def _seconds(cost: Cost) -> float:
    return cost.seconds


def _processor(cost: Cost) -> float:
    return cost.processor


def _megabytes_of(cost: Cost) -> float:
    return cost.megabytes


def main() -> None:
    """Measure, print and write the results."""
    parser = results.options(__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="time for the rounds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rounds = measure(asked.rows, Path(folder), runs=asked.runs, minutes=asked.minutes)
        size = (Path(folder) / "clean.csv").stat().st_size
    results.keep("INGEST", report(asked.rows, size, rounds), asked.to)


if __name__ == "__main__":
    main()
