"""Nothing scrolls sideways or lies over something else: light and dark, at a desk and on a phone.

The pictures go to tests/screenshots, for people to look at.
"""

from pathlib import Path
from typing import Literal

import pytest

from tests.browser.visiting import CHARTS, Visit

PICTURES = Path(__file__).parents[1] / "screenshots"
PAGES = ("Overview", "Satisfaction", "Complaints", "Touchpoints", "Data")
WIDTHS = (1280, 390)

# Pairs of what a reader reads that share more than a hair of space; a box inside another, such as
# a heading inside a card, is no overlap.
OVERLAPS = """
parts => {
  const shown = [...document.querySelectorAll(parts)].filter(part => part.checkVisibility());
  const name = part => `${part.tagName} ${part.dataset.testid || ''} ${part.innerText}`.slice(0, 60);
  const over = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  return shown.flatMap((one, number) => shown.slice(number + 1)
    .filter(other => !one.contains(other) && !other.contains(one))
    .filter(other => over(one.getBoundingClientRect(), other.getBoundingClientRect()))
    .map(other => [name(one), name(other)]));
}
"""
PARTS = ", ".join(
    f"[data-testid=stMain] :is({kind})"
    for kind in ("h1, h2, h3", CHARTS, "table, [data-testid=stDataFrame]",
                 "[data-testid=stSelectbox], [data-testid=stMultiSelect]", ".cx-verdict")
)  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_overlaps_or_scrolls_sideways(
    theme: Literal["light", "dark"], visit: Visit
) -> None:
    page = visit.page
    page.emulate_media(color_scheme=theme)
    PICTURES.mkdir(exist_ok=True)
    visit.open("/")
    for title in PAGES:
        visit.resize(WIDTHS[0])
        visit.go(title)
        for width in WIDTHS:
            visit.resize(width)
            page.screenshot(path=PICTURES / f"{title.lower()}-{theme}-{width}.png")
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width + 1, title
            assert visit.main_width() <= width + 1, title
            assert page.evaluate(OVERLAPS, PARTS) == [], (title, width)
