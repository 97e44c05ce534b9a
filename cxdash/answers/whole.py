"""Which periods are known as a whole: an unfinished month is drawn, and not judged."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Grain, Period, next_start
from cxdash.metrics.reader import Reader


def covered_days(reader: Reader, metric: Metric, grain: Grain, span: Period) -> Period:
    """Return the days in which silence counts as none.

    A month without a complaint counts as 0; but not before the first complaint nor after the
    newest: there the register had not begun, or its file is older than the rest of the data.
    """
    if metric.chart not in {"count", "rate"}:
        return Period(date.min, span.last)
    asked = "select first_on, newest_on from spans where table_name = $table"
    table = {"table": metric.table}
    first, newest = reader.once(("span", metric.table), lambda: reader.facts.rows(asked, table))[0]
    begun = reader.calendar.start_of(first or span.first, grain)
    ended = end_of(reader.calendar.start_of(newest or span.last, grain), grain)
    # A count needs all days of its first period; a rate is fair over some of them.
    return Period(
        max(begun, span.first) if metric.chart == "count" else begun, min(ended, span.last)
    )


def complete_in(
    reader: Reader, metric: Metric, grain: Grain, starts: Sequence[date]
) -> NDArray[np.bool_]:
    """Return which of the periods that begin on these days are complete; see `is_complete`."""
    span = reader.span or Period(starts[0], starts[-1])
    covered = covered_days(reader, metric, grain, span)
    return np.array([is_complete(start, grain, metric, covered) for start in starts])


def is_complete(start: date, grain: Grain, metric: Metric, covered: Period) -> bool:
    """Whether a period lies wholly within the covered days.

    A result that came already summed up is complete, whenever its period ends.
    """
    if metric.chart == "individuals":
        return True
    return start >= covered.first and end_of(start, grain) <= covered.last


def end_of(start: date, grain: Grain) -> date:
    """Return the last day of the period that begins at `start`."""
    return next_start(start, grain) - timedelta(days=1)
