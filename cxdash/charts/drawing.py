"""What a chart hands over: a spec without rows, the rows beside it, and how it reads aloud.

A spec is built once for each shape and kept (see `built`). What follows from the rows is in the
rows, where the spec's variables read it (see `first_row`), and a list says the height of a row, not
of all: the browser builds a chart anew when its spec is another, and else only takes the rows.
"""

# pyarrow ships no types, so the tables it makes are unknown here.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownParameterType=false

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, ParamSpec

import altair as alt
import numpy as np
import pandas as pd
import pyarrow as pa

from cxdash.charts import theme

Spec = dict[str, Any]
"""Vega-Lite JSON."""

Columns = Mapping[str, Sequence[Any] | np.ndarray[Any, Any]]
"""Cells by the name of their column."""

Layers = list[alt.Chart]
"""Charts that lie over one another, the lowest first."""

P = ParamSpec("P")

_KEPT: list[Callable[[], None]] = []

PICK = "pick"
"""The name of the selection parameter in every chart that can be clicked."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """A chart, ready for the wire.

    Attributes:
        spec: Vega-Lite JSON that names its data sources and holds no rows; for kind "echarts"
            the whole ECharts option. Not shared with other drawings.
        datasets: The rows of each named source.
        alt: What the chart shows, constant for a metric and shape (a changed name rebuilds the
            chart in the browser).
        picks: The text field that a click selects, under the parameter "pick"; None if a click
            selects nothing.
        kind: Which renderer draws it.
        height: Height in pixels of an "echarts" drawing, whose option has no place for it; a
            Vega-Lite spec carries its own.
    """

    spec: Mapping[str, object]
    alt: str
    datasets: Mapping[str, pd.DataFrame] = field(default_factory=dict[str, pd.DataFrame])
    picks: str | None = None
    kind: Literal["vega", "echarts"] = "vega"
    height: int | None = None

    def on_page(self, ground: theme.Ground | None = None) -> dict[str, Any]:
        """Return what `st.vega_lite_chart` takes: the spec, and the rows as `datasets`.

        Not for kind "echarts": its spec is the whole option, for `st.echarts_chart`.

        Args:
            ground: The theme the reader uses, for the colour of names; None if not known.
        """
        return {**self.spec, "datasets": self._tables, "config": theme.styles(ground)}

    @functools.cached_property
    def _tables(self) -> dict[str, pa.Table]:
        """The rows as the browser gets them, turned once: a page is drawn on every click."""
        return {
            name: pa.Table.from_pandas(frame, preserve_index=False)
            for name, frame in self.datasets.items()
        }

    def with_rows(self, ground: theme.Ground = "light", *, width: int = 720) -> dict[str, Any]:
        """Return one self-contained Vega-Lite spec, for a picture or a report.

        Args:
            ground: What it will stand on.
            width: Total width in pixels.
        """
        rows = {
            name: json.loads(frame.to_json(orient="records", date_format="iso"))
            for name, frame in self.datasets.items()
        }
        config = theme.paper(ground)
        return {**self.spec, "datasets": rows, "width": width, "config": config}


def built(layers: Sequence[alt.Chart], *, variables: Mapping[str, str] | None = None) -> Spec:
    """Return the spec of layers as plain JSON: the width of its container, no rows.

    Each layer is turned into JSON by itself. Altair's own sum of layers copies all of them for
    each one it adds, and checks the whole against the schema; the tests do that once.

    Args:
        layers: What is drawn, the lowest first; each names its data source.
        variables: Names that expressions use, and the expression each stands for. Where it
            reads the first row of a source (see `first_row`), other rows need no other spec, so
            that the browser keeps its chart and only takes the rows.
    """
    found = [layer.to_dict(validate=False) for layer in layers]
    params: list[Spec] = [{"name": name, "expr": text} for name, text in (variables or {}).items()]
    for layer in found:
        layer.pop("$schema")
        layer.pop("config")
        params += [param | {"views": [layer["name"]]} for param in layer.pop("params", [])]
    return {
        "$schema": alt.SCHEMA_URL,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": theme.styles(None),
        "layer": found,
        "params": params,
        "width": "container",
    }


def first_row(name: str, **defaults: str) -> dict[str, str]:
    """Return variables that read the columns of a source's first row.

    Args:
        name: The source.
        defaults: For each column the expression to use while the source has no rows.
    """
    return {
        column: f"length(data('{name}')) ? data('{name}')[0].{column} : {default}"
        for column, default in defaults.items()
    }


def kept(build: Callable[P, Spec]) -> Callable[P, Spec]:
    """Keep what a function builds for each combination of its arguments; see `forget`.

    What comes back is a copy of the caller's own.
    """

    @functools.lru_cache(maxsize=256)
    def text(*args: P.args, **kwargs: P.kwargs) -> str:
        return json.dumps(build(*args, **kwargs))

    @functools.wraps(build)
    def copied(*args: P.args, **kwargs: P.kwargs) -> Spec:
        return json.loads(text(*args, **kwargs))

    _KEPT.append(text.cache_clear)
    return copied


def forget() -> None:
    """Drop every kept spec, so that the next drawing builds its own anew."""
    for clear in _KEPT:
        clear()


def framed(
    *,
    text: Columns | None = None,
    numbers: Columns | None = None,
    flags: Columns | None = None,
    dates: Columns | None = None,
) -> pd.DataFrame:
    """Return columns as a frame of types that reach the browser unharmed, in the order given.

    A DECIMAL would be drawn a hundredfold and a column of mixed types has no Arrow type, so
    numbers become floats, dates naive `datetime64[ms]`, flags booleans and the rest text.
    """
    columns: dict[str, Any] = {name: _texts(cells) for name, cells in (text or {}).items()}
    for kind, group in (("float64", numbers), ("bool", flags), ("datetime64[ms]", dates)):
        columns |= {name: np.asarray(cells, dtype=kind) for name, cells in (group or {}).items()}
    return pd.DataFrame(columns)


def plain(
    frame: pd.DataFrame,
    *,
    text: Sequence[str] = (),
    numbers: Sequence[str] = (),
    flags: Sequence[str] = (),
    dates: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the named columns of a frame as `framed` does.

    Raises:
        KeyError: If a named column is not in the frame.
    """
    return framed(
        text={name: frame[name].tolist() for name in text},
        numbers={name: frame[name].to_numpy("float64", na_value=np.nan) for name in numbers},
        flags={name: frame[name].to_numpy("bool") for name in flags},
        dates={name: frame[name].to_numpy("datetime64[ms]") for name in dates},
    )


