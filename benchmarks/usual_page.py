"""The usual dashboard: Streamlit, pandas and Altair as most people write it, to measure against.

Written to be ordinary, not to lose: it reads only the columns it needs, keeps the frames with
`st.cache_data` as Streamlit's documentation teaches, filters with boolean masks, and groups.
"""

import os
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

DIMENSIONS = ["segment", "process", "channel", "product"]
COLUMNS = {
    "responses": ["occurred_at", *DIMENSIONS, "metric_kind", "score"],
    "complaints": ["occurred_at", *DIMENSIONS, "cause"],
    "touches": ["occurred_at", *DIMENSIONS],
}

st.set_page_config(page_title="Customer dashboard", layout="wide")


@st.cache_data(show_spinner=False)
def load(table: str) -> pd.DataFrame:
    """Read one export."""
    uploads = Path(os.environ["CXDASH_HOME"]) / "uploads"
    frame = pd.read_parquet(next(uploads.glob(f"*/{table}.parquet")), columns=COLUMNS[table])
    return frame.assign(month=frame["occurred_at"].dt.to_period("M").dt.to_timestamp())


responses, complaints, touches = (load(table) for table in COLUMNS)

st.title("Customer dashboard")
since = touches["occurred_at"].max() - pd.DateOffset(years=1)
for dimension in DIMENSIONS:
    options = sorted(touches[dimension].dropna().unique())
    chosen = st.sidebar.multiselect(dimension.title(), options)
    if chosen:
        responses = responses[responses[dimension].isin(chosen)]
        complaints = complaints[complaints[dimension].isin(chosen)]
        touches = touches[touches[dimension].isin(chosen)]
responses = responses[responses["occurred_at"] >= since]
complaints = complaints[complaints["occurred_at"] >= since]
touches = touches[touches["occurred_at"] >= since]

csat = responses[responses["metric_kind"] == "csat"]
nps = responses[responses["metric_kind"] == "nps"]
csat = csat.assign(satisfied=csat["score"] >= 4)  # noqa: PLR2004 - as usually written
nps = nps.assign(points=100 * ((nps["score"] >= 9).astype(int) - (nps["score"] <= 6).astype(int)))  # noqa: PLR2004 - as usually written

for column, (label, value) in zip(
    st.columns(4),
    {
        "Satisfied customers": f"{csat['satisfied'].mean():.1%}",
        "NPS": f"{nps['points'].mean():.1f}",
        "Complaints": f"{len(complaints):,}",
        "Touches": f"{len(touches):,}",
    }.items(),
    strict=True,
):
    column.metric(label, value)

left, right = st.columns(2)
by_month = csat.groupby(["month", "segment"])["satisfied"].mean().reset_index()
left.altair_chart(
    alt.Chart(by_month, title="Satisfied customers by month")
    .mark_line(point=True)
    .encode(x="month:T", y=alt.Y("satisfied:Q", axis=alt.Axis(format="%")), color="segment:N")
)
by_process = nps.groupby("process")["points"].mean().reset_index()
right.altair_chart(
    alt.Chart(by_process, title="NPS by process")
    .mark_bar()
    .encode(x="points:Q", y=alt.Y("process:N", sort="-x"))
)
causes = complaints.groupby("cause").size().reset_index(name="complaints")
left.altair_chart(
    alt.Chart(causes, title="Complaints by cause")
    .mark_bar()
    .encode(x="complaints:Q", y=alt.Y("cause:N", sort="-x"))
)
cells = touches.groupby(["process", "segment"]).size().reset_index(name="touches")
right.altair_chart(
    alt.Chart(cells, title="Who touches whom")
    .mark_rect()
    .encode(x="segment:N", y="process:N", color="touches:Q")
)
