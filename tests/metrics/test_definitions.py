"""Every metric's definition in a second pair of hands: SQL on the base tables, spelled anew."""

from decimal import Decimal

import pandas as pd
import pytest

from cxdash.metrics.catalogue import METRICS, metric_named
from cxdash.metrics.customers import customers_touched
from cxdash.metrics.durations import durations
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import measure
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace
from tests.uploads_by_hand import keep

AFTER_CONTACT = "survey = 'After a contact'"

# {group} is what the rows are grouped by; each gives (group, value).
BY_HAND = {
    "csat": f"""
        select {{group}}, sum(if(score in (4, 5), 1, 0)) / count(*)
        from responses where score in (1, 2, 3, 4, 5) and {AFTER_CONTACT} group by 1""",
    "mean_score": f"""
        select {{group}}, avg(score::double)
        from responses where {AFTER_CONTACT} group by 1""",
    "nps": """
        select {group},
            100.0 * (count(*) filter (where score in (9, 10))
                - count(*) filter (where score in (0, 1, 2, 3, 4, 5, 6))) / count(*)
        from responses where survey = 'Relationship' group by 1""",
    "ces": """
        select {group}, avg(score::double)
        from responses where survey = 'After a delivery' group by 1""",
    "exceeded": f"""
        select {{group}}, count_if(score > expected_score) / count(*)
        from responses where expected_score is not null and {AFTER_CONTACT} group by 1""",
    "fell_short": f"""
        select {{group}}, count_if(score < expected_score) / count(*)
        from responses where expected_score is not null and {AFTER_CONTACT} group by 1""",
    "responses": f"""
        select {{group}}, count(*)
        from responses where {AFTER_CONTACT} and score is not null group by 1""",
    # How many were asked for the half-yearly review is not known.
    "response_rate": """
        select asked.g, answered.n / asked.n from
            (select {group} as g, sum(invited) as n from invitations group by 1) asked
            join (
                select {group} as g, count(*) as n from responses
                where survey <> 'Half-yearly review' group by 1
            ) answered
            on asked.g = answered.g""",
    "complaints": "select {group}, count(*) from complaints group by 1",
    "complaint_rate": """
        select met.g, 1000 * heard.n / met.n from
            (select {group} as g, count(*) as n from touches group by 1) met
            join (select {group} as g, count(*) as n from complaints group by 1) heard
            on met.g = heard.g""",
    "resolved_in_time": """
        select {group},
            count_if(resolved_at is not null and resolved_at < due_at::date + 1)
                / count_if(resolved_at is not null
                    or (select max(as_of) from facts_span) >= due_at::date + 1)
        from complaints where due_at is not null group by 1""",
    "kept_promises": """
        select {group}, count_if(delivered_at::date <= promised_at::date)
            / count_if(delivered_at is not null)
        from cases where promised_at is not null group by 1""",
    "touches": "select {group}, count(*) from contacts group by 1",
}

GROUPS = {"month": "strftime(occurred_on, '%Y-%m')", "segment": "segment"}


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("name", BY_HAND)
def test_the_metric_is_what_an_analyst_would_count(name: str, group: str, reader: Reader) -> None:
    found = reader.facts.rows(BY_HAND[name].format(group=GROUPS[group]))
    by_hand = {key: float(value) for key, value in found if key is not None and value}

    if group == "month":
        measured = measure(reader, metric_named(name), filters=Filters(), grain="month")
        keys = measured["period"].dt.strftime("%Y-%m")
    else:
        measured = measure(reader, metric_named(name), filters=Filters(), by=("segment",))
        keys = measured["segment"]
    values = dict(zip(keys, measured["value"], strict=True))
    told = {key: value for key, value in values.items() if value and value == value}  # noqa: PLR0124 - NaN

    assert len(by_hand) >= (24 if group == "month" else 4)
    assert told == pytest.approx(by_hand, rel=1e-12)


def test_every_metric_is_checked_somewhere_in_this_file() -> None:
    elsewhere = {"resolution_days", "customers_touched", "reported_share", "reported_mean"}

    assert {metric.name for metric in METRICS} == set(BY_HAND) | elsewhere


def test_resolution_takes_open_complaints_to_the_newest_data(reader: Reader) -> None:
    found = durations(reader, Filters())

    resolved, waiting, hours = reader.facts.rows(
        "select count(resolved_at), count(*) - count(resolved_at), "
        "sum(date_diff('second', occurred_at, coalesce(resolved_at, as_of))) / 3600 "
        "from complaints, facts_span"
    )[0]
    assert found.n[found.closed].sum() == resolved
    assert found.n[~found.closed].sum() == waiting
    # Complaints carry an hour, so none of them is resolved before it arrived.
    assert (found.days * found.n).sum() * 24 == pytest.approx(float(hours), rel=1e-6)


def test_customers_touched_counts_each_known_customer_once(reader: Reader) -> None:
    hotels = Filters().only("segment", "Hotels & hospitality")
    known, touched = reader.facts.rows(
        "select count(*), count(*) filter (where exists (select 1 from contacts "
        "where contacts.customer_id = customers.customer_id)) "
        "from customers where segment = 'Hotels & hospitality'"
    )[0]

    found = customers_touched(reader, hotels)

    assert found is not None
    assert (found.touched, found.known) == (touched, known)


@pytest.mark.parametrize("name", ["csat", "nps", "kept_promises"])
def test_the_parts_give_the_value(name: str, reader: Reader) -> None:
    metric = metric_named(name)

    measured = measure(reader, metric, filters=Filters(), by=("segment",), grain="quarter")

    assert len(measured) > 8
    pd.testing.assert_series_equal(
        measured["value"], metric.scale * measured["total"] / measured["n"], check_names=False
    )


def test_a_score_of_a_four_step_scale_satisfies_only_at_the_top(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    scale = {"metric_kind": "csat", "scale_low": 1, "scale_high": 4, "occurred_at": "2025-03-01"}
    keep(workspace, {"responses": [{"score": score, **scale} for score in (1, 3, 3, 4)]})

    found = measure(reader_of(workspace), metric_named("csat"), filters=Filters())

    assert (found["n"].item(), found["total"].item()) == (4, 1)


def test_an_nps_answer_outside_0_to_10_is_no_answer(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    scale = {"metric_kind": "nps", "scale_low": 0, "scale_high": 10, "occurred_at": "2025-03-01"}
    keep(workspace, {"responses": [{"score": score, **scale} for score in (11, 10, 9, 8, 6, 0)]})

    found = measure(reader_of(workspace), metric_named("nps"), filters=Filters())

    assert (found["n"].item(), found["value"].item()) == (5, 0.0)


def test_reported_results_average_one_kind_only(tmp_path) -> None:
    workspace = Workspace(tmp_path)
    share = {"metric": "share satisfied", "occurred_at": "2025-03-01", "segment": "Retail"}
    rows = [{"value": Decimal("0.8"), **share}, {"value": Decimal("0.6"), **share}]
    rows.append({"value": 4.1, "metric": "mean", "occurred_at": "2025-03-02", "segment": "Retail"})
    keep(workspace, {"scores": rows})
    reader = reader_of(workspace)

    values = {
        name: measure(reader, metric_named(name), filters=Filters())["value"].item()
        for name in ("reported_share", "reported_mean")
    }

    assert values == pytest.approx({"reported_share": 0.7, "reported_mean": 4.1})
