"""Groups side by side: each with its interval, compared with before or with the rest."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxdash.answers.judge import Amount, difference_of, interval_of, verdict_of
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import measure
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES, SUPPRESSED
from cxdash.metrics.periods import Period, compared_with
from cxdash.metrics.reader import Reader
from cxdash.stats import Difference, benjamini_hochberg
from cxdash.store.snapshot import Columns

SCREEN_RATE = 0.10
"""Share of false findings allowed in a screen. Source: Benjamini and Hochberg (1995)."""

SURE_ALONE = 0.05
"""The chance of a false claim allowed in one planned comparison, or in a few of them together."""

NOT_COMPARED = "not compared"
"""The verdict on people: no comparison before differences in their customers are accounted for."""

_VALUES = ["n", "total", "total_sq", "value"]


@dataclass(frozen=True)
class Look:
    """One comparison among many: a difference, and whether it may be called one."""

    difference: Difference | None
    p_adjusted: float
    sure: bool


def is_sure(difference: Difference, p_adjusted: float, rate: float) -> bool:
    """Whether a difference is beyond chance among many, and its own interval agrees.

    Interval and p-value come from two methods: nothing is called a difference whose interval,
    printed beside it, holds no difference at all.
    """
    return p_adjusted <= rate and not difference.low <= 0 <= difference.high


def screened(differences: list[Difference | None]) -> list[Look]:
    """Return each difference with its verdict after correcting for the number of looks."""
    p_values = [found.p_value if found else float("nan") for found in differences]
    adjusted = benjamini_hochberg(np.array(p_values, dtype="float64"))
    return [
        Look(found, float(p), found is not None and is_sure(found, float(p), SCREEN_RATE))
        for found, p in zip(differences, adjusted, strict=True)
    ]


def amounts(measured: pd.DataFrame | Columns, metric: Metric, days: int) -> list[Amount]:
    """Return the parts of measured rows; a count ran for so many days."""
    sizes = np.full(len(measured["n"]), days) if metric.chart == "count" else measured["n"]
    parts = zip(sizes, measured["total"], measured["total_sq"], strict=True)
    return [Amount(float(n), float(total), float(squares)) for n, total, squares in parts]


def days_covered(reader: Reader, period: Period) -> int:
    """Return how many days of a period the data cover, at least 1: what a count ran for."""
    span = reader.span or period
    return max(1, Period(max(period.first, span.first), min(period.last, span.last)).days)


def earlier(reader: Reader, period: Period | None) -> Period | None:
    """Return the days something is compared with; None where they lie before all data."""
    is_before_all = period and reader.span and period.last < reader.span.first
    return None if is_before_all else period


def groups_of(reader: Reader, metric: Metric, question: Question, split: str) -> pd.DataFrame:
    """Return the groups of a split with interval, what they are compared with, and the verdict.

    Returns:
        One row for each group, most cases first (people: by code): `group`, `n`, `total`,
        `value`, `low`, `high`, `before` (value compared with), `change`, `change_low`,
        `change_high`, `p_value`, `word` (the verdict as a reader says it), `verdict` (the same,
        with "higher" or "lower" in place of better and worse), `better`, and the parts behind
        as `parts_of` reads them: `size`, `total_sq`, `other_size`, `other_total`, `other_total_sq`.
    """
    found = measure(reader, metric, filters=question.filters, by=(split,))
    now = (found[~found[SUPPRESSED]] if SUPPRESSED in found else found).rename(
        columns={split: "group"}
    )
    now = now.drop(columns=SUPPRESSED, errors="ignore").reset_index(drop=True)
    if now.empty:
        return now
    other = _compared(reader, metric, question, split, now)
    days = _days(reader, question)
    ours, theirs = amounts(now, metric, days[0]), amounts(other, metric, days[1])
    told = split != EMPLOYEE and not question.filters.is_about_people
    looks = screened(
        [
            difference_between(metric, *pair) if told else None
            for pair in zip(ours, theirs, strict=True)
        ]
    )
    intervals = [interval_of(metric, one) for one in ours]
    verdicts = [
        verdict_of(metric, look.difference, sure=look.sure)
        if told and (other.total == other.total or not is_enough(metric, one))
        else NOT_COMPARED
        for look, one, other in zip(looks, ours, theirs, strict=True)
    ]
    judged = now.assign(
        low=[interval.low for interval in intervals],
        high=[interval.high for interval in intervals],
        before=other["value"].to_numpy(),
        change=[look.difference.estimate if look.difference else np.nan for look in looks],
        change_low=[look.difference.low if look.difference else np.nan for look in looks],
        change_high=[look.difference.high if look.difference else np.nan for look in looks],
        p_value=[look.difference.p_value if look.difference else np.nan for look in looks],
        word=verdicts,
        verdict=[_moved(word, look) for word, look in zip(verdicts, looks, strict=True)],
        better=[word if word in {"better", "worse"} else "unclear" for word in verdicts],
        size=[one.n for one in ours],
        other_size=[one.n for one in theirs],
        other_total=[one.total for one in theirs],
        other_total_sq=[one.total_sq for one in theirs],
    )
    order = ["n", "group"] if told else ["group"]
    return judged.sort_values(
        order, ascending=[name == "group" for name in order], ignore_index=True
    )


def parts_of(groups: pd.DataFrame) -> list[tuple[str, Amount, Amount]]:
    """Return name, parts and what they are compared with, of each group that is compared.

    Args:
        groups: What `groups_of` returned.
    """
    compared = groups[groups["change"].notna()]
    names = ("group", "size", "total", "total_sq", "other_size", "other_total", "other_total_sq")
    return [
        (str(group), Amount(*parts[:3]), Amount(*parts[3:]))
        for group, *parts in zip(*(compared[name].tolist() for name in names), strict=True)
    ]


def _moved(word: str, look: Look) -> str:
    """Return which way a group differs, where it does."""
    if word not in {"better", "worse"} or look.difference is None:
        return word
    return "higher" if look.difference.estimate > 0 else "lower"


def _days(reader: Reader, question: Question) -> tuple[int, int]:
    """Return how many days the period and what it is compared with run."""
    period = question.filters.period or reader.span
    if period is None:
        return 1, 1
    before = compared_with(period, question.compare)
    ours = days_covered(reader, period)
    return ours, days_covered(reader, before) if before else ours


def _compared(
    reader: Reader, metric: Metric, question: Question, split: str, now: pd.DataFrame
) -> pd.DataFrame:
    """Return, in the order of `now`, the values each group is compared with."""
    period = question.filters.period or reader.span
    before = compared_with(period, question.compare) if period else None
    if before is None:
        return _rest(reader, metric, question, now)
    then = measure(reader, metric, filters=question.filters.within(before), by=(split,))
    return now[["group"]].merge(then.rename(columns={split: "group"}), on="group", how="left")


def _rest(reader: Reader, metric: Metric, question: Question, now: pd.DataFrame) -> pd.DataFrame:
    """Return the whole less each group: what "everything else" means for it."""
    whole = measure(reader, metric, filters=question.filters).iloc[0]
    rest = pd.DataFrame({name: whole[name] - now[name] for name in ("n", "total", "total_sq")})
    if metric.chart == "count":
        rest = rest.assign(n=float("nan"))
    return rest.assign(value=metric.scale * rest["total"] / rest["n"].where(rest["n"] > 0))


def difference_between(metric: Metric, one: Amount, other: Amount) -> Difference | None:
    """Return the difference of two amounts that are large enough to be compared."""
    if not (is_enough(metric, one) and is_enough(metric, other)) or np.isnan(other.total):
        return None
    return difference_of(metric, one, other)


def is_enough(metric: Metric, one: Amount) -> bool:
    """Whether an amount is large enough to be compared."""
    return one.n >= (1 if metric.chart == "count" else min(metric.fewest, FEWEST_CASES))
