"""What is said about actions: which lowered their complaints, which did not, and how sure."""

import math
from collections import Counter
from collections.abc import Sequence
from datetime import date

from cxdash.answers.action_views import PEAK_MONTHS, SEASON_FROM, Judged, Peak
from cxdash.answers.groups import SCREEN_RATE
from cxdash.answers.needed import WORTH_SEEING
from cxdash.answers.words import and_list, how_many, percent
from cxdash.metrics.metric import Metric
from cxdash.stats import ActionVerdict, RateRatio, events_needed_rate, smallest_change_rate
from cxdash.stats.interrupted import FEWEST_AFTER, FEWEST_BEFORE
from cxdash.store.registers.notes import Event

MOST_NAMED = 3
"""Causes named in one sentence; the rest are counted."""

NO_EVENT = (
    "No action is noted yet, so there is none to judge. Note what you did and on which day, below "
    "the trend of the satisfaction page; name the cause it is meant for."
)
NO_MONTHS = (
    "No whole month of complaints can be counted here, so no action can be judged: complaints and "
    "what they are counted against need dates."
)

HOW_ACTED = (
    "**Method:** two views that must agree. First, complaints over {per} after the action, as a "
    "multiple of the same before, with the exact conditional 95 % interval (Przyborowski and "
    "Wilenski 1940). Second, an interrupted time series by the month, log(rate) = level + trend + "
    "step{season}, quasi-Poisson (Lopez Bernal, Cummins and Gasparrini 2017). *Effective*: both "
    "intervals lie below 1. *Worse*: both lie above. Otherwise *not shown yet*, which is not the "
    "same as no effect. Where nothing had changed, one of the first two words came up in about "
    "1 of 100 simulated cases, and in at most 3.\n\n"
    "**Which months:** all whole months of the data, up to three years on each side, whatever "
    "period is chosen above; the month of the action itself is left out (washout). At least "
    f"{FEWEST_BEFORE} before and {FEWEST_AFTER} after.\n\n"
    "**Which causes:** those an action names in its label or note are compared as planned; where "
    "several are, the chance that any of them is called wrongly stays below 5 % (Holm 1979). An "
    "action that names none is held against every cause with at least {fewest} complaints, "
    "corrected for the number of looks (Benjamini and Hochberg, 10 %).\n\n"
    "**Regression to the mean:** people act after bad months, and bad months are followed by "
    "better ones anyway. Part of a fall after a peak would have come without the action; the "
    "trend view and a long time before guard against it, not perfectly. Whatever else changed in "
    "the same months counts along.\n\n"
    "**Needed before** (in the table): so many complaints before the action that the first view "
    "shows a fall of 20 % in four of five cases."
)


def action_sentence(found: Judged) -> str:
    """Return what may be said aloud of one cause after one action."""
    whom = f"after {named(found.event)}"
    if found.verdict is ActionVerdict.EFFECTIVE:
        told = f"{found.cause} {_moved(found.ratio)} {whom}{_apart(found)}: effective."
    elif found.verdict is ActionVerdict.WORSE:
        told = f"{found.cause} {_moved(found.ratio)} {whom}{_apart(found)}: worse."
    else:
        told = f"{found.cause} {whom}: not shown yet. {_why_not(found)}"
    return f"{told} {_peak(found.peak)}".strip() if found.peak else told


def summary_sentence(found: Sequence[Judged]) -> str:
    """Return the verdicts on all actions in one sentence, without its full stop."""
    several = len({one.event.id for one in found}) > 1
    parts: list[str] = []
    for verdict in (ActionVerdict.EFFECTIVE, ActionVerdict.WORSE, ActionVerdict.NOT_SHOWN):
        those = [one for one in found if one.verdict is verdict]
        if those:
            parts.append(f"{verdict}: {_listed(those, several=several)}")
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}"


def chance_sentence(found: Sequence[Judged]) -> str:
    """Return how many of the causes that no action named stand out, and how many by chance.

    Empty where every cause was named.
    """
    looked = [one for one in found if not one.named]
    if not looked:
        return ""
    hits = sum(one.verdict is not ActionVerdict.NOT_SHOWN for one in looked)
    many = f"Of {how_many(len(looked), 'comparisons')} that no action asked for"
    if not hits:
        return f"{many}, none stands out beyond chance."
    return (
        f"{many}, {hits} {'stands' if hits == 1 else 'stand'} out; expect at most "
        f"{math.ceil(hits * SCREEN_RATE)} of such to be chance."
    )


def waiting_sentence(waiting: Sequence[tuple[Event, int, int]]) -> str:
    """Return which actions cannot be judged and why; empty where all can.

    Args:
        waiting: Each with its whole months before and after.
    """
    if not waiting:
        return ""
    parts = [f"{named(event)} ({why_waiting(*months)})" for event, *months in waiting[:MOST_NAMED]]
    if len(waiting) > MOST_NAMED:
        parts.append(f"{len(waiting) - MOST_NAMED} more")
    return f"Cannot be judged: {and_list(parts)}."


def why_waiting(before: int, after: int) -> str:
    """Return which side of an action has too few months, or that complaints are too few.

    Examples:
        >>> why_waiting(8, 15), why_waiting(20, 2)
        ('8 of 12 whole months before it', '2 of 6 whole months after it')
        >>> why_waiting(20, 9)
        'no cause with enough complaints around it'
    """
    if before < FEWEST_BEFORE:
        return f"{before} of {FEWEST_BEFORE} whole months before it"
    if after < FEWEST_AFTER:
        return f"{after} of {FEWEST_AFTER} whole months after it"
    return "no cause with enough complaints around it"


