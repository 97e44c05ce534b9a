"""What is drawn, kept as files a reviewer can read, and proof that every spec is valid.

`CXDASH_UPDATE_SNAPSHOTS=1 python -m pytest tests/charts` writes the files anew.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import vl_convert

from tests.charts.chart_frames import EVERY, VEGA

SNAPSHOTS = Path(__file__).parent / "snapshots"
LINE = 110
UPDATE = os.environ.get("CXDASH_UPDATE_SNAPSHOTS") == "1"


def drawn(part: object) -> object:
    """Return the spec without its rows, their names, the config and the schema's address."""
    if isinstance(part, dict):
        hidden = ("$schema", "config", "data") if "layer" in part or "mark" in part else ()
        return {name: drawn(value) for name, value in part.items() if name not in hidden}
    return [drawn(value) for value in part] if isinstance(part, list) else part


def readable(part: object, margin: str = "") -> str:
    """Return JSON in which whatever fits on a line stands on one line."""
    line = json.dumps(part, ensure_ascii=False)
    if len(margin) + len(line) <= LINE or not isinstance(part, dict | list):
        return line
    inner = margin + "  "
    if isinstance(part, list):
        rows = [inner + readable(value, inner) for value in part]
        return "[\n" + ",\n".join(rows) + f"\n{margin}]"
    rows = [f'{inner}"{name}": {readable(value, inner)}' for name, value in part.items()]
    return "{\n" + ",\n".join(rows) + f"\n{margin}}}"


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_is_drawn_as_its_snapshot_says(name: str) -> None:
    path = SNAPSHOTS / f"{name}.json"
    now = readable(drawn(EVERY[name]().spec)) + "\n"
    if UPDATE:
        path.write_text(now, encoding="utf-8")

    assert now == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VEGA)
def test_every_full_spec_compiles(name: str) -> None:
    assert "<svg" in vl_convert.vegalite_to_svg(VEGA[name]().with_rows("dark"))


@pytest.mark.parametrize("name", EVERY)
def test_a_spec_is_json_without_rows(name: str) -> None:
    assert "values" not in json.loads(json.dumps(EVERY[name]().spec)).get("data", {})


@pytest.mark.parametrize("name", VEGA)
def test_every_named_source_has_its_rows(name: str) -> None:
    drawing = VEGA[name]()

    named = {layer["data"]["name"] for layer in _layers(drawing.spec) if "data" in layer}
    assert named == set(drawing.datasets)


@pytest.mark.parametrize("name", VEGA)
def test_every_encoded_field_is_a_column_of_its_source(name: str) -> None:
    drawing = VEGA[name]()

    for layer in _layers(drawing.spec):
        columns = set(drawing.datasets[layer["data"]["name"]])
        columns |= {name for step in layer.get("transform", []) for name in step.get("as", [])}
        fields = {
            channel["field"]
            for channel in layer["encoding"].values()
            if isinstance(channel, dict) and "field" in channel
        }
        assert fields <= columns


@pytest.mark.parametrize("name", VEGA)
def test_a_click_picks_a_text_field(name: str) -> None:
    drawing = VEGA[name]()
    picks = [param for param in drawing.spec["params"] if param["name"] == "pick"]

    assert [param["select"]["fields"] for param in picks] == (
        [[drawing.picks]] if drawing.picks else []
    )
    assert drawing.picks is None or any(
        drawing.picks in frame and frame[drawing.picks].dtype == "str"
        for frame in drawing.datasets.values()
    )


def _layers(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the layers that hold a mark, each with the source it draws."""
    if "mark" in spec:
        return [dict(spec)]
    inherited = {"data": spec["data"]} if "data" in spec else {}
    return [found for layer in spec["layer"] for found in _layers({**inherited, **layer})]
