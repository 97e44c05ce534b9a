"""The sheets of a workbook, offered on the card of its file: which one is read."""

from typing import cast

import streamlit as st

from cxdash.ingest.examination import Examination
from cxdash.web import intake
from cxdash.web.cards import plain
from cxdash.web.intake_waiting import Waiting
from cxdash.web.intake_words import counted


def offered(examination: Examination) -> dict[str, int]:
    """Return the sheets that hold something with their filled rows, the one that is read first.

    Empty where there is no choice.
    """
    names = cast("list[str]", examination.read_report["sheets"])
    rows = cast("list[int | None]", examination.read_report["sheet_rows"])
    found = {name: filled for name, filled in zip(names, rows, strict=True) if filled}
    return found if len(found) > 1 else {}


def choose(item: Waiting) -> None:
    """Draw the sheets of a workbook; another choice has the file looked at anew."""
    if item.examination is None:
        return
    sheets = offered(item.examination)
    if not sheets:
        return
    read = next(iter(sheets))
    in_order = sorted(sheets, key=str.casefold)
    chosen = st.selectbox(
        "Sheet of the workbook to read",
        in_order,
        index=in_order.index(read),
        format_func=lambda sheet: f"{plain(sheet)} ({counted(sheets[sheet], 'filled row')})",
        key=f"sheet_{item.token}_{item.attempt}",
        help="One sheet is read at a time. To read another one too, accept this one and drop the "
        "workbook once more.",
        width=420,
    )
    if chosen != read:
        intake.read_sheet(item.token, chosen)
        st.rerun()
