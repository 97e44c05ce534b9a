"""One reader's tab: what she opens, clicks and sees, and what the browser notes meanwhile."""

import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from urllib.parse import parse_qs, unquote_plus, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

FIRST_LOAD = 90_000
"""Milliseconds a page may take on a busy machine before a test gives up."""

PATIENCE = 30_000
"""Milliseconds anything after that may take."""

SETTLED = "[data-testid=stApp][data-test-script-state=notRunning]"
ERRORS = "[data-testid=stException], [data-testid=stAlertContentError]"
CHARTS = "[data-testid=stVegaLiteChart], [data-testid=stEchartsChart]"

CHROMIUM = "CXDASH_CHROMIUM"
NO_CHROMIUM = f"no Chromium found: install chromium, or name one in {CHROMIUM}"

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip

# Streamlit looks for its server below the page's own path first: two 404s on a deep link.
_STREAMLITS_OWN = re.compile(r"^/\w+/_stcore/(health|host-config)$")


def chromium_path() -> str | None:
    """Return the browser to drive: the one that is named, or one that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get(CHROMIUM) or next((path for path in found if path), None)


@contextmanager
def chromium_at(path: str) -> Generator[Browser]:
    """Drive the browser that lies at a path, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


class Visit:
    """A tab on one server.

    Args:
        page: The tab.
        address: The server's address.

    Attributes:
        errors: What the browser's console noted as an error, Streamlit's own two 404s left out.
        hosts: Every host the tab asked for something.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda asked: self._heard(asked.url))
        page.on("websocket", lambda socket: self._heard(socket.url))

    def open(self, path: str) -> None:
        """Open an address of the server as if it had been pasted, and wait until it is drawn."""
        self.page.goto(self.address + path)
        expect(newest(self.page.locator("h1"))).to_be_visible(timeout=FIRST_LOAD)
        self.settle()

    def go(self, title: str) -> None:
        """Follow the navigation to a page."""
        link = newest(self.page.locator("[data-testid=stSidebarNavLink]", has_text=title))
        link.click()
        self.page.wait_for_url(re.compile(re.escape(link.get_attribute("href") or "")))
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and every chart has drawn its marks."""
        settled(self.page)
        self.page.wait_for_function(
            "charts => [...document.querySelectorAll(charts)]"
            ".every(chart => chart.querySelector('svg, canvas'))",
            arg=CHARTS,
        )

    def panel(self, name: str) -> Locator:
        """Return a panel of an answer with all that stands below its chart."""
        return newest(self.page.locator(f".st-key-panel_{name}"))

    def columns(self, panel: str) -> Locator:
        """Return the heads of the rows behind a mark; a table draws them once it is in sight."""
        rows = newest(self.panel(panel).locator("[data-testid=stDataFrame]"))
        rows.scroll_into_view_if_needed()
        return rows.locator("[role=columnheader]")

    def click_mark(self, panel: str, mark: str) -> None:
        """Click the middle of a chart's mark; what lies over it is part of the chart.

        Args:
            panel: The panel's name.
            mark: How the mark's name begins, as a screen reader says it.
        """
        found = self.panel(panel).locator(f'[aria-label^="{mark}"]').first
        found.evaluate("mark => mark.scrollIntoView({block: 'center'})")
        box = _at_rest(found)
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def asked(self, key: str) -> list[str]:
        """Return the values of a key in the address bar."""
        return parse_qs(urlsplit(self.page.url).query).get(key, [])

    def wait_for_address(self, key: str, *values: str) -> None:
        """Wait until a key in the address bar has these values: it follows the page."""
        self.page.wait_for_function(
            "([key, values]) => JSON.stringify(new URLSearchParams(location.search).getAll(key))"
            " === JSON.stringify(values)",
            arg=[key, values],
        )

    def unquoted_address(self) -> str:
        """Return what stands in the address bar, as a person reads it."""
        return unquote_plus(self.page.url)

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window as large as this."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def whole_height(self) -> int:
        """Return how high a window must be to show the whole page."""
        return self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")

    def widest(self) -> int:
        """Return how wide the page is; Streamlit scrolls its main part, not the document."""
        return self.page.evaluate(
            "Math.max(document.scrollingElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )

    def _note(self, message: ConsoleMessage) -> None:
        url = urlsplit(message.location["url"])
        is_streamlits = "404" in message.text and _STREAMLITS_OWN.match(url.path)
        if message.type == "error" and not is_streamlits:
            self.errors.append(f"{message.text} {message.location['url']}")

    def _heard(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"}:
            self.hosts.add(parts.hostname or url)


def newest(found: Locator) -> Locator:
    """Return what was drawn last of what a locator finds.

    While a script runs again, what it draws may stand beside what it replaces for some moments, and
    an expectation on both fails at once instead of waiting.
    """
    return found.last


def settled(page: Page) -> None:
    """Wait until the script behind a page has run and nothing of an earlier run is left."""
    page.wait_for_selector(SETTLED, timeout=FIRST_LOAD)
    page.wait_for_function("!document.querySelector('[data-stale=true], [data-testid=stSkeleton]')")


def _at_rest(mark: Locator) -> dict[str, float]:
    """Return a mark's box once it has stopped moving: a chart is laid out in steps."""
    before = None
    while (box := mark.bounding_box()) is None or box != before:
        before = box
        mark.page.wait_for_timeout(100)
    return dict(box)
