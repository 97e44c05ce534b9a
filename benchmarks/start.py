"""How long from the start of the process to the first page, against a bare Streamlit app?

The bare app imports streamlit, pandas, altair and duckdb and shows one text. cxdash is started with
nothing kept of its first page, then with what that start kept. All are started in turn the way a
user starts them; the first reader comes as soon as the server answers. Ratios count, not seconds.
"""

import asyncio
import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks.made import described, made  # noqa: E402 - found through the line above
from benchmarks.processes import cpu_seconds, memory  # noqa: E402 - as above
from benchmarks.results import bar, counted, keep, machine, options, spread  # noqa: E402 - as above
from benchmarks.visitor import Visitor  # noqa: E402 - as above
from cxdash.store.first_page import FirstPage  # noqa: E402 - as above
from cxdash.web.readying import SECONDS_AFTER  # noqa: E402 - as above
from tests.browser.serving import server  # noqa: E402 - as above

BARE: Final = Path(__file__).with_name("bare_page.py")
WARM_UPS: Final = 1
START_BAR: Final = 1.5


@dataclass
class Starts:
    """What the starts of one app took.

    Attributes:
        answers_ms: Milliseconds until the server answers.
        page_ms: Milliseconds until the first page's script has finished.
        cpu_ms: Processor time until then.
        mb: Resident memory then.
    """

    answers_ms: list[float] = field(default_factory=list[float])
    page_ms: list[float] = field(default_factory=list[float])
    cpu_ms: list[float] = field(default_factory=list[float])
    mb: list[float] = field(default_factory=list[float])


def main() -> None:
    """Measure, print the table, and keep it in START.md."""
    asked = options(__doc__).parse_args()
    home = made(asked.rows).home
    # A user's Python keeps what it compiled, like the libraries' that were compiled when installed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    bare, anew, kept = Starts(), Starts(), Starts()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(-WARM_UPS if asked.runs > WARM_UPS else 0, asked.runs):
            FirstPage(home).forget()
            for script, own, starts in (
                (BARE, Path(folder) / "bare", bare),
                (ROOT / "app.py", home, anew),
                (ROOT / "app.py", home, kept),
            ):
                start(script, own, starts if number >= 0 else Starts())
    keep("START", report(asked.rows, bare, anew, kept), asked.to)


def start(script: Path, home: Path, starts: Starts) -> None:
    """Start an app, wait for its first page, stop it, and note what it took."""
    with server(script, home) as running:
        answers = perf_counter()
        faults = asyncio.run(first_page(running.address))
        page = perf_counter()
        if faults:
            sys.exit(f"The first page of {script} shows {faults}")
        starts.answers_ms.append(1000 * (answers - running.begun))
        starts.page_ms.append(1000 * (page - running.begun))
        starts.cpu_ms.append(1000 * cpu_seconds(running.pid))
        starts.mb.append(memory(running.pid))


async def first_page(address: str) -> tuple[str, ...]:
    """Open the first page; return what it shows as an error."""
    async with Visitor(address) as visitor:
        return (await visitor.open()).faults


def report(rows: int, bare: Starts, anew: Starts, kept: Starts) -> str:
    """Return START.md."""
    wall, cpu = ratios(kept, bare)
    wall_anew, cpu_anew = ratios(anew, bare)
    return f"""# What a start costs

Written by `make bench-start`: {described(rows)},
the warehouse already built. {counted(len(bare.page_ms))}
The bare app imports streamlit, pandas, altair and duckdb and shows one text.

{bar("from the start to the first page, against the bare app", wall, at_most=START_BAR)}
{bar("processor time until then, against the bare app", cpu, at_most=START_BAR)}

These are starts that find the first page kept by the start before, of the same data and release.
The first start after either changed works it out: **{wall_anew:.2f}** times the bare app by the
clock, **{cpu_anew:.2f}** in processor time. A start that finds it reads the columns that clicks
need {SECONDS_AFTER:g} s after its page, while its reader reads; no figure here holds that.

| | until the server answers, ms | until the first page, ms | CPU until then, ms | memory then, MB |
|---|---|---|---|---|
{row("bare app", bare)}
{row("cxdash, Overview", kept)}
{row("cxdash, Overview worked out", anew)}

Median (lowest to highest); times are ratios of medians, all started in turn.

{machine("streamlit", "pandas", "altair", "duckdb")}
- **Not measured:** the browser's own start and its drawing, files that are not in the disk's cache,
  the first start of all (when Python compiles every module, and the warehouse is built).
"""


def ratios(one: Starts, other: Starts) -> tuple[float, float]:
    """Return how many times the other's time one takes, by the clock and of the processor."""
    return (
        median(one.page_ms) / median(other.page_ms),
        median(one.cpu_ms) / median(other.cpu_ms),
    )


def row(name: str, starts: Starts) -> str:
    """Return an app's line of the table."""
    cells = (starts.answers_ms, starts.page_ms, starts.cpu_ms, starts.mb)
    return f"| {name} | {' | '.join(spread(each) for each in cells)} |"


if __name__ == "__main__":
    main()
