"""Which causes take longer to resolve, with the customers and channels they arise in held equal?"""

from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from cxdash.answers.answer import Answer, Panel
from cxdash.answers.groups import SCREEN_RATE
from cxdash.answers.needed_counts_sentences import Counted, needed_for_pace
from cxdash.answers.pace_sentences import Paced, pace_how, pace_title
from cxdash.answers.resolution_groups import FEWEST_CLOSED
from cxdash.answers.words import NOT_JUDGED
from cxdash.errors import QuestionError
from cxdash.metrics.catalogue import metric_named
from cxdash.metrics.dimensions import dimension_named
from cxdash.metrics.durations import newest_durations
from cxdash.metrics.filters import Question
from cxdash.metrics.measure import require_known
from cxdash.metrics.people import EMPLOYEE
from cxdash.metrics.reader import Reader
from cxdash.stats import benjamini_hochberg, cox

MOST_CASES: Final = 10_000
"""Complaints that are compared, the newest; more would take seconds and change no word."""

MOST_CAUSES: Final = 8
"""Causes that are compared, the most frequent; complaints of others take no part."""

FEWEST_OF_LEVEL: Final = 30
"""Complaints that a segment, channel and so on needs to be held apart from the others."""

HELD_EQUAL: Final = ("segment", "channel", "product", "site")
"""What may differ between causes without being their doing."""


def pace(reader: Reader, question: Question) -> Answer:
    """Answer which causes are resolved slower than the most frequent one, all else equal.

    Panels: `pace`.

    Raises:
        QuestionError: If complaints are to be told apart by employee, or by what they do not know.
    """
    cause = question.split or "cause"
    if cause == EMPLOYEE:
        raise QuestionError(
            "The pace of complaints is not compared by employee.",
            next_step="Split them by cause, process or team.",
        )
    filters = question.filters
    complaints = metric_named("complaints")
    require_known(complaints, (cause, *(name for name, _ in filters.where)))
    panel = Panel(NOT_JUDGED) if filters.is_about_people else _panel(reader, question, cause)
    asked = replace(question, metric=complaints.name)
    return Answer("pace", reader.facts.version, asked, complaints, (panel.title,), {"pace": panel})


def _panel(reader: Reader, question: Question, cause: str) -> Panel:
    others = tuple(name for name in HELD_EQUAL if name != cause)
    rows = newest_durations(reader, question.filters, (cause, *others), newest=MOST_CASES)
    label = dimension_named(cause).label.lower()
    named = _levels(rows, cause)[:MOST_CAUSES]
    rows = rows[rows[cause].isin(named)]
    if len(named) < 2:  # noqa: PLR2004 - one has nothing to be held against
        return Panel(
            f"Fewer than two kinds of {label} have {FEWEST_OF_LEVEL} complaints of which "
            f"{FEWEST_CLOSED} are resolved: too few to compare."
        )
    resolved = rows.loc[rows["closed"].astype(bool), "days"].to_numpy("float64")
    if (resolved == resolved[0]).all():
        return Panel("All complaints are resolved after the same time: no cause takes longer.")
    found, held = _fitted(rows, cause, named, others)
    table = pd.DataFrame(
        {
            dimension_named(cause).label: [one.name for one in found],
            "Complaints": [one.complaints for one in found],
            "Pace": [one.ratio for one in found],
            "Pace likely from": [one.low for one in found],
            "Pace likely to": [one.high for one in found],
            "Verdict": [one.verdict for one in found],
        }
    )
    reference = f"{named[0]} ({int(rows[cause].eq(named[0]).sum()):,} complaints)"
    title = pace_title(found, named[0], held)
    counted = (len(rows), int(rows["closed"].sum()))
    how = pace_how(title, reference, held, counted, most=MOST_CASES)
    closed = rows[rows["closed"].astype(bool)][cause].value_counts()
    first, *others = [Counted(name, int(closed[name])) for name in named]
    need = needed_for_pace([(first, one) for one in others])
    how = "\n\n".join(filter(None, [how, need]))
    return Panel(title, {"pace": table}, table, how)


def _fitted(
    rows: pd.DataFrame, cause: str, named: list[str], others: tuple[str, ...]
) -> tuple[list[Paced], list[str]]:
    """Return the pace of each cause but the first, and what is held equal."""
    compared = named[1:]
    design = _columns(rows[cause], compared)
    held: list[str] = []
    for name in others:
        # The most frequent one, and those too rare to be told apart, are what others differ from.
        levels = [one for one in _levels(rows, name) if one != rows[name].mode().iloc[0]]
        wider = np.column_stack([design, _columns(rows[name], levels)])
        with_ones = np.column_stack([np.ones(len(rows)), wider])
        if levels and np.linalg.matrix_rank(with_ones) == with_ones.shape[1]:
            design = wider
            held.append(dimension_named(name).label.lower())
    fit = cox(rows["days"].to_numpy("float64"), rows["closed"].to_numpy(bool), design)
    adjusted = benjamini_hochberg(fit.p_values[: len(compared)])
    found = [
        Paced(
            name=name,
            complaints=int(rows[cause].eq(name).sum()),
            ratio=float(fit.ratios[place]),
            low=float(fit.low[place]),
            high=float(fit.high[place]),
            is_sure=bool(adjusted[place] <= SCREEN_RATE),
        )
        for place, name in enumerate(compared)
    ]
    return sorted(found, key=lambda one: one.ratio), held


def _levels(rows: pd.DataFrame, name: str) -> list[str]:
    """Return what can be told apart in a column, the most frequent first."""
    sizes = rows[name].value_counts()
    closed = rows.loc[rows["closed"].astype(bool), name].value_counts()
    return [
        str(one)
        for one in sizes.index
        if sizes[one] >= FEWEST_OF_LEVEL and closed.get(one, 0) >= FEWEST_CLOSED
    ]


def _columns(values: "pd.Series[str]", levels: list[str]) -> NDArray[np.float64]:
    """Return one 0/1 column for each level."""
    columns = [np.asarray(values == level, dtype=np.float64) for level in levels]
    return np.array(columns, dtype=np.float64).reshape(len(levels), len(values)).T
