"""The pages and where they are; everything that goes from one page to another asks here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import streamlit as st

from cxdash.web import links
from cxdash.web.workspaces import ROOT


@dataclass(frozen=True)
class Place:
    """One page.

    Attributes:
        file: Its script.
        title: What the navigation says.
        icon: A Material symbol; they come with Streamlit, nothing is fetched.
        path: Its path in the address; empty for the first page.
    """

    file: Path
    title: str
    icon: str
    path: str

    def page(self) -> Any:  # noqa: ANN401 - Streamlit's page object has no public type
        """Return it as Streamlit's navigation wants it."""
        return st.Page(
            self.file,
            title=self.title,
            icon=self.icon,
            url_path=self.path or None,
            default=not self.path,
        )


_EVERY: Final = (
    ("overview", "Overview", ":material/dashboard:"),
    ("satisfaction", "Satisfaction", ":material/sentiment_satisfied:"),
    ("complaints", "Complaints", ":material/report:"),
    ("touchpoints", "Touchpoints", ":material/hub:"),
    ("data", "Data", ":material/upload_file:"),
)


def places() -> Mapping[str, Place]:
    """Return the pages by name, in the order of the navigation; the first is at the root."""
    folder = ROOT / "pages"
    return {
        name: Place(folder / f"{name}.py", title, icon, "" if name == "overview" else name)
        for name, title, icon in _EVERY
        if (folder / f"{name}.py").is_file()
    }


def go(name: str) -> None:
    """Ask for another page; a callback. `follow` goes there before anything is drawn."""
    st.session_state["goto"] = name


def follow() -> None:
    """Go where a callback asked to go; the shared filters stay."""
    name: str | None = st.session_state.pop("goto", None)
    if name is not None and name in places():
        # An empty list keeps what is bound; the default would clear it and raise.
        st.switch_page(places()[name].page(), query_params=links.unseen() or [])
