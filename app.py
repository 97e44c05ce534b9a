"""The door: `streamlit run app.py` starts cxdash behind its guard."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from cxdash.web.guard import Guard

app = st.App(
    Path(__file__).resolve().parent / "cxdash" / "web" / "main.py",
    middleware=[Middleware(Guard)],
)

if __name__ == "__main__":
    app.run()
