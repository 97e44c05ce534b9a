"""What does a filter change cost on the sample company, against the least that Streamlit needs?

Serves cxdash with the sample company and a page that is empty but for one filter and one text, and
chooses options in turn: the empty page, then a page of cxdash with a segment nobody has asked for
yet (cold), then the same again (warm). Ratios count, not seconds.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # a script finds only what lies beside it

from playwright.sync_api import Browser  # noqa: E402 - found through the line above

from benchmarks.asks import PAGES  # noqa: E402 - as above
from benchmarks.page import EMPTY, EMPTY_OPTIONS, WARM_UPS, Times, opened, ratio  # noqa: E402 - as above
from benchmarks.results import FOLDER, bar, counted, keep, machine, spread  # noqa: E402 - as above
from benchmarks.timing import QUIET  # noqa: E402 - as above
from cxdash.ingest.sample import load_sample  # noqa: E402 - as above
from tests.browser.serving import served  # noqa: E402 - as above
from tests.browser.visiting import NO_CHROMIUM, chromium_at, chromium_path  # noqa: E402 - as above

BAR: Final = 5.0
SEGMENTS: Final = ("Private households", "Retail partners", "Hotels & hospitality",
                   "Landlords & housing", "Internal: Logistics", "Internal: Billing")  # fmt: skip
PERIODS: Final = ("12m", "6m")
"""With the segments: enough filters that were never asked before for every run."""

MOST_RUNS: Final = len(SEGMENTS) * len(PERIODS) - WARM_UPS


def main() -> None:
    """Measure, print the table, and keep it in SAMPLE_PAGE.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9, choices=range(1, MOST_RUNS + 1))
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES), help="by path")
    parser.add_argument("--to", type=Path, default=FOLDER, help="the folder for the results")
    asked = parser.parse_args()
    path = chromium_path()
    if path is None:
        sys.exit(NO_CHROMIUM)
    with tempfile.TemporaryDirectory() as folder, chromium_at(path) as chromium:
        home = Path(folder) / "cxdash"
        load_sample(home)
        with (
            served(ROOT / "app.py", home) as cxdash,
            served(EMPTY, Path(folder) / "empty") as empty,
        ):
            times = measure(chromium, (cxdash, empty), asked.pages, asked.runs)
        written = report(times, asked.pages, asked.runs, f", Chromium {chromium.version}")
    keep("SAMPLE_PAGE", written, asked.to)


def measure(
    chromium: Browser, addresses: tuple[str, str], pages: Sequence[str], runs: int
) -> Times:
    """Return the milliseconds of each run: "PAGE empty", "PAGE cold" and "PAGE warm".

    A page's empty times are those taken right before its own, so that both meet the same load.

    Args:
        chromium: The browser.
        addresses: Of cxdash and of the empty page.
        pages: Pages of cxdash, by path.
        runs: How many of each kind count.
    """
    cxdash, empty = addresses
    warm_ups = WARM_UPS if runs > WARM_UPS else 0
    plain = opened(chromium, empty, "[data-testid=stText]")
    times: Times = {}
    for period in PERIODS:
        asked = len(times.get(f"{pages[0]} cold", []))
        segments = SEGMENTS[: warm_ups + runs - asked]
        tabs = {page: opened(chromium, f"{cxdash}/{page}?p={period}", "main")
                for page in (pages if segments else ())}  # fmt: skip
        for number, segment in enumerate(segments):
            for place, (page, tab) in enumerate(tabs.items()):
                option = f"Option {(number * len(PAGES) + place + 1) % EMPTY_OPTIONS + 1}"
                times.setdefault(f"{page} empty", []).append(plain.choose("Filter", option))
                for kind in ("cold", "warm"):
                    times.setdefault(f"{page} {kind}", []).append(tab.choose("Segment", segment))
                    tab.drop(segment)
        for tab in tabs.values():
            tab.page.close()
    return {name: took[warm_ups:] for name, took in times.items()}


def report(times: Times, pages: Sequence[str], runs: int, chromium: str) -> str:
    """Return SAMPLE_PAGE.md."""
    lines = "\n".join(row(page, times) for page in pages)
    slowest = max(ratio(times, page, "cold") for page in pages)
    return f"""# What a filter change costs on the sample company

Written by `make bench-sample`. From the click on a segment to the settled page, against an empty
Streamlit page with one filter and one text in the same browser, in turn.
{counted(runs)}
Cold: nobody asked for that segment before. Warm: somebody did.

{bar("the slowest page, cold, against the empty page", slowest, at_most=BAR)}

| page | empty, ms | cold, ms | times empty | warm, ms | times empty |
|---|---|---|---|---|---|
{lines}

Median (lowest to highest); times are ratios of medians, after {WARM_UPS} runs that do not count.
Settled: the script has run, and nothing changed on the page for {QUIET} ms; that quiet is not in
the times.

{machine("streamlit", "duckdb", more=chromium)}
- **Not measured:** the first page after a start (`make bench-start`), several readers at once
  (`make bench-sessions`), a network between server and browser, bigger data (`make bench-page`),
  the Data page.
"""


def row(page: str, times: Times) -> str:
    """Return a page's line of the table."""
    cells = [PAGES[page], spread(times[f"{page} empty"])]
    for kind in ("cold", "warm"):
        cells += [spread(times[f"{page} {kind}"]), f"**{ratio(times, page, kind):.2f}**"]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
