"""What do many readers at once cost, in time, processor, memory and faults?

Every level has a server of its own and so many sessions on it, each a websocket that speaks as a
browser does: it opens a page, thinks, and filters or goes on to another page, again and again.
A single session, alone, is what the others are compared with. Ratios count, not seconds.
"""

import asyncio
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from websockets.exceptions import WebSocketException  # noqa: E402 - found through the line above

from benchmarks.asks import ASKS, PAGES  # noqa: E402 - as above
from benchmarks.made import described, made  # noqa: E402 - as above
from benchmarks.processes import cpu_seconds, memory  # noqa: E402 - as above
from benchmarks.results import bar, keep, machine, options  # noqa: E402 - as above
from benchmarks.visitor import Run, Visitor  # noqa: E402 - as above
from tests.browser.serving import Server, server  # noqa: E402 - as above

LEVELS: Final = (1, 10, 30, 60)
JUDGED: Final = 30
"""The level the bars are for; where it is not asked for, the highest."""

EVERY: Final = 10.0
CLICKS: Final = 8
ALONE_CLICKS: Final = 40
"""Clicks of the single session: it needs as many kinds of them as the others have together."""

ALONE_EVERY: Final = 1.0
GOES_ON: Final = 0.2
"""The share of clicks that go to another page; the others set or clear a filter."""

COLUMNS: Final = ("sessions", "clicks", "median, ms", "p95, ms", "p95, times one's median",
                  "CPU a click, ms", "memory opened, MB", "middle", "end", "MB a session",
                  "faults")  # fmt: skip

TIME_BAR: Final = 4.0
MEMORY_BAR: Final = 1.1
SEED: Final = 7


@dataclass
class Level:
    """What so many sessions met.

    Attributes:
        sessions: How many there were.
        ms: Milliseconds of each click, from the click to the end of the script.
        faults: What a page showed as an error, and connections that broke.
        cpu_seconds: The server's processor time for all clicks.
        opened_mb: Its resident memory when every session had opened its first page.
        middle_mb: The same when half of the clicks had been answered.
        end_mb: The same after the last.
    """

    sessions: int
    ms: list[float] = field(default_factory=list[float])
    faults: list[str] = field(default_factory=list[str])
    cpu_seconds: float = 0
    opened_mb: float = 0
    middle_mb: float = 0
    end_mb: float = 0

    @property
    def slow(self) -> float:
        """The 95th percentile of the clicks' milliseconds."""
        return quantiles(self.ms, n=20, method="inclusive")[-1]


def main() -> None:
    """Measure, print the table, and keep it in SESSIONS.md."""
    parser = options(__doc__, runs=CLICKS)
    parser.add_argument("--levels", type=int, nargs="+", default=LEVELS, help="sessions at once")
    parser.add_argument("--every", type=float, default=EVERY, help="seconds between two clicks")
    asked = parser.parse_args()
    home = made(asked.rows).home
    levels: list[Level] = []
    for sessions in asked.levels:
        is_alone = sessions == 1
        clicks = min(ALONE_CLICKS, 5 * asked.runs) if is_alone else asked.runs
        every = min(ALONE_EVERY, asked.every) if is_alone else asked.every
        with server(ROOT / "app.py", home) as running:
            levels.append(asyncio.run(met(running, sessions, clicks, every)))
        print(row(levels[-1], levels[0]), file=sys.stderr)
    keep("SESSIONS", report(asked.rows, levels, asked.every), asked.to)


async def met(running: Server, sessions: int, clicks: int, every: float) -> Level:
    """Let so many sessions click, and return what they met."""
    level = Level(sessions)
    begin, halfway = asyncio.Event(), (sessions * clicks + 1) // 2
    ready = asyncio.Semaphore(0)

    async def clicking(number: int) -> None:
        dice = random.Random(SEED + number)
        try:
            async with Visitor(running.address, dice.choice(list(PAGES))) as visitor:
                level.faults += (await visitor.open()).faults
                ready.release()
                await begin.wait()
                for _ in range(clicks):
                    await asyncio.sleep(every * dice.uniform(0.5, 1.5))
                    note(await click(visitor, dice))
        except (OSError, TimeoutError, WebSocketException) as error:
            level.faults.append(f"{type(error).__name__}: {error}")
            ready.release()

    def note(run: Run) -> None:
        level.ms.append(run.ms)
        level.faults += run.faults
        if len(level.ms) == halfway:
            level.middle_mb = memory(running.pid)

    readers = [asyncio.create_task(clicking(number)) for number in range(sessions)]
    for _ in readers:
        await ready.acquire()
    level.opened_mb, spent = memory(running.pid), cpu_seconds(running.pid)
    begin.set()
    await asyncio.gather(*readers)
    level.end_mb, level.cpu_seconds = memory(running.pid), cpu_seconds(running.pid) - spent
    return level


async def click(visitor: Visitor, dice: random.Random) -> Run:
    """Do what a reader does next: filter, clear a filter, or go to another page."""
    if dice.random() < GOES_ON:
        return await visitor.go(dice.choice(list(PAGES)))
    label, option = dice.choice(ASKS)
    return await visitor.choose(label, *([option] if dice.random() < 2 / 3 else []))


def report(rows: int, levels: list[Level], every: float) -> str:
    """Return SESSIONS.md."""
    alone = levels[0]
    judged = next((level for level in levels if level.sessions == JUDGED), levels[-1])
    lines = "\n".join(row(level, alone) for level in levels)
    who = f"{judged.sessions} sessions on {rows:,} rows"
    faults = "\n".join(f"- {fault}" for level in levels for fault in level.faults[:5])
    return f"""# What many readers at once cost

Written by `make bench-sessions`: {described(rows)}.
Each session thinks {every:g} s between two clicks on average (half to one and a half of that); one
click in {
        1
        / GOES_ON:.0f} goes to another page, the others set or clear a filter, and nobody asked for
most of them before. The single session clicks faster, so that it meets as many kinds of them.

{bar(f"p95 of {who}, against the median of one", judged.slow / median(alone.ms), at_most=TIME_BAR)}
{bar(f"faults of {who}", len(judged.faults), at_most=0)}
{
        bar(
            f"memory of {who}, the end against the middle",
            judged.end_mb / judged.middle_mb,
            at_most=MEMORY_BAR,
        )
    }

| {" | ".join(COLUMNS)} |
|{"---|" * len(COLUMNS)}
{lines}

From the click to the message that the script has finished. CPU is the server's. MB a session: what
the level holds more than the single session, divided by the sessions more; answers that are kept
for everybody are in it. Every level has a server of its own.
{faults}

{machine("streamlit", "duckdb", "websockets")}
- **Not measured:** drawing in the browser (`make bench-page`), a network in between, readers on
  machines of their own: those here take their turn on the server's cores, and inflate its times.
"""


def row(level: Level, alone: Level) -> str:
    """Return a level's line of the table."""
    more = level.sessions - alone.sessions
    each = f"{(level.end_mb - alone.end_mb) / more:.1f}" if more else "–"
    cells = [
        str(level.sessions),
        str(len(level.ms)),
        f"{median(level.ms):,.0f}",
        f"{level.slow:,.0f}",
        f"**{level.slow / median(alone.ms):.1f}**",
        f"{1000 * level.cpu_seconds / len(level.ms):,.0f}",
        *(f"{mb:,.0f}" for mb in (level.opened_mb, level.middle_mb, level.end_mb)),
        each,
        str(len(level.faults)),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
