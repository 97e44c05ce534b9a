"""The kept original of an upload, read again: offered beside the upload, corrected like a file."""

import streamlit as st

from cxdash.errors import CxdashError
from cxdash.store.originals import original
from cxdash.store.upload import Upload
from cxdash.web import intake, intake_again_words, intake_cards
from cxdash.web.intake_files import Arrived
from cxdash.web.intake_waiting import read_again


def offer(upload: Upload) -> None:
    """Draw the button that reads the original of an upload again, where it was kept."""
    try:
        original(upload)
    except CxdashError:
        return
    st.button(
        "Read it again",
        icon=":material/refresh:",
        key="reread_upload",
        on_click=_start,
        args=(upload,),
        disabled=any(item.arrived.upload == upload.number for item in read_again()),
        help="Correct what its columns mean, or have it read by today's version. Undoing the new "
        "reading brings the old rows back.",
    )
    older = intake_again_words.older_reader(upload.facts)
    if older:
        st.caption(older)


def draw() -> None:
    """Draw the originals that are being read again, each with its mapping or what it became."""
    items = read_again()
    if items:
        intake_cards.draw_each(items, "read again")


def _start(upload: Upload) -> None:
    """Look at the original of an upload; a callback."""
    facts = upload.facts
    arrived = Arrived(
        f"again-{upload.number}", facts.file_name, original(upload), upload=upload.number
    )
    intake.add(arrived, sheet=facts.mapping.get("sheet"))
