"""Who goes with an answer when several people touched its case?

Resists giving it to each of them in full: who works beside a weak colleague would look weak.
"""

import pandas as pd

from cxdash.answers.asked import Asked
from cxdash.answers.people_model import (
    CASE_MIX,
    PROCESS,
    Fit,
    added_up,
    differs,
    independent,
)
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD
from cxdash.stats import Touches, multi_membership, sharing
from cxdash.stats.membership import FEWEST_PARTNERS

MOST_CONTACTS = 1.1
"""Employees for each answer from which answers are shared out. Source: own simulation; where each
answer counts in full for all that touched it, one in ten average people is flagged at 3.5 touches
an answer, and one in a hundred when it is shared out."""

ANSWER = "response_key"


def fitted_to_journeys(asked: Asked, *, quarterly: bool) -> Fit:
    """Return the effects of employees and processes when an answer belongs to all that touched it.

    Args:
        asked: The question.
        quarterly: Whether the quarter is held apart; then every answer has a date.
    """
    found = added_up(asked, (ANSWER, EMPLOYEE, PROCESS, *CASE_MIX), quarterly=quarterly)
    named = found[found[EMPLOYEE] != NOT_RECORDED]
    rows = found[found[ANSWER].isin(set(named[ANSWER]))]
    if not differs(named[EMPLOYEE]):
        return Fit()
    answers = rows.drop_duplicates(ANSWER)
    place = pd.Series(range(len(answers)), index=answers[ANSWER])
    outcome = answers["total"].to_numpy("float64")
    touches = {EMPLOYEE: _touches(named, place, EMPLOYEE)}
    if differs(rows[PROCESS]):
        touches[PROCESS] = _touches(rows, place, PROCESS)
    fixed = [name for name in (*CASE_MIX, PERIOD) if name in rows and differs(rows[name])]
    columns = [_marked(rows, place, name).iloc[:, 1:] for name in fixed]
    # A case that needed many hands is another case.
    hands = rows.groupby(ANSWER)[list(touches)].nunique().reindex(place.index)
    columns.append(hands)
    average = asked.metric.scale * float(outcome.mean())
    try:
        effects = multi_membership(
            outcome,
            list(touches.values()),
            design=independent(
                [column.to_numpy("float64") for column in columns], rows=len(answers)
            ),
        )
    except ValueError:  # too few answers, or all alike: nothing can be told apart
        return Fit(average, is_shared=True)
    return Fit(
        average,
        tuple(fixed),
        dict(zip(touches, effects.factors, strict=True)),
        frozenset(
            str(one.name)
            for one in sharing(touches[EMPLOYEE], journeys=len(answers))
            if one.together_with or 0 < one.partners < FEWEST_PARTNERS
        ),
        is_shared=True,
    )


def _touches(rows: pd.DataFrame, place: "pd.Series[int]", name: str) -> Touches:
    """Return who or what touched which answer's case, each once."""
    once = rows[[ANSWER, name]].drop_duplicates()
    return Touches(place.loc[once[ANSWER]].to_numpy(), once[name].astype(str).to_numpy())


def _marked(rows: pd.DataFrame, place: "pd.Series[int]", name: str) -> pd.DataFrame:
    """Return a column of 0 and 1 for each value of a dimension, one row an answer."""
    return pd.crosstab(rows[ANSWER], rows[name].astype(str)).clip(upper=1).reindex(place.index)
