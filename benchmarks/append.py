"""What does it cost to add one percent of rows to a warehouse, against making all of it anew?

Makes a workspace and its warehouse, adds the files of the days after, lets the warehouse take them
up, then makes it anew from all uploads. Processor time is compared, of all threads together; the
copy of the file, which a disk does, is told apart.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks.made import made  # noqa: E402 - found through the line above
from benchmarks.make_data import keep_all, later  # noqa: E402 - as above
from benchmarks.results import FOLDER, keep  # noqa: E402 - as above
from cxdash.store.workspace import Workspace  # noqa: E402 - as above

ADDED: Final = 0.01
RECEIVED_LATER: Final = "2026-10-20T06:00:00+00:00"


@dataclass(frozen=True)
class Took:
    """Seconds something took.

    Attributes:
        processor: Of all threads together.
        wall: By the clock.
    """

    processor: float
    wall: float


def main() -> None:
    """Measure, print the table, and keep it in APPEND.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="lines of touches")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder for the results")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # What is made stays as it is for the other benchmarks; rows are added to a copy.
        workspace = Workspace(shutil.copytree(made(asked.rows).home, Path(folder) / "made"))
        before = workspace.snapshot().path
        copied = copying(before, Path(folder) / "copy")
        keep_all(workspace, later(asked.rows, ADDED), RECEIVED_LATER)
        added, grown = opening(workspace)
        workspace.snapshot().path.unlink()
        before.unlink()
        anew, whole = opening(workspace)
    if grown != whole:
        sys.exit(f"Other rows or cells when added ({grown}) than when made anew ({whole}).")
    keep("APPEND", report(asked.rows, {"added": added, "copied": copied, "anew": anew}), asked.to)


def copying(file: Path, to: Path) -> Took:
    """Return what copying a file costs."""
    processor, wall = process_time(), perf_counter()
    shutil.copyfile(file, to)
    return Took(process_time() - processor, perf_counter() - wall)


def opening(workspace: Workspace) -> tuple[Took, object]:
    """Return what it costs until the newest version can be read, and what its tables hold."""
    processor, wall = process_time(), perf_counter()
    snapshot = workspace.snapshot()
    took = Took(process_time() - processor, perf_counter() - wall)
    tables = ("contacts", "ratings", "responses", "complaints", "cases")
    return took, [snapshot.rows(f"select bit_xor(hash(t)), count(*) from {name} as t")
                  for name in tables]  # fmt: skip


def report(rows: int, took: dict[str, Took]) -> str:
    """Return APPEND.md."""
    added, copied, anew = (took[name] for name in ("added", "copied", "anew"))
    adding = added.processor - copied.processor
    return f"""# Adding one percent of rows to a warehouse

Written by `make bench-append`. {rows:,} touches with the answers, complaints and orders that
`benchmarks/make_data.py` makes for them, and {ADDED:.0%} more of each, of new cases, in files of
their own.

| | processor, s | clock, s |
|---|---|---|
| copying the file that stands | {copied.processor:.2f} | {copied.wall:.2f} |
| adding the rows to the copy | {adding:.2f} | {added.wall - copied.wall:.2f} |
| making it anew from all uploads | {anew.processor:.2f} | {anew.wall:.2f} |

Adding takes **{adding / anew.processor:.1%}** of the processor time of making it anew, the copy
apart. Every row was the same both ways.

- **Machine:** {os.cpu_count()} cores, {platform.system()} {platform.machine()}, shared with other
  work: read the ratio, not the seconds.
- **Versions:** Python {platform.python_version()}, DuckDB {version("duckdb")}.
- **Not measured:** rows that change cases which stand: they are read anew with all others; reading
  the file that brings the rows.
"""


if __name__ == "__main__":
    main()
