"""The few looks that Streamlit's theme cannot give; colours come from its variables."""

from typing import Final
from urllib.parse import quote

import streamlit as st

_CHART: Final = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7"
 fill="#2b6a94"/><path d="M4 9h24M4 23h24" stroke="#a9cbe3" stroke-width="2"/><path
 d="m5 18 6-3 5 4 6-6 5 1" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"
 stroke-linejoin="round"/></svg>"""

ICON: Final = f"data:image/svg+xml,{quote(_CHART)}"
"""A chart between its limits. An emoji would cost each start the compiling of all emoji."""

_STYLES: Final = """
<style>
.stApp {
  --cx-line: light-dark(#dde3e9, #2c3541);
  --cx-soft: light-dark(#5b6773, #9aa5b1);
  --cx-ground: light-dark(#f3f6f8, #181e27);
  --cx-better: light-dark(#17756c, #4cc0b2);
  --cx-worse: light-dark(#a84c28, #e0875f);
  --cx-signal: light-dark(#c22f44, #ee7c8b);
}
.stMainBlockContainer { max-width: 1240px; }
.stMain h1 { letter-spacing: -0.01em; padding: 0.2rem 0 0.3rem; }
.stMain h3 { line-height: 1.35; padding: 0.5rem 0 0.2rem; }
.stMain .stHeading [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
.st-key-data_line { border-bottom: 1px solid var(--cx-line); }
.st-key-sample_banner { background: var(--cx-ground); border-radius: 0.5rem;
  padding: 0.3rem 0.9rem; }
.st-key-sample_banner p { font-size: 0.92rem; }
.st-key-data_line > :first-child, .st-key-sample_banner > :first-child,
[class*="st-key-picked_"] > :first-child { flex: 1 1 14rem; }
.cx-verdict .headline { font-size: 1.3rem; font-weight: 600; line-height: 1.35;
  margin: 0 0 0.3rem; }
.cx-verdict .detail { color: var(--cx-soft); margin: 0; line-height: 1.55; }
[class*="st-key-panel_"] { border-top: 1px solid var(--cx-line); padding-top: 1rem;
  margin-top: 0.5rem; gap: 0.5rem; }
[class*="st-key-panel_"] h3 { padding-top: 0; }
[class*="st-key-tools_"] [data-testid="stButtonGroup"] button { border-color: transparent;
  background: transparent; color: var(--cx-soft); padding: 0 0.55rem; }
[class*="st-key-tools_"] [data-testid="stButtonGroup"] button:hover {
  border-color: var(--cx-line); }
[class*="st-key-tools_"] [data-testid="stButtonGroup"] button[aria-checked="true"],
[class*="st-key-tools_"] [data-testid="stButtonGroup"] button[aria-pressed="true"] {
  border-color: var(--cx-line); background: var(--cx-ground); color: inherit; }
[class*="st-key-tools_"] [data-testid="stButtonGroup"] { margin-left: -0.55rem; }
@media (max-width: 640px) {
  [class*="st-key-tools_"] [data-testid="stButtonGroup"] button { padding: 0 0.35rem; }
  [class*="st-key-tools_"] button[role="radio"] span:has(> [data-testid="stIconMaterial"]) {
    display: none; }
}
[class*="st-key-tools_"] .stDownloadButton button { color: var(--cx-soft); }
[class*="st-key-csv_"] { margin-left: auto; }
[class*="st-key-show_"] { border-bottom: 1px solid var(--cx-line); padding-bottom: 0.35rem; }
[class*="st-key-show_"] button { justify-content: flex-start; text-align: left; }
@media print { [data-testid="stSidebar"], [data-testid="stHeader"],
  [class*="st-key-tools_"] { display: none; } }
</style>
"""


def styles() -> None:
    """Add the styles to the page."""
    st.html(_STYLES)
