"""What decides whether a row is kept, where that is little: rows alike in it need typing once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cxdash.ingest import dates
from cxdash.ingest.contradictions import BEGIN, checked_dates

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed, Source
    from cxdash.ingest.typed import Cells
    from cxdash.model import Column


class UnlikeRowsError(Exception):
    """More decides about the rows of a file than can be told apart this way."""


@dataclass(frozen=True)
class Likeness:
    """What decides about the rows of one feed.

    Attributes:
        taken: The field and text column of what is taken over as it stands.
        times: The same for dates known to be ISO.
        deciding: The text columns whose texts are few and decide.
        repeating: All text columns whose texts are few.
    """

    taken: dict[str, str]
    times: dict[str, str]
    deciding: tuple[str, ...]
    repeating: frozenset[str]

    @property
    def columns(self) -> list[str]:
        """Every text column that is looked at."""
        return list(dict.fromkeys([*self.deciding, *self.open]))

    @property
    def open(self) -> list[str]:
        """The text columns of which only matters whether a cell is filled."""
        return list(dict.fromkeys([*self.taken.values(), *self.times.values()]))


def likeness(feed: Feed, cells: Cells, *, zone: str | None) -> Likeness:
    """Return what decides about the rows of a feed.

    Args:
        feed: Which columns fill which fields.
        cells: What is known of the columns.
        zone: The time zone of times that carry no offset: it would move each by its own day.

    Raises:
        UnlikeRowsError: If more decides.
    """
    if feed.last is not None:
        raise UnlikeRowsError  # only some lines of the file are rows of it
    taken: dict[str, str] = {}
    times: dict[str, str] = {}
    deciding = [f"c{cells.columns.index(rule.column)}" for rule in feed.when]
    for name, source in feed.fields.items():
        columns = [f"c{cells.columns.index(each)}" for each in source.columns]
        if is_as_it_stands(feed.column(name), source, cells):
            taken[name] = columns[0]
        elif _is_wall_time(feed.column(name), source, cells):
            times[name] = columns[0]
        else:
            deciding += columns
    repeating = frozenset(f"c{place}" for place in cells.repeating)
    # A date that comes later is compared with the first; one with an offset moves the others.
    moved = zone or checked_dates(feed) or (BEGIN in feed.fields and BEGIN not in times)
    if not repeating.issuperset(deciding) or (times and moved):
        raise UnlikeRowsError
    return Likeness(taken, times, tuple(dict.fromkeys(deciding)), repeating)


def is_as_it_stands(column: Column, source: Source, cells: Cells) -> bool:
    """Whether a field is taken over from one column as its texts stand there."""
    return (
        column.kind == "text"
        and not column.choices
        and "words" not in source.how
        and isinstance(source.column, str)
        and cells.columns.index(source.column) in cells.tidy
    )


def _is_wall_time(column: Column, source: Source, cells: Cells) -> bool:
    how = source.how
    is_plain = how.get("date_order", "ymd") in dates.NUMERIC_FORMATS
    is_own = not (how.get("zone") or how.get("words") or how.get("first"))
    return (
        column.kind == "time"
        and is_plain
        and is_own
        and cells.is_iso(source)
        and cells.columns.index(source.columns[0]) in cells.tidy
    )
