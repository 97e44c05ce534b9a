"""What is said about how many answers it takes: what those at hand show, and what more would."""

import math
from typing import Final

from cxdash.answers.needed import Need
from cxdash.answers.words import how_many, percent
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.periods import COMPARES, Compare

SOURCES: Final = {
    "share": "two shares, normal approximation (Fleiss, Levin and Paik 2003)",
    "nps": "two NPS, normal approximation (Fleiss, Levin and Paik 2003)",
    "mean": "two means, t test (Cohen 1988)",
    "rate": "ratio of two rates, normal on its logarithm (Rothman and Greenland 1998)",
    "count": "ratio of two rates, normal on its logarithm (Rothman and Greenland 1998)",
}
IS_PLANNED: Final = (
    "Found in four of five cases: 80 % power at the 5 % level, of one comparison by itself; where "
    "several are corrected together it takes more. Method: {source}."
)

HOW_NEEDED: Final = (
    "“No clear difference” is not “no difference”: small numbers find large differences only. For "
    "each metric and what it is compared with, the smallest difference that would be found in four "
    "of five cases (80 % power, 5 % level), and how many answers on either side find one that "
    "matters: what is missing to the target where one is set, else 5 points of a share, 10 of NPS, "
    "a twentieth of the scale of a mean, a fifth of a rate. Methods: normal approximation for "
    "shares and NPS (Fleiss, Levin and Paik 2003), t test for means (Cohen 1988), logarithm of the "
    "ratio for rates (Rothman and Greenland 1998)."
)


def need_sentence(metric: Metric, need: Need, compare: Compare) -> str:
    """Return what the answers at hand can show, and how many a difference that matters takes."""
    if need.is_ratio:
        return _of_rates(metric, need, compare)
    one, other = how_many(need.sizes[0], metric.noun), f"{need.sizes[1]:,.0f}"
    if math.isinf(need.visible):
        found = f"{one} against {other} are too few to find any difference there can be."
    else:
        found = (
            f"With {one} against {other}, a difference of {_size(metric, need.visible)} or more is "
            "found in four of five cases."
        )
    return f"{found} {_takes(metric, need, compare)}"


def needed_paragraph(metric: Metric, need: Need | None, compare: Compare) -> str:
    """Return the same as a paragraph of how it was computed; empty where nothing is compared."""
    return _paragraph(metric, need_sentence(metric, need, compare)) if need else ""


def needed_among(
    metric: Metric, most: tuple[str, Need], fewest: tuple[str, Need], compare: Compare
) -> str:
    """Return the same for groups side by side: the one with most answers, and with fewest.

    Args:
        metric: What is compared.
        most: Name and need of the group with most answers.
        fewest: Of the group with fewest; the same one where there is one.
        compare: What each is compared with.
    """
    if most[0] == fewest[0]:
        return _paragraph(metric, f"{most[0]}: {need_sentence(metric, most[1], compare)}")
    (large, best), (small, worst) = most, fewest
    return _paragraph(
        metric,
        f"With the most, {large} can show {_visible(metric, best)} ({_behind(metric, best)}); with "
        f"the fewest, {small} {_visible(metric, worst)} ({_behind(metric, worst)}). To find "
        f"{_matters(metric, best)} takes {_needed(metric, best, compare)}.",
    )


def sizes_told(metric: Metric, need: Need) -> tuple[str, str]:
    """Return the smallest difference that is found, and the one that matters, for a table."""
    worth = need.worth.size
    if need.is_ratio:
        return _visible(metric, need), f"a fall of {percent(1 - worth)}"
    found = "none" if math.isinf(need.visible) else _size(metric, need.visible)
    return found, _size(metric, worth)


def needed_title(enough: int, metrics: int) -> str:
    """Return of how many metrics a difference that matters would be found.

    Examples:
        >>> needed_title(2, 5)
        'A difference that matters would be found in 2 of 5 metrics'
    """
    return (
        f"A difference that matters would be found in {enough or 'none'} of "
        f"{how_many(metrics, 'metrics')}"
    )


def _paragraph(metric: Metric, told: str) -> str:
    return (
        f"**How many answers it takes.** {told} {IS_PLANNED.format(source=SOURCES[metric.chart])}"
    )


def _size(metric: Metric, difference: float) -> str:
    return shown(difference, metric.unit, signed=True).lstrip("+")


def _visible(metric: Metric, need: Need) -> str:
    if need.is_ratio:
        return f"a fall of {percent(1 - need.visible)}" if need.visible > 0 else "no fall at all"
    if math.isinf(need.visible):
        return "no difference at all"
    return f"a difference of {_size(metric, need.visible)}"


def _behind(metric: Metric, need: Need) -> str:
    return f"{how_many(need.sizes[0], _noun(metric))} against {need.sizes[1]:,.0f}"


def _takes(metric: Metric, need: Need, compare: Compare) -> str:
    size, answers = _matters(metric, need), _needed(metric, need, compare)
    if need.is_enough:
        return f"That is enough for {size.removesuffix(',')}, which takes {answers}."
    return f"To find {size} takes {answers}."


def _matters(metric: Metric, need: Need) -> str:
    """Return the difference that matters, and the target it leads to."""
    worth, target = need.worth
    size = f"a fall of {percent(1 - worth)}" if need.is_ratio else _size(metric, worth)
    if target is None:
        return size
    return f"{size}, what is missing to the target of {shown(target, metric.unit)},"


def _needed(metric: Metric, need: Need, compare: Compare) -> str:
    where = f"in {COMPARES[compare]}" if need.is_ratio else "a side"
    return f"about {how_many(need.needed, _noun(metric))} {where}"


def _of_rates(metric: Metric, need: Need, compare: Compare) -> str:
    counted = f"{how_many(need.sizes[1], _noun(metric))} in {COMPARES[compare]}"
    if need.visible > 0:
        found = (
            f"After {counted}, a fall of {percent(1 - need.visible)} or more is found in four of "
            "five cases."
        )
    else:
        found = f"{counted} are too few to find any fall."
    return f"{found} {_takes(metric, need, compare)}"


def _noun(metric: Metric) -> str:
    """Return what is counted: of a rate its events, not what they are divided by."""
    return "complaints" if metric.table == "complaints" and metric.chart == "rate" else metric.noun
