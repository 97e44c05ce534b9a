"""The door of the empty page, made like cxdash's own."""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("empty_page.py"))
