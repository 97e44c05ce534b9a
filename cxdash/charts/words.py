"""What a mark says when it is pointed at or read aloud: whole sentences, no column names."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from cxdash.metrics.metric import Metric, Unit, shown

STATES: Final[Mapping[str, str]] = {
    "normal": "normal ups and downs",
    "outside limits": "outside its limits: more than chance",
    "run of 8": "part of a run of 8 or more on one side of the mean",
    "run of 7": "part of a run of 7 or more on one side of the mean",
    "run of 9": "part of a run of 9 or more on one side of the mean",
    "long run": "part of too long a run on one side of the median",
    "few crossings": "the line crosses its median too seldom",
    "trend of 6": "part of 6 or more in a row that rise, or fall",
    "trend of 7": "part of 7 or more in a row that rise, or fall",
    "2 of 3 far out": "one of 2 in 3 far from the mean",
    "4 of 5 off average": "one of 4 in 5 well off the mean",
    "14 by turns": "part of 14 or more that go up and down by turns",
    "15 near average": "part of 15 or more close to the mean",
    "8 off average": "part of 8 or more that all lie off the mean",
    "improving": "a change for the better",
    "concerning": "a change of concern",
    "special cause": "more than chance",
    "left out": "left out of the limits",
    "not complete": "the period is not complete yet",
    "too few": "too few to say",
}
"""How a point's state reads in a sentence."""

WITH_NOTE: Final = frozenset({"improving", "concerning", "special cause", "left out"})
"""The states that need a rule's words, or a person's, to be understood."""


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
    return likely_in(low, high, metric.unit)


def likely_in(low: float, high: float, unit: Unit) -> str:
    """Return the interval of values in a unit, as `likely` does."""
    if pd.isna(low) or pd.isna(high):
        return ""
    start = shown(low, unit).removesuffix(" %").removesuffix(" days")
    return f"likely {start} to {shown(high, unit)}"


def ranged(value: float, low: float, high: float, unit: Unit) -> str:
    """Return a value with its interval, where there is one.

    Examples:
        >>> ranged(0.4, 0.35, 0.45, "share")
        '40.0 %, likely 35.0 to 45.0 %'
    """
    return sentence(shown(value, unit), likely_in(low, high, unit))


def sentence(*parts: str) -> str:
    """Join what there is to say with commas, leaving out what is empty."""
    return ", ".join(part for part in parts if part)


def point_tips(
    points: pd.DataFrame, metric: Metric, *, told: Sequence[str] | None = None
) -> list[str]:
    """Return a sentence for each point of a trend.

    Args:
        points: Columns `label`, `value`, `low`, `high`, `n` and `state`.
        metric: Gives the name, unit and noun.
        told: What a rule or a person says of each point.
    """
    notes = [""] * len(points) if told is None else told
    columns = (points[name].tolist() for name in ("label", "value", "low", "high", "n", "state"))
    return [
        f"{label}: {metric.label} "
        + sentence(
            shown(value, metric.unit),
            likely(low, high, metric),
            counted(n, metric.noun),
            STATES.get(str(state), str(state)),
        )
        + (f": {note.rstrip('.')}" if note and state in WITH_NOTE else "")
        for label, value, low, high, n, state, note in zip(*columns, notes, strict=True)
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
