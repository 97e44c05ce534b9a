"""The small words of every sentence: ranges, counts and lists as readers say them."""

import math
from collections.abc import Sequence

from cxdash.metrics.metric import Metric, shown


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


def how_many(n: float, noun: str) -> str:
    """Return a count with its noun.

    Examples:
        >>> how_many(1, "answers"), how_many(1234, "complaints")
        ('1 answer', '1,234 complaints')
    """
    word = noun.removesuffix("s") if n == 1 and " " not in noun else noun
    return f"{n:,.0f} {word}"


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
