"""Where the labels of events go: above the plot where all fit, else numbers and a list below.

A chart is drawn for the width it happens to get, so everything is laid out twice: for a page and
for a phone.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from cxdash.charts import words
from cxdash.charts.drawing import framed
from cxdash.charts.layout import Moments

LANE: Final = 15
"""Pixels between two rows of labels, and between two lines of the list."""

LANES: Final = 5
"""Rows of labels above the plot."""

LINES: Final = 6
"""Entries that have a line each in the list; more run on, to save height."""

LETTER, LIST_LETTER = 5.4, 5.2
"""Pixels a letter takes: bold above the plot, plain in the list."""

PATIENCE: Final = 300
"""Places tried for the labels in each number of rows before numbers take over."""

WIDTHS: Final = {"wide": 600.0, "narrow": 250.0}
"""Plot widths in pixels that are laid out for: the narrowest page and the narrowest phone."""

Side = Literal["left", "right"]
"""Where a label begins or ends: at the right of its line, it reads to the left of it."""


@dataclass(frozen=True)
class Place:
    """Where a label stands.

    Attributes:
        lane: Its row above the plot; the line of its event leads up to it.
        side: The side of the text that is at the line.
        at: Where the line is, in pixels from the left.
        begin: Where the text begins.
        end: Where it ends.
    """

    lane: int
    side: Side
    at: float
    begin: float
    end: float

    def is_clear_of(self, other: "Place") -> bool:
        """Return whether neither label covers the other or the line that leads up to it."""
        if self.lane == other.lane:
            return self.end < other.begin or self.begin > other.end
        upper, lower = (self, other) if self.lane > other.lane else (other, self)
        return not lower.begin <= upper.at <= lower.end


def placed(shares: Sequence[float], labels: Sequence[str], width: float) -> list[Place] | None:
    """Return the place of each label above the plot; None where they do not all fit.

    Labels stay within the plot, in as few rows as a short search finds.

    Args:
        shares: Where each event is, 0 (left end) to 1, ascending.
        labels: What is written.
        width: Width of the plot in pixels.

    Examples:
        >>> [place.lane for place in placed([0.1, 0.3], ["Hotline", "Prices"], 110)]
        [1, 0]
        >>> placed([0.1, 0.12, 0.98], ["first", "second", "third"], 400)[2].side
        'right'
        >>> placed([0.5], ["A label that is wider than the plot"], 100)
    """
    for lanes in range(1, LANES + 1):
        options = [
            _options(share * width, len(label) * LETTER + 8, width, lanes)
            for share, label in zip(shares, labels, strict=True)
        ]
        found = _search(options, [], [PATIENCE])
        if found is not None:
            return found[::-1]
    return None


def _options(at: float, length: float, width: float, lanes: int) -> list[Place]:
    """Return where one label could stand, the best place first."""
    return [
        place
        for lane in range(lanes)
        for place in (
            Place(lane, "left", at, at, at + length),
            Place(lane, "right", at, at - length, at),
        )
        if place.begin >= 0 and place.end <= width
    ]


def _search(
    options: list[list[Place]], chosen: list[Place], patience: list[int]
) -> list[Place] | None:
    """Return a place for each label, the last label first, so that none meets another.

    Args:
        options: The places each label could take.
        chosen: The places of the labels already placed.
        patience: One number: how many places may still be tried.
    """
    if len(chosen) == len(options):
        return chosen
    for place in options[-1 - len(chosen)]:
        if patience[0] <= 0:
            return None
        patience[0] -= 1
        if all(place.is_clear_of(other) for other in chosen):
            found = _search(options, [*chosen, place], patience)
            if found is not None:
                return found
    return None


def happenings(events: pd.DataFrame, span: Moments) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the events within a span, and the lines of the list below the plot.

    Args:
        events: `on`, `label` and `note`.
        span: Where the plot begins and ends; empty where there is none.

    Returns:
        Of the events `on`, `tip` and, for a page ("wide") and a phone ("narrow"), `label_wide`,
        `side_wide` and `lift_wide` (pixels above the plot). Of the list `words`, `drop` (pixels
        below the plot) and `phone` (whether it is the one for a phone).
    """
    every = events["on"].to_numpy("datetime64[ms]")
    inside = [
        number
        for number in np.argsort(every, kind="stable")
        if len(span) and span[0] <= every[number] <= span[-1]
    ]
    rows, days = events.iloc[inside], every[inside]
    labels = [str(label) for label in rows["label"]]
    shares: list[float] = []
    if inside:
        shares = ((days - span[0]) / (span[-1] - span[0])).tolist()
    text: dict[str, list[str]] = {
        "tip": [
            f"{day:%d %b %Y}: {words.sentence(label, note)}"
            for day, label, note in zip(days.tolist(), labels, rows["note"].fillna(""), strict=True)
        ]
    }
    lifts: dict[str, list[float]] = {}
    listed: list[tuple[str, float, bool]] = []
    for name, width in WIDTHS.items():
        shown, places, lines = _laid_out(shares, labels, width)
        text[f"label_{name}"] = shown
        text[f"side_{name}"] = [place.side for place in places]
        lifts[f"lift_{name}"] = [place.lane * LANE + 4.0 for place in places]
        listed += [(line, row * LANE, name == "narrow") for row, line in enumerate(lines)]
    lists = framed(
        text={"words": [line for line, _, _ in listed]},
        numbers={"drop": [drop for _, drop, _ in listed]},
        flags={"phone": [phone for _, _, phone in listed]},
    )
    return framed(text=text, numbers=lifts, dates={"on": days}), lists


def _laid_out(
    shares: Sequence[float], labels: Sequence[str], width: float
) -> tuple[list[str], list[Place], list[str]]:
    """Return what is written above the plot, where, and the lines of the list below it."""
    places = placed(shares, labels, width)
    if places is not None:
        return list(labels), places, []
    numbers = [str(number) for number, _ in enumerate(labels, start=1)]
    places = placed(shares, numbers, width) or [
        Place(number % LANES, "left", 0, 0, 0) for number, _ in enumerate(labels)
    ]
    entries = [
        f"{number}\N{EN SPACE}{label}" for number, label in zip(numbers, labels, strict=True)
    ]
    if len(entries) > LINES:
        entries = [" · ".join(entries)]
    longest = int(width / LIST_LETTER)
    lines = [line for entry in entries for line in textwrap.wrap(entry, longest)]
    return numbers, places, lines


def headrooms(rows: pd.DataFrame) -> dict[str, float]:
    """Return the pixels above the plot that labels and title take, for a page and for a phone."""
    return {
        f"headroom_{name}": max(rows[f"lift_{name}"].tolist(), default=-10.0) + 28.0
        for name in WIDTHS
    }
