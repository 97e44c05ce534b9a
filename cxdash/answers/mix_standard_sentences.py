"""What is said of groups and periods on the same mix of customers."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from cxdash.answers.judge import Amount
from cxdash.answers.words import each, likely, several, spread
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.periods import COMPARES, Compare
from cxdash.stats import Difference, StandardRate

ALL: Final = "All together"
"""The row of the whole beside what it is compared with."""

HOW_STANDARD: Final = (
    "Direct standardisation: the value of each group within every {mix}, weighed as all answers "
    "weigh them: halfway between this period and the one before, where there is one, so that the "
    "change of all together is what comes from within (Kitagawa). What is left of a difference "
    "does not come from who answered, as far as {mix} tells it. A stratum with fewer than "
    "{fewest} on either side is pooled with the next smallest, never guessed. Intervals: "
    "shares by Wilson's method over strata (Yan and Su 2010), means by t (Cochran 1977), NPS by "
    "adjusted Wald (Rocks 2016), rates by the gamma method (Fay and Feuer 1997); of a difference "
    "both joined (Zou and Donner 2008). "
    "Groups: better or worse only beyond chance for as many groups (Benjamini and Hochberg, 10 %)."
)


class Same(NamedTuple):
    """A group on the same mix as all.

    Attributes:
        group: Its name; `ALL` for the whole.
        now: Its value on that mix, on the metric's own scale; `crude` is as it was counted.
        difference: Against what it is compared with on that mix; None where that is too little.
        plain: The difference as counted.
        n: Answers behind it, or exposure.
        verdict: What may be said of the difference.
        sides: The parts as counted, and those they are compared with; None where there are none.
    """

    group: str
    now: StandardRate
    difference: Difference | None
    plain: Difference | None
    n: float
    verdict: str = "too few"
    sides: tuple[Amount, Amount] | None = None


def standard_sentence(metric: Metric, found: Sequence[Same], mix: str, compare: Compare) -> str:
    """Return what the same mix leaves of a change, and which group it moves most.

    Args:
        metric: What is compared.
        found: The rows; at least one.
        mix: What is held the same, in the singular.
        compare: What the rows are compared with.
    """
    parts: list[str] = []
    whole = next((one for one in found if one.group == ALL), None)
    if whole and whole.difference and whole.plain:
        parts.append(_changed(metric, whole.difference, whole.plain, compare))
    groups = [one for one in found if one.group != ALL]
    if groups:
        most = max(groups, key=lambda one: abs(one.now.value - one.now.crude))
        parts.append(_would_have(metric, most))
    return f"On the same mix of {_plural(mix)}, {'; '.join(parts)}"


def no_standard_sentence(metric: Metric) -> str:
    """Return why nothing is put on the same mix."""
    return (
        f"{metric.label} cannot be put on the same mix here: it takes a share, a mean, an NPS or a "
        "rate with answers enough in at least two groups of another dimension that nearly all of "
        "them name."
    )


def _changed(metric: Metric, same: Difference, plain: Difference, compare: Compare) -> str:
    sizes = [
        shown(one.estimate, metric.unit, signed=True).removesuffix(" points")
        for one in (same, plain)
    ]
    points = " points" if metric.unit in {"share", "points"} else each(metric)
    clear = "" if not same.low <= 0 <= same.high else ", which is no clear change"
    sure = spread(metric, same.low, same.high, signed=True).removesuffix(" points")
    return (
        f"the change against {COMPARES[compare]} is {sizes[0]}{points} (likely {sure}){clear}; "
        f"as counted {sizes[1]}"
    )


def _would_have(metric: Metric, most: Same) -> str:
    counted, same = (shown(value, metric.unit) for value in (most.now.crude, most.now.value))
    if counted == same:
        return "no group would have another value"
    sure = likely(metric, most.now.low, most.now.high)
    return (
        f"{most.group} would have {same}{each(metric)} ({sure}; n {most.n:,.0f}) instead of "
        f"{counted}, the furthest of all groups"
    )


def _plural(mix: str) -> str:
    """Return the plural of what is held the same.

    Examples:
        >>> _plural("channel"), _plural("channel × segment")
        ('channels', 'channels × segments')
    """
    return " × ".join(several(one) for one in mix.split(" × "))
