"""A grid of cells: the shape that the touch matrix and the heat map of causes share.

A cell is coloured only where its verdict is beyond chance, and then carries an arrow as well.
"""

import textwrap
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

from cxdash.charts import theme
from cxdash.charts.drawing import (
    Layers,
    Spec,
    built,
    colored,
    expression,
    first_row,
    framed,
    kept,
    pick,
    picked_opacity,
    source,
)

CELL: Final = 54
ROW: Final = CELL + 22
"""Pixels of a cell, and of a row: its name above its cells."""

LINE: Final = 15
MOST_LINES: Final = 3
SHORT: Final = 16
"""Names of columns: pixels of a line, the most lines, and up to how many letters lines are
kept short."""

TINY: Final = 10
"""Font size in pixels where a column is as narrow as on a phone."""

_DROP: Final = (ROW - CELL) / 2
Tone = Literal["good", "bad", "plain", "few"]
"""What a cell's verdict means for customers; `few` is drawn empty, with a dashed edge."""

_FILLS: Final[dict[str, str]] = {
    "good": theme.BETTER,
    "bad": theme.WORSE,
    "plain": theme.QUIET,
    "few": "transparent",
}
_ROOMY: Final = "bandwidth('x') > 74"
_TIGHT: Final = "bandwidth('x') < 40"


def grid(
    rows: pd.DataFrame, *, corner: tuple[str, str], legend: dict[Tone, str]
) -> tuple[Spec, dict[str, pd.DataFrame]]:
    """Return the spec of a grid, and its rows.

    Args:
        rows: `row`, `column`, `key`, `tone`, `main`, `second`, `third` (the lines of text in a
            cell) and `tip`; rows and columns stand in the order in which they first appear.
        corner: What the rows and what the columns are.
        legend: What each tone means, in the order to show.
    """
    columns, names = list(dict.fromkeys(rows["column"])), list(dict.fromkeys(rows["row"]))
    lines = [_wrapped(name) for name in columns]
    headroom = max((len(each) for each in lines), default=1) * LINE + 4
    datasets = {
        "cells": rows,
        "columns": framed(
            text={"column": columns, "lines": ["\n".join(each) for each in lines]},
            numbers={"headroom": [headroom] * len(columns)},
        ),
        "names": framed(text={"row": names}),
    }
    spec = _spec(corner, tuple(legend.items()))
    return spec | {"height": {"step": ROW}}, datasets


def _wrapped(name: str) -> list[str]:
    """Return the name in at most three lines, broken between words.

    Examples:
        >>> _wrapped("Small business"), _wrapped("Schools and other public buildings in towns")
        (['Small', 'business'], ['Schools and', 'other public', 'buildings in…'])
    """
    lines = textwrap.wrap(name, width=12 if len(name) > SHORT else 8, break_long_words=False)
    return lines if len(lines) <= MOST_LINES else [*lines[:2], f"{lines[2]}…"]


@kept
def _spec(corner: tuple[str, str], legend: tuple[tuple[Tone, str], ...]) -> Spec:
    x = alt.X("column:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    y = alt.Y("row:N", sort=None, axis=_title(corner), scale=alt.Scale(padding=0))
    cells = source("cells").encode(x=x, y=y)
    return built(
        [_tiles(cells, legend), *_texts(cells), *_names(x, y)],
        variables=first_row("columns", headroom="0"),
    )


def _title(corner: tuple[str, str]) -> alt.Axis:
    """Return an axis that only says what rows and columns are: their names are marks."""
    return alt.Axis(
        title=f"{corner[0]} ↓   {corner[1]} →",
        titleAlign="left",
        titleAngle=0,
        titleBaseline="bottom",
        titleX=0,
        titleY=expression("-headroom - 10"),
        labels=False,
        labelPadding=0,
        domain=False,
        ticks=False,
    )


def _names(x: alt.X, y: alt.Y) -> Layers:
    """Return the names of the columns, in lines above the grid, and of each row above it."""
    quiet: dict[str, Any] = {"aria": False, "tooltip": None, "style": theme.NAME}
    columns = (
        source("columns")
        .mark_text(
            **quiet,
            baseline="top",
            fontSize=expression(f"{_ROOMY} ? {theme.BODY} : {TINY}"),
            limit=expression("bandwidth('x')"),
            lineHeight=LINE,
            text=expression("split(datum.lines, '\\n')"),
        )
        .encode(x=x, y=alt.value(expression("-headroom")))
    )
    names = (
        source("names")
        .mark_text(
            **quiet,
            align="left",
            dy=-CELL / 2 - 1,
            fontSize=theme.BODY,
            fontWeight="bold",
            limit=expression("width"),
        )
        .encode(x=alt.value(2), y=y, text="row:N")
    )
    return [columns, names]


def _tiles(cells: alt.Chart, legend: tuple[tuple[Tone, str], ...]) -> alt.Chart:
    tones = [tone for tone, _ in legend]
    named = "{" + ", ".join(f"{tone}: '{text}'" for tone, text in legend) + "}[datum.label]"
    return (
        cells.mark_rect(
            cornerRadius=4,
            cursor="pointer",
            height=CELL,
            strokeDash=[3, 3],
            strokeWidth=1.2,
            width={"band": 0.965},
            yOffset=_DROP,
        )
        .encode(
            color=alt.Color(
                "tone:N",
                scale=alt.Scale(domain=tones, range=[_FILLS[tone] for tone in tones]),
                legend=alt.Legend(
                    orient="bottom",
                    title=None,
                    labelExpr=named,
                    columns=expression(f"{theme.PHONE} ? 1 : width < 860 ? 2 : 4"),
                    labelLimit=260,
                    symbolType="square",
                    symbolStrokeColor=theme.QUIET,
                    symbolDash=[2, 2],
                    symbolSize=140,
                    symbolStrokeWidth=1,
                    offset=14,
                ),
            ),
            stroke=alt.condition(
                "datum.tone == 'few'", alt.value(theme.QUIET), alt.value("transparent")
            ),
            fillOpacity=alt.condition("datum.tone == 'plain'", alt.value(0.14), alt.value(1)),
            opacity=picked_opacity(faded=0.6),
            tooltip=alt.Tooltip("tip:N"),
            description="tip:N",
        )
        .properties(name="cells")
        .add_params(pick("key"))
    )


def _texts(cells: alt.Chart) -> Layers:
    """Return the three lines of a cell; on strong fills white, else grey; none in thin cells.

    Where a column is narrow the third line is two, in smaller letters.
    """
    ink = colored("datum.tone == 'good' || datum.tone == 'bad' ? 'white' : ''")

    def line(text: str, at: str, size: str, weight: Literal["bold", "normal"]) -> alt.Chart:
        return cells.mark_text(
            aria=False,
            tooltip=None,
            style=theme.NAME,
            dy=expression(f"{_DROP} + ({at})"),
            fontSize=expression(size),
            fontWeight=weight,
            lineHeight=TINY + 1,
            text=expression(f"{_TIGHT} ? '' : {text}"),
        ).encode(color=ink)

    small = f"{_ROOMY} ? {theme.SMALL} : {TINY}"
    third = f"({_ROOMY} ? datum.third : split(datum.third, ' '))"
    return [
        line(
            "datum.main",
            f"{_ROOMY} ? -15 : -19",
            f"{_ROOMY} ? {theme.STRONG} : {theme.BODY}",
            "bold",
        ),
        line("datum.second", f"{_ROOMY} ? 2 : -5", small, "normal"),
        line(third, f"{_ROOMY} ? 17 : 8", small, "normal"),
    ]
