"""What is said of whom the answers speak for: the weighted score, what it costs, and the silent."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from cxdash.answers.judge import Amount
from cxdash.answers.weighed import Weighed, weighted_interval
from cxdash.answers.words import and_list, how_many, likely, percent, spread
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.periods import COMPARES, Compare
from cxdash.stats import Difference, TippingPoint
from cxdash.stats.weights_use import FEWEST_EFFECTIVE, MOST_TIMES_MEDIAN

NO_CUSTOMERS: Final = (
    "No list of customers is loaded, so nobody can tell whom the answers speak for. Load a "
    "customers file on the data page: one row a customer, with segment, region or kind of customer."
)
NOT_WEIGHTED: Final = "Only shares, means and NPS of survey answers are weighted to customers."
NO_MARGIN: Final = (
    "Answers and the list of customers share nothing that tells at least two groups apart "
    "(segment, region or kind of customer), so there is nothing to weight by."
)

HOW_WEIGHTED: Final = (
    "**Method:** each answer is weighted so that the groups count as they stand in the list of "
    "customers: {way}. A weight above {most:g} times the median is drawn in to it. The interval is "
    "that of so many equal answers as the weights leave in effect: n / design effect, with n_eff = "
    "(Σw)² / Σw² (Kish 1965). Weights that would leave under {fewest} of the answers in effect "
    "are not used.\n\n"
    "**Counted:** {answers} and {customers} who name {traits}; filters of what happened (channel, "
    "process and the like) narrow the answers only. A customer with several answers counts with "
    "each.\n\n"
    "**What it cannot do:** weighting mends only what goes with {traits}. If, within a group, the "
    "silent think otherwise than those who answer, no weight knows.\n\n"
    "**To say aloud:** “{aloud}”"
)


class Silent(NamedTuple):
    """Those who did not answer.

    Attributes:
        rate: Share that answered, 0 to 1.
        of: Of whom: "those invited", "all known customers".
        change: How those who answered changed; None where that is not known.
        tips: What the silent must think for that change to vanish; None likewise.
    """

    rate: float
    of: str
    change: Difference | None
    tips: TippingPoint | None


def few_sentence(answers: int, fewest: int) -> str:
    """Return that there are too few answers to weight."""
    are = "is" if answers == 1 else "are"
    return f"{how_many(answers, 'answers')} {are} too few to weight; at least {fewest} are needed."


def verdict_sentence(metric: Metric, raw: Amount, found: Weighed) -> str:
    """Return whether who answered moved the score: as answered against weighted."""
    if not found.weighting.usable:
        left = percent(found.weighting.share_effective)
        return (
            f"These answers cannot be weighted to {how_many(found.customers, 'customers')}: only "
            f"{left} of them would be left in effect, under the {percent(FEWEST_EFFECTIVE)} there "
            "must be. Ask more of the groups that are missing."
        )
    if not moves(metric, raw, found):
        return "Who answered hardly moves the score."
    gap = shown(_value(metric, found.amount) - _value(metric, raw), metric.unit, signed=True)
    return f"Who answered matters: the weights move the score by {gap}."


def scores_sentence(metric: Metric, raw: Amount, found: Weighed) -> str:
    """Return the weighted score and the score as answered."""
    weighted, answered = value_told(metric, found.amount), value_told(metric, raw, n=True)
    return (
        f"{metric.label}: {weighted} weighted to {how_many(found.customers, 'customers')}, "
        f"{answered} as answered."
    )


def moves(metric: Metric, raw: Amount, found: Weighed) -> bool:
    """Whether the weighted score lies outside the interval of the score as answered."""
    low, high = weighted_interval(metric, raw)
    return not low <= _value(metric, found.amount) <= high


def value_told(metric: Metric, amount: Amount, *, n: bool = False) -> str:
    """Return a value with its interval, and its answers if asked for."""
    behind = [likely(metric, *weighted_interval(metric, amount))]
    behind += [how_many(amount.n, metric.noun)] if n else []
    told = "; ".join(filter(None, behind))
    return f"{shown(_value(metric, amount), metric.unit)} ({told})"


def shares_sentence(groups: pd.DataFrame) -> str:
    """Return which group is furthest from its share of the customers, without a full stop."""
    names = ("group", "share_customers", "share_answers")
    rows = zip(*(groups[name].tolist() for name in names), strict=True)
    group, *shares = max(rows, key=lambda row: abs(row[1] - row[2]))
    customers, answers = (percent(float(share)) for share in shares)
    if customers == answers:
        return "Each group has the same share of the answers as of the customers"
    return f"Furthest from its share: {group}, {customers} of customers and {answers} of answers"


def cost_sentence(found: Weighed) -> str:
    """Return what the weights cost: answers in effect, the largest weight, how many drawn in."""
    weighting = found.weighting
    effect = found.answers / weighting.effective
    drawn = how_many(weighting.trimmed, "weights") if weighting.trimmed else "none"
    return (
        f"The weights leave {weighting.effective:,.0f} of {how_many(found.answers, 'answers')} in "
        f"effect (design effect {effect:.2f}); the largest is {weighting.largest:.1f} times the "
        f"median, {drawn} drawn in."
    )


def left_out_sentence(found: Weighed, answers: int, customers: int) -> str:
    """Return who is not in the weights, and which groups gave no answer; empty where all are.

    Args:
        found: The weights.
        answers: All answers in view.
        customers: All customers in view.
    """
    parts = [
        f"{out:,} of {how_many(whole, noun)}"
        for out, whole, noun in (
            (answers - found.answers, answers, "answers"),
            (customers - found.customers, customers, "customers"),
        )
        if out
    ]
    if not parts:
        return ""
    silent = f" No answer came from {and_list(_first(found.unheard))}." if found.unheard else ""
    return (
        f"Left out, for being in groups that only one side has or names: {and_list(parts)}.{silent}"
    )


def silent_sentence(metric: Metric, silent: Silent, compare: Compare) -> str:
    """Return how different those who did not answer would have to be."""
    step = 0.1 if metric.unit == "share" else 10.0 if metric.unit == "points" else 1.0
    whole = shown((1 - silent.rate) * step, metric.unit, signed=True).lstrip("+")
    told = (
        f"{percent(silent.rate)} of {silent.of} answered. For each {_size(metric, step)} by which "
        f"the silent differ from them, the score of all differs by {whole}."
    )
    change, tips = silent.change, silent.tips
    if change is None or tips is None:
        return told
    against = COMPARES[compare]
    if change.low <= 0 <= change.high:
        return f"{told} No change from {against} is shown among those who answered to begin with."
    rose = change.estimate > 0
    moved = f"{'rise' if rose else 'fall'} of {_size(metric, change.estimate)}"
    sure = f"likely {spread(metric, change.low, change.high, signed=True)}"
    begins = f"{told} Their {moved} against {against} ({sure})"
    if not tips.possible:
        return f"{begins} stands whatever the silent think: no score of theirs undoes it."
    side = "below" if rose else "above"
    return (
        f"{begins} would be none if the silent now scored {shown(tips.silent, metric.unit)}, "
        f"{_size(metric, tips.gap)} {side} them; from {_size(metric, tips.gap_unsure)} {side} on "
        "it may be chance."
    )


def how_weighted(found: Weighed, traits: Sequence[str], aloud: str) -> str:
    """Return how the weights were made, with n, source and a sentence to say aloud.

    Args:
        found: The weights.
        traits: What they are made by, as readers say it.
        aloud: The verdict.
    """
    one_by_one = (
        "raking, margin after margin until all are met (Deming and Stephan 1940; Deville and "
        "Särndal 1992)"
    )
    return HOW_WEIGHTED.format(
        way=one_by_one if len(traits) > 1 else "post-stratification, customers / answers",
        most=MOST_TIMES_MEDIAN,
        fewest=percent(FEWEST_EFFECTIVE),
        answers=how_many(found.answers, "answers"),
        customers=how_many(found.customers, "customers"),
        traits=and_list(list(traits)),
        aloud=aloud,
    )


def _size(metric: Metric, difference: float) -> str:
    return shown(abs(difference), metric.unit, signed=True).lstrip("+")


def _value(metric: Metric, amount: Amount) -> float:
    return metric.scale * amount.total / amount.n


_MOST_NAMED: Final = 3


def _first(names: Sequence[str]) -> list[str]:
    more = [f"{len(names) - _MOST_NAMED} more"] if len(names) > _MOST_NAMED else []
    return [*names[:_MOST_NAMED], *more]
