"""Answers weighted to the customers there are: who is in both, what they weigh, what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxdash.answers.judge import Amount, interval_of
from cxdash.answers.mix_cells import MOST_NOT_RECORDED
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.metric import Metric
from cxdash.stats import Interval, Weighting, nps_from_weighted, weigh


@dataclass(frozen=True, eq=False)
class Weighed:
    """Answers weighted to customers.

    Attributes:
        names: The dimensions they are weighted by.
        groups: One row for each group of each dimension: `dimension` (as readers say it), `name`,
            `group`, `customers`, `answers`, `share_customers`, `share_answers` (0 to 1) and
            `weight` (of one of its answers; 1 on average).
        weighting: The weights and what they cost.
        amount: The weighted parts, as if of so many answers as the weights leave in effect.
        answers: How many answers are weighted.
        customers: How many customers they are weighted to.
        unheard: Groups of customers without a single answer; the weights know nothing of them.
    """

    names: tuple[str, ...]
    groups: pd.DataFrame
    weighting: Weighting
    amount: Amount
    answers: int
    customers: int
    unheard: tuple[str, ...]


def weighed(answers: pd.DataFrame, customers: pd.DataFrame, names: Sequence[str]) -> Weighed | None:
    """Return answers weighted to customers; None where nothing tells two groups of both apart.

    What does not name a dimension, and groups that only one side has, are left out of both sides.

    Args:
        answers: The dimensions, `n`, `total` and `total_sq`; one row a combination.
        customers: The dimensions and `customers`; one row a combination.
        names: The dimensions that may be used, the most telling first.
    """
    used = [name for name in names if _is_filled(answers, "n", name)]
    used = [name for name in used if _is_filled(customers, "customers", name)]
    heard, known = _in_both(answers, customers, used)
    used = [name for name in used if len(set(heard[name])) > 1]
    if not used:
        return None
    weighting, used = _weights(heard, known, used)
    return Weighed(
        tuple(used),
        pd.concat([_groups(heard, known, weighting, name) for name in used], ignore_index=True),
        weighting,
        _amount(heard, weighting),
        int(heard["n"].sum()),
        int(known["customers"].sum()),
        tuple(
            group
            for name in used
            for group in sorted(set(customers[name]) - set(answers[name]) - {NOT_RECORDED})
        ),
    )


def weighted_interval(metric: Metric, amount: Amount) -> Interval:
    """Return the 95 % interval of a value whose answers may be weighted, as `interval_of` does."""
    if metric.chart != "nps":
        return interval_of(metric, amount)
    found = nps_from_weighted(amount.n, amount.total, amount.total_sq)
    return Interval(found.low, found.high)


def _is_filled(rows: pd.DataFrame, size: str, name: str) -> bool:
    missing = rows.loc[rows[name].eq(NOT_RECORDED), size].sum()
    return bool(missing <= MOST_NOT_RECORDED * rows[size].sum())


def _in_both(
    answers: pd.DataFrame, customers: pd.DataFrame, names: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows whose groups both sides have, until none more falls away."""
    before = -1
    while before != len(answers) + len(customers):
        before = len(answers) + len(customers)
        for name in names:
            shared = (set(answers[name]) & set(customers[name])) - {NOT_RECORDED}
            answers = answers[answers[name].isin(shared)]
            customers = customers[customers[name].isin(shared)]
    return answers, customers


def _weights(
    heard: pd.DataFrame, known: pd.DataFrame, names: list[str]
) -> tuple[Weighting, list[str]]:
    """Return the weights; where margins cannot be met together, by one dimension fewer."""
    scale = heard["n"].sum() / known["customers"].sum()
    margins = {name: known.groupby(name)["customers"].sum() * scale for name in names}
    try:
        found = weigh(
            {name: heard[name].tolist() for name in names},
            {
                name: {str(group): float(size) for group, size in sizes.items()}
                for name, sizes in margins.items()
            },
            sizes=heard["n"].to_numpy("float64"),
        )
    except ValueError:
        if len(names) == 1:
            raise
        return _weights(heard, known, names[:-1])
    return found, names


def _groups(
    heard: pd.DataFrame, known: pd.DataFrame, weighting: Weighting, name: str
) -> pd.DataFrame:
    customers = known.groupby(name)["customers"].sum()
    answers = heard.groupby(name)["n"].sum()
    weights = (heard["n"] * weighting.weights).groupby(heard[name]).sum() / answers
    order = customers.sort_values(ascending=False, kind="stable").index
    shares = customers / customers.sum(), answers / answers.sum()
    return pd.DataFrame(
        {
            "dimension": dimension_named(name).label,
            "name": name,
            "group": [str(group) for group in order],
            "customers": customers[order].to_numpy(),
            "answers": answers[order].to_numpy(),
            "share_customers": shares[0][order].to_numpy(),
            "share_answers": shares[1][order].to_numpy(),
            "weight": weights[order].to_numpy(),
        }
    )


def _amount(heard: pd.DataFrame, weighting: Weighting) -> Amount:
    sizes = heard["n"].to_numpy("float64")
    scaled = weighting.weights * (weighting.effective / float(np.sum(sizes * weighting.weights)))
    total, squares = (
        float(np.sum(scaled * heard[name].to_numpy("float64"))) for name in ("total", "total_sq")
    )
    return Amount(weighting.effective, total, squares)
