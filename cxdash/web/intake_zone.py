"""Whose clock times without a zone are read by: proposed once, then kept for every reader.

A browser only proposes. What counts is the workspace's own setting, written with the first file
that is accepted, so that two readers in two zones never see two sets of numbers.
"""

from typing import Final
from zoneinfo import available_timezones

import streamlit as st

from cxdash.errors import CxdashError
from cxdash.store.registers.settings import is_time_zone
from cxdash.web import workspaces
from cxdash.web.cards import plain

_CHOSEN: Final = "time zone for the first upload"
_FIRST: Final = "Read by the clock of the browser that loaded the first file."


def browser_zone() -> str | None:
    """Return the zone the reader's browser names, None where it names none we know."""
    named = st.context.timezone
    return named if is_time_zone(named) else None


def is_open() -> bool:
    """Whether nobody has settled the zone yet: no upload, and the setting never touched."""
    return not workspaces.has_own() and not _is_stated()


def proposed() -> str:
    """Return the zone of the reader's own workspace, or what it would be if she accepted now."""
    kept = workspaces.own().registers.settings.time_zone
    if not is_open():
        return kept
    return st.session_state.get(_CHOSEN) or browser_zone() or kept


def settle() -> None:
    """Keep the proposed zone before the first file counts; later files change nothing.

    Raises:
        CxdashError: If the setting cannot be written.
    """
    if is_open():
        reason = "" if _CHOSEN in st.session_state else _FIRST
        workspaces.own().registers.settings.set("time_zone", proposed(), reason=reason)


def said() -> None:
    """Draw whose clock is used, in words, and the way to change it."""
    zone, browser = proposed(), browser_zone()
    with st.container(horizontal=True, vertical_alignment="center", key="zone_said"):
        with st.container(width="stretch"):
            st.markdown(f":material/schedule: {_sentence(zone, browser)}")
        with st.popover("Change", type="tertiary", key="zone_change"):
            st.selectbox(
                "Time zone",
                [zone, *sorted(available_timezones() - {zone})],
                key=f"zone_of_uploads_{zone}",
                help="Moments with a zone of their own count on the day they have in this one.",
                on_change=_choose,
                args=(f"zone_of_uploads_{zone}",),
            )
            if not is_open():
                st.caption("Rows already loaded whose times carry a zone move to their day in it.")
    error = st.session_state.pop("zone refused", None)
    if isinstance(error, CxdashError):
        st.error(plain(error.what), icon=":material/error:")
        st.markdown(f"**What to do:** {plain(error.next_step)}")


def _sentence(zone: str, browser: str | None) -> str:
    """Say which zone is used and where it is from."""
    read = f"Times without a zone are read as **{zone}**"
    if not is_open():
        differs = f" Your browser is in {browser}." if browser and browser != zone else ""
        return f"{read}, for every reader.{differs}"
    whose = " (your browser's)" if zone == browser else ""
    return f"{read}{whose}; the first file you accept settles it for every reader."


def _choose(key: str) -> None:
    """Propose another zone, or set the workspace's once it is settled; a callback."""
    zone = str(st.session_state[key])
    if is_open():
        st.session_state[_CHOSEN] = zone
        return
    try:
        workspaces.own().registers.settings.set("time_zone", zone)
    except CxdashError as error:
        st.session_state["zone refused"] = error


def _is_stated() -> bool:
    """Whether somebody has set the zone."""
    kept = workspaces.own().registers.settings.list()
    return any(one.name == "time_zone" and one.updated_at for one in kept)
