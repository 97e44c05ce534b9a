"""How long does a filter change take, against the least that Streamlit needs, and the usual page?

Serves cxdash with a made workspace, a page that is empty but for one filter and one text, and the
usual dashboard on the same rows. One browser opens all three and chooses the same options in turn:
cold is a filter nobody asked for yet, warm the same again. Then readers without a browser ask the
servers alone. Ratios count, not seconds.
"""

import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from playwright.sync_api import Browser, expect  # noqa: E402 - found through the line above

from benchmarks.asks import ASKS, PAGES, Ask  # noqa: E402 - as above
from benchmarks.made import described, made  # noqa: E402 - as above
from benchmarks.page_script import Took, scripts  # noqa: E402 - as above
from benchmarks.results import bar, counted, keep, machine, options, spread  # noqa: E402 - as above
from benchmarks.timing import QUIET, Tab  # noqa: E402 - as above
from tests.browser.serving import served, server  # noqa: E402 - as above
from tests.browser.visiting import NO_CHROMIUM, chromium_at, chromium_path, settled  # noqa: E402 - as above

WARM_UPS: Final = 2
"""Rounds before those that count, where enough count to be believed."""

PAGE_BAR: Final = 2.5
SCRIPT_BAR: Final = 0.35

USUAL_MOST: Final = 10_000_000
"""Rows the usual dashboard is given at most: it keeps every one in memory, several times over."""

EMPTY_OPTIONS: Final = 12
EMPTY: Final = Path(__file__).with_name("empty_app.py")
USUAL: Final = Path(__file__).with_name("usual_page.py")

Times = dict[str, list[float]]


def main() -> None:
    """Measure, print the tables, and keep them in PAGE.md."""
    parser = options(__doc__)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES), help="by path")
    asked = parser.parse_args()
    path = chromium_path()
    if path is None:
        sys.exit(NO_CHROMIUM)
    warm_ups = WARM_UPS if asked.runs > WARM_UPS else 0
    each = warm_ups + asked.runs
    if 2 * each > len(ASKS):
        sys.exit(f"There are filters for at most {len(ASKS) // 2 - WARM_UPS} runs of each kind.")
    with (
        tempfile.TemporaryDirectory() as folder,
        served(EMPTY, Path(folder) / "empty") as empty,
        server(ROOT / "app.py", made(asked.rows).home) as cxdash,
        server(USUAL, made(min(asked.rows, USUAL_MOST)).home) as usual,
    ):
        with chromium_at(path) as chromium:
            addresses = (cxdash.address, empty, usual.address)
            drawn = in_browser(chromium, addresses, asked.pages, ASKS[:each], warm_ups)
            browser = f", Chromium {chromium.version}"
        # Without the browser's filters, so that each is new again.
        rest = ASKS[each : 2 * each]
        took = asyncio.run(scripts(cxdash, usual, asked.pages, rest, warm_ups=warm_ups))
    keep("PAGE", report(asked.rows, asked.pages, drawn, took, browser), asked.to)


def in_browser(
    chromium: Browser,
    addresses: tuple[str, str, str],
    pages: Sequence[str],
    asks: Sequence[Ask],
    warm_ups: int,
) -> Times:
    """Return the milliseconds of each run: "PAGE empty", "PAGE usual", "PAGE cold", "PAGE warm".

    A page's empty and usual times are those taken right before its own, so that all meet the same
    load.

    Args:
        chromium: The browser.
        addresses: Of cxdash, the empty page and the usual dashboard.
        pages: Pages of cxdash, by path.
        asks: What is chosen, in order.
        warm_ups: How many of the asks do not count.
    """
    cxdash, empty, usual = addresses
    plain = opened(chromium, empty, "[data-testid=stText]")
    other = opened(chromium, usual, "[data-testid=stMain]")
    times: Times = {}
    for place, page in enumerate(pages):
        tab = opened(chromium, f"{cxdash}/{page}", "main")
        for number, (label, option) in enumerate(asks):
            plain_option = f"Option {(number + place) % (EMPTY_OPTIONS - 1) + 2}"
            round_of = {
                "empty": plain.choose("Filter", plain_option),
                "usual": other.choose(label, option),
                "cold": tab.choose(label, option),
            }
            other.drop(option)
            tab.drop(option)
            round_of["warm"] = tab.choose(label, option)
            tab.drop(option)
            plain.choose("Filter", "Option 1")
            if number >= warm_ups:
                for kind, took in round_of.items():
                    times.setdefault(f"{page} {kind}", []).append(took)
        tab.page.close()
    return times


