"""Ratios on a log axis: drawn, read aloud, and kept in sight however far they run."""

import math

import pandas as pd
import pytest
import vl_convert

from cxdash.charts.actions import LEAST, MOST, actions
from cxdash.charts.theme import Ground


def judged(**changed: object) -> pd.DataFrame:
    row: dict[str, object] = {
        "key": "Late after Check", "cause": "Late", "action": "Check, 1 Nov 2025",
        "verdict": "effective", "ratio": 0.52, "low": 0.43, "high": 0.63, "step": 0.58,
        "step_low": 0.40, "step_high": 0.85, "before": 372, "after": 151,
    }  # fmt: skip
    return pd.DataFrame([row | changed])


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_it_is_drawn(ground: Ground) -> None:
    rows = pd.concat([judged(), judged(key="b", verdict="worse"), judged(key="c", verdict="x")])

    assert "<svg" in vl_convert.vegalite_to_svg(actions(rows).with_rows(ground))


def test_each_ratio_is_read_aloud() -> None:
    [tip] = actions(judged()).datasets["actions"]["tip"]

    assert tip == (
        "Late, Check, 1 Nov 2025: effective, x 0.52 (likely 0.43 to 0.63), 372 complaints before "
        "and 151 after, trend held apart x 0.58 (0.40 to 0.85)"
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"ratio": math.inf, "low": 34.5, "high": math.inf, "before": 0},
        {"ratio": 0.0, "low": 0.0, "high": 0.06, "after": 0},
        {"step": math.nan, "step_low": math.nan, "step_high": math.nan},
    ],
    ids=["none before", "none after", "no trend"],
)
def test_what_has_no_end_stays_on_the_axis(odd: dict[str, float]) -> None:
    drawing = actions(judged(**odd))

    row = drawing.datasets["actions"].iloc[0]
    assert LEAST <= row["lowest"] < 1 < row["highest"] <= MOST
    assert row["lowest"] <= row["low"] <= row["ratio"] <= row["high"] <= row["highest"]
    assert not {"nan", "inf"} & set(row["tip"].replace("(", " ").split())
    assert "<svg" in vl_convert.vegalite_to_svg(drawing.with_rows())
