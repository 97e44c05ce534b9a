"""The sheets of a workbook, or the tables of a sheet or text file, offered on its card."""

from typing import Final, NamedTuple, cast

import streamlit as st

from cxdash.ingest.examination import Examination
from cxdash.web import intake
from cxdash.web.cards import plain
from cxdash.web.intake_waiting import Waiting
from cxdash.web.intake_words import counted


class _Words(NamedTuple):
    """What there is a choice of, and in what."""

    one: str
    whole: str


_WORKBOOK: Final = _Words("sheet", "workbook")
_TEXT: Final = _Words("table", "file")


def offered(examination: Examination) -> dict[str, int]:
    """Return the sheets or tables that hold something with their filled rows, the read one first.

    Empty where there is no choice.
    """
    names = cast("list[str]", examination.read_report["sheets"])
    rows = cast("list[int | None]", examination.read_report["sheet_rows"])
    found = {name: filled for name, filled in zip(names, rows, strict=True) if filled}
    return found if len(found) > 1 else {}


def choose(item: Waiting) -> None:
    """Draw the sheets or tables of a file; another choice has the file looked at anew."""
    if item.examination is None:
        return
    sheets = offered(item.examination)
    if not sheets:
        return
    read = next(iter(sheets))
    words = _TEXT if item.examination.read_report["kind"] == "csv" else _WORKBOOK
    in_order = sorted(sheets, key=str.casefold)
    chosen = st.selectbox(
        f"{words.one.capitalize()} of the {words.whole} to read",
        in_order,
        index=in_order.index(read),
        format_func=lambda sheet: f"{plain(sheet)} ({counted(sheets[sheet], 'filled row')})",
        key=f"sheet_{item.token}_{item.attempt}",
        help=f"One {words.one} is read at a time. To read another one too, accept this one and "
        f"drop the {words.whole} once more.",
        width=420,
    )
    if chosen != read:
        intake.read_sheet(item.token, chosen)
        st.rerun()
