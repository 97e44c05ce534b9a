"""Files whose rows are results, not answers: one row for each month and group, a share or a mean.

A share of 86 % in March is no answer of a customer. It is seen by the evidence: each period (and
group) stands on one row, no column names an answer, a case or a person, and the numbers are
percentages, means, or stand beside the number of answers. Where the evidence is thin a reader is
asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.ingest.columns import MOSTLY
from cxdash.ingest.scores import KIND_HINTS
from cxdash.ingest.synonyms import words_of
from cxdash.ingest.table_words import AGGREGATED
from cxdash.ingest.tables import Claim

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch

PERIOD_WORDS: Final = frozenset(
    ("month", "week", "quarter", "period", "year", "monat", "woche", "quartal", "zeitraum", "jahr",
     "mois", "semaine", "trimestre", "annee", "periode", "mes", "semana", "periodo", "ano", "anno",
     "maand", "kwartaal", "jaar", "mese", "settimana", "kw")
)  # fmt: skip
COUNT_WORDS: Final = frozenset(
    ("n", "responses", "answers", "respondents", "ratings", "reviews", "surveys", "count", "number",
     "base", "antworten", "anzahl", "reponses", "nombre", "respuestas", "antwoorden", "aantal",
     "risposte", "respostas")
)  # fmt: skip
RATE_WORDS: Final = AGGREGATED | {"ratio", "quote", "taux", "tasa", "tasso", "taxa"}
PERIOD_SHAPE: Final = re.compile(
    r"(19|20)\d{2}[-/ ]?(\d{2}|q[1-4]|(w|kw)\d{1,2})|q[1-4][ /-]?(19|20)\d{2}|"
    r"\d{1,2}[/.-](19|20)\d{2}|[^\W\d_]{3,}\.?[ -]+(19|20)?\d{2}",
    re.IGNORECASE,
)
"""How a cell names a month, a quarter or a week."""

OWN_ROWS: Final = (("responses", "response_id"), ("cases", "case_id"), ("touches", "touch_id"),
                   ("complaints", "complaint_id"), ("responses", "comment"))  # fmt: skip
"""What only a file of single answers or cases has."""

PERSONS: Final = (("responses", "customer_id"), ("touches", "employee"))
LIKELY: Final = 0.6
_STATED: Final = re.compile(r"\?|\d\s*(-|–|to|bis|of)\s*\d")
"""A header that is a question or states a scale, as one of single answers does."""

MOST_ON_A_SCALE: Final = 10
"""No usual scale of answers goes further, but for 0 to 100."""


@dataclass(frozen=True)
class SummedUp:
    """The evidence that each row is a result of many answers.

    Attributes:
        period: The column of the month, week or quarter, where there is one.
        labels: The columns that name the group of a row.
        measures: The columns that hold results.
        counted: The column of how many answers stand behind them, where there is one.
        is_sure: Whether nobody need be asked.
    """

    period: ColumnProfile | None
    labels: tuple[ColumnProfile, ...]
    measures: tuple[ColumnProfile, ...]
    counted: ColumnProfile | None
    is_sure: bool

    @property
    def claim(self) -> Claim:
        """What the rows are, with the reason."""
        keys = ([self.period] if self.period else []) + list(self.labels)
        names = " and ".join(f"'{column.name}'" for column in keys)
        measures = ", ".join(f"'{column.name}'" for column in self.measures)
        are = "is the result" if len(self.measures) == 1 else "are results"
        return Claim(
            "scores",
            0.8,
            f"each {names} stands on one row and no column names an answer or a case, so "
            f"{measures} {are} of many answers, not an answer",
        )


def found_summed_up(scratch: Scratch, cells: Cells, facts: Facts) -> SummedUp | None:
    """Return the evidence that the rows of a file are results, None without it."""
    if facts.updates or any(_likely(facts, *own) for own in (*OWN_ROWS, ("scores", "metric"),
                                                             ("scores", "question"))):  # fmt: skip
        return None
    counted = next((column for column in facts.columns if _is_count(column)), None)
    measures = tuple(column for column in facts.columns if column != counted and _measures(column))
    period = next((column for column in facts.columns if _is_period(column)), None)
    labels = tuple(
        column
        for column in facts.columns
        if column not in (*measures, counted, period) and not column.is_number
    )
    if not measures or any(column.is_date for column in labels):
        return None
    keys = [column.name for column in ((period, *labels) if period else labels)]
    if not keys or not _stands_once(scratch, cells, keys):
        return None
    signs = any(map(_is_summed, measures)), counted is not None
    if not period and not signs[0]:
        return None
    persons = any(_likely(facts, *person) for person in PERSONS)
    asks = any(_STATED.search(measure.label) for measure in measures)
    is_sure = not (persons or asks) and (any(signs) if period else all(signs))
    return SummedUp(period, labels, measures, counted, is_sure)


def _measures(column: ColumnProfile) -> bool:
    spoken = " ".join(words_of(column.label))
    is_named = any(re.search(hint, spoken) for hint in KIND_HINTS.values())
    return column.is_number and not column.is_date and (is_named or _is_rate(column))


def _is_rate(column: ColumnProfile) -> bool:
    return "%" in column.label or bool(RATE_WORDS & set(words_of(column.label)))


def _is_summed(column: ColumnProfile) -> bool:
    """Whether no single answer looks so: a percentage, a mean, or a number off the usual scales."""
    low, high = column.low or 0, column.high or 0
    is_off = high > MOST_ON_A_SCALE or low < 0
    return _is_rate(column) or column.percents > 1 - MOSTLY or column.whole < MOSTLY or is_off


def _is_count(column: ColumnProfile) -> bool:
    spoken = words_of(column.label)
    is_whole = column.is_number and column.whole >= MOSTLY and "%" not in column.label
    return is_whole and bool(COUNT_WORDS & set(spoken)) and not RATE_WORDS & set(spoken)


def _is_period(column: ColumnProfile) -> bool:
    """Whether a column names months, weeks or quarters: by its header, or by every value."""
    if not column.is_date:
        return False
    seen = [value for value, _ in column.values] or list(column.examples)
    if all(PERIOD_SHAPE.fullmatch(value.strip()) for value in seen):
        return True
    return bool(PERIOD_WORDS & set(words_of(column.name))) and ":" not in seen[0]


def _likely(facts: Facts, table: str, field: str) -> bool:
    match = facts.best(table, field)
    if match is None or match.confidence < LIKELY:
        return False
    return not _is_period(match.column) and not _measures(match.column)


def _stands_once(scratch: Scratch, cells: Cells, keys: list[str]) -> bool:
    """Whether these columns together tell every row from the others."""
    texts = ", ".join(cells.text(key) for key in keys)
    rows, different = scratch.rows(
        f"SELECT count(*), count(DISTINCT row({texts})) FROM {cells.view}"
    )[0]
    return rows == different
