"""The drawings of drivers: their shares as bars, and what matters against how well it goes."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.driver_sentences import (
    HOW_MAP,
    Study,
    corner,
    drivers_title,
    how_drivers,
    map_title,
)
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.query import RATINGS
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import Instrument
from cxdash.stats import ImportanceMap, importance_map

LONG_SCALE: Final = 4
"""Width of a scale from which its two best boxes count as rated well; below, the best alone. The
same boxes as `satisfied` in the warehouse."""


class Rated(NamedTuple):
    """An aspect and how people rated it; NaN for who did not."""

    name: str
    instrument: Instrument
    scores: NDArray[np.float64]

    @property
    def known(self) -> NDArray[np.float64]:
        """The ratings there are."""
        return self.scores[np.isfinite(self.scores)]

    @property
    def boxes(self) -> tuple[float, float] | None:
        """Up to where it is rated low, under the middle of its scale, and from where on well.

        None without the ends of its scale.
        """
        ends = self.instrument.ends
        if ends is None:
            return None
        low, high = ends
        return np.ceil((low + high) / 2) - 1, high - 1 if high - low >= LONG_SCALE else high

    @property
    def well(self) -> NDArray[np.float64] | None:
        """Who rated it well: 1, 0, NaN for who did not rate; None without the ends of its scale."""
        if self.boxes is None:
            return None
        return np.where(np.isfinite(self.scores), self.scores >= self.boxes[1], np.nan)


def shares_panel(study: Study, rated: list[Rated], filters: Filters, rounds: int) -> Panel:
    """Return each aspect's share, the largest first where an order may be told.

    Frame `aspects`: `aspect`, `share` (0 to 1, of what all explain), `low`, `high`, `against` (the
    outcome falls where it rises), `place` ("1", "2 to 3", or empty where none is told) and `n`
    (people who rated it).
    """
    found = study.found
    frame = pd.DataFrame(
        {
            "aspect": study.aspects,
            "share": found.shares,
            "low": found.low,
            "high": found.high,
            "against": found.signs < 0,
            "place": _places(study),
            "n": [len(one.known) for one in rated],
        }
    )
    if found.may_be_ordered:
        frame = frame.sort_values("share", ascending=False, kind="stable", ignore_index=True)
    columns = {
        "aspect": "Aspect",
        "share": "Share",
        "low": "Likely from",
        "high": "Likely to",
        "place": "Place",
        "n": "Answers",
    }
    table = frame[list(columns)].rename(columns=columns)
    return Panel(
        drivers_title(study), {"aspects": frame}, table, how_drivers(rounds), _rows(rated, filters)
    )


def map_panel(
    study: Study, rated: list[Rated], filters: Filters, customers: NDArray[np.intp]
) -> Panel | None:
    """Return what matters against how well it goes; None where a scale's ends are not known.

    Frame `aspects`: `aspect`, `share`, `low`, `high`, `well` (share who rated it well, 0 to 1),
    `well_low`, `well_high`, `ahead` (of the mean of the others), `ahead_low`, `ahead_high`, `n`,
    `corner` (words), `unsure`, `share_line` and `well_line` (the means, the same in every row).

    Args:
        study: What goes with the outcome.
        rated: Its aspects and their ratings.
        filters: Which answers.
        customers: Who gave each of the ratings.
    """
    well = [column for one in rated if (column := one.well) is not None]
    if len(well) < len(rated):
        return None
    found = study.found
    places = importance_map(
        found.shares, found.low, found.high, well=np.column_stack(well), customers=customers
    )
    frame = pd.DataFrame(
        {
            "aspect": study.aspects,
            "share": found.shares,
            "low": found.low,
            "high": found.high,
            "well": places.performance,
            "well_low": places.performance_low,
            "well_high": places.performance_high,
            "ahead": places.ahead,
            "ahead_low": places.ahead_low,
            "ahead_high": places.ahead_high,
            "n": [len(one.known) for one in rated],
            "corner": _corners(places),
            "unsure": places.unsure,
            "share_line": places.importance_line,
            "well_line": places.performance_line,
        }
    )
    return Panel(
        map_title(study.aspects, places),
        {"aspects": frame},
        _map_table(frame, rated),
        HOW_MAP,
        _rows(rated, filters),
    )


def _map_table(frame: pd.DataFrame, rated: list[Rated]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Aspect": frame["aspect"],
            "Rated well": frame["well"],
            "Well likely from": frame["well_low"],
            "Well likely to": frame["well_high"],
            "Ahead of the others": frame["ahead"],
            "Ahead likely from": frame["ahead_low"],
            "Ahead likely to": frame["ahead_high"],
            "Mean score": [float(one.known.mean()) for one in rated],
            "Share": frame["share"],
            "What to do": frame["corner"],
            "Answers": frame["n"],
        }
    )


def _corners(places: ImportanceMap) -> list[str]:
    pairs = zip(places.quadrants, places.unsure.tolist(), strict=True)
    return [corner(quadrant, unsure=unsure) for quadrant, unsure in pairs]


def _places(study: Study) -> list[str]:
    """Return the places of each aspect as readers say them; empty where no order is told."""
    ranks = study.found.ranks
    if not study.found.may_be_ordered:
        return [""] * len(study.aspects)
    pairs = zip(ranks.low.tolist(), ranks.high.tolist(), strict=True)
    return [f"{low:g}" if low == high else f"{low:g} to {high:g}" for low, high in pairs]


def _rows(rated: list[Rated], filters: Filters) -> dict[str, RowsAsked]:
    """Return the answers behind each aspect."""
    touched = any(dimension_named(name).touches for name, _ in filters.where)
    table = RATINGS if touched else "responses"
    open_to_all = filters.without("question")
    return {
        one.name: RowsAsked(table, open_to_all.only("instrument", one.instrument.name))
        for one in rated
    }
