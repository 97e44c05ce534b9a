"""How much of a score goes with the person, and how much with the process, for like customers.

Resists comparing raw averages: who serves a hard segment or process must not answer for it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.asked import Asked
from cxdash.answers.mix_cells import MOST_NOT_RECORDED
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.query import PERIOD, Ask, add_up
from cxdash.metrics.surveys import rows_of
from cxdash.stats import RandomFactor, crossed_effects, dummies

PROCESS = "process"
CASE_MIX = ("segment", "channel")
"""What a person or process cannot choose, held apart where it is recorded; and the quarter."""

LEAST_NEW = 1e-6
"""Share of a column that earlier columns must leave over before it says anything new."""

_PARTS = ("n", "total", "total_sq")


@dataclass(frozen=True, eq=False)
class Fit:
    """What was told apart.

    Attributes:
        average: The score of all answers it rests on.
        held: The dimensions held apart that differ between answers, `period` for the quarter.
        factors: Employees, processes or both, by dimension; empty where nothing can be told apart.
        inseparable: People who nearly always work with the same colleagues: nobody can tell whose
            work it was.
        is_shared: Whether answers are shared out among all that touched their case.
    """

    average: float = math.nan
    held: tuple[str, ...] = ()
    factors: Mapping[str, RandomFactor] = field(default_factory=dict[str, RandomFactor])
    inseparable: frozenset[str] = frozenset()
    is_shared: bool = False


def cells_of(asked: Asked) -> pd.DataFrame:
    """Return the rated contacts by employee, process, case mix and quarter.

    An answer counts once for each employee that touched its case: where one of them dealt with it
    in several processes or channels, these share its weight.

    Returns:
        `employee`, `process`, the columns of `CASE_MIX`, `n`, `total` and `total_sq`; `period`
        (first day of the quarter) where every answer has a date.
    """
    by = (EMPLOYEE, PROCESS, *CASE_MIX)
    cells = added_up(asked, by)
    if cells.empty:
        return cells
    dated = added_up(asked, by, quarterly=True)
    if dated["n"].sum() == cells["n"].sum():
        cells = dated
    once = added_up(asked, (EMPLOYEE,)).set_index(EMPLOYEE)["n"]
    weight = cells[EMPLOYEE].map(once / cells.groupby(EMPLOYEE)["n"].sum())
    return cells.assign(**{part: cells[part] * weight for part in _PARTS})


def contacts_per_answer(asked: Asked, cells: pd.DataFrame) -> float:
    """Return how many employees touched the case of an answer that names any, at least 1.

    Args:
        asked: The question.
        cells: What `cells_of` returned.
    """
    is_named = cells[EMPLOYEE] != NOT_RECORDED
    answers = float(added_up(asked, ())["n"].sum()) - float(cells["n"][~is_named].sum())
    return max(1.0, float(cells["n"][is_named].sum()) / answers) if answers > 0 else 1.0


def added_up(asked: Asked, by: tuple[str, ...], *, quarterly: bool = False) -> pd.DataFrame:
    """Return `n`, `total` and `total_sq` of the score's answers in each group that has any.

    An answer counts once in each group; `period` (first day of the quarter) is one, if asked.
    """
    parts = asked.metric.parts
    if parts is None or parts.total_sq is None:
        return pd.DataFrame(columns=[*by, *_PARTS])
    table, filters = rows_of(asked.reader, asked.metric, asked.question.filters, (PROCESS,))
    wanted = (parts.n, parts.total, parts.total_sq)
    found = add_up(asked.reader, Ask(table, wanted, filters, by, "quarter" if quarterly else None))
    groups = (PERIOD, *by) if quarterly else by
    columns = {name: found[name] for name in groups}
    numbers = {
        part: found[name].astype("float64") for part, name in zip(_PARTS, wanted, strict=True)
    }
    cells = pd.DataFrame(columns | numbers)
    return cells[cells["n"] > 0].reset_index(drop=True)


def fitted(cells: pd.DataFrame, metric: Metric) -> Fit:
    """Return the effects of employees and processes, each estimated beside the other.

    Answers that name no employee are left out where two employees or more are named; one process
    or one employee is nothing to tell apart. A factor is missing from the fit then.

    Args:
        cells: What `cells_of` returned.
        metric: The score.
    """
    named = cells[cells[EMPLOYEE] != NOT_RECORDED]
    has_people = differs(named[EMPLOYEE])
    used = named if has_people else cells
    names = [EMPLOYEE] if has_people else []
    names += [PROCESS] if differs(used[PROCESS]) else []
    size = float(used["n"].sum())
    if not names or not size:
        return Fit()
    average = metric.scale * float(used["total"].sum()) / size
    fixed = [name for name in (*CASE_MIX, PERIOD) if name in used and differs(used[name])]
    columns = [dummies(used[name].astype(str)) for name in fixed]
    try:
        found = crossed_effects(
            used["n"],
            used["total"],
            used["total_sq"],
            [used[name].astype(str) for name in names],
            design=independent(columns, rows=len(used)),
        )
    except ValueError:  # too few answers, or all alike: nothing can be told apart
        return Fit(average)
    return Fit(average, tuple(fixed), dict(zip(names, found.factors, strict=True)))


def knows_case_mix(cells: pd.DataFrame) -> bool:
    """Return whether most answers of employees tell which segment or process they are about."""
    named = cells[cells[EMPLOYEE] != NOT_RECORDED]
    return any(
        named["n"][named[name] == NOT_RECORDED].sum() <= MOST_NOT_RECORDED * named["n"].sum()
        for name in (CASE_MIX[0], PROCESS)
    )


def differs(column: "pd.Series[str]") -> bool:
    """Return whether a column holds two values or more."""
    return len(set(column)) > 1


def independent(parts: list[NDArray[np.float64]], *, rows: int) -> NDArray[np.float64] | None:
    """Return the columns that say something the ones before, and the average, do not say."""
    basis = [np.full(rows, 1 / math.sqrt(rows))]
    kept: list[NDArray[np.float64]] = []
    for column in (column for part in parts for column in part.T):
        left = column.copy()
        for one in basis:
            left -= (one @ left) * one
        if np.linalg.norm(left) > LEAST_NEW * np.linalg.norm(column):
            basis.append(left / np.linalg.norm(left))
            kept.append(column)
    return np.column_stack(kept) if kept else None
