"""Filters: which rows a question is about, and what it is compared with."""

from datetime import date, timedelta

import pytest

from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import METRICS, metric_named
from cxdash.metrics.choices import choices, measurable
from cxdash.metrics.dimensions import DIMENSIONS, dimension_named
from cxdash.metrics.filters import Filters, where_of
from cxdash.metrics.measure import measure
from cxdash.metrics.periods import (
    GRAINS,
    PRESETS,
    Calendar,
    Compare,
    Period,
    compared_with,
    months_back,
    resolve,
    suited_grain,
)
from cxdash.metrics.reader import reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: str, last: str) -> Period:
    return Period(day(first), day(last))


@pytest.fixture(scope="module")
def march(tmp_path_factory) -> Workspace:
    """Four complaints on the edges of March 2025, two of them in no segment."""
    workspace = Workspace(tmp_path_factory.mktemp("march"))
    rows = [("2025-02-28 23:59", "A"), ("2025-03-01", "A"), ("2025-03-31 23:59", None)]
    rows.append(("2025-04-01", None))
    keep(
        workspace,
        {
            "complaints": [
                {"complaint_id": f"C{n}", "occurred_at": at, "segment": segment, "cause": "Late"}
                for n, (at, segment) in enumerate(rows)
            ]
        },
    )
    return workspace


def counted(workspace: Workspace, filters: Filters) -> float:
    found = measure(reader_of(workspace), metric_named("complaints"), filters=filters)
    return found["value"].item()


def test_both_ends_of_a_period_count(march: Workspace) -> None:
    assert counted(march, Filters(days("2025-03-01", "2025-03-31"))) == 2
    assert counted(march, Filters(days("2025-02-28", "2025-04-01"))) == 4


def test_not_recorded_is_a_value_like_any_other(march: Workspace) -> None:
    both = where_of({"segment": ["not recorded", "A"]})

    assert counted(march, Filters().only("segment", "not recorded")) == 2
    assert counted(march, Filters().only("segment", "A")) == 2
    assert counted(march, Filters(where=both)) == 4
    groups = measure(
        reader_of(march), metric_named("complaints"), filters=Filters(), by=("segment",)
    )
    assert groups["segment"].tolist() == ["A", "not recorded"]


def test_a_value_nobody_has_leaves_nothing(march: Workspace) -> None:
    assert counted(march, Filters().only("segment", "B")) == 0


def test_a_value_with_quotes_in_it_is_only_a_value(march: Workspace) -> None:
    assert counted(march, Filters().only("segment", "A' or 1=1 --")) == 0


def test_equal_choices_make_equal_filters_whatever_their_order() -> None:
    one = where_of({"team": ["b", "a"], "segment": ["x"], "region": []})
    other = where_of({"segment": ("x",), "team": ("a", "b")})

    assert one == other == (("segment", ("x",)), ("team", ("a", "b")))


def test_an_unknown_metric_names_the_known_ones() -> None:
    with pytest.raises(QuestionError) as refused:
        metric_named("happiness")
    assert "happiness" in refused.value.what
    assert all(metric.name in refused.value.next_step for metric in METRICS)


def test_an_unknown_dimension_names_the_known_ones(march: Workspace) -> None:
    with pytest.raises(QuestionError) as refused:
        dimension_named("colour")
    assert all(dimension.name in refused.value.next_step for dimension in DIMENSIONS)
    with pytest.raises(QuestionError, match="colour"):
        counted(march, Filters().only("colour", "red"))


def test_a_dimension_a_metric_does_not_record_is_refused_with_those_it_does(
    march: Workspace,
) -> None:
    with pytest.raises(QuestionError) as refused:
        counted(march, Filters().only("survey", "X"))
    assert refused.value.what == "Complaints cannot be split or filtered by survey."
    assert "cause" in refused.value.next_step


def test_a_metric_that_does_not_add_up_says_so(march: Workspace) -> None:
    with pytest.raises(QuestionError, match="does not add up"):
        measure(reader_of(march), metric_named("resolution_days"), filters=Filters())


def test_choices_end_with_not_recorded_and_only_offer_what_is_there(march: Workspace) -> None:
    reader = reader_of(march)

    assert choices(reader) == {"segment": ["A", "not recorded"], "customer_kind": ["external"],
                               "cause": ["Late"]}  # fmt: skip
    # No exposure is loaded: no rate.
    assert [metric.name for metric in measurable(reader)] == [
        "complaints",
        "resolution_days",
        "resolved_in_time",
    ]


DATA = days("2024-10-01", "2026-09-30")


