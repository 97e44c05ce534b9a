"""One line of what people typed: its text, and a button that takes it back."""

from collections.abc import Callable

import streamlit as st


def line(text: str, key: str, remove: Callable[[int], None], number: int) -> None:
    """Draw one entry of a register, to read and to remove.

    Args:
        text: What it says.
        key: A name for its button, unique on the page.
        remove: The register's way to remove it.
        number: Its number there.
    """
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            st.text(text)
        st.button(
            "Remove",
            key=f"remove_{key}",
            icon=":material/close:",
            type="tertiary",
            on_click=remove,
            args=(number,),
        )
