"""Times to resolution of very many complaints are counted in steps, and said to be approximate."""

import numpy as np
import pytest

from cxdash.answers.complaints import complaints
from cxdash.metrics import durations
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.periods import Period
from cxdash.metrics.reader import Reader
from cxdash.stats import kaplan_meier
from cxdash.store.steps import hours_of
from tests.metrics.test_rollups import random_company, sample_with_rollups

__all__ = ["random_company", "sample_with_rollups"]

FILTERS = (
    Filters(),
    Filters().only("segment", "Private households"),
    Filters().only("channel", "Phone"),
)


def test_the_middle_of_a_step_is_within_two_percent_of_every_time_in_it() -> None:
    ends = 1.04 ** np.arange(-100.0, 300.0)
    middles = hours_of(np.arange(-100.0, 300.0))

    assert np.all(np.abs(middles / ends - 1) < 0.02)
    assert np.all(np.abs(middles / (ends * 1.04) - 1) < 0.02)


@pytest.mark.parametrize("filters", FILTERS)
def test_quantiles_from_steps_are_within_two_percent_of_those_from_rows(
    filters: Filters, sample_with_rollups: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = durations.durations(sample_with_rollups, filters)
    monkeypatch.setattr(durations, "MOST_EXACT", 0)
    sample_with_rollups = Reader(sample_with_rollups.facts, sample_with_rollups.span)
    found = durations.durations(sample_with_rollups, filters)

    assert (exact.approximate, found.approximate) == (False, True)
    assert (found.n.sum(), found.n[found.closed].sum()) == (
        exact.n.sum(),
        exact.n[exact.closed].sum(),
    )
    for share in (0.5, 0.75, 0.9):
        wanted, told = (
            kaplan_meier(one.days, one.closed, weights=one.n).quantile(share).value
            for one in (exact, found)
        )
        assert told == pytest.approx(wanted, rel=0.02)


def test_what_is_counted_in_steps_says_that_it_is_approximate(
    sample_with_rollups: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    span = sample_with_rollups.span
    assert span is not None
    question = Question(Filters(Period(span.first, span.last)))
    exactly = complaints(sample_with_rollups, question)
    monkeypatch.setattr(durations, "MOST_EXACT", 0)
    in_steps = complaints(Reader(sample_with_rollups.facts, span), question)

    assert "approximate" not in exactly.panels["resolution"].how
    how = in_steps.panels["resolution"].how
    assert "every time is approximate, within 2 % of the true one" in how
