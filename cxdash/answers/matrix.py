"""The touch map: who touches which segment, how often, and how it went."""

import numpy as np
import pandas as pd

from cxdash.answers.answer import Panel
from cxdash.answers.asked import Asked
from cxdash.answers.column_scores import ColumnScores, column_scores
from cxdash.answers.enough import needed_by_groups
from cxdash.answers.groups import NOT_COMPARED, Look, amounts, screened
from cxdash.answers.judge import Amount, difference_of, interval_of, verdict_of
from cxdash.answers.shadows import without_shadows
from cxdash.answers.touch_sentences import matrix_sentence, other_questions_sentence
from cxdash.answers.words import NOT_JUDGED
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.metric import Metric
from cxdash.metrics.people import EMPLOYEE, FEWEST_CASES
from cxdash.metrics.rows import RowsAsked
from cxdash.stats import Difference

MOST_ROWS, MOST_COLUMNS = 15, 8
"""Cells of the touch map that can still be read; the table beside it holds them all."""


_Compared = list[tuple[str, Amount, Amount]]
"""Name of each cell that is compared, its parts, and those of the rest of its column."""


def matrix_of(
    asked: Asked, cells: pd.DataFrame, scores: ColumnScores, by: tuple[str, str]
) -> tuple[pd.DataFrame, _Compared]:
    """Return touches, value, interval and verdict of each cell, and the parts that were compared.

    A cell is compared with the rest of its column, so that a hard segment is not blamed on the
    process that serves it most.
    """
    (rows, columns), (values, wholes, _) = by, scores
    touches = cells[[*by, "value"]].rename(columns={"value": "touches"})
    found = touches.merge(values, on=list(by), how="left")
    beside = found[[columns]].merge(wholes, on=columns, how="left")
    ours, wholly = amounts(found, asked.metric, 1), amounts(beside, asked.metric, 1)
    pairs = list(zip(ours, wholly, strict=True))
    compared = rows != EMPLOYEE and not asked.question.filters.is_about_people
    looks = screened([_against_rest(asked.metric, *pair) if compared else None for pair in pairs])
    looks = without_shadows(asked.metric, found[columns].tolist(), ours, wholly, looks)
    intervals = [interval_of(asked.metric, one) for one in ours]
    enough = [one.n >= FEWEST_CASES for one in ours]
    verdicts = [
        _verdict(asked.metric, look, told=told, compared=compared)
        for look, told in zip(looks, enough, strict=True)
    ]
    is_shown = np.array(enough)
    matrix = pd.DataFrame(
        {
            "row": found[rows],
            "column": found[columns],
            "key": found[rows] + " | " + found[columns],
            "touches": found["touches"],
            "value": found["value"].where(is_shown),
            "low": pd.Series([one.low for one in intervals]).where(is_shown),
            "high": pd.Series([one.high for one in intervals]).where(is_shown),
            "n": found["n"].where(is_shown) if not compared else found["n"].fillna(0),
            "change": [look.difference.estimate if look.difference else np.nan for look in looks],
            "verdict": verdicts,
        }
    )
    if not compared:
        return matrix, []
    names = (f"{row} for {column}" for row, column in zip(found[rows], found[columns], strict=True))
    held = [
        (name, one, whole - one)
        for name, (one, whole), look in zip(names, pairs, looks, strict=True)
        if look.difference is not None
    ]
    return _busiest_first(matrix), held


def _busiest_first(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return the cells row by row, the row with the most touches first."""
    totals = matrix.groupby("row")["touches"].transform("sum")
    order = matrix.assign(total=totals).sort_values(
        ["total", "row", "touches"], ascending=[False, True, False], ignore_index=True
    )
    return order.drop(columns="total")


def _against_rest(metric: Metric, one: Amount, whole: Amount) -> Difference | None:
    rest = whole - one
    if not (one.n >= FEWEST_CASES and rest.n >= FEWEST_CASES):
        return None
    return difference_of(metric, one, rest)


def _verdict(metric: Metric, look: Look, *, told: bool, compared: bool) -> str:
    if not told:
        return "too few"
    if not compared:
        return NOT_COMPARED
    word = verdict_of(metric, look.difference, sure=look.sure)
    return "as the rest" if word in {"no clear difference", "too few"} else word


def matrix_panel(asked: Asked, cells: pd.DataFrame, rows: str, columns: str) -> Panel:
    """Return the touch map with its finding, its table and the touches behind it.

    Args:
        asked: The question.
        cells: Touches by row and column.
        rows: The dimension of the rows.
        columns: The dimension of the columns.
    """
    scores = column_scores(asked, rows, columns)
    matrix, compared = matrix_of(asked, cells, scores, (rows, columns))
    row_label, column_label = dimension_named(rows).label, dimension_named(columns).label
    shown = _largest(matrix, by_code=rows == EMPLOYEE)
    hidden = matrix["row"].nunique() - shown["row"].nunique()
    more = f" {hidden} more are in the table." if hidden > 0 else ""
    readable = matrix.drop(columns="key").rename(
        columns={
            "row": row_label,
            "column": column_label,
            "touches": "Touches",
            "value": asked.metric.label,
            "low": "Likely from",
            "high": "Likely to",
            "n": asked.metric.noun.capitalize(),
            "change": "Difference from the rest",
            "verdict": "Verdict",
        }
    )
    how = (
        f"In each cell: {asked.metric.label.lower()}, below it touches. A cell is coloured only "
        f"when it differs from the rest of its {column_label.lower()} beyond chance (corrected "
        "for the number of cells, Benjamini and Hochberg, 10 %). An answer counts once for each "
        f"{row_label.lower()} that touched its case. A cell that differs only because another one "
        f"in its {column_label.lower()} is odd is not coloured.{more}"
    )
    how += other_questions_sentence(scores.others)
    need = needed_by_groups(asked, compared)
    how = "\n\n".join(filter(None, [how, need]))
    filters = asked.question.filters
    if rows == EMPLOYEE or filters.is_about_people:
        how = (
            f"People are shown by code, in the order of their codes, with {FEWEST_CASES} cases or "
            f"more. {NOT_JUDGED}{more}"
        )
    keys = zip(matrix["key"], matrix["row"], matrix["column"], strict=True)
    found = {
        str(key): RowsAsked("contacts", filters.only(rows, str(row)).only(columns, str(column)))
        for key, row, column in keys
    }
    return Panel(
        matrix_sentence(asked.metric, matrix, row_label, column_label),
        {"cells": shown},
        readable,
        how,
        found,
    )


def _largest(matrix: pd.DataFrame, *, by_code: bool) -> pd.DataFrame:
    """Return the cells of the busiest rows and columns, in the order they are drawn."""
    rows = matrix.groupby("row")["touches"].sum().sort_values(ascending=False).index[:MOST_ROWS]
    columns = matrix.groupby("column")["touches"].sum().sort_values(ascending=False)
    drawn_rows = sorted(rows) if by_code else list(rows)
    drawn_columns = list(columns.index[:MOST_COLUMNS])
    kept = matrix[matrix["row"].isin(drawn_rows) & matrix["column"].isin(drawn_columns)]
    order = kept.assign(
        at_row=kept["row"].map(drawn_rows.index), at_column=kept["column"].map(drawn_columns.index)
    )
    return order.sort_values(["at_row", "at_column"], ignore_index=True).drop(
        columns=["at_row", "at_column"]
    )
