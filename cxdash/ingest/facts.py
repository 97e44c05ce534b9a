"""What is known about a file's columns before tables are proposed: likeness and values together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cxdash.ingest.columns import MOSTLY, ColumnProfile
from cxdash.ingest.durations import BUSINESS
from cxdash.ingest.scores import UNSURE, ScoreQuestion, score_question
from cxdash.ingest.synonyms import likeness, words_of
from cxdash.ingest.words import promoter_groups
from cxdash.model import Column, Table, table_named

if TYPE_CHECKING:
    from cxdash.ingest.event_steps import Steps
    from cxdash.ingest.summed_up import SummedUp
    from cxdash.ingest.updates import Updates

FAINT: Final = 0.5
"""Likeness below this is no proposal."""

OWN_ROW: Final = 0.98
"""From this share of different values on, a column tells the rows apart."""

LONGEST_NAME: Final = 7
"""A header of more words is a question, not the name of a field."""

MOSTLY_OWN: Final = 0.3
FEWEST_WORDS: Final = 3
"""Free text is mostly different from row to row, under a header of some words."""

ITS_OWN: Final = 0.85
"""How likely an id is that of a case by its rows alone."""

OPEN_QUESTION: Final = 25
"""Average letters from which an answer is free text."""


@dataclass(frozen=True)
class Match:
    """One column that could fill one field.

    Attributes:
        column: The column.
        table: The canonical table.
        field: The field.
        confidence: 0 to 1.
        why: The evidence, in words.
    """

    column: ColumnProfile
    table: str
    field: str
    confidence: float
    why: str


class Facts:
    """A file's columns, and everything that is asked about them more than once.

    Args:
        columns: The profile of every column, in order.
        stem: The file's name in words, without its ending.
        updates: The evidence that its rows are updates of things, where there is any.
        summed_up: The evidence that its rows are results of many answers, where there is any.
        steps: The evidence that its rows are steps of cases, where there is any.
    """

    def __init__(
        self,
        columns: tuple[ColumnProfile, ...],
        stem: str,
        *,
        updates: Updates | None = None,
        summed_up: SummedUp | None = None,
        steps: Steps | None = None,
    ) -> None:
        self.updates = updates
        self.steps = steps
        self.summed_up = summed_up
        self.columns = tuple(column for column in columns if not column.is_empty)
        self.stem = words_of(stem)
        self._matches: dict[tuple[str, str], tuple[Match, ...]] = {}

    @cached_property
    def questions(self) -> tuple[ScoreQuestion, ...]:
        """The columns that are scores, in the file's order."""
        sure = tuple(ask for ask in self.offered if ask.confidence > UNSURE)
        groups = {ask.column.name for ask in sure if promoter_groups(ask.column.values)}
        numbers = {ask.kind for ask in sure if ask.column.name not in groups}
        # Promoter, passive and detractor beside the number they were made from are no question.
        repeated = {
            ask.column.name
            for ask in sure
            if ask.column.name in groups and (ask.kind in numbers if ask.kind else numbers)
        }
        return tuple(ask for ask in sure if ask.column.name not in repeated)

    @cached_property
    def offered(self) -> tuple[ScoreQuestion, ...]:
        """The columns that can be scores, the unsure ones too."""
        found = (score_question(column) for column in self.columns)
        return tuple(question for question in found if question)

    @cached_property
    def heard(self) -> frozenset[str]:
        """Every word of the headers and of the file's name."""
        return frozenset(word for column in self.columns for word in words_of(column.name)) | set(
            self.stem
        )

    @cached_property
    def dates(self) -> tuple[ColumnProfile, ...]:
        """The columns that hold dates by their shape."""
        return tuple(column for column in self.columns if column.is_date)

    def matches(self, table: str, field: str) -> tuple[Match, ...]:
        """Return the columns that could fill a field, the likeliest first."""
        key = (table, field)
        if key not in self._matches:
            canonical = table_named(table).column(field)
            found = (
                self._match(column, table_named(table), canonical)
                for column in self.columns
                if canonical
            )
            likely = [match for match in found if match and match.confidence >= FAINT]
            self._matches[key] = tuple(
                sorted(
                    self._of_steps(table, field, self._of_updates(table, field, likely)),
                    key=lambda match: (-match.confidence, match.column.position),
                )
            )
        return self._matches[key]

    def _of_updates(self, table: str, field: str, likely: list[Match]) -> list[Match]:
        """Return the matches in a file of updates: a step has the time that moves on."""
        updates = self.updates
        if updates is None or field not in {"case_id", "occurred_at"}:
            return likely
        if field == "case_id":
            of = next(column for column in self.columns if column.name == updates.of)
            why = f"it repeats, and '{updates.by}' moves on within it"
            named = any(match.column == of for match in likely)
            return likely if named else [*likely, Match(of, table, field, ITS_OWN, why)]
        if table != "touches":
            return likely
        by = next(column for column in self.columns if column.name == updates.by)
        return [Match(by, table, field, 1.0, f"it moves on within '{updates.of}'")]

    def _of_steps(self, table: str, field: str, likely: list[Match]) -> list[Match]:
        """Return the matches in an event log that is known by its rows alone."""
        steps = self.steps
        if steps is None:
            return likely
        said = {"case_id": (steps.case, f"it repeats, and '{steps.by}' moves on within it")}
        if table == "touches":
            said["process"] = (steps.step, f"it changes from step to step of '{steps.case}'")
            said["occurred_at"] = (steps.by, f"it moves on within '{steps.case}'")
        if field not in said:
            return [match for match in likely if match.column.name not in {steps.case, steps.step}]
        name, why = said[field]
        column = next(column for column in self.columns if column.name == name)
        return [Match(column, table, field, ITS_OWN, why)]

    def best(self, table: str, field: str) -> Match | None:
        """Return the likeliest column for a field, or None."""
        found = self.matches(table, field)
        return found[0] if found else None

    def says(self, *words: str) -> bool:
        """Whether any of these words stands in a header or the file's name."""
        return any(word in self.heard for word in words)

    def _match(self, column: ColumnProfile, table: Table, field: Column) -> Match | None:
        spoken = words_of(column.name)
        if len(spoken) > LONGEST_NAME and field.name != "comment":
            return None
        if field.name == "duration_min" and BUSINESS.search(column.label):
            return None
        score, name = max(
            likeness(column.name, table.name, field.name),
            likeness(column.label, table.name, field.name),
        )
        value_score, seen = _values_fit(column, field)
        if not name and field.name == "comment" and _is_open_question(column):
            score, name = 0.6, ""
        confidence = score * value_score
        if confidence < FAINT:
            return None
        heard = f"'{column.name}' is a name for {field.label.lower()} ('{name}')" if name else ""
        why = "; ".join(part for part in (heard, seen) if part)
        return Match(column, table.name, field.name, min(confidence, 1.0), why)


