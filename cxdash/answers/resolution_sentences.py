"""What is said about how long complaints take: the middle, the slow causes, the due dates."""

import math
from collections.abc import Sequence

from cxdash.answers.how_sentences import finding_how
from cxdash.answers.resolution_groups import Group, Slower, pace
from cxdash.answers.words import and_list, how_many, percent
from cxdash.metrics.durations import Kept
from cxdash.metrics.metric import shown
from cxdash.stats import Reading, wilson


def how_long(title: str, slower: str, counted: tuple[int, int]) -> str:
    """Return how the time to resolution was worked out.

    Args:
        title: The finding.
        slower: How groups were compared, if they were.
        counted: How many complaints are resolved, and how many there are.
    """
    closed, total = counted
    return finding_how(
        title,
        "Kaplan-Meier: the share still open is multiplied, at each day on which complaints are "
        "resolved, by 1 − resolved / still open; open complaints count as open until the newest "
        "data. An average of closed complaints alone would flatter a growing pile. Calendar days; "
        f"intervals by the log-log method.\n\n{slower}".strip(),
        behind=f"{how_many(total, 'complaints')}, {closed:,} of them resolved.",
        sources="Kaplan and Meier (1958), JASA 53:457-481; Mantel (1966), Cancer Chemotherapy "
        "Reports 50:163-170.",
    )


IN_STEPS = (
    "There are so many complaints that their times are counted in steps: every time is "
    "approximate, within 2 % of the true one."
)


def median_words(median: Reading) -> str:
    """Return a median with its interval, or that half are not resolved yet."""
    if math.isnan(median.value):
        return "fewer than half are resolved so far"
    sure = "" if math.isnan(median.high) else f" (likely {median.low:,.1f} to {median.high:,.1f})"
    return f"half are resolved within {shown(median.value, 'days')}{sure}"


def slower_sentence(groups: Sequence[Group], pairs: Sequence[Slower]) -> str:
    """Return which of the leading groups takes longest beyond chance, or that none does.

    Args:
        groups: Those compared; empty where there is nothing to compare.
        pairs: Those that differ beyond chance.
    """
    if len(groups) < 2:  # noqa: PLR2004 - one has nothing to differ from
        return ""
    if not pairs:
        return f"None of the {len(groups)} leading ones takes longer than another beyond chance"
    slowest = max((pair.slow for pair in pairs), key=pace)
    quicker = sorted((pair.quick for pair in pairs if pair.slow.name == slowest.name), key=pace)
    others = ", ".join(f"{one.name} {_half(one)}" for one in quicker)
    if len(quicker) == len(groups) - 1:
        longer = "takes longest"
    else:
        longer = f"takes longer than {and_list([one.name for one in quicker])}"
    return f"{slowest.name} {longer} beyond chance, half within {_half(slowest)} ({others})"


def how_slower(groups: Sequence[Group], pairs: Sequence[Slower]) -> str:
    """Return how the groups were compared; empty where there were fewer than two."""
    if len(groups) < 2:  # noqa: PLR2004 - one has nothing to differ from
        return ""
    looks = len(groups) * (len(groups) - 1) // 2
    told = [f"{pair.slow.name} after {pair.quick.name} ({_p(pair.p_value)})" for pair in pairs]
    found = and_list(told) if told else "none"
    return (
        "The leading ones are compared with each other by the log-rank test (Mantel 1966), "
        f"corrected for {how_many(looks, 'comparisons')} (Benjamini and Hochberg, 10 %). Later "
        f"beyond chance: {found}."
    )


def in_time_sentence(found: Kept) -> str:
    """Return the share resolved by the due date, with its interval."""
    low, high = wilson(found.in_time, found.due)
    return (
        f"{percent(found.in_time / found.due)} (likely {percent(low).removesuffix(' %')} to "
        f"{percent(high)}) of {how_many(found.due, 'complaints')} whose due date has passed were "
        "resolved by then."
    )


def _half(group: Group) -> str:
    median = group.curve.quantile(0.5).value
    return "not reached" if math.isnan(median) else shown(median, "days")


def _p(value: float) -> str:
    return "p under 0.001" if value < 0.001 else f"p = {value:.3f}"  # noqa: PLR2004 - three places
