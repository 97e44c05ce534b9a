"""The refused cells of a file: by column, one by one, and to download."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from pathlib import Path
from typing import Final

import streamlit as st

from cxdash.ingest.staged import MOST_TOLD, refused_cells, refused_count
from cxdash.metrics import export
from cxdash.web import intake_words

MOST_REFUSED_SHOWN: Final = 500
"""Refused cells in the table on a card; the download has every one."""

FEW_REFUSED: Final = 10
"""So many refused cells are shown one by one at once."""


def refused(folder: Path, file_name: str, *, is_named: bool) -> None:
    """Draw the refused cells of an upload's folder by reason, one by one, and to download.

    Args:
        folder: Of a checked or an accepted upload.
        file_name: The name of its file.
        is_named: Whether the whole lines, which may name employees, are shown too.
    """
    cells = _refused_cells(str(folder))
    if not cells:
        return
    if len(cells) == MOST_TOLD:
        st.caption(
            f"Of {refused_count(folder):,} refused cells the first {MOST_TOLD:,} are counted, "
            "shown and in the download; refused.parquet in the upload's folder has all."
        )
    if not is_named:
        cells = [{**cell, "raw": "not shown while employees are shown by code"} for cell in cells]
    st.markdown(intake_words.what_was_refused(cells))
    if len(cells) <= FEW_REFUSED:
        _each_refused(cells)
    else:
        st.dataframe(
            intake_words.refused_by_column(cells), hide_index=True, alt="Refused cells by column"
        )
        with st.expander("Each refused cell, with its line", key=f"refused_{folder.name}"):
            if len(cells) > MOST_REFUSED_SHOWN:
                st.caption(f"The first {MOST_REFUSED_SHOWN} of {len(cells):,}; the file has all.")
            _each_refused(cells[:MOST_REFUSED_SHOWN])
    st.download_button(
        "Download the refused rows",
        data=lambda: export.csv(intake_words.refused_frame(cells)),
        file_name=f"refused rows of {Path(file_name).stem}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"refused_csv_{folder.name}",
    )


def dates_refused(folder: Path) -> str:
    """Say how many dates of an upload are refused in rows that are kept; "" where none is."""
    return intake_words.dates_refused(_refused_cells(str(folder)))


def _each_refused(cells: list[dict[str, object]]) -> None:
    st.dataframe(
        intake_words.refused_frame(cells),
        hide_index=True,
        column_config={
            "Line": st.column_config.NumberColumn(width=60, format="localized"),
            "Column": st.column_config.TextColumn(width=130),
            "Value": st.column_config.TextColumn(width=125),
            "Its row": st.column_config.TextColumn(width=75),
            "Why it is refused": st.column_config.TextColumn(width=480),
            "What to do": st.column_config.TextColumn(width=480),
        },
        alt="Refused cells: line, column, value, reason, what to do and what became of the row",
    )


@st.cache_resource(max_entries=8, show_spinner=False)
def _refused_cells(folder: str) -> list[dict[str, object]]:
    return refused_cells(Path(folder))
