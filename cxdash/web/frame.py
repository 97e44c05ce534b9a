"""Everything around a page, in the order it is drawn; `main.py` runs it on every click."""

from typing import cast

import streamlit as st

from cxdash.answers.words import how_many
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader
from cxdash.web import cache, faults, filters, links, look, places, workspaces
from cxdash.web.workspaces import OWNERS, Owner


def draw() -> None:
    """Draw the frame and run the page inside it."""
    st.set_page_config(page_title="cxdash", page_icon=look.ICON, layout="wide")
    page = st.navigation([place.page() for place in places.places().values()])
    look.styles()
    with faults.told():
        places.follow()
        links.spell_out()
        links.begin()
        _set_up()
        owner = _owner()
        reader = cache.open_workspace(workspaces.of(owner))
        filters.sidebar(reader, cache.choices())
        _data_line(reader, owner)
        notes = st.container()
        with faults.told():
            page.run()
        for sentence in links.refused_sentences():
            notes.warning(sentence, icon=":material/link_off:")


def _set_up() -> None:
    """Load the sample company where there is nothing else to look at, and start over."""
    if workspaces.has_own() or workspaces.has_sample() or not workspaces.can_load_sample():
        return
    st.header("Setting up the sample company …")
    st.write("This happens once and takes a moment. Your own files take its place later.")
    bar = st.progress(0.0)
    workspaces.load_sample(lambda share, doing: bar.progress(min(share, 1.0), doing) and None)
    st.rerun()


def _owner() -> Owner:
    """Return whose data is shown: the reader's own as soon as she has any."""
    usual: Owner = "own" if workspaces.has_own() or not workspaces.has_sample() else "sample"
    if not (workspaces.has_own() and workspaces.has_sample()):
        return usual
    with st.sidebar:
        chosen = st.segmented_control(
            "Whose data",
            list(OWNERS),
            format_func=lambda owner: OWNERS[cast("Owner", owner)],
            default=None if links.OWNER in st.session_state else "own",
            required=True,
            key=links.OWNER,
            bind="query-params",
            label_visibility="collapsed",
            width="stretch",
        )
    return cast("Owner", chosen)


def _data_line(reader: Reader, owner: Owner) -> None:
    """Draw what the page stands on: rows, files, the newest day, what was refused; and the link."""
    with st.container(horizontal=True, vertical_alignment="center", key="data_line"):
        st.caption(" · ".join(_facts(reader.span)))
        link = st.popover(
            "Copy link", icon=":material/link:", type="tertiary", key="copy_link", on_change="rerun"
        )
        if link.open:
            link.write("This link shows the same view, with the dates written out:")
            link.code(
                links.resolved(filters.current().filters.period), language=None, wrap_lines=True
            )
    if owner == "sample":
        with st.container(horizontal=True, vertical_alignment="center", key="sample_banner"):
            st.markdown(
                ":material/science: **You are looking at a fictional company.** "
                "Load your own files and they take its place.",
                width="stretch",
            )
            if "data" in places.places():
                st.page_link(places.places()["data"].page(), label="Load files")


def _facts(span: Period | None) -> list[str]:
    """Return the parts of the data line."""
    held = cache.standing()
    counted = [how_many(number, noun) for noun, number in held.counts]
    files = how_many(held.files, "files")
    newest = f"newest {span.last.day} {span.last:%b %Y}" if span else "no dates"
    refused = [f"{how_many(held.refused, 'rows')} refused"] if held.refused else []
    undated = span is not None and held.undated > 0
    in_none = [f"{how_many(held.undated, 'rows')} without a date, in no period"] if undated else []
    return [*counted, files, newest, *refused, *in_none]
