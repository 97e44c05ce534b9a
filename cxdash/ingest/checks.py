"""Text to typed rows in one pass for each feed: what cannot be read is refused with its reason.

Nothing is dropped in silence: accepted + refused + nothing to say + dropped by a condition is
the number of rows in the file, for each feed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from cxdash.ingest.contradictions import checked_dates
from cxdash.ingest.counting import ManyTexts
from cxdash.ingest.feed_sql import FeedSql
from cxdash.ingest.likeness import Likeness, is_as_it_stands, likeness
from cxdash.ingest.lookups import look_up
from cxdash.ingest.refusals import CONTRADICTED, KEPT, LEFT_OUT, flag, reason, row_checks
from cxdash.ingest.sqltext import name_sql, text_sql

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxdash.ingest.lookups import Lookup
    from cxdash.ingest.mapping import Feed
    from cxdash.ingest.typed import Cells
    from cxdash.store.scratch import Scratch


ACCEPTED, NOTHING, REFUSED, WITHOUT_A_DATE = range(4)
"""What becomes of a row: the last is accepted too, without a date that contradicts its own."""


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
        earlier: Rows that a later update of the same thing takes the place of.
    """

    table: str
    label: str
    rows: int
    accepted: int
    refused: int
    nothing: int
    dropped: int
    contradicted: int = 0
    earlier: int = 0


class CheckedFeed:
    """One feed, typed: its rows in a table of the scratch database."""

    def __init__(self, feed: Feed, cells: Cells, number: int, *, zone: str | None) -> None:
        self.feed = feed
        self.cells = cells
        self.table = f"feed_{number}"
        self._zone = zone
        self._lookups: dict[str, Lookup] = {}

    def prepare(self, scratch: Scratch) -> None:
        """Type what can be typed without going through all rows; do so before going through all."""
        self._lookups = look_up(scratch, self.feed, self.cells, f"look_{self.table}")

    @property
    def is_by_row(self) -> bool:
        """Whether each row can be typed by itself, without the others of its case."""
        return self._sql(self.cells).is_by_row

    def build(self, scratch: Scratch) -> FeedReport:
        """Type every row the conditions keep, and count what became of each."""
        rows = self._sql(self.cells).rows()
        scratch.execute(f"CREATE OR REPLACE TABLE {self.table} AS {rows}")
        counted = scratch.rows(
            f"SELECT {self._fate()} AS fate, count(*) FROM {self.table} GROUP BY 1"
        )
        return self.report(scratch, dict(cast("list[tuple[int, int]]", counted)))

    def build_flagged(self, scratch: Scratch, lines: str) -> None:
        """Type only some rows, with all that speaks against them.

        Args:
            scratch: Where the file's text is.
            lines: SQL for the lines of those rows.
        """
        some = f"{self.table}_flagged"
        scratch.execute(
            f"CREATE OR REPLACE VIEW {some} AS SELECT * FROM {self.cells.view} "
            f"WHERE source_line IN ({lines})"
        )
        rows = self._sql(replace(self.cells, view=some)).rows()
        scratch.execute(f"CREATE OR REPLACE TABLE {self.table} AS {rows}")

    def all_differ(self, name: str) -> bool:
        """Whether no two rows are known to have the same text in a field, where it is filled."""
        source = self.feed.fields.get(name)
        if source is None or not is_as_it_stands(self.feed.column(name), source, self.cells):
            return False
        counted = self.cells.counted.get(self.cells.columns.index(source.columns[0]))
        return isinstance(counted, ManyTexts) and counted.all_differ

    def likeness(self) -> Likeness:
        """Return what decides about a row, to type rows by their kind.

        Raises:
            UnlikeRowsError: If too much does.
        """
        return likeness(self.feed, self.cells, zone=self._zone)

    def judged(self, view: str | None = None) -> str:
        """Return SQL for source_line, `fate`, the fields that are filled, and zone_known for facts.

        The rows come in the order of the file.

        Args:
            view: Where some of its rows are; by default all are typed.
        """
        cells = replace(self.cells, view=view) if view else self.cells
        zone = ", zone_known" if self.feed.target.is_fact else ""
        fields = ", ".join(name_sql(name) for name in self.filled)
        return (
            f"SELECT source_line, CAST({self._fate()} AS TINYINT) AS fate, {fields}{zone} "
            f"FROM ({self._sql(cells).rows()})"
        )

    @property
    def filled(self) -> tuple[str, ...]:
        """The canonical columns that can hold anything."""
        told = {*self.feed.fields, *(("status",) if self._contradicted else ())}
        return tuple(c.name for c in self.feed.target.all_columns() if c.name in told)

    def report(self, scratch: Scratch, fates: dict[int, int]) -> FeedReport:
        """Return what became of every row.

        Args:
            scratch: Where the file's text is.
            fates: How many of the rows that the conditions keep have each fate.
        """
        rows = cast("int", scratch.rows(f"SELECT count(*) FROM {self.cells.view}")[0][0])
        return FeedReport(
            table=self.feed.table,
            label=self.label,
            rows=rows,
            accepted=fates.get(ACCEPTED, 0) + fates.get(WITHOUT_A_DATE, 0),
            refused=fates.get(REFUSED, 0),
            nothing=fates.get(NOTHING, 0),
            dropped=rows - sum(fates.values()),
            contradicted=fates.get(WITHOUT_A_DATE, 0),
        )

    def _sql(self, cells: Cells) -> FeedSql:
        return FeedSql(self.feed, cells, zone=self._zone, lookups=self._lookups)

    def _fate(self) -> str:
        return (
            f"(CASE WHEN NOT says THEN {NOTHING} WHEN {self._any_refusal()} THEN {REFUSED} "
            f"WHEN {self._any_contradiction()} THEN {WITHOUT_A_DATE} ELSE {ACCEPTED} END)"
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

    def _refusal(self, name: str, why: str) -> str:
        said, next_step = reason(self.feed, name, why)
        columns = text_sql(" + ".join(self.feed.fields[name].columns))
        is_kept = f"NOT {self._any_refusal()}" if why == CONTRADICTED else "false"
        return (
            f'SELECT source_line AS line, {columns} AS "column", '
            f"coalesce({name_sql('raw ' + name)}, '') AS value, {said} AS reason, "
            f"{next_step} AS next_step, "
            f'if({is_kept}, {text_sql(KEPT)}, {text_sql(LEFT_OUT)}) AS "row" FROM {self.table} '
            f"WHERE says AND {flag(name, why)}"
        )


def _any(flags: Iterable[str]) -> str:
    """Return SQL for whether any of these flags is set."""
    return f"({' OR '.join(flags) or 'false'})"
