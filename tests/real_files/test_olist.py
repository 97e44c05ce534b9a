"""A Brazilian marketplace: orders, customers, reviews, items and sellers in files of their own."""

from pathlib import Path

import pytest

from cxdash import Filters, Question, Workspace, answer
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.measure import measure
from cxdash.metrics.reader import reader_of

NAMES = ("customers", "orders", "order_items", "order_reviews", "sellers")


@pytest.fixture(scope="session")
def olist(loaded) -> Workspace:
    return loaded(*(f"olist/olist_{name}_dataset.csv" for name in NAMES))


@pytest.fixture(scope="session")
def joined(shared_data: Path) -> str:
    """Return reviews with their order and customer, as SQL on the raw files."""
    folder = shared_data / "olist"
    return f"""
        (select r.review_score as score, r.review_creation_date as day, c.customer_state as state,
                o.order_delivered_customer_date::date as came,
                o.order_estimated_delivery_date::date as promised
         from read_csv('{folder}/olist_order_reviews_dataset.csv') r
         left join read_csv('{folder}/olist_orders_dataset.csv') o using (order_id)
         left join read_csv('{folder}/olist_customers_dataset.csv') c using (customer_id))
    """


def test_late_deliveries_score_far_lower_than_those_on_time(olist: Workspace) -> None:
    measured = measure(
        reader_of(olist), metric_named("mean_score"), filters=Filters(), by=("in_time",)
    )
    found = {
        name: (n, round(value, 3))
        for name, n, value in zip(
            measured["in_time"], measured["n"], measured["value"], strict=True
        )
    }
    assert found["late"] == (193, 2.285)
    assert found["in time"] == (2710, 4.268)


@pytest.mark.parametrize(
    ("metric", "formula"),
    [("mean_score", "avg(score)"), ("csat", "avg(if(score in (4, 5), 1.0, 0.0))")],
)
def test_scores_by_month_and_customer_state(olist, joined, by_hand, metric, formula) -> None:
    measured = measure(
        reader_of(olist),
        metric_named(metric),
        filters=Filters(),
        by=("region",),
        grain="month",
    )
    found = {
        (start.date(), state): pytest.approx(value, rel=1e-9)
        for start, state, value in zip(
            measured["period"], measured["region"], measured["value"], strict=True
        )
    }
    assert len(found) > 300
    assert found == {
        (month, state): value
        for month, state, value in by_hand(
            f"select date_trunc('month', day)::date, state, {formula} from {joined} group by all"
        )
    }


def test_a_comment_over_several_lines_is_one_comment(olist: Workspace) -> None:
    snapshot = olist.snapshot()
    assert snapshot.rows("select count(*) from responses") == [(2993,)]
    assert snapshot.rows("select count(*) > 0 from responses where comment like '%\n%'") == [
        (True,)
    ]


def test_zip_codes_and_ids_stay_text(olist: Workspace) -> None:
    ids = olist.snapshot().rows("select count(*), min(length(customer_id)) from customers")
    assert ids == [(3000, 32)]


def test_sellers_are_on_the_touch_map(olist: Workspace) -> None:
    found = answer("touchpoints", olist, Question())
    assert found.sentences[1] == (
        "3,397 touches in this view; 2,976 of 3,000 known customers were touched (99 %)."
    )


def test_no_order_arrives_before_it_was_placed(
    olist: Workspace, shared_data: Path, by_hand
) -> None:
    """Five were handed to the carrier before, but that date is not one cxdash keeps."""
    orders = f"read_csv('{shared_data}/olist/olist_orders_dataset.csv')"
    placed = "order_purchase_timestamp"
    assert by_hand(
        f"select count(*) filter (where order_delivered_customer_date < {placed}), "
        f"count(*) filter (where order_delivered_carrier_date < {placed}) from {orders}"
    ) == [(0, 5)]
    files = olist.snapshot().rows("select sum(rows_refused)::int from files")
    assert files == [(0,)]
    assert all(upload.refused() is None for upload in olist.uploads.all())
