"""One card for each file being loaded: what it is, what was done to it, and what to decide."""

# Streamlit types part of what its tables take as unknown.
# pyright: reportUnknownMemberType=false

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

import streamlit as st

from cxdash.ingest.staged import StagedUpload
from cxdash.web import (
    intake,
    intake_again_words,
    intake_details,
    intake_editor,
    intake_progress,
    intake_refused,
    intake_sheets,
    intake_words,
)
from cxdash.web.cards import plain
from cxdash.web.intake_waiting import Repeats, Waiting, described, dropped, replaced, waiting
from cxdash.web.intake_words import counted

_IN_THE_SENTENCE: Final = 3
"""The verdict says it all of a single table with its rows and how many are new."""

_COUNTS: Final = {
    name: st.column_config.NumberColumn(format="localized") for name in intake_words.COUNTS
}

_BADGES: Final = {
    "mapping": ":orange-badge[:material/edit: Needs a look]",
    "ready": ":green-badge[:material/check_circle: Checked]",
    "failed": ":red-badge[:material/error: Cannot be read]",
    "again": ":blue-badge[:material/content_copy: Loaded before]",
}


def draw() -> None:
    """Draw what was just accepted, the work under way, and a card for each file that waits."""
    intake.advance()
    intake_progress.just_accepted()
    acceptable = [item for item in waiting() if item.is_acceptable]
    if len(acceptable) > 1:
        st.button(
            f"Accept all {len(acceptable)} checked files",
            type="primary",
            icon=":material/done_all:",
            on_click=intake.accept_all,
        )
    draw_each(dropped(), "dropped")


def draw_each(items: Sequence[Waiting], place: intake_progress.Place) -> None:
    """Draw the progress of those files that are being read, and a card for each that waits."""
    if any(item.token == one.token for one, _ in intake.at_work() for item in items):
        intake_progress.work(place)
    for item in items:
        if item.state in {"mapping", "ready", "failed"}:
            with st.container(border=True, key=f"card_{item.token}"):
                _card(item)


def _card(item: Waiting) -> None:
    again = item.staged is not None and item.staged.same_as is not None
    badge = _BADGES["again" if again else item.state]
    name = plain(item.arrived.file_name)
    rows = f" · {counted(item.examination.rows, 'row')}" if item.examination else ""
    st.markdown(f"**{name}**{rows} &nbsp; {badge}")
    if item.examination:
        st.caption(plain(intake_words.what_it_is(item.examination)))
        notes = cast("list[str]", item.examination.read_report["notes"])
        notes = [*notes, *item.examination.read_first]
        if notes:
            st.markdown("\n".join(f"- {plain(note)}" for note in notes))
        intake_sheets.choose(item)
    if item.state == "failed":
        _failed(item)
    elif item.staged is not None:
        _checked(item, item.staged)
    else:
        _unclear(item)


def _failed(item: Waiting) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            if item.error is None:
                st.markdown("Stopped; nothing of it was kept.")
            else:
                st.markdown(
                    f"{plain(item.error.what)}  \n**What to do:** {plain(item.error.next_step)}"
                )
        st.button(
            "Put aside",
            key=f"cancel_{item.token}",
            type="tertiary",
            icon=":material/close:",
            on_click=intake.cancel,
            args=(item.token,),
        )


def _unclear(item: Waiting) -> None:
    """Draw a file whose meaning the reader has to confirm."""
    examination = item.examination
    if examination is None:
        return
    before = replaced(item)
    if item.arrived.upload is not None and before is not None:
        st.markdown(plain(intake_again_words.looked_at(before, examination)))
    elif intake_editor.asks_only(examination):
        st.markdown("One thing only you can tell; the rest is filled in.")
    elif not examination.mapping.feeds:
        st.markdown(plain(examination.notes[-1]))
    elif examination.needs_confirmation:
        st.markdown("What its columns mean is not certain. Please look at what is proposed.")
    if before is not None and item.arrived.upload is None:
        st.markdown(
            f"The same file is upload {before.number} already; read differently, it takes that "
            "one's place."
        )
    if examination.mapping.feeds:
        _undated(item)
    intake_editor.edit(item)
    intake_details.what_was_done(item)
    intake_details.first_rows(item)


def _checked(item: Waiting, staged: StagedUpload) -> None:
    """Draw a file whose rows are checked and counted."""
    before = replaced(item)
    if staged.same_as is not None and item.arrived.upload is not None:
        st.markdown(intake_again_words.nothing_new(staged.same_as))
    elif staged.same_as is not None:
        st.markdown(
            f"**This file is upload {staged.same_as} already, read in the same way: 0 new rows.** "
            "Nothing needs to be done. Undo that upload first if it should be loaded again, or "
            "correct how its columns are read."
        )
    else:
        st.markdown(f"**{intake_words.verdict(staged)}**{_period(staged)}")
        if before is not None:
            st.markdown(plain(intake_again_words.takes_its_place(before, staged)))
        _undated(item)
    if item.error is not None:
        st.error(plain(item.error.what), icon=":material/error:")
        st.markdown(f"**What to do:** {plain(item.error.next_step)}")
    for warning in staged.warnings:
        st.markdown(f":material/warning: {plain(warning)}")
    _repeats(item, staged)
    _decide(item)
    table = intake_words.per_table(staged)
    if table.size > _IN_THE_SENTENCE:
        st.dataframe(
            table,
            hide_index=True,
            width="content",
            column_config=_COUNTS,
            alt="What each table gets from this file",
        )
    if staged.folder is not None and (staged.refused_lines or staged.contradicted):
        intake_refused.refused(Path(staged.folder), staged.file_name, is_named=True)
    intake_details.what_was_done(item)
    intake_details.mapping_read(item)
    intake_details.first_rows(item)


def _period(staged: StagedUpload) -> str:
    facts = described(staged)
    first, last = facts.get("first_on"), facts.get("last_on")
    return f" From {first} to {last}." if first and last else ""


def _undated(item: Waiting) -> None:
    """Say what it means that no column of a file is read as a date."""
    if item.examination is None or item.mapping is None:
        return
    undated = intake_words.undated(item.mapping, item.examination)
    if undated:
        st.markdown(f":material/event_busy: {plain(undated)}")


def _repeats(item: Waiting, staged: StagedUpload) -> None:
    if not staged.repeats:
        return
    said: dict[Repeats, str] = {
        "keep": "They are other events: keep them",
        "leave out": "They are the same events again: leave them out",
    }
    chosen = st.radio(
        f"{counted(staged.repeats, 'row')} of this file have no id, and rows with the same "
        "content are there already. What are they?",
        list(said),
        format_func=said.__getitem__,
        index=None,
        key=f"repeats_{item.token}_{item.attempt}",
    )
    if chosen is not None and chosen != item.repeats:
        intake.settle_repeats(item.token, chosen)
        st.rerun()


def _decide(item: Waiting) -> None:
    token = item.token
    with st.container(horizontal=True):
        if item.staged is not None and item.staged.same_as is None:
            st.button(
                "Accept",
                type="primary",
                icon=":material/check:",
                key=f"accept_{token}",
                disabled=not item.is_acceptable,
                on_click=intake.accept,
                args=(token,),
            )
        st.button(
            "Correct",
            key=f"correct_{token}",
            on_click=intake.correct,
            args=(token,),
            icon=":material/edit:",
            help="Change what the columns mean, then check again.",
        )
        st.button("Cancel", key=f"cancel_{token}", on_click=intake.cancel, args=(token,))
