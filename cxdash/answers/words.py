"""The small words of every sentence: ranges, counts and lists as readers say them."""

import math
from collections.abc import Sequence
from datetime import date

from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.periods import Grain, Period

NOT_JUDGED = (
    "People are neither compared nor judged here: differences between the customers they serve are "
    "not accounted for. The touchpoints page compares them fairly."
)
"""What is said in place of a verdict wherever single people are shown."""

GRAIN_WORDS: dict[Grain, tuple[str, str]] = {
    "day": ("day", "days"),
    "week": ("week", "weeks"),
    "month": ("month", "months"),
    "quarter": ("quarter", "quarters"),
    "year": ("year", "years"),
}

_ONE_OF = {
    "touches": "touch",
    "people": "person",
    "orders and tickets": "order or ticket",
    "orders or tickets": "order or ticket",
}
_MORE_THAN_ONE = {"process": "processes", "in time or late": "kinds of timeliness"}


def spread(metric: Metric, low: float, high: float, *, signed: bool = False) -> str:
    """Return two ends as readers say them, the unit once: "76.1 to 87.0 %"."""
    left, right = (shown(end, metric.unit, signed=signed) for end in (low, high))
    unit = next((unit for unit in (" %", " days", " points") if left.endswith(unit)), "")
    return f"{left.removesuffix(unit)} to {right}"


def likely(metric: Metric, low: float, high: float) -> str:
    """Return an interval as readers say it: "likely 76.1 to 87.0 %"; empty where there is none."""
    if math.isnan(low) or math.isnan(high):
        return ""
    return f"likely {spread(metric, low, high)}"


def each(metric: Metric) -> str:
    """Return what a rate is per, to stand behind its number; empty for other metrics."""
    return f" per 1,000 {metric.noun}" if metric.unit == "per_1000" else ""


def days_of(period: Period) -> str:
    """Return a period's days as readers say them.

    Examples:
        >>> from datetime import date
        >>> days_of(Period(date(2025, 3, 1), date(2025, 5, 31)))
        '1 Mar 2025 to 31 May 2025'
    """
    first, last = day_of(period.first), day_of(period.last)
    return first if first == last else f"{first} to {last}"


def day_of(day: date) -> str:
    """Return a day as readers say it: "1 Mar 2025"."""
    return f"{day.day} {day:%b %Y}"


def how_many(n: float, noun: str) -> str:
    """Return a count with its noun.

    Examples:
        >>> how_many(1, "answers"), how_many(1234, "complaints"), how_many(1, "touches")
        ('1 answer', '1,234 complaints', '1 touch')
    """
    word = _ONE_OF.get(noun, noun.removesuffix("s")) if n == 1 else noun
    return f"{n:,.0f} {word}"


def several(label: str) -> str:
    """Return the plural of a dimension's label.

    Examples:
        >>> several("cause"), several("process")
        ('causes', 'processes')
    """
    return _MORE_THAN_ONE.get(label, f"{label}s")


def a_or_an(word: str) -> str:
    """Return a word with its article.

    Examples:
        >>> a_or_an("segment"), a_or_an("employee")
        ('a segment', 'an employee')
    """
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def percent(share: float) -> str:
    """Return a share in whole percent; never 100 % or 0 % for what is only nearly so.

    Examples:
        >>> percent(0.424), percent(0.9985), percent(1.0), percent(0.0002)
        ('42 %', 'over 99 %', '100 %', 'under 1 %')
    """
    if 0.995 <= share < 1:  # noqa: PLR2004 - would round to all
        return "over 99 %"
    return "under 1 %" if 0 < share < 0.005 else f"{share * 100:.0f} %"  # noqa: PLR2004 - or none


def and_list(words: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    Examples:
        >>> and_list(["May"]), and_list(["May", "June", "July"])
        ('May', 'May, June and July')
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def within(metric: Metric) -> str:
    """Return a metric's label as it stands within a sentence; Net Promoter Score is a name."""
    is_name = metric.unit == "points"
    return metric.label if is_name else f"{metric.label[0].lower()}{metric.label[1:]}"
