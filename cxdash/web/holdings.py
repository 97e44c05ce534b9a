"""What is loaded: every upload, to look into, undo and redo."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from datetime import date, datetime
from typing import Final

import pandas as pd
import streamlit as st

from cxdash.errors import CxdashError
from cxdash.model import table_named
from cxdash.store.originals import original
from cxdash.store.upload import Upload
from cxdash.store.workspace import Workspace
from cxdash.web import cache, intake_refused, workspaces
from cxdash.web.cards import plain
from cxdash.web.intake_words import WITHOUT_DATE, counted

_CHOSEN: Final = "chosen_upload"


def uploads() -> None:
    """Draw the uploads of the open workspace; those of the reader's own can be undone."""
    workspace = cache.workspace()
    every = workspace.uploads.all()
    is_own = workspace.home == workspaces.home()
    st.subheader("What is loaded", anchor=False)
    if not every:
        st.markdown("Nothing yet. Drop a file above, or start from one of the templates below.")
        return
    if not is_own:
        st.caption("These are the files of the sample company. Yours will stand here instead.")
    _table(every)
    _one(workspace, every, is_own=is_own)


def _table(every: list[Upload]) -> None:
    rows = pd.DataFrame([_row(upload) for upload in reversed(every)])
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "No.": st.column_config.NumberColumn(width=45),
            "File": st.column_config.TextColumn(width=230),
            "Loaded": st.column_config.DateColumn(format="D MMM YYYY"),
            "Rows read": st.column_config.NumberColumn(format="localized"),
            "Refused": st.column_config.NumberColumn(
                format="localized", help="Lines left out for a value that could not be kept."
            ),
            "From": st.column_config.DateColumn(format="D MMM YYYY"),
            "To": st.column_config.DateColumn(format="D MMM YYYY"),
        },
        placeholder="–",
        alt="Every upload, the newest first",
    )


def _row(upload: Upload) -> dict[str, object]:
    facts = upload.facts
    filled = [f"{table_named(name).label} {rows:,}" for name, rows in facts.tables.items()]
    return {
        "No.": upload.number,
        "File": facts.file_name,
        "Loaded": datetime.fromisoformat(facts.received_at).astimezone(),
        "State": _state(upload),
        "Rows read": facts.rows_read,
        "Refused": facts.rows_refused,
        "From": _day(facts.first_on),
        "To": _day(facts.last_on),
        "Fills": " · ".join(filled),
        "Source": facts.family,
        "Recognised as": facts.format or "by its columns",
    }


def _state(upload: Upload) -> str:
    if upload.undone:
        return "undone"
    return f"read again as {upload.replaced_by}" if upload.replaced_by else "counts"


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _one(workspace: Workspace, every: list[Upload], *, is_own: bool) -> None:
    """Draw what can be done with one upload."""
    names = {upload.number: f"{upload.number} · {upload.facts.file_name}" for upload in every}
    number = st.selectbox(
        "Look into an upload, undo it or redo it",
        sorted(names, reverse=True),
        format_func=names.__getitem__,
        index=None,
        placeholder="Choose an upload",
        key=_CHOSEN,
    )
    if number is None:
        return
    upload = next(one for one in every if one.number == number)
    with st.container(border=True, key="one_upload"):
        with st.container(horizontal=True, vertical_alignment="center"):
            if not is_own:
                st.caption("The sample company's files cannot be undone.")
            elif upload.replaced_by:
                st.caption(
                    f"Upload {upload.replaced_by} counts in its place. Undo that one and these "
                    "rows count again."
                )
            elif upload.undone:
                st.button(
                    "Redo: count its rows again",
                    icon=":material/redo:",
                    key="redo_upload",
                    on_click=_turn,
                    args=(workspace, number, "redo"),
                )
            else:
                st.button(
                    "Undo: leave its rows out",
                    icon=":material/undo:",
                    key="undo_upload",
                    on_click=_turn,
                    args=(workspace, number, "undo"),
                    help="Nothing is deleted; redo brings exactly its rows back.",
                )
        error = st.session_state.pop("turning failed", None)
        if isinstance(error, CxdashError):
            st.error(plain(error.what), icon=":material/error:")
            st.markdown(f"**What to do:** {plain(error.next_step)}")
        _details(upload, is_named=workspace.registers.settings.names_shown)


def _details(upload: Upload, *, is_named: bool) -> None:
    facts = upload.facts
    said = f"{counted(facts.rows_read, 'row')} read"
    st.markdown(
        f"{plain(said)}, {counted(facts.rows_refused, 'line')} refused."
        + (f" Loaded by {plain(facts.by)}." if facts.by else "")
    )
    if facts.first_on is None and any(table_named(name).is_fact for name in facts.tables):
        st.markdown(f":material/event_busy: None of its rows carries a date. {WITHOUT_DATE}")
    notes = "\n".join(f"- {plain(note)}" for note in facts.notes)
    if notes:
        st.markdown(notes)
    if upload.refused() is not None:
        intake_refused.refused(upload.folder, facts.file_name, is_named=is_named)
    try:
        kept = original(upload)
    except CxdashError:
        st.caption("The original file was not kept.")
    else:
        st.caption(
            f"The original is kept, compressed, as {kept.name} in {upload.folder.name}; `python -m "
            f"cxdash reread {upload.number}` reads it again, `backup FILE` keeps a copy of all."
        )


def _turn(workspace: Workspace, number: int, which: str) -> None:
    """Undo or redo an upload; a callback."""
    try:
        if which == "undo":
            workspace.uploads.undo(number, by=str(st.user.get("email") or ""))
        else:
            workspace.uploads.redo(number)
    except CxdashError as error:
        st.session_state["turning failed"] = error
