"""The same control chart for each group of a split, on one scale."""

from dataclasses import replace

import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.rules_told import OUTSIDE, SIGNALS
from cxdash.answers.sentences import HOW_JUDGED, by_chance_sentence
from cxdash.answers.series import judged
from cxdash.answers.tables import points_table
from cxdash.answers.words import NOT_JUDGED, a_or_an
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import RULE_LABELS
from cxdash.metrics.measure import MEASURES, measure
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of
from cxdash.stats import RuleSet, expected_false_charts

MOST_PANELS = 12
"""How many small multiples are shown: the groups with the most rows."""


def multiples_panel(asked: Asked, split: str) -> Panel:
    """Return the same chart for each group of a split, on one scale."""
    course = asked.course(asked.question.filters)
    # Strips compare groups; with the season taken out of some of them they would not.
    judging = replace(course.judging, without_season=False)
    course = replace(course, judging=judging)
    label = dimension_named(split).label.lower()
    if split == EMPLOYEE or course.filters.is_about_people:
        return Panel(NOT_JUDGED)
    measured = measure(
        asked.reader, asked.metric, filters=course.filters, by=(split,), grain=asked.grain
    )
    if measured.empty or asked.reader.span is None:
        return Panel(f"No dated row names {a_or_an(label)} in this period.")
    sizes = measured.groupby(split)["n"].sum().sort_values(ascending=False)
    drawn: list[pd.DataFrame] = []
    for group in [str(name) for name in sizes.index[:MOST_PANELS]]:
        own = replace(course, filters=course.filters.only(split, group))
        rows = measured.loc[measured[split].eq(group), [PERIOD, *MEASURES]]
        series = judged(asked.reader, asked.metric, rows, own)
        if series is not None:
            drawn.append(series.points.assign(panel=group))
    points = pd.concat(drawn, ignore_index=True)
    is_standard = judging.rules == "standard"
    news = points["state"].eq(OUTSIDE) if is_standard else points["state"].isin(SIGNALS)
    flagged = points[news].groupby("panel", sort=False).size()
    title = multiples_title(flagged, label, len(drawn), rules=judging.rules)
    by_chance = expected_false_charts(len(points) // len(drawn), len(drawn), rules=judging.rules)
    expected = by_chance_sentence(by_chance, len(drawn))
    filters = asked.question.filters
    rows = {
        str(group): RowsAsked(*rows_of(asked.reader, asked.metric, filters.only(split, str(group))))
        for group in points["panel"].unique()
    }
    judged_by = HOW_JUDGED if is_standard else f"Judged by {RULE_LABELS[judging.rules]}."
    how = f"{judged_by} {expected}"
    return Panel(title, {"points": points}, points_table(points, asked.metric), how, rows)


def multiples_title(
    flagged: "pd.Series[int]", label: str, panels: int, *, rules: RuleSet = "standard"
) -> str:
    """Return which groups have points that are news, or that none has.

    Args:
        flagged: How many such points each group has; groups without are left out.
        label: What the groups are.
        panels: How many charts are drawn.
        rules: The set they are judged by; of the standard one, points outside limits are named.
    """
    if flagged.empty and rules != "standard":
        return f"No rule of {RULE_LABELS[rules]} is broken in any of the {panels} charts by {label}"
    if flagged.empty:
        return f"No point lies outside its usual range in any of the {panels} charts by {label}"
    names = [str(name) for name in flagged.index[:3]]
    more = f" and {len(flagged) - 3} more" if len(flagged) > len(names) else ""
    found = "Points outside the usual range" if rules == "standard" else "Rules are broken"
    return f"{found}: {', '.join(names)}{more}"
