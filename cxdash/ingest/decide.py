"""What the values decide about how columns are read: date order and decimal sign, over all rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cxdash.ingest.amounts import MONEY, currency_warning, decimals_of, times_of, unit_note
from cxdash.ingest.decide_dates import TIME, DecidingDates
from cxdash.ingest.digits import holds_digits_sql, western, western_sql
from cxdash.ingest.distinct import different_in, sorted_hashes
from cxdash.ingest.mapping import How, Mapping, Source
from cxdash.ingest.numbers import decide_decimal
from cxdash.ingest.seen import texts_counted
from cxdash.ingest.typed import Cells, is_read, spoken_sql

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.ingest.questions import Question
    from cxdash.model import Column
    from cxdash.store.scratch import Scratch


class Deciding:
    """Fills in the readings a mapping leaves open, each column looked at once.

    Args:
        scratch: Where the file's text is.
        cells: The view that holds it.
        found: What is known of its columns already.
    """

    def __init__(
        self, scratch: Scratch, cells: Cells, found: tuple[ColumnProfile, ...] = ()
    ) -> None:
        self._scratch = scratch
        self._cells = cells
        self._different = {column.name: column.different for column in found}
        self._notes: list[str] = []
        self._dates = DecidingDates(scratch, cells)
        self._decimals: dict[tuple[str, ...], str] = {}
        self.warnings: list[str] = []
        """What was found of dates that a reader should look at, once `decide` was called."""

    def decide(self, mapping: Mapping) -> tuple[Mapping, tuple[Question, ...], tuple[str, ...]]:
        """Return the mapping with readings, the questions left, and the decisions as sentences."""
        for feed in mapping.feeds:
            for name, source in feed.fields.items():
                self._look(feed.column(name), source)
            if feed.last:
                self._look(TIME, feed.last.by)
        settled = self._dates.settle_by_neighbours()
        feeds = tuple(
            replace(
                feed,
                fields={
                    name: self._read(feed.column(name), source)
                    for name, source in feed.fields.items()
                },
                last=replace(feed.last, by=self._read(TIME, feed.last.by)) if feed.last else None,
            )
            for feed in mapping.feeds
        )
        notes = dict.fromkeys([*self._notes, *settled])
        return replace(mapping, feeds=feeds), self._dates.questions(), tuple(notes)

    def _look(self, column: Column, source: Source) -> None:
        key = source.columns
        if not key:
            return
        raw = spoken_sql(self._cells.source(source, column), source)
        label = " + ".join(key)
        if is_read(column) and not self._cells.is_iso(source):
            self._notes += self._digit_notes(source, raw, label)
            raw = western_sql(raw)
        if column.kind == "time":
            self._look_at_time(source, raw)
        if column.unit == MONEY:
            self._look_at_money(column, source, raw)
        is_number = column.kind in {"decimal", "integer"} and "words" not in source.how
        if is_number and "decimal" not in source.how and key not in self._decimals:
            decided = decide_decimal(
                self._scratch,
                self._texts_of(source),
                raw,
                label,
                decimals=self._decimals_at_most(column, source, raw),
            )
            self._decimals[key] = decided.decimal
            if decided.why:
                self._notes.append(decided.why)

    def _look_at_time(self, source: Source, raw: str) -> None:
        said, warned = len(self._dates.notes), len(self._dates.warnings)
        self._dates.look(source, raw, self._count)
        self._notes += self._dates.notes[said:]
        self.warnings += self._dates.warnings[warned:]

    def _look_at_money(self, column: Column, source: Source, raw: str) -> None:
        name, times = source.columns[0], _times(column, source)
        warning = currency_warning(self._scratch, self._texts_of(source), raw, name)
        self.warnings += [warning] if warning and warning not in self.warnings else []
        self._notes += [unit_note(name, times)] if times else []
        self._notes += [warning] if warning else []

    def _decimals_at_most(self, column: Column, source: Source, raw: str) -> int | None:
        """Return how many decimals a field has at most: amounts in thousands may have any."""
        is_whole = column.unit == MONEY and "times" not in source.how and not _times(column, source)
        if not is_whole:
            return None
        return decimals_of(self._scratch, self._texts_of(source), raw, source.columns[0])

    def _digit_notes(self, source: Source, raw: str, label: str) -> list[str]:
        """Say that a column writes its numbers or dates in digits of another alphabet."""
        found = self._scratch.rows(
            f"SELECT v FROM (SELECT {raw} AS v FROM {self._texts_of(source)}) "
            f"WHERE {holds_digits_sql('v')} LIMIT 1"
        )
        if not found:
            return []
        said = str(found[0][0])
        return [
            f"'{label}' writes digits of another alphabet, such as {said}, read as {western(said)}."
        ]

    def _texts_of(self, source: Source) -> str:
        """Return where each text of a source stands: in few rows, where few were counted."""
        if not isinstance(source.column, str):
            return self._cells.view
        place = self._cells.columns.index(source.column)
        return texts_counted(self._scratch, self._cells, place) or self._cells.view

    def _count(self, source: Source, raw: str) -> int:
        """Return how many different texts a source of one column gives."""
        known = self._different.get(source.columns[0])
        if known is not None and "words" not in source.how:
            return known
        view = self._cells.view
        rows = cast("int", self._scratch.rows(f"SELECT count(*) FROM {view}")[0][0])
        return different_in(sorted_hashes(self._scratch, raw, view, most=rows))

    def _read(self, column: Column, source: Source) -> Source:
        if column.kind == "time" and source.columns:
            return self._dates.read(source)
        sign = self._decimals.get(source.columns, ".")
        if column.kind in {"decimal", "integer"} and sign != ".":
            source = source.reading(How(decimal=sign))
        times = _times(column, source)
        return source.reading(How(times=times)) if times else source


def _times(column: Column, source: Source) -> str | None:
    """Return what the amounts of a source are multiplied by where only its header says so."""
    if column.unit != MONEY or "times" in source.how or not source.columns:
        return None
    return times_of(source.columns[0])
