"""Files on their way: the progress of each being read, and what the accepted ones became."""

from typing import Literal

import streamlit as st

from cxdash.web import cache, intake, intake_refused, intake_words, places
from cxdash.web.cards import plain
from cxdash.web.intake_waiting import dropped, read_again
from cxdash.web.intake_words import counted

Place = Literal["dropped", "read again"]
"""Where on the page a file stands: below the place to drop files, or below its upload."""


@st.fragment(run_every=0.5)
def work(place: Place) -> None:
    """Draw the progress of each file being read there; start the page over when one is done."""
    if intake.advance():
        st.rerun()
    tokens = {item.token for item in (dropped() if place == "dropped" else read_again())}
    for item, view in intake.at_work():
        if item.token not in tokens:
            continue
        with st.container(horizontal=True, vertical_alignment="center", key=f"work_{item.token}"):
            with st.container(width="stretch"):
                doing = "waiting for its turn" if view is None else view.step
                st.progress(
                    min(view.progress, 1.0) if view else 0.0,
                    f"{plain(item.arrived.file_name)} · {doing}"
                    + (f" · {view.progress:.0%}" if view else ""),
                )
            st.button(
                "Cancel",
                key=f"stop_{item.token}",
                icon=":material/close:",
                type="tertiary",
                on_click=intake.cancel,
                args=(item.token,),
            )


def just_accepted() -> None:
    """Draw what the files accepted since the last drop became, and where to see them."""
    accepted = intake.just_accepted()
    if not accepted:
        return
    tables = [table for upload in accepted for table in upload.facts.tables]
    with st.container(border=True, key="just_accepted"):
        for upload in accepted:
            rows = sum(upload.facts.tables.values())
            st.markdown(
                f":green-badge[:material/check: Loaded] **{plain(upload.facts.file_name)}** is "
                f"upload {upload.number}: {counted(rows, 'row')} kept, "
                f"{counted(upload.facts.rows_refused, 'line')} refused. "
                f"{intake_refused.dates_refused(upload.folder)}"
            )
        st.markdown("A file with the same columns is read the same way from now on.")
        if intake.opened_own():
            st.markdown(
                ":material/swap_horiz: You were looking at the sample company. From here on you "
                "see **your own data**; the switch is in the sidebar."
            )
        with st.container(horizontal=True):
            for name in intake_words.pages_fed(tables):
                if name in places.places() and (name != "touchpoints" or cache.has("touches")):
                    place = places.places()[name]
                    st.page_link(place.page(), label=f"See it on {place.title}", icon=place.icon)
