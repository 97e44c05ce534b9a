"""A chart with all that stands behind it: its table, how it was computed, and its rows."""

# pyright: reportUnknownMemberType=false
# Streamlit's charts and tables take rows of types it leaves unknown.

from typing import TYPE_CHECKING, Any, Final, Literal, cast

import streamlit as st

from cxdash.answers.answer import Answer, Panel
from cxdash.metrics import export
from cxdash.metrics.rows import RowsAsked, rows_behind
from cxdash.web import cache, cards, drawings, filters, tables

if TYPE_CHECKING:
    from cxdash.charts.drawing import Drawing

View = Literal["Table", "Rows", "How it was computed"]
VIEWS: Final[tuple[View, ...]] = ("Table", "Rows", "How it was computed")
_ICONS: Final[dict[View, str]] = {
    "Table": ":material/table: Table",
    "Rows": ":material/format_list_bulleted: Rows",
    "How it was computed": ":material/help: How it was computed",
}


def panel(answer: Answer, name: str) -> None:
    """Draw one panel of an answer: the finding, the chart, and what a reader asks next.

    Args:
        answer: What was found.
        name: The panel's name in it; a panel the answer does not have draws nothing.
    """
    found = answer.panels.get(name)
    if found is None:
        return
    with st.container(key=f"panel_{name}"):
        if found.is_empty:
            st.info(found.title, icon=":material/info:")
            return
        if not _is_said(answer, found.title):
            st.subheader(cards.plain(found.title.rstrip(".")), anchor=False)
        drawing = drawings.draw(answer, name)
        picked = _picked_in(drawing, name) if drawing else None
        if drawing is None and not drawings.look(name).is_brief:
            _table(answer, name)
        _toolbar(answer, found, name, _still_there(found, picked))


def _is_said(answer: Answer, title: str) -> bool:
    """Whether the page's verdict, right above its first panel, is this panel's finding."""
    first = next(iter(answer.panels.values()))
    return first.title == title and title.rstrip(".") == answer.sentences[0].rstrip(".")


def _picked_in(drawing: "Drawing", name: str) -> str | None:
    """Draw the chart and return the key that is picked in it."""
    from cxdash.web import charted  # noqa: PLC0415 - there is a drawing, so it is loaded already

    return charted.show(drawing, key=f"chart_{name}")


def _still_there(found: Panel, picked: str | None) -> str | None:
    """Return what is picked if the panel still has it: a selection outlives changed filters.

    Where one set of rows stands behind the whole panel, every mark leads to it.
    """
    if picked is not None and len(found.rows) == 1:
        return next(iter(found.rows))
    return picked if picked in found.rows else None


def _toolbar(answer: Answer, found: Panel, name: str, picked: str | None) -> None:
    views = [view for view in VIEWS if _has(found, view) and not _is_chart(name, view)]
    with st.container(horizontal=True, vertical_alignment="center", key=f"tools_{name}"):
        view = st.pills(
            "Look closer",
            views,
            format_func=lambda option: _ICONS[cast("View", option)],
            key=f"view_{name}",
            label_visibility="collapsed",
        )
        st.download_button(
            "CSV",
            lambda: export.csv(found.table),
            file_name=f"cxdash-{answer.name}-{name}.csv",
            mime="text/csv",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
            key=f"csv_{name}",
        )
    if view == "Table":
        _table(answer, name)
    if view == "How it was computed":
        st.markdown(found.how)
    if picked is not None or view == "Rows":
        _rows(found, name, picked)


def _has(found: Panel, view: View) -> bool:
    return {
        "Table": not found.table.empty,
        "Rows": bool(found.rows),
        "How it was computed": bool(found.how),
    }[view]


def _is_chart(name: str, view: View) -> bool:
    """Whether a view would only repeat what stands above it."""
    look = drawings.look(name)
    return view == "Table" and look.draw is None and not look.is_brief


def _table(answer: Answer, name: str) -> None:
    """Draw a panel's numbers."""
    rows, formats = cache.kept_with(
        answer,
        ("table", name),
        lambda: tables.ready(answer.panels[name].table, drawings.unit_of(answer, name)),
    )
    st.dataframe(
        rows,
        column_config=formats,
        hide_index=True,
        placeholder="–",
        key=f"table_{name}",
        alt="The numbers behind",
    )


def _rows(found: Panel, name: str, picked: str | None) -> None:
    """Draw the rows behind what is picked in the chart, or chosen from a list without a mouse."""
    labels = _labels(found)
    key = picked or st.selectbox(
        "Rows behind", list(found.rows), format_func=labels.__getitem__, key=f"rows_of_{name}"
    )
    asked = found.rows[key]
    reader = cache.reader()
    behind = rows_behind(reader, asked)
    with st.container(horizontal=True, vertical_alignment="center", key=f"picked_{name}"):
        counted = _counted(behind.total, behind.frame)
        st.markdown(f"**Rows behind “{cards.plain(labels[key])}”** · {counted}", width="stretch")
        if _narrows(asked):
            st.button(
                "Filter by this",
                icon=":material/filter_alt:",
                on_click=filters.apply,
                args=(asked.filters,),
                key=f"filter_{name}",
            )
        if behind.total and not behind.why_none:
            st.download_button(
                "CSV of all rows",
                lambda: export.csv(rows_behind(reader, asked, most=None).frame),
                file_name=f"cxdash-rows-{name}.csv",
                mime="text/csv",
                icon=":material/download:",
                type="tertiary",
                on_click="ignore",
                key=f"rows_csv_{name}",
            )
    if behind.why_none:
        st.info(behind.why_none)
    else:
        st.dataframe(
            behind.frame,
            column_config=tables.as_filed(behind.frame),
            hide_index=True,
            placeholder="–",
            key=f"rows_{name}",
            alt="The rows behind, each with its file and line",
        )


def _counted(total: int, frame: Any) -> str:  # noqa: ANN401 - a frame
    rows = "1 row" if total == 1 else f"{total:,} rows"
    return rows if len(frame) >= total else f"{rows}, the newest {len(frame):,} shown"


def _labels(found: Panel) -> dict[str, str]:
    """Return how the keys of the rows read: periods by name, a flow's end by its one side."""
    points = found.frames.get("points")
    periods = {} if points is None else dict(zip(points["key"], points["label"], strict=True))
    return {key: str(periods.get(key, key.strip(" |"))) for key in found.rows}


def _narrows(asked: RowsAsked) -> bool:
    """Whether the rows are fewer than those of the filters by something a filter can say."""
    now = filters.current().filters
    named = {name for name, values in asked.filters.where if values != now.values(name)}
    return bool(named & set(cache.choices())) or asked.filters.period != now.period
