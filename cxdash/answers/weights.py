"""Do the answers speak for all customers? Weighted to the list of customers, with what it costs."""

from typing import NamedTuple

import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.compared import compared_of
from cxdash.answers.groups import difference_between
from cxdash.answers.judge import Amount
from cxdash.answers.mix_cells import FEWEST_ANSWERS
from cxdash.answers.weighed import Weighed, weighed, weighted_interval
from cxdash.answers.weights_sentences import (
    NO_CUSTOMERS,
    NO_MARGIN,
    NOT_WEIGHTED,
    Silent,
    cost_sentence,
    few_sentence,
    how_weighted,
    left_out_sentence,
    scores_sentence,
    shares_sentence,
    silent_sentence,
    value_told,
    verdict_sentence,
)
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.customers import ON_CUSTOMERS, customers_by, customers_heard
from cxdash.metrics.filters import Filters, Question
from cxdash.metrics.measure import measure
from cxdash.metrics.metric import Metric, Parts
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of
from cxdash.stats import tipping_point

_OF_ALL = frozenset({*ON_CUSTOMERS, "survey", "question"})
"""Filters under which every customer could have answered."""


class _Held(NamedTuple):
    """Answers and customers by what is known of both."""

    table: str
    filters: Filters
    answers: pd.DataFrame
    customers: pd.DataFrame


def can_be_weighted(metric: Metric) -> bool:
    """Whether a metric is a score of survey answers: what customers say, not how many do."""
    is_score = metric.table == "responses" and metric.chart in {"share", "mean", "nps"}
    return is_score and not (metric.parts and metric.parts.exposure)


def weights(reader: Reader, question: Question) -> Answer:
    """Answer whether the answers speak for all customers.

    Panels: `shares` (each group's share of customers and of answers) and, where weights may be
    used, `weighted` (the score as answered and weighted).
    """
    asked = asked_of(reader, question)
    told, panels = _told(asked)
    return Answer("weights", reader.facts.version, question, asked.metric, told, panels)


def _told(asked: Asked) -> tuple[tuple[str, ...], dict[str, Panel]]:
    if asked.question.filters.is_about_people:
        return (NOT_JUDGED,), {}
    parts = asked.metric.parts
    if parts is None or not can_be_weighted(asked.metric):
        return (NOT_WEIGHTED,), {}
    held = _held(asked, parts)
    if held.customers.empty:
        return (NO_CUSTOMERS,), {}
    total = int(held.answers["n"].sum())
    if total < FEWEST_ANSWERS:
        return (few_sentence(total, FEWEST_ANSWERS),), {}
    found = weighed(held.answers, held.customers, ON_CUSTOMERS)
    if found is None:
        return (NO_MARGIN,), {}
    return _sentences(asked, held, found), _panels(asked, held, found)


def _held(asked: Asked, parts: Parts) -> _Held:
    table, filters = rows_of(asked.reader, asked.metric, asked.question.filters, ON_CUSTOMERS)
    wanted = (parts.n, parts.total, parts.total_sq or parts.total)
    found = add_up(asked.reader, Ask(table, wanted, filters, ON_CUSTOMERS))
    columns = {name: found[name] for name in ON_CUSTOMERS}
    numbers = zip(("n", "total", "total_sq"), wanted, strict=True)
    answers = pd.DataFrame(columns | {name: found[part] for name, part in numbers})
    customers = pd.DataFrame(customers_by(asked.reader, asked.question.filters))
    return _Held(table, filters, answers[answers["n"] > 0], customers)


def _sentences(asked: Asked, held: _Held, found: Weighed) -> tuple[str, ...]:
    raw = _raw(held)
    silent = _silent(asked, held)
    customers = int(held.customers["customers"].sum())
    told = (
        verdict_sentence(asked.metric, raw, found),
        scores_sentence(asked.metric, raw, found) if found.weighting.usable else "",
        cost_sentence(found) if found.weighting.usable else "",
        left_out_sentence(found, int(raw.n), customers),
        silent_sentence(asked.metric, silent, asked.question.compare) if silent else "",
    )
    return tuple(filter(None, told))


