"""From segments to processes: where the touches flow, as a Sankey diagram.

Vega-Lite has no Sankey, so this one drawing is an ECharts option: plain JSON, nothing to run.
"""

from typing import Any, Final, Literal

import pandas as pd

from cxdash.charts import theme
from cxdash.charts.drawing import Drawing, plain

NODE: Final = 40
"""Pixels of height for each name on the fuller side."""

_WORDS: Final[dict[theme.Ground, str]] = {"light": "#4a5560", "dark": "#d5dae0"}
_GROUNDS: Final[dict[theme.Ground, str]] = {"light": "#ffffff", "dark": "#0e1117"}
"""The names of segments lie on their streams: an edge in the colour of the page lifts them off."""


def flow(frame: pd.DataFrame, theme_type: theme.Ground) -> Drawing:
    """Draw the touches between segments (left) and processes (right).

    Args:
        frame: `source` (segment), `target` (process or team) and `touches`, in the order to
            show. Rows without touches are not drawn.
        theme_type: The ground it stands on: ECharts takes no colours from the page.

    Returns:
        A drawing of kind "echarts" with its height; a click selects a node or a link, which
        `picked` translates.
    """
    links = plain(frame, text=["source", "target"], numbers=["touches"])
    links = links[links["touches"] > 0].reset_index(drop=True)
    fuller = max(links["source"].nunique(), links["target"].nunique(), 3)
    return Drawing(
        spec=_option(links, theme_type),
        alt="Touches from segments to processes",
        kind="echarts",
        height=fuller * NODE + 40,
    )


def picked(
    drawing: Drawing, data_type: Literal["node", "edge"], number: int
) -> tuple[str | None, str | None]:
    """Return the segment and the process that a click on the diagram stands for.

    Args:
        drawing: What `flow` returned.
        data_type: What was clicked, as Streamlit reports it.
        number: Its position, as Streamlit reports it.

    Returns:
        Segment and process; None for the side that a node does not name, and for both when
        there is no such node or link (the rows have changed since the click).
    """
    series: Any = drawing.spec["series"]
    marks = series[0]["data"] if data_type == "node" else series[0]["links"]
    if not 0 <= number < len(marks):
        return None, None
    mark = marks[number]
    if data_type == "edge":
        return mark["source"], mark["target"].removesuffix(_MARK)
    name: str = mark["name"]
    return (None, name.removesuffix(_MARK)) if name.endswith(_MARK) else (name, None)


_MARK: Final = "\N{ZERO WIDTH SPACE}"
"""After the name of every process: ECharts tells nodes by their names, and a segment and a
process may have the same one."""


def _option(links: pd.DataFrame, theme_type: theme.Ground) -> dict[str, Any]:
    label = {
        "color": _WORDS[theme_type],
        "fontSize": theme.BODY,
        "overflow": "truncate",
        "textBorderColor": _GROUNDS[theme_type],
        "textBorderWidth": 3,
        "width": 110,
    }
    return {
        "animation": False,  # a picture of half a flow would say something false
        "tooltip": {"trigger": "item", "confine": True},
        "series": [
            {
                "type": "sankey",
                "data": _nodes(links),
                "links": _links(links),
                "draggable": False,
                "emphasis": {"focus": "adjacency"},
                "label": label,
                "layoutIterations": 0,
                "left": 4,
                "right": 122,
                "top": 12,
                "bottom": 12,
                "lineStyle": {"color": "source", "curveness": 0.5, "opacity": 0.38},
                "nodeGap": 12,
                "nodeWidth": 14,
                "selectedMode": "single",
                "select": {"itemStyle": {"borderColor": _WORDS[theme_type], "borderWidth": 2}},
            }
        ],
    }


def _nodes(links: pd.DataFrame) -> list[dict[str, Any]]:
    """Return segments with a colour each and processes in grey, in the order they appear."""
    segments = links["source"].drop_duplicates().tolist()
    processes = links["target"].drop_duplicates().tolist()
    left = [
        {
            "name": name,
            "depth": 0,
            "itemStyle": {"color": theme.SEGMENTS[number % len(theme.SEGMENTS)]},
        }
        for number, name in enumerate(segments)
    ]
    right = [
        {"name": f"{name}{_MARK}", "depth": 1, "itemStyle": {"color": theme.TEXT}}
        for name in processes
    ]
    return left + right


def _links(links: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {"source": segment, "target": f"{process}{_MARK}", "value": touches}
        for segment, process, touches in zip(
            links["source"], links["target"], links["touches"].tolist(), strict=True
        )
    ]
