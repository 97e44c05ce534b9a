"""What every metric of the catalogue promises, whatever it measures."""

import pandas as pd
import pytest

from cxdash.metrics import query
from cxdash.metrics.catalogue import METRICS
from cxdash.metrics.dimensions import DIMENSIONS
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import is_known, measure
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

ADDITIVE = [metric for metric in METRICS if metric.parts and metric.table != "scores"]
each_metric = pytest.mark.parametrize("metric", ADDITIVE, ids=lambda metric: metric.name)

COUNTED_FOR_EACH = {"process", "team", EMPLOYEE}
"""What touched the customer: an answer counts once for each of them, so groups exceed the whole."""


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


def whole(reader: Reader, metric: Metric, filters: Filters | None = None) -> pd.Series:
    return measure(reader, metric, filters=filters or Filters()).iloc[0]


@each_metric
def test_groups_add_up_to_the_whole(metric: Metric, reader: Reader) -> None:
    """Averages of groups never add up; their parts must."""
    everything = whole(reader, metric)
    for dimension in DIMENSIONS:
        is_doubled = metric.kinds and dimension.name in COUNTED_FOR_EACH
        # Other surveys join in when each survey or question speaks for itself.
        joins_others = metric.kinds and dimension.name in {"survey", "question"}
        if not is_known(metric, [dimension.name]) or is_doubled or joins_others:
            continue
        groups = measure(reader, metric, filters=Filters(), by=(dimension.name,))
        suppressed = groups["suppressed"] if "suppressed" in groups else pd.Series(dtype=bool)
        if not suppressed.any():
            assert groups["total"].sum() == everything["total"], dimension.name


@each_metric
def test_an_answer_counts_once_for_each_that_touched_its_case(
    metric: Metric, reader: Reader
) -> None:
    if not metric.kinds or metric.name == "response_rate":
        return
    assert metric.parts is not None
    groups = measure(reader, metric, filters=Filters(), by=("process",))
    answered = whole(reader, metric)["n"]

    assert groups["n"].sum() >= answered
    # No process can have more answers than there are.
    assert groups["n"].max() <= answered


@each_metric
def test_months_add_up_to_quarters(metric: Metric, reader: Reader) -> None:
    months = measure(reader, metric, filters=Filters(), grain="month")
    quarters = measure(reader, metric, filters=Filters(), grain="quarter").set_index("period")

    starts = months["period"].dt.to_period("Q").dt.start_time
    added = months.groupby(starts)[["n", "total"]].sum()

    assert len(quarters) == 8
    assert added["n"].tolist() == quarters["n"].tolist()
    assert added["total"].tolist() == quarters["total"].tolist()


@each_metric
def test_the_value_is_the_total_over_n_times_the_scale(metric: Metric, reader: Reader) -> None:
    months = measure(reader, metric, filters=Filters(), grain="month")

    expected = (
        months["total"] if metric.unit == "count" else metric.scale * months["total"] / months["n"]
    )
    assert months["value"].tolist() == expected.tolist()


@pytest.mark.parametrize("split", [None, "segment", "channel", "process", "cause"])
@each_metric
def test_rollups_answer_exactly_as_the_rows_do(
    metric: Metric, split: str | None, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = (split,) if split else ()
    if not is_known(metric, by):
        return
    monkeypatch.setattr(query, "held", lambda *_: None)
    from_cells = measure(reader, metric, filters=Filters(), by=by, grain="month")
    monkeypatch.setattr(query, "cuboid_for", lambda *_: None)
    from_rows = measure(reader, metric, filters=Filters(), by=by, grain="month")

    assert len(from_cells) >= 24
    pd.testing.assert_frame_equal(from_cells, from_rows, check_exact=True)


@each_metric
def test_nothing_below_ten_cases_is_told_of_a_person(metric: Metric, reader: Reader) -> None:
    for by, grain in (((EMPLOYEE,), None), ((EMPLOYEE,), "month"), ((EMPLOYEE, "segment"), None)):
        found = measure(reader, metric, filters=Filters(), by=by, grain=grain)
        hidden, told = found[found["suppressed"]], found[~found["suppressed"]]

        assert not (told["n"] < FEWEST_CASES).any()
        assert hidden[["n", "total", "total_sq", "value"]].isna().all(axis=None)
