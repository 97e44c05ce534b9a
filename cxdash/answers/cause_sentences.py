"""What is said about causes: which few weigh most, and where one strikes a segment."""

from collections.abc import Mapping, Sequence

import pandas as pd

from cxdash.answers.how_sentences import finding_how
from cxdash.answers.words import and_list, how_many, percent, several
from cxdash.metrics.linked import Linked
from cxdash.stats import Pareto
from cxdash.stats.pareto_order import FEWEST_COMPLAINTS

FEWEST_FOR_PARETO = FEWEST_COMPLAINTS
"""Complaints below which nobody should speak of a vital few."""

ENOUGH_LINKED = 0.5
"""Share of complaints that must belong to what they are divided by, before nothing is said."""


def pareto_sentence(
    found: Pareto,
    costs: Mapping[str, float],
    label: str,
    *,
    causes: int,
    leads_for_sure: bool = True,
) -> str:
    """Return which few causes make up most complaints, and which leads by cost if another does.

    Args:
        found: The causes; rare ones may be added up in the last of them.
        costs: The share of the cost that each named cause has, 0 to 1.
        label: What the causes are called, in the singular.
        causes: How many there are, rare ones included.
        leads_for_sure: Whether the first place is settled.
    """
    total = int(sum(found.counts))
    first = found.labels[0]
    if total < FEWEST_FOR_PARETO:
        return f"{how_many(total, 'complaints')}: too few to speak of leading causes"
    few = len(found.vital)
    lead = percent(found.percent[0] / 100)
    if causes == 1:
        title = f"All {total:,} complaints have one {label}: {first}"
    elif few == causes:
        title = f"{causes} {several(label)} share {total:,} complaints; {first} leads with {lead}"
    elif few == 1:
        title = f"{first} alone makes up {lead} of {total:,} complaints"
    else:
        made_up = percent(found.cumulative_percent[few - 1] / 100)
        title = (
            f"{few} of {causes:,} {several(label)} make up {made_up} of {total:,} complaints; "
            f"{first} leads with {lead}"
        )
    if causes > 1 and not leads_for_sure:
        title += " (not settled)"
    dearest = max(costs, key=lambda name: costs[name], default="")
    if dearest and costs[dearest] > 0 and dearest != first:
        title += f", but by cost {dearest} leads with {percent(costs[dearest])}"
    return title


def how_counted(
    title: str, order: str, severity: str, *, counted: tuple[int, int], has_costs: bool
) -> str:
    """Return how the causes are put in order.

    Args:
        title: The finding.
        order: What `order_sentence` says.
        severity: What `severity_sentence` says.
        counted: How many complaints there are, and how many causes.
        has_costs: Whether costs are recorded.
    """
    cost = " By cost, each cause has its share of all recorded costs." if has_costs else ""
    complaints, causes = counted
    return finding_how(
        title,
        "Causes by number of complaints. The thin lines are 95 % intervals of a count (Garwood "
        f"1936). {order}{cost}{severity}",
        behind=f"{how_many(complaints, 'complaints')} of {how_many(causes, 'kinds')}.",
        sources="Garwood (1936), Biometrika 28:437-442; Goldstein and Spiegelhalter (1996), "
        "Journal of the Royal Statistical Society A 159:385-409.",
    )


def order_sentence(stretches: Sequence[tuple[int, int]], total: int) -> str:
    """Return which places of the order are not settled.

    Args:
        stretches: First and last place of each such stretch.
        total: Complaints in all.
    """
    if total < FEWEST_FOR_PARETO:
        return "So few complaints settle no order."
    if not stretches:
        return "The order is settled: were the complaints drawn anew, 90 % of the time it stays."
    told = ", and of ".join(place_words(*ends) for ends in stretches)
    told += "," if len(stretches) > 1 else ""
    return (
        f"The order of {told} is not settled: were the complaints drawn anew, these causes would "
        "change places (90 % range of 500 draws; Goldstein and Spiegelhalter 1996)."
    )


def place_words(low: int, high: int) -> str:
    """Return places in an order as readers say them.

    Examples:
        >>> place_words(3, 5), place_words(1, 2), place_words(11, 11)
        ('3rd to 5th', '1st and 2nd', '11th')
    """
    if low == high:
        return _ordinal(low)
    return f"{_ordinal(low)} {'and' if high == low + 1 else 'to'} {_ordinal(high)}"


def _ordinal(place: int) -> str:
    teens = place % 100 in {11, 12, 13}
    return f"{place}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def severity_sentence(weights: Mapping[str, float]) -> str:
    """Return what each level of severity weighs; empty where none is known."""
    if not weights:
        return ""
    told = and_list([f"{level} {weight:,.0f}" for level, weight in weights.items()])
    return f" By severity, a complaint weighs: {told}; one without weighs as the lightest."


def linked_sentence(found: Linked | None) -> str:
    """Return that a rate sets two separate files against each other; empty where it does not."""
    if found is None:
        return ""
    if not found.known:
        return (
            f"No complaint names a case or customer, so whether they belong to these {found.noun} "
            "cannot be checked: the rate sets two files side by side."
        )
    share = found.found / found.known
    if share >= ENOUGH_LINKED:
        return ""
    return (
        f"{percent(share)} of the complaints belong to a case or customer among these "
        f"{found.noun}: the rate sets two separate files side by side."
    )


def heat_sentence(cells: pd.DataFrame) -> str:
    """Return where complaints are more frequent than cause and segment alone explain."""
    more = cells[cells["verdict"].eq("more than expected")]
    if more.empty:
        return "No cause strikes one segment more than the others beyond chance"
    worst = more.assign(over=more["n"] - more["expected"]).nlargest(2, "over")
    parts = [
        f"{row} for {column} ({n:,} where {expected:,.0f} were expected)"
        for row, column, n, expected in zip(
            worst["row"], worst["column"], worst["n"], worst["expected"], strict=True
        )
    ]
    return f"More than expected: {and_list(parts)}"
