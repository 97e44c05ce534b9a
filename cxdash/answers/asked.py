"""A question with its choices made: metric, grain, survey question; what every panel shares."""

from dataclasses import dataclass
from datetime import date, timedelta

from cxdash.answers.charted import Course, reaching_back
from cxdash.answers.series import history_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import measured, measured_in_pieces, require_known, with_exposure
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import GRAINS, Grain, Period, compared_with, next_start, suited_grain
from cxdash.metrics.query import PERIOD, Ask
from cxdash.metrics.reader import Reader
from cxdash.metrics.reported import weighed
from cxdash.metrics.surveys import Instrument, headline
from cxdash.store.registers.notes import Target
from cxdash.store.snapshot import Columns

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

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets of the metric, for the chosen segments or for all; the newest comes last."""
        segments = self.question.filters.values("segment") or (None,)
        return tuple(
            target
            for target in self.reader.targets
            if target.metric == self.metric.name and target.segment in segments
        )

    def course(self, filters: Filters) -> Course:
        """Return what a chart of these rows runs over, history included."""
        shown = history_of(self.reader, filters.period, self.grain)
        scale = self.instrument.ends if self.instrument and self.metric.chart == "mean" else None
        whole = reaching_back(self.reader, self.metric, filters.within(shown), self.grain)
        return Course(whole, self.grain, scale, self.question.judging)


def asked_of(reader: Reader, question: Question) -> Asked:
    """Return the question with metric, grain and survey question decided."""
    metric = with_exposure(reader, metric_named(question.metric))
    metric = weighed(reader, metric, question.filters)
    require_known(metric, (name for name, _ in question.filters.where))
    grain: Grain = question.grain or reader.once(
        ("grain", metric.name, question.filters),
        lambda: _readable_grain(reader, metric, question),
    )
    # The response rate is of whole surveys, so it speaks of no one question.
    is_of_a_question = bool(metric.kinds) and not (metric.parts and metric.parts.exposure)
    instrument = headline(reader, metric, question.filters) if is_of_a_question else None
    return Asked(reader, metric, question, grain, instrument)


def reach_of(reader: Reader, question: Question, grain: Grain) -> Period | None:
    """Return the days of a chart with those it is compared with and those limits are kept from."""
    shown = history_of(reader, question.filters.period, grain)
    period = question.filters.period or reader.span
    before = compared_with(period, question.compare) if period else None
    if shown is None:
        return None
    kept = (one.first_on for one in reader.baselines if one.metric == question.metric)
    reached = [reader.calendar.start_of(day, grain) for day in kept]
    return Period(min([shown.first, *([before.first] if before else []), *reached]), shown.last)


def over_time(reader: Reader, metric: Metric, question: Question, grain: Grain) -> Columns:
    """Return a metric over a chart's reach, once for a question; as `split_over_time`."""
    filters = question.filters.within(reach_of(reader, question, grain))
    return reader.once(
        ("over time", metric, filters, question.compare, grain),
        lambda: split_over_time(reader, metric, question, grain, ()),
    )


def split_over_time(
    reader: Reader, metric: Metric, question: Question, grain: Grain, by: tuple[str, ...]
) -> Columns:
    """Return a metric by group over a chart's reach.

    Returns:
        As `measured` does by period; where what is compared cuts periods, by pieces of them as
        well, if these can be had from memory: one look then serves the chart and the comparison.
    """
    filters = question.filters.within(reach_of(reader, question, grain))
    cuts = _cuts(reader, question, grain)
    asked = Ask(metric.table, (), filters, by, grain)
    pieces = measured_in_pieces(reader, metric, asked, cuts) if cuts else None
    if pieces is not None:
        return pieces
    return measured(reader, metric, filters=filters, by=by, grain=grain)


def _cuts(reader: Reader, question: Question, grain: Grain) -> tuple[date, ...]:
    """Return the days within a period on which what is compared begins, or has ended."""
    period = question.filters.period or reader.span
    if period is None or reader.span is None:
        return ()
    compared = [period, compared_with(period, question.compare)]
    edges = [day for one in compared if one for day in (one.first, one.last + timedelta(days=1))]
    span, start_of = reader.span, reader.calendar.start_of
    inside = {day for day in edges if span.first < day <= span.last}
    return tuple(sorted(day for day in inside if start_of(day, grain) != day))


def _readable_grain(reader: Reader, metric: Metric, question: Question) -> Grain:
    """Return the grain that suits the period, coarser where most of its periods would be empty.

    A yearly survey by the quarter is three gaps and a point.
    """
    filters = question.filters
    period = filters.period or reader.span
    if period is None:
        return "month"
    grain = suited_grain(period)
    if metric.parts is None or metric.chart in {"count", "rate"}:
        return grain
    shown = history_of(reader, filters.period, grain)
    for coarser in GRAINS[GRAINS.index(grain) :]:
        found = over_time(reader, metric, question, coarser)
        days = {start.item().date() for start in found[PERIOD][found["n"] > 0]}
        starts = sorted({reader.calendar.start_of(day, coarser) for day in days})
        filled = [start for start in starts if shown is None or start >= shown.first]
        if not filled:
            return grain
        if len(filled) >= ENOUGH_FILLED * _periods_between(filled[0], filled[-1], coarser):
            return coarser
    return "year"


def _periods_between(first: date, last: date, grain: Grain) -> int:
    """Return how many periods lie from one start to another, both included."""
    count = 1
    while first < last:
        first = next_start(first, grain)
        count += 1
    return count
