"""The few looks that Streamlit's theme cannot give; colours come from its variables."""

from typing import Final

import streamlit as st

_STYLES: Final = """
<style>
.block-container { max-width: 1280px; }
h1 { letter-spacing: -0.01em; padding-bottom: 0.1rem !important; }
h3 { line-height: 1.35 !important; }
.st-key-data_line { border-bottom: 1px solid var(--st-border-color); padding-bottom: 0.15rem; }
.st-key-data_line p { margin-bottom: 0; }
.st-key-sample_banner { background: var(--st-secondary-background-color); border-radius: 0.5rem;
  padding: 0.35rem 0.9rem; }
.st-key-sample_banner p { margin-bottom: 0; font-size: 0.92rem; }
[class*="st-key-panel_"] { border-top: 1px solid var(--st-border-color); padding-top: 0.9rem;
  margin-top: 0.4rem; }
[class*="st-key-panel_"] h3 { font-size: 1.05rem; padding: 0 0 0.3rem; }
.st-key-verdict p.headline, .headline { font-size: 1.2rem; font-weight: 600; line-height: 1.4; }
@media print { [data-testid="stSidebar"], [data-testid="stHeader"] { display: none; } }
</style>
"""


def styles() -> None:
    """Add the styles to the page."""
    st.html(_STYLES)
