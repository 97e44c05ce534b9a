"""Where files come in: dropped into the browser, or put into the inbox folder."""

from dataclasses import replace
from typing import Any, Final

import streamlit as st

from cxdash.web import intake, intake_files, intake_twins, intake_zone, workspaces
from cxdash.web.cards import plain
from cxdash.web.intake_files import Arrived
from cxdash.web.intake_waiting import table, waiting
from cxdash.web.intake_words import counted

_ROUND: Final = "round of the file uploader"
_TWINS: Final = "files dropped although they are here already"
_NAMED_AT_MOST: Final = 5


def area() -> None:
    """Draw the place to drop files, and offer those that wait in the inbox or from earlier."""
    turn = st.session_state.setdefault(_ROUND, 0)
    megabytes = int(st.get_option("server.maxUploadSize"))
    dropped = st.file_uploader(
        "Drop files here: surveys, complaints, tickets, orders, contacts, returns, inspections",
        type=list(intake_files.ENDINGS),
        accept_multiple_files=True,
        key=f"files_{turn}",
        help=f"CSV, TSV, TXT, Excel or Parquet, also packed as GZ or ZIP; up to {megabytes:,} MB "
        f"each. Bigger ones: put them into {workspaces.home() / intake_files.INBOX}.",
    )
    if dropped:
        st.session_state[_TWINS] = []
        with st.spinner("Writing to disk …"):
            for file in dropped:
                _drop(intake_files.keep(workspaces.home(), file, file.name))
        # A new key gives a new, empty uploader: the old one would keep every byte in memory.
        st.session_state[_ROUND] = turn + 1
        st.rerun()
    intake_zone.said()
    for twin in st.session_state.get(_TWINS, ()) if table() else ():
        st.markdown(f":material/content_copy: {plain(twin)}")
    _lying_around()


def _drop(arrived: Arrived) -> None:
    """Look at a dropped file, once: it may be looked at already, or lie here from earlier."""
    at_hand = [item for item in waiting() if item.state != "failed"]
    again = intake_twins.twin(arrived, [item.arrived for item in at_hand])
    if again is not None:
        intake_files.forget(arrived)
        named = arrived.file_name
        alike = "" if named == again.file_name else f" (as {again.file_name})"
        _say(f"{named} is here already{alike}, with the same content. It is offered once.")
        return
    for item in waiting():
        if item.state == "failed" and intake_twins.twin(arrived, [item.arrived]):
            intake.cancel(item.token)  # dropped once more to be read once more
    known = {*table(), arrived.token}
    earlier = intake_twins.twin(arrived, intake_files.left_behind(workspaces.home(), known))
    if earlier is None:
        intake.add(arrived)
        return
    intake_files.forget(arrived)
    earlier.path.parent.touch()  # what lies here for a day is swept
    intake.add(replace(earlier, file_name=arrived.file_name))
    _say(f"{arrived.file_name} was dropped earlier and not finished. It is offered once.")


def _say(sentence: str) -> None:
    st.session_state.setdefault(_TWINS, []).append(sentence)


def _lying_around() -> None:
    """Offer the files that wait in the inbox or from earlier, each content once."""
    known = set(table())
    here = [item.arrived for item in waiting()]
    inbox = intake_twins.each_once(intake_files.inbox(workspaces.home(), known), here)
    if inbox:
        folder = workspaces.home() / intake_files.INBOX
        with _row("inbox"):
            _offer(inbox, f"{counted(len(inbox), 'file')} in {folder}", "inbox")
    every = intake_files.left_behind(workspaces.home(), known)
    left = intake_twins.each_once(every, [*here, *inbox])
    if left:
        with _row("left"):
            _offer(left, f"{counted(len(left), 'file')} dropped earlier and not finished", "left")
            st.button(
                "Put aside", key="drop_left", type="tertiary", on_click=_put_aside, args=(every,)
            )


def _row(key: str) -> Any:  # noqa: ANN401 - Streamlit's container
    return st.container(horizontal=True, vertical_alignment="center", key=f"offer_{key}")


def _offer(arrived: list[Arrived], where: str, key: str) -> None:
    """Offer files that lie somewhere to be looked at."""
    names = [plain(one.file_name) for one in arrived[:_NAMED_AT_MOST]]
    if len(arrived) > _NAMED_AT_MOST:
        names.append(f"and {len(arrived) - _NAMED_AT_MOST} more")
    with st.container(width="stretch"):
        st.markdown(f":material/inbox: {plain(where)}: {', '.join(names)}")
    st.button(
        "Look at them" if len(arrived) > 1 else "Look at it",
        key=f"take_{key}",
        on_click=_take,
        args=(arrived,),
    )


def _take(arrived: list[Arrived]) -> None:
    for one in arrived:
        intake.add(one)


def _put_aside(arrived: list[Arrived]) -> None:
    for one in arrived:
        intake_files.forget(one)
