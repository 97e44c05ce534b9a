"""The same control chart for each group of a split: as the main chart draws that group alone."""

from collections.abc import Mapping

import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.multiples_sentences import multiples_how, multiples_title
from cxdash.answers.rules_told import SIGNALS
from cxdash.answers.series import Series, history_of, judged, series_of
from cxdash.answers.tables import points_table
from cxdash.answers.words import NOT_JUDGED, a_or_an
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.measure import MEASURES, measure
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of

MOST_PANELS = 12
"""How many small multiples are shown: the groups with the most rows."""


def multiples_panel(asked: Asked, split: str) -> Panel:
    """Return the same chart for each group of a split, on one scale."""
    label = dimension_named(split).label.lower()
    filters = asked.question.filters
    if split == EMPLOYEE or filters.is_about_people:
        return Panel(NOT_JUDGED)
    drawn = _series_by_group(asked, split)
    if not drawn:
        return Panel(f"No dated row names {a_or_an(label)} in this period.")
    points = pd.concat(
        [series.points.assign(panel=group) for group, series in drawn.items()], ignore_index=True
    )
    flagged = [group for group, series in drawn.items() if SIGNALS & {*series.columns["state"]}]
    title = multiples_title(flagged, label, len(drawn), rules=asked.question.judging.rules)
    rows = {
        group: RowsAsked(*rows_of(asked.reader, asked.metric, filters.only(split, group)))
        for group in drawn
    }
    how = multiples_how(asked.metric, drawn)
    return Panel(title, {"points": points}, points_table(points, asked.metric), how, rows)


def _series_by_group(asked: Asked, split: str) -> Mapping[str, Series]:
    """Return the series of each group, the one with the most rows first.

    All are measured at once, but for a group whose limits are kept from days before: those alone
    are asked for again.
    """
    reader, metric, filters = asked.reader, asked.metric, asked.question.filters
    shown = filters.within(history_of(reader, filters.period, asked.grain))
    measured = measure(reader, metric, filters=shown, by=(split,), grain=asked.grain)
    sizes = measured.groupby(split)["n"].sum().sort_values(ascending=False)
    found: dict[str, Series] = {}
    for group in [str(name) for name in sizes.index[:MOST_PANELS]]:
        own = asked.course(filters.only(split, group))
        if own.filters.period == shown.period:
            rows = measured.loc[measured[split].eq(group), [PERIOD, *MEASURES]]
            series = judged(reader, metric, rows, own)
        else:
            series = series_of(reader, metric, own)
        if series is not None:
            found[group] = series
    return found
