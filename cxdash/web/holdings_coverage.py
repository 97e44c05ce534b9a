"""What the workspace holds: rows and days of each table, and how far each field is filled."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from typing import cast

import pandas as pd
import streamlit as st

from cxdash.model import TABLES, table_named
from cxdash.web import cache


def coverage() -> None:
    """Draw each table that has rows, and the fields of one of them."""
    facts = cache.reader().facts
    filled = facts.frame(
        "select table_name, column_name, filled, rows from coverage where rows > 0"
    )
    if filled.empty:
        return
    empty = [table.label for table in TABLES if table.name not in set(filled["table_name"])]
    spans = facts.frame("select table_name, first_on, newest_on from spans")
    st.subheader("What it holds", anchor=False)
    names = [table.name for table in TABLES if table.name in set(filled["table_name"])]
    st.dataframe(
        _tables(names, filled, spans),
        hide_index=True,
        column_config={
            "Rows": st.column_config.NumberColumn(format="localized"),
            "From": st.column_config.DateColumn(format="D MMM YYYY"),
            "To": st.column_config.DateColumn(format="D MMM YYYY"),
        },
        placeholder="–",
        alt="Rows and days of each table",
    )
    if empty:
        st.markdown(f"**Missing:** no file fills {', '.join(empty)} yet.")
    chosen = st.pills(
        "How far the fields of a table are filled",
        names,
        format_func=lambda name: table_named(name).label,
        default=names[0],
        required=True,
        key="coverage_of",
    )
    _fields(chosen, filled[filled["table_name"] == chosen])


def _tables(names: list[str], filled: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    days = spans.set_index("table_name")
    rows = filled.groupby("table_name")["rows"].first()
    return pd.DataFrame(
        [
            {
                "Table": table_named(name).label,
                "One row is": table_named(name).row,
                "Rows": rows[name],
                "From": days["first_on"].get(name),
                "To": days["newest_on"].get(name),
            }
            for name in names
        ]
    )


def _fields(name: str, filled: pd.DataFrame) -> None:
    table = table_named(name)
    shares = {
        str(column): cast("float", full / rows)
        for column, full, rows in zip(
            filled["column_name"], filled["filled"], filled["rows"], strict=True
        )
    }
    own = [column for column in table.all_columns() if column.name in shares]
    missing = [column.label for column in own if not shares[column.name]]
    own = [column for column in own if shares[column.name]]
    own.sort(key=lambda column: -shares[column.name])
    frame = pd.DataFrame(
        [(column.label, 100 * shares[column.name], column.meaning) for column in own],
        columns=["Field", "Filled", "What it is"],
    )
    st.dataframe(
        frame,
        hide_index=True,
        column_config={
            "Filled": st.column_config.ProgressColumn(
                format="%d %%", min_value=0, max_value=100, width="medium"
            )
        },
        height=min(len(frame) + 1, 12) * 35 + 3,
        alt=f"How far each field of {table.label} is filled",
    )
    if missing:
        st.markdown(f"**Missing in every row:** {', '.join(missing)}.")
    st.caption(
        "Segment, team and the like also count as filled where the customer, case or employee of "
        "a row gives them."
    )
