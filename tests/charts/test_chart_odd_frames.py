"""Frames that are empty, lonely, half known or huge are drawn, and never guessed at."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest
import vl_convert

from cxdash.charts.ageing import ageing
from cxdash.charts.bars import touches
from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.distribution import score_distribution
from cxdash.charts.drawing import Drawing, plain
from cxdash.charts.early import early_warning
from cxdash.charts.flow import flow, picked
from cxdash.charts.heat import heat
from cxdash.charts.matrix import touch_matrix
from cxdash.charts.multiples import small_multiples
from cxdash.charts.pareto import pareto
from cxdash.charts.shares import shares
from cxdash.charts.survival import time_to_resolution
from tests.charts.chart_frames import (
    CSAT,
    NAN,
    NPS,
    ages,
    causes,
    contacts,
    crossing,
    curve,
    customers,
    events,
    flows,
    groups,
    panels,
    scores,
    sums,
    targets,
    touched,
    trend,
)

CHARTS = {
    "control": (trend, lambda frame: control_chart(frame, events(), targets(), CSAT)),
    "early": (sums, lambda frame: early_warning(frame, CSAT)),
    "multiples": (panels, lambda frame: small_multiples(frame, CSAT)),
    "distribution": (scores, lambda frame: score_distribution(frame, "How was it?")),
    "comparison": (groups, lambda frame: comparison(frame, CSAT)),
    "shares": (customers, shares),
    "pareto": (causes, pareto),
    "heat": (crossing, heat),
    "matrix": (contacts, lambda frame: touch_matrix(frame, CSAT, ("Process", "Segment"))),
    "survival": (curve, time_to_resolution),
    "ageing": (ages, ageing),
    "touches": (touched, touches),
}
each_chart = pytest.mark.parametrize("name", CHARTS)


def is_drawn(drawing: Drawing) -> bool:
    return "<svg" in vl_convert.vegalite_to_svg(drawing.with_rows())


@each_chart
def test_an_empty_frame_is_drawn(name: str) -> None:
    frame, draw = CHARTS[name]

    assert is_drawn(draw(frame().iloc[:0]))


@each_chart
def test_a_single_row_is_drawn(name: str) -> None:
    frame, draw = CHARTS[name]

    assert is_drawn(draw(frame().iloc[:1]))


def test_a_series_without_limits_shows_intervals_instead() -> None:
    frame = trend().assign(center=NAN, lower=NAN, upper=NAN)
    datasets = control_chart(frame, events(), targets(), CSAT).datasets

    assert "limits" not in datasets
    assert datasets["points"]["whisker_low"].notna().all()


def test_a_series_with_limits_shows_no_intervals() -> None:
    points = control_chart(trend(), events(), targets(), CSAT).datasets["points"]

    assert points["whisker_low"].isna().all()


def test_limits_step_where_a_phase_begins() -> None:
    frame = trend(4, phase_from=2)
    frame["upper"] = [0.9, 0.9, 0.95, 0.95]
    limits = control_chart(frame, events(), targets(), CSAT).datasets["limits"]

    assert limits["upper"].tolist() == [0.9, 0.9, 0.9, 0.95, 0.95, 0.95]
    assert limits["stretch"].nunique() == 2


def test_the_line_leaves_out_a_period_that_is_not_complete() -> None:
    points = control_chart(trend(), events(), targets(), CSAT).datasets["points"]

    assert points["line"].isna().tolist() == [False, False, True]


def test_events_outside_the_time_shown_are_left_out() -> None:
    happened = events("Too early", "New hotline").assign(
        on=pd.to_datetime(["2019-01-01", "2025-02-10"])
    )
    rows = control_chart(trend(), happened, targets(), CSAT).datasets["events"]

    assert rows["label_wide"].tolist() == ["New hotline"]


def test_labels_at_the_right_end_stand_apart() -> None:
    ends = control_chart(trend(), events(), targets(0.8, 0.801), CSAT).datasets["ends"]
    places = sorted(ends["place"])

    gaps = [above - below for below, above in pairwise(places)]
    assert min(gaps) > 0.01


def test_the_middle_of_waits_is_called_neither_mean_nor_days_twice() -> None:
    waits = replace(CSAT, unit="days")
    drawing = control_chart(trend(), events(), targets(), waits, middle="Middle")
    ends = drawing.datasets["ends"]

    assert [words.split()[0] for words in ends["words"]] == ["Upper", "Middle", "Lower"]
    assert ends["words"].str.endswith(" days").all()
    assert not ends["short"].str.contains("days").any()


def test_decimals_are_drawn_as_numbers() -> None:
    frame = trend().assign(value=[Decimal("0.80"), Decimal("0.85"), None])
    points = control_chart(frame, events(), targets(), CSAT).datasets["points"]

    assert points["value"].dtype == "float64"
    assert points["value"].tolist()[:2] == [0.8, 0.85]


def test_a_column_the_chart_needs_is_not_guessed() -> None:
    with pytest.raises(KeyError, match="state"):
        control_chart(trend().drop(columns="state"), events(), targets(), CSAT)


def test_a_callers_frame_stays_as_it_was() -> None:
    frame = contacts()
    touch_matrix(frame, CSAT, ("Process", "Segment"))

    pd.testing.assert_frame_equal(frame, contacts())


def test_two_hundred_groups_are_drawn() -> None:
    many = pd.concat([groups().iloc[[0]].assign(group=f"Group {number}") for number in range(200)])

    assert is_drawn(comparison(many, CSAT))


def test_two_hundred_rows_of_cells_are_drawn() -> None:
    many = pd.concat([contacts().iloc[[0]].assign(row=f"Team {number}") for number in range(200)])

    assert is_drawn(touch_matrix(many, NPS, ("Team", "Segment")))


def test_missing_text_is_empty_and_not_a_word() -> None:
    frame = plain(pd.DataFrame({"name": ["a", None, NAN]}), text=["name"])

    assert frame["name"].tolist() == ["a", "", ""]


def test_a_click_on_the_flow_names_what_was_clicked() -> None:
    drawing = flow(flows(), "dark")

    assert picked(drawing, "node", 0) == ("Retail", None)
    assert picked(drawing, "node", 3) == (None, "Retail")
    assert picked(drawing, "edge", 2) == ("Corporate", "Hotline")


def test_a_click_on_a_flow_that_is_gone_names_nothing() -> None:
    assert picked(flow(flows().iloc[:0], "light"), "edge", 2) == (None, None)
