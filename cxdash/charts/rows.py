"""Rows with their name above them: what lists of groups, causes and processes share.

A name beside its row would take half a phone; above it, marks keep the whole width and names
are read in full. Figures stand at the right end of the same line of text.
"""

from typing import Final

import altair as alt

from cxdash.charts import theme
from cxdash.charts.drawing import colored, expression, pick, picked_opacity, source

LETTER: Final = 6.6
"""Pixels a letter of a figure takes, to keep names clear of it."""


def named_rows(name: str, field: str) -> alt.Chart:
    """Return a chart on the source `name` with a row for each `field`, in the rows' own order."""
    return source(name).encode(y=alt.Y(field, type="nominal", sort=None, axis=None))


def names(rows: alt.Chart, field: str, *, lift: float, limit: str) -> alt.Chart:
    """Return the names, at the left end above each row.

    Args:
        rows: What `named_rows` returned.
        field: The column with the name.
        lift: Pixels from the middle of the row up to the text.
        limit: Vega expression for the pixels a name may take.
    """
    return rows.mark_text(
        align="left",
        aria=False,
        style=theme.NAME,
        dy=-lift,
        fontSize=theme.BODY,
        fontWeight="bold",
        limit=expression(f"max(60, {limit})"),
        tooltip=None,
    ).encode(x=alt.value(1), text=alt.Text(field, type="nominal"), opacity=picked_opacity())


def figures(rows: alt.Chart, text: str, *, lift: float, color: str = "''") -> alt.Chart:
    """Return the figures, at the right end above each row.

    Args:
        rows: What `named_rows` returned.
        text: Vega expression for the text.
        lift: Pixels from the middle of the row up to the text.
        color: Vega expression for its colour; where it is empty, that of names.
    """
    return rows.mark_text(
        align="right",
        aria=False,
        dy=-lift,
        fontSize=theme.BODY,
        style=theme.NAME,
        text=expression(text),
        tooltip=None,
    ).encode(x=alt.value(expression("width")), color=colored(color))


def clicks(rows: alt.Chart, name: str, field: str) -> alt.Chart:
    """Return an unseen bar over each whole row that takes the hover and the click.

    Args:
        rows: What `named_rows` returned.
        name: A name for the layer.
        field: The text field that a click picks.
    """
    return (
        rows.mark_bar(opacity=0, aria=False, cursor="pointer", height={"band": 1})
        .encode(
            x=alt.value(0),
            x2=alt.value(expression("width")),
            tooltip=alt.Tooltip("tip:N"),
        )
        .properties(name=name)
        .add_params(pick(field))
    )


def room_for(texts: list[str]) -> list[float]:
    """Return the pixels each figure takes at the right end, with some air."""
    return [len(text) * LETTER + 12 for text in texts]
