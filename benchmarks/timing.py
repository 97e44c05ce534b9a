"""Time one choice in a filter, in the browser: from the click on an option to the settled page.

Settled means that what the page says has changed, the script has run, nothing of an earlier run is
left, and nothing on the page has changed for QUIET milliseconds. The time ends with the last
change, so the quiet itself is not in it, for no page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page

QUIET: Final = 150
GIVE_UP: Final = 60_000

_WATCH: Final = """
([shows, quiet, giveUp]) => {
  const told = () => document.querySelector(shows)?.textContent;
  const app = document.querySelector("[data-testid=stApp]");
  const before = told(), armed = performance.now();
  let start = null, last = null, answered = false;
  document.addEventListener("pointerup", () => { start = last = performance.now(); },
    {capture: true, once: true});
  const watcher = new MutationObserver(() => { last = performance.now(); });
  watcher.observe(app, {subtree: true, childList: true, attributes: true, characterData: true});
  window.settled = new Promise((done, failed) => {
    const look = () => {
      const now = performance.now();
      answered ||= start !== null && told() !== before;
      const rests = answered && app.dataset.testScriptState === "notRunning" &&
        !document.querySelector("[data-stale=true], [data-testid=stSkeleton]");
      if (rests && now - last >= quiet) done(last - start);
      else if (now - armed > giveUp) failed(new Error("not settled"));
      else return void setTimeout(look, 10);
      watcher.disconnect();
    };
    look();
  });
  return null;
}
"""


@dataclass(frozen=True)
class Tab:
    """A page with filters, open in its own tab.

    Attributes:
        page: The tab.
        shows: The selector of what must change with a filter.
    """

    page: Page
    shows: str

    def choose(self, label: str, option: str) -> float:
        """Choose an option of a filter and return how many milliseconds the page took."""
        self.page.bring_to_front()
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(option)  # a long list draws only what is in sight
        wanted = self.page.get_by_role("option", name=option, exact=True)
        wanted.wait_for()
        took = self._timed(wanted.click)
        self.page.keyboard.press("Escape")
        return took

    def drop(self, option: str) -> float:
        """Take a chosen option away again and return how many milliseconds the page took."""
        self.page.bring_to_front()
        return self._timed(self.page.get_by_label(f"Remove {option}", exact=True).last.click)

    def _timed(self, click: Callable[[], None]) -> float:
        self.page.evaluate(_WATCH, [self.shows, QUIET, GIVE_UP])
        click()
        return self.page.evaluate("window.settled")
