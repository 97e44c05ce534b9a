"""Which chart shows which panel, and what is picked in it; loaded when a page draws its first."""

# pyright: reportUnknownMemberType=false
# Streamlit's charts take rows of types it leaves unknown.

from collections.abc import Mapping
from typing import Any, Final, Literal, cast

import streamlit as st

from cxdash.answers.answer import Panel
from cxdash.answers.rare import METRICS_BETWEEN
from cxdash.charts.actions import actions
from cxdash.charts.ageing import ageing
from cxdash.charts.bars import touches
from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.distribution import score_distribution
from cxdash.charts.drawing import PICK, Drawing
from cxdash.charts.driver_map import driver_map
from cxdash.charts.drivers import driver_bars
from cxdash.charts.early import early_warning
from cxdash.charts.effects import effects
from cxdash.charts.flow import flow, picked
from cxdash.charts.funnel import funnel
from cxdash.charts.heat import heat
from cxdash.charts.matrix import touch_matrix
from cxdash.charts.multiples import small_multiples
from cxdash.charts.pareto import pareto
from cxdash.charts.shares import shares
from cxdash.charts.survival import time_to_resolution
from cxdash.metrics.metric import Metric
from cxdash.web.drawings import Look, ground


def _corner(panel: Panel) -> tuple[str, str]:
    return str(panel.table.columns[0]), str(panel.table.columns[1])


def _over_time(panel: Panel, metric: Metric, middle: str = "Mean") -> Drawing:
    points, events, targets = (panel.frames[name] for name in ("points", "events", "targets"))
    return control_chart(points, events, targets, metric, middle=middle)


def _between(panel: Panel, metric: Metric) -> Drawing:
    # The middle of skewed waits is no mean: half of them are shorter, as half are longer.
    return _over_time(panel, metric, "Middle")


CHARTS: Final[Mapping[str, Look]] = {
    "trend": Look(lambda panel, metric, _: _over_time(panel, metric)),
    "rate": Look(lambda panel, metric, _: _over_time(panel, metric)),
    "time_between": Look(lambda panel, _, __: _between(panel, METRICS_BETWEEN["t"]), "days"),
    "cases_between": Look(lambda panel, _, __: _between(panel, METRICS_BETWEEN["g"]), "count"),
    "cusum": Look(lambda panel, metric, _: early_warning(panel.frames["lines"], metric), "score"),
    "ewma": Look(lambda panel, metric, _: early_warning(panel.frames["lines"], metric), "score"),
    "drivers": Look(lambda panel, _, __: driver_bars(panel.frames["aspects"]), "share"),
    "driver_map": Look(lambda panel, _, __: driver_map(panel.frames["aspects"]), "share"),
    "shares": Look(lambda panel, _, __: shares(panel.frames["groups"]), "score"),
    "multiples": Look(lambda panel, metric, _: small_multiples(panel.frames["points"], metric)),
    "comparison": Look(lambda panel, metric, _: comparison(panel.frames["groups"], metric)),
    "distribution": Look(
        lambda panel, _, __: score_distribution(panel.frames["scores"], "Score"), "count"
    ),
    "pareto": Look(lambda panel, _, __: pareto(panel.frames["causes"]), "count"),
    "heat": Look(lambda panel, _, __: heat(panel.frames["cells"], _corner(panel)), "count"),
    "resolution": Look(lambda panel, _, __: time_to_resolution(panel.frames["curves"]), "days"),
    "ageing": Look(lambda panel, _, __: ageing(panel.frames["bands"]), "count"),
    "actions": Look(lambda panel, _, __: actions(panel.frames["actions"]), "count"),
    "matrix": Look(
        lambda panel, metric, _: touch_matrix(panel.frames["cells"], metric, _corner(panel))
    ),
    "flow": Look(lambda panel, _, ground: flow(panel.frames["flow"], ground), "count"),
    "touches": Look(
        lambda panel, _, __: touches(panel.frames["bars"].rename(columns={"group": "name"})),
        "count",
    ),
    "funnel": Look(
        lambda panel, metric, _: funnel(panel.frames["places"], panel.frames["limits"], metric)
    ),
    "processes": Look(lambda panel, metric, _: effects(panel.frames["standings"], metric)),
    "employees": Look(lambda panel, metric, _: effects(panel.frames["standings"], metric)),
}
"""How each panel with a drawing is shown, by its name in the answer."""


def show(drawing: Drawing, *, key: str) -> str | None:
    """Draw a chart and return what is picked in it.

    Args:
        drawing: The chart.
        key: Tells it from the others on the page.

    Returns:
        The key of the rows behind the mark that is picked; None where none is.
    """
    if drawing.kind == "echarts":
        happened: Any = st.echarts_chart(
            dict(drawing.spec),
            height=drawing.height or "content",
            key=key,
            on_select="rerun",
            alt=drawing.alt,
        )
        for mark in happened["selection"]["selected"]:
            if mark["data_indices"]:
                return _picked_in_flow(drawing, mark["data_type"], mark["data_indices"][0])
        return None
    spec = drawing.on_page(ground())
    if drawing.picks is None:
        st.vega_lite_chart(spec, key=key, alt=drawing.alt)
        return None
    event: Any = st.vega_lite_chart(
        spec, key=key, on_select="rerun", selection_mode=PICK, alt=drawing.alt
    )
    marks = cast("list[dict[str, Any]]", event["selection"].get(PICK) or [])
    return str(marks[0][drawing.picks]) if marks and drawing.picks in marks[0] else None


def _picked_in_flow(drawing: Drawing, kind: Literal["node", "edge"], number: int) -> str | None:
    """Return the key of the rows behind a click on the flow; None where it is gone."""
    source, target = picked(drawing, kind, number)
    return f"{source or ''} | {target or ''}" if source or target else None
