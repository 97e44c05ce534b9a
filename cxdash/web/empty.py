"""Pages without data: which file would fill them, and a template to start from."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from cxdash.model import table_named
from cxdash.web import filters, places


@dataclass(frozen=True)
class Lesson:
    """What fills a page.

    Attributes:
        files: The files that fill it, as a sentence.
        table: The canonical table of the template.
        columns: Its columns that are worth filling first.
        example: One row of the template.
    """

    files: str
    table: str
    columns: tuple[str, ...]
    example: tuple[str, ...]


_SURVEY: Final = Lesson(
    "A survey export fills this page: one row for each answer, with a date and a score. "
    "A customer, segment, process or channel on the row lets you see for whom it changed.",
    "responses",
    ("response_id", "occurred_at", "customer_id", "segment", "channel", "survey", "question",
     "score", "scale_low", "scale_high", "comment"),
    ("1", "2026-01-15", "C-100", "Retail", "Phone", "After contact", "How satisfied are you?",
     "4", "1", "5", "Quick answer"),
)  # fmt: skip

LESSONS: Final[Mapping[str, Lesson]] = {
    "overview": _SURVEY,
    "satisfaction": _SURVEY,
    "complaints": Lesson(
        "A complaint or ticket export fills this page: one row for each complaint, with its date "
        "and its cause. When it was resolved, and a segment or customer, tell the rest.",
        "complaints",
        ("complaint_id", "occurred_at", "customer_id", "segment", "process", "cause", "status",
         "due_at", "resolved_at", "cost", "description"),
        ("K-1", "2026-01-15", "C-100", "Retail", "Delivery", "Late", "closed",
         "2026-01-20", "2026-01-18", "25.00", "Came two days late"),
    ),
    "touchpoints": Lesson(
        "A contact, ticket or call export fills this page: one row for each contact, naming the "
        "process, team or person, and the customer or case. A survey or complaint file that "
        "names a process or person counts too.",
        "touches",
        ("touch_id", "occurred_at", "customer_id", "case_id", "segment", "employee", "team",
         "process", "channel", "duration_min"),
        ("T-1", "2026-01-15", "C-100", "O-7", "Retail", "A. Example", "Service", "Delivery",
         "Phone", "6"),
    ),
}  # fmt: skip
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
                template(lesson),
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


def template(lesson: Lesson) -> bytes:
    """Return a CSV with the labels of a table's columns and one row as an example."""
    table = table_named(lesson.table)
    labels = {column.name: column.label for column in table.all_columns()}
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([labels[name] for name in lesson.columns])
    lines.writerow(lesson.example)
    return written.getvalue().encode("utf-8-sig")
