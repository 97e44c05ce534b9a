"""Where files come in: dropped into the browser, or put into the inbox folder."""

from typing import Any, Final

import streamlit as st

from cxdash.web import intake, intake_files, workspaces
from cxdash.web.cards import plain
from cxdash.web.intake_files import Arrived
from cxdash.web.intake_waiting import table
from cxdash.web.intake_words import counted

_ROUND: Final = "round of the file uploader"
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
        with st.spinner("Writing to disk …"):
            for file in dropped:
                intake.add(intake_files.keep(workspaces.home(), file, file.name))
        # A new key gives a new, empty uploader: the old one would keep every byte in memory.
        st.session_state[_ROUND] = turn + 1
        st.rerun()
    known = set(table())
    inbox = intake_files.inbox(workspaces.home(), known)
    if inbox:
        folder = workspaces.home() / intake_files.INBOX
        with _row("inbox"):
            _offer(inbox, f"{counted(len(inbox), 'file')} in {folder}", "inbox")
    left = intake_files.left_behind(workspaces.home(), known)
    if left:
        with _row("left"):
            _offer(left, f"{counted(len(left), 'file')} dropped earlier and not finished", "left")
            st.button(
                "Put aside", key="drop_left", type="tertiary", on_click=_put_aside, args=(left,)
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