def opened(chromium: Browser, address: str, shows: str) -> Tab:
    """Open a page in a tab of its own and wait until it is there."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    expect(page.locator(shows).first).to_be_visible(timeout=90_000)
    settled(page)
    return Tab(page, shows)


def report(
    rows: int, pages: Sequence[str], drawn: Times, took: dict[str, Took], chromium: str
) -> str:
    """Return PAGE.md."""
    slowest = max(ratio(drawn, page, "cold") for page in pages)
    dearest = max(script_ratio(took, page, "cold") for page in pages)
    again = max(script_ratio(took, page, "warm") for page in pages)
    lines = "\n".join(row(page, drawn) for page in pages)
    scripted = "\n".join(script_row(page, took) for page in pages)
    usual = took["usual"]
    return f"""# What a filter change costs

Written by `make bench-page`: {described(rows)}.
{counted(len(drawn[f"{pages[0]} cold"]))}
Cold: nobody asked for that filter before. Warm: somebody did. The usual dashboard
(`benchmarks/usual_page.py`: Streamlit, pandas, four Altair charts) has the same filters on
{"the same rows" if rows <= USUAL_MOST else f"{USUAL_MOST:,} rows, for it keeps all in memory"}.

{bar("the slowest page, cold, against the empty page", slowest, at_most=PAGE_BAR)}
{bar("the dearest script, cold, against the usual dashboard", dearest, at_most=SCRIPT_BAR)}
{bar("the dearest script, warm, against the usual dashboard", again, at_most=SCRIPT_BAR)}

In the browser, from the click on an option to the last change of the page, the last mark of the
last chart included:

| page | empty, ms | usual, ms | cold, ms | times empty | times usual | warm, ms | times empty |
|---|---|---|---|---|---|---|---|
{lines}

The script alone, from the click to the message that it has finished; CPU is the server's, all
threads, the mean of the runs. The usual dashboard: {spread(usual.ms)} ms, CPU {usual.cpu:,.0f} ms.

| page | cold, ms | times usual | CPU, ms | times usual | warm, ms | times usual | CPU, ms |
|---|---|---|---|---|---|---|---|
{scripted}

Median (lowest to highest); times are ratios of medians. Settled: the script has run, and nothing
changed on the page for {QUIET} ms; that quiet is not in the times.

{machine("streamlit", "duckdb", "pandas", "altair", more=chromium)}
- **Not measured:** several readers at once (`make bench-sessions`), a network between server and
  browser, the Data page, the first page after a start (`make bench-start`), a usual dashboard that
  somebody has made fast.
"""


def ratio(drawn: Times, page: str, kind: str, against: str = "empty") -> float:
    """Return how many times as long a page took in the browser."""
    return median(drawn[f"{page} {kind}"]) / median(drawn[f"{page} {against}"])


def script_ratio(took: dict[str, Took], page: str, kind: str) -> float:
    """Return how many times as long as the usual dashboard's a page's script took."""
    return median(took[f"{page} {kind}"].ms) / median(took["usual"].ms)


def row(page: str, drawn: Times) -> str:
    """Return a page's line of the browser's table."""
    empty, usual, cold, warm = (
        spread(drawn[f"{page} {kind}"]) for kind in ("empty", "usual", "cold", "warm")
    )
    over = [ratio(drawn, page, "cold"), ratio(drawn, page, "cold", "usual")]
    times = " | ".join(f"**{each:.2f}**" for each in over)
    again = f"**{ratio(drawn, page, 'warm'):.2f}**"
    return f"| {PAGES[page]} | {empty} | {usual} | {cold} | {times} | {warm} | {again} |"


def script_row(page: str, took: dict[str, Took]) -> str:
    """Return a page's line of the scripts' table."""
    cold, warm, usual = took[f"{page} cold"], took[f"{page} warm"], took["usual"]
    cells = [
        PAGES[page],
        spread(cold.ms),
        f"**{script_ratio(took, page, 'cold'):.2f}**",
        f"{cold.cpu:,.0f}",
        f"**{cold.cpu / usual.cpu:.2f}**",
        spread(warm.ms),
        f"**{script_ratio(took, page, 'warm'):.2f}**",
        f"{warm.cpu:,.0f}",
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
