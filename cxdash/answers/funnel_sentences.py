"""What is said of places held against what their mix lets expect: no rank, no bare number."""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from cxdash.answers.funnel_places import ALONE, BETTER, EDGE, FEW, WORSE, Places
from cxdash.answers.groups import SURE_ALONE
from cxdash.answers.how_sentences import SCREENED, in_parts, interval_source
from cxdash.answers.words import and_list, each, how_many, likely, percent, several
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.metric import Metric, shown
from cxdash.stats import PeopleGuards
from cxdash.stats.funnel import FEWEST_UNITS, WINSORISED

_MOST_TOLD: Final = 3
"""Places a sentence tells with their numbers."""

_MOST_NAMED: Final = 6
"""Places a sentence names."""

_WAYS: Final = {BETTER: "better", WORSE: "worse"}


def not_exposed(metric: Metric, label: str) -> str:
    """Return why a rate cannot be told by a dimension.

    Args:
        metric: The rate.
        label: What readers call the dimension, in lower case.
    """
    return (
        f"Too few {metric.noun} say which {label} they are about, so nothing can be divided by "
        f"them: choose another way to tell places apart, or a share in place of the rate."
    )


def nothing_compared(metric: Metric, label: str, fewest: int) -> str:
    """Return why no place can be held against what is expected of it."""
    return (
        f"Nothing to compare: it takes two {several(label)} of {fewest} {metric.noun} each that "
        "serve like customers, and not all the same result."
    )


def funnel_title(metric: Metric, found: Places, label: str) -> str:
    """Return how many places lie beyond what chance and mix explain, and which.

    Args:
        metric: The share or rate.
        found: The places, judged.
        label: What readers call one of them, in lower case.
    """
    compared, findings = len(found.compared), found.findings
    if findings.empty:
        return (
            f"{metric.label}: no {label} lies beyond what {_explained('its', found)} "
            f"({compared} compared)"
        )
    lie = "lies" if len(findings) == 1 else "lie"
    whose = "its" if len(findings) == 1 else "their"
    columns = (
        findings[name].tolist() for name in ("group", "standing", "value", "low", "high", "due")
    )
    named = [
        f"{group} is {_WAYS[str(standing)]}, {shown(value, metric.unit)}{each(metric)} "
        f"({likely(metric, low, high)}) where {shown(due, metric.unit)} is expected"
        for group, standing, value, low, high, due in zip(*columns, strict=True)
    ][:_MOST_TOLD]
    more = len(findings) - len(named)
    rest = f"; {more} more" if more else ""
    return (
        f"{metric.label}: {len(findings)} of {compared} {several(label)} {lie} beyond what "
        f"{_explained(whose, found)}: {'; '.join(named)}{rest}"
    )


def _explained(whose: str, found: Places) -> str:
    mix = [f"{whose} mix of {_held(found)}"] if found.held else []
    spread = ["the spread among all of them"] if found.between else []
    reasons = ["chance", *mix, *spread]
    return f"{and_list(reasons)} {'explain' if len(reasons) > 1 else 'explains'}"


def _held(found: Places) -> str:
    return and_list([several(dimension_named(name).label.lower()) for name in found.held])


def funnel_details(
    metric: Metric, found: Places, label: str, unnamed: Sequence[str], guards: PeopleGuards
) -> list[str]:
    """Return what a reader must know beside the title; an empty text where there is nothing.

    Args:
        metric: The share or rate.
        found: The places, judged.
        label: What readers call one of them, in lower case.
        unnamed: Places that no event names.
        guards: From how many cases on a place is compared.
    """
    return [
        _at_the_edge(found),
        _left_out(found),
        _spread(found, label),
        _not_compared(metric, found, guards),
        _unnamed(unnamed),
    ]


def _at_the_edge(found: Places) -> str:
    edge = found.rows[found.rows["standing"] == EDGE]
    if edge.empty:
        return ""
    lies = "lies" if len(edge) == 1 else "lie"
    return (
        f"{_names(edge['group'])} {lies} outside the 95 % limits, but among "
        f"{len(found.compared)} that is no finding: one in 20 does by chance."
    )


def _left_out(found: Places) -> str:
    if not found.left_out:
        return ""
    are = "is" if len(found.left_out) == 1 else "are"
    return (
        f"What is expected comes from the others: {_names(found.left_out)} {are} left out of it, "
        "so as to make nobody else look odd."
    )


