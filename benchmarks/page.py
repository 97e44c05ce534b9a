"""How long does a filter change take, against the least that Streamlit needs for one?

Serves cxdash with the sample company and a page that is empty but for one filter and one text,
opens both in one browser, and chooses options in turn: the empty page, then a page of cxdash with
a segment nobody has asked for yet (cold), then the same again (warm). Ratios count, not seconds.
"""

import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from playwright.sync_api import Browser, expect  # noqa: E402 - found through the line above

from benchmarks.timing import QUIET, Tab  # noqa: E402 - as above
from cxdash.ingest.sample import load_sample  # noqa: E402 - as above
from tests.browser.serving import served  # noqa: E402 - as above
from tests.browser.visiting import NO_CHROMIUM, chromium_at, chromium_path, settled  # noqa: E402 - as above

RUNS: Final = 9
WARM_UPS: Final = 2
BAR: Final = 5.0

PAGES: Final = ("overview", "satisfaction", "complaints", "touchpoints")
SEGMENTS: Final = ("Private households", "Retail partners", "Hotels & hospitality",
                   "Landlords & housing", "Internal: Logistics", "Internal: Billing")  # fmt: skip
PERIODS: Final = ("12m", "6m")
"""With the segments: enough filters that were never asked before for every run."""

EMPTY_OPTIONS: Final = 12
RESULTS: Final = Path(__file__).with_name("RESULTS.md")

Times = dict[str, list[float]]


def main() -> None:
    """Measure, print the table, and keep it in RESULTS.md."""
    path = chromium_path()
    if path is None:
        sys.exit(NO_CHROMIUM)
    with tempfile.TemporaryDirectory() as folder, chromium_at(path) as chromium:
        home = Path(folder) / "cxdash"
        load_sample(home)
        with (
            served(ROOT / "app.py", home) as cxdash,
            served(Path(__file__).with_name("empty_app.py"), Path(folder) / "empty") as empty,
        ):
            times = measure(chromium, cxdash, empty)
        written = report(times, chromium.version)
    RESULTS.write_text(written, encoding="utf-8")
    print(written)


def measure(chromium: Browser, cxdash: str, empty: str) -> Times:
    """Return the milliseconds of each run: "empty", "cold" and "warm" of each page.

    A page's empty times are those taken right before its own, so that both meet the same load.
    """
    plain = opened(chromium, empty, "Filter", "[data-testid=stText]")
    times: Times = {}
    for period in PERIODS:
        tabs = {
            page: opened(chromium, f"{cxdash}/{path_of(page)}?p={period}", "Segment", "main")
            for page in PAGES
        }
        for number, segment in enumerate(SEGMENTS):
            if len(times.get(f"{PAGES[0]} cold", [])) == WARM_UPS + RUNS:
                break
            for place, page in enumerate(PAGES):
                option = (number * len(PAGES) + place + 1) % EMPTY_OPTIONS + 1
                times.setdefault(f"{page} empty", []).append(plain.choose(f"Option {option}"))
                for kind in ("cold", "warm"):
                    times.setdefault(f"{page} {kind}", []).append(tabs[page].choose(segment))
                    tabs[page].drop(segment)
        for tab in tabs.values():
            tab.page.close()
    return {name: took[WARM_UPS:] for name, took in times.items()}


def path_of(page: str) -> str:
    """Return where a page of cxdash is."""
    return "" if page == PAGES[0] else page


def opened(chromium: Browser, address: str, label: str, shows: str) -> Tab:
    """Open a page in a tab of its own and wait until it is there."""
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    expect(page.locator(shows).first).to_be_visible(timeout=90_000)
    settled(page)
    return Tab(page, label, shows)


def report(times: Times, chromium_version: str) -> str:
    """Return RESULTS.md."""
    lines = "\n".join(row(page, times) for page in PAGES)
    cores = os.cpu_count()
    return f"""# What a filter change costs

Written by `make bench`. From the click on a segment to the settled page, against an empty Streamlit
page with one filter and one text in the same browser, in turn; at most {BAR:.0f} times is the bar.
Cold: nobody asked for that segment before. Warm: somebody did.

| page | n | empty, ms | cold, ms | cold, times empty | warm, ms | warm, times empty |
|---|---|---|---|---|---|---|
{lines}

Median (lowest to highest); times are ratios of medians. {RUNS} runs of each kind after {WARM_UPS}
that do not count. Settled: the script has run, and nothing changed on the page for {QUIET} ms; that
quiet is not in the times.

- **Machine:** {cores} cores, {platform.system()} {platform.machine()}, shared with other work: read
  the ratios, not the milliseconds.
- **Versions:** Python {platform.python_version()}, Streamlit {version("streamlit")},
  DuckDB {version("duckdb")}, Chromium {chromium_version}.
- **Not measured:** the first page after a start, several readers at once, a network between server
  and browser, data bigger than the sample company's, the Data page.
"""


def row(page: str, times: Times) -> str:
    """Return a page's line of the table."""
    empty = times[f"{page} empty"]
    cells = [page.capitalize(), str(len(empty)), spread(empty)]
    for took in (times[f"{page} cold"], times[f"{page} warm"]):
        cells += [spread(took), f"**{median(took) / median(empty):.1f}**"]
    return f"| {' | '.join(cells)} |"


def spread(took: list[float]) -> str:
    """Return the median of some milliseconds with the lowest and the highest."""
    return f"{median(took):,.0f} ({min(took):,.0f} to {max(took):,.0f})"


if __name__ == "__main__":
    main()
