"""What is said about a change that is partly one of who answered."""

from typing import NamedTuple

from cxdash.answers.words import each, percent, several, spread
from cxdash.metrics.metric import Metric, shown
from cxdash.stats import Interval, Kitagawa, KitagawaIntervals

HOW_SPLIT = (
    "A score also moves when those who answer change: more answers from a group that was always "
    "less satisfied lower it though nobody serves worse. The change is split into the part from "
    "groups weighing differently (mix) and the part from scores inside the groups (within); both "
    "add up to it exactly (Kitagawa 1955). Shown is the {label}, whose mix moved the score most; "
    "also looked at: {others}. Intervals: customers drawn anew 500 times."
)


class Shift(NamedTuple):
    """The group whose changed weight moved the score most, and its share of the answers."""

    group: str
    before: float
    now: float


def mix_sentence(
    metric: Metric, label: str, parts: Kitagawa, sure: KitagawaIntervals | None, shift: Shift
) -> str:
    """Return how much of a change is mix, and how much happened within the groups.

    Args:
        metric: What changed.
        label: What the groups are called, in the singular.
        parts: The split.
        sure: Its intervals; None where there are none.
        shift: The group that weighs most in the mix.
    """
    change, points = change_words(metric, parts.change)
    mix, within = (change_words(metric, part)[0] for part in (parts.mix, parts.within))
    likely_mix, likely_within = (
        likely_part(metric, one) for one in ((sure.mix, sure.within) if sure else (None, None))
    )
    groups = several(label)
    if sure is not None and not is_mix(sure):
        return (
            f"The change of {change}{points} is not one of who answered: a changed mix of {groups} "
            f"makes up {mix}{likely_mix}"
        )
    clear = sure is None or is_clear(sure.within)
    moved = "the other way" if parts.change * parts.within < 0 else "the same way"
    inside = f"inside the {groups} the score moved {moved}" if clear else "which is no clear change"
    return (
        f"Of {change}{points}, {mix}{likely_mix} comes from a changed mix of {groups} "
        f"({shift.group}: {percent(shift.before)} of {metric.noun} before, {percent(shift.now)} "
        f"now), and {within}{likely_within} from within {groups}, {inside}"
    )


def is_mix(sure: KitagawaIntervals | None) -> bool:
    """Whether who answered clearly moved the score."""
    return sure is not None and is_clear(sure.mix)


def is_clear(interval: Interval) -> bool:
    """Whether an interval of a part leaves out no change at all."""
    return not interval.low <= 0 <= interval.high


def change_words(metric: Metric, part: float) -> tuple[str, str]:
    """Return a part of a change as readers say it, and its unit apart: it stands once."""
    told = shown(part * metric.scale, metric.unit, signed=True).removesuffix(" points")
    return told, " points" if metric.unit in {"share", "points"} else each(metric)


def likely_part(metric: Metric, interval: Interval | None) -> str:
    """Return an interval of a part in brackets, its unit left out; empty where there is none."""
    if interval is None:
        return ""
    low, high = interval.low * metric.scale, interval.high * metric.scale
    return f" (likely {spread(metric, low, high, signed=True).removesuffix(' points')})"
