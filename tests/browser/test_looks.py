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

# Pairs of what a reader reads that share more than a hair of space. A box inside another, such as
# a heading inside a card, is no overlap.
OVERLAPS = """
parts => {
  const shown = [...document.querySelectorAll(parts)].filter(part => part.checkVisibility());
  const name = part =>
    `${part.tagName} ${part.dataset.testid || ''} ${part.innerText.slice(0, 50)}`;
  const shared = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  return shown.flatMap((one, number) => shown.slice(number + 1)
    .filter(other => !one.contains(other) && !other.contains(one))
    .filter(other => shared(one.getBoundingClientRect(), other.getBoundingClientRect()) > 2)
    .map(other => `${name(one)} / ${name(other)}`));
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
    found: list[str] = []
    visit.open("/")
    for title in PAGES:
        visit.resize(WIDTHS[0])
        visit.go(title)
        for width in WIDTHS:
            visit.resize(width)
            visit.resize(width, visit.whole_height())
            page.screenshot(path=PICTURES / f"{title.lower()}-{theme}-{width}.png")
            if visit.widest() > width + 1:
                found.append(f"{title} {width}: {visit.widest()} pixels wide")
            found += [f"{title} {width}: {pair}" for pair in page.evaluate(OVERLAPS, PARTS)]

    assert found == []
