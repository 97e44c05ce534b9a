"""The answers of some days and of those before, by all that may change about who answers."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cxdash.answers.asked import Asked
from cxdash.answers.groups import earlier
from cxdash.metrics.dimensions import NOT_RECORDED, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.measure import exposure_of, is_covered, measured
from cxdash.metrics.periods import compared_with
from cxdash.metrics.query import CUSTOMER, Ask, add_up
from cxdash.metrics.surveys import rows_of
from cxdash.store.snapshot import Columns

MIXED_BY = ("channel", "segment", "region", "product", "site")
"""What can change about who answers; each answer has one of each."""

FEWEST_ANSWERS = 30
"""Answers each side needs before a change is taken apart."""

MOST_NOT_RECORDED = 0.2
"""Share of answers that may lack a dimension before it cannot explain anything."""

MOST_DRAWN = 50_000
"""Answers up to which intervals are drawn; beyond, chance plays hardly any part."""


class Sided(NamedTuple):
    """The answers of both sides, added up by customer and group.

    Attributes:
        after: Which rows are of the days shown.
        columns: `n`, `total`, the dimensions, and the customer where these are few enough.
        is_of_events: Whether `total` counts events, and `n` what they are counted against.
    """

    after: NDArray[np.bool_]
    columns: Columns
    is_of_events: bool = False

    @property
    def sizes(self) -> tuple[float, float]:
        """Answers before and after, or the exposure of a rate."""
        n = self.columns["n"]
        return float(n[~self.after].sum()), float(n[self.after].sum())


def mixable(asked: Asked) -> list[str]:
    """Return the dimensions whose mix may have changed, but for those narrowed to one value."""
    metric, filters = asked.metric, asked.question.filters
    exposure = exposure_of(asked.reader, metric) if metric.parts and metric.parts.exposure else None
    return [
        name
        for name in MIXED_BY
        if metric.table in dimension_named(name).tables
        and len(filters.values(name)) != 1
        and (exposure is None or is_covered(exposure, name))
    ]


def sides_of(asked: Asked) -> tuple[Filters, Filters] | None:
    """Return the filters of the days shown and of those before; None where there are none."""
    question = asked.question
    period = question.filters.period or asked.reader.span
    before = earlier(asked.reader, compared_with(period, question.compare)) if period else None
    if period is None or before is None or question.filters.is_about_people:
        return None
    return question.filters.within(period), question.filters.within(before)


def sided_answers(asked: Asked) -> Sided | None:
    """Return the answers of both sides by customer; None where no split is fair, or too few are."""
    asks = _asks(asked)
    if asks is None:
        return None
    who = () if _are_many(asked, asks) else (CUSTOMER,)
    return _added(asked, asks, (*who, *_recorded(asked)))


def sided_by_dimension(asked: Asked) -> dict[str, Sided]:
    """Return the answers of both sides for each dimension whose mix may have changed."""
    asks, names = _asks(asked), mixable(asked)
    if asks is None:
        return {}
    if _are_many(asked, asks):
        # So many that nobody draws from them: a few sums of each dimension are all that is needed.
        return {name: _added(asked, asks, (name,)) for name in names}
    return dict.fromkeys(names, _added(asked, asks, (CUSTOMER, *_recorded(asked))))


def _asks(asked: Asked) -> tuple[Ask, Ask] | None:
    """Return the question of each side; None where no split is fair, or too few answered."""
    sides, metric, parts = sides_of(asked), asked.metric, asked.metric.parts
    if sides is None or parts is None or parts.exposure:
        return None
    # Who answered what is chosen for all days: both sides are of one question.
    table, fitting = rows_of(asked.reader, metric, asked.question.filters)
    if metric.chart not in {"share", "mean", "nps"} or table not in {"responses", "cases"}:
        # Elsewhere an answer stands in several groups, and its parts would not add up.
        return None
    now, then = (
        Ask(metric.table, (parts.n, parts.total), fitting.within(side.period)) for side in sides
    )
    return None if min(_sizes(asked, (now, then))) < FEWEST_ANSWERS else (now, then)


def _sizes(asked: Asked, asks: tuple[Ask, Ask]) -> list[int]:
    return [int(add_up(asked.reader, ask)[ask.parts[0]][0]) for ask in asks]


def _are_many(asked: Asked, asks: tuple[Ask, Ask]) -> bool:
    return max(_sizes(asked, asks)) > MOST_DRAWN // 2


def _added(asked: Asked, asks: tuple[Ask, Ask], by: tuple[str, ...]) -> Sided:
    now, then = (add_up(asked.reader, replace(ask, by=by)) for ask in asks)
    n, total = asks[0].parts
    return _side_by_side(now, then, n, total)


def sided_events(asked: Asked) -> Sided | None:
    """Return the events of both sides over their exposure; None where these are not of a rate."""
    sides = sides_of(asked)
    if sides is None or asked.metric.chart != "rate":
        return None
    by = tuple(mixable(asked))
    now, then = (measured(asked.reader, asked.metric, filters=side, by=by) for side in sides)
    if min(now["total"].sum(), then["total"].sum()) < FEWEST_ANSWERS:
        return None
    return _side_by_side(now, then, "n", "total")._replace(is_of_events=True)


def may_explain(answers: Sided, name: str) -> bool:
    """Whether a dimension tells groups apart, and nearly all answers name it."""
    groups, n = answers.columns[name], answers.columns["n"]
    unnamed = n[groups == NOT_RECORDED].sum() / n.sum()
    # A set, since sorting the words would cost a page more than all the arithmetic.
    return len(set(groups.tolist())) > 1 and bool(unnamed <= MOST_NOT_RECORDED)


def _recorded(asked: Asked) -> list[str]:
    return [name for name in MIXED_BY if asked.metric.table in dimension_named(name).tables]


def _side_by_side(now: Columns, then: Columns, n: str, total: str) -> Sided:
    columns = {name: np.concatenate([now[name], then[name]]) for name in now.keys() & then.keys()}
    after = np.repeat([True, False], [len(now[n]), len(then[n])])
    kept = (columns[n] > 0) | (columns[total] > 0)
    named = {"n": columns[n], "total": columns[total]} | {
        name: column for name, column in columns.items() if name not in {n, total}
    }
    return Sided(after[kept], {name: column[kept] for name, column in named.items()})