def _spread(found: Places, label: str) -> str:
    """Return whether places differ by more than chance, as far as that can be told."""
    if math.isnan(found.factor):
        return (
            f"Fewer than {FEWEST_UNITS} {several(label)} are compared, too few to tell whether all "
            "of them differ by more than chance: the limits are those of chance alone."
        )
    if not found.between:
        return f"On the whole {several(label)} differ no more than chance explains."
    return (
        f"{several(label).capitalize()} differ by more than chance explains (their spread is "
        f"{found.factor:,.1f} times what chance makes it), so the limits are wider: only what "
        "stands out even so is called apart."
    )


def _not_compared(metric: Metric, found: Places, guards: PeopleGuards) -> str:
    few = found.rows[found.rows["standing"] == FEW]["group"]
    alone = found.rows[found.rows["standing"] == ALONE]["group"]
    told: list[str] = []
    if len(few):
        told.append(
            f"Too few to say (under {guards.fewest_to_judge} {metric.noun}): {_names(few)}."
        )
    if len(alone):
        told.append(f"Nobody else serves the customers of {_names(alone)}: not compared.")
    return " ".join(told)


def _unnamed(names: Sequence[str]) -> str:
    if not names:
        return ""
    are = "is" if len(names) == 1 else "are"
    return (
        f"No complaint in this view names {_names(names)}, which {are} therefore not compared: a "
        "register that cannot name a place does not praise it."
    )


def _names(names: Iterable[object]) -> str:
    listed = [str(name) for name in names]
    more = len(listed) - _MOST_NAMED
    return and_list([*listed[:_MOST_NAMED], f"{more} more"] if more > 0 else listed)


def how_funnelled(
    metric: Metric, found: Places, title: str, *, guards: PeopleGuards, hidden: int
) -> str:
    """Return how the funnel was computed: method, formula, rules, n, sources, words to say.

    Args:
        metric: The share or rate.
        found: The places, judged.
        title: The finding.
        guards: What is compared, and how many false findings are allowed.
        hidden: How many places are in the table alone.
    """
    many, few = (
        percent(rate) for rate in (guards.screen_rate, min(guards.screen_rate, SURE_ALONE))
    )
    behind = f"{how_many(float(found.rows['n'].sum()), metric.noun)} of {len(found.rows)} places"
    more = f"; {hidden} more are in the table" if hidden > 0 else ""
    more += "; an answer counts once in each place that touched its case" if metric.kinds else ""
    return in_parts(
        {
            "Method": f"{_method(metric)} {_allowed(metric, found)}",
            "Formula": _formula(metric),
            "Rules": f"A place is compared from {guards.fewest_to_judge} {metric.noun} on. A "
            "finding lies outside the 95 % limits and is beyond chance among all compared "
            f"(Benjamini and Hochberg, {many} from {FEWEST_UNITS} places on, {few} among fewer). "
            "The place furthest out, where it is a finding by itself, is left out of what is "
            "expected of the others. Places stand by their size: this is no ranking.",
            "Behind it": f"{behind}, {len(found.compared)} of them compared{more}.",
            "Sources": "Spiegelhalter (2005), Statistics in Medicine 24:1185-1202 (funnel, exact "
            "limits); Breslow and Day (1987), Statistical Methods in Cancer Research II (expected "
            "of a mix); Spiegelhalter (2005), Quality and Safety in Health Care 14:347-351 (extra "
            f"variation); {interval_source(metric)} (intervals); {SCREENED}.",
            "To say aloud": f"“{title}.”",
        }
    )


def _method(metric: Metric) -> str:
    if metric.chart == "rate":
        return (
            "Each place has as many events as it has, and as many as it would have if each of its "
            "strata did as it does in all places together; the limits of the one over the other "
            "are exact Poisson limits (95 % dashed, 99.8 % solid), as wide as few events are."
        )
    return (
        "Each place has its own share, and the one it would have if each of its strata did as it "
        "does in all places together; the limits of the difference are exact binomial limits "
        "(95 % dashed, 99.8 % solid), as wide as few answers are. A mix that is surer than that of "
        "all counts for more answers along the axis, one that is less sure for fewer."
    )


def _allowed(metric: Metric, found: Places) -> str:
    equal = (
        f"Held equal: the mix of {_held(found)}."
        if found.held
        else "Nothing is held equal: neither segment nor channel is known, or they do not differ."
    )
    if metric.chart == "rate":
        equal += " The channel of a complaint is not that of what it is about, so it is left open."
    if not found.between:
        return equal
    return (
        f"{equal} Limits allow for places that differ by more than chance: a variance between "
        f"places of {found.between:.2g} is added to that of chance, from z-scores drawn in by "
        f"{percent(WINSORISED)} at each end."
    )


def _formula(metric: Metric) -> str:
    if metric.chart == "rate":
        return "events seen / Σ over strata (exposure of the place × rate of the stratum)."
    return (
        "share seen − Σ over strata (answers of the place × share of the stratum) / answers of "
        "the place."
    )
