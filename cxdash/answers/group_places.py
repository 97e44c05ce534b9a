"""The places of groups by value, with the places each could as well take; never of people."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from cxdash.answers.cause_sentences import place_words
from cxdash.answers.groups import is_enough
from cxdash.answers.judge import Amount
from cxdash.answers.order_sentences import order_of_groups_sentence
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.metric import ChartKind, Metric
from cxdash.stats import group_order
from cxdash.stats.group_order import GroupsOf

_KINDS: Final[dict[ChartKind, GroupsOf]] = {
    "share": "share",
    "mean": "mean",
    "nps": "nps",
    "rate": "rate",
    "count": "rate",
}

_PARTS: Final = ("size", "total", "total_sq")


class Places(NamedTuple):
    """Where groups stand.

    Attributes:
        words: The place of each group as readers say it ("1st", "2nd to 5th"), in the order of
            the groups; empty where it takes none.
        told: Which of them are settled.
    """

    words: list[str]
    told: str


def places_of(metric: Metric, groups: pd.DataFrame, label: str) -> Places | None:
    """Return the places of groups by value; None where fewer than two can have one.

    Args:
        metric: What they are compared by.
        groups: As `groups_of` returns them, of what is not people.
        label: What the groups are, in the singular.
    """
    kind = _KINDS.get(metric.chart)
    parts = np.array([groups[name].to_numpy("float64") for name in _PARTS])
    named = zip(groups["group"].tolist(), parts.T.tolist(), strict=True)
    known = np.array(
        [name != NOT_RECORDED and is_enough(metric, Amount(*one)) for name, one in named]
    )
    if kind is None or known.sum() < 2:  # noqa: PLR2004 - one has nobody to change places with
        return None
    n, total, squares = parts[:, known]
    # An export may hold more answers than it says were invited.
    order = group_order(kind, n, np.minimum(total, n) if kind == "share" else total, squares)
    words = [""] * len(groups)
    ends = zip(order.low.astype(int).tolist(), order.high.astype(int).tolist(), strict=True)
    for at, (low, high) in zip(np.flatnonzero(known).tolist(), ends, strict=True):
        words[at] = place_words(low, high)
    return Places(words, order_of_groups_sentence(order.unsettled(), len(n), label))
