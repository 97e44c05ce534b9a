"""Text to typed rows in one pass for each feed: what cannot be read is refused with its reason.

Nothing is dropped in silence: accepted + refused + nothing to say + dropped by a condition is
the number of rows in the file, for each feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from cxdash.ingest import dates
from cxdash.ingest.contradictions import BEGIN, RESOLVED, Clock, checked_dates, contradicts_sql
from cxdash.ingest.refusals import CONTRADICTED, KEPT, LEFT_OUT, flag, flag_sql, reason, row_checks
from cxdash.ingest.sqltext import list_sql, name_sql, text_sql
from cxdash.ingest.typed import Cells, spoken_sql, typed_sql
from cxdash.model import SQL_TYPES, Column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxdash.ingest.mapping import Condition, Feed
    from cxdash.store.scratch import Scratch


@dataclass(frozen=True)
class FeedReport:
    """What became of every row of the file in one feed.

    Attributes:
        table: The canonical table.
        label: The table, and the question where the feed is about one.
        rows: Rows of the file.
        accepted: Rows that were kept.
        refused: Rows with at least one cell that could not be read.
        nothing: Rows in which none of the table's main fields is filled.
        dropped: Rows left out by the feed's conditions.
        contradicted: Accepted rows kept without a date that contradicts their own.
    """

    table: str
    label: str
    rows: int
    accepted: int
    refused: int
    nothing: int
    dropped: int
    contradicted: int = 0


class CheckedFeed:
    """One feed, typed: its rows in a table of the scratch database."""

    def __init__(self, feed: Feed, cells: Cells, number: int, *, zone: str | None) -> None:
        self.feed = feed
        self.cells = cells
        self.table = f"feed_{number}"
        self._zone = zone

    def build(self, scratch: Scratch) -> FeedReport:
        """Type every row the conditions keep, and count what became of each."""
        scratch.execute(f"CREATE OR REPLACE TABLE {self.table} AS {self._select()}")
        rows = cast("int", scratch.rows(f"SELECT count(*) FROM {self.cells.view}")[0][0])
        counted = scratch.rows(
            f"SELECT count(*), count(*) FILTER (WHERE NOT says), "
            f"count(*) FILTER (WHERE says AND {self._any_refusal()}), "
            f"count(*) FILTER (WHERE says AND NOT {self._any_refusal()} "
            f"AND {self._any_contradiction()}) FROM {self.table}"
        )[0]
        kept, nothing, refused, contradicted = cast("tuple[int, int, int, int]", counted)
        return FeedReport(
            table=self.feed.table,
            label=self.label,
            rows=rows,
            accepted=kept - nothing - refused,
            refused=refused,
            nothing=nothing,
            dropped=rows - kept,
            contradicted=contradicted,
        )

    @property
    def label(self) -> str:
        """The table's label, with the question where the feed names one."""
        question = self.feed.fields.get("question")
        about = f": {question.constant}" if question and question.constant else ""
        return self.feed.target.label + about

    @property
    def accepted(self) -> str:
        """SQL for the accepted rows: source_line, every canonical column, zone_known for facts."""
        columns = ", ".join(name_sql(column.name) for column in self.feed.target.all_columns())
        zone = ", zone_known" if self.feed.target.is_fact else ""
        return (
            f"SELECT source_line, {columns}{zone} FROM {self.table} "
            f"WHERE says AND NOT {self._any_refusal()}"
        )

    @property
    def refusals(self) -> str:
        """SQL for the refused cells: line, column, value, reason, next_step, row."""
        found = [*row_checks(self.feed), *((name, CONTRADICTED) for name in self._contradicted)]
        return " UNION ALL ".join(self._refusal(name, why) for name, why in found)

    @property
    def _contradicted(self) -> tuple[str, ...]:
        return checked_dates(self.feed)

    def _any_refusal(self) -> str:
        return _any(flag(name, why) for name, why in row_checks(self.feed))

    def _any_contradiction(self) -> str:
        return _any(flag(name, CONTRADICTED) for name in self._contradicted)

    def _select(self) -> str:
        """Return SQL for the typed rows: three layers, text, value, verdict."""
        texts: list[str] = []
        for name, source in self.feed.fields.items():
            text = spoken_sql(self.cells.source(source, self.feed.column(name)), source)
            texts.append(f"{text} AS {name_sql('raw ' + name)}")
        where = " AND ".join(_condition_sql(self.cells, rule) for rule in self.feed.when) or "true"
        inner = f"SELECT source_line, {', '.join(texts)} FROM {self.cells.view} WHERE {where}"
        values = ", ".join(self._value(column) for column in self.feed.target.all_columns())
        raws = ", ".join(name_sql("raw " + name) for name in self.feed.fields)
        middle = f"SELECT source_line, {raws}, {values}{self._offset()} FROM ({inner})"
        return self._verdicts(middle)

    def _value(self, column: Column) -> str:
        source = self.feed.fields.get(column.name)
        quoted = name_sql(column.name)
        if source is None:
            return f"CAST(NULL AS {SQL_TYPES[column.kind]}) AS {quoted}"
        return f"{typed_sql(column, source, name_sql('raw ' + column.name))} AS {quoted}"

    def _offset(self) -> str:
        """Return SQL for the offset of `occurred_at`, which decides for the whole row."""
        if not self.feed.target.is_fact:
            return ""
        mapped = "occurred_at" in self.feed.fields
        offset = (
            dates.offset_sql(name_sql("raw occurred_at")) if mapped else "CAST(NULL AS INTEGER)"
        )
        return f", {offset} AS utc_offset"

    def _verdicts(self, middle: str) -> str:
        says = " OR ".join(
            f"{name_sql('raw ' + name)} IS NOT NULL"
            for name in self.feed.target.presence
            if name in self.feed.fields
        )
        flags = ", ".join(
            f"{flag_sql(name, why)} AS {flag(name, why)}" for name, why in row_checks(self.feed)
        )
        flags = f", {flags}" if flags else ""
        if not self.feed.target.is_fact:
            return f"SELECT *, ({says}) AS says{flags} FROM ({middle})"
        known = _zone_known_sql(self._zone_of(BEGIN))
        begun = Clock(BEGIN, self._zone_of(BEGIN))
        against = "".join(
            f", {contradicts_sql(Clock(name, self._zone_of(name)), begun)} "
            f"AS {flag(name, CONTRADICTED)}"
            for name in self._contradicted
        )
        zoned = f"SELECT *, {known} AS zone_known{against} FROM ({middle})"
        return f"SELECT * REPLACE ({self._settled()}), ({says}) AS says{flags} FROM ({zoned})"

    def _zone_of(self, name: str) -> str | None:
        source = self.feed.fields.get(name)
        return (source.how.get("zone") if source else None) or self._zone

    def _settled(self) -> str:
        """Return SQL that moves the times of a row to UTC and empties those that contradict it.

        A complaint whose resolving date is refused was resolved all the same: its status says so
        where the file says nothing, or it would count as open to this day.
        """
        times = [column.name for column in self.feed.target.all_columns() if column.kind == "time"]
        settled = [f"{self._of_case(name)} AS {name_sql(name)}" for name in times]
        if "resolved_at" in self._contradicted:
            refused = flag("resolved_at", CONTRADICTED)
            resolved = f"if({refused}, {text_sql(RESOLVED)}, NULL)"
            settled.append(f"coalesce(status, {resolved}) AS status")
        return ", ".join(settled)

    def _of_case(self, name: str) -> str:
        """Return SQL for a time in UTC, or for the earliest one of its case."""
        source = self.feed.fields.get(name)
        if source is None or not source.how.get("first") or "case_id" not in self.feed.fields:
            return self._moved(name)
        return f"min({self._moved(name)}) OVER (PARTITION BY {name_sql('raw case_id')})"

    def _moved(self, name: str) -> str:
        quoted = name_sql(name)
        if name not in self.feed.fields:
            return quoted
        offset = dates.offset_sql(name_sql("raw " + name))
        zone = self._zone_of(name)
        # A time without its own offset follows the zone, or else the offset of its row.
        otherwise = (
            f"({quoted} AT TIME ZONE {text_sql(zone)}) AT TIME ZONE 'UTC'"
            if zone
            else f"{quoted} - to_minutes(coalesce(utc_offset, 0))"
        )
        refused = (
            f"WHEN {flag(name, CONTRADICTED)} THEN NULL " if name in self._contradicted else ""
        )
        return (
            f"CASE {refused}WHEN NOT zone_known THEN {quoted} "
            f"WHEN {offset} IS NOT NULL THEN {quoted} - to_minutes({offset}) ELSE {otherwise} END"
        )

    def _refusal(self, name: str, why: str) -> str:
        said, next_step = reason(self.feed, name, why)
        columns = text_sql(" + ".join(self.feed.fields[name].columns))
        is_kept = f"NOT {self._any_refusal()}" if why == CONTRADICTED else "false"
        return (
            f'SELECT source_line AS line, {columns} AS "column", '
            f"coalesce({name_sql('raw ' + name)}, '') AS value, {said} AS reason, "
            f"{text_sql(next_step)} AS next_step, "
            f'if({is_kept}, {text_sql(KEPT)}, {text_sql(LEFT_OUT)}) AS "row" FROM {self.table} '
            f"WHERE says AND {flag(name, why)}"
        )


def _condition_sql(cells: Cells, rule: Condition) -> str:
    said = f"lower(trim(coalesce(c{cells.columns.index(rule.column)}, '')))"
    parts: list[str] = []
    if rule.keep:
        parts.append(f"{said} IN {list_sql(value.strip().lower() for value in rule.keep)}")
    if rule.drop:
        parts.append(f"{said} NOT IN {list_sql(value.strip().lower() for value in rule.drop)}")
    return f"({' AND '.join(parts) or 'true'})"


def _any(flags: Iterable[str]) -> str:
    """Return SQL for whether any of these flags is set."""
    return f"({' OR '.join(flags) or 'false'})"


def _zone_known_sql(zone: str | None) -> str:
    """Return SQL for whether `occurred_at` is a moment on the world's clock.

    A date without a time of day is that date wherever it is read, so a zone never moves it.
    """
    if zone is None:
        return "(utc_offset IS NOT NULL)"
    return (
        "(utc_offset IS NOT NULL OR coalesce(CAST(occurred_at AS TIME) <> TIME '00:00:00', false))"
    )
