"""Results that came already summed up: one kind at a time, shares apart from means."""

from dataclasses import dataclass

from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.filters import Filters
from cxdash.metrics.metric import Metric
from cxdash.metrics.reader import Reader


@dataclass(frozen=True)
class Reported:
    """One kind of result a file reports: what it measures, about which question or topic."""

    metric: str
    question: str


def reported(reader: Reader, metric: Metric, filters: Filters) -> list[Reported]:
    """Return the kinds of result a metric can take, most rows first.

    A kind whose every value lies between 0 and 1 is a share; any other is a mean.
    """
    found = reader.facts.rows(
        "select coalesce(metric, $none), coalesce(question, $none) from scores group by all "
        "having (min(value) >= 0 and max(value) <= 1) = $is_share order by count(*) desc, 1, 2",
        {"none": NOT_RECORDED, "is_share": metric.unit == "share"},
    )
    asked = filters.values("question")
    return [Reported(*row) for row in found if not asked or row[1] in asked]


def narrowed_to_one(
    reader: Reader, metric: Metric, filters: Filters, by: tuple[str, ...]
) -> Filters:
    """Return the filters narrowed to results that may be averaged; where none fits, to no row."""
    fitting = reported(reader, metric, filters)
    if not fitting:
        return filters.only("metric")
    one = filters.only("metric", fitting[0].metric)
    return one if "question" in by else one.only("question", fitting[0].question)
