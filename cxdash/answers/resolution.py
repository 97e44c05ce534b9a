"""How long complaints stay open, the open ones counted as open."""

from itertools import combinations

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.how_sentences import finding_how
from cxdash.answers.needed_counts_sentences import Counted, needed_for_pace
from cxdash.answers.resolution_groups import (
    FEWEST_CLOSED,
    Group,
    group_of,
    slower_pairs,
)
from cxdash.answers.resolution_sentences import (
    IN_STEPS,
    how_long,
    how_slower,
    in_time_sentence,
    median_words,
    slower_sentence,
)
from cxdash.answers.words import NOT_JUDGED, how_many
from cxdash.metrics.durations import age_bands, ageing, durations, durations_by, kept_dates
from cxdash.metrics.filters import Filters
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import Survival

MOST_GROUPS = 4
"""Curves that can be told apart in one chart: all complaints and the leading causes."""

ALL = "All complaints"


def curve_of(reader: Reader, filters: Filters) -> tuple[Survival, int, int] | None:
    """Return the share still open over time, with how many closed and how many there are.

    None where too few are closed to say anything.
    """
    found = group_of(durations(reader, filters), ALL)
    return (found.curve, found.closed, found.total) if found else None


def kept_sentence(asked: Asked) -> str:
    """Return the share resolved by the due date with its interval; empty where none is known."""
    if asked.question.filters.is_about_people:
        return ""
    found = kept_dates(asked.reader, asked.question.filters)
    return in_time_sentence(found) if found.due >= FEWEST_CLOSED else ""


def resolution_panel(asked: Asked, cause: str, causes: list[str]) -> Panel:
    """Return the share still open by days since the complaint, for all and the leading causes.

    Args:
        asked: The question.
        cause: The dimension that is counted by.
        causes: Its values, the most frequent first.
    """
    filters = asked.question.filters
    if filters.is_about_people:
        return Panel(NOT_JUDGED)
    whole = group_of(durations(asked.reader, filters), ALL)
    if whole is None:
        return Panel(
            f"Fewer than {FEWEST_CLOSED} complaints have a resolution date, too few to say how "
            "long they take."
        )
    leading = causes[: MOST_GROUPS - 1] if len(causes) > 1 else []
    by_cause = durations_by(asked.reader, filters, cause) if leading else {}
    looked = (group_of(by_cause[name], name) for name in leading if name in by_cause)
    groups = [group for group in looked if group is not None]
    pairs = slower_pairs(groups)
    words = median_words(whole.curve.quantile(0.5))
    told = (
        f"{words[0].upper()}{words[1:]}; {whole.total - whole.closed:,} of {whole.total:,} are "
        "still open"
    )
    slower = slower_sentence(groups, pairs)
    in_steps = IN_STEPS if whole.found.approximate else ""
    title = f"{told}. {slower}" if slower else told
    return Panel(
        title,
        {"curves": pd.concat([_frame(one.curve, one.name) for one in (whole, *groups)],
                             ignore_index=True)},
        _table([whole, *groups]),
        "\n\n".join(filter(None, [
            how_long(title, how_slower(groups, pairs), (whole.closed, whole.total)),
            in_steps,
            needed_for_pace(combinations([Counted(one.name, one.closed) for one in groups], 2)),
        ])),
    )  # fmt: skip


def _table(groups: list[Group]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Group": one.name,
                "Complaints": one.total,
                "Still open": one.total - one.closed,
                "Half within (days)": one.curve.quantile(0.5).value,
                "Three quarters within (days)": one.curve.quantile(0.75).value,
                "Nine in ten within (days)": one.curve.quantile(0.9).value,
            }
            for one in groups
        ]
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
    still_open = asked.question.filters.only("is_open", "true")
    shown = set(bands.loc[bands["n"] > 0, "band"])
    rows = {
        band: RowsAsked("complaints", still_open, waited)
        for band, waited in age_bands().items()
        if band in shown
    }
    are = "is" if total == 1 else "are"
    title = f"{how_many(total, 'complaints')} {are} open, {old:,} for more than four weeks"
    how = finding_how(
        title,
        "Open complaints of the period, by days from the complaint to the newest data. Counted; "
        "nothing is estimated.",
        behind=f"{how_many(total, 'complaints')} without a resolution.",
    )
    return Panel(title, {"bands": bands}, table, how, rows)
