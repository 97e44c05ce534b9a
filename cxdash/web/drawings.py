"""Which drawing shows which panel of an answer; only a page that draws one loads the charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import streamlit as st

from cxdash.answers.answer import Answer, Panel
from cxdash.charts.theme import Ground
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.metric import Metric, Unit
from cxdash.web import cache

if TYPE_CHECKING:
    from cxdash.charts.drawing import Drawing

Draw = Callable[[Panel, Metric, Ground], "Drawing"]


@dataclass(frozen=True)
class Look:
    """How a panel is shown.

    Attributes:
        draw: Makes its drawing; None for a panel that is a table alone.
        unit: The unit of its values; None for that of the answer's metric.
        is_brief: Whether its sentence says enough and its table waits to be asked for.
    """

    draw: Draw | None = None
    unit: Unit | None = None
    is_brief: bool = False


TABLES: Final[Mapping[str, Look]] = {
    "contrast": Look(unit="score", is_brief=True),
    "expected": Look(unit="share", is_brief=True),
    "kano": Look(unit="share", is_brief=True),
    "mix": Look(is_brief=True),
    "crossed": Look(is_brief=True),
    "standard": Look(is_brief=True),
    "needed": Look(unit="count"),
    "targets": Look(unit="count"),
    "weighted": Look(is_brief=True),
    "pace": Look(unit="score"),
    "people": Look(unit="count"),
}
"""How each panel that is a table alone is shown, by its name in the answer."""


def look(name: str) -> Look:
    """Return how a panel is shown.

    Args:
        name: Its name in the answer.
    """
    if name in TABLES:
        return TABLES[name]
    from cxdash.web.charted import CHARTS  # noqa: PLC0415 - slow to import, some pages need none

    return CHARTS[name]


def ground() -> Ground:
    """Return whether the reader's theme is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def draw(answer: Answer, name: str) -> "Drawing | None":
    """Return the drawing of a panel that is not empty; None where its table is all there is.

    Made once for as long as its answer is kept: shared between readers, never to be written into.
    """
    maker = look(name).draw
    if maker is None:
        return None
    here, metric = ground(), answer.metric or metric_named("complaints")
    return cache.kept_with(answer, (name, here), lambda: maker(answer.panels[name], metric, here))


def unit_of(answer: Answer, name: str) -> Unit:
    """Return the unit of a panel's values."""
    own = look(name).unit
    return own or (answer.metric.unit if answer.metric else "count")
