"""The least an app of this kind can start with: the libraries everybody needs, and one text."""

import altair as alt
import duckdb
import pandas as pd
import streamlit as st

st.text(f"altair {alt.__version__}, duckdb {duckdb.__version__}, pandas {pd.__version__}")
