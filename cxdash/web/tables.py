"""Numbers in tables as readers write them: percent, points, days; sorting stays by value."""

# pyarrow ships no types, so the tables it makes are unknown here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false

from typing import Any, Final

import pandas as pd
import pyarrow as pa
import streamlit as st

from cxdash.metrics.metric import Unit

_SHARES: Final = frozenset(
    {
        "Share",
        "Running share",
        "Share before",
        "Share now",
        "Share of customers",
        "Share of answers",
        "Share of cost",
        "Share by severity",
        "Reliability",
    }
)
_COUNTS: Final = frozenset(
    {
        "Answers",
        "Answers in effect",
        "Answers low",
        "Answers between",
        "Answers high",
        "Needed",
        "Complaints",
        "Touches",
        "Orders and tickets",
        "Customers",
        "Results",
        "Still open",
    }
)
_FORMATS: Final[dict[Unit, str]] = {
    "share": "%.1f %%",
    "points": "%+.0f",
    "score": "%.2f",
    "per_1000": "%.1f",
    "count": "localized",
    "days": "%.1f",
}


def shown(frame: pd.DataFrame, unit: Unit) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Return a table as it is shown: shares times 100, and the format of each column.

    Args:
        frame: Numbers under readers' labels.
        unit: The unit of its values.
    """
    formats: dict[str, Any] = {}
    scaled: dict[str, pd.Series] = {}
    for name in frame.columns:
        values = frame[name]
        if pd.api.types.is_datetime64_any_dtype(values):
            formats[name] = st.column_config.DateColumn(format="D MMM YYYY")
        elif pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
            continue
        else:
            own = _unit_of(str(name), unit)
            if own == "share":
                scaled[str(name)] = values * 100
            formats[name] = st.column_config.NumberColumn(format=_format_of(str(name), own))
    return frame.assign(**scaled), formats


def ready(frame: pd.DataFrame, unit: Unit) -> tuple[Any, dict[str, Any]]:
    """Return `shown` as an Arrow table, which Streamlit would make of a frame on every click.

    Args:
        frame: Numbers under readers' labels.
        unit: The unit of its values.
    """
    values, formats = shown(frame, unit)
    return pa.Table.from_pandas(values, preserve_index=False), formats


def as_filed(frame: pd.DataFrame) -> dict[str, Any]:
    """Return the formats of rows as their file gave them: days as days, numbers without frills.

    Args:
        frame: Rows under readers' labels, as `rows_behind` returns them.
    """
    formats: dict[str, Any] = {}
    for name in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[name]):
            formats[name] = st.column_config.DatetimeColumn(format=_moment(frame[name]))
        elif name == "Line":
            formats[name] = st.column_config.NumberColumn(format="%d")
        elif pd.api.types.is_numeric_dtype(frame[name]):
            formats[name] = st.column_config.NumberColumn(format="plain")
    return formats


def _moment(times: pd.Series) -> str:
    """Return how moments are written: without a time where none has one."""
    known = times.dropna()
    return "D MMM YYYY" if (known == known.dt.normalize()).all() else "D MMM YYYY, HH:mm"


def _unit_of(name: str, unit: Unit) -> Unit:
    if name in _SHARES:
        return "share"
    if name.startswith("Mean "):
        return "score"
    counted = name.removesuffix(" before").removesuffix(" now")
    return "count" if counted in _COUNTS else unit


def _format_of(name: str, unit: Unit) -> str:
    if name == "Expected":
        return "%.1f"
    if name.startswith(("Difference", "From ", "Ahead ")):
        return {"share": "%+.1f points", "points": "%+.0f", "score": "%+.2f"}.get(unit, "%+.1f")
    return _FORMATS[unit]
