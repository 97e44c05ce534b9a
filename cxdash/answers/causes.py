"""Which few causes make up most complaints: by number, by cost and by how serious they are."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.cause_sentences import (
    how_counted,
    order_sentence,
    pareto_sentence,
    place_words,
    severity_sentence,
)
from cxdash.answers.cause_weights import places, severity_weights, weighed
from cxdash.answers.heat import complaints_behind
from cxdash.metrics.dimensions import dimension_named
from cxdash.stats import Pareto, RankRanges, garwood, pareto

MOST_CAUSES = 20
"""Bars of a Pareto chart; what is rarer is added up as "Other"."""

OTHER = "Other"

_COLUMNS: Final = {
    "n": "Complaints",
    "share": "Share",
    "cumulative": "Running share",
    "place": "Order not settled",
    "low": "Likely from",
    "high": "Likely to",
    "cost": "Cost",
    "cost_share": "Share of cost",
    "severity_share": "Share by severity",
}


def pareto_panel(asked: Asked, cause: str, table: pd.DataFrame) -> Panel:
    """Return the causes from most to least, with what they cost and how serious they are.

    Args:
        asked: The question.
        cause: The dimension that is counted by.
        table: For each cause `complaints` and `cost_total`; at least one.
    """
    label = dimension_named(cause).label
    ranked = table.sort_values("complaints", ascending=False, ignore_index=True, kind="stable")
    # A file may have a cause of its own by that name; the rest then needs another.
    other = OTHER if OTHER not in set(ranked[cause]) else f"{OTHER} (rarer)"
    rest = other if len(ranked) > MOST_CAUSES else None
    names = [*ranked[cause].iloc[:MOST_CAUSES].astype(str), *([rest] if rest else [])]
    found = pareto(names, _added(ranked["complaints"]), last=rest)
    named = [name for name in found.labels if name != rest]
    order = places(found.counts[: len(named)])
    frame = _bars(found, order)
    heavy = weighed(asked.reader, asked.question.filters, cause)
    severity = _shares(found, names, [heavy.get(str(name), 0.0) for name in ranked[cause]])
    costs = dict(zip(names, _added(ranked["cost_total"]), strict=True))
    of_cost = _shares(found, names, ranked["cost_total"])
    weights = {"cost": [costs[name] for name in found.labels] if of_cost else [],
               "cost_share": of_cost, "severity_share": severity}  # fmt: skip
    readable = frame.drop(columns="vital").assign(
        **{name: values for name, values in weights.items() if values}
    )
    first = readable[["cause", *(name for name in _COLUMNS if name in readable)]]
    leads = dict(zip(found.labels, of_cost, strict=True)) if of_cost else {}
    total = int(sum(found.counts))
    title = pareto_sentence(
        found,
        {name: leads[name] for name in named if name in leads},
        label.lower(),
        causes=len(ranked),
        leads_for_sure=int(order.high[0]) == 1,
    )
    return Panel(
        title,
        {"causes": frame},
        first.rename(columns={**_COLUMNS, "cause": label}),
        how_counted(
            title,
            order_sentence(order.unsettled(), total),
            severity_sentence(severity_weights(asked.reader) if severity else {}),
            counted=(total, len(ranked)),
            has_costs=bool(of_cost),
        ),
        complaints_behind(asked, {name: ((cause, name),) for name in named}),
    )


def _bars(found: Pareto, order: RankRanges) -> pd.DataFrame:
    """Return the bars; `place` says where an order is not settled."""
    whiskers = [garwood(count) for count in found.counts]
    told = [
        place_words(int(low), int(high)) if low < high else ""
        for low, high in zip(order.low.tolist(), order.high.tolist(), strict=True)
    ]
    return pd.DataFrame(
        {
            "cause": found.labels,
            "n": [int(count) for count in found.counts],
            "share": [percent / 100 for percent in found.percent],
            "cumulative": [percent / 100 for percent in found.cumulative_percent],
            "low": [whisker.low for whisker in whiskers],
            "high": [whisker.high for whisker in whiskers],
            "vital": [name in found.vital for name in found.labels],
            "place": [*told, *[""] * (len(found.labels) - len(told))],
        }
    )


def _added(amounts: "Sequence[float] | pd.Series") -> list[float]:
    """Return the amounts of the most frequent causes, and of all others together if there are."""
    values = np.asarray(amounts, dtype=np.float64)
    rare = [float(values[MOST_CAUSES:].sum())] if len(values) > MOST_CAUSES else []
    return [*values[:MOST_CAUSES].tolist(), *rare]


def _shares(
    found: Pareto, names: Sequence[str], amounts: "Sequence[float] | pd.Series"
) -> list[float]:
    """Return the share each bar has of some amounts, in the bars' order; none where all are 0."""
    added: Mapping[str, float] = dict(zip(names, _added(amounts), strict=True))
    whole = sum(added.values())
    return [added[name] / whole for name in found.labels] if whole > 0 else []
