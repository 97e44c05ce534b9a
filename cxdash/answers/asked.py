"""A question with its choices made: metric, grain, survey question; what every panel shares."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from cxdash.answers.charted import Course
from cxdash.answers.series import history_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import require_known, with_exposure
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import GRAINS, Grain, next_start, suited_grain
from cxdash.metrics.query import PERIOD, Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.reported import weighed
from cxdash.metrics.surveys import Instrument, headline, rows_of

ENOUGH_FILLED = 0.5
"""The share of periods that must hold something before a grain is used of its own accord."""


@dataclass(frozen=True)
class Asked:
    """A question with metric, grain and survey question decided."""

    reader: Reader
    metric: Metric
    question: Question
    grain: Grain
    instrument: Instrument | None

    def course(self, filters: Filters) -> Course:
        """Return what a chart of these rows runs over, history included."""
        shown = history_of(self.reader, filters.period, self.grain)
        scale = self.instrument.ends if self.instrument and self.metric.chart == "mean" else None
        return Course(filters.within(shown), self.grain, scale, self.question.judging)


def asked_of(reader: Reader, question: Question) -> Asked:
    """Return the question with metric, grain and survey question decided."""
    metric = with_exposure(reader, metric_named(question.metric))
    metric = weighed(reader, metric, question.filters)
    require_known(metric, (name for name, _ in question.filters.where))
    grain: Grain = question.grain or reader.once(
        ("grain", metric.name, question.filters),
        lambda: _readable_grain(reader, metric, question.filters),
    )
    # The response rate is of whole surveys, so it speaks of no one question.
    is_of_a_question = bool(metric.kinds) and not (metric.parts and metric.parts.exposure)
    instrument = headline(reader, metric, question.filters) if is_of_a_question else None
    return Asked(reader, metric, question, grain, instrument)


def _readable_grain(reader: Reader, metric: Metric, filters: Filters) -> Grain:
    """Return the grain that suits the period, coarser where most of its periods would be empty.

    A yearly survey by the quarter is three gaps and a point.
    """
    period = filters.period or reader.span
    if period is None:
        return "month"
    grain = suited_grain(period)
    if metric.parts is None or metric.chart in {"count", "rate"}:
        return grain
    course = filters.within(history_of(reader, filters.period, grain))
    table, asked = rows_of(reader, metric, course)
    for coarser in GRAINS[GRAINS.index(grain) :]:
        found = add_up(reader, Ask(table, (metric.parts.n,), asked, grain=coarser))[PERIOD]
        if not len(found):
            return grain
        first, last = pd.Timestamp(found[0]).date(), pd.Timestamp(found[-1]).date()
        if len(found) >= ENOUGH_FILLED * _periods_between(first, last, coarser):
            return coarser
    return "year"


def _periods_between(first: date, last: date, grain: Grain) -> int:
    """Return how many periods lie from one start to another, both included."""
    count = 1
    while first < last:
        first = next_start(first, grain)
        count += 1
    return count
