"""The filters every page shares, in the sidebar and in the address bar.

Keys: `p` period preset, `d` two dates with `p=dates`, `c` compare with, and for each dimension
its own key (`seg`, `proc`, `ch` …, see `cxdash.metrics.dimensions`).
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

import streamlit as st

from cxdash.metrics.dimensions import DIMENSIONS, Dimension, dimension_named
from cxdash.metrics.filters import Filters, Question, where_of
from cxdash.metrics.periods import COMPARES, PRESETS, Compare, Period, resolve
from cxdash.metrics.reader import Reader
from cxdash.web import links

if TYPE_CHECKING:
    from datetime import date

DEFAULT_PRESET: Final = "12m"
DEFAULT_COMPARE: Final[Compare] = "previous"

MAIN: Final = ("segment", "process", "channel", "product")
"""The dimensions that stand in the sidebar at once; the others wait in an expander."""

_NOW: Final = "question now"
_UNTOUCHED: Final = "nothing is set"
_MORE_SET: Final = "more filters are set"
_MORE_OPEN: Final = "more_filters"


def sidebar(reader: Reader, choices: Mapping[str, Sequence[str]]) -> None:
    """Draw the filters and keep the question they ask.

    Args:
        reader: Gives the days of the data.
        choices: The values of each dimension that has any.
    """
    with st.sidebar:
        period = _period(reader.span)
        compare = _compare()
        main = [name for name in MAIN if name in choices]
        rest = [one.name for one in DIMENSIONS if one.name in choices and one.name not in MAIN]
        chosen = {name: _values(dimension_named(name), choices[name]) for name in main}
        if rest:
            chosen |= _more(rest, choices)
        where = where_of(chosen)
        if where:
            st.button("Clear filters", icon=":material/filter_alt_off:", on_click=clear)
    for dimension in DIMENSIONS:
        if dimension.name not in choices and dimension.key in st.query_params:
            links.refuse(dimension.key, st.query_params[dimension.key])
    st.session_state[_NOW] = Question(filters=Filters(period, where), compare=compare)
    usual = resolve(DEFAULT_PRESET, reader.span) if reader.span else None
    st.session_state[_UNTOUCHED] = (period, where, compare) == (usual, (), DEFAULT_COMPARE)


def _more(names: Sequence[str], choices: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Draw the filters behind the expander, if it is open or one of them is set.

    It opens when one becomes set, from wherever; after that it stays as the reader leaves it.
    """
    now_set = _is_set(names)
    if now_set and not st.session_state.get(_MORE_SET, False):
        st.session_state[_MORE_OPEN] = True
    st.session_state[_MORE_SET] = now_set
    shelf = st.expander("More filters", key=_MORE_OPEN, on_change="rerun")
    if not (shelf.open or now_set):
        return {}
    with shelf:
        return {name: _values(dimension_named(name), choices[name]) for name in names}


def _is_set(names: Sequence[str]) -> bool:
    """Whether one of these dimensions is filtered by, in the widgets or in a link just followed."""
    keys = [dimension_named(name).key for name in names]
    return any(st.session_state.get(key, key in st.query_params) for key in keys)


def current() -> Question:
    """Return the question the shared filters ask; metric, split and grain are up to the page."""
    return st.session_state[_NOW]


def is_untouched() -> bool:
    """Whether the question is the one a first page opens with: that of a reader who set nothing."""
    return st.session_state[_UNTOUCHED]


def clear() -> None:
    """Leave every dimension open again; a callback."""
    for dimension in DIMENSIONS:
        if st.session_state.get(dimension.key):
            st.session_state[dimension.key] = []


def apply(filters: Filters) -> None:
    """Set the filters to these; a callback. What is no dimension stays as it was."""
    for dimension in DIMENSIONS:
        values = filters.values(dimension.name)
        if values:
            links.ask(dimension.key, *values)
    if filters.period is not None and filters.period != current().filters.period:
        links.ask(links.PERIOD, "dates")
        links.ask(links.DATES, filters.period.first.isoformat(), filters.period.last.isoformat())


def _period(span: Period | None) -> Period | None:
    options = list(PRESETS)
    links.check(links.PERIOD, options, PRESETS.__getitem__)
    preset = st.selectbox(
        "Period",
        options,
        index=options.index(DEFAULT_PRESET),
        format_func=PRESETS.__getitem__,
        key=links.PERIOD,
        bind="query-params",
        disabled=span is None,
        help="Presets count back from the newest data, not from today.",
    )
    links.settle(links.PERIOD)
    if span is None:
        return None
    if preset != "dates":
        return resolve(preset, span)
    usual = resolve(DEFAULT_PRESET, span)
    picked = st.date_input(
        "From … to",
        value=(usual.first, usual.last),
        key=links.DATES,
        bind="query-params",
        format="YYYY-MM-DD",
    )
    links.settle(links.DATES)
    days = cast("tuple[date, ...]", picked)
    # While a reader picks the second day there is only the first: up to the newest data, then.
    first = days[0] if days else usual.first
    last = days[-1] if len(days) > 1 else max(first, span.last)
    return Period(first, last)


def _compare() -> Compare:
    links.check(links.COMPARE, list(COMPARES), lambda name: COMPARES[cast("Compare", name)])
    chosen = st.selectbox(
        "Compare with",
        list(COMPARES),
        format_func=lambda name: COMPARES[name],
        key=links.COMPARE,
        bind="query-params",
    )
    links.settle(links.COMPARE)
    return chosen


def _values(dimension: Dimension, values: Sequence[str]) -> list[str]:
    links.check(dimension.key, values)
    chosen = st.multiselect(
        dimension.label,
        values,
        key=dimension.key,
        bind="query-params",
        placeholder="All",
    )
    links.settle(dimension.key)
    return chosen
