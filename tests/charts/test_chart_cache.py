"""One spec for each shape: built once, filled for each call, never mixed up."""

import json
from collections.abc import Callable

import pytest

from cxdash.charts import comparison, control, heat, matrix, multiples, survival
from cxdash.charts.drawing import Drawing, forget
from tests.charts.chart_frames import (
    CSAT,
    contacts,
    crossing,
    curve,
    events,
    groups,
    panels,
    targets,
    trend,
)

PAIRS: dict[str, tuple[Callable[[], Drawing], Callable[[], Drawing]]] = {
    "control": (
        lambda: control.control_chart(trend(), events("New hotline"), targets(0.85), CSAT),
        lambda: control.control_chart(trend(40, value=0.4), events(), targets(), CSAT),
    ),
    "comparison": (
        lambda: comparison.comparison(groups(), CSAT),
        lambda: comparison.comparison(groups().iloc[[0]].assign(value=0.2, low=0.1), CSAT),
    ),
    "multiples": (
        lambda: multiples.small_multiples(panels(), CSAT),
        lambda: multiples.small_multiples(trend(5).assign(panel="All"), CSAT),
    ),
    "matrix": (
        lambda: matrix.touch_matrix(contacts(), CSAT, ("Team", "Segment")),
        lambda: matrix.touch_matrix(contacts().iloc[[2]], CSAT, ("Team", "Segment")),
    ),
    "heat": (lambda: heat.heat(crossing()), lambda: heat.heat(crossing().iloc[[1]])),
    "survival": (
        lambda: survival.time_to_resolution(curve()),
        lambda: survival.time_to_resolution(curve().iloc[:1]),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_two_data_sets_through_one_kept_spec_equal_fresh_ones(name: str) -> None:
    first, second = PAIRS[name]
    kept = [json.dumps(draw().spec) for draw in (first, second, first)]

    fresh = []
    for draw in (first, second, first):
        forget()
        fresh.append(json.dumps(draw().spec))
    assert kept == fresh


def test_a_drawing_does_not_share_its_spec_with_the_next() -> None:
    spoiled = PAIRS["control"][0]().spec
    spoiled["layer"].clear()

    assert len(PAIRS["control"][0]().spec["layer"]) > 0


@pytest.mark.parametrize("name", ["comparison", "matrix", "heat"])
def test_two_data_sets_of_a_shape_have_one_spec_however_many_rows(name: str) -> None:
    """A spec that stays keeps the chart in the browser, which then only takes the rows."""
    first, second = (draw().spec for draw in PAIRS[name])

    assert first == second


def test_more_points_need_no_other_spec() -> None:
    few, many = (
        control.control_chart(trend(months), events("New hotline"), targets(0.85), CSAT)
        for months in (3, 70)
    )

    assert few.spec == many.spec
    assert few.datasets["span"]["point_size"][0] > many.datasets["span"]["point_size"][0]
