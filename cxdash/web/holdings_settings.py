"""What shapes the numbers of a workspace: zone and calendar, names, and spellings that are one."""

import calendar
from collections.abc import Callable
from typing import Final
from zoneinfo import available_timezones

import streamlit as st

from cxdash.errors import CxdashError
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.store.registers.aliases import ALIASED
from cxdash.web import cache, workspaces
from cxdash.web.cards import plain

_WEEK_STARTS: Final = ("monday", "saturday", "sunday")
_FAILED: Final = "setting refused"


def settings() -> None:
    """Draw the settings of the open workspace; each is kept as soon as it changes."""
    kept = cache.workspace().registers.settings
    with st.expander("Settings that shape the numbers", icon=":material/tune:", key="settings"):
        _whose()
        _refused()
        left, middle, right = st.columns(3)
        with left:
            _choice(
                "time_zone",
                "Time zone",
                [kept.time_zone, *sorted(available_timezones() - {kept.time_zone})],
                kept.time_zone,
                "A moment counts on the day it has in this zone.",
            )
        with middle:
            _choice("week_start", "Weeks begin on", list(_WEEK_STARTS), kept.week_start, "")
        with right:
            months = [str(month) for month in range(1, 13)]
            _choice(
                "fiscal_year_start",
                "The fiscal year begins in",
                months,
                str(kept.fiscal_year_start),
                "Quarters and years follow it.",
            )
        _names()


def aliases() -> None:
    """Draw the spellings that are read as one, to add to and remove from."""
    register = cache.workspace().registers.aliases
    with st.expander("Spellings that are one thing", icon=":material/merge:", key="aliases"):
        st.markdown(
            "“Tel.” and “phone” are one channel. The files stay as they are; remove a line and "
            "their own spelling shows again."
        )
        _whose()
        for alias in register.list():
            with st.container(horizontal=True, vertical_alignment="center"):
                with st.container(width="stretch"):
                    named = dimension_named(alias.dimension).label
                    st.markdown(
                        f"{named}: {plain(alias.spelling)} is read as **{plain(alias.canonical)}**"
                    )
                st.button(
                    "Remove",
                    key=f"alias_{alias.id}",
                    icon=":material/close:",
                    type="tertiary",
                    on_click=_kept,
                    args=(lambda number=alias.id: register.remove(number),),
                )
        _new_alias()


def _new_alias() -> None:
    known = {name: _values(name) for name in ALIASED}
    known = {name: values for name, values in known.items() if values}
    if not known:
        st.caption("There are no names to unite yet.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dimension = st.selectbox(
            "What",
            list(known),
            format_func=lambda name: dimension_named(name).label,
            key="alias_dimension",
        )
        spelling = st.selectbox("Spelling", known[dimension], index=None, key="alias_spelling")
        canonical = st.selectbox(
            "is read as",
            known[dimension],
            index=None,
            key="alias_canonical",
            accept_new_options=True,
            placeholder="Choose or type a name",
        )
        st.button(
            "Unite", icon=":material/merge:", disabled=not spelling or not canonical,
            key="alias_add", on_click=_kept,
            args=(lambda: _unite(dimension, str(spelling), str(canonical)),),
        )  # fmt: skip


def _values(dimension: str) -> list[str]:
    return [value for value in cache.choices().get(dimension, ()) if value != NOT_RECORDED]


def _unite(dimension: str, spelling: str, canonical: str) -> None:
    cache.workspace().registers.aliases.add(dimension, spelling, canonical)


def _whose() -> None:
    if cache.workspace().home != workspaces.home():
        st.caption("These are the sample company's; your own data has its own.")


def _choice(name: str, label: str, options: list[str], now: str, help_: str) -> None:
    key = f"setting_{name}"
    st.selectbox(
        label,
        options,
        index=options.index(now),
        format_func=lambda value: _shown(name, value),
        key=key,
        help=help_ or None,
        on_change=lambda: _kept(lambda: _set(name, str(st.session_state[key]))),
    )


def _shown(name: str, value: str) -> str:
    if name == "fiscal_year_start":
        return calendar.month_name[int(value)]
    return value.capitalize() if name == "week_start" else value


def _names() -> None:
    """Draw whether people are shown by name; that needs a reason, which is kept."""
    register = cache.workspace().registers.settings
    if register.names_shown:
        setting = next(one for one in register.list() if one.name == "names_shown")
        st.markdown(
            f"**Employees are shown by name**, since {setting.updated_at[:10]}: "
            f"{plain(setting.reason)}"
        )
        st.button(
            "Show codes again",
            key="names_off",
            on_click=_kept,
            args=(lambda: _set("names_shown", "no"),),
        )
        return
    st.markdown(
        "**Employees are shown by code.** Names can hurt people and need a reason: who agreed, and "
        "what for. It is kept with the date."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input("Reason for showing names", key="names_reason")
        st.button(
            "Show names",
            key="names_on",
            disabled=not reason.strip(),
            on_click=_kept,
            args=(lambda: _set("names_shown", "yes", reason),),
        )


def _set(name: str, value: str, reason: str = "") -> None:
    cache.workspace().registers.settings.set(name, value, reason=reason)


def _kept(change: Callable[[], object]) -> None:
    """Do a change; what is wrong with it is shown on the page. A callback."""
    try:
        change()
    except CxdashError as error:
        st.session_state[_FAILED] = error


def _refused() -> None:
    error = st.session_state.pop(_FAILED, None)
    if isinstance(error, CxdashError):
        st.error(plain(error.what), icon=":material/error:")
        st.markdown(f"**What to do:** {plain(error.next_step)}")
