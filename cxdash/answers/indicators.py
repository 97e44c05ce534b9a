"""The indicator table: every metric with its interval, its history, its verdict and its change."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.charted import SINGLE_VALUES
from cxdash.answers.groups import days_covered, earlier, is_sure
from cxdash.answers.histories import Histories, histories_of
from cxdash.answers.judge import (
    UNKNOWN,
    Amount,
    Verdict,
    difference_of,
    interval_of,
    verdict_of,
)
from cxdash.answers.resolution import curve_of
from cxdash.answers.rest import rest_of
from cxdash.answers.rules_told import SIGNALS
from cxdash.answers.sentences import change_sentence, trend_sentence
from cxdash.answers.series import Series, judged_parts, series_of
from cxdash.metrics.customers import customers_touched
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import is_known, measured
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import Period, compared_with
from cxdash.metrics.reader import Reader
from cxdash.stats import Difference, Interval, benjamini_hochberg

SURE_RATE = 0.05
"""Share of false claims allowed among the changes of the table. Source: Benjamini and Hochberg."""

NO_CHANGE_KNOWN = "not compared"


@dataclass(frozen=True)
class Indicator:
    """One row of the table.

    Attributes:
        metric: What it measures.
        value: Its value in the period.
        interval: Its 95 % interval; NaN where there is none.
        n: What stands behind it.
        before: Its value in what it is compared with; NaN where unknown.
        series: Its history with limits; None where it has none.
        difference: Its change; None where it cannot be told.
    """

    metric: Metric
    value: float
    interval: Interval
    n: float
    before: float
    series: Series | None
    difference: Difference | None

    def variation(self) -> str:
        """Return the verdict on the newest period: "signal", "usual", "too few" or "none"."""
        if self.series is None or self.series.is_about_people:
            return "none"
        newest = self.series.newest() if self.series.has_limits else None
        if newest is None:
            return "too few"
        return "signal" if newest["state"] in SIGNALS else "usual"


def indicator_of(reader: Reader, metric: Metric, question: Question) -> Indicator | None:
    """Return a metric's row, or None where nothing it measures fits the filters."""
    if not is_known(metric, (name for name, _ in question.filters.where)):
        return None
    if metric.name == "resolution_days":
        return _resolution(reader, metric, question)
    if metric.name == "customers_touched":
        return _touched(reader, metric, question)
    asked = asked_of(reader, replace(question, metric=metric.name, split=None))
    found = None if metric.chart in SINGLE_VALUES else histories_of(asked, None)
    one, before = _amounts(asked, found)
    if one is None:
        return None
    has_before = before is not None and not question.filters.is_about_people
    return Indicator(
        asked.metric,
        _value(metric, one),
        interval_of(metric, one),
        one.total if metric.chart == "count" else one.n,
        _value(metric, before) if before is not None and has_before else float("nan"),
        _series(asked, found),
        difference_of(metric, one, before) if before is not None and has_before else None,
    )


def _amounts(asked: Asked, found: Histories | None) -> tuple[Amount | None, Amount | None]:
    """Return the parts of the period and of what it is compared with; None where there are none."""
    reader, question = asked.reader, asked.question
    period = question.filters.period or reader.span
    if period is None:
        return _measured(asked, question.filters, 1), None
    then = earlier(reader, compared_with(period, question.compare))
    if question.filters.period is None:
        # All data, with or without a date: a history holds only what has one.
        now = _measured(asked, question.filters, days_covered(reader, period))
    else:
        now = _within(asked, found, period)
    if question.compare == "rest" and question.filters.where and now is not None:
        return now, rest_of(asked, now, days_covered(reader, period))
    return now, _within(asked, found, then) if then else None


def _within(asked: Asked, found: Histories | None, period: Period) -> Amount | None:
    """Return the parts of some days: from the history where it holds whole periods."""
    filters, days = asked.question.filters, days_covered(asked.reader, period)
    one = found.groups[0].within_pieces(period, asked.grain) if found else None
    if one is None or filters.is_about_people:
        return _measured(asked, filters.within(period), days)
    return _counted(asked.metric, one, days)


def _measured(asked: Asked, filters: Filters, days: int) -> Amount | None:
    columns = measured(asked.reader, asked.metric, filters=filters)
    n, total, total_sq = (
        float(np.nan_to_num(columns[name][0])) for name in ("n", "total", "total_sq")
    )
    return _counted(asked.metric, Amount(n, total, total_sq), days)


def _counted(metric: Metric, one: Amount, days: int) -> Amount | None:
    """Return parts that hold something; a count ran for so many days."""
    if not one.n > 0:
        return None
    return replace(one, n=float(days)) if metric.chart == "count" else one


