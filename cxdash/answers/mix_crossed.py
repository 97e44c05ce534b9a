"""A change split over two dimensions at once: neither mix alone may show what both together do."""

from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.mix import Split, intervals_of, splits_of
from cxdash.answers.mix_cells import Sided, may_explain, mixable, sided_answers, sided_events
from cxdash.answers.mix_crossed_sentences import (
    HOW_CROSSED,
    Crossed,
    Found,
    Looked,
    crossed_sentence,
    looked_sentence,
    no_cross_sentence,
)
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.query import CUSTOMER
from cxdash.stats import (
    CrossedMixIntervals,
    crossed_mix,
    crossed_mix_intervals,
    crossed_rate_mix_intervals,
)
from cxdash.stats.mix import effects
from cxdash.stats.normal_equations import sums_by

MOST_GROUPS: Final = 8
"""Groups of a dimension that are crossed; rarer ones are one group, so that cells are filled."""

REST: Final = "all others"

_ALONE: Final = "crossed with nothing"


class _Tables(NamedTuple):
    """The answers of both sides by two dimensions.

    Attributes:
        rows: The groups of the first dimension.
        columns: The groups of the second.
        n: Answers, or exposure: (side, row, column), before first.
        totals: Their sums.
    """

    rows: NDArray[np.str_]
    columns: NDArray[np.str_]
    n: NDArray[np.float64]
    totals: NDArray[np.float64]


def crossed_panel(asked: Asked, chosen: tuple[str, ...]) -> tuple[Panel, str]:
    """Return a change split over two crossed dimensions, and what the search for them found.

    Args:
        asked: The question.
        chosen: Two dimensions to cross; of one, the other is the one that moves most with it; of
            none, the two that do. Only then something was searched for.

    Returns:
        The panel, empty with the reason where nothing can be split; and a sentence on what single
        dimensions and pairs explain, empty where both were chosen or nothing can be said.
    """
    answers = sided_events(asked) if asked.metric.chart == "rate" else sided_answers(asked)
    if answers is None:
        return Panel(no_cross_sentence(asked.metric, asked.question)), ""
    known = [name for name in mixable(asked) if may_explain(answers, name)]
    missing = [dimension_named(name).label.lower() for name in chosen if name not in known]
    if missing or len(known) < 2:  # noqa: PLR2004 - two are crossed
        return Panel(no_cross_sentence(asked.metric, asked.question, missing)), ""
    pairs = [pair for pair in combinations(known, 2) if set(chosen) <= set(pair)]
    most = max(pairs, key=lambda pair: abs(_mix_of(answers, pair)))
    row, column = chosen if len(chosen) == len(most) else most
    crossed = _crossed(asked, answers, row, column)
    looked = ""
    if len(chosen) < len(most):
        singles = splits_of(asked, answers)
        looked = looked_sentence(asked.metric, crossed, _looked(answers, singles, pairs))
    table = _table(asked, answers, crossed)
    how = HOW_CROSSED.format(most=MOST_GROUPS)
    return Panel(crossed_sentence(asked.metric, crossed), {"crossed": table}, table, how), looked


def _crossed(asked: Asked, answers: Sided, row: str, column: str) -> Crossed:
    tables = _tables(answers, (row, column))
    parts = crossed_mix(tables.n[1], tables.totals[1], tables.n[0], tables.totals[0])
    labels = tuple(dimension_named(name).label.lower() for name in (row, column))
    sure = _sure(answers, (row, column))
    return Crossed(labels[0], labels[1], parts, sure, answers.sizes, asked.question.compare)


def _sure(answers: Sided, pair: tuple[str, str]) -> CrossedMixIntervals | None:
    """Return the intervals: over customers, or over events where these are not known."""
    columns = answers.columns
    rows, across = (_pooled(answers, name) for name in pair)
    if CUSTOMER in columns:
        return crossed_mix_intervals(
            answers.after,
            rows,
            across,
            columns["total"],
            customers=columns[CUSTOMER].astype(str),
            sizes=columns["n"],
        )
    return _sure_events(_tables(answers, pair)) if answers.is_of_events else None


