"""How charts over time are judged: rules, limits and season, behind a button and in the link.

Keys: `ru` rules, `li` limits, `se` season, `chart` (of complaints).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from cxdash.metrics.filters import (
    LIMITS_LABELS,
    RULE_LABELS,
    ChartAsked,
    Judging,
    LimitsAsked,
)
from cxdash.metrics.periods import Grain, months_back
from cxdash.web import cache, links

if TYPE_CHECKING:
    from cxdash.stats import RuleSet

Choice = Callable[[str, str, Sequence[str], Mapping[str, str]], str]
"""Draws one choice: label, key, options, labels of options."""

_MONTHS_OF_SEASON: Final = 24
_USUAL: Final = {
    links.RULES: "standard",
    links.LIMITS: "auto",
    links.SEASON: "in",
    links.CHART: "auto",
}


def judging(
    grain: Grain | None,
    choice: Choice,
    *,
    charts: Sequence[ChartAsked] = (),
) -> Judging:
    """Draw the settings behind their button, once it is opened or one of them is set.

    Args:
        grain: The time step that is chosen; None where the period chooses it.
        choice: Draws one choice.
        charts: The charts to choose from; none where there is one for every metric.
    """
    shelf = st.popover(
        "Chart settings",
        icon=":material/tune:",
        key="chart_settings",
        on_change="rerun",
        width="stretch",
    )
    if not (shelf.open or any(_is_set(key) for key in _USUAL if charts or key != links.CHART)):
        return Judging()
    chart = "auto"
    with shelf:
        if charts:
            chart = choice("Chart", links.CHART, charts, _labels(links.CHART))
        rules = choice("What is a signal", links.RULES, list(RULE_LABELS), _labels(links.RULES))
        limits = choice("Limits", links.LIMITS, list(LIMITS_LABELS), _labels(links.LIMITS))
        season = "in"
        if _has_season(grain) or _is_set(links.SEASON):
            season = choice("Season", links.SEASON, ("in", "out"), _labels(links.SEASON))
    return Judging(
        cast("RuleSet", rules),
        cast("LimitsAsked", limits),
        season == "out",
        cast("ChartAsked", chart),
    )


def back(asked: Judging) -> None:
    """Draw the way back to the values as they were measured, where the season is taken out."""
    if asked.without_season:
        st.button(
            "Show as measured",
            icon=":material/undo:",
            type="tertiary",
            on_click=links.ask,
            args=(links.SEASON, "in"),
            key="season_back",
        )


def _labels(key: str) -> Mapping[str, str]:
    return links.NAMED[key]


def _is_set(key: str) -> bool:
    """Whether a setting is not the usual one, in its widget or in a link just followed."""
    held = st.session_state.get(key)
    return key in st.query_params if held is None else held != _USUAL[key]


def _has_season(grain: Grain | None) -> bool:
    """Whether the data run over two years, and by the month as far as is known."""
    span = cache.reader().span
    if span is None or grain not in {None, "month"}:
        return False
    return months_back(span.last + timedelta(days=1), _MONTHS_OF_SEASON) >= span.first
