"""How do processes, and then people, compare when each has the customers it has?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from cxdash.answers import people_sentences as words
from cxdash.answers.answer import Answer, Panel
from cxdash.answers.asked import Asked, asked_of
from cxdash.answers.people_journeys import MOST_CONTACTS, fitted_to_journeys
from cxdash.answers.people_model import (
    PROCESS,
    Fit,
    cells_of,
    contacts_per_answer,
    fitted,
    knows_case_mix,
)
from cxdash.answers.people_standings import Standings, standings
from cxdash.metrics.choices import measurable
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.filters import Question
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD
from cxdash.metrics.reader import Reader
from cxdash.metrics.rows import RowsAsked
from cxdash.metrics.surveys import rows_of

SCORES = ("csat", "mean_score", "nps", "ces")
"""The scores people and processes are compared by: answers of customers, higher is better."""

MOST_DRAWN = 40
"""Rows that can still be read; whoever stands clearly apart is among them, the table has all."""

PANELS = {PROCESS: "processes", EMPLOYEE: "employees"}
"""The panel of each dimension: the process comes first."""


def people(reader: Reader, question: Question) -> Answer:
    """Answer how processes and people compare, adjusted for which customers they serve.

    Panels: `processes` and `employees` (by code), each with the score as answered beside the
    adjusted difference. Nothing is compared while the filters name an employee.
    """
    asked = asked_of(reader, replace(question, metric=_score(reader, question.metric), split=None))
    if question.filters.is_about_people:
        return _answer(asked, [words.ONLY_SOME])
    cells = cells_of(asked)
    if cells.empty:
        known = any(metric.name in SCORES for metric in measurable(reader))
        return _answer(asked, [words.NOT_IN_VIEW if known else words.NO_SCORES])
    fit, is_fair = _fit(asked, cells), knows_case_mix(cells)
    if not is_fair:
        factors = {name: factor for name, factor in fit.factors.items() if name != EMPLOYEE}
        fit = replace(fit, factors=factors)
    guards = reader.policy.guards
    found = {name: standings(asked, name, fit) for name in PANELS}
    panels = {PANELS[name]: _panel(asked, name, found[name], fit) for name in PANELS}
    if not is_fair and found[EMPLOYEE].named > 1:
        panels[PANELS[EMPLOYEE]] = replace(panels[PANELS[EMPLOYEE]], title=words.NO_CASE_MIX)
    sentences = [f"{panel.title.rstrip('.')}." for panel in panels.values()]
    if found[EMPLOYEE].named > 1:
        sentences += words.about_people(found[EMPLOYEE], found[PROCESS], guards)
    return _answer(asked, sentences, panels)


def _answer(
    asked: Asked, sentences: Sequence[str], panels: Mapping[str, Panel] | None = None
) -> Answer:
    return Answer(
        "people",
        asked.reader.facts.version,
        asked.question,
        asked.metric,
        tuple(filter(None, sentences)),
        panels or {},
    )


def _score(reader: Reader, wanted: str) -> str:
    """Return the score to compare by: the one wanted, or the first there is."""
    known = {metric.name for metric in measurable(reader)}
    fitting = [name for name in (wanted, *SCORES) if name in SCORES]
    return next((name for name in fitting if name in known), fitting[0])


def _fit(asked: Asked, cells: pd.DataFrame) -> Fit:
    """Return the effects of people and processes by the model that fits how they work."""
    if contacts_per_answer(asked, cells) > MOST_CONTACTS:
        return fitted_to_journeys(asked, quarterly=PERIOD in cells)
    return fitted(cells, asked.metric)


def _panel(asked: Asked, dimension: str, found: Standings, fit: Fit) -> Panel:
    """Return the people or processes of a view, or why there is nothing to compare."""
    guards = asked.reader.policy.guards
    if found.named < 2:  # noqa: PLR2004 - one has nobody to be compared with
        return Panel(words.few_named(dimension, found.named))
    if found.rows.empty:
        return Panel(words.none_shown(dimension, max(guards.fewest_to_show, asked.metric.fewest)))
    held = (*fit.held, *fit.factors)
    instrument = asked.instrument
    asked_by = (instrument.survey, instrument.question) if instrument else ()
    how = words.how_compared(
        asked.metric,
        dimension,
        instrument=" · ".join(filter(None, asked_by)) or asked.metric.label,
        held=held,
        guards=guards,
        is_shared=fit.is_shared,
    )
    filters = asked.question.filters
    return Panel(
        words.found_sentence(asked.metric, found, dimension, held, guards),
        {"standings": _drawn(found)},
        _table(found.rows, asked.metric, dimension_named(dimension).label),
        f"{how}{words.aloud(asked.metric, found, dimension, held)}{_not_drawn(found)}",
        {
            str(group): RowsAsked(
                *rows_of(asked.reader, asked.metric, filters.only(dimension, str(group)))
            )
            for group in found.rows["group"]
        },
    )


def _drawn(found: Standings) -> pd.DataFrame:
    """Return the rows that are drawn, in their order: those that stand apart, then the first."""
    rows = found.rows
    rest = rows.drop(found.flagged.index).head(max(0, MOST_DRAWN - len(found.flagged)))
    return rows[rows.index.isin([*found.flagged.index, *rest.index])].reset_index(drop=True)


def _not_drawn(found: Standings) -> str:
    more = len(found.rows) - len(_drawn(found))
    return f" {more} more are in the table." if more else ""


def _table(rows: pd.DataFrame, metric: Metric, label: str) -> pd.DataFrame:
    columns = {
        "group": label,
        "standing": "Verdict",
        "effect": "Difference, adjusted",
        "low": "Difference likely from",
        "high": "Difference likely to",
        "value": metric.label,
        "value_low": "Likely from",
        "value_high": "Likely to",
        "n": metric.noun.capitalize(),
        "reliability": "Reliability",
    }
    return rows[list(columns)].rename(columns=columns)
