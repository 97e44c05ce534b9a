"""What a chart hands over: a spec without rows, the rows beside it, and how it reads aloud.

A spec is built with Altair once for each shape and kept (see `built`); a call fills the rows and
the few values that follow from them. Those values have two declared places and no others: the
spec's own variable parameters (`{"name": "lowest", "value": …}`) and its height.
"""

import copy
import functools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, ParamSpec, cast

import altair as alt
import pandas as pd

from cxdash.charts import theme

Layers = alt.LayerChart | alt.FacetChart
"""What adding charts gives, as Altair types it; ours are always layers."""

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
        """Return what `st.vega_lite_chart` takes: the spec, and the frames as `datasets`.

        Not for kind "echarts": its spec is the whole option, for `st.echarts_chart`.

        Args:
            ground: The theme the reader uses, for the colour of names; None if not known.
        """
        return {**self.spec, "datasets": self.datasets, "config": theme.styles(ground)}

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


def built(chart: Layers, *, variables: Sequence[str] = ()) -> dict[str, Any]:
    """Return the spec of a chart as plain JSON: the width of its container, open variables.

    Args:
        chart: The composition; its layers name their data sources.
        variables: Names of the parameters that `filled` gives a value, in the order listed.
    """
    spec: dict[str, Any] = chart.properties(
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
    ).to_dict()
    spec["config"] = theme.styles(None)  # in place of Altair's default theme
    opened: list[dict[str, Any]] = [{"name": name, "value": None} for name in variables]
    spec["params"] = opened + spec.get("params", [])
    return spec


def kept(build: Callable[P, dict[str, Any]]) -> Callable[P, dict[str, Any]]:
    """Keep what a function builds for each combination of its arguments; see `forget`.

    What it returns is shared: hand out `filled` copies only.
    """
    cached = functools.lru_cache(maxsize=256)(build)
    _KEPT.append(cached.cache_clear)
    return cast("Callable[P, dict[str, Any]]", cached)


def forget() -> None:
    """Drop every kept spec, so that the next drawing builds its own anew."""
    for clear in _KEPT:
        clear()


def filled(spec: Mapping[str, Any], *, height: float, **values: object) -> dict[str, Any]:
    """Return a copy of a kept spec with its height and variables filled in.

    Args:
        spec: What `built` returned.
        height: Height of the plot in pixels, without axis, labels and legend.
        values: A value for each variable of the spec.

    Raises:
        ValueError: If the values are not exactly the spec's variables.
    """
    copied = copy.deepcopy(dict(spec))
    variables = {param["name"]: param for param in copied["params"] if "value" in param}
    if variables.keys() != values.keys():
        raise ValueError(f"The spec has {sorted(variables)}, the call gives {sorted(values)}.")
    for name, value in values.items():
        variables[name]["value"] = value
    return copied | {"height": height}


def plain(
    frame: pd.DataFrame,
    *,
    text: Sequence[str] = (),
    numbers: Sequence[str] = (),
    flags: Sequence[str] = (),
    dates: Sequence[str] = (),
) -> pd.DataFrame:
    """Return the named columns in types that reach the browser unharmed, in the order given.

    A DECIMAL would be drawn a hundredfold and a column of mixed types has no Arrow type, so
    numbers become floats, dates naive `datetime64[ms]`, flags booleans and the rest text.

    Raises:
        KeyError: If a named column is not in the frame.
    """
    rows = frame.reset_index(drop=True)
    columns = {name: _texts(rows[name]) for name in text}
    columns |= {name: rows[name].astype("float64") for name in numbers}
    columns |= {name: rows[name].astype("bool") for name in flags}
    columns |= {name: rows[name].astype("datetime64[ms]") for name in dates}
    return pd.DataFrame(columns)


def _texts(column: pd.Series) -> pd.Series:
    """Return a column as text, empty where it has none."""
    known = column.notna()
    words = [str(value) if is_known else "" for value, is_known in zip(column, known, strict=True)]
    return pd.Series(words, dtype="str")


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
