"""The least a filter change can cost in Streamlit: one filter bound to the address, one text."""

import streamlit as st

OPTIONS = [f"Option {number}" for number in range(1, 13)]

chosen = st.selectbox("Filter", OPTIONS, key="filter", bind="query-params")
st.text(f"Shown: {chosen}")
