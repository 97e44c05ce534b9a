"""The shape of a known export: what its header must hold, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cxdash.ingest.mapping import Feed, How, Source

if TYPE_CHECKING:
    from cxdash.ingest.facts import Facts


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
        return next(iter(self.every(wanted)), None)

    def every(self, wanted: str) -> tuple[str, ...]:
        """Return every header that is `wanted`, or that it matches between slashes."""
        is_pattern = wanted.startswith("/") and wanted.endswith("/")
        return tuple(
            name
            for name in self.names
            if normalised(name) == wanted
            or (is_pattern and re.search(wanted[1:-1], normalised(name)))
        )

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
        first: What the first column must be called, where its place tells as much as its name.
    """

    name: str
    label: str
    need: tuple[str, ...]
    bonus: tuple[str, ...]
    feeds: FeedsOf
    source: str
    notes: tuple[str, ...] = ()
    zone: str | None = None
    first: str = ""

    def fit(self, header: Header) -> tuple[int, tuple[str, ...]] | None:
        """Return how many headers speak for it and which are missing; None if too few fit."""
        if self.first and Header(header.names[:1]).find(self.first) is None:
            return None
        missing = tuple(name for name in self.need if header.find(name) is None)
        if len(missing) > len(self.need) // 2:
            return None
        extra = sum(header.find(name) is not None for name in self.bonus)
        return len(self.need) - len(missing) + extra, missing


def with_zone(feed: Feed, zone: str) -> Feed:
    """Return the feed with every time column read in a zone."""
    fields = {
        name: source.reading(How(zone=zone))
        if source.columns and feed.column(name).kind == "time"
        else source
        for name, source in feed.fields.items()
    }
    return replace(feed, fields=fields)