def _raw(held: _Held) -> Amount:
    return Amount(*(float(held.answers[name].sum()) for name in ("n", "total", "total_sq")))


def _silent(asked: Asked, held: _Held) -> Silent | None:
    """Return how many did not answer and what they could undo; None where nobody knows."""
    answered = _answered(asked, held)
    if answered is None:
        return None
    (rate, of), found, ends = answered, compared_of(asked), _ends(asked)
    change = difference_between(asked.metric, found.one, found.other) if found.other else None
    if change is None or ends is None:
        return Silent(rate, of, None, None)
    return Silent(rate, of, change, tipping_point(change, found.value, rate, scale=ends))


def _answered(asked: Asked, held: _Held) -> tuple[float, str] | None:
    """Return the share that answered and of whom: of those invited, else of the list."""
    rate, filters = metric_named("response_rate"), asked.question.filters
    if asked.instrument and asked.instrument.survey:
        filters = filters.only("survey", asked.instrument.survey)
    invited = float(measure(asked.reader, rate, filters=filters)["value"].iloc[0])
    if 0 < invited < 1:
        return invited, "those invited"
    if any(name not in _OF_ALL for name, _ in asked.question.filters.where):
        # Who never phoned is not silent about the phone.
        return None
    heard = customers_heard(asked.reader, held.filters)
    if heard is None or not 0 < heard.touched < heard.known:
        return None
    return heard.touched / heard.known, "all known customers"


def _ends(asked: Asked) -> tuple[float, float] | None:
    if asked.metric.chart == "mean":
        return asked.instrument.ends if asked.instrument else None
    return {"share": (0.0, 1.0), "nps": (-100.0, 100.0)}[asked.metric.chart]


def _panels(asked: Asked, held: _Held, found: Weighed) -> dict[str, Panel]:
    raw = _raw(held)
    aloud = verdict_sentence(asked.metric, raw, found)
    if found.weighting.usable:
        aloud += f" {scores_sentence(asked.metric, raw, found)}"
    traits = [label.lower() for label in found.groups["dimension"].drop_duplicates()]
    how = how_weighted(found, traits, aloud)
    panels = {"shares": _shares_panel(found, held, how)}
    if found.weighting.usable:
        panels["weighted"] = _weighted_panel(asked.metric, raw, found, how)
    return panels


def _shares_panel(found: Weighed, held: _Held, how: str) -> Panel:
    frame = found.groups.assign(key=found.groups["dimension"] + ": " + found.groups["group"])
    columns = {
        "dimension": "By",
        "group": "Group",
        "customers": "Customers",
        "share_customers": "Share of customers",
        "answers": "Answers",
        "share_answers": "Share of answers",
        "weight": "Weight of an answer",
    }
    rows = {
        str(key): RowsAsked(held.table, held.filters.only(str(name), str(group)))
        for key, name, group in zip(frame["key"], frame["name"], frame["group"], strict=True)
    }
    return Panel(
        shares_sentence(found.groups),
        {"groups": frame},
        frame[list(columns)].rename(columns=columns),
        how,
        rows,
    )


def _weighted_panel(metric: Metric, raw: Amount, found: Weighed, how: str) -> Panel:
    pairs = (("As answered", raw), ("Weighted to customers", found.amount))
    table = pd.DataFrame(
        [
            {
                "Score": name,
                metric.label: metric.scale * amount.total / amount.n,
                "Likely from": weighted_interval(metric, amount).low,
                "Likely to": weighted_interval(metric, amount).high,
                "Answers in effect": amount.n,
            }
            for name, amount in pairs
        ]
    )
    told = f"As answered {value_told(metric, raw)}, weighted {value_told(metric, found.amount)}"
    return Panel(told, {"weighted": table}, table, how)
