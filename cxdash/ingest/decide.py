"""What the values decide about how columns are read: date order and decimal sign, over all rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from cxdash.ingest.amounts import CENTS, MONEY, currency_warning, times_of, unit_note
from cxdash.ingest.date_orders import DateDecision, decide_order, decided_iso
from cxdash.ingest.dates import ORDER_WORDS, wall_sql
from cxdash.ingest.digits import holds_digits_sql, western, western_sql
from cxdash.ingest.distinct import different_in, sorted_hashes
from cxdash.ingest.mapping import How, Mapping, Source
from cxdash.ingest.numbers import decide_decimal
from cxdash.ingest.questions import DATE_ORDER, Question
from cxdash.ingest.seen import texts_counted
from cxdash.ingest.typed import Cells, is_read, spoken_sql
from cxdash.ingest.zone_names import unclear_zone, zone_in
from cxdash.model import SHARED

if TYPE_CHECKING:
    from cxdash.ingest.columns import ColumnProfile
    from cxdash.model import Column
    from cxdash.store.scratch import Scratch

_TIME = SHARED[0]


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
        self._dates: dict[tuple[str, ...], DateDecision] = {}
        self._decimals: dict[tuple[str, ...], str] = {}
        self.warnings: list[str] = []
        """What was found of dates that a reader should look at, once `decide` was called."""

    def decide(self, mapping: Mapping) -> tuple[Mapping, tuple[Question, ...], tuple[str, ...]]:
        """Return the mapping with readings, the questions left, and the decisions as sentences."""
        for feed in mapping.feeds:
            for name, source in feed.fields.items():
                self._look(feed.column(name), source)
            if feed.last:
                self._look(_TIME, feed.last.by)
        settled = self._settle_by_neighbours()
        feeds = tuple(
            replace(
                feed,
                fields={
                    name: self._read(feed.column(name), source)
                    for name, source in feed.fields.items()
                },
                last=replace(feed.last, by=self._read(_TIME, feed.last.by)) if feed.last else None,
            )
            for feed in mapping.feeds
        )
        open_columns = tuple(
            columns for columns, found in self._dates.items() if found.order is None
        )
        questions = (self._ask(open_columns),) if open_columns else ()
        notes = dict.fromkeys([*self._notes, *settled])
        return replace(mapping, feeds=feeds), questions, tuple(notes)

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
            self._notes += _zone_notes(source)
        if column.kind == "time" and "date_order" not in source.how and key not in self._dates:
            if self._cells.is_iso(source):
                found = decided_iso(self._count(source, raw), label)
            else:
                found = decide_order(self._scratch, self._cells.view, raw, label)
            self._dates[key] = found
            self._notes += [said for said in (found.why, found.warning) if said]
            self.warnings += [found.warning] if found.warning else []
        if column.unit == MONEY:
            self._look_at_money(column, source, raw)
        is_number = column.kind in {"decimal", "integer"} and "words" not in source.how
        if is_number and "decimal" not in source.how and key not in self._decimals:
            decided = decide_decimal(
                self._scratch,
                self._texts_of(source),
                raw,
                label,
                decimals=_decimals(column, source),
            )
            self._decimals[key] = decided.decimal
            if decided.why:
                self._notes.append(decided.why)

    def _look_at_money(self, column: Column, source: Source, raw: str) -> None:
        name, times = source.columns[0], _times(column, source)
        warning = currency_warning(self._scratch, self._texts_of(source), raw, name)
        self.warnings += [warning] if warning and warning not in self.warnings else []
        self._notes += [unit_note(name, times)] if times else []
        self._notes += [warning] if warning else []

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

    def _settle_by_neighbours(self) -> list[str]:
        """Read an undecided column as the decided ones of the same file, where they agree."""
        decided = {found.order for found in self._dates.values()} & {"dmy", "mdy"}
        settled: list[str] = []
        for columns, found in self._dates.items():
            if found.order is None and len(decided) == 1:
                order = next(iter(decided)) or ""
                self._dates[columns] = DateDecision(found.settled(order), found.why)
                settled.append(
                    f"'{' + '.join(columns)}' is read {ORDER_WORDS[order]} like the other dates "
                    "of the file."
                )
        return settled

    def _read(self, column: Column, source: Source) -> Source:
        if column.kind == "time" and source.columns:
            found = self._dates.get(source.columns)
            # Of an open order the language of its months is kept: the answer completes it.
            order = (found.order or found.months) if found else ""
            source = source.reading(How(date_order=order)) if order else source
            zone = zone_in(source.columns[0])
            return source.reading(How(zone=zone)) if zone else source
        sign = self._decimals.get(source.columns, ".")
        if column.kind in {"decimal", "integer"} and sign != ".":
            source = source.reading(How(decimal=sign))
        times = _times(column, source)
        return source.reading(How(times=times)) if times else source

    def _ask(self, columns: tuple[tuple[str, ...], ...]) -> Question:
        """Ask once for all undecided columns, with a date that the two readings tell apart."""
        names = tuple(name for key in columns for name in key)
        raw = western_sql(self._cells.source(Source(columns[0]), _TIME))
        day_first, month_first = wall_sql("v", "dmy"), wall_sql("v", "mdy")
        said, day, month = self._scratch.rows(
            f"SELECT v, strftime({day_first}, '%-d %B %Y'), strftime({month_first}, '%-d %B %Y') "
            f"FROM (SELECT {raw} AS v FROM {self._cells.view}) "
            f"WHERE {day_first} <> {month_first} LIMIT 1"
        )[0]
        quoted = ", ".join(f"'{name}'" for name in names)
        return Question(
            id=DATE_ORDER,
            text=f"{quoted} {'holds' if len(names) == 1 else 'hold'} dates that can be read in two "
            f"ways. Is {said} the {day} or the {month}?{self._mixed(columns)}",
            choices={
                "dmy": f"the day comes first: {day}",
                "mdy": f"the month comes first: {month}",
            },
            columns=names,
        )

    def _mixed(self, columns: tuple[tuple[str, ...], ...]) -> str:
        """Say of which of these columns the other dates prove both orders; "" of none."""
        mixed = [self._dates[key].why for key in columns if self._dates[key].is_mixed]
        return "".join(f" {why}" for why in mixed)


def _decimals(column: Column, source: Source) -> int | None:
    """Return how many decimals a field has at most: amounts in thousands may well have three."""
    is_whole = column.unit == MONEY and "times" not in source.how and not _times(column, source)
    return CENTS if is_whole else None


def _times(column: Column, source: Source) -> str | None:
    """Return what the amounts of a source are multiplied by where only its header says so."""
    if column.unit != MONEY or "times" in source.how or not source.columns:
        return None
    return times_of(source.columns[0])


def _zone_notes(source: Source) -> list[str]:
    """Say which zone a header names, or that its letters name none for sure."""
    name = source.columns[0]
    zone, letters = zone_in(name), unclear_zone(name)
    if zone and source.how.get("zone", zone) == zone:
        return [f"'{name}' names its time zone, {zone}: its times are read in it."]
    if letters:
        return [
            (
                f"'{name}' seems to name its time zone by {letters}, which is not the same "
                "everywhere and all year: choose the zone of the file's times."
            )
        ]
    return []
