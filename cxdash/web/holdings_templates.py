"""Templates to fill in: a CSV for each canonical table, which is recognised when it comes back."""

import csv
import io
from typing import Final

import streamlit as st

from cxdash.ingest.formats.templates import template_header
from cxdash.model import TABLES, Table
from cxdash.web.holdings_examples import example

EXAMPLES: Final = 2
"""Rows that show what belongs where; to be overwritten."""


def templates() -> None:
    """Draw the list of templates, each with its line and its download."""
    with st.expander("Templates to fill in", icon=":material/table_view:", key="templates"):
        st.markdown(
            "No export at hand? Each template has the headers cxdash knows and two example rows to "
            "overwrite. Columns you have nothing for can stay empty."
        )
        for table in TABLES:
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"template_{table.name}"
            ):
                with st.container(width="stretch"):
                    st.markdown(f"**{table.label}** · one row is {table.row}")
                st.download_button(
                    "Download",
                    data=template_file(table),
                    file_name=f"cxdash {table.label.lower()}.csv",
                    mime="text/csv",
                    icon=":material/download:",
                    type="tertiary",
                    on_click="ignore",
                    key=f"template_csv_{table.name}",
                )


def template_file(table: Table) -> bytes:
    """Return the template of a table with its example rows, as CSV that spreadsheets open."""
    header = template_header(table)
    fields: dict[str, str] = {}
    # A label that two columns share stands for the table's own column.
    for column in (*table.columns, *table.all_columns()):
        fields.setdefault(column.label, column.name)
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(header)
    for number in range(EXAMPLES):
        lines.writerow([example(table.name, fields[label])[number] for label in header])
    return written.getvalue().encode("utf-8-sig")