def _sure_events(tables: _Tables) -> CrossedMixIntervals:
    """Return the intervals where each event might have come or not."""
    many = len(tables.rows) * len(tables.columns)
    return crossed_rate_mix_intervals(
        np.repeat([False, True], many),
        np.tile(np.repeat(tables.rows, len(tables.columns)), 2),
        np.tile(tables.columns, 2 * len(tables.rows)),
        tables.totals.ravel(),
        exposures=tables.n.ravel(),
    )


def _tables(answers: Sided, pair: tuple[str, str]) -> _Tables:
    named = [np.unique(_pooled(answers, name), return_inverse=True) for name in pair]
    (rows, row_codes), (columns, column_codes) = named
    shape = (2, len(rows), len(columns))
    cells = (answers.after * len(rows) + row_codes) * len(columns) + column_codes
    n, totals = (
        sums_by(cells, answers.columns[part].astype(np.float64), int(np.prod(shape)))
        for part in ("n", "total")
    )
    # An event where nothing it is counted against was recorded has no rate.
    return _Tables(rows, columns, n.reshape(shape), np.where(n > 0, totals, 0.0).reshape(shape))


def _pooled(answers: Sided, name: str) -> NDArray[np.str_]:
    """Return the group of each row, those rarer than the most frequent ones as one."""
    groups, codes = np.unique(answers.columns[name].astype(str), return_inverse=True)
    if len(groups) <= MOST_GROUPS:
        return groups[codes]
    n = np.bincount(codes, answers.columns["n"].astype(np.float64))
    rare = np.ones(len(groups), dtype=np.bool_)
    rare[np.argsort(-n, kind="stable")[: MOST_GROUPS - 1]] = False
    return np.where(rare, REST, groups)[codes]


def _mix_of(answers: Sided, pair: tuple[str, str]) -> float:
    """Return both mixes of a pair together: the mix of its cells."""
    tables = _tables(answers, pair)
    flat = [each.reshape(2, -1) for each in (tables.n, tables.totals)]
    return float(effects(flat[0][1], flat[1][1], flat[0][0], flat[1][0])[0].sum())


def _looked(answers: Sided, singles: list[Split], pairs: list[tuple[str, str]]) -> Looked:
    """Return the best single dimension beside how many looks there were."""
    best = max(singles, key=lambda one: abs(one.parts.mix))
    name = best.dimension.name
    sure = intervals_of(answers, name)
    interval = sure.mix if sure else None
    if answers.is_of_events:
        alone = answers._replace(columns=answers.columns | {_ALONE: np.zeros(len(answers.after))})
        interval = _sure_events(_tables(alone, (name, _ALONE))).mix
    return Looked(
        Found(best.dimension.label.lower(), best.parts.mix, interval), len(singles) + len(pairs)
    )


def _table(asked: Asked, answers: Sided, crossed: Crossed) -> pd.DataFrame:
    """Return each cell with its shares, values and parts, the largest first."""
    scale, noun = asked.metric.scale, asked.metric.noun
    names = {dimension_named(name).label.lower(): name for name in mixable(asked)}
    tables = _tables(answers, (names[crossed.row], names[crossed.column]))
    n, totals = tables.n.reshape(2, -1), tables.totals.reshape(2, -1)
    shares = n / n.sum(axis=1, keepdims=True)
    values = np.divide(totals, n, out=np.full(n.shape, np.nan), where=n > 0)
    mix, within = effects(n[1], totals[1], n[0], totals[0])
    average = (crossed.parts.before + crossed.parts.after) / 2
    found = pd.DataFrame(
        {
            crossed.row.capitalize(): np.repeat(tables.rows, len(tables.columns)),
            crossed.column.capitalize(): np.tile(tables.columns, len(tables.rows)),
            "Share before": shares[0],
            "Share now": shares[1],
            "Value before": values[0] * scale,
            "Value now": values[1] * scale,
            # What a weight gained here rather than on average did.
            "From the mix": (mix - (shares[1] - shares[0]) * average) * scale,
            "From within": within * scale,
            f"{noun.capitalize()} before": n[0],
            f"{noun.capitalize()} now": n[1],
        }
    )
    filled = np.flatnonzero(n.sum(axis=0) > 0)
    weight = (found["From the mix"].abs() + found["From within"].abs()).to_numpy()[filled]
    return found.iloc[filled[np.argsort(-weight, kind="stable")]].reset_index(drop=True)