def _texts(cells: Sequence[Any] | np.ndarray[Any, Any]) -> Any:  # noqa: ANN401 - pandas names no type for its text
    """Return cells as text, empty where there is none."""
    words = [
        cell if isinstance(cell, str) else "" if pd.isna(cell) else str(cell) for cell in cells
    ]
    return pd.array(words, dtype="str")


def source(name: str) -> alt.Chart:
    """Return a chart on the named data source, without rows."""
    return alt.Chart(alt.NamedData(name))


def pick(name: str) -> alt.Parameter:
    """Return the selection parameter of a click, on the text field `name`.

    Only marks that carry the field count: a click on an event line or an axis selects nothing,
    one on the empty ground clears the selection.
    """
    marks = f"click[!item || item.mark.marktype == 'group' || isValid(datum.{name})]"
    return alt.selection_point(name=PICK, fields=[name], on=marks, toggle=False)


def said() -> dict[str, Any]:
    """Return the encodings that make a mark say its `tip`, on hover and read aloud."""
    return {"tooltip": alt.Tooltip("tip:N"), "description": alt.Description("tip:N")}


def picked_opacity(faded: float = theme.FADED) -> Any:  # noqa: ANN401 - Altair's condition types are private
    """Return the opacity encoding that fades what the reader did not pick."""
    return alt.condition(alt.selection_point(name=PICK), alt.value(1), alt.value(faded))


def expression(text: str) -> alt.ExprRef:
    """Return a reference to a Vega expression, for a place that takes one."""
    return alt.ExprRef(text)


def colored(text: str) -> dict[str, Any]:
    """Return the colour channel of a text: a Vega expression, its style's colour where empty."""
    return {"condition": {"test": text, "value": {"expr": text}}}