@pytest.mark.parametrize(
    ("preset", "span", "expected"),
    [
        ("12m", DATA, days("2025-10-01", "2026-09-30")),
        ("3m", DATA, days("2026-07-01", "2026-09-30")),
        ("1m", DATA, days("2026-09-01", "2026-09-30")),
        ("24m", DATA, DATA),
        ("ytd", DATA, days("2026-01-01", "2026-09-30")),
        ("all", DATA, DATA),
        ("3m", days("2024-01-01", "2025-10-17"), days("2025-07-18", "2025-10-17")),
        ("1m", days("2024-01-01", "2024-02-29"), days("2024-02-01", "2024-02-29")),
        ("1m", days("2024-01-01", "2025-03-30"), days("2025-02-28", "2025-03-30")),
    ],
)
def test_presets_count_back_from_the_newest_data(
    preset: str, span: Period, expected: Period
) -> None:
    assert resolve(preset, span) == expected


def test_an_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(QuestionError) as refused:
        resolve("fortnight", DATA)
    assert all(name in refused.value.next_step for name in PRESETS)


@pytest.mark.parametrize(
    ("period", "compare", "expected"),
    [
        # Whole months step back by whole months, however long they are.
        (days("2025-03-01", "2025-03-31"), "previous", days("2025-02-01", "2025-02-28")),
        (days("2024-03-01", "2024-03-31"), "previous", days("2024-02-01", "2024-02-29")),
        (days("2025-07-01", "2025-09-30"), "previous", days("2025-04-01", "2025-06-30")),
        (days("2025-10-01", "2026-09-30"), "previous", days("2024-10-01", "2025-09-30")),
        (days("2025-01-01", "2025-01-31"), "previous", days("2024-12-01", "2024-12-31")),
        # Whole months from the middle of one.
        (days("2025-07-18", "2025-10-17"), "previous", days("2025-04-18", "2025-07-17")),
        # Any other stretch steps back by its days.
        (days("2025-03-10", "2025-03-16"), "previous", days("2025-03-03", "2025-03-09")),
        (days("2025-03-01", "2025-03-01"), "previous", days("2025-02-28", "2025-02-28")),
        # Last year: leap days come and go.
        (days("2025-02-01", "2025-02-28"), "year", days("2024-02-01", "2024-02-29")),
        (days("2024-02-01", "2024-02-29"), "year", days("2023-02-01", "2023-02-28")),
        (days("2025-07-18", "2025-10-17"), "year", days("2024-07-18", "2024-10-17")),
        (days("2024-02-29", "2024-02-29"), "year", days("2023-02-28", "2023-02-28")),
    ],
)
def test_what_a_period_is_compared_with(period: Period, compare: Compare, expected: Period) -> None:
    assert compared_with(period, compare) == expected


def test_the_rest_is_no_period() -> None:
    assert compared_with(DATA, "rest") is None


def test_the_period_before_always_ends_the_day_before() -> None:
    for shift in range(400):
        for length in (1, 7, 28, 30, 31, 59, 90, 365):
            first = day("2023-12-15") + timedelta(days=shift)
            period = Period(first, first + timedelta(days=length - 1))
            before = compared_with(period, "previous")
            assert before is not None
            assert before.last == first - timedelta(days=1)
            assert before.first <= before.last


def test_months_back_stops_at_the_end_of_a_short_month() -> None:
    assert months_back(day("2025-05-31"), 3) == day("2025-02-28")
    assert months_back(day("2024-05-31"), 3) == day("2024-02-29")


@pytest.mark.parametrize(
    ("period", "grain"),
    [
        (days("2025-03-01", "2025-03-21"), "day"),
        (days("2025-03-01", "2025-03-22"), "week"),
        (days("2025-07-01", "2025-09-30"), "week"),
        (days("2025-01-01", "2025-12-31"), "month"),
        (days("2020-01-01", "2025-12-31"), "quarter"),
    ],
)
def test_the_grain_suits_the_period(period: Period, grain: str) -> None:
    assert suited_grain(period) == grain


CALENDARS = [
    Calendar("monday", 1),
    Calendar("sunday", 4),
    Calendar("saturday", 7),
    Calendar("monday", 12),
]


@pytest.mark.parametrize("calendar", CALENDARS, ids=str)
def test_the_calendar_counts_alike_in_python_and_in_sql(
    calendar: Calendar, march: Workspace
) -> None:
    facts = reader_of(march).facts
    starts = ", ".join(calendar.period_sql(grain, "day") for grain in GRAINS)
    found = facts.rows(
        f"select day, {starts} from (select unnest(range(date '2023-12-20', date '2025-01-25', "
        "interval 1 day))::date as day)"
    )

    assert len(found) == 402
    for today, *by_sql in found:
        assert [calendar.start_of(today, grain) for grain in GRAINS] == by_sql, today


@pytest.mark.parametrize(
    ("calendar", "week", "year"),
    [
        (Calendar("sunday", 4), "2025-01-05", "2024-04-01"),
        (Calendar("saturday", 1), "2025-01-04", "2025-01-01"),
        (Calendar("monday", 2), "2025-01-06", "2024-02-01"),
    ],
)
def test_weeks_and_years_start_where_the_workspace_says(
    calendar: Calendar, week: str, year: str
) -> None:
    wednesday = day("2025-01-08")

    assert calendar.start_of(wednesday, "week") == day(week)
    assert calendar.start_of(wednesday, "year") == day(year)
