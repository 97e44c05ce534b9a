"""One feed as SQL: from the text of its cells to typed rows, each with what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxdash.ingest import dates
from cxdash.ingest.contradictions import BEGIN, RESOLVED, Clock, checked_dates, contradicts_sql
from cxdash.ingest.refusals import CONTRADICTED, flag, flag_sql, row_checks
from cxdash.ingest.sqltext import list_sql, name_sql, text_sql
from cxdash.ingest.typed import Cells, is_read, read_sql, spoken_sql, typed_sql
from cxdash.model import SQL_TYPES, Column

if TYPE_CHECKING:
    from cxdash.ingest.lookups import Lookup
    from cxdash.ingest.mapping import Condition, Feed, Source


class FeedSql:
    """The SQL of one feed.

    Args:
        feed: Which columns fill which fields.
        cells: Where the file's text is.
        zone: The time zone of times that carry no offset, where one is stated.
        lookups: Fields whose few texts are typed already, by name.
    """

    def __init__(
        self, feed: Feed, cells: Cells, *, zone: str | None, lookups: dict[str, Lookup]
    ) -> None:
        self._feed = feed
        self._cells = cells
        self._zone = zone
        self._lookups = lookups

    @property
    def is_by_row(self) -> bool:
        """Whether each row can be typed by itself, without the others of its case."""
        return not any(self._is_of_case(name) for name in self._feed.fields)

    def rows(self) -> str:
        """Return SQL for the typed rows: three layers, text, value, verdict.

        They have source_line, `raw` and value of each field, zone_known for facts, `says` and the
        flags of `refusals`.
        """
        looks = "".join(
            f", {look.sql} AS {name_sql('look ' + name)}" for name, look in self._lookups.items()
        )
        where = " AND ".join(condition_sql(self._cells, rule) for rule in self._feed.when)
        kept = f"SELECT *{looks} FROM {self._cells.view} WHERE {where or 'true'}"
        texts = ", ".join(text for name in self._feed.fields for text in self._texts(name))
        written = f"SELECT source_line, {texts} FROM ({kept})"
        reads = "".join(
            f", {self._read(name, source)} AS {name_sql('read ' + name)}"
            for name, source in self._feed.fields.items()
            if self._read_as(name, source).startswith("read")
        )
        inner = f"SELECT *{reads} FROM ({written})"
        values = ", ".join(self._value(column) for column in self._feed.target.all_columns())
        raws = ", ".join(name_sql("raw " + name) for name in self._feed.fields)
        offsets = "".join(
            f", {self._offset(name, source)} AS {name_sql('offset ' + name)}"
            for name, source in self._feed.fields.items()
            if self._feed.column(name).kind == "time"
        )
        return self._verdicts(
            f"SELECT source_line, {raws}, {values}{offsets}{self._row_offset()} FROM ({inner})"
        )

    def _texts(self, name: str) -> list[str]:
        """Return SQL for the text of a field, and for what a lookup knows of it already."""
        look = self._lookups.get(name)
        if look:
            known = name_sql("look " + name)
            return [f"{known}.{part} AS {name_sql(f'{part} {name}')}" for part in look.parts]
        source = self._feed.fields[name]
        text = spoken_sql(self._cells.source(source, self._feed.column(name)), source)
        return [f"{text} AS {name_sql('raw ' + name)}"]

    def _value(self, column: Column) -> str:
        source = self._feed.fields.get(column.name)
        quoted = name_sql(column.name)
        if source is None:
            return f"CAST(NULL AS {SQL_TYPES[column.kind]}) AS {quoted}"
        if column.name in self._lookups:
            return f"{name_sql('value ' + column.name)} AS {quoted}"
        raw = name_sql("raw " + column.name)
        if self._is_plain_time(column, source):
            return f"CAST({raw} AS TIMESTAMP) AS {quoted}"
        read = name_sql(self._read_as(column.name, source))
        return f"{typed_sql(column, source, read)} AS {quoted}"

    def _read(self, name: str, source: Source) -> str:
        return read_sql(self._feed.column(name), source, name_sql("raw " + name))

    def _read_as(self, name: str, source: Source) -> str:
        """Return the column that a field is typed from: its digits may be another alphabet's."""
        column = self._feed.column(name)
        needs_no_look = name in self._lookups or not source.columns or self._cells.is_iso(source)
        return f"{'read' if is_read(column) and not needs_no_look else 'raw'} {name}"

    def _is_plain_time(self, column: Column, source: Source) -> bool:
        order = source.how.get("date_order", "ymd")
        return (
            column.kind == "time" and order in dates.NUMERIC_FORMATS and self._cells.is_iso(source)
        )

    def _offset(self, name: str, source: Source) -> str:
        """Return SQL for the offset from UTC that a time carries, in minutes."""
        if name in self._lookups:
            return name_sql("utc_offset " + name)
        if self._cells.is_iso(source):
            return "CAST(NULL AS INTEGER)"
        return dates.offset_sql(name_sql(self._read_as(name, source)))

    def _row_offset(self) -> str:
        """Return SQL for the offset of `occurred_at`, which decides for the whole row."""
        if not self._feed.target.is_fact:
            return ""
        mapped = BEGIN in self._feed.fields
        offset = name_sql("offset " + BEGIN) if mapped else "CAST(NULL AS INTEGER)"
        return f", {offset} AS utc_offset"

    def _verdicts(self, middle: str) -> str:
        says = " OR ".join(
            f"{name_sql('raw ' + name)} IS NOT NULL"
            for name in self._feed.target.presence
            if name in self._feed.fields
        )
        flags = ", ".join(
            f"{flag_sql(name, why)} AS {flag(name, why)}" for name, why in row_checks(self._feed)
        )
        flags = f", {flags}" if flags else ""
        if not self._feed.target.is_fact:
            return f"SELECT *, ({says}) AS says{flags} FROM ({middle})"
        known = _zone_known_sql(self._zone_of(BEGIN))
        begun = Clock(BEGIN, self._zone_of(BEGIN))
        against = "".join(
            f", {contradicts_sql(Clock(name, self._zone_of(name)), begun)} "
            f"AS {flag(name, CONTRADICTED)}"
            for name in checked_dates(self._feed)
        )
        zoned = f"SELECT *, {known} AS zone_known{against} FROM ({middle})"
        return f"SELECT * REPLACE ({self._settled()}), ({says}) AS says{flags} FROM ({zoned})"

    def _zone_of(self, name: str) -> str | None:
        source = self._feed.fields.get(name)
        return (source.how.get("zone") if source else None) or self._zone

    def _settled(self) -> str:
        """Return SQL that moves the times of a row to UTC and empties those that contradict it.

        A complaint whose resolving date is refused was resolved all the same: its status says so
        where the file says nothing, or it would count as open to this day.
        """
        times = [column.name for column in self._feed.target.all_columns() if column.kind == "time"]
        settled = [f"{self._of_case(name)} AS {name_sql(name)}" for name in times]
        if "resolved_at" in checked_dates(self._feed):
            refused = flag("resolved_at", CONTRADICTED)
            resolved = f"if({refused}, {text_sql(RESOLVED)}, NULL)"
            settled.append(f"coalesce(status, {resolved}) AS status")
        return ", ".join(settled)

    def _of_case(self, name: str) -> str:
        """Return SQL for a time in UTC, or for the earliest one of its case."""
        if not self._is_of_case(name):
            return self._moved(name)
        return f"min({self._moved(name)}) OVER (PARTITION BY {name_sql('raw case_id')})"

    def _is_of_case(self, name: str) -> bool:
        source = self._feed.fields.get(name)
        return bool(source and source.how.get("first")) and "case_id" in self._feed.fields

    def _moved(self, name: str) -> str:
        quoted = name_sql(name)
        if name not in self._feed.fields:
            return quoted
        offset = name_sql("offset " + name)
        zone = self._zone_of(name)
        # A time without its own offset follows the zone, or else the offset of its row.
        otherwise = (
            f"({quoted} AT TIME ZONE {text_sql(zone)}) AT TIME ZONE 'UTC'"
            if zone
            else f"{quoted} - to_minutes(coalesce(utc_offset, 0))"
        )
        refused = (
            f"WHEN {flag(name, CONTRADICTED)} THEN NULL "
            if name in checked_dates(self._feed)
            else ""
        )
        return (
            f"CASE {refused}WHEN NOT zone_known THEN {quoted} "
            f"WHEN {offset} IS NOT NULL THEN {quoted} - to_minutes({offset}) ELSE {otherwise} END"
        )


def condition_sql(cells: Cells, rule: Condition) -> str:
    """Return SQL for whether a line is one that a condition keeps."""
    said = f"lower(trim(coalesce(c{cells.columns.index(rule.column)}, '')))"
    parts: list[str] = []
    if rule.keep:
        parts.append(f"{said} IN {list_sql(value.strip().lower() for value in rule.keep)}")
    if rule.drop:
        parts.append(f"{said} NOT IN {list_sql(value.strip().lower() for value in rule.drop)}")
    return f"({' AND '.join(parts) or 'true'})"


def _zone_known_sql(zone: str | None) -> str:
    """Return SQL for whether `occurred_at` is a moment on the world's clock.

    A date without a time of day is that date wherever it is read, so a zone never moves it.
    """
    if zone is None:
        return "(utc_offset IS NOT NULL)"
    return (
        "(utc_offset IS NOT NULL OR coalesce(CAST(occurred_at AS TIME) <> TIME '00:00:00', false))"
    )
