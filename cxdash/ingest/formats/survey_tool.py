"""The shape of a survey tool's export: columns about the answer, then one for each question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cxdash.ingest.mapping import Condition, Feed, Source
from cxdash.ingest.proposed_feeds import question_fields
from cxdash.model import SHARED

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts
    from cxdash.ingest.formats.form import Header

SURE_NAME: Final = 0.8
"""A column people added to a survey must be named like a field at least so clearly."""


@dataclass(frozen=True)
class SurveyTool:
    """The feeds of a survey tool: fixed columns about the answer, and its questions.

    Attributes:
        fixed: Field to header for the columns every export of the tool has.
        metadata: More headers that are no questions; between slashes a pattern for many.
        drop: Lines that are no answers, by a column's values.
    """

    fixed: dict[str, str]
    metadata: tuple[str, ...] = ()
    drop: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __call__(self, header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
        """Return a feed for each question that can be a score; the comment goes with the first."""
        shared = header.fields(self.fixed)
        taken = {name for source in shared.values() for name in source.columns}
        taken |= {name for wanted in self.metadata for name in header.every(wanted)}
        shared.setdefault("survey", Source(constant=survey))
        comment = next(
            (
                match
                for match in facts.matches("responses", "comment")
                if match.column.name not in taken
            ),
            None,
        )
        when = tuple(
            Condition(name, drop=values)
            for wanted, values in self.drop.items()
            if (name := header.find(wanted))
        )
        shared = {**_also(facts, taken, set(shared)), **shared}
        feeds: list[Feed] = []
        for ask in facts.questions:
            if ask.column.name in taken or ask.is_expected:
                continue
            fields = {**shared, **question_fields(ask, is_named=False)}
            if comment and not feeds:
                fields["comment"] = Source(comment.column.name)
            feeds.append(Feed("responses", fields, when))
        if not feeds and comment:
            fields = {**shared, "comment": Source(comment.column.name)}
            feeds.append(Feed("responses", fields, when))
        return tuple(feeds)


def _also(facts: Facts, taken: set[str], filled: set[str]) -> dict[str, Source]:
    """Return sources for shared fields whose columns people added to the tool's own."""
    asked = {ask.column.name for ask in facts.questions}
    found: dict[str, Source] = {}
    used = taken | asked
    for column in SHARED[1:]:
        best = facts.best("responses", column.name)
        is_free = best is not None and best.column.name not in used
        if best and is_free and best.confidence >= SURE_NAME and column.name not in filled:
            found[column.name] = Source(best.column.name)
            used.add(best.column.name)
    return found