def how_acted(metric: Metric, found: Sequence[Judged], *, fewest: int) -> str:
    """Return how the verdicts were reached, with n, source and a sentence to say aloud."""
    per = metric.noun if metric.chart == "rate" else "days (nothing to count them against)"
    longest = max(sum(one.months) for one in found)
    season = " + season" if longest >= SEASON_FROM else ""
    total = how_many(sum(one.before[0] + one.after[0] for one in found), "complaints")
    return (
        f"{HOW_ACTED.format(per=per, season=season, fewest=fewest)}\n\n"
        f"**n:** {total} in {how_many(len(found), 'comparisons')}; the table has those of each.\n\n"
        f"**To say aloud:** {action_sentence(found[0])}"
    )


def named(event: Event) -> str:
    """Return an action with its day: “Address check” of 1 Nov 2025."""
    return f"“{event.label}” of {day_of(event.on_date)}"


def day_of(day: date) -> str:
    """Return a day as readers say it.

    Examples:
        >>> day_of(date(2025, 11, 1))
        '1 Nov 2025'
    """
    return f"{day.day} {day:%b %Y}"


def _listed(found: Sequence[Judged], *, several: bool) -> str:
    """Return causes with the action they follow, the first few by name."""
    counted = Counter(one.event.id for one in found)
    if len(found) > MOST_NAMED and found[0].verdict is ActionVerdict.NOT_SHOWN:
        return f"{len(found)} comparisons of {how_many(len(counted), 'actions')}"
    parts = [
        f"{one.cause} after “{one.event.label}”" if several else one.cause
        for one in found[:MOST_NAMED]
    ]
    if len(found) > MOST_NAMED:
        parts.append(f"{len(found) - MOST_NAMED} more")
    after = "" if several else f" after “{found[0].event.label}”"
    return f"{and_list(parts)}{after}"


def _moved(ratio: RateRatio) -> str:
    """Return how far a rate moved: falls in percent, rises as multiples."""
    if math.isinf(ratio.ratio):
        return "rose from none"
    if ratio.ratio < 1:
        return f"fell by {percent(1 - ratio.ratio)} (likely {_fall(ratio)})"
    return f"rose to {_times(ratio.ratio)} (likely {_ends(ratio)})"


def _apart(found: Judged) -> str:
    """Return the same with the trend held apart, to stand in the same sentence."""
    if found.step is None:
        return ""
    shown = found.step.shown
    if shown.ratio < 1:
        return f", and by {percent(1 - shown.ratio)} ({_fall(shown)}) with the trend held apart"
    return f", and to {_times(shown.ratio)} ({_ends(shown)}) with the trend held apart"


def _fall(ratio: RateRatio) -> str:
    """Return the two ends of a fall, the smaller first; an end above 1 is a rise."""
    least, most = 1 - ratio.high, 1 - ratio.low
    small = percent(least).removesuffix(" %") if least >= 0 else f"−{-100 * least:.0f}"
    return f"{small} to {percent(most)}"


def _times(ratio: float) -> str:
    return f"{ratio:.2f} times the rate before"


def _ends(ratio: RateRatio) -> str:
    return f"{ratio.low:.2f} to {'any' if math.isinf(ratio.high) else f'{ratio.high:.2f}'}"


def _why_not(found: Judged) -> str:
    """Return why no effect is shown, and what it would take."""
    ratio, step = found.ratio, found.step
    if math.isinf(ratio.ratio):
        return f"There was no such complaint before, and {found.after[0]:,} after."
    level = f"The rate is {_times(ratio.ratio)} (likely {_ends(ratio)})"
    if step is None:
        return f"{level}, but these months cannot tell it from a trend."
    apart = f"with the trend held apart {step.shown.ratio:.2f} ({_ends(step.shown)})"
    if found.seen is not ActionVerdict.NOT_SHOWN:
        many = "several planned" if found.named else "so many"
        return f"{level}, {apart}; among {many} comparisons that may be chance."
    if ratio.low <= 1 <= ratio.high:
        return f"{level}, which may be no change at all. {_power(found)}".strip()
    return f"{level}, but {apart}: the two views do not agree."


def _power(found: Judged) -> str:
    """Return how many complaints it would take, and what those there were could show."""
    events, size = found.before
    if not events:
        return ""
    exposures = found.after[1] / size
    needed = events_needed_rate(WORTH_SEEING, exposure_ratio=exposures)
    visible = 1 - smallest_change_rate(events, exposure_ratio=exposures)
    if events >= needed:
        return f"The {events:,} complaints before were enough to show a fall of 20 %."
    return (
        f"To show a fall of 20 % takes about {needed:,} complaints before; there were {events:,}, "
        f"enough for a fall of {percent(visible)} or more."
    )


def _peak(peak: Peak | None) -> str:
    if peak is None:
        return ""
    ratio = peak.without
    return (
        f"The {PEAK_MONTHS} months before were a peak ({peak.height.ratio:.1f} times the months "
        f"earlier), and a peak passes by itself: without them the ratio is {ratio.ratio:.2f} "
        f"({_ends(ratio)})."
    )
