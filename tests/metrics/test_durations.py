"""How long complaints take is the same figure wherever their rows are read."""

import numpy as np
import pytest

from cxdash.metrics import durations
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.query import added_by_database
from cxdash.metrics.reader import Reader, reader_of
from cxdash.store.workspace import Workspace

FILTERS = (
    Filters(),
    Filters(where=(("channel", ("E-mail",)),)),
    Filters(where=(("cause", ("Transport damage", NOT_RECORDED)), ("severity", ("Major",)))),
    Filters(where=(("channel", ("A channel nobody uses",)),)),
)


@pytest.fixture(scope="module")
def reader(sample: Workspace) -> Reader:
    return reader_of(sample)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: str(one.where))
def test_ages_and_kept_dates_are_those_of_the_database(
    filters: Filters, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    ages, kept = durations.ageing(reader, filters), durations.kept_dates(reader, filters)
    monkeypatch.setattr(durations, "every_row", lambda *_: None)

    assert ages.equals(durations.ageing(reader, filters))
    assert kept == durations.kept_dates(reader, filters)


@pytest.mark.parametrize("filters", FILTERS, ids=lambda one: str(one.where))
def test_many_complaints_are_counted_by_steps_as_the_database_counts_them(
    filters: Filters, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durations, "_are_many", lambda _: True)
    found = durations.durations(reader, filters)
    monkeypatch.setattr(durations, "add_up", added_by_database)
    expected = durations.durations(reader, filters)

    for one, other in zip(found[:3], expected[:3], strict=True):
        assert np.array_equal(one, other)


def test_the_sample_has_open_complaints_and_dates_that_were_kept(reader: Reader) -> None:
    """So that the two above compare something."""
    assert durations.ageing(reader, Filters())["n"].gt(0).all()
    kept = durations.kept_dates(reader, Filters())
    assert 0 < kept.in_time < kept.due
