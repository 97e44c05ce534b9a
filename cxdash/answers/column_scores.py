"""The scores of the touch map: each column by the question its customers are asked."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from cxdash.answers.asked import Asked
from cxdash.metrics.dimensions import NOT_RECORDED
from cxdash.metrics.measure import measure
from cxdash.metrics.people import SUPPRESSED
from cxdash.metrics.surveys import Instrument, most_asked


class ColumnScores(NamedTuple):
    """What is measured in each cell and each column.

    Attributes:
        cells: `measure` by row and column.
        columns: `measure` by column: what a cell is compared with, less the cell.
        others: Columns that are scored by a question of their own, and which.
    """

    cells: pd.DataFrame
    columns: pd.DataFrame
    others: dict[str, Instrument]


def column_scores(asked: Asked, rows: str, columns: str) -> ColumnScores:
    """Return the scores of the touch map.

    All columns by one question; but customers who were never asked it, such as internal ones,
    by the question they answer most. Cells are only ever compared within their column, so no
    two questions meet.
    """
    reader, metric, filters = asked.reader, asked.metric, asked.question.filters
    cells = [measure(reader, metric, filters=filters, by=(rows, columns))]
    wholes = [measure(reader, metric, filters=filters, by=(columns,))]
    others: dict[str, Instrument] = {}
    chosen = filters.values("survey") or filters.values("question")
    if metric.kinds and not chosen:
        # Too few answers to be told are answers: without a number, but to this question.
        asked_already = set(wholes[0].loc[wholes[0]["n"] != 0, columns].astype(str))
        wanted = filters.values(columns)
        for column, instrument in most_asked(reader, metric, columns).items():
            if column in asked_already or (wanted and column not in wanted):
                continue
            own = filters.only(columns, column).only(
                "survey", instrument.survey or NOT_RECORDED
            ).only("question", instrument.question or NOT_RECORDED)  # fmt: skip
            whole = measure(reader, metric, filters=own, by=(columns,))
            if len(whole):
                others[column] = instrument
                wholes.append(whole)
                cells.append(measure(reader, metric, filters=own, by=(rows, columns)))
    return ColumnScores(_stacked(cells, columns, others), _stacked(wholes, columns, others), others)


def _stacked(
    frames: list[pd.DataFrame], columns: str, others: Mapping[str, Instrument]
) -> pd.DataFrame:
    """Return the scores of all questions; a column with one of its own is scored by that alone."""
    first, *rest = frames
    by_one = first[~first[columns].isin(list(others))]
    filled = [frame for frame in (by_one, *rest) if len(frame)] or [by_one]
    return pd.concat(filled, ignore_index=True).drop(columns=SUPPRESSED, errors="ignore")
