"""What is said about touches: who touches whom, and where it goes otherwise than elsewhere."""

from collections.abc import Mapping

import pandas as pd

from cxdash.answers.groups import NOT_COMPARED
from cxdash.answers.words import and_list, how_many, percent
from cxdash.metrics.customers import Touched
from cxdash.metrics.metric import Metric, shown
from cxdash.metrics.surveys import Instrument


def matrix_sentence(metric: Metric, matrix: pd.DataFrame, row_label: str, column_label: str) -> str:
    """Return the cells of the touch map that differ from the rest of their column."""
    clear = matrix[matrix["verdict"].isin(["better", "worse", "higher", "lower"])]
    if matrix["verdict"].eq(NOT_COMPARED).any():
        return f"{metric.label} by {row_label.lower()} and {column_label.lower()}; not a comparison"
    if matrix["value"].notna().sum() == 0:
        return f"Touches by {row_label.lower()} and {column_label.lower()}; no score is known yet"
    if clear.empty:
        return f"No {row_label.lower()} differs beyond chance from the rest in any cell"
    widest = clear.assign(size=clear["change"].abs()).nlargest(2, "size")
    parts = [
        f"{row} for {column} ({shown(change, metric.unit, signed=True)})"
        for row, column, change in zip(
            widest["row"], widest["column"], widest["change"], strict=True
        )
    ]
    word = "cell differs" if len(clear) == 1 else "cells differ"
    return f"{len(clear)} {word} from the rest beyond chance, most of all {and_list(parts)}"


def touches_sentence(total: int, recorded: int, touched: Touched | None) -> str:
    """Return how many touches there were, and how many of the known customers had one.

    Args:
        total: All of them, those that answers, complaints and cases imply included.
        recorded: Those that a file of touches holds.
        touched: How many customers were touched; None where no list of them is known.
    """
    text = f"{how_many(total, 'touches')} in this view"
    if 0 < recorded < total:
        text += (
            f": {recorded:,} recorded, {total - recorded:,} implied by answers, complaints and "
            "cases that say who dealt with them"
        )
    elif not recorded:
        text += ", all implied by answers, complaints and cases that say who dealt with them"
    if touched is None:
        return f"{text}."
    share = touched.touched / touched.known
    known = f"{touched.touched:,} of {touched.known:,} known customers"
    were = "was" if touched.touched == 1 else "were"
    return f"{text}; {known} {were} touched ({percent(share)})."


def people_sentence(people: int, hidden: int) -> str:
    """Return how many people touch these customers, and how many have too few cases to show."""
    text = f"{how_many(people, 'people')} touched these customers"
    are = "is" if hidden == 1 else "are"
    return f"{text}; {hidden} {are} not shown, for too few cases" if hidden else text


def other_questions_sentence(others: Mapping[str, Instrument]) -> str:
    """Return which columns are scored by a question of their own; an empty text where none is."""
    return "".join(
        f" {column} is scored by the question its customers are asked: "
        f"{' · '.join(filter(None, [one.survey, one.question]))}."
        for column, one in others.items()
    )
