"""What causes the complaints, for whom, and how long do they take?"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.cause_sentences import heat_sentence, pareto_sentence
from cxdash.answers.groups import SCREEN_RATE
from cxdash.answers.resolution import ageing_panel, resolution_panel
from cxdash.answers.sentences import (
    HOW_JUDGED,
    trend_sentence,
)
from cxdash.answers.series import series_of
from cxdash.answers.trend import trend_panel, value_and_change
from cxdash.answers.words import NOT_JUDGED
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import exposure_of, open_parts, require_known
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import benjamini_hochberg, excess, garwood, pareto

MOST_CAUSES = 20
"""Bars of a Pareto chart; what is rarer is added up as "Other"."""

MOST_ROWS, MOST_COLUMNS = 12, 8
"""Cells of a heat map that can still be read."""

OTHER = "Other"

FEWEST_EXPECTED = 1.0
"""Expected complaints below which a cell says too little either way."""


def complaints(reader: Reader, question: Question) -> Answer:
    """Answer what causes the complaints.

    Panels: `pareto`, `rate`, `heat` (cause x segment), `resolution` and `ageing`.
    """
    cause = question.split or "cause"
    if cause == EMPLOYEE:
        raise QuestionError(
            "Complaints are not ranked by employee.",
            next_step="Split them by cause, process or team; touchpoints lists people by code.",
        )
    require_known(
        metric_named("complaints"), (cause, *(name for name, _ in question.filters.where))
    )
    table = open_parts(
        reader,
        Ask("complaints", ("complaints", "cost_total", "open_n"), question.filters, (cause,)),
    )
    version = reader.facts.version
    if table.empty:
        nothing = (
            f"Fewer than {FEWEST_CASES} complaints of one kind: too few to show for one person."
            if question.filters.is_about_people
            else "No complaint lies in this period and these filters."
        )
        return Answer("complaints", version, question, None, (nothing,))
    counted = metric_named("complaints")
    rate = metric_named("complaint_rate")
    metric = rate if exposure_of(reader, rate) else counted
    asked = asked_of(reader, replace(question, metric=metric.name, split=None))
    panels = {
        "pareto": _pareto_panel(asked, cause, table),
        "rate": _rate_panel(asked),
        "heat": _heat_panel(asked, "cause" if cause == "segment" else cause),
        "resolution": resolution_panel(asked, cause, [str(name) for name in table[cause]]),
        "ageing": ageing_panel(asked),
    }
    sentences = (panels["pareto"].title + ".", panels["rate"].title, *value_and_change(asked))
    return Answer("complaints", version, question, metric, tuple(filter(None, sentences)), panels)


def _pareto_panel(asked: Asked, cause: str, table: pd.DataFrame) -> Panel:
    label = dimension_named(cause).label
    ranked = table.sort_values("complaints", ascending=False, ignore_index=True, kind="stable")
    # A file may have a cause of its own by that name; the rest then needs another.
    other = OTHER if OTHER not in set(ranked[cause]) else f"{OTHER} (rarer)"
    rare = ranked.iloc[MOST_CAUSES:]
    shown = ranked.iloc[:MOST_CAUSES].assign(name=lambda frame: frame[cause])
    if len(rare):
        rest = {name: rare[name].sum() for name in ("complaints", "cost_total", "open_n")}
        shown = pd.concat([shown, pd.DataFrame([{"name": other, **rest}])], ignore_index=True)
    found = pareto(shown["name"].tolist(), shown["complaints"], last=other if len(rare) else None)
    whiskers = [garwood(count) for count in found.counts]
    frame = pd.DataFrame(
        {
            "cause": found.labels,
            "n": [int(count) for count in found.counts],
            "share": [percent / 100 for percent in found.percent],
            "cumulative": [percent / 100 for percent in found.cumulative_percent],
            "low": [whisker.low for whisker in whiskers],
            "high": [whisker.high for whisker in whiskers],
            "vital": [name in found.vital for name in found.labels],
        }
    )
    cost_of = dict(zip(shown["name"].astype(str), shown["cost_total"], strict=True))
    costs = frame["cause"].map(cost_of)
    readable = frame[["cause", "n", "share", "cumulative", "low", "high"]].assign(
        cost=costs.to_numpy()
    )
    if not costs.gt(0).any():
        readable = readable.drop(columns="cost")
    columns = {
        "cause": label,
        "n": "Complaints",
        "share": "Share",
        "cumulative": "Running share",
        "low": "Likely from",
        "high": "Likely to",
        "cost": "Cost",
    }
    named = [name for name in found.labels if name != other or not len(rare)]
    all_costs = float(shown["cost_total"].sum())
    cost_shares = {name: cost_of[name] / all_costs for name in named if all_costs > 0}
    return Panel(
        pareto_sentence(found, cost_shares, label.lower(), causes=len(ranked)),
        {"causes": frame},
        readable.rename(columns=columns),
        "Causes by number of complaints. The thin lines are 95 % intervals of a count (Garwood): "
        "where they overlap, the order of two bars is not settled.",
        _rows(asked, {name: ((cause, name),) for name in named}),
    )


def _rate_panel(asked: Asked) -> Panel:
    series = series_of(asked.reader, asked.metric, asked.course(asked.question.filters))
    title = trend_sentence(asked.metric, series) if series else "No complaint carries a date."
    panel = trend_panel(asked, series, title)
    exposure = exposure_of(asked.reader, metric_named("complaint_rate"))
    against = (
        f"Counted against recorded {exposure.noun}."
        if exposure
        else "No touches, orders or volumes are loaded, so a busy month looks like a bad month."
    )
    return replace(panel, how=f"{asked.metric.formula.capitalize()}. {against} {HOW_JUDGED}")


def _heat_panel(asked: Asked, cause: str) -> Panel:
    """Return where a cause strikes a segment more often than its share explains."""
    if asked.question.filters.is_about_people:
        return Panel(NOT_JUDGED)
    ask = Ask("complaints", ("complaints",), asked.question.filters, (cause, "segment"))
    found = pd.DataFrame(add_up(asked.reader, ask))
    if found["segment"].nunique() < 2:  # noqa: PLR2004 - one segment has nothing to differ from
        return Panel("Only one segment has complaints here, so no cause stands out for a segment.")
    grid = found.pivot_table(
        index=cause, columns="segment", values="complaints", aggfunc="sum", fill_value=0
    )
    rows = grid.sum(axis=1).sort_values(ascending=False)
    columns = grid.sum(axis=0).sort_values(ascending=False)
    expected = np.outer(rows, columns) / float(rows.sum())
    ordered = grid.loc[rows.index, columns.index]
    cells = pd.DataFrame(
        {
            "row": np.repeat(rows.index.astype(str), len(columns)),
            "column": np.tile(columns.index.astype(str), len(rows)),
            "n": ordered.to_numpy().ravel().astype("int64"),
            "expected": expected.ravel(),
        }
    )
    cells = cells.assign(verdict=_heat_verdicts(cells))
    shown = cells[
        cells["row"].isin([str(name) for name in rows.index[:MOST_ROWS]])
        & cells["column"].isin([str(name) for name in columns.index[:MOST_COLUMNS]])
    ].reset_index(drop=True)
    keyed = shown.assign(key=shown["row"] + " | " + shown["column"])
    label = dimension_named(cause).label
    named = {
        key: ((cause, row), ("segment", column))
        for key, row, column in zip(keyed["key"], keyed["row"], keyed["column"], strict=True)
    }
    readable = shown.rename(
        columns={
            "row": label,
            "column": "Segment",
            "n": "Complaints",
            "expected": "Expected",
            "verdict": "Verdict",
        }
    )
    return Panel(
        heat_sentence(shown),
        {"cells": keyed},
        readable,
        "Expected: what the cause's and the segment's totals give when cause and segment have "
        "nothing to do with each other. Coloured only beyond chance (Poisson, corrected for the "
        "number of cells after Benjamini and Hochberg, 10 %).",
        _rows(asked, named),
    )


def _heat_verdicts(cells: pd.DataFrame) -> list[str]:
    pairs = list(zip(cells["n"], cells["expected"], strict=True))
    told = [expected >= FEWEST_EXPECTED for _, expected in pairs]
    p_values = [
        excess(int(n), float(expected)) if tell else float("nan")
        for (n, expected), tell in zip(pairs, told, strict=True)
    ]
    adjusted = benjamini_hochberg(np.array(p_values, dtype="float64"))
    verdicts: list[str] = []
    for (n, expected), tell, p in zip(pairs, told, adjusted, strict=True):
        if not tell:
            verdicts.append("too few")
        elif p > SCREEN_RATE:
            verdicts.append("as expected")
        else:
            verdicts.append("more than expected" if n > expected else "fewer than expected")
    return verdicts


def _rows(asked: Asked, named: Mapping[str, tuple[tuple[str, str], ...]]) -> dict[str, RowsAsked]:
    """Return the complaints behind each key."""
    found: dict[str, RowsAsked] = {}
    for key, pairs in named.items():
        filters = asked.question.filters
        for dimension, value in pairs:
            filters = filters.only(dimension, value)
        found[key] = RowsAsked("complaints", filters)
    return found
