"""What a mark says when it is pointed at or read aloud: whole sentences, no column names."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from cxdash.metrics.metric import Metric, shown

STATES: Final[Mapping[str, str]] = {
    "normal": "normal ups and downs",
    "outside limits": "outside its limits: more than chance",
    "run of 8": "part of a run of 8 or more on one side of the mean",
    "not complete": "the period is not complete yet",
    "too few": "too few to say",
}
"""How a point's state reads in a sentence."""


def counted(n: float, noun: str) -> str:
    """Return a count with its noun, in the singular for one.

    Args:
        n: How many; rounded to a whole number.
        noun: In the plural, as the catalogue gives it.

    Examples:
        >>> counted(1214, "answers"), counted(1, "answers"), counted(1, "touches")
        ('1,214 answers', '1 answer', '1 touch')
    """
    if round(n) != 1:
        return f"{n:,.0f} {noun}"
    for plural, singular in (("ies", "y"), ("ches", "ch"), ("sses", "ss"), ("s", "")):
        if noun.endswith(plural):
            return f"1 {noun.removesuffix(plural)}{singular}"
    return f"1 {noun}"


def likely(low: float, high: float, metric: Metric) -> str:
    """Return the interval in words, the unit said once; empty without an interval.

    Examples:
        >>> from cxdash.metrics.metric import Metric
        >>> csat = Metric("csat", "CSAT", "", "", "responses", None, "share", "up", "share", "")
        >>> likely(0.761, 0.868, csat)
        'likely 76.1 to 86.8 %'
    """
    if pd.isna(low) or pd.isna(high):
        return ""
    start = shown(low, metric.unit).removesuffix(" %").removesuffix(" days")
    return f"likely {start} to {shown(high, metric.unit)}"


def sentence(*parts: str) -> str:
    """Join what there is to say with commas, leaving out what is empty."""
    return ", ".join(part for part in parts if part)


def point_tips(points: pd.DataFrame, metric: Metric) -> list[str]:
    """Return a sentence for each point of a trend.

    Args:
        points: Columns `label`, `value`, `low`, `high`, `n` and `state`.
        metric: Gives the name, unit and noun.
    """
    columns = (points[name].tolist() for name in ("label", "value", "low", "high", "n", "state"))
    return [
        f"{label}: {metric.label} "
        + sentence(
            shown(value, metric.unit),
            likely(low, high, metric),
            counted(n, metric.noun),
            STATES.get(str(state), str(state)),
        )
        for label, value, low, high, n, state in zip(*columns, strict=True)
    ]


def comparison_tips(groups: pd.DataFrame, metric: Metric) -> list[str]:
    """Return a sentence for each group of a comparison.

    Args:
        groups: Columns `group`, `value`, `low`, `high`, `n`, `before`, `verdict` and `better`.
        metric: Gives the name, unit and noun.
    """
    names = ("group", "value", "low", "high", "n", "before", "verdict", "better")
    return [
        f"{group}: {metric.label} "
        + sentence(
            shown(value, metric.unit),
            likely(low, high, metric),
            counted(n, metric.noun),
            "" if pd.isna(before) else f"before {shown(before, metric.unit)}",
            verdict if better == "unclear" else f"{verdict}: {better}",
        )
        for group, value, low, high, n, before, verdict, better in zip(
            *(groups[name].tolist() for name in names), strict=True
        )
    ]
