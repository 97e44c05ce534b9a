"""What is said about causes: which few weigh most, and where one strikes a segment."""

from collections.abc import Mapping

import pandas as pd

from cxdash.answers.words import and_list, how_many, percent, several
from cxdash.metrics.linked import Linked
from cxdash.stats import Pareto

FEWEST_FOR_PARETO = 30
"""Complaints below which nobody should speak of a vital few. Source: statistics of small counts."""

ENOUGH_LINKED = 0.5
"""Share of complaints that must belong to what they are divided by, before nothing is said."""


def pareto_sentence(found: Pareto, costs: Mapping[str, float], label: str, *, causes: int) -> str:
    """Return which few causes make up most complaints, and which leads by cost if another does.

    Args:
        found: The causes; rare ones may be added up in the last of them.
        costs: The share of the cost that each named cause has, 0 to 1.
        label: What the causes are called, in the singular.
        causes: How many there are, rare ones included.
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
    dearest = max(costs, key=lambda name: costs[name], default="")
    if dearest and costs[dearest] > 0 and dearest != first:
        title += f", but by cost {dearest} leads with {percent(costs[dearest])}"
    return title


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
