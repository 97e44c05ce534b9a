"""Dates of one row that contradict each other: which two, and when they really do.

Which of the two is wrong nobody can tell, so the row stays with its own date and loses the later
one: a duration below zero would be a figure about a typing error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cxdash.ingest.sqltext import name_sql, text_sql

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Feed

BEGIN: Final = "occurred_at"

NEVER_BEFORE: Final = {
    "complaints": ("acknowledged_at", "resolved_at"),
    "cases": ("delivered_at", "closed_at"),
}
"""Dates of a row that cannot lie before the day it began, by table. A promise or due date can: it
is written down by people who may promise the past, and it says nothing of what happened."""

SURELY_AFTER: Final = "INTERVAL 27 HOUR"
"""Written so much later, a date is later on any two clocks of the world (UTC-12 to UTC+14)."""

RESOLVED: Final = "resolved"
"""The status of a complaint that was resolved at a time nobody knows."""


@dataclass(frozen=True)
class Clock:
    """One date of a row as SQL.

    Attributes:
        name: The field.
        zone: The time zone of times that carry no offset, where one is stated.
    """

    name: str
    zone: str | None

    @property
    def wall(self) -> str:
        """The date and time as they are written."""
        return name_sql(self.name)

    @property
    def day(self) -> str:
        """The day as it is written."""
        return f"CAST({self.wall} AS DATE)"

    @property
    def offset(self) -> str:
        """The offset from UTC in minutes, NULL where none is written."""
        if self.name == BEGIN:
            return "utc_offset"  # worked out for the whole row already
        return name_sql("offset " + self.name)

    @property
    def has_time(self) -> str:
        """Whether a time of day is written.

        Tools that keep days as moments leave milliseconds behind midnight, so the first minute
        of a day is no time of day.
        """
        return f"(date_trunc('minute', {self.wall}) <> date_trunc('day', {self.wall}))"

    @property
    def moment(self) -> str:
        """The moment to the minute, in UTC where offset or zone are known.

        To the minute: many exports cut the seconds of one date and not of the other.
        """
        otherwise = (
            f"({self.wall} AT TIME ZONE {text_sql(self.zone)}) AT TIME ZONE 'UTC'"
            if self.zone
            else self.wall
        )
        return (
            f"date_trunc('minute', coalesce({self.wall} - to_minutes({self.offset}), {otherwise}))"
        )


def checked_dates(feed: Feed) -> tuple[str, ...]:
    """Return the fields of a feed that may contradict the day its rows began."""
    if not feed.fields.get(BEGIN):
        return ()
    never_before = NEVER_BEFORE.get(feed.table, ())
    return tuple(name for name in never_before if name in feed.fields and feed.fields[name].columns)


def contradicts_sql(later: Clock, begun: Clock) -> str:
    """Return SQL for whether a date that comes later is written as before the beginning.

    Two times of day are compared as moments. Where one of them is only a day, the days are
    compared as they are written; where the two are written on different clocks (one carries an
    offset, the other does not), neighbouring days may be the same one and are not called a
    contradiction.
    """
    on_one_clock = f"(({later.offset} IS NULL) = ({begun.offset} IS NULL))"
    if later.zone != begun.zone:
        on_one_clock = f"({later.offset} IS NOT NULL AND {begun.offset} IS NOT NULL)"
    comparable = "true" if later.zone and begun.zone else on_one_clock
    return (
        f"coalesce(CASE WHEN {later.wall} >= {begun.wall} + {SURELY_AFTER} THEN false "
        f"WHEN {later.has_time} AND {begun.has_time} AND {comparable} "
        f"THEN {later.moment} < {begun.moment} "
        f"WHEN {on_one_clock} THEN {later.day} < {begun.day} "
        f"ELSE {later.day} + 1 < {begun.day} END, false)"
    )


def reason_sql(feed: Feed, name: str) -> str:
    """Return SQL for the sentence about a refused date, with both dates and their columns."""
    begun, columns = feed.column(BEGIN), feed.fields[BEGIN].columns
    where = f", in '{' + '.join(columns)}'" if columns else ""
    said, before = text_sql(f'{feed.target.label}: "'), text_sql('" is before "')
    end = text_sql(f'" ({begun.label}{where}).')
    return f"{said} || {name_sql('raw ' + name)} || {before} || {name_sql('raw ' + BEGIN)} || {end}"


def next_step(feed: Feed, name: str) -> str:
    """Return what to do about a refused date, and what becomes of its row until then."""
    label = feed.column(name).label.lower()
    kept = f"the row counts, without the date it was {label}"
    return f"Correct the date that is wrong and load the file again; until then {kept}."
