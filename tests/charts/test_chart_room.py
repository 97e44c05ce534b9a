"""Labels have room: events can be read, strips are not flattened, curves are told apart."""

import pandas as pd
import pytest

from cxdash.charts.comparison import comparison
from cxdash.charts.control import control_chart
from cxdash.charts.events import WIDTHS, placed
from cxdash.charts.multiples import small_multiples
from cxdash.charts.pareto import pareto
from cxdash.charts.strips import scales
from cxdash.charts.survival import time_to_resolution
from tests.charts.chart_frames import CSAT, causes, curve, events, groups, targets, trend

LONG = "Corrective action: every address is checked before it leaves"


def drawn_events(*labels: str) -> tuple[pd.DataFrame, list[str], list[str]]:
    """Return the events of a year, and what their lists say on a page and on a phone."""
    happened = events(*labels)
    datasets = control_chart(trend(12), happened, targets(), CSAT).datasets
    if "list" not in datasets:
        return datasets["events"], [], []
    listed = datasets["list"]
    return (
        datasets["events"],
        listed.loc[~listed["phone"], "words"].tolist(),
        listed.loc[listed["phone"], "words"].tolist(),
    )


def test_few_events_are_named_where_they_happened() -> None:
    shown, on_page, on_phone = drawn_events("New hotline", "App update")

    assert shown["label_wide"].tolist() == ["New hotline", "App update"]
    assert shown["label_narrow"].tolist() == ["New hotline", "App update"]
    assert on_page == on_phone == []


def test_events_that_find_no_room_are_numbered_and_listed_in_full() -> None:
    shown, _, on_phone = drawn_events("New hotline", LONG)

    assert shown["label_narrow"].tolist() == ["1", "2"]
    assert on_phone[0] == "1\N{EN SPACE}New hotline"
    assert " ".join(on_phone[1:]) == f"2\N{EN SPACE}{LONG}"


def test_many_events_run_on_in_their_list() -> None:
    labels = [f"Change {number}" for number in range(40)]
    _, on_page, _ = drawn_events(*labels)

    assert 1 < len(on_page) < 10
    assert all(label in " ".join(on_page) for label in labels)


@pytest.mark.parametrize("width", WIDTHS.values())
def test_no_label_of_an_event_leaves_the_plot_or_meets_another(width: float) -> None:
    labels = ["New delivery partner", "Address check", "Refunds", "Online chat", "Update"]
    places = placed([0.02, 0.5, 0.53, 0.97, 0.99], labels, width)

    assert places is not None
    assert all(place.begin >= 0 and place.end <= width for place in places)
    assert all(
        one.is_clear_of(other) for number, one in enumerate(places) for other in places[:number]
    )


def test_strips_of_near_levels_share_one_scale() -> None:
    found = scales({"a": (0.70, 0.80), "b": (0.71, 0.81)}, CSAT)

    assert found.ends["a"] == found.ends["b"] == (0.70, 0.81)
    assert found.words == "Every strip runs from 70.0 % to 81.0 %"


def test_strips_of_far_levels_keep_their_slopes() -> None:
    found = scales({"a": (0.2, 0.3), "b": (0.8, 0.95)}, CSAT)

    assert [round(high - low, 9) for low, high in found.ends.values()] == [0.15, 0.15]
    assert "its own level" in found.words


def test_a_strip_that_swings_does_not_flatten_the_others() -> None:
    found = scales({"calm": (0.78, 0.82), "wild": (0.1, 1.0)}, CSAT)

    assert found.ends["calm"] == (0.78, 0.82)
    assert "compare shapes" in found.words


def test_the_strips_say_how_they_are_scaled() -> None:
    points = pd.concat([trend(4, value=level).assign(panel=str(level)) for level in (0.2, 0.7)])
    axes = [
        layer["encoding"]["y"]["axis"]["title"]
        for layer in small_multiples(points, CSAT).spec["layer"]
        if "y" in layer["encoding"]
    ]

    assert set(axes) == {"The same scale in every strip, each around its own level"}


def test_a_lone_cause_is_a_bar_with_its_count_and_no_line() -> None:
    lone = pareto(causes().iloc[:1])
    kinds = {layer["mark"]["type"] for layer in lone.spec["layer"]}

    assert "line" not in kinds
    assert lone.datasets["causes"]["count"].tolist() == ["90"]


def test_figures_on_a_phone_are_set_apart() -> None:
    short = comparison(groups(), CSAT).datasets["groups"]["short"]

    assert short.tolist() == ["▲ better · 87.0 % · n 512", "▼ worse · 70.0 % · n 402",
                              "too few · n 6"]  # fmt: skip


def test_each_curve_is_named_with_its_half() -> None:
    both = pd.concat([curve().assign(group="Retail"), curve().assign(group="Corporate")])
    names = time_to_resolution(both).datasets["curve"]["curve"].unique()

    assert names.tolist() == ["Retail: half within 5 days", "Corporate: half within 5 days"]


def test_a_curve_keeps_only_the_steps_that_can_be_seen() -> None:
    many = pd.DataFrame(
        {"days": range(1001), "open_share": [1 - day / 1000 for day in range(1001)], "group": ""}
    ).assign(low=0.0, high=1.0)
    steps = time_to_resolution(many).datasets["curve"]

    assert 100 < len(steps) < 130
    assert steps["tip"].ne("").sum() < 40
