"""People and processes beside the average: in their order, by shape and word, never by size."""

import json
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
import vl_convert

from cxdash.charts.effects import STANDINGS, effects
from cxdash.metrics.catalogue import metric_named
from cxdash.stats import Standing

NAN = math.nan
CSAT, NPS, MEAN = (metric_named(name) for name in ("csat", "nps", "mean_score"))


def four() -> pd.DataFrame:
    """Return one row of each standing."""
    return pd.DataFrame(
        {
            "group": ["E-01", "E-02", "E-03", "E-04"],
            "n": [120, 22, 300, 250],
            "value": [0.61, 0.55, 0.81, 0.95],
            "value_low": [0.52, 0.35, 0.76, 0.91],
            "value_high": [0.69, 0.74, 0.85, 0.97],
            "reliability": [0.81, 0.40, 0.92, 0.90],
            "effect": [-0.14, NAN, 0.01, 0.09],
            "low": [-0.22, NAN, -0.03, 0.04],
            "high": [-0.06, NAN, 0.05, 0.14],
            "raw": [-0.17, NAN, 0.03, 0.17],
            "raw_low": [-0.26, NAN, -0.02, 0.13],
            "raw_high": [-0.09, NAN, 0.07, 0.19],
            "standing": ["clearly below", "not compared", "within normal variation",
                         "clearly above"],
        }
    )  # fmt: skip


def rows_drawn(frame: pd.DataFrame) -> pd.DataFrame:
    return effects(frame, CSAT).datasets["groups"].set_index("group")


def layers(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    return spec["layer"]


@pytest.mark.parametrize("metric", [CSAT, NPS, MEAN])
@pytest.mark.parametrize("ground", ["light", "dark"])
def test_every_full_spec_compiles(metric, ground) -> None:
    assert "<svg" in vl_convert.vegalite_to_svg(effects(four(), metric).with_rows(ground))


@pytest.mark.parametrize("rows", [0, 1])
def test_an_empty_frame_and_a_single_row_are_drawn(rows: int) -> None:
    drawing = effects(four().head(rows), CSAT)

    assert "<svg" in vl_convert.vegalite_to_svg(drawing.with_rows("light"))


def test_rows_stand_in_the_order_given_though_some_have_no_mark() -> None:
    """A layer drops marks without a number from its order: the first layer must have them all."""
    svg = vl_convert.vegalite_to_svg(effects(four(), CSAT).with_rows("light"))

    places = [svg.index(f">{name}<") for name in ("E-01", "E-02", "E-03", "E-04")]
    heights = [float(svg[:place].rpartition("translate(")[2].partition(",")[2].partition(")")[0])
               for place in places]  # fmt: skip
    assert heights == sorted(heights)


def test_each_standing_has_a_shape_and_a_word_of_its_own() -> None:
    drawn = rows_drawn(four())

    assert drawn.loc["E-01", "figure"] == "▼ clearly below · 61.0 % · n 120"
    assert drawn.loc["E-03", "figure"] == "within normal variation · 81.0 % · n 300"
    assert drawn.loc["E-04", "figure"] == "▲ clearly above · 95.0 % · n 250"
    assert set(STANDINGS) == {str(word) for word in Standing}
    assert drawn["colour"].nunique() == 3


def test_who_is_not_compared_has_the_own_interval_in_words_and_no_mark() -> None:
    drawn = rows_drawn(four())

    alone = drawn.loc["E-02"]
    assert alone["figure"] == "not compared · 55.0 %, likely 35.0 to 74.0 % · n 22"
    assert alone["short"] == "not compared · 55.0 %"
    assert alone[["effect", "low", "high", "raw", "raw_low", "raw_high"]].isna().all()
    # Of those compared only the adjusted interval is drawn.
    assert drawn[["raw_low", "raw_high"]].isna().all(axis=None)


def test_a_mark_says_both_scores_and_how_reliable_they_are() -> None:
    assert rows_drawn(four()).loc["E-01", "tip"] == (
        "E-01: clearly below, adjusted −14.0 points (likely −22.0 to −6.0 points), as answered "
        "61.0 %, likely 52.0 to 69.0 %, 120 answers, reliability 0.81"
    )


def test_every_encoded_field_is_a_column() -> None:
    drawing = effects(four(), CSAT)

    columns = set(drawing.datasets["groups"])
    fields = {
        channel["field"]
        for layer in layers(drawing.spec)
        for channel in layer["encoding"].values()
        if isinstance(channel, dict) and "field" in channel
    }
    assert fields <= columns
    assert drawing.picks == "group"


def test_other_people_need_no_other_spec() -> None:
    first, second = (effects(rows, CSAT).spec for rows in (four(), four().head(2)))

    assert json.dumps(first) == json.dumps(second)
