"""Where a cause strikes a segment more often than its share explains."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import xlogy

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.cause_sentences import heat_sentence
from cxdash.answers.groups import SCREEN_RATE
from cxdash.answers.how_sentences import SCREENED, finding_how
from cxdash.answers.needed_counts_sentences import Counted, needed_in_cells
from cxdash.answers.words import NOT_JUDGED, how_many
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.query import Ask, add_up
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import benjamini_hochberg, excess, quasi_independence

MOST_ROWS, MOST_COLUMNS = 12, 8
"""Cells of a heat map that can still be read."""

MOST_SUSPECTS = 8
"""Cells that are tried as the one that stands out."""

FEWEST_EXPECTED = 1.0
"""Expected complaints below which a cell says too little either way."""


def heat_panel(asked: Asked, cause: str) -> Panel:
    """Return the complaints of each cause and segment beside what their totals lead to expect.

    Args:
        asked: The question.
        cause: The dimension of the rows.
    """
    if asked.question.filters.is_about_people:
        return Panel(NOT_JUDGED)
    ask = Ask("complaints", ("complaints",), asked.question.filters, (cause, "segment"))
    found = pd.DataFrame(add_up(asked.reader, ask))
    if found["segment"].nunique() < 2:  # noqa: PLR2004 - one segment has nothing to differ from
        return Panel("Only one segment has complaints here, so no cause stands out for a segment.")
    shown = _drawn(found, cause)
    named = {
        key: ((cause, row), ("segment", column))
        for key, row, column in zip(shown["key"], shown["row"], shown["column"], strict=True)
    }
    columns = {
        "row": dimension_named(cause).label,
        "column": "Segment",
        "n": "Complaints",
        "expected": "Expected",
        "verdict": "Verdict",
    }
    title, total = heat_sentence(shown), int(found["complaints"].sum())
    how = finding_how(
        title,
        "Expected: what the totals of the cause and of the segment give when the two have "
        "nothing to do with each other. Cells that stand out do not shape the totals the "
        "others are judged by (quasi-independence). Coloured only beyond chance (Poisson, "
        "corrected for the number of cells after Benjamini and Hochberg, 10 %).",
        behind=f"{how_many(total, 'complaints')} in {how_many(len(found), 'cells')} that hold any.",
        sources=f"Goodman (1968), JASA 63:1091-1131; {SCREENED}.",
    )
    return Panel(
        title,
        {"cells": shown},
        shown[list(columns)].rename(columns=columns),
        "\n\n".join(filter(None, [how, needed_in_cells(_counted(shown), total)])),
        complaints_behind(asked, named),
    )


def _counted(shown: pd.DataFrame) -> list[Counted]:
    """Return the cells that are judged, with their complaints."""
    judged = shown[shown["verdict"].ne("too few")]
    return [
        Counted(f"{row} for {column}", int(n))
        for row, column, n in zip(judged["row"], judged["column"], judged["n"], strict=True)
    ]


def _drawn(found: pd.DataFrame, cause: str) -> pd.DataFrame:
    """Return the cells of the largest causes and segments, judged among all."""
    grid = found.pivot_table(
        index=cause, columns="segment", values="complaints", aggfunc="sum", fill_value=0
    )
    rows = grid.sum(axis=1).sort_values(ascending=False).index
    columns = grid.sum(axis=0).sort_values(ascending=False).index
    counts = grid.loc[rows, columns].to_numpy(dtype="int64")
    expected, verdicts = judged_cells(counts)
    names = [str(name) for name in rows], [str(name) for name in columns]
    row, column = np.repeat(names[0], len(columns)), np.tile(names[1], len(rows))
    cells = pd.DataFrame(
        {
            "row": row,
            "column": column,
            "key": [f"{one} | {other}" for one, other in zip(row, column, strict=True)],
            "n": counts.ravel(),
            "expected": expected.ravel(),
            "verdict": verdicts,
        }
    )
    largest = cells["row"].isin(names[0][:MOST_ROWS]) & cells["column"].isin(
        names[1][:MOST_COLUMNS]
    )
    return cells[largest].reset_index(drop=True)


def judged_cells(counts: NDArray[np.int64]) -> tuple[NDArray[np.float64], list[str]]:
    """Return what each cell of a table was expected to hold, and the verdict on it.

    Of the cells that stand out, the one without which all others fit best is left out of the
    totals, then the next, until none is new: else its neighbours would look too small beside it
    for no reason of their own.

    Args:
        counts: Shape (rows, columns).

    Returns:
        The expected counts, shape (rows, columns), and the verdicts row by row.
    """
    standing_out = np.zeros(counts.shape, dtype=bool)
    while True:
        expected = quasi_independence(counts, standing_out)
        p_values = _surprises(counts, expected)
        sure = p_values <= SCREEN_RATE
        new = sure & ~standing_out
        if not new.any():
            return expected, _verdicts(counts, expected, sure)
        standing_out |= _most_odd(counts, standing_out, np.where(new, p_values, np.nan))


def _most_odd(
    counts: NDArray[np.int64], left_out: NDArray[np.bool_], p_values: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Return the one cell, of those with a p-value, without which the others fit best."""
    suspects = np.argsort(p_values, axis=None, kind="stable")[: np.isfinite(p_values).sum()]
    cells = np.arange(counts.size).reshape(counts.shape)
    alone = [cells == suspect for suspect in suspects[:MOST_SUSPECTS]]
    return min(alone, key=lambda one: _misfit(counts, left_out | one))


def _misfit(counts: NDArray[np.int64], left_out: NDArray[np.bool_]) -> float:
    """Return how badly the cells that are not left out fit independence (deviance)."""
    expected = quasi_independence(counts, left_out)
    with np.errstate(invalid="ignore", divide="ignore"):
        gaps = xlogy(counts, counts / expected) - (counts - expected)
    return float(np.nansum(gaps[~left_out]))


def _surprises(counts: NDArray[np.int64], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corrected p-value of each cell; NaN where too few are expected to say."""
    pairs = zip(counts.ravel(), expected.ravel(), strict=True)
    p_values = [
        excess(int(n), float(should)) if should >= FEWEST_EXPECTED else np.nan
        for n, should in pairs
    ]
    return benjamini_hochberg(np.array(p_values, dtype="float64")).reshape(counts.shape)


def _verdicts(
    counts: NDArray[np.int64], expected: NDArray[np.float64], sure: NDArray[np.bool_]
) -> list[str]:
    moved = np.where(counts > expected, "more than expected", "fewer than expected")
    told = np.where(sure, moved, "as expected")
    few = ~(expected >= FEWEST_EXPECTED)
    return [str(word) for word in np.where(few, "too few", told).ravel()]


def complaints_behind(
    asked: Asked, named: Mapping[str, tuple[tuple[str, str], ...]]
) -> dict[str, RowsAsked]:
    """Return the complaints behind each key.

    Args:
        asked: The question.
        named: For each key the dimensions it narrows and the value of each.
    """
    found: dict[str, RowsAsked] = {}
    for key, pairs in named.items():
        filters = asked.question.filters
        for dimension, value in pairs:
            filters = filters.only(dimension, value)
        found[key] = RowsAsked("complaints", filters)
    return found
