"""What causes the complaints, for whom, and how long do they take?"""

from dataclasses import replace

import pandas as pd

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.cause_sentences import linked_sentence, pareto_sentence
from cxdash.answers.heat import complaints_behind, heat_panel
from cxdash.answers.resolution import ageing_panel, resolution_panel
from cxdash.answers.sentences import (
    HOW_JUDGED,
    trend_sentence,
)
from cxdash.answers.series import series_of
from cxdash.answers.trend import trend_panel, value_and_change
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.linked import linked
from cxdash.metrics.measure import exposure_of, open_parts, require_known
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.query import Ask
from cxdash.metrics.reader import Reader
from cxdash.stats import garwood, pareto

MOST_CAUSES = 20
"""Bars of a Pareto chart; what is rarer is added up as "Other"."""

OTHER = "Other"


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
        "heat": heat_panel(asked, "cause" if cause == "segment" else cause),
        "resolution": resolution_panel(asked, cause, [str(name) for name in table[cause]]),
        "ageing": ageing_panel(asked),
    }
    apart = linked_sentence(linked(reader, rate)) if metric is rate else ""
    sentences = (
        panels["pareto"].title + ".",
        panels["rate"].title,
        *value_and_change(asked),
        apart,
    )
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
        complaints_behind(asked, {name: ((cause, name),) for name in named}),
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
