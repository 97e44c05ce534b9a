"""How long complaints stay open, the open ones counted as open."""

import math

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.words import NOT_JUDGED, how_many
from cxdash.metrics.durations import ageing, durations
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import shown
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import Reading, Survival, kaplan_meier

FEWEST_CLOSED = 10
"""Closed complaints a group needs before its time is told."""

MOST_GROUPS = 4
"""Curves that can be told apart in one chart: all complaints and the leading causes."""

ALL = "All complaints"


def curve_of(reader: Reader, filters: Filters) -> tuple[Survival, int, int] | None:
    """Return the share still open over time, with how many closed and how many there are.

    None where too few are closed to say anything.
    """
    found = durations(reader, filters)
    closed = int(found.loc[found["closed"].astype(bool), "n"].sum())
    if closed < FEWEST_CLOSED:
        return None
    curve = kaplan_meier(found["days"], found["closed"], weights=found["n"])
    return curve, closed, int(found["n"].sum())


def median_words(median: Reading) -> str:
    """Return a median with its interval, or that half are not resolved yet."""
    if math.isnan(median.value):
        return "fewer than half are resolved so far"
    sure = "" if math.isnan(median.high) else f" (likely {median.low:,.1f} to {median.high:,.1f})"
    return f"half are resolved within {shown(median.value, 'days')}{sure}"


def resolution_panel(asked: Asked, cause: str, causes: list[str]) -> Panel:
    """Return the share still open by days since the complaint, for all and the leading causes."""
    filters = asked.question.filters
    if filters.is_about_people:
        return Panel(NOT_JUDGED)
    whole = curve_of(asked.reader, filters)
    if whole is None:
        return Panel(
            f"Fewer than {FEWEST_CLOSED} complaints have a resolution date, too few to say how "
            "long they take."
        )
    frames = [_frame(whole[0], ALL)]
    told = [(ALL, *whole)]
    for name in causes[: MOST_GROUPS - 1]:
        one = curve_of(asked.reader, filters.only(cause, name))
        if one is not None and len(causes) > 1:
            frames.append(_frame(one[0], name))
            told.append((name, *one))
    table = pd.DataFrame(
        [
            {
                "Group": name,
                "Complaints": total,
                "Still open": total - closed,
                "Half within (days)": curve.quantile(0.5).value,
                "Three quarters within (days)": curve.quantile(0.75).value,
                "Nine in ten within (days)": curve.quantile(0.9).value,
            }
            for name, curve, closed, total in told
        ]
    )
    still_open = whole[2] - whole[1]
    words = median_words(whole[0].quantile(0.5))
    return Panel(
        f"{words[0].upper()}{words[1:]}; {still_open:,} of {whole[2]:,} are still open",
        {"curves": pd.concat(frames, ignore_index=True)},
        table,
        "Kaplan-Meier: open complaints count as open until the newest data. An average of closed "
        "complaints alone would flatter a growing pile.",
    )


def _frame(curve: Survival, group: str) -> pd.DataFrame:
    """Return a curve as a frame: at most one step for each half percent, more no eye can see."""
    half_percents = np.round(curve.survival * 200)
    drawn = np.diff(half_percents, append=-1.0) != 0
    return pd.DataFrame(
        {
            "days": [0.0, *curve.times[drawn]],
            "open_share": [1.0, *curve.survival[drawn]],
            "low": [1.0, *curve.low[drawn]],
            "high": [1.0, *curve.high[drawn]],
            "group": group,
        }
    )


def ageing_panel(asked: Asked) -> Panel:
    """Return the open complaints by age."""
    if asked.question.filters.is_about_people:
        return Panel(NOT_JUDGED)
    bands = ageing(asked.reader, asked.question.filters)
    total = int(bands["n"].sum())
    if total == 0:
        return Panel("No complaint of this period is open.")
    old = int(bands["n"].iloc[-2:].sum())
    table = bands.rename(columns={"band": "Open for", "n": "Complaints"})
    rows = {"open": RowsAsked("complaints", asked.question.filters.only("is_open", "true"))}
    return Panel(
        f"{how_many(total, 'complaints')} {'is' if total == 1 else 'are'} open, {old:,} for "
        "more than four weeks",
        {"bands": bands},
        table,
        "Open complaints of the period, by days from the complaint to the newest data.",
        rows,
    )
