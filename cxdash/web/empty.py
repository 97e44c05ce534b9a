"""Pages without data: which file would fill them, and a template to start from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from cxdash.model import table_named
from cxdash.web import filters, places
from cxdash.web.holdings_templates import template_file


@dataclass(frozen=True)
class Lesson:
    """What fills a page: the files, as a sentence, and the canonical table of the template."""

    files: str
    table: str


_SURVEY: Final = Lesson(
    "A survey export fills this page: one row for each answer, with a date and a score. "
    "A customer, segment, process or channel on the row lets you see for whom it changed.",
    "responses",
)

LESSONS: Final[Mapping[str, Lesson]] = {
    "overview": _SURVEY,
    "satisfaction": _SURVEY,
    "complaints": Lesson(
        "A complaint or ticket export fills this page: one row for each complaint, with its date "
        "and its cause. When it was resolved, and a segment or customer, tell the rest.",
        "complaints",
    ),
    "touchpoints": Lesson(
        "A contact, ticket or call export fills this page: one row for each contact, naming the "
        "process, team or person, and the customer or case. A survey or complaint file that "
        "names a process or person counts too.",
        "touches",
    ),
}
"""What fills each page."""


def teach(page: str) -> None:
    """Say what file would fill a page, offer its template, and lead to where files are loaded."""
    lesson = LESSONS[page]
    with st.container(border=True, key="lesson"):
        st.subheader("Nothing to show here yet", anchor=False)
        st.write(lesson.files)
        with st.container(horizontal=True):
            if "data" in places.places():
                st.page_link(
                    places.places()["data"].page(),
                    label="Load a file",
                    icon=":material/upload_file:",
                )
            st.download_button(
                "Template to fill in",
                template_file(table_named(lesson.table)),
                file_name=f"cxdash-{lesson.table}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
            )


def nothing_in_view(sentence: str) -> None:
    """Say that the filters leave nothing, and offer to open them."""
    st.info(sentence, icon=":material/filter_alt:")
    if filters.current().filters.where:
        st.button("Clear filters", on_click=filters.clear, key="clear_on_page")
