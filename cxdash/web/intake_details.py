"""What a card about a file keeps folded: what was done to it, what became of it, its first rows."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

import pandas as pd
import streamlit as st

from cxdash.web import intake_words
from cxdash.web.cards import plain
from cxdash.web.intake_waiting import Waiting


def what_was_done(item: Waiting) -> None:
    """Draw how a file was read, and every sentence about it."""
    examination = item.examination
    if examination is None:
        return
    with st.expander("What was done to your file", key=f"done_{item.token}"):
        st.table(intake_words.reading(examination), border="horizontal", width="content")
        notes = item.staged.notes if item.staged else examination.notes
        st.markdown("\n".join(f"- {plain(note)}" for note in notes) or "Nothing had to be changed.")


def mapping_read(item: Waiting) -> None:
    """Draw what each column of a file became."""
    if item.examination is None or item.mapping is None:
        return
    with st.expander("What its columns became", key=f"became_{item.token}"):
        st.dataframe(
            intake_words.became(item.examination, item.mapping),
            hide_index=True,
            alt="What each column of the file became",
        )


def first_rows(item: Waiting) -> None:
    """Draw the first rows of a file."""
    examination = item.examination
    if examination is None:
        return
    with st.expander("Its first rows, as they stand in the file", key=f"rows_{item.token}"):
        names = [column.name for column in examination.columns]
        st.dataframe(
            pd.DataFrame(list(examination.preview), columns=names),
            hide_index=True,
            alt="The first rows of the file",
        )
