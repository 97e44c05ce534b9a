"""Did the score change, or only who answered? A change split into mix and service."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.groups import earlier
from cxdash.answers.mix_sentences import HOW_SPLIT, Shift, mix_sentence
from cxdash.metrics.dimensions import NOT_RECORDED, Dimension, dimension_named
from cxdash.metrics.filters import Filters
from cxdash.metrics.periods import compared_with
from cxdash.metrics.query import CUSTOMER, Ask, add_up
from cxdash.metrics.reader import Reader
from cxdash.metrics.surveys import rows_of
from cxdash.stats import Kitagawa, KitagawaIntervals, kitagawa, kitagawa_intervals
from cxdash.store.snapshot import Columns

MIXED_BY = ("channel", "segment", "region", "product", "site")
"""What can change about who answers; each answer has one of each."""

FEWEST_ANSWERS = 30
"""Answers each side needs before a change is taken apart."""

MOST_NOT_RECORDED = 0.2
"""Share of answers that may lack a dimension before it cannot explain anything."""

MOST_DRAWN = 50_000
"""Answers up to which intervals are drawn; beyond, chance plays hardly any part."""


class _Answers(NamedTuple):
    """The answers of both sides, added up by customer and group.

    Attributes:
        after: Which rows are of the days shown.
        columns: `n`, `total`, the dimensions, and the customer where these are few enough.
    """

    after: NDArray[np.bool_]
    columns: Columns


class _Split(NamedTuple):
    """A change split by one dimension; groups are sorted by name."""

    dimension: Dimension
    groups: tuple[str, ...]
    shares_before: NDArray[np.float64]
    shares_now: NDArray[np.float64]
    parts: Kitagawa

    @property
    def mix_by_group(self) -> NDArray[np.float64]:
        """The mix part of each group: what a weight gained there rather than on average did."""
        moved = self.shares_now - self.shares_before
        return self.parts.mix_by_group - moved * (self.parts.before + self.parts.after) / 2


def mix_panel(asked: Asked) -> Panel | None:
    """Return how much of the change comes from who answered; None where nothing can be split."""
    sides = _sides(asked)
    answers = _answers(asked, *sides) if sides else None
    if sides is None or answers is None:
        return None
    known = [name for name in _dimensions(asked) if len(sides[0].values(name)) != 1]
    splits = [found for name in known if (found := _split(answers[name], name)) is not None]
    if not splits:
        return None
    most = max(splits, key=lambda found: abs(found.parts.mix))
    name = most.dimension.name
    sure = _intervals(answers[name], name)
    others = [found.dimension.label.lower() for found in splits if found is not most]
    label = most.dimension.label.lower()
    shift = int(np.argmax(np.abs(most.mix_by_group)))
    told = mix_sentence(
        asked.metric,
        label,
        most.parts,
        sure,
        Shift(most.groups[shift], most.shares_before[shift], most.shares_now[shift]),
    )
    how = HOW_SPLIT.format(label=label, others=", ".join(others) or "nothing else")
    table = _table(most, asked.metric.scale)
    return Panel(told, {"mix": table}, table, how)


def _table(most: _Split, scale: float) -> pd.DataFrame:
    found = pd.DataFrame(
        {
            most.dimension.label: most.groups,
            "Share before": most.shares_before,
            "Share now": most.shares_now,
            "From the mix": most.mix_by_group * scale,
            "From within": most.parts.within_by_group * scale,
        }
    )
    return found.sort_values("From the mix", key=abs, ascending=False, ignore_index=True)


def _dimensions(asked: Asked) -> list[str]:
    return [name for name in MIXED_BY if asked.metric.table in dimension_named(name).tables]


def _sides(asked: Asked) -> tuple[Filters, Filters] | None:
    """Return the filters of the days shown and of those before; None where no split is fair."""
    metric, question = asked.metric, asked.question
    period = question.filters.period or asked.reader.span
    before = earlier(asked.reader, compared_with(period, question.compare)) if period else None
    if period is None or before is None or question.filters.is_about_people:
        return None
    table, filters = rows_of(asked.reader, metric, question.filters)
    if metric.chart not in {"share", "mean", "nps"} or table not in {"responses", "cases"}:
        # Elsewhere an answer stands in several groups, and its parts would not add up.
        return None
    return filters.within(period), filters.within(before)


def _answers(asked: Asked, now: Filters, then: Filters) -> dict[str, _Answers] | None:
    """Return the answers of both sides for each dimension; None where either has too few."""
    parts = asked.metric.parts
    if parts is None or parts.exposure:
        return None
    asks = [Ask(asked.metric.table, (parts.n, parts.total), filters) for filters in (now, then)]
    sizes = [int(add_up(asked.reader, ask)[parts.n][0]) for ask in asks]
    if min(sizes) < FEWEST_ANSWERS:
        return None
    names = _dimensions(asked)
    if max(sizes) <= MOST_DRAWN // 2:
        return dict.fromkeys(names, _both_sides(asked.reader, asks, (CUSTOMER, *names)))
    # So many that nobody draws from them: a few sums of each dimension are all that is needed.
    return {name: _both_sides(asked.reader, asks, (name,)) for name in names}


def _both_sides(reader: Reader, asks: list[Ask], by: tuple[str, ...]) -> _Answers:
    sides = [add_up(reader, replace(ask, by=by)) for ask in asks]
    n, total = asks[0].parts
    columns = {name: np.concatenate([side[name] for side in sides]) for name in sides[0]}
    after = np.repeat([True, False], [len(side[n]) for side in sides])
    kept = columns[n] > 0
    named = {"n": columns[n], "total": columns[total]} | {name: columns[name] for name in by}
    return _Answers(after[kept], {name: column[kept] for name, column in named.items()})


def _split(answers: _Answers, name: str) -> _Split | None:
    """Return the change split by one dimension; None where it cannot explain anything."""
    groups, codes = np.unique(answers.columns[name].astype(str), return_inverse=True)
    cells = codes + len(groups) * answers.after
    n, total = (
        np.bincount(cells, answers.columns[part], 2 * len(groups)).reshape(2, -1)
        for part in ("n", "total")
    )
    not_recorded = n[:, groups == NOT_RECORDED].sum() / n.sum()
    if len(groups) < 2 or not_recorded > MOST_NOT_RECORDED:  # noqa: PLR2004 - one has no mix
        return None
    shares = n / n.sum(axis=1, keepdims=True)
    parts = kitagawa(n[1], total[1], n[0], total[0])
    return _Split(dimension_named(name), tuple(map(str, groups)), shares[0], shares[1], parts)


def _intervals(answers: _Answers, name: str) -> KitagawaIntervals | None:
    """Return the split with its intervals over customers; None where these are too many to draw."""
    columns = answers.columns
    if CUSTOMER not in columns:
        return None
    return kitagawa_intervals(
        answers.after,
        columns[name].astype(str),
        columns["total"],
        sizes=columns["n"],
        customers=columns[CUSTOMER].astype(str),
    )
