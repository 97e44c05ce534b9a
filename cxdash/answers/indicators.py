"""The indicator table: every metric with its interval, its history, its verdict and its change."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.groups import amounts, days_covered, is_sure
from cxdash.answers.judge import (
    UNKNOWN,
    Amount,
    Verdict,
    difference_of,
    interval_of,
    verdict_of,
)
from cxdash.answers.resolution import curve_of
from cxdash.answers.sentences import change_sentence, trend_sentence
from cxdash.answers.series import OUTSIDE, RUN, Series, series_of
from cxdash.metrics.customers import customers_touched
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import is_known, measure
from cxdash.metrics.metric import Metric
from cxdash.metrics.periods import compared_with
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
        return "signal" if newest["state"] in {OUTSIDE, RUN} else "usual"


def indicator_of(reader: Reader, metric: Metric, question: Question) -> Indicator | None:
    """Return a metric's row, or None where nothing it measures fits the filters."""
    if not is_known(metric, (name for name, _ in question.filters.where)):
        return None
    if metric.name == "resolution_days":
        return _resolution(reader, metric, question)
    if metric.name == "customers_touched":
        return _touched(reader, metric, question)
    asked = asked_of(reader, replace(question, metric=metric.name, split=None))
    period = question.filters.period or reader.span
    now = measure(reader, metric, filters=question.filters)
    if period is None or not float(now["n"].fillna(0).iloc[0]) > 0:
        return None
    one = amounts(now, metric, days_covered(reader, period))[0]
    before, difference = _before(asked, one)
    return Indicator(
        asked.metric,
        float(now["value"].iloc[0]),
        interval_of(metric, one),
        float(now["n"].iloc[0]),
        before,
        series_of(reader, metric, asked.course(question.filters)),
        difference,
    )


def _before(asked: Asked, one: Amount) -> tuple[float, Difference | None]:
    """Return the value in what the period is compared with, and the difference from it."""
    metric, question = asked.metric, asked.question
    period = question.filters.period or asked.reader.span
    then = compared_with(period, question.compare) if period else None
    if then is None or question.filters.is_about_people:
        return float("nan"), None
    found = measure(asked.reader, metric, filters=question.filters.within(then))
    other = amounts(found, metric, days_covered(asked.reader, then))[0]
    has_rows = float(found["n"].fillna(0).iloc[0]) > 0
    difference = difference_of(metric, one, other) if has_rows else None
    return float(found["value"].iloc[0]) if has_rows else float("nan"), difference


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
        One row for each metric and period: `metric` and the columns of `Series.points`.
    """
    frames = [
        one.series.points.assign(metric=one.metric.name) for one in found if one.series is not None
    ]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
