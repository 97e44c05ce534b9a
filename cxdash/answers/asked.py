"""A question with its choices made: metric, grain, survey question; what every panel shares."""

from dataclasses import dataclass

from cxdash.answers.series import Course, history_of
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, suited_grain
from cxdash.metrics.reader import Reader
from cxdash.metrics.surveys import Instrument, headline


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
        return Course(filters.within(shown), self.grain, scale)


def asked_of(reader: Reader, question: Question) -> Asked:
    """Return the question with metric, grain and survey question decided."""
    metric = metric_named(question.metric)
    period = question.filters.period or reader.span
    grain = question.grain or (suited_grain(period) if period else "month")
    instrument = headline(reader, metric, question.filters) if metric.kinds else None
    return Asked(reader, metric, question, grain, instrument)
