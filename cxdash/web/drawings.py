"""Which drawing shows which panel of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.rare import METRICS_BETWEEN
from cxdash.charts.actions import actions
from cxdash.charts.ageing import ageing
from cxdash.charts.bars import touches
from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.distribution import score_distribution
from cxdash.charts.drawing import Drawing
from cxdash.charts.driver_map import driver_map
from cxdash.charts.drivers import driver_bars
from cxdash.charts.early import early_warning
from cxdash.charts.effects import effects
from cxdash.charts.flow import flow, picked
from cxdash.charts.heat import heat
from cxdash.charts.matrix import touch_matrix
from cxdash.charts.multiples import small_multiples
from cxdash.charts.pareto import pareto
from cxdash.charts.shares import shares
from cxdash.charts.survival import time_to_resolution
from cxdash.charts.theme import Ground
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.metric import Metric, Unit
from cxdash.web import cache

Draw = Callable[[Panel, Metric, Ground], Drawing]


@dataclass(frozen=True)
class Look:
    """How a panel is shown.

    Attributes:
        draw: Makes its drawing; None for a panel that is a table alone.
        unit: The unit of its values; None for that of the answer's metric.
        is_brief: Whether its sentence says enough and its table waits to be asked for.
    """

    draw: Draw | None
    unit: Unit | None = None
    is_brief: bool = False


def _corner(panel: Panel) -> tuple[str, str]:
    return str(panel.table.columns[0]), str(panel.table.columns[1])


LOOKS: Final[Mapping[str, Look]] = {
    "trend": Look(lambda panel, metric, _: control_chart(**panel.frames, metric=metric)),
    "rate": Look(lambda panel, metric, _: control_chart(**panel.frames, metric=metric)),
    "time_between": Look(
        lambda panel, _, __: control_chart(**panel.frames, metric=METRICS_BETWEEN["t"]), "days"
    ),
    "cases_between": Look(
        lambda panel, _, __: control_chart(**panel.frames, metric=METRICS_BETWEEN["g"]), "count"
    ),
    "cusum": Look(lambda panel, metric, _: early_warning(panel.frames["lines"], metric), "score"),
    "ewma": Look(lambda panel, metric, _: early_warning(panel.frames["lines"], metric), "score"),
    "drivers": Look(lambda panel, _, __: driver_bars(panel.frames["aspects"]), "share"),
    "driver_map": Look(lambda panel, _, __: driver_map(panel.frames["aspects"]), "share"),
    "expected": Look(None, "share", is_brief=True),
    "kano": Look(None, "share", is_brief=True),
    "mix": Look(None, is_brief=True),
    "needed": Look(None, "count"),
    "shares": Look(lambda panel, _, __: shares(panel.frames["groups"]), "score"),
    "weighted": Look(None, is_brief=True),
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
    "people": Look(None, "count"),
    "processes": Look(lambda panel, metric, _: effects(panel.frames["standings"], metric)),
    "employees": Look(lambda panel, metric, _: effects(panel.frames["standings"], metric)),
}
"""How each panel is shown, by its name in the answer."""


def ground() -> Ground:
    """Return whether the reader's theme is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw(answer: Answer, name: str) -> Drawing | None:
    """Return the drawing of a panel that is not empty; None where its table is all there is.

    Made once for as long as its answer is kept: shared between readers, never to be written into.
    """
    maker = LOOKS[name].draw
    if maker is None:
        return None
    here, metric = ground(), answer.metric or metric_named("complaints")
    return cache.kept_with(answer, (name, here), lambda: maker(answer.panels[name], metric, here))


def unit_of(answer: Answer, name: str) -> Unit:
    """Return the unit of a panel's values."""
    own = LOOKS[name].unit
    return own or (answer.metric.unit if answer.metric else "count")


def picked_in_flow(drawing: Drawing, kind: Literal["node", "edge"], number: int) -> str | None:
    """Return the key of the rows behind a click on the flow; None where it is gone."""
    source, target = picked(drawing, kind, number)
    return f"{source or ''} | {target or ''}" if source or target else None
