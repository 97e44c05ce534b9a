"""The shape of a known export: what its header must hold, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cxdash.ingest.mapping import Condition, Feed, How, Source
from cxdash.ingest.proposal import question_fields
from cxdash.model import SHARED

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts

ZONE: Final = re.compile(r"\(([A-Z][A-Za-z]+(?:/[A-Za-z_]+)*)\)\s*$")


SURE_NAME: Final = 0.8
"""A column people added to a survey must be named like a field at least so clearly."""


def normalised(name: str) -> str:
    """Return a header for comparing: trimmed, without case, quotes, marks and double spaces.

    Examples:
        >>> normalised(' "Created  at" ')
        'created at'
    """
    return " ".join(name.replace("\ufeff", "").replace('"', " ").casefold().split())


@dataclass(frozen=True)
class Header:
    """A file's header names, found by how exports write them."""

    names: tuple[str, ...]

    def find(self, wanted: str) -> str | None:
        """Return the first header that is `wanted`, or that it matches between slashes."""
        is_pattern = wanted.startswith("/") and wanted.endswith("/")
        for name in self.names:
            plain = normalised(name)
            if plain == wanted or (is_pattern and re.search(wanted[1:-1], plain)):
                return name
        return None

    def fields(self, wanted: dict[str, str], **how: How) -> dict[str, Source]:
        """Return a source for every field whose column is there.

        Args:
            wanted: Field to header; several headers separated by " or ", the first found counts.
            how: Field to how its text is read.
        """
        found: dict[str, Source] = {}
        for name, headers in wanted.items():
            column = next(filter(None, map(self.find, headers.split(" or "))), None)
            if column:
                found[name] = Source(column, how=how.get(name, How()))
        return found


FeedsOf = Callable[["Header", "Facts", str], tuple[Feed, ...]]


@dataclass(frozen=True)
class Form:
    """One known export.

    Attributes:
        name: The format's name, as uploads keep it.
        label: What readers see.
        need: Headers that must all be there, normalised; between slashes a pattern.
        bonus: Headers that make it more certain.
        feeds: From the header, the values and the survey's name to the feeds.
        source: Where the header names are known from.
        notes: Sentences the reader should know about this export.
        zone: The time zone its times are in, where the tool always uses one.
    """

    name: str
    label: str
    need: tuple[str, ...]
    bonus: tuple[str, ...]
    feeds: FeedsOf
    source: str
    notes: tuple[str, ...] = ()
    zone: str | None = None

    def fit(self, header: Header) -> tuple[int, tuple[str, ...]] | None:
        """Return how many headers speak for it and which are missing; None if too few fit."""
        missing = tuple(name for name in self.need if header.find(name) is None)
        if len(missing) > len(self.need) // 2:
            return None
        extra = sum(header.find(name) is not None for name in self.bonus)
        return len(self.need) - len(missing) + extra, missing


@dataclass(frozen=True)
class SurveyTool:
    """The feeds of a survey tool: fixed columns about the answer, and its questions.

    Attributes:
        fixed: Field to header for the columns every export of the tool has.
        metadata: More headers that are no questions.
        drop: Lines that are no answers, by a column's values.
    """

    fixed: dict[str, str]
    metadata: tuple[str, ...] = ()
    drop: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __call__(self, header: Header, facts: Facts, survey: str) -> tuple[Feed, ...]:
        """Return a feed for each question that can be a score; the comment goes with the first."""
        shared = header.fields(self.fixed)
        taken = {name for source in shared.values() for name in source.columns}
        taken |= {name for wanted in self.metadata if (name := header.find(wanted))}
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


def with_zone(feed: Feed, zone: str) -> Feed:
    """Return the feed with every time column read in a zone."""
    fields = {
        name: source.reading(How(zone=zone))
        if source.columns and feed.column(name).kind == "time"
        else source
        for name, source in feed.fields.items()
    }
    return replace(feed, fields=fields)