def _value(metric: Metric, one: Amount) -> float:
    if metric.unit == "count":
        return one.total
    # Where the filters leave everything, nothing else is left to have a value.
    return metric.scale * one.total / one.n if one.n > 0 else float("nan")


def _series(asked: Asked, found: Histories | None) -> Series | None:
    course = asked.course(asked.question.filters)
    if found is None or asked.question.filters.is_about_people:
        return series_of(asked.reader, asked.metric, course)
    shown = found.groups[0]
    if course.filters.period is not None:
        shown = shown.since(course.filters.period.first)
    metric = asked.metric
    if metric.chart not in {"count", "rate"}:
        # The silent periods of counts and rates are 0, those of others unknown.
        shown = shown.known()
    if not shown.starts or (metric.unit != "count" and not np.nansum(shown.parts.n)):
        return None
    values = shown.values(metric)
    return judged_parts(asked.reader, metric, list(shown.starts), shown.parts, values, course)


def _resolution(reader: Reader, metric: Metric, question: Question) -> Indicator | None:
    found = curve_of(reader, question.filters)
    if found is None:
        return None
    curve, _, total = found
    median = curve.quantile(0.5)
    return Indicator(
        metric,
        median.value,
        Interval(median.low, median.high),
        total,
        _median_before(reader, question),
        None,
        None,
    )


def _median_before(reader: Reader, question: Question) -> float:
    period = question.filters.period or reader.span
    then = compared_with(period, question.compare) if period else None
    found = curve_of(reader, question.filters.within(then)) if then else None
    return found[0].quantile(0.5).value if found else float("nan")


def _touched(reader: Reader, metric: Metric, question: Question) -> Indicator | None:
    found = customers_touched(reader, question.filters)
    if found is None:
        return None
    # The customer list is a count of everyone, not a sample: there is nothing to be unsure of.
    return Indicator(
        metric, found.touched / found.known, UNKNOWN, found.known, float("nan"), None, None
    )


def verdicts(found: list[Indicator]) -> list[Verdict]:
    """Return the verdict on each change, corrected for the number of metrics looked at."""
    p_values = [one.difference.p_value if one.difference else np.nan for one in found]
    adjusted = benjamini_hochberg(np.array(p_values, dtype="float64"))
    return [
        verdict_of(
            one.metric,
            one.difference,
            sure=one.difference is not None and is_sure(one.difference, float(p), SURE_RATE),
        )
        for one, p in zip(found, adjusted, strict=True)
    ]


def table_of(found: list[Indicator], question: Question) -> pd.DataFrame:
    """Return the indicators as a frame.

    Returns:
        One row each: `metric`, `label`, `value`, `low`, `high`, `n`, `noun`, `unit`, `before`,
        `change`, `change_low`, `change_high`, `variation`, `verdict`, `sentence`.
    """
    rows: list[dict[str, object]] = []
    for one, verdict in zip(found, verdicts(found), strict=True):
        change = one.difference
        rows.append(
            {
                "metric": one.metric.name,
                "label": one.metric.label,
                "value": one.value,
                "low": one.interval.low,
                "high": one.interval.high,
                "n": one.n,
                "noun": one.metric.noun,
                "unit": one.metric.unit,
                "before": one.before,
                "change": change.estimate if change else np.nan,
                "change_low": change.low if change else np.nan,
                "change_high": change.high if change else np.nan,
                "variation": one.variation(),
                "verdict": verdict if change else NO_CHANGE_KNOWN,
                "sentence": _sentence(one, verdict, question),
            }
        )
    return pd.DataFrame(rows)


def _sentence(one: Indicator, verdict: Verdict, question: Question) -> str:
    told = trend_sentence(one.metric, one.series) if one.series else ""
    change = (
        change_sentence(one.metric, one.difference, verdict, question.compare)
        if one.difference
        else ""
    )
    return " ".join(filter(None, [told, change])) or one.metric.meaning


def sparks_of(found: list[Indicator]) -> pd.DataFrame:
    """Return the history of each indicator.

    Returns:
        One row for each metric and period: `metric`, and `label`, `value`, `lower`, `upper` and
        `state` as in `Series.columns`.
    """
    known = [(one.metric.name, one.series.columns) for one in found if one.series is not None]
    if not known:
        return pd.DataFrame()
    names = [name for name, _ in known]
    sizes = [len(columns["label"]) for _, columns in known]
    every = {
        name: np.concatenate([columns[name] for _, columns in known])
        for name in ("label", "value", "lower", "upper", "state")
    }
    return pd.DataFrame({"metric": np.repeat(names, sizes), **every})
