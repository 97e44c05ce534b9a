"""How do time, memory and files grow with the rows?

Makes workspaces of several sizes and asks each the same: the build of its warehouse, the size of
its files, and every page opened and filtered by a reader without a browser, the sizes in turn. An
exponent of 1 means ten times the rows cost ten times as much; below 1 they cost less.
"""

import asyncio
import sys
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import fmean, median
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from benchmarks.asks import ASKS, PAGES, Ask  # noqa: E402 - found through the line above
from benchmarks.made import Made, made  # noqa: E402 - as above
from benchmarks.page_script import Took, chosen  # noqa: E402 - as above
from benchmarks.processes import cpu_seconds, memory  # noqa: E402 - as above
from benchmarks.results import counted, keep, machine, options  # noqa: E402 - as above
from benchmarks.visitor import Visitor  # noqa: E402 - as above
from tests.browser.serving import Server, server  # noqa: E402 - as above

TIMES_LARGER: Final = 10
WARM_UPS: Final = 1


@dataclass(frozen=True)
class Grown:
    """What one size costs.

    Attributes:
        workspace: The workspace and its build.
        pages: What a filter nobody asked for yet costs, by the page's path.
        server_mb: The server's highest memory after all of them.
    """

    workspace: Made
    pages: Mapping[str, Took]
    server_mb: float


def main() -> None:
    """Measure, print the table, and keep it in GROWTH.md."""
    parser = options(__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", help="rows; by default ROWS and ten times")
    asked = parser.parse_args()
    sizes = sorted(asked.sizes or (asked.rows, TIMES_LARGER * asked.rows))
    workspaces = [made(rows) for rows in sizes]
    warm_ups = WARM_UPS if asked.runs > WARM_UPS else 0
    with ExitStack() as stack:
        servers = [
            stack.enter_context(server(ROOT / "app.py", workspace.home)) for workspace in workspaces
        ]
        took = asyncio.run(filtered(servers, ASKS[: warm_ups + asked.runs], warm_ups))
        grown = [
            Grown(workspace, pages, memory(running.pid, "VmHWM"))
            for workspace, pages, running in zip(workspaces, took, servers, strict=True)
        ]
    keep("GROWTH", report(grown), asked.to)


async def filtered(
    servers: Sequence[Server], asks: Sequence[Ask], warm_ups: int
) -> list[dict[str, Took]]:
    """Return for each server what new filters of each page cost."""
    found: list[dict[str, Took]] = [{page: Took() for page in PAGES} for _ in servers]
    for page in PAGES:
        async with AsyncExitStack() as stack:
            readers = [
                await stack.enter_async_context(Visitor(running.address, page))
                for running in servers
            ]
            for reader in readers:
                await reader.open()
            for number, ask in enumerate(asks):
                for running, reader, took in zip(servers, readers, found, strict=True):
                    spent = cpu_seconds(running.pid)
                    run = await chosen(reader, ask)
                    if number >= warm_ups:
                        took[page].ms.append(run.ms)
                        took[page].cpu_ms.append(1000 * (cpu_seconds(running.pid) - spent))
                    await reader.choose(ask[0])
    return found


def report(grown: Sequence[Grown]) -> str:
    """Return GROWTH.md."""
    sizes = [f"{one.workspace.rows:,} rows" for one in grown]
    lines = "\n".join(
        row(name, [figure(one) for one in grown], grown) for name, figure in FIGURES.items()
    )
    return f"""# How costs grow with the rows

Written by `make bench-growth`; rows are lines of touches, with the answers, complaints and orders
made for them. {counted(len(grown[0].pages[""].ms))}
The sizes take turns. A build is measured once, when it is made.

| | {" | ".join(sizes)} | exponent |
|---|{"---|" * len(sizes)}---|
{lines}

The exponent is the logarithm of how much more it costs by that of how many more rows there are,
from the smallest size to the largest: 1 grows with the rows, 0 does not grow.

{machine("streamlit", "duckdb")}
- **Not measured:** reading the exports (`make bench-ingest`), the browser's part, rows that lie
  further apart in time: all sizes span the same two years.
"""


FIGURES: Final = {
    "uploads on disk, MB": lambda one: one.workspace.megabytes("*.parquet"),
    "warehouse on disk, MB": lambda one: one.workspace.megabytes("warehouse-*.duckdb"),
    "build of the warehouse, s": lambda one: one.workspace.seconds,
    "build of the warehouse, CPU s": lambda one: one.workspace.cpu_seconds,
    "most memory of the build, MB": lambda one: one.workspace.peak_mb,
    **{
        f"{title}, new filter, {unit}": figure
        for page, title in PAGES.items()
        for unit, figure in (
            ("ms (median)", lambda one, page=page: median(one.pages[page].ms)),
            ("CPU ms (mean)", lambda one, page=page: fmean(one.pages[page].cpu_ms)),
        )
    },
    "most memory of the server, MB": lambda one: one.server_mb,
}
"""What is told of each size."""


def row(name: str, values: Sequence[float], grown: Sequence[Grown]) -> str:
    """Return a figure's line of the table."""
    told = " | ".join(f"{value:,.1f}" if value < 10 else f"{value:,.0f}" for value in values)  # noqa: PLR2004 - two digits tell enough
    return f"| {name} | {told} | {exponent(values, [one.workspace.rows for one in grown])} |"


def exponent(values: Sequence[float], rows: Sequence[int]) -> str:
    """Return how a cost grows with the rows; a dash for a single size.

    Examples:
        >>> exponent([2, 20], [10, 1000])
        '**0.50**'
    """
    if len(rows) == 1 or min(values[0], values[-1]) <= 0:
        return "–"
    return f"**{log(values[-1] / values[0]) / log(rows[-1] / rows[0]):.2f}**"


if __name__ == "__main__":
    main()
