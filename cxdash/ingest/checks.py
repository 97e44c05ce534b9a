"""Text to typed rows in one pass for each feed: what cannot be read is refused with its reason.

Nothing is dropped in silence: accepted + refused + nothing to say + dropped by a condition is
the number of rows in the file, for each feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from cxdash.ingest import dates
from cxdash.ingest.sqltext import list_sql, name_sql, text_sql
from cxdash.ingest.typed import Cells, expected, spoken_sql, typed_sql
from cxdash.model import SQL_TYPES, Column

if TYPE_CHECKING:
    from cxdash.ingest.mapping import Condition, Feed, Source
    from cxdash.store.scratch import Scratch

OUTSIDE: Final = "outside"
NO_TIME: Final = "no time"
UNREADABLE: Final = "unreadable"
"""Why a cell refuses its row."""


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
    """

    table: str
    label: str
    rows: int
    accepted: int
    refused: int
    nothing: int
    dropped: int


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
            f"count(*) FILTER (WHERE says AND {self._any_refusal()}) FROM {self.table}"
        )[0]
        kept, nothing, refused = cast("tuple[int, int, int]", counted)
        return FeedReport(
            table=self.feed.table,
            label=self.label,
            rows=rows,
            accepted=kept - nothing - refused,
            refused=refused,
            nothing=nothing,
            dropped=rows - kept,
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
        """SQL for the refused cells: line, column, value, reason, next_step, one row for each."""
        selects = [self._refusal(name, why) for name, why in self._checks()]
        return " UNION ALL ".join(selects)

    def _checks(self) -> list[tuple[str, str]]:
        """Return the fields that can refuse a row, each with the kind of refusal."""
        checks: list[tuple[str, str]] = []
        for name, source in self.feed.fields.items():
            column = self.feed.column(name)
            if source.column is None:
                continue
            if column.kind != "text" or column.choices:
                checks.append((name, UNREADABLE))
            if name == "occurred_at":
                checks.append((name, NO_TIME))
        if {"scale_low", "scale_high"} <= set(self.feed.fields):
            scored = [name for name in ("score", "expected_score") if name in self.feed.fields]
            checks += [(name, OUTSIDE) for name in scored]
        return checks

    def _any_refusal(self) -> str:
        flags = [name_sql(f"{why} {name}") for name, why in self._checks()]
        return f"({' OR '.join(flags)})" if flags else "false"

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
            f"{_flag_sql(name, why)} AS {name_sql(f'{why} {name}')}" for name, why in self._checks()
        )
        flags = f", {flags}" if flags else ""
        if not self.feed.target.is_fact:
            return f"SELECT *, ({says}) AS says{flags} FROM ({middle})"
        known = _zone_known_sql(self._zone_of("occurred_at"))
        zoned = f"SELECT *, {known} AS zone_known FROM ({middle})"
        return f"SELECT * REPLACE ({self._in_utc()}), ({says}) AS says{flags} FROM ({zoned})"

    def _zone_of(self, name: str) -> str | None:
        source = self.feed.fields.get(name)
        return (source.how.get("zone") if source else None) or self._zone

    def _in_utc(self) -> str:
        """Return SQL that moves every time of a row to UTC when the row's zone is known."""
        times = [column.name for column in self.feed.target.all_columns() if column.kind == "time"]
        return ", ".join(f"{self._moved(name)} AS {name_sql(name)}" for name in times)

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
        return (
            f"CASE WHEN NOT zone_known THEN {quoted} "
            f"WHEN {offset} IS NOT NULL THEN {quoted} - to_minutes({offset}) ELSE {otherwise} END"
        )

    def _refusal(self, name: str, why: str) -> str:
        source = self.feed.fields[name]
        reason, next_step = self._reason(name, why, source)
        columns = text_sql(" + ".join(source.columns))
        return (
            f'SELECT source_line AS line, {columns} AS "column", '
            f"coalesce({name_sql('raw ' + name)}, '') AS value, {reason} AS reason, "
            f"{text_sql(next_step)} AS next_step FROM {self.table} "
            f"WHERE says AND {name_sql(f'{why} {name}')}"
        )

    def _reason(self, name: str, why: str, source: Source) -> tuple[str, str]:
        """Return SQL for the sentence about one refused cell, and the next step as text."""
        column = self.feed.column(name)
        label = text_sql(f"{self.feed.target.label}: ")
        if why == NO_TIME:
            said = text_sql(f"{column.label} is empty in '{' + '.join(source.columns)}'.")
            step = "Fill in the date, or map another column as the date."
            return f"{label} || {said}", step
        value = f"'\"' || {name_sql('raw ' + name)} || '\"'"
        if why == OUTSIDE:
            scale = (
                "printf(' lies outside the scale %g to %g.', scale_low::DOUBLE, scale_high::DOUBLE)"
            )
            step = "Correct the score, or the ends of the scale in the mapping."
            return f"{label} || {value} || {scale}", step
        reason, step = expected(column, source)
        return f"{label} || {value} || {text_sql(f' {reason}.')}", step


def _condition_sql(cells: Cells, rule: Condition) -> str:
    said = f"lower(trim(coalesce(c{cells.columns.index(rule.column)}, '')))"
    parts: list[str] = []
    if rule.keep:
        parts.append(f"{said} IN {list_sql(value.strip().lower() for value in rule.keep)}")
    if rule.drop:
        parts.append(f"{said} NOT IN {list_sql(value.strip().lower() for value in rule.drop)}")
    return f"({' AND '.join(parts) or 'true'})"


def _flag_sql(name: str, why: str) -> str:
    raw, value = name_sql("raw " + name), name_sql(name)
    if why == NO_TIME:
        return f"({raw} IS NULL)"
    if why == OUTSIDE:
        return f"coalesce({value} NOT BETWEEN scale_low AND scale_high, false)"
    return f"({raw} IS NOT NULL AND {value} IS NULL)"


def _zone_known_sql(zone: str | None) -> str:
    """Return SQL for whether `occurred_at` is a moment on the world's clock.

    A date without a time of day is that date wherever it is read, so a zone never moves it.
    """
    if zone is None:
        return "(utc_offset IS NOT NULL)"
    return (
        "(utc_offset IS NOT NULL OR coalesce(CAST(occurred_at AS TIME) <> TIME '00:00:00', false))"
    )
