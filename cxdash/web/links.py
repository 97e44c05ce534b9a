"""Links: what each view writes into the address bar, and what a link may say.

The keys are public once shared. A choice among fixed options can be written by its name
(`p=3m&m=nps`), as *Copy link* does, or by its label, as the address bar shows it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.filters import CHART_LABELS, LIMITS_LABELS, RULE_LABELS
from cxdash.metrics.periods import COMPARES, GRAINS, PRESETS, Period
from cxdash.web.workspaces import OWNERS

PERIOD: Final = "p"
DATES: Final = "d"
COMPARE: Final = "c"
METRIC: Final = "m"
SPLIT: Final = "by"
GRAIN: Final = "g"
ROWS: Final = "rows"
SCORE: Final = "score"
COUNTED: Final = "of"
OWNER: Final = "w"
RULES: Final = "ru"
LIMITS: Final = "li"
SEASON: Final = "se"
CHART: Final = "chart"

DIMENSION_KEYS: Final = frozenset(dimension.key for dimension in DIMENSIONS)

_SPLITS: Final = {one.name: one.label for one in DIMENSIONS} | {
    one.key: one.label for one in DIMENSIONS
}
_METRICS: Final = {metric.name: metric.label for metric in METRICS}

NAMED: Final[Mapping[str, Mapping[str, str]]] = {
    PERIOD: PRESETS,
    COMPARE: {str(name): label for name, label in COMPARES.items()},
    METRIC: _METRICS,
    SPLIT: _SPLITS,
    GRAIN: {grain: grain.capitalize() for grain in GRAINS},
    ROWS: _SPLITS,
    SCORE: _METRICS,
    COUNTED: _SPLITS,
    RULES: {str(name): label for name, label in RULE_LABELS.items()},
    LIMITS: {str(name): label for name, label in LIMITS_LABELS.items()},
    SEASON: {"in": "As measured", "out": "Without the season"},
    CHART: {str(name): label for name, label in CHART_LABELS.items()},
    OWNER: {str(owner): label for owner, label in OWNERS.items()},
}
"""The choices among fixed options: for each key the name of an option and its label."""

_WHAT: Final = {
    PERIOD: "period",
    DATES: "dates",
    COMPARE: "comparison",
    METRIC: "metric",
    SPLIT: "split",
    GRAIN: "time step",
    ROWS: "rows",
    SCORE: "score",
    COUNTED: "cause level",
    OWNER: "workspace",
    RULES: "rules",
    LIMITS: "limits",
    SEASON: "season",
    CHART: "chart",
    **{dimension.key: dimension.label.lower() for dimension in DIMENSIONS},
}

_REFUSED: Final = "refused by link"
_ASKED: Final = "asked by callback"
_DRAWN: Final = "drawn in this run"


@dataclass(frozen=True)
class Refused:
    """Values that a link asked for and this workspace does not have.

    Attributes:
        values: The values.
        instead: What is chosen instead; once the reader changes it, the sentence goes.
    """

    values: tuple[str, ...]
    instead: object = field(default=None)


def begin() -> None:
    """Start a run: nothing is drawn yet."""
    st.session_state[_DRAWN] = set()


def spell_out() -> None:
    """Turn names in a link into the labels that widgets read, then start over once.

    A bound widget reads labels only. This runs before any widget exists, so nothing is bound yet.
    What a callback asked of a widget that is not there yet reaches it the same way.
    """
    waiting = unseen()
    changed = bool(waiting)
    for key, values in waiting.items():
        st.query_params[key] = values
    for key, labels in NAMED.items():
        asked = st.query_params.get_all(key)
        if key not in st.session_state and len(asked) == 1 and asked[0] in labels:
            label = labels[asked[0]]
            if label != asked[0]:
                st.query_params[key] = label
                changed = True
    if changed:
        st.rerun()


def check(key: str, options: Sequence[str], label: Callable[[str], str] = str) -> None:
    """Note what a link asks of a widget that it does not offer; call it before the widget.

    Args:
        key: The widget's key.
        options: What it offers.
        label: How an option reads in the address bar.
    """
    offered = {label(option) for option in options}
    held: object = st.session_state.get(key)
    asked = st.query_params.get_all(key) if held is None else _as_texts(held, label)
    unknown = tuple(value for value in asked if value and value not in offered)
    if not unknown:
        return
    known = [option for option in options if label(option) in asked]
    if isinstance(held, list):
        st.session_state[key] = known
    elif held is not None and options:
        st.session_state[key] = options[0]
    _refused()[key] = Refused(unknown)


def settle(key: str) -> None:
    """Remember what is shown in place of a refused value; call it after the widget."""
    drawn: set[str] = st.session_state.setdefault(_DRAWN, set())
    drawn.add(key)
    noted = _refused().get(key)
    chosen: object = st.session_state.get(key)
    if noted is None:
        return
    if noted.instead is None:
        _refused()[key] = Refused(noted.values, (chosen,))
    elif noted.instead != (chosen,):
        del _refused()[key]


def ask(key: str, *values: str) -> None:
    """Ask for values of a widget, wherever it is drawn next; a callback.

    Args:
        key: The widget's key.
        values: Names of options, values of a dimension, or two dates in ISO form.
    """
    labels = NAMED.get(key, {})
    if key in st.session_state.get(_DRAWN, ()):
        several = key in DIMENSION_KEYS
        days = tuple(date.fromisoformat(value) for value in values) if key == DATES else ()
        st.session_state[key] = days or (list(values) if several else values[0])
    else:
        # A value set before its widget is first drawn would never reach the address bar.
        st.session_state.pop(key, None)
        _asked()[key] = [labels.get(value, value) for value in values]


def unseen() -> dict[str, list[str]]:
    """Return, once, what callbacks asked of widgets that were not on the page, for the address."""
    return st.session_state.pop(_ASKED, {})


def refuse(key: str, value: str) -> None:
    """Note a value of a link that cannot be used at all."""
    _refused()[key] = Refused((value,))


def refused_sentences() -> list[str]:
    """Return a sentence for each value of the link that this workspace does not have."""
    told: list[str] = []
    for key, noted in _refused().items():
        values = " and ".join(f"“{value}”" for value in noted.values)
        told.append(
            f"The link asks for {_WHAT[key]} {values}, which this workspace does not have. "
            "What you see is without it."
        )
    return told


def carried(**changes: str) -> str:
    """Return the query of this view with some keys changed, to follow a plain link."""
    pairs = [
        (key, value)
        for key in st.query_params
        if key not in changes
        for value in st.query_params.get_all(key)
    ]
    return urlencode([*pairs, *changes.items()])


def resolved(period: Period | None) -> str:
    """Return the address of this view with its dates written out and its choices by name.

    Args:
        period: The days the view is about; None where the data has no dates.
    """
    pairs: list[tuple[str, str]] = []
    for key in st.query_params:
        if key in {PERIOD, DATES}:
            continue
        names = {label: name for name, label in NAMED.get(key, {}).items()}
        pairs += [(key, names.get(value, value)) for value in st.query_params.get_all(key)]
    if period is not None:
        dates = (period.first.isoformat(), period.last.isoformat())
        pairs += [(PERIOD, "dates"), *((DATES, day) for day in dates)]
    address = (st.context.url or "").split("?")[0]
    return f"{address}?{urlencode(pairs)}"


def _asked() -> dict[str, list[str]]:
    return st.session_state.setdefault(_ASKED, {})


def _refused() -> dict[str, Refused]:
    return st.session_state.setdefault(_REFUSED, {})


def _as_texts(held: object, label: Callable[[str], str]) -> list[str]:
    if isinstance(held, (list, tuple)):
        return [label(str(value)) for value in held]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] - of a multiselect: texts
    return [label(str(held))]