def _is_open_question(column: ColumnProfile) -> bool:
    """Whether a column holds sentences: long, mostly different, no numbers or dates."""
    return (
        column.length >= OPEN_QUESTION
        and column.uniqueness > MOSTLY_OWN
        and not column.is_number
        and not column.is_date
        and ("?" in column.label or len(words_of(column.label)) >= FEWEST_WORDS)
    )


def _values_fit(column: ColumnProfile, field: Column) -> tuple[float, str]:
    """Return what the values do to the likeness of a name (0 rules it out), and what was seen."""
    example = column.examples[0]
    if field.kind == "time":
        if column.is_date:
            return 1.0, f"its values are dates ({example})"
        is_moment = column.moments >= MOSTLY
        return (0.8, f"its numbers can be dates ({example})") if is_moment else (0.0, "")
    if field.kind == "yes_no":
        fits = column.yes_no >= MOSTLY
        return (1.0, "its values mean yes or no") if fits else (0.0, "")
    if field.kind == "text":
        return (0.0, "") if column.is_date else _text_fits(column, field)
    if field.name == "duration_min" and column.clocks:
        fits = column.clocks + column.numbers >= MOSTLY
        return (1.0, f"its values are durations ({example})") if fits else (0.0, "")
    is_number = column.numbers >= MOSTLY and not column.padded
    return (1.0, f"its values are numbers ({example})") if is_number else (0.0, "")


def _text_fits(column: ColumnProfile, field: Column) -> tuple[float, str]:
    if field.choices:
        known = {value.lower() for value, _ in column.values}
        fits = bool(known) and known <= set(field.choices)
        return (1.0, "its values are the known ones") if fits else (0.0, "")
    if (
        column.yes_no >= MOSTLY
        and column.different <= len(("yes", "no"))
        and field.name != "comment"
    ):
        return 0.0, ""
    is_amount = column.is_number and column.whole < MOSTLY
    is_told = field.name in {"comment", "description"}
    return (0.0, "") if is_amount or (is_told and column.is_number) else (1.0, "")
