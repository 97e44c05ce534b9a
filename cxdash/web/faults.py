"""What a reader sees when something goes wrong: what happened and what to do, never a traceback."""

import logging
from collections.abc import Generator
from contextlib import contextmanager
from uuid import uuid4

import streamlit as st

from cxdash.errors import CxdashError

_LOG = logging.getLogger("cxdash")


@contextmanager
def told() -> Generator[None]:
    """Show what goes wrong inside as a sentence.

    A `CxdashError` says what happened and what to do next. Anything else is a bug: it is logged
    with its traceback under an id, and the reader gets the id.
    """
    try:
        yield
    except CxdashError as error:
        st.error(error.what, icon=":material/error:")
        st.markdown(f"**What to do:** {error.next_step}")
    except Exception:  # noqa: BLE001 - a reader is told of every bug, and the log has it
        number = uuid4().hex[:8]
        _LOG.exception("Fault %s", number)
        st.error(
            f"Something went wrong on our side, and this page could not be finished (id {number}).",
            icon=":material/bug_report:",
        )
        st.markdown(
            f"**What to do:** reload the page. If it happens again, pass on the id {number}: "
            "the server's log has the details under it."
        )
